"""Start a draft, and set what frames it: dates, order, and the end of a draft that came to nothing."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samrad.agreements.commands import desk
from samrad.agreements.events import AgreementStarted, DraftDiscarded, ProposalPrepared
from samrad.agreements.models import Agreement, Clause, Frame, Proposal, Template, Wording
from samrad.agreements.permissions import may_prepare, may_start
from samrad.agreements.queries.agreements import our_party
from samrad.agreements.queries.frames import frames_for
from samrad.agreements.queries.negotiation import clause_visible_to, in_order
from samrad.agreements.queries.templates import fields_of
from samrad.agreements.reading import fill
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import with_parties
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import now, today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation

KIND_OF = {
    Cooperation.Kind.MUNICIPAL: Agreement.Kind.COOPERATION,
    Cooperation.Kind.REGIONAL: Agreement.Kind.REGIONAL,
    Cooperation.Kind.SCHOOL: Agreement.Kind.SCHOOL,
    Cooperation.Kind.COUNTY: Agreement.Kind.COUNTY,
}
BEYOND_THE_COUNCIL = {"services", "municipal_services", "police_services", "slt"}
LONGEST_TERM = timedelta(days=366 * 12)


@command
def start_agreement(
    *,
    actor: Actor,
    cooperation_id: UUID,
    template_id: UUID | None,
    valid_from: date,
    valid_to: date,
    scope: str = Agreement.Scope.WHOLE,
    frame_id: UUID | None = None,
) -> Agreement:
    """Start a private draft from a template, or from an empty sheet.

    Who      either party (`may_start`), with or without an offer.
    Refuses  a second draft of the same party; a template in another language or of another kind; unsound dates; a frame
             that is no county agreement of the school's own county in force on the first day.
    Records  AgreementStarted.
    Source   A-om-c, A-om-d, V-3-e, V-3-k, A-gyld-a.
    """
    cooperation = with_parties(cooperation_id)
    may_start(actor, cooperation).require()
    desk.require_sound_terms(valid_from, valid_to, None, None)
    if valid_to - valid_from > LONGEST_TERM:
        raise Refused(
            _("Avtaletiden er over tolv år. Velg en kortere periode; avtalen kan alltid følges av en ny.")
        )
    kind = KIND_OF[Cooperation.Kind(cooperation.kind)]
    template = _fitting_template(template_id, kind, cooperation.language)
    frame = _frame(frame_id, cooperation, valid_from)
    us = next(p.organisation for p in cooperation.parties.all() if p.organisation_id in actor.parties)
    agreement = _new_agreement(cooperation, kind, us, valid_from, valid_to, scope=scope)
    agreement.template, agreement.frame = template, frame
    agreement.template_title = template.title if template else ""
    agreement.save()
    clauses = _clauses_from(actor, agreement, us, template) if template else 0
    record(AgreementStarted(agreement.pk, agreement.kind, clauses), by=actor, cooperation=cooperation.pk)
    return agreement


def _fitting_template(template_id: UUID | None, kind: str, language: str) -> Template | None:
    if template_id is None:
        return None
    template = Template.objects.filter(pk=template_id).first()
    if template is None or template.kind != kind or template.language != language:
        raise Refused(_("Malen passer ikke til dette samarbeidet. Velg en mal fra listen."))
    return template


def _frame(frame_id: UUID | None, cooperation: Cooperation, begins: date) -> Frame | None:
    """The county agreement that frames a school agreement, if one is named. V-3-k."""
    if frame_id is None:
        return None
    if cooperation.kind != Cooperation.Kind.SCHOOL:
        raise Refused(_("Bare en avtale mellom skole og politi kan ha en fylkesavtale som ramme."))
    frame = next((row for row in frames_for(cooperation) if row.pk == frame_id), None)
    if frame is None:
        raise Refused(_("Rammen finnes ikke blant avtalene til fylkeskommunen. Velg en fra listen."))
    if not frame.stands(begins):
        raise Refused(
            _("Rammen gjelder ikke den dagen avtalen begynner. Velg en annen dag, eller begynn uten ramme.")
        )
    return frame


def _new_agreement(
    cooperation: Cooperation, kind: str, us: Organisation, valid_from: date, valid_to: date, *, scope: str
) -> Agreement:
    agreement = Agreement(
        cooperation=cooperation,
        kind=kind,
        scope=scope,
        language=cooperation.language,
        valid_from=valid_from,
        valid_to=valid_to,
        revision_due_on=max(valid_from, valid_to - timedelta(days=365)),
        evaluation_due_on=min(valid_to, valid_from + timedelta(days=365)),
        started_by=us,
        started_on=today(),
    )
    try:
        with transaction.atomic():
            agreement.save()
    except IntegrityError:
        raise Refused(
            _("Dere har allerede et utkast. Åpne det, eller forkast det før dere begynner på et nytt.")
        ) from None
    return agreement


def _clauses_from(actor: Actor, agreement: Agreement, us: Organisation, template: Template) -> int:
    """The template's clauses as the party's own private additions, with their fields filled in.

    An agreement about the council alone is not given what belongs to the whole cooperation. A-om-d.
    """
    fields = fields_of(agreement)
    round_ = desk.own_round(actor, agreement)
    clauses, wordings, proposals = [], [], []
    for place, part in enumerate(template.clauses):
        if agreement.scope == Agreement.Scope.COUNCIL and part["role"] in BEYOND_THE_COUNCIL:
            continue
        text = fill(part["text"], fields)
        clause = Clause(
            cooperation_id=agreement.cooperation_id,
            agreement=agreement,
            role=part["role"],
            kind=part["kind"],
            level=part["level"],
            position=(place + 1) * desk.GAP,
            guidance=part["guidance"],
            template_place=place,
            template_text=text,
            owner=us,
        )
        wording = Wording(
            cooperation_id=agreement.cooperation_id,
            clause=clause,
            heading=fill(part["heading"], fields),
            text=text,
            owner=us,
            written_at=now(),
        )
        proposal = desk.new_proposal(actor, round_, clause, Proposal.Kind.ADDITION)
        proposal.wording = wording
        clauses.append(clause)
        wordings.append(wording)
        proposals.append(proposal)
    Clause.objects.bulk_create(clauses)
    Wording.objects.bulk_create(wordings)
    Proposal.objects.bulk_create(proposals)
    return len(clauses)


@command
def set_terms(
    *,
    actor: Actor,
    agreement_id: UUID,
    valid_from: date,
    valid_to: date,
    revision_due_on: date | None,
    evaluation_due_on: date | None,
    scope: str,
    seen: int,
    reason: str = "",
) -> Agreement:
    """Set the dates of a draft; in a negotiation, propose them.

    Who      the drafting party, and in a negotiation either party (`may_prepare`).
    Refuses  unsound dates; a save on top of a colleague's.
    Records  ProposalPrepared, privately.
    Units    `seen` is the agreement's version in a draft, and the prepared proposal's (0 for none) in a negotiation.
    Source   A-gyld-a, A-om-d.
    """
    agreement = desk.locked(agreement_id)
    may_prepare(actor, agreement).require()
    desk.require_sound_terms(valid_from, valid_to, revision_due_on, evaluation_due_on)
    terms = {
        "valid_from": valid_from,
        "valid_to": valid_to,
        "revision_due_on": revision_due_on,
        "evaluation_due_on": evaluation_due_on,
        "scope": Agreement.Scope(scope).value,
    }
    us, proposal_id = our_party(actor, agreement), agreement.pk
    if agreement.state == Agreement.State.DRAFT:
        _require_seen_terms(agreement, seen)
        Agreement.objects.filter(pk=agreement.pk).update(**terms, version=agreement.version + 1)
    else:
        details = {
            name: value.isoformat() if isinstance(value, date) else value for name, value in terms.items()
        }
        proposal_id = _prepare_loose(actor, agreement, Proposal.Kind.TERMS, details, reason, seen).pk
    record(
        ProposalPrepared(proposal_id, agreement.pk, None, Proposal.Kind.TERMS),
        by=actor,
        cooperation=agreement.cooperation_id,
        party=us.pk,
    )
    agreement.refresh_from_db()
    return agreement


def _require_seen_terms(agreement: Agreement, seen: int) -> None:
    if agreement.version != seen:
        raise Stale(
            _("En kollega endret datoene mens du skrev. Se hva som står der nå, og lagre på nytt."),
            theirs=f"{agreement.valid_from:%d.%m.%Y}–{agreement.valid_to:%d.%m.%Y}",
            version=agreement.version,
        )


def _prepare_loose(
    actor: Actor, agreement: Agreement, kind: str, details: Mapping[str, object], reason: str, seen: int
) -> Proposal:
    """Put order or terms into the party's own round."""
    round_ = desk.own_round(actor, agreement)
    standing = desk.own_proposal(round_, None, kind)
    desk.require_seen(standing, seen)
    proposal = desk.new_proposal(actor, round_, None, kind, replaces=standing)
    proposal.details, proposal.reason = dict(details), guarded(reason, longest=4_000)
    proposal.save()
    return proposal


