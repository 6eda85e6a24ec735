"""Do otherwise than the guide advises, with a reason of one's own, and take it back."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.queries import party_of
from samrad.cooperation.words import guarded
from samrad.forums.commands.bodies import locked
from samrad.forums.events import LocalReasonGiven, LocalReasonTakenBack
from samrad.forums.models import LocalChoice
from samrad.forums.permissions import may_choose_otherwise
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor

LONGEST = timedelta(days=4 * 366)  # as long as an agreement usually lasts


@command
def choose_otherwise(
    *,
    actor: Actor,
    forum_id: UUID,
    advice: str,
    reason: str,
    look_again_on: date,
    confirmed: bool = False,
) -> LocalChoice:
    """Say why a forum does otherwise than one advice. The advice is not given until the day to look again.

    Shape    A reason that was given before is kept, and ends today.
    Who      either party (`may_choose_otherwise`).
    Refuses  no reason; a day that is past, or more than four years ahead.
    Records  LocalReasonGiven.
    Source   V-1.1-b.
    """
    forum = locked(actor, forum_id)
    may_choose_otherwise(actor, forum).require()
    words = guarded(reason, confirmed=confirmed, longest=1_000)
    if not words:
        raise Refused(_("Skriv kort hvorfor dere gjør det annerledes."))
    if not today() < look_again_on <= today() + LONGEST:
        raise Refused(_("Velg en dag de neste fire årene da dere ser på valget igjen."))
    assert actor.appointment
    LocalChoice.objects.filter(forum=forum, advice=advice, ended_on=None).update(ended_on=today())
    choice = LocalChoice.objects.create(
        cooperation_id=forum.cooperation_id,
        forum=forum,
        advice=LocalChoice.Advice(advice),
        reason=words,
        look_again_on=look_again_on,
        party_id=party_of(actor, forum.cooperation).organisation_id,
        by_id=actor.appointment,
        on=today(),
    )
    given = LocalReasonGiven(choice.pk, forum.pk, advice, look_again_on)
    record(given, by=actor, cooperation=forum.cooperation_id)
    return choice


@command
def take_back_choice(*, actor: Actor, choice_id: UUID) -> LocalChoice:
    """Let an advice be given again. The reason stays readable in what happened.

    Who      either party (`may_choose_otherwise`).
    Refuses  one that is taken back already.
    Records  LocalReasonTakenBack.
    """
    choice = LocalChoice.objects.get(pk=choice_id)
    forum = locked(actor, choice.forum_id)
    may_choose_otherwise(actor, forum).require()
    if choice.ended_on:
        raise Refused(_("Valget er allerede tatt tilbake."))
    choice.ended_on = today()
    choice.save(update_fields=["ended_on"])
    back = LocalReasonTakenBack(choice.pk, forum.pk, choice.advice)
    record(back, by=actor, cooperation=forum.cooperation_id)
    return choice
