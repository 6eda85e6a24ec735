"""What is filled in about challenges, measures that stand in each other's way, adjusted plans and exercises."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.parties.models import Organisation
from samrad.plans.models import Exercise, Measure
from samrad.web.forms import DayField, DeedForm
from samrad.web.plans.aim_forms import words
from samrad.web.plans.forms import Choices, ChoosingForm


class MeansForm(DeedForm):
    """One's own column of a challenge."""

    can = words(_("Hva dere kan gjøre med egne virkemidler"), 5, required=False)
    needs = words(_("Hva dere er avhengige av fra den andre"), 4, required=False)

    @property
    def ours(self) -> str:
        return str(self.data.get("can", ""))


class ConsequencesForm(DeedForm):
    """What a challenge costs, in words."""

    for_people = words(
        _("For dem det rammer"),
        3,
        _("Menneskelig og økonomisk, med ord. Skriv ikke om enkeltpersoner."),
        required=False,
    )
    for_society = words(_("For lokalsamfunnet"), 3, required=False)
    told_by = forms.CharField(
        label=_("Hvor dere har det fra"),
        max_length=300,
        required=False,
        help_text=_("En rapport, en statistikk eller en erfaring. Ikke finn opp beløp."),
    )

    @property
    def ours(self) -> str:
        return f"{self.data.get('for_people', '')}\n\n{self.data.get('for_society', '')}".strip()


class WaitForm(ChoosingForm):
    """Which party a measure waits for."""

    party_id = forms.ChoiceField(label=_("Tiltaket venter på"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, parties: Iterable[Organisation], **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer(
            party_id=[("", _("Ingen, det går videre")), *((str(p.pk), p.official_name) for p in parties)]
        )

    @property
    def party(self) -> UUID | None:
        chosen = self.said["party_id"]
        return UUID(chosen) if chosen else None


class ConflictForm(ChoosingForm):
    """Another measure that works against this one."""

    other_id = forms.ChoiceField(label=_("Det andre tiltaket"))
    about = words(_("Hvordan de motvirker hverandre"))

    def __init__(self, *args: Any, others: Iterable[Measure], **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer(other_id=[(str(each.pk), f"{each.name} ({each.plan.name})") for each in others])

    @property
    def deed(self) -> dict[str, Any]:
        said = self.said
        return said | {"other_id": UUID(said["other_id"])}


class SettleForm(ChoosingForm):
    """What became of it."""

    decision_id = forms.ChoiceField(label=_("Beslutningen"), required=False)
    outcome = words(_("Hva dere kom fram til"), required=False)

    def __init__(self, *args: Any, decisions: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer(decision_id=[("", _("Ingen beslutning")), *decisions])

    @property
    def deed(self) -> dict[str, Any]:
        said = self.said
        return said | {"decision_id": UUID(said["decision_id"]) if said["decision_id"] else None}


class AdjustmentForm(ChoosingForm):
    """A plan that was changed to spare another's goal."""

    party_id = forms.ChoiceField(label=_("Hvem planen tilhører"))
    plan_name = forms.CharField(label=_("Planen eller praksisen som er endret"), max_length=200)
    change = words(_("Hva som er endret"))
    unit = forms.CharField(label=_("Enheten som har målet dere ikke vil svekke"), max_length=200)
    goal = forms.CharField(label=_("Målet"), max_length=300)
    body = forms.CharField(label=_("Hvem som vedtok endringen"), max_length=200)
    on = DayField(label=_("Gjelder fra"))
    link = forms.CharField(label=_("Adresse til dokumentet"), max_length=500, required=False)

    def __init__(self, *args: Any, parties: Iterable[Organisation], **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer(party_id=[(str(p.pk), p.official_name) for p in parties])

    @property
    def deed(self) -> dict[str, Any]:
        said = self.said
        return said | {"party_id": UUID(said["party_id"])}


class ExerciseForm(DeedForm):
    """An exercise, before and after."""

    kind = forms.ChoiceField(label=_("Hva slags øvelse"), choices=Exercise.Kind, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Navn på øvelsen"), max_length=160)
    planned_on = DayField(label=_("Planlagt"), required=False)
    held_on = DayField(label=_("Holdt"), required=False)
    sectors = forms.MultipleChoiceField(
        label=_("Hvem som er med"),
        choices=Exercise.Sector,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    houses = forms.CharField(
        label=_("Virksomheter"),
        max_length=500,
        required=False,
        help_text=_("Virksomheter, ikke navn på personer."),
    )
    findings = words(_("Hva dere fant"), 4, required=False)
    improvements = words(_("Hva som skal bli bedre"), 4, required=False)

    @property
    def ours(self) -> str:
        return str(self.data.get("findings", ""))
