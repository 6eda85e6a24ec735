"""allauth's adapter: nobody signs up by themselves, and a refusal is one plain sentence."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

WRONG = _(
    "Brukernavnet eller passordet stemmer ikke. Prøv igjen, eller be den som drifter løsningen om hjelp."
)
TOO_MANY = _("Det er prøvd for mange ganger. Vent noen minutter, og prøv igjen.")


class ClosedDoor(DefaultAccountAdapter):
    """Logins are given by whoever runs the installation."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": TOO_MANY,
        "username_password_mismatch": WRONG,
        "incorrect_password": _("Passordet stemmer ikke. Prøv igjen."),
        "incorrect_code": _("Koden stemmer ikke. Vent på en ny kode i appen, og prøv igjen."),
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
