"""What people fill in when they choose."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samrad.guide.challenges import shared_challenges
from samrad.knowledge.commands.priorities import Placed
from samrad.knowledge.models import Candidate, Score
from samrad.web.forms import DayField, DeedForm
from samrad.web.knowledge.forms import words

VALUES = [(str(value), str(value)) for value in range(1, 6)]
PLACES = [("chosen", _("Velges")), ("later", _("Kommer senere"))]


class ChoiceForm(DeedForm):
    """What is to be weighed. Nothing is ticked beforehand."""

    title = forms.CharField(
        label=_("Hva valget gjelder"), max_length=160, help_text=_("For eksempel satsingsområder 2027–2030.")
    )
    codes = forms.MultipleChoiceField(
        label=_("Utfordringer fra veilederen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    names = words(_("Egne utfordringer"), 4, required=False, help_text=_("Én på hver linje, med egne ord."))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        field, language = self.fields["codes"], get_language() or "nb"
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(row.code, row.name(language)) for row in shared_challenges().values()]

    @property
    def facts(self) -> dict[str, Any]:
        return self.said | {"names": [line for line in self.said["names"].splitlines() if line.strip()]}


class ScoreForm(DeedForm):
    """One party's own view of one candidate."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for criterion in Score.Criterion:
            self.fields[criterion.value] = forms.ChoiceField(
                label=criterion.label, choices=VALUES, widget=forms.RadioSelect, required=False
            )

    @property
    def scores(self) -> dict[str, int]:
        return {name: int(value) for name, value in self.said.items() if value}


class PlaceForm(DeedForm):
    """What is proposed for one candidate."""

    place = forms.ChoiceField(label=_("Hva dere foreslår"), choices=PLACES, widget=forms.RadioSelect)
    reason = words(_("Hvorfor"), 2, required=False)
    look_again_on = DayField(label=_("Ses på igjen"), required=False)

    @property
    def placed(self) -> Placed:
        said = self.said
        return Placed(said["place"] == "chosen", said["reason"], said["look_again_on"])


def score_forms(data: Any, rows: list[tuple[Candidate, dict[str, int]]]) -> dict[UUID, ScoreForm]:
    """A form for each candidate, filled with what stands there."""
    return {
        row.pk: ScoreForm(
            data, prefix=f"u{row.position}", initial={name: str(value) for name, value in given.items()}
        )
        for row, given in rows
    }


def place_forms(data: Any, rows: list[Candidate]) -> dict[UUID, PlaceForm]:
    """A form for each candidate. Nothing is chosen beforehand; an earlier proposal is shown."""
    found = {}
    for row in rows:
        place = {True: "chosen", False: "later", None: ""}[row.is_chosen]
        initial = {"place": place, "reason": row.reason, "look_again_on": row.look_again_on}
        found[row.pk] = PlaceForm(data, prefix=f"u{row.position}", initial=initial)
    return found
