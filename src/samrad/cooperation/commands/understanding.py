"""Agree on how things stand in a focus area, say what one's own party sees differently, and talk about it across the agencies.

Whatever is written here is read by all parties at once. Nothing of it is one party's own.
"""

from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.events import (
    CommentTakenBack,
    CommentWritten,
    DifferingSet,
    SummaryConfirmed,
    SummaryProposed,
)
from samrad.cooperation.models import Comment, Cooperation, Differing, FocusArea, Summary, SummaryYes
from samrad.cooperation.permissions import may_comment, may_take_back, may_write_in
from samrad.cooperation.queries import party_of
from samrad.cooperation.queries.aims import focus_area_visible_to
from samrad.cooperation.queries.understanding import comment_visible_to
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import now, today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor

LONGEST, LONGEST_COMMENT = 4_000, 2_000


def _running(actor: Actor, area_id: UUID) -> tuple[FocusArea, Cooperation]:
    """The focus area, held until the deed is done: both parties may write in the same second."""
    FocusArea.objects.select_for_update().get(pk=area_id)
    area, cooperation = focus_area_visible_to(actor, area_id)
    if not area.is_open:
        raise Refused(_("Satsingsområdet er avsluttet og endres ikke mer."))
    return area, cooperation


@command
def propose_summary(
    *, actor: Actor, area_id: UUID, text: str, seen: int = 0, confirmed: bool = False
) -> Summary:
    """Propose how things stand in a focus area, in a wording that all parties can say yes to. One's own yes is in it.

    Who      those who write for a party (`may_write_in`).
    Units    `seen` is the number of the wording on screen, counted from 1; 0 when there was none.
    Refuses  no words; the same words again; a closed area; a proposal written against an older wording.
    Records  SummaryProposed.
    Source   V-4.1.4-a.
    """
    area, cooperation = _running(actor, area_id)
    may_write_in(actor, cooperation).require()
    newest = Summary.objects.filter(focus_area=area).order_by("-number").first()
    number = newest.number if newest else 0
    if number != seen:
        raise Stale(
            _("Noen foreslo en annen oppsummering mens du skrev. Les den, og foreslå på nytt hvis dere vil."),
            theirs=newest.text if newest else "",
            version=number,
        )
    words = guarded(text, confirmed=confirmed, longest=LONGEST)
    if not words:
        raise Refused(_("Skriv hvordan dere ser det."))
    if newest and newest.text == words:
        raise Refused(_("Det er samme ordlyd som den som står. Si ja til den i stedet."))
    ours = party_of(actor, cooperation).organisation_id
    summary = Summary.objects.create(
        cooperation=cooperation,
        focus_area=area,
        number=number + 1,
        text=words,
        party_id=ours,
        at=now(),
        by_id=actor.appointment,
    )
    _say_yes(actor, summary, ours)
    record(SummaryProposed(area.pk, summary.number), by=actor, cooperation=cooperation.pk)
    return summary


@command
def confirm_summary(*, actor: Actor, area_id: UUID, seen: int) -> Summary:
    """One party's yes to the wording that stands.

    Who      those who write for a party (`may_write_in`).
    Refuses  a wording that is not there, or no longer the newest; a second yes; a closed area.
    Records  SummaryConfirmed.
    Source   V-4.1.4-a.
    """
    area, cooperation = _running(actor, area_id)
    may_write_in(actor, cooperation).require()
    summary = Summary.objects.filter(focus_area=area).order_by("-number").first()
    if summary is None or summary.number != seen:
        raise Refused(_("Oppsummeringen er en annen nå. Les den som står, og si ja til den."))
    ours = party_of(actor, cooperation).organisation_id
    said = {yes.party_id for yes in summary.yeses.all()}
    if ours in said:
        raise Refused(_("Dere har allerede sagt ja til oppsummeringen."))
    _say_yes(actor, summary, ours)
    living = {party.organisation_id for party in cooperation.parties.all() if party.left_on is None}
    agreed = SummaryConfirmed(area.pk, summary.number, living <= said | {ours})
    record(agreed, by=actor, cooperation=cooperation.pk)
    return summary


