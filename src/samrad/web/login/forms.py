"""Who is it? A name and a password, and for some a code, with the attempts counted."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samrad.web.login.adapter import WRONG
from samrad.web.requests import Request


class CodeField(forms.CharField):
    """Six figures from an app, or one of the spare codes on paper."""

    def __init__(self, **given: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(
            label=_("Kode"),
            max_length=40,
            widget=forms.TextInput(attrs=attrs | {"inputmode": "numeric"}),
            **given,
        )


class LoginForm(forms.Form):
    """A person's name and password. A wrong pair never says which of the two was wrong."""

    username = forms.CharField(
        label=_("Brukernavn"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Passord"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: Request, **given: Any) -> None:
        super().__init__(*args, **given)
        self.request = request
        self.user: AbstractBaseUser | None = None

    @property
    def known_user(self) -> AbstractBaseUser:
        """Who it is. Asked only of a form that is valid."""
        assert self.user is not None
        return self.user

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.errors:
            return said
        self.user = get_adapter().authenticate(
            self.request, username=said["username"], password=said["password"]
        )
        if self.user is None:
            raise ValidationError(WRONG)
        return said


class CodeForm(AuthenticateForm):
    """The second step of a login."""

    code = CodeField(help_text=_("Skriv koden som appen viser nå, eller en av reservekodene dine."))


class NewCodeForm(ActivateTOTPForm):
    """The first code from an app that has just been told the secret."""

    code = CodeField(help_text=_("Skriv koden som appen viser, så vet vi at den virker."))


class ConfirmForm(LoginForm):
    """The same person once more: the password, and the code of those who have one."""

    def __init__(self, *args: Any, request: Request, **given: Any) -> None:
        super().__init__(*args, request=request, **given)
        del self.fields["username"]
        if is_mfa_enabled(request.user):
            self.fields["code"] = CodeField()

    def clean(self) -> dict[str, Any]:
        said = forms.Form.clean(self) or {}
        if self.errors:
            return said
        name = self.request.user.get_username()
        self.user = get_adapter().authenticate(self.request, username=name, password=said["password"])
        if self.user is None or self.user.pk != self.request.user.pk:
            raise ValidationError(_("Passordet stemmer ikke. Prøv igjen."))
        if "code" in said:
            step = CodeForm({"code": said["code"]}, user=self.user)
            for error in step.errors.get("code", []):
                self.add_error("code", error)
        return said
