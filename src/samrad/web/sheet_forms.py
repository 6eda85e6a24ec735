"""A form that takes a sheet: whole, or a line for each row that is wrong."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.knowledge.sheets import FaultySheet
from samrad.web.forms import DeedForm


def sheet_field(help_text: Any) -> forms.FileField:
    return forms.FileField(
        label=_("Regneark"),
        help_text=help_text,
        error_messages={"required": _("Velg en fil."), "empty": _("Filen er tom. Velg filen på nytt.")},
    )


class SheetForm(DeedForm):
    """`faults` has a line for each row that is wrong."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.faults: list[str] = []

    def attempt[R](self, deed: Callable[[], R]) -> R | None:
        """As every form does, and the faulty rows are kept to be shown."""

        def noted() -> R:
            try:
                return deed()
            except FaultySheet as faulty:
                self.faults = faulty.faults
                if faulty.may_be_confirmed:
                    self.fields["confirmed"].widget = forms.CheckboxInput()
                raise

        return super().attempt(noted)
