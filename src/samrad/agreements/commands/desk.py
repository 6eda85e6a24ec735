"""A party's own desk: its one private round, and where a new clause goes. No deed of its own."""

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from samrad.agreements.models import Agreement, Clause, Proposal, Round, Wording
from samrad.agreements.queries.agreements import PARTIES, our_party
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import now
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation

GAP = 65_536  # between two clauses, so that a new one finds its place
LONGEST_HEADING = 160


def locked(agreement_id: UUID) -> Agreement:
    """The agreement with its parties, held until the deed is done. Refuses with `Agreement.DoesNotExist`."""
    Agreement.objects.select_for_update().get(pk=agreement_id)
    return (
        Agreement.objects.select_related("cooperation", "started_by", "template")
        .prefetch_related(PARTIES)
        .get(pk=agreement_id)
    )


def own_round(actor: Actor, agreement: Agreement) -> Round:
    """The round this party prepares, begun if need be."""
    us = our_party(actor, agreement)
    found, _begun = Round.objects.get_or_create(
        cooperation_id=agreement.cooperation_id, agreement=agreement, owner=us, shared=False
    )
    return found


def own_proposal(round_: Round, clause: Clause | None, kind: str = "") -> Proposal | None:
    """What the round already says of a clause, or of order or terms."""
    rows = Proposal.objects.select_related("wording", "clause").filter(round=round_, clause=clause)
    return (rows if clause else rows.filter(kind=kind)).first()


def on_table(clause: Clause) -> Proposal | None:
    return (
        Proposal.objects.select_related("wording")
        .filter(clause=clause, status=Proposal.Status.ON_TABLE)
        .first()
    )


def standing_wording(clause: Clause) -> Wording | None:
    """The wording that a proposal now would be held against: on the table, else agreed, else last put forward."""
    proposal = on_table(clause)
    if proposal and (proposal.wording or proposal.against):
        return proposal.wording or proposal.against
    if clause.agreed_wording:
        return clause.agreed_wording
    last = (
        Proposal.objects.select_related("wording")
        .filter(clause=clause, shared=True, wording__isnull=False)
        .order_by("round__number")
        .last()
    )
    return last.wording if last else None


def require_seen(proposal: Proposal | None, seen: int) -> None:
    """Refuse to write over what a colleague saved meanwhile; both texts are shown."""
    if proposal is None or proposal.version == seen:
        return
    theirs = proposal.wording.text if proposal.wording else proposal.reason
    raise Stale(
        _("En kollega lagret mens du skrev. Begge tekstene står her. Sett dem sammen, og lagre på nytt."),
        theirs=theirs,
        version=proposal.version,
    )


def heading_in(text: str, *, confirmed: bool) -> str:
    """A heading as it may be stored: one line, not empty."""
    cleaned = " ".join(guarded(text, confirmed=confirmed, longest=LONGEST_HEADING).split())
    if not cleaned:
        raise Refused(_("Punktet mangler overskrift. Skriv noen ord som sier hva det handler om."))
    return cleaned


def new_proposal(
    actor: Actor, round_: Round, clause: Clause | None, kind: str, *, replaces: Proposal | None = None
) -> Proposal:
    """An unsaved proposal of the round, or the one that stands there already, about to become this."""
    proposal = replaces or Proposal(
        cooperation_id=round_.cooperation_id,
        agreement_id=round_.agreement_id,
        round=round_,
        clause=clause,
        owner_id=round_.owner_id,
        version=0,
    )
    proposal.kind, proposal.saved_at, proposal.saved_by_id = kind, now(), actor.appointment
    proposal.version += 1
    return proposal


def put_wording(proposal: Proposal, clause: Clause, heading: str, text: str) -> None:
    """Write the proposal's private wording."""
    wording = proposal.wording or Wording(
        cooperation_id=clause.cooperation_id, clause=clause, owner_id=proposal.owner_id
    )
    wording.heading, wording.text, wording.written_at = heading, text, now()
    wording.save()
    proposal.wording = wording


def remove_private(proposal: Proposal) -> None:
    """Take a private proposal away with its wording, and its clause when that was private too."""
    wording, clause = proposal.wording, proposal.clause
    proposal.delete()
    if wording and not wording.shared:
        wording.delete()
    if clause and not clause.shared:
        clause.delete()


def clauses_seen(agreement: Agreement, owner: Organisation) -> list[Clause]:
    """The clauses a party sees, in their order."""
    seen = Q(shared=True) | Q(owner=owner)
    return list(
        Clause.objects.filter(seen, agreement=agreement)
        .exclude(state=Clause.State.REMOVED)
        .order_by("position", "id")
    )


def place_between(rows: list[Clause], at: int) -> int:
    """A position before `rows[at]` and behind the one above it; rows too close are spread first."""
    above = rows[at - 1].position if at else 0
    if at >= len(rows):
        return above + GAP
    if rows[at].position - above < 2:
        for number, row in enumerate(rows, start=1):
            row.position = number * GAP
        Clause.objects.bulk_update(rows, ["position"])
        above = rows[at - 1].position if at else 0
    return (above + rows[at].position) // 2


def require_sound_terms(
    valid_from: date, valid_to: date, revision_due_on: date | None, evaluation_due_on: date | None
) -> None:
    """Refuse an end before the beginning, and clocks that ring outside the term. A-gyld-a."""
    if valid_to < valid_from:
        raise Refused(
            _("Avtalen kan ikke slutte før den begynner. Velg en sluttdato etter %(start)s.")
            % {"start": valid_from.strftime("%d.%m.%Y")}
        )
    if revision_due_on and not valid_from <= revision_due_on <= valid_to:
        raise Refused(_("Datoen for revisjon må ligge innenfor avtaletiden."))
    if evaluation_due_on and not valid_from <= evaluation_due_on <= valid_to:
        raise Refused(_("Datoen for evaluering må ligge innenfor avtaletiden."))
