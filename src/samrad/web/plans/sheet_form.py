"""What is filled in when measures come from a sheet."""

from django.utils.translation import gettext_lazy as _

from samrad.web.sheet_forms import SheetForm, sheet_field


class MeasuresForm(SheetForm):
    """A sheet of measures."""

    sheet = sheet_field(
        _("CSV eller XLSX, med en rad for hvert tiltak. Bruk malen, eller en fil som er hentet herfra.")
    )
