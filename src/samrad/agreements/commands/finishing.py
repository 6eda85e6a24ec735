"""From agreed text to what all have signed: freeze, approve, open again, sign."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from samrad.agreements.commands import desk
from samrad.agreements.events import AgreementSigned, VersionApproved, VersionFrozen, VersionVoided
from samrad.agreements.fingerprint import fingerprint
from samrad.agreements.models import Agreement, Approval, Signature, Version
from samrad.agreements.permissions import may_approve, may_freeze, may_reopen, may_sign
from samrad.agreements.queries.agreements import our_party, parties_of, version_visible_to
from samrad.agreements.queries.finishing import readiness_of
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import now, today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor

FRESH_LOGIN = timedelta(minutes=5)
CLOCK_SKEW = timedelta(minutes=1)  # between the machine that logged the person in and this one
State = Agreement.State


@command
def freeze_agreement(
    *, actor: Actor, agreement_id: UUID, seen_hash: str, description: str = "", confirmed: bool = False
) -> Version:
    """Freeze the text that all have agreed, so that everybody approves and signs the same.

    Who      either party (`may_freeze`).
    Refuses  an open clause, leftovers of the template, a mixed language, unsound dates; a text other than the one seen.
    Records  VersionFrozen.
    Units    `seen_hash` is the fingerprint of the text on the writer's screen (`readiness_of`).
    Source   A-om-b, A-om-g, A-gyld-a; DESIGN.md 6.
    """
    agreement = desk.locked(agreement_id)
    may_freeze(actor, agreement).require()
    ready = readiness_of(actor, agreement)
    if ready.blocking:
        raise Refused(ready.blocking[0].sentence)
    if ready.content_hash != seen_hash:
        raise Stale(
            _("Teksten er endret siden du leste den. Les den på nytt før du låser den."), theirs="", version=0
        )
    version = Version.objects.create(
        cooperation_id=agreement.cooperation_id,
        agreement=agreement,
        number=_last_number(agreement) + 1,
        content=ready.content,
        content_hash=ready.content_hash,
        description=guarded(description, confirmed=confirmed, longest=200),
        frozen_at=now(),
        frozen_by=our_party(actor, agreement),
    )
    _move(agreement, State.APPROVAL)
    record(
        VersionFrozen(version.pk, agreement.pk, version.number, version.content_hash),
        by=actor,
        cooperation=agreement.cooperation_id,
    )
    return version


def _last_number(agreement: Agreement) -> int:
    return Version.objects.filter(agreement=agreement).aggregate(last=Max("number"))["last"] or 0


def _move(agreement: Agreement, state: State) -> None:
    agreement.state = state
    agreement.version += 1
    agreement.save(update_fields=["state", "version"])


@command
def approve_version(
    *,
    actor: Actor,
    version_id: UUID,
    form: str,
    decided_on: date,
    body: str = "",
    case_number: str = "",
    seen_hash: str,
    confirmed: bool = False,
) -> Approval:
    """Say the party's yes to one frozen version. The last party's yes opens for signatures.

    Who      `may_approve`, once for each party.
    Refuses  a text other than the one seen; a day to come; a political approval without body and case number.
    Records  VersionApproved.
    Source   A-om-b.
    """
    version = _locked_version(actor, version_id)
    may_approve(actor, version).require()
    _require_seen(version, seen_hash)
    if decided_on > today():
        raise Refused(_("Godkjenningen kan ikke være datert fram i tid. Velg dagen den ble gitt."))
    approval = Approval.objects.create(
        cooperation_id=version.cooperation_id,
        version=version,
        party=our_party(actor, version.agreement),
        form=Approval.Form(form),
        decided_on=decided_on,
        approved_at=now(),
        approved_by_id=actor.appointment,
        **_political(form, body, case_number, confirmed=confirmed),
    )
    approved = set(version.approvals.values_list("party", flat=True))
    if {party.pk for party in parties_of(version.agreement)} <= approved:
        _move(version.agreement, State.SIGNING)
    record(
        VersionApproved(version.pk, version.agreement_id, approval.party_id, approval.form),
        by=actor,
        cooperation=version.cooperation_id,
    )
    return approval


def _political(form: str, body: str, case_number: str, *, confirmed: bool) -> dict[str, str]:
    """The body and its case, when the approval is political; an internal one has neither."""
    if form != Approval.Form.POLITICAL:
        return {"body": "", "case_number": ""}
    body = guarded(body, confirmed=confirmed, longest=120)
    case_number = guarded(case_number, confirmed=confirmed, longest=40)
    if not body or not case_number:
        raise Refused(_("En politisk godkjenning må ha organ og saksnummer. Fyll ut begge."))
    return {"body": body, "case_number": case_number}


@command
def reopen_agreement(
    *, actor: Actor, agreement_id: UUID, reason: str, confirmed: bool = False, seen: int | None = None
) -> Version:
    """Open a frozen text again. The version is voided for all to see; its approvals and signatures stay as evidence.

    Who      either party (`may_reopen`), until all have signed.
    Refuses  no reason; more to fall than the person was shown.
    Records  VersionVoided, with how many approvals and signatures fell.
    Units    `seen` is how many approvals and signatures the person knows will fall; none asks nothing.
    Source   A-om-b: a change after approval voids both approvals.
    """
    agreement = desk.locked(agreement_id)
    version = agreement.versions.filter(voided_at=None).first()
    may_reopen(actor, agreement, version).require()
    assert version  # what may be opened again stands
    _require_seen_to_fall(version, seen)
    reason = guarded(reason, confirmed=confirmed, longest=4_000)
    if not reason:
        raise Refused(_("Skriv kort hvorfor teksten åpnes igjen, så motparten forstår det."))
    version.voided_at, version.void_reason = now(), reason
    version.voided_by = our_party(actor, agreement)
    version.save(update_fields=["voided_at", "voided_by", "void_reason"])
    _move(agreement, State.NEGOTIATION)
    fallen = VersionVoided(
        version.pk, agreement.pk, version.number, version.approvals.count(), version.signatures.count()
    )
    record(fallen, by=actor, cooperation=agreement.cooperation_id)
    return version


def _require_seen_to_fall(version: Version, seen: int | None) -> None:
    """Nobody voids a signature that came while they wrote the reason, without knowing of it."""
    falls = version.approvals.count() + version.signatures.count()
    if seen is not None and falls != seen:
        raise Stale(
            _(
                "En godkjenning eller underskrift kom til mens du skrev. Se hva som faller bort nå, og prøv igjen."
            ),
            theirs="",
            version=falls,
        )


@command
def sign_agreement(*, actor: Actor, version_id: UUID, seen_hash: str, logged_in_at: datetime) -> Signature:
    """Sign for the party, in any order. The signature stands whatever becomes of the sealing after it.

    Who      the party's signatory (`may_sign`), once for each party.
    Refuses  a login older than five minutes; a text other than the one seen.
    Records  AgreementSigned.
    Source   A-om-b; DESIGN.md 5 and 6.
    """
    version = _locked_version(actor, version_id)
    may_sign(actor, version).require()
    _require_fresh_login(logged_in_at)
    _require_seen(version, seen_hash)
    assert actor.appointment  # who may sign holds a post
    signature = Signature.objects.create(
        cooperation_id=version.cooperation_id,
        version=version,
        party=our_party(actor, version.agreement),
        appointment_id=actor.appointment,
        name=actor.name,
        post_title=actor.post_title,
        content_hash=version.content_hash,
        logged_in_at=logged_in_at,
        signed_at=now(),
    )
    record(
        AgreementSigned(version.pk, version.agreement_id, signature.party_id, signature.content_hash),
        by=actor,
        cooperation=version.cooperation_id,
    )
    return signature


def _locked_version(actor: Actor, version_id: UUID) -> Version:
    """The version, its agreement held: two who sign in the same instant come one after the other."""
    desk.locked(version_visible_to(actor, version_id).agreement_id)
    return version_visible_to(actor, version_id)


def _require_seen(version: Version, seen_hash: str) -> None:
    """Nobody says yes to a text they have not read, nor to one that is no longer what was frozen."""
    if seen_hash == version.content_hash == fingerprint(version.content):
        return
    raise Stale(
        _("Dette er ikke den versjonen du leste. Les versjonen som gjelder, og prøv igjen."),
        theirs=_("Versjon %(number)s") % {"number": version.number},
        version=version.number,
    )


def _require_fresh_login(logged_in_at: datetime) -> None:
    age = now() - logged_in_at
    if not -CLOCK_SKEW <= age <= FRESH_LOGIN:
        raise Refused(
            _("Det er mer enn fem minutter siden du logget inn. Logg inn på nytt for å undertegne.")
        )
