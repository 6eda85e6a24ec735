"""What every form shares: it tries a deed, and keeps what was typed when the answer is no."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.words import LooksPersonal
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.web.requests import Request, readable

DIGITS = 9  # of a version; longer than that is none


def sent(request: Request) -> QueryDict | None:
    """What was sent, also when it is nothing; None when the form is only shown."""
    if request.method != "POST":
        return None
    said = request.POST.copy()
    for name, values in request.POST.lists():
        said.setlist(name, [readable(value) for value in values])
    return said


def seen_in(request: Request) -> int:
    """The version on the reader's screen, where a button alone was pressed; 0 when nothing sensible came."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) <= DIGITS else 0


def chosen_among(
    form: forms.Form, name: str, rows: Iterable[tuple[str, Any]] | Callable[[], Iterable[tuple[str, Any]]]
) -> None:
    """What one can choose in a field; what has to be asked for is asked when it is needed."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = rows if callable(rows) else list(rows)


def _what_to_do(field: forms.Field) -> Any:
    """What to do about a field that was left empty."""
    if isinstance(field, forms.MultipleChoiceField):
        return _("Velg minst ett av alternativene.")
    if isinstance(field, forms.ChoiceField):
        return _("Velg ett av alternativene.")
    return _("Velg en dag.") if isinstance(field, forms.DateField) else _("Fyll ut feltet.")


DAYS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]


class DayField(forms.DateField):
    """A date as the browser's date field gives it, or as people type it."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            input_formats=DAYS,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": _("Skriv datoen som dag.måned.år, for eksempel 01.01.2027.")},
            **given,
        )


class DeedForm(forms.Form):
    """A form behind which stands one command.

    `seen` is the version on the writer's screen. `theirs` is what a colleague saved meanwhile. The question whether a text
    is about a private person shows itself only when the guard has asked.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    confirmed = forms.BooleanField(
        required=False, label=_("Teksten gjelder ikke en privatperson."), widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.theirs: str | None = None
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _what_to_do(field)
            if isinstance(field, forms.ChoiceField):
                field.error_messages["invalid_choice"] = _what_to_do(field)

    @property
    def said(self) -> dict[str, Any]:
        """What was filled in, without the form's own machinery."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"seen", "confirmed"}}

    @property
    def version(self) -> int:
        return int(self.cleaned_data.get("seen") or 0)

    @property
    def is_confirmed(self) -> bool:
        return bool(self.cleaned_data.get("confirmed"))

    @property
    def ours(self) -> str:
        """The writer's own text, to lay beside a colleague's."""
        return next((str(self.data[name]) for name in ("text", "words", "reason") if self.data.get(name)), "")

    def attempt[R](self, deed: Callable[[], R]) -> R | None:
        """Do the deed; a refusal becomes the form's own error and everything typed stays. `Denied` passes on."""
        try:
            return deed()
        except Denied:
            raise
        except Stale as stale:
            self._show(stale.theirs, stale.version)
            self.add_error(None, str(stale))
        except LooksPersonal as personal:
            self.fields[personal.confirmed_by].widget = forms.CheckboxInput()
            self.add_error(None, str(personal))
        except Refused as refused:
            self.add_error(None, str(refused))
        return None

    def _show(self, theirs: str, version: int) -> None:
        """Lay the colleague's text beside, and let the next save be against it."""
        self.theirs = theirs
        self.data = {name: self.data[name] for name in self.data} | {"seen": str(version)}
