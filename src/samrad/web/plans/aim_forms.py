"""What is filled in about focus areas and goals."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Aim, AimStep, Area, FocusArea
from samrad.web.forms import DayField, DeedForm, chosen_among


def words(label: Any, rows: int = 3, help_text: Any = "", **given: Any) -> forms.CharField:
    """A field for running text."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, strip=False, help_text=help_text, **given)


class FocusAreaForm(DeedForm):
    """A focus area. A change asks why; a new one does not."""

    name = forms.CharField(label=_("Satsingsområdet"), max_length=200)
    why = words(_("Hvorfor dette"), required=False)
    areas = forms.MultipleChoiceField(
        label=_("Hva det gjelder"),
        choices=Area,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    decision = forms.ChoiceField(label=_("Beslutningen det hviler på"), required=False)
    basis = words(
        _("Hva det ellers hviler på"),
        2,
        _("For eksempel en avtale, eller en plan som er vedtatt, når politirådet ikke har besluttet det."),
        required=False,
    )
    valid_from = DayField(label=_("Fra og med"))
    valid_to = DayField(label=_("Til og med"), required=False)
    reason = words(_("Hvorfor dere endrer det"))

    def __init__(self, *args: Any, decisions: list[tuple[str, str]], is_new: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "decision", [("", _("Ingen beslutning ennå")), *decisions])
        if is_new:
            del self.fields["reason"]

    @property
    def deed(self) -> dict[str, Any]:
        """What the command takes."""
        said = self.said
        return said | {"decision": UUID(said["decision"]) if said["decision"] else None}


class ReviewForm(DeedForm):
    """A focus area looked at again."""

    verdict = forms.ChoiceField(
        label=_("Hva dere kom fram til"),
        choices=[("keep", _("Behold det")), ("end", _("Avslutt det"))],
        widget=forms.RadioSelect,
    )
    reason = words(_("Hvorfor"))
    looked_at = forms.MultipleChoiceField(
        label=_("Hva dere så på"),
        choices=AimStep.Ground,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Veilederen råder til å se på alle fire."),
    )
    rests_on = words(
        _("Hvilke planer, tall eller rapporter det var"),
        2,
        required=False,
    )


class GoalForm(DeedForm):
    """A goal. A change asks why, and may move it to another focus area."""

    area_id = forms.ChoiceField(label=_("Satsingsområde"))
    name = forms.CharField(label=_("Målet"), max_length=300)
    why = words(_("Hvorfor dette"), 2, required=False)
    aim = forms.ChoiceField(
        label=_("Hva det først og fremst skal gi"),
        choices=[("", _("Ikke bestemt")), *Aim.choices],
        required=False,
    )
    seen_by = words(_("Hvordan dere ser om det er nådd"), 2, required=False)
    horizon = forms.IntegerField(
        label=_("Året dere ser fram mot"),
        error_messages={"invalid": _("Skriv et årstall, for eksempel 2030.")},
    )
    reason = words(_("Hvorfor dere endrer det"))

    def __init__(self, *args: Any, areas: Iterable[FocusArea], is_new: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "area_id", ((str(area.pk), area.name) for area in areas))
        if is_new:
            del self.fields["reason"], self.fields["area_id"]


class CloseGoalForm(DeedForm):
    """A goal that ends."""

    reason = words(_("Hvorfor"), 3, _("Nådd, gitt opp, eller avløst av et annet."))


READ_BY_ALL = _("Alle parter leser det med en gang. Skriv ikke om enkeltpersoner.")


class SummaryForm(DeedForm):
    """How things stand, in words that all can say yes to."""

    text = words(_("Slik ser vi det sammen"), 6, READ_BY_ALL)


class DifferingForm(DeedForm):
    """What one's own party sees differently."""

    text = words(
        _("Dette ser vi annerledes"),
        4,
        _("Alle parter leser det med en gang. Tøm feltet hvis dere ikke ser noe annerledes lenger."),
        required=False,
    )


class CommentForm(DeedForm):
    """Something said to the others."""

    text = words(_("Hva vil du si?"), 3, READ_BY_ALL)
