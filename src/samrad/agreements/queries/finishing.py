"""The way from agreed text to sealed file: what is ready, what is frozen, and who is still awaited."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from samrad.agreements.fingerprint import fingerprint
from samrad.agreements.models import (
    Agreement,
    Approval,
    Clause,
    Proposal,
    Round,
    SealedDocument,
    Signature,
    Version,
)
from samrad.agreements.queries.agreements import our_party, parties_of, versions_visible_to
from samrad.agreements.queries.negotiation import numbered
from samrad.agreements.rules import ClauseFacts, Finding, finish_findings
from samrad.cooperation.queries import stands_inside
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.parties.models import Appointment, Organisation
from samrad.parties.queries import signatories_for

type Content = dict[str, object]


@dataclass(frozen=True)
class Readiness:
    """The text as it would be frozen now, its fingerprint, and what stands in the way."""

    content: Content
    content_hash: str
    findings: list[Finding]

    @property
    def blocking(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.blocks]

    @property
    def advice(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.blocks]


@dataclass(frozen=True)
class Finishing:
    """One frozen version, and how far each party has come with it. `versions` are all of the agreement, in order."""

    version: Version
    parties: list[Organisation]
    approvals: dict[UUID, Approval]
    signatures: dict[UUID, Signature]
    document: SealedDocument | None
    versions: list[Version]

    @property
    def not_approved_by(self) -> list[Organisation]:
        return [party for party in self.parties if party.pk not in self.approvals]

    @property
    def not_signed_by(self) -> list[Organisation]:
        return [party for party in self.parties if party.pk not in self.signatures]

    @property
    def waits_for_seal(self) -> bool:
        """Everybody has signed, and the file is not made yet. Sealing can be tried again at any time."""
        return self.document is None and not self.not_signed_by


def readiness_of(actor: Actor, agreement: Agreement) -> Readiness:
    """The text that all parties share, alike for all. Refuses with `Agreement.DoesNotExist`."""
    our_party(actor, agreement)
    clauses = list(
        Clause.objects.filter(agreement=agreement, shared=True)
        .exclude(state=Clause.State.REMOVED)
        .select_related("agreed_wording")
        .order_by("position", "id")
    )
    proposals = list(
        Proposal.objects.filter(agreement=agreement, shared=True)
        .select_related("wording")
        .order_by("round__number", "saved_at")
    )
    content = content_of(agreement, clauses, proposals)
    loose = sum(p.clause_id is None and p.status == Proposal.Status.ON_TABLE for p in proposals)
    facts = _facts(clauses, proposals)
    findings = finish_findings(facts, agreement.language, agreement, today(), loose=loose)
    return Readiness(content, fingerprint(content), findings)


def _facts(clauses: list[Clause], proposals: list[Proposal]) -> list[ClauseFacts]:
    waiting = {proposal.clause_id for proposal in proposals if proposal.status == Proposal.Status.ON_TABLE}
    numbers = numbered(clauses)
    return [
        ClauseFacts(
            id=clause.pk,
            number=numbers[clause.pk],
            heading=_heading(clause, proposals),
            text=clause.agreed_wording.text if clause.agreed_wording else "",
            state=clause.state,
            level=clause.level,
            role=clause.role,
            waits=clause.pk in waiting,
            guidance=clause.guidance,
            template_text=clause.template_text or None,
        )
        for clause in clauses
    ]


def _heading(clause: Clause, proposals: list[Proposal]) -> str:
    """What the clause is called: as agreed, else as last put forward."""
    if clause.agreed_wording:
        return clause.agreed_wording.heading
    put = [p.wording.heading for p in proposals if p.clause_id == clause.pk and p.wording]
    return put[-1] if put else ""


def content_of(agreement: Agreement, clauses: list[Clause], proposals: list[Proposal]) -> Content:
    """Everything that is frozen, approved and signed. A noted disagreement is named, outside the text."""
    numbers, parties = numbered(clauses), parties_of(agreement)
    return {
        "form": 1,
        "title": title_of(agreement, parties),
        "kind": agreement.kind,
        "scope": agreement.scope,
        "language": agreement.language,
        "parties": [
            {"id": str(party.pk), "name": party.official_name, "side": party.side} for party in parties
        ],
        "terms": {
            "valid_from": agreement.valid_from.isoformat(),
            "valid_to": agreement.valid_to.isoformat(),
            "revision_due_on": _iso(agreement.revision_due_on),
            "evaluation_due_on": _iso(agreement.evaluation_due_on),
        },
        "clauses": [
            {
                "key": str(clause.lineage),
                "role": clause.role,
                "kind": clause.kind,
                "level": clause.level,
                "number": numbers[clause.pk],
                "heading": clause.agreed_wording.heading,
                "text": clause.agreed_wording.text,
            }
            for clause in clauses
            if clause.state == Clause.State.AGREED and clause.agreed_wording
        ],
        "disagreements": [
            {
                "key": str(clause.lineage),
                "heading": _heading(clause, proposals),
                "look_again_on": _iso(clause.look_again_on),
            }
            for clause in clauses
            if clause.state == Clause.State.PARKED
        ],
    }


def _iso(day: object) -> str | None:
    return str(day) if day else None


def title_of(agreement: Agreement, parties: list[Organisation]) -> str:
    """The title in the agreement's own language, with its parties and years. A-tittel-a."""
    with translation.override(agreement.language):
        names = [party.official_name for party in parties]
        joined = _("%(several)s og %(last)s") % {"several": ", ".join(names[:-1]), "last": names[-1]}
        titles = {
            "cooperation": _("Avtale om kommune- og politisamarbeid mellom %(parties)s %(years)s"),
            "regional": _("Regional avtale om kommune- og politisamarbeid mellom %(parties)s %(years)s"),
            "school": _("Avtale om forebygging, beredskap og sikkerhet mellom %(parties)s %(years)s"),
            "county": _("Avtale om samarbeid om videregående skoler mellom %(parties)s %(years)s"),
        }
        return titles[agreement.kind] % {"parties": joined, "years": agreement.years}


