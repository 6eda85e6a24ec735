"""A decision rests on a picture: it is frozen as it is, once, and every later decision rests on the same copy."""

from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.queries import living_parties
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.knowledge.commands.pictures import locked_picture
from samrad.knowledge.events import PictureFrozen
from samrad.knowledge.models import (
    Contribution,
    DecisionBasis,
    FrozenPart,
    FrozenPicture,
    SituationPicture,
    View,
)
from samrad.knowledge.permissions import may_rest_on
from samrad.knowledge.queries.pictures import (
    Parts,
    TownLine,
    as_facts,
    decisions_to_rest,
    parts_of,
    series_as_facts,
)
from samrad.knowledge.queries.series import Table
from samrad.parties.actor import Actor


@command
def rest_decision_on(
    *, actor: Actor, picture_id: UUID, item_id: UUID, missing_reason: str = "", confirmed: bool = False
) -> SituationPicture:
    """Say that what was decided in a matter rests on a picture. The first one freezes it: copies of every text and figure that both see.

    Who      `may_rest_on`.
    Refuses  a matter that is not decided, is another forum's or one party's own; one that rests on it already; a picture without a contribution of each
             party, until the reason is written down.
    Records  PictureFrozen.
    Source   V-4.1.5-g, V-1-a, A-formal-a.
    """
    picture = locked_picture(actor, picture_id)
    may_rest_on(actor, picture).require()
    if item_id not in {decision.item_id for decision in decisions_to_rest(picture.forum)}:
        raise Refused(_("Velg en av forumets beslutninger."))
    if DecisionBasis.objects.filter(picture=picture, item=item_id).exists():
        raise Refused(_("Beslutningen bygger allerede på dette bildet."))
    if picture.frozen_on is None:
        reason = guarded(missing_reason, confirmed=confirmed, longest=2_000)
        _freeze(actor, picture, parts_of(actor, picture), reason)
    DecisionBasis.objects.create(
        cooperation_id=picture.cooperation_id, picture=picture, item_id=item_id, rested_on=today()
    )
    record(PictureFrozen(picture.pk, item_id), by=actor, cooperation=picture.cooperation_id)
    return picture


def _freeze(actor: Actor, picture: SituationPicture, parts: Parts, reason: str) -> None:
    standing = [row for row in parts.contributions if row.state == Contribution.State.HANDED_OVER]
    _require_both(picture, standing, reason)
    picture.frozen_on, picture.missing_reason = today(), reason
    picture.save(update_fields=["frozen_on", "missing_reason"])
    agreed = [
        [row.party.official_name, row.said_on.isoformat()]
        for row in picture.yeses.all()
        if row.problem_version == picture.problem_version
    ]
    copy = FrozenPicture.objects.create(
        cooperation_id=picture.cooperation_id,
        picture=picture,
        title=picture.title,
        problem=picture.problem,
        agreed=agreed,
        contributions=[str(row.pk) for row in standing],
        missing_reason=reason,
        frozen_on=today(),
        frozen_by_id=actor.appointment,
    )
    copies = [
        *(_contribution(row) for row in standing),
        *(_view(row) for row in parts.views if row.shared),
        *(_figures(row) for row in parts.figures),
        *(_series(row) for row in parts.series),
    ]
    for position, part in enumerate(copies):
        part.cooperation_id, part.frozen, part.position = picture.cooperation_id, copy, position
    FrozenPart.objects.bulk_create(copies)


def _require_both(picture: SituationPicture, standing: list[Contribution], reason: str) -> None:
    given = {row.owner_id for row in standing}
    lacking = [
        party.organisation.official_name
        for party in living_parties(picture.forum.cooperation)
        if party.organisation_id not in given
    ]
    if lacking and not reason:
        raise Refused(
            _("Bildet mangler kunnskap fra %(names)s. Ta den inn, eller skriv hvorfor den mangler.")
            % {"names": ", ".join(lacking)}
        )


def _contribution(row: Contribution) -> FrozenPart:
    assert row.released_by is not None
    assert row.released_on is not None
    facts = {
        "sort": row.sort,
        "figures": row.figures,
        "sources": row.sources,
        "certainty": row.certainty,
        "basis": row.basis,
        "released_by": row.released_by.title,
        "released_on": row.released_on.isoformat(),
        "may_publish": row.may_publish,
        "valid_to": row.valid_to.isoformat() if row.valid_to else "",
    }
    return FrozenPart(
        kind="contribution", owner=row.owner, contribution=row, heading=row.title, text=row.text, facts=facts
    )


def _view(row: View) -> FrozenPart:
    return FrozenPart(kind="view", owner=row.owner, heading=row.owner.official_name, text=row.text)


def _series(row: Table) -> FrozenPart:
    return FrozenPart(
        kind="series", owner=row.series.owner, heading=row.series.name, facts=series_as_facts(row)
    )


def _figures(row: TownLine) -> FrozenPart:
    return FrozenPart(kind="figures", heading=str(row.line.indicator)[:200], facts=as_facts(row))
