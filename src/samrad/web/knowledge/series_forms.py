"""What is filled in about a sheet of figures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.knowledge.commands.series import About
from samrad.knowledge.models import Series
from samrad.web.forms import DayField
from samrad.web.knowledge.forms import words
from samrad.web.sheet_forms import SheetForm, sheet_field


class SeriesForm(SheetForm):
    """A sheet of figures, and what they are."""

    name = forms.CharField(label=_("Hva tallene heter"), max_length=160)
    kind = forms.ChoiceField(label=_("Hva som er talt"), choices=Series.Kind, widget=forms.RadioSelect)
    unit = forms.CharField(
        label=_("Enhet"),
        max_length=40,
        required=False,
        help_text=_("For eksempel timer, kroner eller elever."),
    )
    source = forms.CharField(label=_("Hvor tallene kommer fra"), max_length=200)
    retrieved_on = DayField(label=_("Hentet"))
    note = words(
        _("Det man må vite om tallene"),
        2,
        required=False,
        help_text=_("For eksempel at noe er talt på en ny måte fra et år."),
    )
    sheet = sheet_field(
        _("CSV eller XLSX med kolonnene kommune, linje, periode og verdi. Desimaler med komma. Tall på fire eller færre blir ikke lagret.")
    )  # fmt: skip

    @property
    def about(self) -> About:
        said = self.said
        said.pop("sheet")
        return About(**said)
