"""Raise matters, and put them on an agenda with their number."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection
from django.db.models import Exists, Max, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from samrad.cooperation.models import Area
from samrad.cooperation.queries import living_parties, party_of
from samrad.cooperation.words import guarded
from samrad.forums.models import Face, Forum
from samrad.forums.queries import SHARED, forum_visible_to, is_insider, limited_seat_of
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import OSLO, now
from samrad.kernel.composed import composed
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.events import (
    AgendaOrdered,
    ItemChanged,
    ItemPlaced,
    ItemProposed,
    ItemWithdrawn,
    MatterAddressed,
)
from samrad.meetings.live import announce
from samrad.meetings.models import AgendaItem, Meeting, Paper, PartyWord, StepChange, Task
from samrad.meetings.permissions import may_arrange, may_change_item, may_propose
from samrad.meetings.queries.meetings import item_visible_to, meeting_visible_to
from samrad.parties.actor import Actor

GAP = 1_000
Kind, State = AgendaItem.Kind, AgendaItem.State


@command
def propose_item(
    *,
    actor: Actor,
    forum_id: UUID,
    title: str,
    background: str = "",
    what_to_decide: str = "",
    kind: str = Kind.DISCUSSION,
    level: str = AgendaItem.Level.STRATEGIC,
    step: int | None = None,
    presenter_id: UUID | None = None,
    time_minutes: int | None = None,
    face: str = "",
    legal_basis: str = "",
    only_ours: bool = False,
    addressed_to_id: UUID | None = None,
    areas: Collection[str] = (),
    needs_knowledge: bool = False,
    theme: str = "",
    confirmed: bool = False,
) -> AgendaItem:
    """Raise a matter for the forum. V-4.1.3-b.

    Who      anyone in the forum (`may_propose`). What an external member raises is open to the whole forum.
    Refuses  no title; what looks like personal data; a matter addressed to oneself; a limited member's of a theme not theirs.
    Records  ItemProposed, MatterAddressed.
    """
    forum = forum_visible_to(actor, forum_id)
    may_propose(actor, forum).require()
    inside = is_insider(actor, forum)
    ours = party_of(actor, forum.cooperation).organisation_id if inside else None
    item = AgendaItem(
        **_raised_in(forum, actor),
        proposed_for_id=ours,
        presenter_id=presenter_id or actor.post,
        only_for_id=ours if only_ours else None,
        face=(Face(face) if face else forum.face) if inside else Face.FORUM,
        addressed_to_id=_addressed(forum, ours, addressed_to_id, kind, only_ours),
        theme="" if inside else theme_of_ones_own(actor, forum, theme),
        **_words(title, background, what_to_decide, confirmed),
        **_facts(kind, level, step, time_minutes, legal_basis, areas, needs_knowledge),
    )
    item.save()
    record(ItemProposed(item.pk, forum.pk, item.kind), by=actor, cooperation=forum.cooperation_id)
    _say_addressed(actor, item)
    return item


def _raised_in(forum: Forum, actor: Actor) -> dict[str, object]:
    raised = {"forum": forum, "cooperation_id": forum.cooperation_id}
    return raised | {"proposed_by_id": actor.appointment, "proposed_at": now()}


def _addressed(
    forum: Forum, ours: UUID | None, asked: UUID | None, kind: str, only_ours: bool = False
) -> UUID | None:
    """The party that is asked to answer: another than the one that asks, and one that may see the matter. V-1-h."""
    if asked is None:
        if kind == Kind.COMMITMENTS:
            raise Refused(_("Velg hvilken part som skal svare på hvordan forpliktelsene følges opp."))
        return None
    if ours is None or only_ours or asked == ours:
        raise Refused(_("En sak kan bare rettes til en annen part, og den må kunne se saken."))
    if asked not in {party.organisation_id for party in living_parties(forum.cooperation)}:
        raise Refused(_("Saken kan bare rettes til en av partene i samarbeidet."))
    return asked


def theme_of_ones_own(actor: Actor, forum: Forum, theme: str) -> str:
    """The theme, when a limited member takes part in it; nothing of anybody else. V-4.2-d."""
    limited = limited_seat_of(actor, forum)
    if limited and theme not in limited.themes:
        raise Refused(_("Du deltar i noen temaer i dette forumet. Velg et av dem for saken."))
    return theme if limited else ""


def _say_addressed(actor: Actor, item: AgendaItem) -> None:
    if item.addressed_to_id:
        addressed = MatterAddressed(item.pk, item.forum_id, item.addressed_to_id)
        record(addressed, by=actor, cooperation=item.cooperation_id)


def _words(title: str, background: str, what_to_decide: str, confirmed: bool) -> dict[str, str]:
    cleaned = " ".join(guarded(title, confirmed=confirmed, longest=160).split())
    if not cleaned:
        raise Refused(_("Saken mangler tittel. Skriv noen ord som sier hva den handler om."))
    return {
        "title": cleaned,
        "background": guarded(background, confirmed=confirmed),
        "what_to_decide": guarded(what_to_decide, confirmed=confirmed, longest=4_000),
    }


def _facts(
    kind: str,
    level: str,
    step: int | None,
    minutes: int | None,
    legal_basis: str,
    areas: Collection[str],
    needs_knowledge: bool,
) -> dict[str, object]:
    if step is not None and not 1 <= step <= 4:
        raise Refused(_("Samordningstrappen har fire trinn. Velg et av dem, eller la det stå tomt."))
    if minutes is not None and not 1 <= minutes <= 600:
        raise Refused(_("Tiden må være mellom 1 og 600 minutter."))
    return {
        "kind": Kind(kind),
        "level": AgendaItem.Level(level),
        "step": step,
        "time_minutes": minutes,
        "legal_basis": guarded(legal_basis, longest=120),
        "areas": [code for code in Area.values if code in areas],
        "needs_knowledge": needs_knowledge,
    }


@command
def change_item(
    *,
    actor: Actor,
    item_id: UUID,
    title: str,
    background: str,
    what_to_decide: str,
    kind: str,
    level: str,
    step: int | None = None,
    presenter_id: UUID | None = None,
    time_minutes: int | None = None,
    face: str = "",
    legal_basis: str = "",
    step_reason: str = "",
    addressed_to_id: UUID | None = None,
    areas: Collection[str] = (),
    needs_knowledge: bool = False,
    seen: int,
    confirmed: bool = False,
) -> AgendaItem:
    """Change a matter until it is treated. A move on the ladder is kept, with the reason where there is one. V-2.3-h.

    Who      `may_change_item`.
    Refuses  a save on top of somebody else's; what `propose_item` refuses; another to answer what has been answered.
    Records  ItemChanged, MatterAddressed when another party is asked.
    """
    item = locked_item(actor, item_id)
    may_change_item(actor, item).require()
    if item.version != seen:
        raise Stale(
            _("Noen endret saken mens du skrev. Begge tekstene står her. Sett dem sammen, og lagre på nytt."),
            theirs=f"{item.title}\n{item.background}",
            version=item.version,
        )
    words, was_shared = _words(title, background, what_to_decide, confirmed), is_shared(item)
    why, before = guarded(step_reason, confirmed=confirmed, longest=400), item.step
    facts = _facts(kind, level, step, time_minutes, legal_basis, areas, needs_knowledge)
    for column, value in (words | facts).items():
        setattr(item, column, value)
    item.presenter_id = presenter_id or item.presenter_id
    if is_insider(actor, item.forum):
        item.face = Face(face) if face else item.face
        _address_anew(actor, item, addressed_to_id)
    keep_item(actor, item, before, why)
    agenda_changed(item.meeting_id, was_shared or is_shared(item))
    record(ItemChanged(item.pk, item.forum_id), by=actor, cooperation=item.cooperation_id)
    return item


def keep_item(actor: Actor, item: AgendaItem, before: int | None, why: str = "") -> None:
    """The matter as it is now, its move on the ladder, and who may read what the parties have said of it. No paper is more open than its matter."""
    item.version += 1
    item.save()
    PartyWord.objects.filter(item=item).update(face=item.face)
    if not is_shared(item):
        Paper.objects.filter(item=item, face__in=SHARED).update(face=item.face)
    if item.step != before:
        StepChange.objects.create(
            cooperation_id=item.cooperation_id,
            forum_id=item.forum_id,
            item=item,
            from_step=before,
            to_step=item.step,
            reason=why,
            face=item.face,
            only_for_id=item.only_for_id,
            changed_at=now(),
            changed_by_id=actor.appointment,
        )


def _address_anew(actor: Actor, item: AgendaItem, asked: UUID | None) -> None:
    """Ask another party than before. An answer that is given stays with the one who gave it."""
    if asked == item.addressed_to_id:
        return
    if item.words.filter(kind=PartyWord.Kind.ANSWER).exists():
        raise Refused(_("Saken er allerede besvart. Meld en ny sak hvis en annen part skal svare."))
    asks = item.proposed_for_id or party_of(actor, item.forum.cooperation).organisation_id
    item.addressed_to_id = _addressed(item.forum, asks, asked, item.kind, item.only_for_id is not None)
    _say_addressed(actor, item)


def locked_item(actor: Actor, item_id: UUID) -> AgendaItem:
    item_visible_to(actor, item_id)
    AgendaItem.objects.select_for_update(of=("self",)).get(pk=item_id)
    return item_visible_to(actor, item_id)


def is_shared(thing: AgendaItem | Paper) -> bool:
    return thing.face in SHARED and thing.only_for_id is None


def agenda_changed(meeting_id: UUID | None, is_shared: bool) -> None:
    """What was seen of the agenda is no longer what stands; nor is what was sent, and `is_shared` to external members too."""
    if meeting_id:
        meeting = Meeting.objects.select_for_update().get(pk=meeting_id)
        meeting.version += 1
        meeting.agenda_approved_by = None  # a yes is to the agenda that was seen
        if meeting.state == Meeting.State.CALLED:
            meeting.changed_for_parties_at = now()
            meeting.changed_for_forum_at = now() if is_shared else meeting.changed_for_forum_at
        meeting.save(
            update_fields=["version", "agenda_approved_by", "changed_for_parties_at", "changed_for_forum_at"]
        )
        announce(meeting_id)


@command
def withdraw_item(*, actor: Actor, item_id: UUID) -> AgendaItem:
    """Take a matter back. Its number is not used again.

    Who      `may_change_item`.
    Records  ItemWithdrawn.
    """
    item = locked_item(actor, item_id)
    may_change_item(actor, item).require()
    item.state, item.version = State.WITHDRAWN, item.version + 1
    item.save(update_fields=["state", "version"])
    agenda_changed(item.meeting_id, is_shared(item))
    record(ItemWithdrawn(item.pk, item.forum_id), by=actor, cooperation=item.cooperation_id)
    return item


@command
def place_item(*, actor: Actor, item_id: UUID, meeting_id: UUID) -> AgendaItem:
    """Put a raised matter on a meeting's agenda. It gets the forum's next number of the year, and keeps it.

    Who      `may_arrange`.
    Refuses  a matter of another forum, or one that stands on an agenda already.
    Records  ItemPlaced; late when the call is sent.
    """
    meeting = meeting_visible_to(actor, meeting_id)
    may_arrange(actor, meeting).require()
    item = locked_item(actor, item_id)
    if item.forum_id != meeting.forum_id or item.state != State.PROPOSED:
        raise Refused(_("Saken står allerede på en saksliste, eller hører til et annet forum."))
    _place(item, meeting)
    _say_placed(actor, item)
    return item


def _place(item: AgendaItem, meeting: Meeting, *, first: bool = False) -> None:
    """The placing itself. No deed of its own: whoever calls it has asked."""
    Forum.objects.select_for_update().get(
        pk=item.forum_id
    )  # two who place in the same instant get two numbers
    if item.number is None:
        item.year = meeting.starts_at.astimezone(OSLO).year
        item.number = _last_number(item.forum_id, item.year) + 1
    rows = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"]
    item.meeting, item.state = meeting, State.ON_AGENDA
    item.position = 0 if first else (rows or 0) + GAP
    item.is_late = meeting.agenda_frozen_at is not None
    item.version += 1
    item.save()
    agenda_changed(meeting.pk, is_shared(item))


def _last_number(forum_id: UUID, year: int) -> int:
    """The last number of the year, also when it is that of a matter which another party has for itself."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(meetings_last_number(%s, %s), 0)", [forum_id, year])
        return int(cursor.fetchone()[0])