def finishing_of(actor: Actor, agreement: Agreement) -> Finishing | None:
    """The version that stands, if the text is frozen."""
    versions = versions_visible_to(actor, agreement)
    standing = [version for version in versions if version.voided_at is None]
    return _finishing(standing[-1], versions) if standing else None


def finishing_of_version(actor: Actor, agreement: Agreement, number: int) -> Finishing:
    """That version, standing or not. Refuses with `Version.DoesNotExist`."""
    versions = versions_visible_to(actor, agreement)
    for version in versions:
        if version.number == number:
            return _finishing(version, versions)
    raise Version.DoesNotExist


def _finishing(version: Version, versions: list[Version]) -> Finishing:
    return Finishing(
        version=version,
        parties=parties_of(version.agreement),
        approvals={approval.party_id: approval for approval in version.approvals.all()},
        signatures={signature.party_id: signature for signature in version.signatures.all()},
        document=_documents().filter(version=version).first(),
        versions=versions,
    )


def signatories_of(actor: Actor, agreement: Agreement) -> list[Appointment]:
    """Who may sign today for the actor's own party. Refuses with `Agreement.DoesNotExist`."""
    us = our_party(actor, agreement)
    return signatories_for(us.pk, {party.pk for party in parties_of(agreement)})


def sealed_document_visible_to(actor: Actor, agreement: Agreement) -> SealedDocument:
    """The sealed file with its bytes. Refuses with `SealedDocument.DoesNotExist`."""
    if not stands_inside(actor, agreement.cooperation):
        raise SealedDocument.DoesNotExist
    return SealedDocument.objects.select_related("version").get(version__agreement=agreement)


def last_round_of(actor: Actor, agreement: Agreement) -> Round | None:
    """The round handed over last: what may have changed the text since somebody read it."""
    if not stands_inside(actor, agreement.cooperation):
        return None
    rounds = Round.objects.filter(agreement=agreement, shared=True).select_related("owner")
    return rounds.order_by("-number").first()


def _documents() -> "QuerySet[SealedDocument]":
    return SealedDocument.objects.defer("pdf")
