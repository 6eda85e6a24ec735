"""Who may do what with an agreement. Every answer is the same for all parties. A-om-b, V-2.2-h."""

from django.utils.translation import gettext_lazy as _

from samrad.agreements.models import Agreement, Clause, Proposal, RevisionRequest, Version
from samrad.cooperation.models import Cooperation
from samrad.cooperation.permissions import OUTSIDE, may_write_in, stands_for
from samrad.kernel.answers import Answer, denied, not_now, yes
from samrad.kernel.clock import today
from samrad.parties.actor import Actor

State = Agreement.State


def may_start(actor: Actor, cooperation: Cooperation) -> Answer:
    """Either party may start a draft, whether or not an offer was made. A-om-c, V-3-e."""
    allowed = may_write_in(actor, cooperation)
    if allowed and cooperation.kind == Cooperation.Kind.DISTRICT:
        return not_now(_("Politidistriktet er alene her, så det er ingen å inngå en avtale med."))
    return allowed


def may_read(actor: Actor, agreement: Agreement) -> Answer:
    """A draft is for the party that writes it; all else is for everyone who stands inside."""
    if agreement.state == State.DRAFT and agreement.started_by_id not in actor.parties:
        return denied(_("Utkastet tilhører motparten til det er levert."))
    return yes


def may_prepare(actor: Actor, agreement: Agreement) -> Answer:
    """Prepare proposals: the drafting party in its draft, every party in a negotiation."""
    allowed = may_write_in(actor, agreement.cooperation)
    if not allowed:
        return allowed
    if agreement.state == State.DRAFT:
        if agreement.started_by_id in actor.parties:
            return yes
        return denied(_("Utkastet tilhører motparten til det er levert."))
    if agreement.state == State.NEGOTIATION:
        return yes
    if agreement.state in {State.APPROVAL, State.SIGNING}:
        return not_now(
            _(
                "Teksten er låst for godkjenning. Åpne den igjen for å endre den, så faller godkjenningene bort."
            )
        )
    return not_now(_("Avtalen er ikke under arbeid. Be om revisjon for å endre den."))


def may_change_clause(actor: Actor, clause: Clause) -> Answer:
    allowed = may_prepare(actor, clause.agreement)
    if allowed and clause.state == Clause.State.REMOVED:
        return not_now(_("Punktet er tatt ut. Legg det til som et nytt punkt hvis dere vil ha det tilbake."))
    return allowed


def may_reply(actor: Actor, proposal: Proposal) -> Answer:
    """A party answers what another has handed over, never its own."""
    allowed = may_prepare(actor, proposal.agreement)
    if not allowed:
        return allowed
    if proposal.owner_id in actor.parties:
        return not_now(_("Dette er deres eget forslag. Motparten svarer på det."))
    if proposal.status != Proposal.Status.ON_TABLE:
        return not_now(_("Forslaget ligger ikke lenger på bordet. Se hva som gjelder nå."))
    return yes


def may_freeze(actor: Actor, agreement: Agreement) -> Answer:
    """Any party may freeze a text that all have agreed, word for word."""
    allowed = may_write_in(actor, agreement.cooperation)
    if allowed and agreement.state != State.NEGOTIATION:
        return not_now(_("Bare en avtale i forhandling kan gjøres ferdig."))
    return allowed


def may_reopen(actor: Actor, agreement: Agreement, standing: Version | None) -> Answer:
    """Either party may open a frozen text again, until all have signed it. `standing` is the version that is not voided."""
    allowed = may_write_in(actor, agreement.cooperation)
    if allowed and (standing is None or agreement.state not in {State.APPROVAL, State.SIGNING}):
        return not_now(_("Teksten er ikke låst."))
    if allowed and standing and is_signed_by_all(standing):
        return not_now(
            _("Alle har undertegnet, og avtalen venter bare på segl. Be om revisjon når den gjelder.")
        )
    return allowed


def is_signed_by_all(version: Version) -> bool:
    parties = version.agreement.cooperation.parties.all()
    signed = {signature.party_id for signature in version.signatures.all()}
    return {party.organisation_id for party in parties if party.left_on is None} <= signed


def _fallen(version: Version) -> Answer:
    return not_now(
        _("Versjon %(number)s ble åpnet igjen og gjelder ikke lenger. Se hva som gjelder nå.")
        % {"number": version.number}
    )


def may_approve(actor: Actor, version: Version) -> Answer:
    """One approval for each party, of one frozen version."""
    allowed = may_write_in(actor, version.agreement.cooperation)
    if not allowed:
        return allowed
    if version.voided_at:
        return _fallen(version)
    if any(approval.party_id in actor.parties for approval in version.approvals.all()):
        return not_now(_("Dere har allerede godkjent denne versjonen."))
    if version.agreement.state != State.APPROVAL:
        return not_now(_("Det er ingen versjon som venter på godkjenning."))
    return yes


def may_sign(actor: Actor, version: Version) -> Answer:
    """Only a party's signatory signs, once for the party, and only what is approved by all."""
    if not stands_for(actor, version.agreement.cooperation):
        return denied(OUTSIDE)
    if not actor.may_sign:
        return denied(_("Bare den som undertegner for parten, kan gjøre dette."))
    if version.voided_at:
        return _fallen(version)
    if any(signature.party_id in actor.parties for signature in version.signatures.all()):
        return not_now(_("Dere har allerede undertegnet denne versjonen."))
    if version.agreement.state != State.SIGNING:
        return not_now(
            _("Avtalen er ikke klar til å undertegnes. Alle parter må først godkjenne samme versjon.")
        )
    return yes


def may_seal(actor: Actor, version: Version) -> Answer:
    """Any party may have the file sealed, when all have signed it."""
    allowed = may_write_in(actor, version.agreement.cooperation)
    if not allowed:
        return allowed
    if version.voided_at or version.agreement.state != State.SIGNING or not is_signed_by_all(version):
        return not_now(_("Avtalen kan ikke forsegles ennå. Alle parter må først undertegne samme versjon."))
    return yes


def may_register_former(actor: Actor, cooperation: Cooperation) -> Answer:
    """Either party may write down a running agreement of a former kind, where such were made. V-3-l."""
    allowed = may_write_in(actor, cooperation)
    if allowed and cooperation.kind not in {"municipal", "regional"}:
        return not_now(_("De tidligere avtaletypene ble bare inngått mellom kommuner og politiet."))
    return allowed


def may_ask_for_revision(actor: Actor, agreement: Agreement) -> Answer:
    """Either party may ask within the term. A-gyld-b."""
    allowed = may_write_in(actor, agreement.cooperation)
    if not allowed:
        return allowed
    if agreement.is_former_kind:
        return not_now(
            _("Denne typen avtale fornyes ikke. Lag en avtale om kommune- og politisamarbeid i stedet.")
        )
    if agreement.standing(today()) != "in_force":
        return not_now(_("Revisjon kan bare bes om mens avtalen gjelder."))
    return yes


def may_answer_revision(actor: Actor, request: RevisionRequest) -> Answer:
    allowed = may_write_in(actor, request.agreement.cooperation)
    if not allowed:
        return allowed
    if request.reply:
        return not_now(_("Ønsket om revisjon er allerede besvart."))
    if request.asked_by_id in actor.parties:
        return not_now(_("Det er motparten som svarer på ønsket om revisjon."))
    return yes


def may_import_template(actor: Actor) -> Answer:
    """Templates are open starting points. Whoever runs the installation loads them."""
    if actor.is_machinery or actor.is_operator:
        return yes
    return denied(_("Bare den som drifter løsningen, kan laste inn maler."))
