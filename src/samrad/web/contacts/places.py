"""The contact's page of a municipality, and what the contact asks the head of the unit. The police's own."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samrad.contacts.commands.places import answer_decision, ask_for_decision, review_place, write_local_note
from samrad.contacts.models import AskedDecision
from samrad.contacts.permissions import may_decide_when_asked, may_know_the_place
from samrad.contacts.queries.places import asked_decision, decisions_asked_in, heads_for, note_of
from samrad.cooperation.queries import cooperation_visible_to
from samrad.knowledge.queries.figures import in_short
from samrad.knowledge.queries.given import released_in
from samrad.meetings.queries.meetings import item_visible_to
from samrad.meetings.queries.standing import forums_going
from samrad.parties.models import Post
from samrad.plans.queries.measures import measure_visible_to
from samrad.plans.queries.plans import plans_visible_to
from samrad.web.contacts.deeds import deed_page, form_page
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, chosen_among, sent
from samrad.web.knowledge.words import period_in_words
from samrad.web.requests import Request
from samrad.web.ways import address


class NoteForm(DeedForm):
    """What the police know of the place."""

    text = forms.CharField(
        label=gettext_lazy("Lokale notater"),
        help_text=gettext_lazy(
            "Skriv om steder og om det som gjelder mange, aldri om enkeltpersoner. Bare politiet leser det."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        strip=False,
    )


class AskForm(DeedForm):
    """What must be decided, and by whom."""

    head_id = forms.ChoiceField(label=gettext_lazy("Hvem som kan bestemme det"), widget=forms.RadioSelect)
    question = forms.CharField(
        label=gettext_lazy("Hva som må avgjøres"), widget=forms.Textarea(attrs={"rows": 4}), strip=False
    )

    def __init__(self, *args: object, heads: list[Post], **given: object) -> None:
        super().__init__(*args, **given)
        rows = ((str(post.pk), f"{post.title}, {post.organisation.name}") for post in heads)
        chosen_among(self, "head_id", rows)


class DecideForm(DeedForm):
    """The answer."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Svaret"), choices=AskedDecision.Answer, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("Utdyp"), widget=forms.Textarea(attrs={"rows": 3}), required=False, strip=False
    )


@for_people
@form_page
def place(request: Request, slug: str) -> HttpResponse:
    """Figures, knowledge, plans, forums and the police's own notes of one municipality. V-5.1-c, V-5.1-g."""
    cooperation, actor = cooperation_visible_to(request.actor, slug), request.actor
    may_know_the_place(actor, cooperation).require()
    note = note_of(actor, cooperation)
    form = NoteForm(sent(request), initial={"text": note.text, "seen": note.version})
    towns = [party.organisation for party in cooperation.parties.all() if party.side == "municipality"]
    return deed_page(
        request,
        "contacts/place.html",
        form,
        lambda: write_local_note(
            actor=actor,
            cooperation_id=cooperation.pk,
            seen=form.version,
            confirmed=form.is_confirmed,
            **form.said,
        ),
        said=_("Notatene er lagret."),
        back=address("place", slug),
        cooperation=cooperation,
        room="home",
        note=note,
        figures=[(row, period_in_words(row.period)) for row in in_short(towns)],
        released=released_in(actor, cooperation),
        plans=[plan for plan in plans_visible_to(actor, cooperation) if plan.ended_on is None],
        going=forums_going(actor, cooperation),
        asked=list(decisions_asked_in(actor, cooperation)),
    )


@for_people
@require_POST
def reviewed(request: Request, slug: str) -> HttpResponse:
    """Everything was gone through today."""
    cooperation = cooperation_visible_to(request.actor, slug)
    review_place(actor=request.actor, cooperation_id=cooperation.pk)
    messages.success(request, _("Det er notert at du har gått gjennom alt i dag."))
    return redirect("web:place", slug)


def _what(request: Request) -> tuple[str, UUID, UUID, str]:
    """The matter or the measure in the address: kind, identifier, cooperation and name. Refuses what is not theirs to see."""
    try:
        if key := request.GET.get("sak"):
            item = item_visible_to(request.actor, UUID(key))
            return "item", item.pk, item.cooperation_id, item.title
        measure = measure_visible_to(request.actor, UUID(request.GET.get("tiltak", "")))[0]
    except ValueError as no_key:
        raise Http404 from no_key
    return "measure", measure.pk, measure.cooperation_id, measure.name


@for_people
@form_page
def ask(request: Request, slug: str) -> HttpResponse:
    """Ask the head of the unit to decide about a matter or a measure. V-5.2-d."""
    cooperation = cooperation_visible_to(request.actor, slug)
    may_know_the_place(request.actor, cooperation).require()
    about, about_id, home, name = _what(request)
    if home != cooperation.pk:
        raise Http404
    heads = [post for post in heads_for(cooperation) if post.pk != request.actor.post]
    form = AskForm(sent(request), heads=heads)
    return deed_page(
        request,
        "contacts/ask_decision.html",
        form,
        lambda: ask_for_decision(
            actor=request.actor,
            cooperation_id=cooperation.pk,
            head_id=UUID(form.said["head_id"]),
            about=about,
            about_id=about_id,
            question=form.said["question"],
            confirmed=form.is_confirmed,
        ),
        said=_("Lederen er spurt."),
        back=address("place", slug),
        cooperation=cooperation,
        room="home",
        name=name,
    )


@for_people
@form_page
def decide(request: Request, asked_id: UUID) -> HttpResponse:
    """The head of the unit answers; the contact reads the answer. V-5.2-d."""
    asked, cooperation = asked_decision(request.actor, asked_id)
    form = DecideForm(sent(request))
    return deed_page(
        request,
        "contacts/asked_decision.html",
        form,
        lambda: answer_decision(
            actor=request.actor, asked_id=asked_id, confirmed=form.is_confirmed, **form.said
        ),
        said=_("Svaret er gitt."),
        back=address("asked_decision", asked_id),
        cooperation=cooperation,
        room="home",
        asked=asked,
        about_url=address(asked.about, asked.about_id),
        may_answer=bool(may_decide_when_asked(request.actor, asked)),
    )
