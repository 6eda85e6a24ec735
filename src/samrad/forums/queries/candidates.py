"""Reads of those whom a forum has weighed as candidates. For the parties alone."""

from uuid import UUID

from django.db.models import Prefetch

from samrad.cooperation.models import Cooperation, FocusArea
from samrad.cooperation.queries import stands_inside
from samrad.forums.models import Candidate, Forum, Involvement
from samrad.forums.queries.bodies import forum_visible_to
from samrad.forums.queries.reach import is_insider
from samrad.parties.actor import Actor


def candidates_of(actor: Actor, forum: Forum) -> list[Candidate]:
    """Everybody on the list, by name, with what each is involved in. Two statements. V-4.2-c."""
    if not is_insider(actor, forum):
        return []
    involved = Prefetch("involvements", Involvement.objects.select_related("focus_area"))
    return list(Candidate.objects.filter(forum=forum).prefetch_related(involved).order_by("name"))


def candidate_visible_to(actor: Actor, candidate_id: UUID) -> Candidate:
    """Refuses with `Candidate.DoesNotExist`, or as the forum does."""
    candidate = Candidate.objects.get(pk=candidate_id)
    candidate.forum = forum_visible_to(actor, candidate.forum_id)
    if not is_insider(actor, candidate.forum):
        raise Candidate.DoesNotExist
    return candidate


def areas_without_others(actor: Actor, cooperation: Cooperation) -> list[FocusArea]:
    """Open focus areas for which neither a candidate nor that none is relevant was noted. One statement. V-4.1.3-c."""
    if not stands_inside(actor, cooperation):
        return []
    named = Involvement.objects.filter(cooperation=cooperation).values("focus_area")
    rows = FocusArea.objects.filter(cooperation=cooperation, closed_on=None).exclude(pk__in=named)
    return list(rows.order_by("name"))
