"""What is filled in about upper secondary schools and their pupils."""

import csv
import io
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.kernel.answers import Refused
from samrad.knowledge.queries.schools import municipalities_to_choose
from samrad.knowledge.sheets import LARGEST, Row, rows_of
from samrad.web.forms import DayField
from samrad.web.knowledge.forms import ListedForm, words
from samrad.web.sheet_forms import SheetForm

SOURCE = _("For eksempel fylkets inntakssystem.")


class SchoolForm(ListedForm):
    """A school as it stands in the register."""

    name = forms.CharField(label=_("Hva skolen heter"), max_length=120)
    municipality_id = forms.ChoiceField(label=_("Kommunen den ligger i"))
    number = forms.CharField(
        label=_("Organisasjonsnummer"), max_length=12, required=False, help_text=_("Ni siffer.")
    )
    valid_from = DayField(label=_("Første dag"), required=False)
    valid_to = DayField(
        label=_("Siste dag"), required=False, help_text=_("Fylles ut når skolen er lagt ned.")
    )

    def __init__(self, *args: object, **given: object) -> None:
        super().__init__(*args, **given)
        towns = [(str(town.pk), town.name) for town in municipalities_to_choose()]
        self.offer("municipality_id", towns, _("Velg kommune"))


class PupilsForm(SheetForm):
    """How many pupils one school has from where."""

    year = forms.CharField(label=_("Skoleår"), max_length=12, help_text=_("For eksempel 2026–2027."))
    source = forms.CharField(label=_("Hvor tallene kommer fra"), max_length=200, help_text=SOURCE)
    counted_on = DayField(label=_("Dagen elevene ble talt"))
    text = words(
        _("Elever etter hjemkommune"),
        8,
        help_text=_(
            "En linje for hver kommune: navn eller nummer, semikolon, antall. Fire eller færre blir lagret som færre enn 5."
        ),
    )


class BringForm(SheetForm):
    """A sheet of schools and pupils, as a file or as rows that are pasted."""

    source = forms.CharField(label=_("Hvor tallene kommer fra"), max_length=200, help_text=SOURCE)
    counted_on = DayField(label=_("Dagen elevene ble talt"))
    sheet = forms.FileField(
        label=_("Regneark"),
        required=False,
        help_text=_("CSV eller XLSX, med kolonnene som står i eksempelet."),
        error_messages={"empty": _("Filen er tom. Velg filen på nytt.")},
    )
    text = words(
        _("Eller lim inn radene"),
        8,
        required=False,
        help_text=_("Med overskriftene i første rad. Herfra kan dere også rette det som var galt i arket."),
    )

    def rows(self) -> list[Row]:
        """The rows of the file, or else those that stand in the field; from then on they stand there.

        Refuses  when there is neither; what is no sheet.
        """
        sheet, text = self.cleaned_data["sheet"], self.cleaned_data["text"]
        if not sheet and not text.strip():
            raise Refused(_("Velg en fil, eller lim inn radene."))
        if not sheet:
            return rows_of("rader.csv", text.encode())
        rows = rows_of(sheet.name, sheet.read(LARGEST + 1))
        written = io.StringIO()
        csv.writer(written, delimiter=";", lineterminator="\n").writerows(rows)
        self.data = {name: self.data[name] for name in self.data} | {"text": written.getvalue()}
        return rows

    @property
    def about(self) -> dict[str, Any]:
        """Where the figures come from, as the command takes it."""
        said = self.cleaned_data
        return {
            "source": said["source"],
            "counted_on": said["counted_on"],
            "confirmed": self.is_confirmed,
        }
