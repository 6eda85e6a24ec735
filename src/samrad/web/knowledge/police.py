"""What the police give priority to, as they have presented it, and what it is built on. V-4.1.6-a."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_visible_to
from samrad.forums.queries import forums_of
from samrad.guide.references import references
from samrad.kernel.clock import today
from samrad.knowledge.commands.police import Presented, present_priority
from samrad.knowledge.permissions import may_register_process
from samrad.knowledge.queries.given import released_in
from samrad.knowledge.queries.pictures import pictures_in
from samrad.knowledge.queries.police import (
    Built,
    police_priorities,
    police_priority_visible_to,
    strategy,
)
from samrad.knowledge.queries.requests import processes_in
from samrad.parties.actor import Actor
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.doors import for_people
from samrad.web.forms import DayField, DeedForm, chosen_among, sent
from samrad.web.knowledge.forms import Choices
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.ways import address

MOST = 200


class PriorityForm(DeedForm):
    """A priority, and the knowledge it is built on."""

    name = forms.CharField(label=gettext_lazy("Hva politiet prioriterer"), max_length=200)
    why = forms.CharField(
        label=gettext_lazy("Hvorfor"),
        help_text=gettext_lazy(
            "Bare det rådet skal vite. Innholdet i politiets egen prosess hører ikke til her."
        ),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    presented_on = DayField(label=gettext_lazy("Lagt fram i rådet"))
    forum_id = forms.ChoiceField(label=gettext_lazy("I hvilket forum"))
    process_id = forms.ChoiceField(label=gettext_lazy("Prosessen den kom ut av"), required=False)
    contributions = forms.MultipleChoiceField(
        label=gettext_lazy("Bidrag den bygger på"), required=False, widget=forms.CheckboxSelectMultiple
    )
    pictures = forms.MultipleChoiceField(
        label=gettext_lazy("Felles bilder den bygger på"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sources = forms.MultipleChoiceField(
        label=gettext_lazy("Andre kilder"), required=False, widget=forms.CheckboxSelectMultiple
    )
    ended_on = DayField(label=gettext_lazy("Gjelder ikke lenger fra"), required=False)

    def __init__(self, *args: object, offered: dict[str, Choices], **given: object) -> None:
        super().__init__(*args, **given)
        for name, choices in offered.items():
            chosen_among(self, name, choices)
            if not choices and not self.fields[name].required:
                del self.fields[name]

    @property
    def presented(self) -> Presented:
        said = self.cleaned_data
        return Presented(
            name=said["name"],
            why=said["why"],
            presented_on=said["presented_on"],
            forum_id=UUID(said["forum_id"]),
            process_id=UUID(said["process_id"]) if said.get("process_id") else None,
            contributions=[UUID(key) for key in said.get("contributions", [])],
            pictures=[UUID(key) for key in said.get("pictures", [])],
            sources=said.get("sources", []),
            ended_on=said["ended_on"],
        )


def _offered(actor: Actor, cooperation: Cooperation, found: Built | None) -> dict[str, Choices]:
    """What can be chosen today, and what is chosen already: a forum that has ended since, and what is older than the list goes."""
    processes = [(str(row.pk), row.topic) for row in processes_in(actor, cooperation)]
    here = found.priority.forum_id if found else None
    forums = [row for row in forums_of(actor, cooperation) if row.ended_on is None or row.pk == here]
    chosen = [each.contribution for each in found.products if each.contribution] if found else []
    given = {row.pk: row for row in (*released_in(actor, cooperation, MOST), *chosen)}
    return {
        "forum_id": [(str(forum.pk), forum.name) for forum in forums],
        "process_id": [("", _("Ingen prosess")), *processes],
        "contributions": [
            (str(row.pk), f"{row.title or row.request.title} ({row.owner.official_name})")
            for row in given.values()
        ],
        "pictures": [(str(row.pk), row.title) for row in pictures_in(actor, cooperation)],
        "sources": [(row.key, row.title) for row in references()],
    }


@for_people
@require_safe
def listed(request: Request, slug: str) -> HttpResponse:
    """Each priority with its knowledge, and the record of the strategy with the years it holds. V-4.1.6-a."""
    cooperation, day = cooperation_visible_to(request.actor, slug), today()
    record = strategy()
    return page(
        request,
        "knowledge/police_priorities.html",
        cooperation=cooperation,
        room="knowledge",
        rows=police_priorities(request.actor, cooperation),
        strategy=record,
        strategy_is_over=record.is_over(day),
        over={row.key for row in references() if row.is_over(day)},
        may_write=may_register_process(request.actor, cooperation),
    )


@for_people
@form_page
def present(request: Request, slug: str) -> HttpResponse:
    """Write one down."""
    cooperation = cooperation_visible_to(request.actor, slug)
    return _form(request, cooperation, None)


@for_people
@form_page
def change(request: Request, priority_id: UUID) -> HttpResponse:
    """Change one, or what it is built on."""
    found, cooperation = police_priority_visible_to(request.actor, priority_id)
    return _form(request, cooperation, found)


def _form(request: Request, cooperation: Cooperation, found: Built | None) -> HttpResponse:
    may_register_process(request.actor, cooperation).require()
    initial: dict[str, Any] = {"presented_on": today(), "seen": 0}
    if found:
        row = found.priority
        initial = {name: getattr(row, name) for name in ("name", "why", "presented_on", "ended_on")} | {
            "forum_id": str(row.forum_id),
            "process_id": str(row.process_id or ""),
            "contributions": [str(each.contribution_id) for each in found.products if each.contribution_id],
            "pictures": [str(each.picture_id) for each in found.products if each.picture_id],
            "sources": [each.key for each in found.sources],
            "seen": row.version,
        }
    form = PriorityForm(sent(request), offered=_offered(request.actor, cooperation, found), initial=initial)
    return deed_page(
        request,
        "knowledge/police_priority.html",
        form,
        lambda: present_priority(
            actor=request.actor,
            cooperation_id=cooperation.pk,
            presented=form.presented,
            priority_id=found.priority.pk if found else None,
            seen=form.version,
            confirmed=form.is_confirmed,
        ),
        said=_("Prioriteringen er lagret. Begge parter ser den, og hva den bygger på."),
        back=address("police_priorities", cooperation.slug),
        cooperation=cooperation,
        room="knowledge",
        priority=found.priority if found else None,
    )
