"""Upper secondary schools that a forum may think of when it weighs others: by how many of their pupils are from here.

They stand only where somebody has gone to weigh others. Nowhere is a forum told that one is lacking.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from samrad.cooperation.queries import living_parties
from samrad.forums.models import Candidate, Forum
from samrad.forums.queries import is_insider
from samrad.kernel.clock import today
from samrad.knowledge.queries.schools import SentHere, schools_for
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation
from samrad.web.knowledge.words import how_many_pupils

MOST = 5


@dataclass(frozen=True)
class Suggested:
    """A school with many pupils from here: how many, in words, and whether the forum has it on its list or at its table."""

    row: SentHere
    count: str
    is_weighed: bool
    is_member: bool


def suggested_schools(actor: Actor, forum: Forum, weighed: Collection[str] = ()) -> list[Suggested]:
    """Those with the most pupils from the municipalities of the forum, wherever they stand; at most five. Two statements. V-4.2-e.

    Shape    `weighed` are the names on the forum's list. A school with fewer than five pupils from here has not many.
    """
    if not is_insider(actor, forum) or forum.ended_on:
        return []
    parties = {party.organisation_id for party in living_parties(forum.cooperation)}
    sitting = {each.post.organisation_id for each in forum.memberships.all() if each.sits_on(today())}
    rows = [row for row in _of(forum) if row.pupils and row.school.pk not in parties][:MOST]
    return [
        Suggested(
            row, how_many_pupils(row.pupils, row.hidden), row.school.name in weighed, row.school.pk in sitting
        )
        for row in rows
    ]


def _of(forum: Forum) -> list[SentHere]:
    houses = [party.organisation for party in living_parties(forum.cooperation)]
    return schools_for([house for house in houses if house.kind == Organisation.Kind.MUNICIPALITY])


def school_to_weigh(forum: Forum, asked: str) -> dict[str, object]:
    """What is filled in beforehand about a school with pupils from here, in the forum's language. V-4.2-e.

    Refuses  with `Organisation.DoesNotExist`, a school that has none.
    """
    row = next((row for row in _of(forum) if str(row.school.pk) == asked), None)
    if row is None:
        raise Organisation.DoesNotExist
    is_wide = forum.kind == Forum.Kind.COUNCIL_REGIONAL
    with translation.override(forum.language):
        said = {
            "count": how_many_pupils(row.pupils, row.hidden),
            "year": row.year.label,
            "source": row.year.source,
        }
        words = _("Elever herfra skoleåret %(year)s: %(count)s. Kilde: %(source)s.") % said
    return {
        "name": row.school.name,
        "sector": Candidate.Sector.SCHOOL,
        "level": Candidate.Level.REGIONAL if is_wide else Candidate.Level.LOCAL,
        "reason": words,
        "seen": 0,
    }
