"""What people fill in on the way from agreed to signed. What binds carries the fingerprint of the text that was read."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.agreements.models import Approval
from samrad.kernel.clock import today
from samrad.web.agreements.forms import words
from samrad.web.forms import DayField, DeedForm


class ReadForm(DeedForm):
    """A deed on a text that the person has read. Without the fingerprint the command refuses."""

    seen_hash = forms.CharField(required=False, widget=forms.HiddenInput)

    def show_again(self, content_hash: str) -> None:
        """The page now shows this text, so the next try is for it."""
        self.theirs = None
        self.data = {name: self.data[name] for name in self.data} | {"seen_hash": content_hash}


class FreezeForm(ReadForm):
    """Lock the text."""

    description = forms.CharField(
        label=_("Kort om versjonen"),
        required=False,
        max_length=200,
        help_text=_("Står i oversikten over versjoner, for eksempel «Til behandling i kommunestyret»."),
    )


class ApprovalForm(ReadForm):
    """One party's yes: internal, or political with body and case number."""

    form = forms.ChoiceField(
        label=_("Slik er versjonen godkjent hos dere"),
        choices=Approval.Form,
        widget=forms.RadioSelect,
        initial=Approval.Form.INTERNAL,
    )
    decided_on = DayField(label=_("Dato for godkjenningen"))
    body = forms.CharField(
        label=_("Organ"),
        required=False,
        max_length=120,
        help_text=_("Fylles ut når godkjenningen er politisk, for eksempel «Kommunestyret»."),
    )
    case_number = forms.CharField(
        label=_("Saksnummer"),
        required=False,
        max_length=40,
        help_text=_("Fylles ut når godkjenningen er politisk, for eksempel «87/26»."),
    )

    def clean(self) -> dict[str, Any]:
        """Each fault at its own field, before the command is asked."""
        said: dict[str, Any] = super().clean() or {}
        political = said.get("form") == Approval.Form.POLITICAL
        for name, lacks, superfluous in (
            ("body", _("Skriv hvilket organ som godkjente avtalen."), _("Velg «Politisk», eller ta bort organet.")),
            ("case_number", _("Skriv saksnummeret."), _("Velg «Politisk», eller ta bort saksnummeret.")),
        ):  # fmt: skip
            written = str(said.get(name, "")).strip()
            if name in said and political != bool(written) and "form" in said:
                self.add_error(name, lacks if political else superfluous)
        day = said.get("decided_on")
        if day and day > today():
            self.add_error("decided_on", _("Godkjenningen kan ikke være datert fram i tid. Velg dagen den ble gitt."))  # fmt: skip
        return said


class ReopenForm(DeedForm):
    """Why a frozen text is opened again. `seen` is how many approvals and signatures fall, as the person was shown."""

    reason = words(_("Hvorfor"), help_text=_("Alle parter leser dette."))
