"""What people fill in about a task, one small form for each step, and how they search the register of decisions."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.forums.models import Forum
from samrad.meetings.models import Task, TaskStep
from samrad.parties.models import Post
from samrad.web.forms import DayField, DeedForm, chosen_among
from samrad.web.meetings.people import named, owners

Kind = TaskStep.Kind


class StepForm(DeedForm):
    """One step of a task. `kind` is fixed by the form; its fields have names of their own on the page."""

    kind = ""
    action: Any = ""
    done: Any = ""

    def __init__(self, *args: Any, task: Task, **given: Any) -> None:
        super().__init__(*args, auto_id=f"{self.kind}_%s", initial={"seen": task.version}, **given)
        self.task = task


class AcceptForm(StepForm):
    """Take it on. Nothing to fill in."""

    kind = Kind.ACCEPTED
    action = _("Ta på deg oppgaven")
    done = _("Oppgaven er tatt imot.")


class ReportForm(StepForm):
    """How it goes."""

    kind = Kind.REPORTED
    action = _("Fortell hvordan det går")
    done = _("Takk. Alle som ser oppgaven, kan lese hvordan det går.")
    text = forms.CharField(label=_("Hvordan går det?"), widget=forms.Textarea(attrs={"rows": 3}), strip=False)


class FinishForm(StepForm):
    """It is done."""

    kind = Kind.DONE
    action = _("Meld oppgaven fullført")
    done = _("Oppgaven er fullført.")
    text = forms.CharField(
        label=_("Hva kom ut av det?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        strip=False,
        required=False,
    )


class MoveForm(StepForm):
    """Another deadline. The first one stays readable."""

    kind = Kind.MOVED
    action = _("Sett ny frist")
    done = _("Fristen er flyttet.")
    due_on = DayField(label=_("Ny frist"))
    text = forms.CharField(
        label=_("Hvorfor"), widget=forms.Textarea(attrs={"rows": 2}), strip=False, required=False
    )


class HandOverForm(StepForm):
    """Another owner."""

    kind = Kind.HANDED_OVER
    action = _("Gi oppgaven til en annen")
    done = _("Oppgaven har fått ny ansvarlig.")
    owner_id = forms.ChoiceField(label=_("Ny ansvarlig"))
    text = forms.CharField(
        label=_("Hvorfor"), widget=forms.Textarea(attrs={"rows": 2}), strip=False, required=False
    )

    def __init__(self, *args: Any, task: Task, **given: Any) -> None:
        super().__init__(*args, task=task, **given)
        others = (choice for choice in owners(task.forum) if choice[0] != str(task.owner_id))
        chosen_among(self, "owner_id", others)


class DropForm(StepForm):
    """It shall not be done after all, and why."""

    kind = Kind.DROPPED
    action = _("Ta bort oppgaven")
    done = _("Oppgaven er tatt bort.")
    text = forms.CharField(
        label=_("Hvorfor skal den ikke gjøres?"), widget=forms.Textarea(attrs={"rows": 2}), strip=False
    )


class NoteForm(StepForm):
    """Something that one's own party alone reads. The task itself stays as it is. V-2.3-f."""

    kind = "noted"
    action = _("Skriv noe bare dere ser")
    done = _("Det er lagret. Bare dere ser det.")
    text = forms.CharField(
        label=_("Slik følger vi det opp hos oss"),
        widget=forms.Textarea(attrs={"rows": 3}),
        strip=False,
    )


STEPS: tuple[type[StepForm], ...] = (
    AcceptForm,
    ReportForm,
    FinishForm,
    MoveForm,
    HandOverForm,
    DropForm,
    NoteForm,
)


class Narrowing(forms.Form):
    """A choice of what a list shows. What cannot be understood is as if it was not asked."""

    def offer(self, **choices: list[tuple[str, Any]]) -> None:
        """What there is to choose between in each field."""
        for name, offered in choices.items():
            chosen_among(self, name, offered)

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name != "vis"}


class TasksForm(Narrowing):
    """Whose tasks, from which forum, and whether only what is late."""

    vis = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)
    ansvarlig = forms.TypedChoiceField(label=_("Ansvarlig"), required=False, coerce=UUID, empty_value=None)
    forum = forms.TypedChoiceField(label=_("Forum"), required=False, coerce=UUID, empty_value=None)
    frist = forms.ChoiceField(
        label=_("Frist"), required=False, choices=[("", _("Alle frister")), ("over", _("Over fristen"))]
    )

    def __init__(self, *args: Any, owners: list[Post], forums: list[Forum], whose: str, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["vis"].initial = whose
        self.offer(
            ansvarlig=[("", _("Alle")), *((str(post.pk), named(post)) for post in owners)],
            forum=[("", _("Alle forum")), *((str(forum.pk), forum.name) for forum in forums)],
        )


class RegisterForm(Narrowing):
    """A search in the register of decisions."""

    sok = forms.CharField(label=_("Ord i saken eller beslutningen"), required=False, max_length=80)
    forum = forms.ChoiceField(label=_("Forum"), required=False)
    ar = forms.TypedChoiceField(label=_("År"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, forums: list[Forum], years: list[int], **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer(
            forum=[("", _("Alle forum")), *((str(forum.pk), forum.name) for forum in forums)],
            ar=[("", _("Alle år")), *((str(year), str(year)) for year in years)],
        )
