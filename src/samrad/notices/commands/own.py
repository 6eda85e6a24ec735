"""What a person does with their own notices."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused, denied
from samrad.kernel.clock import now
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.notices.events import CalendarClosed, CalendarOpened, MailChosen, NoticesRead
from samrad.notices.models import CalendarFeed, Channel, Notice, Preference, Timing
from samrad.notices.permissions import may_choose
from samrad.notices.queries import hashed, notices_of
from samrad.notices.topics import TOPICS
from samrad.parties.actor import Actor


@command
def read_notice(*, actor: Actor, notice_id: UUID) -> Notice:
    """Open a notice: from then on it is read.

    Who      the person it was made for, in a post that stands inside.
    Refuses  with `Notice.DoesNotExist` what is not theirs, as if it were not there.
    Records  NoticesRead, the first time.
    """
    notice = notices_of(actor).get(pk=notice_id)
    may_choose(actor, notice.person_id).require()
    if notice.read_at is None:
        notice.read_at = now()
        notice.save(update_fields=["read_at"])
        record(NoticesRead(1), by=actor)
    return notice


@command
def read_all_notices(*, actor: Actor, before: datetime | None = None) -> int:
    """Mark everything as read, or what came before a moment.

    Who      anybody who acts in a post, for themselves.
    Records  NoticesRead, when there was anything unread.
    """
    if actor.person is None:
        denied(_("Bare du selv leser varslene dine.")).require()
    unread = notices_of(actor).filter(read_at=None, at__lt=before or now())
    count = unread.update(read_at=now())
    if count:
        record(NoticesRead(count), by=actor)
    return count


@command
def choose_mail(*, actor: Actor, person_id: UUID, timings: Mapping[str, str]) -> None:
    """Choose when mail comes, topic by topic.

    Who      the person (`may_choose`).
    Refuses  a topic or a time that is not there; a topic that always goes out.
    Records  MailChosen for each that changed.
    """
    may_choose(actor, person_id).require()
    free = {topic.code for topic in TOPICS if not topic.always}
    if not set(timings) <= free or not set(timings.values()) <= set(Timing.values):
        raise Refused(_("Velg når du vil ha e-post, for hvert emne i listen."))
    chosen = dict(
        Preference.objects.filter(person=person_id, channel=Channel.MAIL).values_list("topic", "timing")
    )
    for topic, timing in timings.items():
        if chosen.get(topic) != timing:
            Preference.objects.update_or_create(
                person_id=person_id, topic=topic, channel=Channel.MAIL, defaults={"timing": timing}
            )
            record(MailChosen(topic, timing), by=actor)


@command
def open_calendar(*, actor: Actor, person_id: UUID) -> str:
    """Give the person's calendar a new address. Gives back its key, which nobody can find again.

    Who      the person (`may_choose`).
    Records  CalendarOpened.
    Source   SECURITY.md M8: a key of 256 bits, of which only the hash is kept.
    """
    may_choose(actor, person_id).require()
    key = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        person_id=person_id, defaults={"key_sha256": hashed(key), "made_at": now()}
    )
    record(CalendarOpened(person_id), by=actor)
    return key


@command
def close_calendar(*, actor: Actor, person_id: UUID) -> None:
    """Take the calendar's address away: it opens nothing any more.

    Who      the person (`may_choose`).
    Records  CalendarClosed, when there was one.
    """
    may_choose(actor, person_id).require()
    count, _each = CalendarFeed.objects.filter(person=person_id).delete()
    if count:
        record(CalendarClosed(person_id), by=actor)
