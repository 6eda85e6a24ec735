"""Lift a matter to another level or send it down, and answer what came."""

from dataclasses import dataclass
from uuid import UUID

from django import forms as fields
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samrad.cooperation.permissions import stands_for
from samrad.forums.models import Face
from samrad.forums.permissions import may_run
from samrad.forums.rules import level_of
from samrad.kernel.answers import Refused, Sentence
from samrad.meetings.commands.lifting import answer_lift, lift_item
from samrad.meetings.models import AgendaItem, Lift
from samrad.meetings.permissions import may_answer_lift, may_lift
from samrad.meetings.queries.lifts import Step, lift_visible_to, targets_of
from samrad.meetings.queries.meetings import item_visible_to
from samrad.parties.actor import Actor
from samrad.web.doors import for_people
from samrad.web.forms import DeedForm, chosen_among, sent
from samrad.web.forums.prevention import LEVEL_NAMES
from samrad.web.meetings.forms import Choices, words
from samrad.web.meetings.planning import form_page, forum_page
from samrad.web.requests import Request

NO_CASES = gettext_lazy(
    "Skriv om det som gjelder mange. Enkeltsaker og enkeltpersoner hører ikke hjemme her."
)


class LiftForm(DeedForm):
    """Where a matter goes, and the words that go along."""

    to_forum_id = fields.ChoiceField(label=gettext_lazy("Hvor saken skal"), widget=fields.RadioSelect)
    title = fields.CharField(label=gettext_lazy("Hva saken heter der"), max_length=160)
    background = words(gettext_lazy("Det som skal følge med"), required=False, help_text=NO_CASES)
    reason = words(gettext_lazy("Hvorfor den løftes eller sendes ned"), required=False)
    face_there = fields.ChoiceField(
        label=gettext_lazy("Hvem som ser den der"),
        choices=[choice for choice in Face.choices if choice[0] != Face.OWN],
        widget=fields.RadioSelect,
    )

    def __init__(self, *args: object, targets: Choices, **given: object) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "to_forum_id", targets)


class LiftAnswerForm(DeedForm):
    """What became of it."""

    answer = fields.ChoiceField(
        label=gettext_lazy("Hvordan det står"),
        choices=[choice for choice in Lift.Answer.choices if choice[0] != Lift.Answer.NONE],
        widget=fields.RadioSelect,
    )
    words = words(gettext_lazy("Svaret"), required=False, help_text=NO_CASES)


@dataclass(frozen=True)
class ShownStep:
    """A step in words: the forums by name where they are the reader's to see, else by level."""

    lift: Lift
    here: Sentence
    there: Sentence
    leads_back: bool
    leads_on: bool
    may_answer: bool


def shown_way(actor: Actor, item: AgendaItem, steps: list[Step]) -> list[ShownStep]:
    """The way of a matter as the page tells it. Whoever runs the forum it came to may answer."""
    answers = bool(may_run(actor, item.forum)) and stands_for(actor, item.forum.cooperation)
    return [
        ShownStep(
            step.lift,
            step.from_name or LEVEL_NAMES.get(step.from_level, ""),
            step.to_name or LEVEL_NAMES.get(step.to_level, ""),
            step.leads_back,
            step.leads_on,
            answers and step.lift.to_item_id == item.pk,
        )
        for step in steps
    ]


@for_people
@form_page
def lift(request: Request, item_id: UUID) -> HttpResponse:
    """Lift a matter, or send it down. V-6-j."""
    found = item_visible_to(request.actor, item_id)
    may_lift(request.actor, found).require()
    own = level_of(found.forum.kind)
    up, down = _("%(forum)s (løftes opp)"), _("%(forum)s (sendes ned)")
    targets = [
        (str(forum.pk), (up if level_of(forum.kind) > own else down) % {"forum": forum.name})
        for forum in targets_of(request.actor, found)
    ]
    if not targets:
        raise Refused(_("Det er ikke satt opp noe forum på et annet nivå som saken kan sendes til."))
    initial = {"title": found.title, "background": found.background, "face_there": Face.PARTIES}
    form = LiftForm(sent(request), targets=targets, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.said | {"to_forum_id": UUID(form.said["to_forum_id"])}
        lifted = form.attempt(
            lambda: lift_item(actor=request.actor, item_id=item_id, confirmed=form.is_confirmed, **said)
        )
        if lifted:
            messages.success(request, _("Saken er sendt. Svaret kommer her."))
            return redirect("web:item", item_id)
    return forum_page(request, "meetings/lift.html", found.forum, form=form, item=found)


@for_people
@form_page
def answer(request: Request, lift_id: UUID) -> HttpResponse:
    """Say what becomes of a matter that came from another level. V-6-j."""
    found = lift_visible_to(request.actor, lift_id)
    may_answer_lift(request.actor, found).require()
    initial = {"words": found.words, "seen": found.version}
    if found.answer != Lift.Answer.NONE:
        initial["answer"] = found.answer
    form = LiftAnswerForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        answered = form.attempt(
            lambda: answer_lift(
                actor=request.actor,
                lift_id=lift_id,
                seen=form.version,
                confirmed=form.is_confirmed,
                **form.said,
            )
        )
        if answered:
            messages.success(request, _("Svaret er gitt, og kan leses der saken kom fra."))
            return redirect("web:item", found.to_item_id)
    return forum_page(
        request, "meetings/answer_lift.html", found.to_forum, form=form, item=found.to_item, lift=found
    )
