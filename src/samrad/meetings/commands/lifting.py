"""Lift a matter to the level above, send one down, and answer what came. The way stays readable from both ends."""

from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.queries import party_of
from samrad.cooperation.words import guarded
from samrad.forums.models import Face, Forum
from samrad.forums.queries import forum_visible_to
from samrad.forums.rules import level_of
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import now
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.commands.agenda import propose_item
from samrad.meetings.events import ItemLifted, LiftAnswered
from samrad.meetings.models import AgendaItem, Lift
from samrad.meetings.permissions import may_answer_lift, may_lift
from samrad.meetings.queries.lifts import lift_visible_to
from samrad.meetings.queries.meetings import item_visible_to
from samrad.parties.actor import Actor


@command
def lift_item(
    *,
    actor: Actor,
    item_id: UUID,
    to_forum_id: UUID,
    title: str,
    background: str = "",
    reason: str = "",
    face_there: str = Face.PARTIES,
    confirmed: bool = False,
) -> Lift:
    """Raise a matter in a forum on another level. Only the words that are written here go along: no papers, no minutes.

    Who      whoever runs the forum it stands in, for a party (`may_lift`).
    Refuses  a forum outside the levels, on the same level or ended; a matter that stands there already; what looks like a
             person. Individual cases are never lifted.
    Records  ItemLifted, and ItemProposed in the other forum.
    Source   V-6-j, V-6-k.
    """
    item = item_visible_to(actor, item_id)
    AgendaItem.objects.select_for_update(of=("self",)).get(pk=item_id)
    may_lift(actor, item).require()
    target = forum_visible_to(actor, to_forum_id)
    _refuse_what_does_not_fit(item, target)
    made = propose_item(
        actor=actor,
        forum_id=target.pk,
        title=title,
        background=background,
        level=item.level,
        face=face_there,
        confirmed=confirmed,
    )
    AgendaItem.objects.filter(pk=made.pk).update(is_about_slt=item.forum.is_slt or target.is_slt)
    words = guarded(reason, confirmed=confirmed, longest=2_000)
    lift = _written(actor, item, made, words)
    record(
        ItemLifted(lift.pk, item.pk, item.forum_id, target.pk, lift.direction),
        by=actor,
        cooperation=item.cooperation_id,
    )
    return lift


def _refuse_what_does_not_fit(item: AgendaItem, target: Forum) -> None:
    here, there = level_of(item.forum.kind), level_of(target.kind)
    if target.cooperation_id != item.cooperation_id or 0 in {here, there} or here == there:
        raise Refused(
            _("Saken kan bare løftes eller sendes ned til et forum på et annet nivå i samarbeidet.")
        )
    if Lift.objects.filter(item=item, to_forum=target).exists():
        raise Refused(_("Saken er allerede sendt dit. Se svaret under «Saken mellom nivåene»."))


def _written(actor: Actor, item: AgendaItem, made: AgendaItem, reason: str) -> Lift:
    """The step itself, on the way that the matter came by."""
    before = Lift.objects.filter(to_item=item).first()
    up = level_of(made.forum.kind) > level_of(item.forum.kind)
    return Lift.objects.create(
        cooperation_id=item.cooperation_id,
        origin_id=before.origin_id if before else item.pk,
        forum=item.forum,
        item=item,
        to_forum=made.forum,
        to_item=made,
        direction=Lift.Direction.UP if up else Lift.Direction.DOWN,
        reason=reason,
        face=item.face,
        face_there=made.face,
        lifted_by_id=actor.appointment,
        lifted_for_id=party_of(actor, item.forum.cooperation).organisation_id,
        lifted_at=now(),
    )


@command
def answer_lift(
    *, actor: Actor, lift_id: UUID, answer: str, words: str = "", seen: int, confirmed: bool = False
) -> Lift:
    """Say what becomes of a matter that came from another level: under way, answered, or sent back.

    Who      whoever runs the forum it came to, for a party (`may_answer_lift`).
    Refuses  a save on top of a colleague's; a final answer without a word.
    Records  LiftAnswered.
    Source   V-6-j.
    """
    lift = lift_visible_to(actor, lift_id)
    Lift.objects.select_for_update(of=("self",)).get(pk=lift_id)
    lift.refresh_from_db(fields=["answer", "words", "version"])
    may_answer_lift(actor, lift).require()
    if lift.version != seen:
        raise Stale(
            _(
                "En kollega svarte mens du skrev. Les svaret som står der, og lagre på nytt hvis ditt skal gjelde."
            ),
            theirs=f"{lift.get_answer_display()}. {lift.words}",
            version=lift.version,
        )
    cleaned = guarded(words, confirmed=confirmed, longest=4_000)
    if answer == Lift.Answer.NONE or (answer != Lift.Answer.UNDER_WAY and not cleaned):
        raise Refused(_("Skriv noen ord, så den som sendte saken, vet hva det ble til."))
    lift.answer, lift.words = Lift.Answer(answer), cleaned
    lift.answered_at, lift.version = now(), lift.version + 1
    lift.save(update_fields=["answer", "words", "answered_at", "version"])
    record(LiftAnswered(lift.pk, lift.to_forum_id, answer), by=actor, cooperation=lift.cooperation_id)
    return lift
