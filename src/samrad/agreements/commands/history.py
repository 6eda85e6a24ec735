"""Running agreements of the two former kinds, written down as history and never made anew."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.agreements.commands import desk
from samrad.agreements.events import FormerAgreementRegistered
from samrad.agreements.models import Agreement
from samrad.agreements.permissions import may_register_former
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import party_of, with_parties
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor

LAST_START = date(2023, 3, 27)  # the guide's own date: from then on there is one kind
SCOPE_OF = {
    Agreement.Kind.FORMER_COUNCIL: Agreement.Scope.COUNCIL,
    Agreement.Kind.FORMER_SERVICE: Agreement.Scope.WHOLE,
}


@command
def register_former_agreement(
    *, actor: Actor, cooperation_id: UUID, kind: str, valid_from: date, valid_to: date
) -> Agreement:
    """Write down an agreement of a former kind with its own dates. It keeps its end until a new one supersedes it.

    Who      either party (`may_register_former`).
    Refuses  another kind; a start after 27 March 2023; unsound dates; the same agreement twice.
    Records  FormerAgreementRegistered.
    Source   V-3-l, A-om-a.
    """
    cooperation = with_parties(cooperation_id)
    may_register_former(actor, cooperation).require()
    if kind not in {former.value for former in SCOPE_OF}:
        raise Refused(_("Bare politirådsavtaler og avtaler om tjenestetilbud kan føres inn som historie."))
    if valid_from > LAST_START:
        raise Refused(
            _(
                "De tidligere avtaletypene ble ikke inngått etter 27. mars 2023. "
                "Lag en avtale om kommune- og politisamarbeid i stedet."
            )
        )
    desk.require_sound_terms(valid_from, valid_to, None, None)
    if Agreement.objects.filter(cooperation=cooperation, kind=kind, valid_from=valid_from).exists():
        raise Refused(_("Avtalen er allerede ført inn."))
    agreement = Agreement.objects.create(
        cooperation=cooperation,
        kind=kind,
        scope=SCOPE_OF[Agreement.Kind(kind)],
        language=cooperation.language,
        state=Agreement.State.IN_FORCE,
        valid_from=valid_from,
        valid_to=valid_to,
        started_by=party_of(actor, cooperation).organisation,
        started_on=today(),
        superseded_on=_superseded_by_now(cooperation, kind, valid_to),
    )
    record(
        FormerAgreementRegistered(agreement.pk, kind, valid_from, valid_to),
        by=actor,
        cooperation=cooperation.pk,
    )
    return agreement


def _superseded_by_now(cooperation: Cooperation, kind: str, valid_to: date) -> date | None:
    """The day a newer agreement took its place, where one is in force already."""
    newer = Agreement.objects.filter(
        cooperation=cooperation, state=Agreement.State.IN_FORCE, valid_from__lte=valid_to
    ).exclude(kind__in=list(SCOPE_OF))
    if kind == Agreement.Kind.FORMER_SERVICE:
        newer = newer.exclude(scope=Agreement.Scope.COUNCIL)
    return newer.order_by("valid_from").values_list("valid_from", flat=True).first()
