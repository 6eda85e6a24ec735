"""What people fill in when a forum looks back."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import FocusArea
from samrad.evaluations.models import Area, Evaluation, LearningPoint, Question
from samrad.evaluations.questions import LEVELS, MARKS, METHODS, SIX
from samrad.parties.models import Organisation
from samrad.web.forms import DayField, DeedForm, chosen_among

Method, Kind = Evaluation.Method, LearningPoint.Kind


class BeginForm(DeedForm):
    """Extent and method: the forum's own choice, with the usual ready."""

    title = forms.CharField(label=_("Navn"), max_length=160)
    method = forms.ChoiceField(label=_("Måte"), choices=Method, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("Hva dere ser på"),
        choices=Evaluation.Kind,
        initial=Evaluation.Kind.PROCESS,
        required=False,
        help_text=_("Veilederen tenker først og fremst på selve samarbeidet: hvordan dere arbeider sammen."),
        widget=forms.RadioSelect,
    )
    questions = forms.MultipleChoiceField(
        label=_("Hovedspørsmål"),
        help_text=_("Ta bort dem dere ikke vil svare på nå. Ingen av dem er påkrevd."),
        choices=[(each.code, each.heading) for each in SIX],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    marks = forms.MultipleChoiceField(
        label=_("Fire kjennetegn på godt samarbeid"),
        help_text=_(
            "Korte spørsmål om klimaet, fra veilederen 4.1.4. Velg dem dere vil følge over tid. "
            "Svarene vises ikke når færre enn fem har svart."
        ),
        choices=[(each.code, each.words) for each in MARKS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    period_from = DayField(label=_("Gjelder fra"))
    period_to = DayField(label=_("Gjelder til"))
    way = forms.ChoiceField(
        label=_("Hvordan medlemmene svarer"),
        choices=[
            ("named", _("Hver for seg først, med navn")),
            ("anonymous", _("Hver for seg først, anonymt")),
            ("together", _("Sammen med en gang")),
        ],
        help_text=_(
            "Ingen leser et svar før alle svarene åpnes. Anonyme svar kan ingen spore, heller ikke den som drifter Samråd."
        ),
        widget=forms.RadioSelect,
    )
    answer_by = DayField(
        label=_("Svar innen"), help_text=_("Trengs bare når medlemmene svarer hver for seg."), required=False
    )
    areas = forms.MultipleChoiceField(
        label=_("Dekker disse delene av avtalen"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, areas: Iterable[Area] = (), **given: Any) -> None:
        super().__init__(*args, **given)
        offered = [(str(area.pk), area.name) for area in areas]
        chosen_among(self, "areas", offered)
        if not offered:
            del self.fields["areas"]

    @property
    def chosen(self) -> dict[str, Any]:
        """As the command takes it."""
        said = dict(self.said)
        way = said.pop("way")
        codes = [*(said.pop("questions") or []), *(said.pop("marks") or [])]
        return said | {
            "kind": said["kind"] or Evaluation.Kind.PROCESS,
            "is_anonymous": way == "anonymous",
            "alone_first": way != "together",
            "questions": codes
            if said["method"] == Method.SIX
            else [each.code for each in METHODS[said["method"]]],
            "areas": [UUID(area) for area in said.get("areas") or []],
        }


class AnswerForm(DeedForm):
    """One's own answers: a text for each question, and how well it works where that is asked."""

    def __init__(
        self,
        *args: Any,
        questions: Iterable[Question],
        own: Mapping[UUID, tuple[str, int | None]],
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        self.questions = list(questions)
        for question in self.questions:
            text, level = own.get(question.pk, ("", None))
            if question.has_level:
                self.fields[f"level_{question.number}"] = forms.ChoiceField(
                    label=_("Hvor godt virker det?"),
                    choices=LEVELS,
                    widget=forms.RadioSelect,
                    required=False,
                    initial=level,
                )
            self.fields[f"text_{question.number}"] = forms.CharField(
                label=question.words,
                widget=forms.Textarea(attrs={"rows": 4}),
                strip=False,
                required=False,
                initial=text,
            )

    @property
    def rows(self) -> list[tuple[Question, list[forms.BoundField]]]:
        """Each question with its own fields."""
        return [
            (
                question,
                [
                    self[name]
                    for name in (f"text_{question.number}", f"level_{question.number}")
                    if name in self.fields
                ],
            )
            for question in self.questions
        ]

    @property
    def answers(self) -> dict[UUID, tuple[str, int | None]]:
        """As the command takes it."""
        found = {}
        for question in self.questions:
            level = self.cleaned_data.get(f"level_{question.number}")
            found[question.pk] = (self.cleaned_data[f"text_{question.number}"], int(level) if level else None)
        return found


class JointForm(DeedForm):
    """The joint answer to one question."""

    text = forms.CharField(
        label=_("Felles svar"), widget=forms.Textarea(attrs={"rows": 10}), strip=False, required=False
    )


class PointForm(DeedForm):
    """What the forum takes with it, and which answers it rests on."""

    text = forms.CharField(label=_("Hva tar dere med dere?"), max_length=300)
    kind = forms.ChoiceField(label=_("Slags"), choices=Kind, widget=forms.RadioSelect, initial=Kind.AHEAD)
    rests_on = forms.MultipleChoiceField(
        label=_("Bygger på svarene på"), widget=forms.CheckboxSelectMultiple, required=False
    )
    position = forms.IntegerField(label=_("Plass"), help_text=_("1 er viktigst."), min_value=1)

    def __init__(self, *args: Any, questions: Iterable[Question], is_new: bool = False, **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "rests_on", [(str(row.pk), f"{row.number} {row.heading}") for row in questions])
        if is_new:
            del self.fields["position"]

    @property
    def words(self) -> dict[str, Any]:
        return self.said | {"rests_on": [UUID(each) for each in self.cleaned_data["rests_on"]]}


class TaskForm(DeedForm):
    """The point as a task: a post and a deadline."""

    text = forms.CharField(label=_("Hva skal gjøres?"), max_length=300)
    owner_id = forms.ChoiceField(label=_("Ansvarlig"))
    due_on = DayField(label=_("Frist"))

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "owner_id", [("", _("Velg stilling")), *owners])


class ProposalForm(DeedForm):
    """The point as a proposal for the next agreement."""

    clause = forms.ChoiceField(label=_("Gjelder dette punktet i avtalen"), required=False)

    def __init__(self, *args: Any, clauses: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "clause", [("", _("Ikke noe bestemt punkt")), *clauses])


class GoalForm(DeedForm):
    """The point as a goal."""

    area_id = forms.ChoiceField(label=_("Under satsingsområdet"))
    horizon = forms.IntegerField(
        label=_("Året dere ser fram mot"),
        error_messages={"invalid": _("Skriv et årstall, for eksempel 2030.")},
    )

    def __init__(self, *args: Any, areas: Iterable[FocusArea], **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "area_id", ((str(area.pk), area.name) for area in areas))

    @property
    def deed(self) -> dict[str, Any]:
        said = self.said
        return said | {"area_id": UUID(said["area_id"])}


class NoChangeForm(DeedForm):
    """Why the point changes nothing."""

    reason = forms.CharField(label=_("Hvorfor ikke?"), widget=forms.Textarea(attrs={"rows": 3}), strip=False)


class ReportForm(DeedForm):
    """Which municipality's report, and for which year."""

    organisation_id = forms.ChoiceField(label=_("Kommune"))
    year = forms.IntegerField(label=_("År"), min_value=1990, max_value=2100)

    def __init__(self, *args: Any, towns: Iterable[Organisation], **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "organisation_id", ((str(town.pk), town.official_name) for town in towns))


class SectionForm(DeedForm):
    """One section of the report."""

    text = forms.CharField(
        label=_("Tekst"),
        help_text=_("En linje som begynner med bindestrek, blir et punkt i en liste."),
        widget=forms.Textarea(attrs={"rows": 16}),
        strip=False,
        required=False,
    )


class LayForm(DeedForm):
    """When the report was laid before the council, and as which case."""

    on = DayField(label=_("Lagt fram"))
    case_number = forms.CharField(label=_("Saksnummer"), max_length=40, required=False)


class AreaForm(DeedForm):
    """A clause, or an area in one's own words."""

    clause = forms.ChoiceField(label=_("Punkt i avtalen"), required=False)
    name = forms.CharField(
        label=_("Eller med egne ord"),
        help_text=_("For eksempel et satsingsområde, et forum eller noe dere har lovet hverandre."),
        max_length=160,
        required=False,
    )

    def __init__(self, *args: Any, clauses: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "clause", [("", _("Ikke noe bestemt punkt")), *clauses])
