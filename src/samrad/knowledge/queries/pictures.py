"""Every read of pictures: as they are worked on, and as they were when a decision came to rest on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_by_id, stands_inside
from samrad.forums.models import Face, Forum
from samrad.forums.queries import is_insider
from samrad.knowledge.models import (
    Contribution,
    DecisionBasis,
    FrozenPart,
    FrozenPicture,
    PictureContribution,
    PictureFigure,
    PictureSeries,
    ProblemYes,
    SeriesFigure,
    SituationPicture,
    View,
)
from samrad.knowledge.queries.figures import Break, Figure, Line, figures_of_each
from samrad.knowledge.queries.series import Table, tables_in, towns_of
from samrad.meetings.models import Decision
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation

YESES = Prefetch("yeses", ProblemYes.objects.select_related("party").order_by("said_on"))


@dataclass(frozen=True)
class TownLine:
    """A line of figures of one municipality, with the breaks that it reaches across."""

    town: Organisation
    line: Line
    breaks: tuple[Break, ...]


@dataclass(frozen=True)
class Parts:
    """What a picture is made of while it is worked on."""

    contributions: list[Contribution]
    views: list[View]
    figures: list[TownLine]
    series: list[Table]


@dataclass(frozen=True)
class Withdrawn:
    """A contribution that was part of a frozen picture, and is gone."""

    owner: str
    on: date | None


@dataclass(frozen=True)
class Frozen:
    """A picture as it was. Parts whose contribution is withdrawn are told of without a word of them."""

    picture: FrozenPicture
    parts: list[FrozenPart]
    withdrawn: list[Withdrawn]


def pictures_in(actor: Actor, cooperation: Cooperation) -> list[SituationPicture]:
    """All pictures, the newest first. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    return list(SituationPicture.objects.filter(cooperation=cooperation))


def picture_visible_to(actor: Actor, picture_id: UUID) -> SituationPicture:
    """Refuses with `SituationPicture.DoesNotExist`, alike for what is foreign and what is not there."""
    rows = SituationPicture.objects.select_related("challenge", "problem_for", "forum")
    picture = rows.prefetch_related(YESES).get(pk=picture_id)
    try:
        picture.forum.cooperation = cooperation_by_id(actor, picture.cooperation_id)
    except Cooperation.DoesNotExist:
        raise SituationPicture.DoesNotExist from None
    return picture


def parts_of(actor: Actor, picture: SituationPicture) -> Parts:
    """What it is made of today. Four statements, and more for the figures: as many for one municipality as for several."""
    chosen = PictureContribution.objects.filter(picture=picture, contribution__shared=True).select_related(
        "contribution__owner", "contribution__released_by"
    )
    views = View.objects.filter(Q(shared=True) | Q(owner__in=actor.parties), picture=picture)
    return Parts(
        [row.contribution for row in chosen.order_by("contribution__handed_over_on")],
        list(views.select_related("owner").order_by("written_on")),
        lines_of(PictureFigure.objects.filter(picture=picture).select_related("town__district", "indicator")),
        series_of(actor, picture),
    )


def series_of(actor: Actor, picture: SituationPicture) -> list[Table]:
    """The parties' own figures in a picture."""
    chosen = PictureSeries.objects.filter(picture=picture).values_list("series", flat=True)
    cooperation = picture.forum.cooperation
    return tables_in(actor, cooperation, towns_of(cooperation), list(chosen))


def lines_of(chosen: Iterable[PictureFigure]) -> list[TownLine]:
    """The lines that are chosen, as they may be shown. Three statements for each table, however many municipalities."""
    rows = list(chosen)
    towns = list({row.town_id: row.town for row in rows}.values())
    wanted = {(row.town_id, row.indicator_id) for row in rows}
    found: list[TownLine] = []
    for table in dict.fromkeys(row.indicator.table for row in rows):
        figures = figures_of_each(towns, table)
        found += [
            TownLine(town, line, figures[town.pk].breaks)
            for town in towns
            for line in figures[town.pk].lines
            if (town.pk, line.indicator.pk) in wanted
        ]
    return found


