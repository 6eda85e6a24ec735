"""Who holds some posts from a day: a small row of fields for each post, all sent at once."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.parties.commands import Successor
from samrad.parties.models import Person
from samrad.parties.queries import PostHeld
from samrad.web.forms import DayField, DeedForm

AS_IT_IS, NEW = "", "ny"


class RenewForm(DeedForm):
    """A day, and for each post who has it from then. A post that nothing is said of stays as it is."""

    on = DayField(
        label=_("Fra og med"),
        help_text=_(
            "De som har stillingene i dag, går ut dagen før. Forum, avtaler og oppgaver følger stillingen."
        ),
    )

    def __init__(self, *args: Any, posts: list[PostHeld], people: list[Person], **given: Any) -> None:
        super().__init__(*args, **given)
        self.posts = posts
        for row in posts:
            self._add_fields(row, people)

    def _add_fields(self, row: PostHeld, people: list[Person]) -> None:
        title = {"post": row.post.title}
        own = {held.person_id: _("%(name)s fortsetter") % {"name": held.person.name} for held in row.holders}
        choices = [
            (AS_IT_IS, _("Ingen endring")),
            *((str(person), words) for person, words in own.items()),
            (NEW, _("En ny person, skriv navnet under")),
            *((str(each.pk), each.name) for each in people if each.pk not in own),
        ]
        key = row.post.pk
        self.fields[f"hvem-{key}"] = forms.ChoiceField(
            label=_("%(post)s fra den dagen") % title, choices=choices, required=False
        )
        self.fields[f"navn-{key}"] = forms.CharField(
            label=_("%(post)s, navn på ny person") % title, required=False, max_length=120
        )
        self.fields[f"epost-{key}"] = forms.CharField(
            label=_("%(post)s, e-post til ny person") % title, required=False, max_length=254
        )

    @property
    def successors(self) -> list[Successor]:
        """What was filled in. A name alone means somebody new."""
        found = []
        for row in self.posts:
            who, name, email = (
                self.cleaned_data.get(f"{field}-{row.post.pk}", "") for field in ("hvem", "navn", "epost")
            )
            if who in {AS_IT_IS, NEW} and (who == NEW or name):
                found.append(Successor(row.post.pk, name=name, email=email))
            elif who:
                found.append(Successor(row.post.pk, person=UUID(who)))
        return found
