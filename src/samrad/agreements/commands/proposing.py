"""Prepare proposals in private: a wording, a new clause, a removal, a noted disagreement."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.agreements.commands import desk
from samrad.agreements.events import PreparationDropped, ProposalPrepared
from samrad.agreements.models import Agreement, Clause, Proposal, Reply, Wording
from samrad.agreements.permissions import may_change_clause, may_prepare
from samrad.agreements.queries.agreements import our_party
from samrad.agreements.queries.negotiation import clause_visible_to, proposal_visible_to
from samrad.agreements.rules import OPENS, OPENS_FOR
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor

Kind = Proposal.Kind
LONGEST_REASON = 4_000


@command
def propose_wording(
    *,
    actor: Actor,
    clause_id: UUID,
    heading: str,
    text: str,
    reason: str = "",
    seen: int,
    against: UUID | None = None,
    confirmed: bool = False,
) -> Proposal:
    """Put a new wording of a clause on the party's own desk. In a draft this is simply editing.

    Who      `may_change_clause`.
    Refuses  an empty heading; a save on top of a colleague's; a text written against what no longer stands;
             a text like the one that stands.
    Records  ProposalPrepared, privately.
    Units    `seen` is the prepared proposal's version, 0 for none; `against` the wording the writer had before them.
    Source   A-om-b, A-om-e, A-om-f.
    """
    clause = _clause_to_change(actor, clause_id)
    round_ = desk.own_round(actor, clause.agreement)
    standing = desk.own_proposal(round_, clause)
    desk.require_seen(standing, seen)
    base = desk.standing_wording(clause) if clause.shared else None
    _require_same_base(base, against)
    heading = desk.heading_in(heading, confirmed=confirmed)
    text = guarded(text, confirmed=confirmed)
    if base and (base.heading, base.text) == (heading, text):
        raise Refused(
            _("Ordlyden er den samme som står der fra før. Endre noe, eller svar på forslaget i stedet.")
        )
    kind = Kind.WORDING if clause.shared else Kind.ADDITION
    proposal = desk.new_proposal(actor, round_, clause, kind, replaces=standing)
    proposal.reason = guarded(reason, confirmed=confirmed, longest=LONGEST_REASON)
    desk.put_wording(proposal, clause, heading, text)
    _answer_what_lies_there(proposal, clause, base)
    _say_prepared(actor, proposal)
    return proposal


@command
def add_clause(
    *,
    actor: Actor,
    agreement_id: UUID,
    heading: str,
    text: str,
    kind: str = Clause.Kind.DESCRIPTION,
    level: int = 1,
    after: UUID | None = None,
    reason: str = "",
    opens_for: str = "",
    confirmed: bool = False,
) -> Clause:
    """Put a new clause on the party's own desk, after another or last.

    Who      `may_prepare`.
    Shape    `opens_for` is the kind of external member that the clause opens the forums for; it follows the clause as its role, and
             is agreed or declined with it.
    Refuses  an empty heading; a level other than 1 and 2; a kind that no forum can take in.
    Records  ProposalPrepared, privately.
    Source   A-om-f, V-4.2-g.
    """
    if opens_for and opens_for not in OPENS_FOR:
        raise Refused(_("Velg hvem punktet åpner for."))
    agreement = desk.locked(agreement_id)
    may_prepare(actor, agreement).require()
    us, round_ = our_party(actor, agreement), desk.own_round(actor, agreement)
    rows = desk.clauses_seen(agreement, us)
    at = next((number + 1 for number, row in enumerate(rows) if row.pk == after), len(rows))
    clause = Clause(
        cooperation_id=agreement.cooperation_id,
        agreement=agreement,
        role=f"{OPENS}{opens_for}" if opens_for else "own",
        kind=Clause.Kind(kind),
        level=1 if level == 1 else 2,
        position=desk.place_between(rows, at),
        owner=us,
    )
    heading = desk.heading_in(heading, confirmed=confirmed)
    text = guarded(text, confirmed=confirmed)
    clause.save()
    proposal = desk.new_proposal(actor, round_, clause, Kind.ADDITION)
    proposal.reason = guarded(reason, confirmed=confirmed, longest=LONGEST_REASON)
    desk.put_wording(proposal, clause, heading, text)
    proposal.save()
    _say_prepared(actor, proposal)
    return clause


@command
def propose_removal(*, actor: Actor, clause_id: UUID, reason: str = "", seen: int) -> None:
    """Take a private clause away; for a shared one, propose to take it out.

    Who      `may_change_clause`.
    Refuses  a save on top of a colleague's.
    Records  PreparationDropped or ProposalPrepared, privately.
    Source   A-om-e, A-om-f.
    """
    clause = _clause_to_change(actor, clause_id)
    round_ = desk.own_round(actor, clause.agreement)
    standing = desk.own_proposal(round_, clause)
    desk.require_seen(standing, seen)
    if standing and not clause.shared:
        desk.remove_private(standing)
        _say_dropped(actor, clause.agreement, clause_id)
        return
    base = desk.standing_wording(clause)
    proposal = _without_words(actor, clause, Kind.REMOVAL, standing, base)
    proposal.reason = guarded(reason, longest=LONGEST_REASON)
    _answer_what_lies_there(proposal, clause, base)
    _say_prepared(actor, proposal)


@command
def note_disagreement(
    *, actor: Actor, clause_id: UUID, reason: str, look_again_on: date | None, seen: int
) -> Proposal:
    """Propose to leave a clause as a noted disagreement, with a day to look at it again.

    Who      `may_change_clause`.
    Refuses  a clause that is not handed over; no reason; a day that is past.
    Records  ProposalPrepared, privately.
    Source   A-om-b; DESIGN.md 6.
    """
    clause = _clause_to_change(actor, clause_id)
    if not clause.shared:
        raise Refused(_("Motparten har ikke sett dette punktet ennå. Lever det først."))
    if not reason.strip():
        raise Refused(_("Skriv kort hva dere er uenige om, så begge husker det."))
    if look_again_on and look_again_on < today():
        raise Refused(_("Dagen for å se på det igjen kan ikke være passert. Velg en dag framover."))
    round_ = desk.own_round(actor, clause.agreement)
    standing = desk.own_proposal(round_, clause)
    desk.require_seen(standing, seen)
    base = desk.standing_wording(clause)
    proposal = _without_words(actor, clause, Kind.DISAGREEMENT, standing, base)
    proposal.reason = guarded(reason, longest=LONGEST_REASON)
    proposal.look_again_on = look_again_on
    _answer_what_lies_there(proposal, clause, base)
    _say_prepared(actor, proposal)
    return proposal


@command
def drop_preparation(*, actor: Actor, proposal_id: UUID) -> Agreement:
    """Take something back from the party's own desk before it is handed over.

    Who      the party whose it is (`may_prepare`).
    Refuses  what is handed over already.
    Records  PreparationDropped, privately.
    """
    found = proposal_visible_to(actor, proposal_id)
    agreement = desk.locked(found.agreement_id)
    may_prepare(actor, agreement).require()
    if found.shared:
        raise Refused(_("Forslaget er levert og kan ikke tas tilbake. Legg fram et nytt i neste runde."))
    clause_id = found.clause_id
    desk.remove_private(found)
    _say_dropped(actor, agreement, clause_id)
    return agreement


def _clause_to_change(actor: Actor, clause_id: UUID) -> Clause:
    """The clause, its agreement held. Refuses as `may_change_clause` says."""
    desk.locked(clause_visible_to(actor, clause_id).agreement_id)
    clause = clause_visible_to(actor, clause_id)
    may_change_clause(actor, clause).require()
    return clause


def _require_same_base(base: Wording | None, against: UUID | None) -> None:
    if base is None or against is None or base.pk == against:
        return
    raise Stale(
        _(
            "Motparten la fram en ny ordlyd mens du skrev. Begge tekstene står her. Tilpass din, og lagre på nytt."
        ),
        theirs=base.text,
        version=0,
    )


def _without_words(
    actor: Actor, clause: Clause, kind: str, standing: Proposal | None, base: Wording | None
) -> Proposal:
    """A proposal that carries no wording, in place of what the desk had for the clause."""
    if standing and standing.wording:
        raise Refused(
            _("Dere har en ny ordlyd under arbeid på dette punktet. Forkast den først, så den ikke går tapt.")
        )
    round_ = desk.own_round(actor, clause.agreement)
    proposal = desk.new_proposal(actor, round_, clause, kind, replaces=standing)
    proposal.against = base
    return proposal


def _answer_what_lies_there(proposal: Proposal, clause: Clause, base: Wording | None) -> None:
    """Link a counterproposal to what it answers; it takes the place of a reply in the same round."""
    lies = desk.on_table(clause)
    proposal.against = base
    proposal.answers = lies if lies and lies.owner_id != proposal.owner_id else None
    proposal.save()
    Reply.objects.filter(proposal__clause=clause, owner=proposal.owner_id, shared=False).delete()


def _say_prepared(actor: Actor, proposal: Proposal) -> None:
    record(
        ProposalPrepared(proposal.pk, proposal.agreement_id, proposal.clause_id, proposal.kind),
        by=actor,
        cooperation=proposal.cooperation_id,
        party=proposal.owner_id,
    )


def _say_dropped(actor: Actor, agreement: Agreement, clause_id: UUID | None) -> None:
    record(
        PreparationDropped(agreement.pk, clause_id),
        by=actor,
        cooperation=agreement.cooperation_id,
        party=our_party(actor, agreement).pk,
    )
