"""From events to notices: who is told, and how it goes out."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID

from samrad.cooperation.queries import PersonInside
from samrad.kernel.clock import OSLO, now
from samrad.kernel.deeds import command
from samrad.kernel.ids import new_id
from samrad.kernel.records import record
from samrad.ledger.queries import Event, shared_events
from samrad.notices.events import DigestsGathered, NoticesMade
from samrad.notices.models import Channel, Cursor, Delivery, Notice, Preference, Timing
from samrad.notices.outcomes import report
from samrad.notices.permissions import may_deliver
from samrad.notices.telling import TOLD
from samrad.notices.telling.registry import Telling
from samrad.notices.topics import Topic
from samrad.parties.actor import Actor
from samrad.parties.models import Appointment

AT_A_TIME = 200  # events
MORNING = time(7, 0)


@command
def tell(*, actor: Actor, cooperation_id: UUID) -> list[Delivery]:
    """Tell of what has happened in a cooperation since last time, each event once.

    Shape    Gives back what goes out at once. The rest waits for the morning, or stands in Samråd only.
    Who      Samråd's own machinery (`may_deliver`). It reads ids, dates, codes and counts, and no private event.
    Records  NoticesMade, when there was anything to tell.
    """
    may_deliver(actor).require()
    # Locked first: two workers may be woken by the same event.
    Cursor.objects.get_or_create(cooperation_id=cooperation_id)
    cursor = Cursor.objects.select_for_update().get(cooperation_id=cooperation_id)
    events = shared_events(cooperation=cooperation_id, after=cursor.seq, most=AT_A_TIME)
    if not events:
        return []
    count, deliveries = 0, []
    for event in events:
        made = list(_told(event, TOLD[event.kind])) if event.kind in TOLD else []
        made = _one_mail_each(event, made)
        # Written one by one: who lacks a call is asked of what the events before have made.
        Notice.objects.bulk_create(notice for notice, _delivery in made)
        deliveries += Delivery.objects.bulk_create(delivery for _notice, delivery in made if delivery)
        count += len(made)
    cursor.seq = events[-1].seq
    cursor.save(update_fields=["seq"])
    for delivery in deliveries:
        if delivery.state == Delivery.State.UNADDRESSED:
            report(actor, delivery.notice, delivery.state)
    if count:
        record(NoticesMade(cooperation_id, cursor.seq, count), by=actor)
    return [delivery for delivery in deliveries if delivery.mail]


def _told(event: Event, telling: Telling) -> Iterable[tuple[Notice, Delivery | None]]:
    doer = Appointment.objects.filter(pk=event.appointment).first() if event.appointment else None
    did = doer.person_id if doer else None
    readers = [reader for reader in telling.readers(event) if telling.also_doer or reader.person != did]
    wanted = _chosen(telling.topic, readers)
    at = now()
    for reader in readers:
        notice = Notice(
            cooperation_id=event.cooperation,
            person_id=reader.person,
            appointment_id=reader.appointment,
            event=event.id,
            kind=event.kind,
            facts=event.payload,
            done_by_id=event.party,
            at=event.at,
            read_at=event.at if reader.person == did else None,
        )
        yield notice, _delivery(notice, reader, wanted[reader.person], at)


def _one_mail_each(
    event: Event, made: list[tuple[Notice, Delivery | None]]
) -> list[tuple[Notice, Delivery | None]]:
    """Of one meeting each reader gets one mail, however often it was changed before the mail left.

    A mail that a worker has in its hands is locked, and may say what was: then the new one goes too.
    """
    telling = TOLD.get(event.kind)
    if telling is None or not (telling.rides_on or telling.replaces):
        return made
    rows = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        cooperation_id=event.cooperation,
        state=Delivery.State.QUEUED,
        person__in=[notice.person_id for notice, _delivery in made],
        notice__kind__in={*telling.rides_on, *telling.replaces},
        notice__facts__meeting=event.payload["meeting"],
    )
    waiting = list(rows.select_related("notice"))
    needless = [row.pk for row in waiting if row.notice.kind in telling.replaces]
    Delivery.objects.filter(pk__in=needless).update(state=Delivery.State.SUPERSEDED, changed_at=now())
    riding = {row.person_id for row in waiting if row.notice.kind in telling.rides_on}
    return [(notice, None if notice.person_id in riding else given) for notice, given in made]


def _chosen(topic: Topic, readers: list[PersonInside]) -> dict[UUID, str]:
    """When each wants to hear of it: what they chose, else what their role gives."""
    chosen: dict[UUID, str] = {}
    if not topic.always:
        rows = Preference.objects.filter(
            topic=topic.code, channel=Channel.MAIL, person__in=[reader.person for reader in readers]
        )
        chosen = {row.person_id: row.timing for row in rows}
    return {reader.person: chosen.get(reader.person) or topic.timing_for(reader.power) for reader in readers}


def _delivery(notice: Notice, reader: PersonInside, timing: str, at: datetime) -> Delivery | None:
    if timing == Timing.NEVER:
        return None
    waits = timing == Timing.DAILY
    return Delivery(
        cooperation_id=notice.cooperation_id,
        notice=notice,
        person_id=reader.person,
        address=reader.email,
        mail=None if waits or not reader.email else new_id(),
        state=Delivery.State.QUEUED if reader.email else Delivery.State.UNADDRESSED,
        due_at=next_morning(at) if waits else at,
        changed_at=at,
    )


def next_morning(at: datetime) -> datetime:
    """Seven o'clock in Norway, the next time it comes."""
    local = at.astimezone(OSLO)
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, tzinfo=OSLO)


@command
def gather_digests(*, actor: Actor) -> list[UUID]:
    """Put what has waited for this morning into one mail for each person in each post.

    Shape    Gives back the mails. Gathering later than seven, or twice, sends nothing twice.
    Who      Samråd's own machinery (`may_deliver`).
    Records  DigestsGathered, when there was anything to gather.
    """
    may_deliver(actor).require()
    rows = (
        Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state=Delivery.State.QUEUED, mail=None, due_at__lte=now())
        .select_related("notice")
    )
    mails: dict[UUID, UUID] = {}
    for row in rows:
        row.mail = mails.setdefault(row.notice.appointment_id, new_id())
        row.save(update_fields=["mail"])
    if mails:
        record(DigestsGathered(len(mails), len(rows)), by=actor)
    return list(mails.values())