def _say_placed(actor: Actor, item: AgendaItem) -> None:
    assert item.meeting
    assert item.number
    record(
        ItemPlaced(item.pk, item.meeting.pk, item.number, item.year or 0, item.is_late),
        by=actor,
        cooperation=item.cooperation_id,
    )


def put_open_tasks_first(actor: Actor, meeting: Meeting) -> bool:
    """Open tasks are the first matter of the next meeting, once. No deed of its own. V-4.1.2-a, V-4.1.4-f.

    Shape    Asked when the meeting is planned and again when it is called: tasks may have come in between. A municipality's
             own task is its own, and puts nothing on the agenda of others. Gives back whether it was put there now.
    """
    if not _to_follow_up(meeting.forum_id, meeting.pk).first():
        return False
    with translation.override(meeting.forum.language):
        title = _("Åpne oppgaver fra tidligere møter")
    item = AgendaItem.objects.create(
        cooperation_id=meeting.cooperation_id,
        forum=meeting.forum,
        title=title,
        kind=Kind.FOLLOW_UP,
        proposed_by_id=actor.appointment,
        proposed_at=now(),
        face=meeting.forum.face,
    )
    _place(item, meeting, first=True)
    _say_placed(actor, item)
    return True


@composed
def _to_follow_up(forum: UUID, meeting: UUID) -> "QuerySet[Task, UUID]":
    """An open task of the forum, if there is one and the meeting has no matter about them."""
    there = AgendaItem.objects.filter(meeting=meeting, kind=Kind.FOLLOW_UP).exclude(state=State.WITHDRAWN)
    open_ones = Task.objects.filter(forum=forum, state__in=["open", "accepted"], only_for=None)
    return open_ones.filter(~Exists(there)).order_by().values_list("pk", flat=True)[:1]


@command
def order_agenda(*, actor: Actor, item_id: UUID, direction: str) -> AgendaItem:
    """Move a matter one step up or down. Numbers stay.

    Who      `may_arrange`.
    Refuses  a step past the end.
    Records  AgendaOrdered.
    """
    item = locked_item(actor, item_id)
    if item.meeting is None:
        raise Refused(_("Saken står ikke på noen saksliste."))
    may_arrange(actor, item.meeting).require()
    rows = list(
        AgendaItem.objects.filter(meeting=item.meeting)
        .exclude(state=State.WITHDRAWN)
        .order_by("position", "number")
    )
    at = next(place for place, row in enumerate(rows) if row.pk == item.pk)
    to = at - 1 if direction == "up" else at + 1
    if not 0 <= to < len(rows):
        raise Refused(_("Saken står allerede ytterst."))
    rows.insert(to, rows.pop(at))
    for place_, row in enumerate(rows):
        row.position = place_ * GAP
    AgendaItem.objects.bulk_update(rows, ["position"])
    agenda_changed(item.meeting_id, is_shared=True)
    record(AgendaOrdered(item.meeting.pk, len(rows)), by=actor, cooperation=item.cooperation_id)
    return item
