"""What matters are about: the guide's themes, each cooperation's own, and what the councils have put on their agendas."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count

from samrad.cooperation.models import Challenge
from samrad.cooperation.queries import keys_inside
from samrad.cooperation.queries.challenges import challenges_of
from samrad.forums.models import Forum
from samrad.guide.challenges import shared_challenges
from samrad.meetings.models import AgendaItem
from samrad.meetings.queries.tasks import reach
from samrad.parties.actor import Actor


@dataclass
class Theme:
    """A theme, and how many matters each forum has had of it. `name` is a local one's; of the guide's there is the code. V-4.1.3-a."""

    code: str
    name: str
    by_forum: list[tuple[Forum, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Themes:
    """What has been on the agendas: the guide's themes, the councils' own, and how many had no theme. Nothing is missing from it."""

    shared: list[Theme]
    local: list[Theme]
    without: list[tuple[Forum, int]]


def local_themes(actor: Actor, item: AgendaItem) -> dict[str, str]:
    """The themes that the cooperation of a matter has for itself, by identifier. One statement."""
    rows = challenges_of(actor, item.forum.cooperation)
    return {str(row.pk): row.name for row in rows if not row.code}


def themes_treated(actor: Actor) -> Themes:
    """Matters that have stood on an agenda, counted by theme and forum, in all forums the actor has part in. Three statements.

    A theme that only one council has is as good as one that all have: nothing is left out, and no council lacks anything.
    """
    rows = AgendaItem.objects.filter(reach(actor, AgendaItem.to_matter), meeting__isnull=False)
    rows = rows.exclude(state=AgendaItem.State.WITHDRAWN)
    counted = list(
        rows.order_by().values_list("forum", "theme").annotate(n=Count("pk")).order_by("forum__name", "theme")
    )
    forums = Forum.objects.select_related("cooperation").in_bulk([row[0] for row in counted])
    keys = [UUID(theme) for _forum, theme, _n in counted if Challenge.names_a_local(theme)]
    ours = Challenge.objects.filter(pk__in=keys, cooperation__in=keys_inside(actor))
    names = {str(row.pk): row.name for row in ours}
    found: dict[str, Theme] = {}
    without: list[tuple[Forum, int]] = []
    for forum, theme, number in counted:
        if theme not in shared_challenges() and theme not in names:
            without.append((forums[forum], number))
            continue
        row = found.setdefault(theme, Theme(theme, names.get(theme, "")))
        row.by_forum.append((forums[forum], number))
    return Themes(
        [found[code] for code in shared_challenges() if code in found],
        sorted((row for row in found.values() if row.name), key=lambda row: row.name.casefold()),
        without,
    )