@command
def move_clause(*, actor: Actor, clause_id: UUID, direction: str) -> Agreement:
    """Move a clause one step up or down: at once when it is private, else as a proposal for a new order.

    Who      as for preparing (`may_prepare`).
    Refuses  a step past the end.
    Records  ProposalPrepared, privately.
    Source   A-om-f.
    """
    agreement = desk.locked(clause_visible_to(actor, clause_id).agreement_id)
    may_prepare(actor, agreement).require()
    us, round_ = our_party(actor, agreement), desk.own_round(actor, agreement)
    standing = desk.own_proposal(round_, None, Proposal.Kind.ORDER)
    rows = in_order(desk.clauses_seen(agreement, us), standing)
    at = next((number for number, row in enumerate(rows) if row.pk == clause_id), -1)
    to = at - 1 if direction == "up" else at + 1
    if at < 0 or not 0 <= to < len(rows):
        raise Refused(_("Punktet står allerede ytterst."))
    clause = rows.pop(at)
    proposal_id = agreement.pk
    if clause.shared or standing:
        rows.insert(to, clause)
        order: dict[str, object] = {"order": [str(row.pk) for row in rows]}
        seen = standing.version if standing else 0
        proposal_id = _prepare_loose(actor, agreement, Proposal.Kind.ORDER, order, "", seen).pk
    else:
        clause.position = desk.place_between(rows, to)
        clause.save(update_fields=["position"])
    record(
        ProposalPrepared(proposal_id, agreement.pk, clause_id, Proposal.Kind.ORDER),
        by=actor,
        cooperation=agreement.cooperation_id,
        party=us.pk,
    )
    return agreement


@command
def discard_draft(*, actor: Actor, agreement_id: UUID) -> Agreement:
    """Put away a draft that was never handed over. It is kept, closed, as the party's own.

    Who      the drafting party (`may_prepare`).
    Refuses  a text that is on the table.
    Records  DraftDiscarded, privately.
    """
    agreement = desk.locked(agreement_id)
    may_prepare(actor, agreement).require()
    if agreement.state != Agreement.State.DRAFT:
        raise Refused(_("Bare et utkast som ikke er levert, kan forkastes."))
    Agreement.objects.filter(pk=agreement.pk).update(
        state=Agreement.State.DISCARDED, version=agreement.version + 1
    )
    record(
        DraftDiscarded(agreement.pk),
        by=actor,
        cooperation=agreement.cooperation_id,
        party=our_party(actor, agreement).pk,
    )
    agreement.refresh_from_db()
    return agreement
