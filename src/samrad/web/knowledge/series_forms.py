"""What is filled in about a sheet of figures."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.knowledge.commands.series import About
from samrad.knowledge.models import Series
from samrad.knowledge.own_figures import FaultySheet
from samrad.web.forms import DayField, DeedForm
from samrad.web.knowledge.forms import words


class SeriesForm(DeedForm):
    """A sheet. `faults` has a line for each row that is wrong."""

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
    sheet = forms.FileField(
        label=_("Regneark"),
        help_text=_("CSV eller XLSX med kolonnene kommune, linje, periode og verdi. Desimaler med komma. Tall på fire eller færre blir ikke lagret."),
        error_messages={"required": _("Velg en fil."), "empty": _("Filen er tom. Velg filen på nytt.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.faults: list[str] = []

    @property
    def about(self) -> About:
        said = self.said
        said.pop("sheet")
        return About(**said)

    def attempt[R](self, deed: Callable[[], R]) -> R | None:
        """As every form does, and the faulty rows are kept to be shown."""

        def noted() -> R:
            try:
                return deed()
            except FaultySheet as faulty:
                self.faults = faulty.faults
                raise

        return super().attempt(noted)
