"""Who is it? A name and a password, with the attempts counted."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samrad.web.login.adapter import WRONG
from samrad.web.requests import Request


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


class ConfirmForm(LoginForm):
    """The same person once more: only the password is asked for."""

    def __init__(self, *args: Any, request: Request, **given: Any) -> None:
        super().__init__(*args, request=request, **given)
        del self.fields["username"]

    def clean(self) -> dict[str, Any]:
        said = forms.Form.clean(self) or {}
        if self.errors:
            return said
        name = self.request.user.get_username()
        self.user = get_adapter().authenticate(self.request, username=name, password=said["password"])
        if self.user is None or self.user.pk != self.request.user.pk:
            raise ValidationError(_("Passordet stemmer ikke. Prøv igjen."))
        return said
