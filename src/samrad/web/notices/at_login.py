"""What a person is told when they log in: that their mail does not reach them."""

from django.contrib import messages
from django.contrib.auth import user_logged_in
from django.contrib.auth.models import AbstractBaseUser
from django.dispatch import receiver
from django.utils.translation import gettext as _

from samrad.kernel.days import dated
from samrad.parties.queries import person_whose_mail_came_back
from samrad.web.requests import Request


@receiver(user_logged_in)
def say_when_mail_came_back(request: Request, user: AbstractBaseUser, **_signal: object) -> None:
    person = person_whose_mail_came_back(user)
    if person is not None and person.email_came_back_on:
        words = _("E-post til %(address)s kom i retur %(day)s. Rett adressen under «Varsler».")
        day = dated(person.email_came_back_on, "without_year")
        messages.warning(request, words % {"address": person.email, "day": day})
