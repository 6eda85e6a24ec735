"""Mark in an agreement what shall be evaluated within its term. A-eval-b."""

from uuid import UUID

from django.utils.translation import gettext as _

from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.cooperation.words import guarded
from samrad.evaluations.events import AreaMarked, AreaUnmarked
from samrad.evaluations.models import Area
from samrad.evaluations.permissions import may_mark
from samrad.evaluations.queries.evaluations import area_visible_to
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.queries.clauses import clauses_in_force
from samrad.parties.actor import Actor


@command
def mark_area(
    *, actor: Actor, agreement_id: UUID, name: str = "", clause: UUID | None = None, confirmed: bool = False
) -> Area:
    """Say that a clause, or an area in one's own words, is to be evaluated within the term.

    Shape    `clause` is the lineage of a clause that binds the parties now; its heading is the name where none is given.
    Who      `may_mark`.
    Refuses  neither name nor clause; a clause that binds nobody; an area that is marked already.
    Records  AreaMarked.
    Source   A-eval-b.
    """
    agreement = agreement_visible_to(actor, agreement_id)
    may_mark(actor, agreement).require()
    known = {each.lineage: each.name for each in clauses_in_force(actor, agreement.cooperation)}
    if clause and clause not in known:
        raise Refused(_("Punktet står ikke i noen avtale som gjelder. Velg et annet, eller la det stå tomt."))
    heading = known[clause][:160] if clause else ""
    words = " ".join(guarded(name, confirmed=confirmed, longest=160).split()) or heading
    if not words:
        raise Refused(_("Skriv hva som skal evalueres, eller velg et punkt i avtalen."))
    if Area.objects.filter(agreement=agreement, name=words).exists():
        raise Refused(_("Dette er allerede merket for evaluering."))
    area = Area.objects.create(
        cooperation_id=agreement.cooperation_id,
        agreement=agreement,
        name=words,
        clause=clause,
        marked_on=today(),
        marked_by_id=actor.appointment,
    )
    record(AreaMarked(area.pk, agreement.pk), by=actor, cooperation=agreement.cooperation_id)
    return area


@command
def unmark_area(*, actor: Actor, area_id: UUID) -> Area:
    """Say that an area is not to be evaluated after all.

    Who      `may_mark`.
    Refuses  an area that an evaluation covers: it is part of what happened.
    Records  AreaUnmarked.
    """
    area = area_visible_to(actor, area_id)
    agreement = agreement_visible_to(actor, area.agreement_id)
    may_mark(actor, agreement).require()
    if area.covers.exists():
        raise Refused(_("En evaluering dekker dette. Det kan ikke tas bort."))
    area.delete()
    record(AreaUnmarked(area_id, agreement.pk), by=actor, cooperation=agreement.cooperation_id)
    return area