def _say_yes(actor: Actor, summary: Summary, party: UUID) -> None:
    SummaryYes.objects.create(
        cooperation_id=summary.cooperation_id,
        summary=summary,
        party_id=party,
        on=today(),
        by_id=actor.appointment,
    )


@command
def say_differing(
    *, actor: Actor, area_id: UUID, text: str, seen: int = 0, confirmed: bool = False
) -> Differing | None:
    """Write what one's own party sees differently. Without words it is taken away: then the party sees nothing differently.

    Who      those who write for a party (`may_write_in`).
    Refuses  a closed area; a save on top of a colleague's.
    Records  DifferingSet.
    Source   V-4.1.4-a.
    """
    area, cooperation = _running(actor, area_id)
    may_write_in(actor, cooperation).require()
    ours = party_of(actor, cooperation).organisation_id
    row = Differing.objects.filter(focus_area=area, party=ours).first()
    row = row or Differing(cooperation=cooperation, focus_area=area, party_id=ours, version=0)
    if row.version != seen:
        raise Stale(
            _("En kollega endret teksten mens du skrev. Les den, og lagre på nytt."),
            theirs=row.text,
            version=row.version,
        )
    row.text, row.on = guarded(text, confirmed=confirmed, longest=LONGEST), today()
    record(DifferingSet(area.pk, bool(row.text)), by=actor, cooperation=cooperation.pk)
    if not row.text:
        Differing.objects.filter(focus_area=area, party=ours).delete()
        return None
    row.version += 1
    row.save()
    return row


@command
def comment_on_area(
    *, actor: Actor, area_id: UUID, text: str, answers: UUID | None = None, confirmed: bool = False
) -> Comment:
    """Say something to all parties about a focus area, or answer what was said.

    Who      `may_comment`: everybody who acts for a party.
    Refuses  no words; an answer to what stands elsewhere; a closed area.
    Records  CommentWritten.
    Source   V-4.1.4-a.
    """
    area, cooperation = _running(actor, area_id)
    may_comment(actor, cooperation).require()
    comment = Comment(cooperation=cooperation, focus_area=area)
    say(actor, comment, cooperation, text, answers, confirmed)
    record(CommentWritten(comment.pk, area.pk), by=actor, cooperation=cooperation.pk)
    return comment


def say(
    actor: Actor,
    comment: Comment,
    cooperation: Cooperation,
    text: str,
    answers: UUID | None,
    confirmed: bool,
) -> None:
    """The saying itself, about whatever the comment names. No deed of its own: whoever calls it has asked, and records it."""
    words = guarded(text, confirmed=confirmed, longest=LONGEST_COMMENT)
    if not words:
        raise Refused(_("Skriv noe først."))
    if answers:
        first = Comment.objects.filter(
            pk=answers, focus_area=comment.focus_area_id, measure=comment.measure
        ).first()
        if first is None:
            raise Refused(_("Kommentaren du svarer på, står ikke her lenger."))
        comment.answers_id = first.answers_id or first.pk
    comment.party_id = party_of(actor, cooperation).organisation_id
    comment.text, comment.at, comment.by_id = words, now(), actor.appointment
    comment.save(force_insert=True)


@command
def take_back_comment(*, actor: Actor, comment_id: UUID) -> Comment:
    """Take a comment back: its words are gone for everybody, and that there was one is seen.

    Who      `may_take_back`.
    Refuses  one that is taken back already.
    Records  CommentTakenBack.
    Source   V-4.1.4-a.
    """
    Comment.objects.select_for_update().get(pk=comment_id)
    comment, cooperation = comment_visible_to(actor, comment_id)
    may_take_back(actor, comment, cooperation).require()
    comment.text, comment.taken_back_on = "", today()
    comment.save(update_fields=["text", "taken_back_on"])
    record(CommentTakenBack(comment.pk), by=actor, cooperation=cooperation.pk)
    return comment
