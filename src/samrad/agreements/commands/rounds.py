"""Answer what lies on the table, and hand a round over at once."""

from uuid import UUID

from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samrad.agreements.commands import desk, settling
from samrad.agreements.events import PreparationDropped, ReplyPrepared, RoundHandedOver
from samrad.agreements.models import Agreement, Clause, Proposal, Reply, Round, Wording
from samrad.agreements.permissions import may_prepare, may_reply
from samrad.agreements.queries.agreements import our_party
from samrad.agreements.queries.negotiation import proposal_visible_to
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused
from samrad.kernel.clock import now
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor

Status = Proposal.Status


@command
def reply_to_proposal(
    *, actor: Actor, proposal_id: UUID, verdict: str, reason: str = "", confirmed: bool = False
) -> Reply:
    """Say yes or no to a proposal, on the party's own desk until the round is handed over.

    Who      `may_reply`.
    Refuses  a no without a reason; a second answer; an answer beside an own counterproposal.
    Records  ReplyPrepared, privately.
    Source   A-om-b; DESIGN.md 6.
    """
    desk.locked(proposal_visible_to(actor, proposal_id).agreement_id)
    proposal = proposal_visible_to(actor, proposal_id)
    may_reply(actor, proposal).require()
    reason = guarded(reason, confirmed=confirmed, longest=4_000)
    if verdict == Reply.Verdict.DECLINED and not reason:
        raise Refused(
            _("Skriv kort hvorfor dere avslår. Det gjør det lettere for motparten å komme med noe bedre.")
        )
    round_ = desk.own_round(actor, proposal.agreement)
    if proposal.replies.filter(owner=round_.owner_id, shared=True).exists():
        raise Refused(_("Dere har allerede svart på dette. Forslaget venter på de andre partene."))
    if proposal.clause and desk.own_proposal(round_, proposal.clause):
        raise Refused(
            _(
                "Dere har et eget forslag under arbeid på dette punktet. Forkast det først, eller lever det som svar."
            )
        )
    same = Q(proposal__clause=proposal.clause) if proposal.clause else Q(proposal__kind=proposal.kind)
    overtaken = Reply.objects.filter(same, round=round_, shared=False).exclude(proposal=proposal)
    overtaken.delete()
    reply, _made = Reply.objects.update_or_create(
        cooperation_id=proposal.cooperation_id,
        proposal=proposal,
        owner_id=round_.owner_id,
        shared=False,
        defaults={
            "round": round_,
            "verdict": Reply.Verdict(verdict),
            "reason": reason,
            "saved_at": now(),
            "saved_by_id": actor.appointment,
        },
    )
    _say_replied(actor, reply, proposal)
    return reply


@command
def take_back_reply(*, actor: Actor, proposal_id: UUID) -> Agreement:
    """Take an answer back from the party's own desk, also one that was overtaken.

    Who      `may_prepare`.
    Records  PreparationDropped, privately.
    """
    proposal = proposal_visible_to(actor, proposal_id)
    agreement = desk.locked(proposal.agreement_id)
    may_prepare(actor, agreement).require()
    us = our_party(actor, agreement)
    Reply.objects.filter(proposal=proposal, owner=us, shared=False).delete()
    record(
        PreparationDropped(agreement.pk, proposal.clause_id),
        by=actor,
        cooperation=agreement.cooperation_id,
        party=us.pk,
    )
    return agreement


@command
def accept_remaining(*, actor: Actor, agreement_id: UUID) -> int:
    """Say yes to everything on the table that the party has not answered yet. Gives back how many.

    Who      `may_prepare`.
    Records  ReplyPrepared for each, privately.
    """
    agreement = desk.locked(agreement_id)
    may_prepare(actor, agreement).require()
    us, round_ = our_party(actor, agreement), desk.own_round(actor, agreement)
    countered = round_.proposals.filter(clause__isnull=False).values("clause")
    waiting = (
        Proposal.objects.filter(agreement=agreement, status=Status.ON_TABLE)
        .exclude(owner=us)
        .exclude(replies__owner=us)
        .exclude(clause__in=countered)
    )
    for proposal in waiting:
        reply = Reply.objects.create(
            cooperation_id=agreement.cooperation_id,
            round=round_,
            proposal=proposal,
            verdict=Reply.Verdict.ACCEPTED,
            owner=us,
            saved_at=now(),
            saved_by_id=actor.appointment,
        )
        _say_replied(actor, reply, proposal)
    return len(waiting)


def _say_replied(actor: Actor, reply: Reply, proposal: Proposal) -> None:
    record(
        ReplyPrepared(proposal.pk, proposal.agreement_id, str(reply.verdict)),
        by=actor,
        cooperation=proposal.cooperation_id,
        party=reply.owner_id,
    )


