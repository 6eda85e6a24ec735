"""Open a matter to limited members by name. V-4.2-d."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samrad.forums.models import Membership
from samrad.forums.queries import is_insider, limited_members
from samrad.meetings.commands.limiting import open_item_to
from samrad.meetings.models import AgendaItem
from samrad.meetings.permissions import may_open_to
from samrad.meetings.queries.meetings import item_visible_to
from samrad.parties.actor import Actor
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, chosen_among, sent
from samrad.web.meetings import people
from samrad.web.meetings.planning import form_page, forum_page
from samrad.web.requests import Request


class OpenForm(DeedForm):
    """Those who take part in some matters, each to be chosen."""

    members = forms.MultipleChoiceField(
        label=gettext_lazy("Åpen for"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, members: people.Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "members", members)


def reached_by(actor: Actor, item: AgendaItem) -> dict[str, Any]:
    """For a matter's page: the limited members who see it, for those who act for a party, and whether they may be others."""
    limited = limited_members(item.forum) if is_insider(actor, item.forum) else []
    return {
        "limited_members": limited,
        "reached_by": [people.named(member.post) for member in limited if _sees(member, item)],
        "may_open_to": may_open_to(actor, item) if limited else None,
    }


def _sees(member: Membership, item: AgendaItem) -> bool:
    return item.face in {"forum", "public"} and member.takes_part_in(item.theme, item.opened_to)


@for_people
@form_page
def open_to(request: Request, item_id: UUID) -> HttpResponse:
    """Choose whom it is open to, beside those who take part in its theme."""
    item = item_visible_to(request.actor, item_id)
    may_open_to(request.actor, item).require()
    limited = limited_members(item.forum)
    form = OpenForm(
        sent(request),
        members=[(str(member.pk), people.named(member.post)) for member in limited],
        initial={"members": item.opened_to, "seen": item.version},
    )
    if request.method == "POST" and form.is_valid():
        chosen = [UUID(each) for each in form.said["members"]]
        done = form.attempt(
            lambda: open_item_to(actor=request.actor, item_id=item_id, members=chosen, seen=form.version)
        )
        if done:
            messages.success(
                request, _("Det er lagret. De som er valgt, ser saken og det som hører til den.")
            )
            return redirect("web:item", item_id)
    by_theme = [people.named(member.post) for member in limited if item.theme in member.themes]
    return forum_page(
        request, "meetings/open_to.html", item.forum, form=form, item=item, limited=limited, by_theme=by_theme
    )
