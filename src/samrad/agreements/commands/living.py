"""An agreement that runs: either party asks for a revision, the other answers, and the next starts from this one."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.agreements.commands import desk
from samrad.agreements.events import AgreementStarted, RevisionAnswered, RevisionAsked
from samrad.agreements.models import Agreement, Clause, RevisionRequest, Wording
from samrad.agreements.permissions import may_answer_revision, may_ask_for_revision
from samrad.agreements.queries.agreements import our_party, revision_request_visible_to
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused
from samrad.kernel.clock import now, today
from samrad.kernel.deeds import command
from samrad.kernel.ids import new_id
from samrad.kernel.records import record
from samrad.parties.actor import Actor

ON_THE_TABLE = ("negotiation", "approval", "signing")
Reply = RevisionRequest.Reply


@command
def ask_for_revision(
    *, actor: Actor, agreement_id: UUID, reason: str, confirmed: bool = False
) -> RevisionRequest:
    """Ask the other party for a revision. The agreement stays in force meanwhile.

    Who      either party, while the agreement runs (`may_ask_for_revision`).
    Refuses  no reason; a second request while one waits.
    Records  RevisionAsked.
    Source   A-gyld-b.
    """
    agreement = desk.locked(agreement_id)
    may_ask_for_revision(actor, agreement).require()
    reason = guarded(reason, confirmed=confirmed, longest=4_000)
    if not reason:
        raise Refused(_("Skriv kort hvorfor dere ønsker å revidere avtalen."))
    if RevisionRequest.objects.filter(agreement=agreement, reply="").exists():
        raise Refused(_("Et ønske om revisjon venter allerede på svar."))
    request = RevisionRequest.objects.create(
        cooperation_id=agreement.cooperation_id,
        agreement=agreement,
        asked_by=our_party(actor, agreement),
        asked_on=today(),
        reason=reason,
        appointment_id=actor.appointment,
    )
    record(RevisionAsked(request.pk, agreement.pk), by=actor, cooperation=agreement.cooperation_id)
    return request


@command
def answer_revision(
    *, actor: Actor, request_id: UUID, reply: str, reason: str = "", confirmed: bool = False
) -> Agreement | None:
    """Answer a request for revision. A yes puts a new agreement on the table, with every agreed clause of the old.

    Who      another party than the one that asked (`may_answer_revision`).
    Refuses  a no without a reason; a yes while an agreement already lies on the table.
    Records  RevisionAnswered, and AgreementStarted on a yes.
    Source   A-gyld-b: a new version, or a reasoned refusal.
    """
    agreement = desk.locked(revision_request_visible_to(actor, request_id).agreement_id)
    request = revision_request_visible_to(actor, request_id)
    may_answer_revision(actor, request).require()
    request.reply, request.replied_on = Reply(reply), today()
    request.reply_reason = guarded(reason, confirmed=confirmed, longest=4_000)
    if reply == Reply.DECLINED and not request.reply_reason:
        raise Refused(_("Skriv kort hvorfor dere ikke vil revidere nå."))
    request.replied_by = our_party(actor, agreement)
    request.save()
    record(RevisionAnswered(request.pk, agreement.pk, reply), by=actor, cooperation=agreement.cooperation_id)
    return _successor(actor, agreement, request) if reply == Reply.YES else None


def _successor(actor: Actor, old: Agreement, request: RevisionRequest) -> Agreement:
    """The next agreement, on the table with the old one's text agreed; both parties may propose changes."""
    waiting = Agreement.objects.filter(cooperation=old.cooperation_id, kind=old.kind, state__in=ON_THE_TABLE)
    if waiting.exists():
        raise Refused(
            _("Det ligger allerede en avtale på bordet. Ta med endringene der, eller gjør den ferdig først.")
        )
    begins = _next_beginning(old, today())
    new = Agreement.objects.create(
        cooperation=old.cooperation,
        kind=old.kind,
        scope=old.scope,
        language=old.language,
        state=Agreement.State.NEGOTIATION,
        valid_from=begins,
        valid_to=_moved(old.valid_to, old.valid_from, begins),
        revision_due_on=old.revision_due_on and _moved(old.revision_due_on, old.valid_from, begins),
        evaluation_due_on=old.evaluation_due_on and _moved(old.evaluation_due_on, old.valid_from, begins),
        started_by=request.asked_by,
        started_on=today(),
        predecessor=old,
        frame=old.frame if old.frame and old.frame.stands(begins) else None,
        template=old.template,
        template_title=old.template_title,
    )
    carried = _carry_over(old, new)
    record(AgreementStarted(new.pk, new.kind, carried), by=actor, cooperation=new.cooperation_id)
    return new


def _next_beginning(old: Agreement, on: date) -> date:
    """New Year, as agreements run by years; or the day after the old one ends, if that comes first."""
    return max(
        min(date(on.year + 1, 1, 1), old.valid_to + timedelta(days=1)), old.valid_from + timedelta(days=1)
    )


def _moved(day: date, old_start: date, new_start: date) -> date:
    """The day as far into the new term as it stood in the old: by whole years where both begin on the same day."""
    if (old_start.month, old_start.day) != (new_start.month, new_start.day):
        return day + (new_start - old_start)
    year = day.year + new_start.year - old_start.year
    return date(year, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _carry_over(old: Agreement, new: Agreement) -> int:
    """Every clause with its last shared wording: agreed as it was, and a noted disagreement still noted."""
    clauses, wordings = [], []
    for clause in old.clauses.filter(shared=True, state__in=["agreed", "parked"]).select_related(
        "agreed_wording"
    ):
        source = clause.agreed_wording or _last_put(clause)
        copy = _copied(clause, new)
        wording = Wording(
            cooperation_id=new.cooperation_id,
            clause=copy,
            heading=source.heading,
            text=source.text,
            owner_id=source.owner_id,
            shared=True,
            from_predecessor=True,
            written_at=now(),
        )
        copy.agreed_wording_id = wording.pk
        clauses.append(copy)
        wordings.append(wording)
    Clause.objects.bulk_create(clauses)
    Wording.objects.bulk_create(wordings)
    return len(clauses)


def _last_put(clause: Clause) -> Wording:
    """What lay there when the parties noted that they disagree."""
    rows = Wording.objects.filter(proposal__clause=clause, proposal__shared=True)
    return rows.latest("proposal__round__number")


def _copied(clause: Clause, new: Agreement) -> Clause:
    """A clause of the new agreement that goes on from the old one: same lineage, role and place."""
    return Clause(
        id=new_id(),
        cooperation_id=new.cooperation_id,
        agreement=new,
        lineage=clause.lineage,
        role=clause.role,
        kind=clause.kind,
        level=clause.level,
        position=clause.position,
        state=clause.state,
        look_again_on=clause.look_again_on,
        guidance=clause.guidance,
        template_place=clause.template_place,
        template_text=clause.template_text,
        owner_id=clause.owner_id,
        shared=True,
    )