@command
def hand_over_round(*, actor: Actor, agreement_id: UUID, message: str = "", confirmed: bool = False) -> Round:
    """Show the other parties, all at once, everything this party has prepared; settle what all have accepted.

    Who      `may_prepare`.
    Refuses  an empty round; answers to what no longer lies on the table, naming the clauses.
    Records  RoundHandedOver, for all parties.
    Source   A-om-b; DESIGN.md 6.
    """
    agreement = desk.locked(agreement_id)
    may_prepare(actor, agreement).require()
    round_ = desk.own_round(actor, agreement)
    proposals = list(round_.proposals.select_related("clause", "wording", "against", "answers"))
    replies = list(round_.replies.select_related("proposal__clause", "proposal__wording"))
    if not proposals and not replies:
        raise Refused(_("Det er ingenting å levere ennå. Svar på et forslag eller legg fram et eget først."))
    _require_fresh(proposals, replies)
    _come_to_the_table(agreement)
    _number(actor, round_, guarded(message, confirmed=confirmed, longest=4_000))
    for proposal in proposals:
        _put_on_table(proposal)
    Reply.objects.filter(round=round_).update(shared=True)
    settling.settle(agreement, [reply.proposal_id for reply in replies])
    record(
        RoundHandedOver(round_.pk, agreement.pk, round_.number or 0, len(proposals), len(replies)),
        by=actor,
        cooperation=agreement.cooperation_id,
    )
    return round_


def _require_fresh(proposals: list[Proposal], replies: list[Reply]) -> None:
    """Nobody answers a text they have not seen."""
    moved = [reply.proposal for reply in replies if reply.proposal.status != Status.ON_TABLE]
    moved += [proposal for proposal in proposals if proposal.clause and _has_moved(proposal, proposal.clause)]
    if not moved:
        return
    names = sorted({_name_of(proposal) for proposal in moved})
    raise Refused(
        ngettext(
            "Motparten har lagt fram noe nytt siden dere skrev: %(names)s. Se over punktet før dere leverer.",
            "Motparten har lagt fram noe nytt siden dere skrev: %(names)s. Se over punktene før dere leverer.",
            len(names),
        )
        % {"names": ", ".join(names)}
    )


def _has_moved(proposal: Proposal, clause: Clause) -> bool:
    if not clause.shared:
        return False
    base = desk.standing_wording(clause)
    return (base.pk if base else None) != proposal.against_id or clause.state == Clause.State.REMOVED


def _name_of(proposal: Proposal) -> str:
    if proposal.clause is None:
        return str(proposal.get_kind_display())
    wording = desk.standing_wording(proposal.clause)
    return f"«{wording.heading}»" if wording else str(proposal.get_kind_display())


def _come_to_the_table(agreement: Agreement) -> None:
    """A draft becomes a negotiation when its first round is handed over."""
    if agreement.state != Agreement.State.DRAFT:
        return
    others = Agreement.objects.filter(
        cooperation=agreement.cooperation_id,
        kind=agreement.kind,
        state__in=["negotiation", "approval", "signing"],
    )
    if others.exists():
        raise Refused(
            _(
                "Motparten har allerede lagt fram en avtale. Ta med det dere vil ha inn, som forslag der. Utkastet deres står her fortsatt."
            )
        )
    agreement.state = Agreement.State.NEGOTIATION
    agreement.version += 1
    agreement.save(update_fields=["state", "version"])


def _number(actor: Actor, round_: Round, message: str) -> None:
    last = Round.objects.filter(agreement=round_.agreement_id).aggregate(last=Max("number"))["last"]
    round_.number = (last or 0) + 1
    round_.message, round_.handed_over_at = message, now()
    round_.handed_over_by_id, round_.shared = actor.appointment, True
    round_.save()


def _put_on_table(proposal: Proposal) -> None:
    """Show the proposal, and let it take the place of what lay there for the same thing."""
    earlier = Proposal.objects.filter(agreement=proposal.agreement_id, status=Status.ON_TABLE)
    earlier = (
        earlier.filter(clause=proposal.clause_id)
        if proposal.clause_id
        else earlier.filter(clause=None, kind=proposal.kind)
    )
    for lies in earlier:
        lies.status = Status.WITHDRAWN if lies.owner_id == proposal.owner_id else Status.ANSWERED
        lies.save(update_fields=["status"])
    if proposal.clause and not proposal.clause.shared:
        Clause.objects.filter(pk=proposal.clause.pk).update(shared=True)
    if proposal.wording:
        Wording.objects.filter(pk=proposal.wording.pk).update(shared=True)
    proposal.status, proposal.shared = Status.ON_TABLE, True
    proposal.save(update_fields=["status", "shared"])
