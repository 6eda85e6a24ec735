"""How the parties understand a focus area together, and what they have said to each other: for those who stand inside."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from samrad.cooperation.models import Comment, Cooperation, Differing, FocusArea, Summary
from samrad.cooperation.queries.cooperations import cooperation_by_id, stands_inside
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation


@dataclass(frozen=True)
class Understanding:
    """The wording that stands, each party with the day of its yes or none, the wordings before it, and what each sees differently."""

    summary: Summary | None
    yeses: list[tuple[Organisation, date | None]]
    before: list[Summary]
    differing: list[Differing]

    @property
    def is_agreed(self) -> bool:
        return self.summary is not None and all(on for _party, on in self.yeses)

    def lacks(self, actor: Actor) -> bool:
        """Whether the actor's own party has not said yes to what stands there."""
        ours = [on for party, on in self.yeses if party.pk in actor.parties]
        return self.summary is not None and bool(ours) and not all(ours)


@dataclass
class Thread:
    """A comment with what was answered, the first first."""

    first: Comment
    answers: list[Comment] = field(default_factory=list)


def understanding_of(actor: Actor, area: FocusArea, cooperation: Cooperation) -> Understanding:
    """Three statements, however many wordings there are."""
    if not stands_inside(actor, cooperation):
        return Understanding(None, [], [], [])
    rows = Summary.objects.filter(focus_area=area).select_related("party").prefetch_related("yeses")
    wordings = list(rows.order_by("-number"))
    newest = wordings[0] if wordings else None
    said = {yes.party_id: yes.on for yes in newest.yeses.all()} if newest else {}
    living = [party.organisation for party in cooperation.parties.all() if party.left_on is None]
    differing = Differing.objects.filter(focus_area=area).select_related("party").order_by("on", "pk")
    return Understanding(
        newest, [(party, said.get(party.pk)) for party in living], wordings[1:], list(differing)
    )


def threads_of(
    actor: Actor, cooperation: Cooperation, *, area: UUID | None = None, measure: UUID | None = None
) -> list[Thread]:
    """What was said about a focus area or a measure, by thread. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    about = Q(focus_area=area, focus_area__isnull=False) | Q(measure=measure, measure__isnull=False)
    rows = Comment.objects.filter(about, cooperation=cooperation)
    found: dict[UUID, Thread] = {}
    for comment in rows.select_related("party", "by__person", "by__post").order_by("at", "pk"):
        if comment.answers_id is None:
            found[comment.pk] = Thread(comment)
        else:
            found[comment.answers_id].answers.append(comment)
    return list(found.values())


def comment_visible_to(actor: Actor, comment_id: UUID) -> tuple[Comment, Cooperation]:
    """Refuses with `Comment.DoesNotExist`, or as `cooperation_by_id` does."""
    found = Comment.objects.select_related("focus_area").get(pk=comment_id)
    return found, cooperation_by_id(actor, found.cooperation_id)
