"""allauth's adapters: nobody signs up by themselves, and a refusal is one plain sentence."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

WRONG = _(
    "Brukernavnet eller passordet stemmer ikke. Prøv igjen, eller be den som drifter løsningen om hjelp."
)
WRONG_CODE = _("Koden stemmer ikke. Vent på en ny kode i appen, og prøv igjen.")
TOO_MANY = _("Det er prøvd for mange ganger. Vent noen minutter, og prøv igjen.")


class ClosedDoor(DefaultAccountAdapter):
    """Logins are given by whoever runs the installation. What is said on a page, our own pages say."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": TOO_MANY,
        "username_password_mismatch": WRONG,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["samrad.web.login.stage.CodeStage"]

    def is_reauthentication_required(self, *, app: str, **_given: object) -> bool:
        """Our own door asks for a fresh login before a person's second factor is touched."""
        return False

    def add_message(self, *_given: object, **_more: object) -> None:
        """allauth's own words are not ours, and not in the reader's language."""


class SecondFactor(DefaultMFAAdapter):
    """The secret behind the codes, so kept that the database alone does not give it away."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    """Made from the installation's secret key; earlier keys still open what they locked."""
    keys = [settings.SECRET_KEY, *(key for key in settings.SECRET_KEY_FALLBACKS if isinstance(key, str))]
    digests = [hashlib.sha256(f"samrad.second-factor:{key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