def frozen_of(actor: Actor, picture: SituationPicture) -> Frozen | None:
    """The copy that decisions rest on. Expects a picture that the actor may see. At most three statements."""
    copy = FrozenPicture.objects.filter(picture=picture).first()
    if copy is None or not is_insider(actor, picture.forum):
        return None
    stands = Q(contribution=None) | Q(contribution__state=Contribution.State.HANDED_OVER)
    parts = list(FrozenPart.objects.filter(stands, frozen=copy).select_related("owner"))
    there = {str(part.contribution_id) for part in parts if part.contribution_id}
    gone = [key for key in copy.contributions if key not in there]
    rows = Contribution.objects.filter(pk__in=gone).select_related("owner") if gone else []
    return Frozen(copy, parts, [Withdrawn(row.owner.official_name, row.withdrawn_on) for row in rows])


def decisions_on(actor: Actor, picture: SituationPicture) -> list[Decision]:
    """The decisions that rest on a picture. Expects a picture that the actor may see. One statement."""
    matters = DecisionBasis.objects.filter(picture=picture).values("item")
    theirs = (Q(only_for=None) & ~Q(face=Face.OWN)) | Q(only_for__in=actor.parties)
    return list(Decision.objects.filter(theirs, item__in=matters).select_related("item"))


def decisions_to_rest(forum: Forum) -> list[Decision]:
    """The forum's decisions that both parties may see, the newest first."""
    rows = Decision.objects.filter(forum=forum, only_for=None, item__only_for=None).exclude(face=Face.OWN)
    return list(rows.exclude(item__face=Face.OWN).select_related("item").order_by("-made_at")[:50])


def contributions_to_choose(cooperation: Cooperation, picture: SituationPicture) -> list[Contribution]:
    """What is handed over and stands, and is no part of the picture yet."""
    rows = Contribution.objects.filter(cooperation=cooperation, state=Contribution.State.HANDED_OVER)
    chosen = PictureContribution.objects.filter(picture=picture).values("contribution")
    rows = rows.exclude(sort=Contribution.Sort.NOTHING).exclude(pk__in=chosen)
    return list(rows.select_related("owner").order_by("-handed_over_on"))


def as_facts(found: TownLine) -> dict[str, object]:
    """A line of figures as plain values, to be kept as it is."""
    indicator = found.line.indicator
    return {
        "town": found.town.official_name,
        "names": {"nb": indicator.name_nb, "nn": indicator.name_nn, "en": indicator.name_en},
        "source": indicator.source,
        "table": indicator.table,
        "retrieved_on": indicator.retrieved_on.isoformat(),
        "baseline": indicator.baseline,
        "figures": [[row.period, row.ends, row.count, row.per_1000, row.state] for row in found.line.figures],
        "breaks": [[each.year, list(each.names), each.is_whole] for each in found.breaks],
    }


def series_as_facts(found: Table) -> dict[str, object]:
    """A party's own figures as plain values, to be kept as they are."""
    series = found.series
    return {
        "unit": series.unit,
        "kind": series.kind,
        "source": series.source,
        "retrieved_on": series.retrieved_on.isoformat(),
        "note": series.note,
        "periods": found.periods,
        "rows": [[label, [_cell_as_facts(cell) for _period, cell in cells]] for label, cells in found.rows],
    }


def _cell_as_facts(cell: SeriesFigure | None) -> list[str]:
    if cell is None:
        return ["", "missing"]
    return ["" if cell.value is None else str(cell.value), cell.state]


def figures_in(facts: dict[str, object]) -> list[Figure]:
    """The figures that `as_facts` kept."""
    rows = facts["figures"]
    assert isinstance(rows, list)
    return [Figure(*row) for row in rows]
