"""What people fill in about meetings. A form checks shape; whether it may be done is the command's to say."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Area
from samrad.forums.models import Face
from samrad.kernel.clock import OSLO
from samrad.meetings.commands.outcomes import PLAIN, TUNED
from samrad.meetings.models import AgendaItem, Attendance, Decision, Meeting, Recipient
from samrad.web.forms import DayField, DeedForm, chosen_among

SHORT, LONG = {"rows": 3}, {"rows": 10}
STEPS = [
    ("", _("Ikke satt")),
    ("1", _("1 · Utveksle informasjon og kunnskap")),
    ("2", _("2 · Felles forståelse av problem og løsning")),
    ("3", _("3 · Tilpasse egne planer til de andres")),
    ("4", _("4 · Felles plan eller tiltak")),
]
PARTIES_OWN = {"commitments", "own_decision"}  # kinds of matter that only a party raises
type Choices = list[tuple[str, str]]


def words(label: Any, *, rows: dict[str, int] | None = None, **given: Any) -> forms.CharField:
    """A field for running text. The command measures and guards it."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs=rows or SHORT), strip=False, **given)


class ClockField(forms.TimeField):
    """A time of the day as the browser's field gives it, or as people type it: 9.30 or 09:30."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            input_formats=["%H:%M", "%H.%M", "%H"],
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            error_messages={"invalid": _("Skriv klokkeslettet som time.minutt, for eksempel 9.30.")},
            **given,
        )


class MeetingForm(DeedForm):
    """Title, time and place."""

    title = forms.CharField(label=_("Hva møtet heter"), max_length=160)
    day = DayField(label=_("Dag"))
    begins = ClockField(label=_("Begynner"))
    ends = ClockField(label=_("Slutter"))
    mode = forms.ChoiceField(label=_("Hvordan dere møtes"), choices=Meeting.Mode, widget=forms.RadioSelect)
    place = forms.CharField(label=_("Sted"), max_length=200, required=False)
    link = forms.URLField(
        label=_("Lenke til det digitale møtet"), max_length=500, required=False, assume_scheme="https"
    )
    assists_id = forms.ChoiceField(
        label=_("Lederen du forbereder møtet for"),
        help_text=_("Lederen, eller en annen enn du, godkjenner sakslisten og referatet."),
        required=False,
    )

    def __init__(self, *args: Any, leaders: Choices | None = None, **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "assists_id", leaders or [])
        if not leaders:
            del self.fields["assists_id"]

    def clean(self) -> dict[str, Any]:
        """A clock that is put forward leaves out an hour of the night, and one that is put back has an hour twice."""
        given = super().clean() or {}
        for name in ("begins", "ends"):
            if given.get("day") and given.get(name):
                self._require_one_instant(name, datetime.combine(given["day"], given[name], OSLO))
        return given

    def _require_one_instant(self, name: str, moment: datetime) -> None:
        clock = {"time": f"{moment:%H.%M}"}
        if moment.astimezone(UTC).astimezone(OSLO).time() != moment.time():
            self.add_error(
                name,
                _("Klokka %(time)s finnes ikke denne natta: da stilles klokka fram. Velg en annen tid.")
                % clock,
            )
        elif moment.utcoffset() != moment.replace(fold=1).utcoffset():
            self.add_error(
                name,
                _(
                    "Klokka %(time)s kommer to ganger denne natta: da stilles klokka tilbake. Velg en annen tid."
                )
                % clock,
            )

    @property
    def facts(self) -> dict[str, Any]:
        """What the command takes: two instants instead of a day and two times."""
        said = self.said
        day = said.pop("day")
        said["starts_at"] = datetime.combine(day, said.pop("begins"), OSLO)
        said["ends_at"] = datetime.combine(day, said.pop("ends"), OSLO)
        if chosen := said.pop("assists_id", ""):
            said["assists_id"] = UUID(chosen)
        return said


class ItemForm(DeedForm):
    """A matter. Whoever acts for a party chooses who may see it."""

    title = forms.CharField(label=_("Hva saken heter"), max_length=160)
    kind = forms.ChoiceField(label=_("Hva slags sak"), choices=AgendaItem.Kind)
    background = words(
        _("Bakgrunn"), rows=LONG, required=False, help_text=_("Ingen navn eller saker om enkeltpersoner.")
    )
    what_to_decide = words(_("Hva forumet skal ta stilling til"), required=False)
    level = forms.ChoiceField(label=_("Nivå"), choices=AgendaItem.Level, widget=forms.RadioSelect)
    areas = forms.MultipleChoiceField(
        label=_("Hva saken gjelder"),
        choices=Area.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    step = forms.ChoiceField(label=_("Trinn i samordningstrappen"), choices=STEPS, required=False)
    step_reason = forms.CharField(
        label=_("Hvorfor trinnet endres"),
        max_length=400,
        required=False,
        help_text=_("Står sammen med endringen på saken."),
    )
    needs_knowledge = forms.BooleanField(
        label=_("Saken trenger et kunnskapsgrunnlag fra begge parter"), required=False
    )
    presenter_id = forms.ChoiceField(label=_("Hvem som legger fram saken"), required=False)
    time_minutes = forms.IntegerField(label=_("Tid, i minutter"), required=False, min_value=1, max_value=600)
    face = forms.ChoiceField(
        label=_("Hvem som kan se saken"), choices=[], widget=forms.RadioSelect, required=False
    )
    addressed_to_id = forms.ChoiceField(
        label=_("Rettet til"),
        required=False,
        help_text=_("Velg en annen part hvis den skal svare på saken. Svaret står i referatet."),
    )
    legal_basis = forms.CharField(
        label=_("Hjemmel for at saken ikke er offentlig"),
        max_length=120,
        required=False,
        help_text=_("For eksempel offentleglova § 14. Den står i referatet der saken er skjult."),
    )

    def __init__(
        self,
        *args: Any,
        presenters: Choices,
        others: Choices,
        inside: bool,
        is_new: bool = False,
        themes: Choices | None = None,
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        presenter, face = self.fields["presenter_id"], self.fields["face"]
        chosen_among(self, "addressed_to_id", [("", _("Hele forumet")), *others])
        assert isinstance(presenter, forms.ChoiceField)
        assert isinstance(face, forms.ChoiceField)
        presenter.choices = [("", _("Ikke bestemt")), *presenters]
        face.choices = [choice for choice in Face.choices if choice[0] != Face.OWN]
        if not inside:
            for name in ("face", "legal_basis", "level", "step", "addressed_to_id", "needs_knowledge"):
                del self.fields[name]
            kind = self.fields["kind"]
            assert isinstance(kind, forms.ChoiceField)
            kind.choices = [row for row in AgendaItem.Kind.choices if row[0] not in PARTIES_OWN]
        if is_new or not inside:
            del self.fields["step_reason"]
        if themes:  # a limited member raises matters of their own themes
            self.fields["theme"] = forms.ChoiceField(label=_("Tema"), choices=themes)

    @property
    def facts(self) -> dict[str, Any]:
        said = self.said
        said["step"] = int(said["step"]) if said.get("step") else None
        said["presenter_id"] = said["presenter_id"] or None
        if asked := said.get("addressed_to_id"):
            said["addressed_to_id"] = UUID(asked)
        else:
            said["addressed_to_id"] = None
        return said


class PaperForm(DeedForm):
    """A file for a matter."""

    paper = forms.FileField(
        label=_("Velg en fil"),
        help_text=_("PDF, Word, Excel, PowerPoint, PNG, JPEG, tekst eller CSV, høyst 20 MB."),
    )
    face = forms.ChoiceField(label=_("Hvem som kan se filen"), choices=Face.choices[1:], required=False)


class ReasonForm(DeedForm):
    """A word of why, which has to be there."""

    reason = words(_("Hvorfor"))


class CallForm(DeedForm):
    """The last look before the call goes out; those who have nothing on the agenda may be called all the same."""

    also = forms.MultipleChoiceField(
        label=_("Kall inn likevel"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, without_matters: Callable[[], Choices], **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "also", without_matters)  # asked for when somebody is wanted, or the form is shown

    @property
    def wanted(self) -> list[UUID]:
        return [UUID(each) for each in self.cleaned_data.get("also", [])]


class AnswerForm(DeedForm):
    """Whether one comes."""

    answer = forms.ChoiceField(
        label=_("Kommer du?"), choices=Recipient.Answer.choices[1:], widget=forms.RadioSelect
    )
    substitute_id = forms.ChoiceField(label=_("Hvem som kommer i stedet"), required=False)

    def __init__(self, *args: Any, substitutes: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "substitute_id", [("", "–"), *substitutes])

    @property
    def facts(self) -> dict[str, Any]:
        chosen = self.said["substitute_id"]
        return {"answer": self.said["answer"], "substitute_id": UUID(chosen) if chosen else None}


class LinkForm(AnswerForm):
    """The same answer, by one press of three buttons."""

    def __init__(self, *args: Any, substitutes: Choices, **given: Any) -> None:
        super().__init__(*args, substitutes=substitutes, **given)
        self.fields["answer"].widget = forms.HiddenInput()


class NoteForm(DeedForm):
    """The minutes of one matter. `seen_text` is how it read when the writer began."""

    text = words(
        _("Referat"), rows=LONG, required=False,
        help_text=_("Alle i møtet ser teksten når du lagrer. Ikke navn eller saker om enkeltpersoner."),
    )  # fmt: skip
    seen_text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    legal_basis = forms.CharField(
        label=_("Hjemmel for at dette er lukket"),
        max_length=120,
        required=False,
        help_text=_("For eksempel offentleglova § 14. Den står i referatet der teksten er skjult."),
    )

    def __init__(self, *args: Any, face: str, **given: Any) -> None:
        super().__init__(*args, **given)
        if face == Face.PUBLIC:
            del self.fields["legal_basis"]


class NarrowerNoteForm(NoteForm):
    """What fewer are to read than the rest of the matter."""

    text = words(_("Tekst"), required=False)


class DecisionForm(DeedForm):
    """How a matter ended."""

    outcome = forms.ChoiceField(
        label=_("Utfall"),
        choices=[choice for choice in Decision.Outcome.choices if choice[0] in PLAIN],
        widget=forms.RadioSelect,
    )
    text = words(_("Beslutning"), required=False)
    responsible_id = forms.ChoiceField(label=_("Ansvarlig stilling"), required=False)
    resources = words(_("Ressurser"), required=False, rows={"rows": 2})
    referred_to_id = forms.ChoiceField(label=_("Sendes til"), required=False)
    dissent = words(_("Avvikende syn"), required=False, rows={"rows": 2})
    clause = forms.ChoiceField(label=_("Punkt i avtalen som følges opp"), required=False)
    focus_area_id = forms.ChoiceField(label=_("Satsingsområde det gjelder"), required=False)
    measure_id = forms.ChoiceField(label=_("Tiltak det gjelder"), required=False)

    def __init__(self, *args: Any, lists: dict[str, Choices], kind: str, **given: Any) -> None:
        super().__init__(*args, **given)
        if kind == AgendaItem.Kind.OWN_DECISION:
            own = (choice for choice in Decision.Outcome.choices if choice[0] in PLAIN + TUNED)
            chosen_among(self, "outcome", own)
        for name, choices in lists.items():
            chosen_among(self, name, [("", "–"), *choices])
            if not choices:
                del self.fields[name]

    @property
    def facts(self) -> dict[str, Any]:
        said = self.said
        ids = ("responsible_id", "referred_to_id", "clause", "focus_area_id", "measure_id")
        return said | {name: UUID(said[name]) if said.get(name) else None for name in ids}


class TaskForm(DeedForm):
    """Something to do, by whom and before when. All three are needed."""

    text = forms.CharField(label=_("Ny oppgave"), max_length=300)
    owner_id = forms.ChoiceField(label=_("Ansvarlig stilling"))
    due_on = DayField(label=_("Frist"))

    def __init__(self, *args: Any, posts: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "owner_id", [("", _("Velg en stilling")), *posts])


class AttendanceForm(DeedForm):
    """How one member is there, and for which part."""

    state = forms.ChoiceField(label=_("Oppmøte"), choices=Attendance.State)
    substitute_id = forms.ChoiceField(label=_("Vara som møter"), required=False)
    from_item_id = forms.ChoiceField(label=_("Kom til sak"), required=False)
    left_before_id = forms.ChoiceField(label=_("Gikk før sak"), required=False)

    def __init__(self, *args: Any, substitutes: Choices, items: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        for name, choices in (
            ("substitute_id", substitutes),
            ("from_item_id", items),
            ("left_before_id", items),
        ):
            chosen_among(self, name, [("", "–"), *choices])

    @property
    def facts(self) -> dict[str, Any]:
        return {name: value or None for name, value in self.said.items()}


class ListForm(DeedForm):
    """Which member is put on the list of who is there."""

    membership_id = forms.ChoiceField(label=_("Hvem som er kommet til"))

    def __init__(self, *args: Any, members: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "membership_id", members)


class AsideForm(DeedForm):
    """Who stands aside in a matter, and by which rule."""

    membership_id = forms.ChoiceField(label=_("Hvem som fratrer"))
    provision = forms.CharField(label=_("Etter hvilken bestemmelse"), max_length=120)

    def __init__(self, *args: Any, members: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "membership_id", members)


class RemarkForm(DeedForm):
    """What one wants recorded beside the minutes."""

    text = words(_("Merknad"))


class SendForm(DeedForm):
    """The last look before the minutes are sent."""


class ApproveForm(DeedForm):
    """A party's yes to the version it has read."""

    seen_hash = forms.CharField(widget=forms.HiddenInput)
