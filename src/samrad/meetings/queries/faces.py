"""Every face of the minutes, gathered from each party inside its own wall."""

from uuid import UUID

from samrad.cooperation import wall
from samrad.cooperation.queries import people_inside
from samrad.forums.models import Forum
from samrad.meetings.content import Content, Face, Matter, closed, content_for, has_own
from samrad.meetings.models import Meeting
from samrad.meetings.queries.minutes import matters_of, meeting_head
from samrad.parties.actor import Actor
from samrad.parties.queries import actor_in

type Faces = list[tuple[str, UUID | None, Content]]
SHARED_FACES: tuple[Face, ...] = ("parties", "forum", "public")


def stand_ins(actor: Actor, forum: Forum) -> dict[UUID, Actor]:
    """Somebody of each other party, the longest in post: it is inside their wall that the party's own is read."""
    found: dict[UUID, Actor] = {}
    for person in people_inside(forum.cooperation_id):
        if person.party not in actor.parties and person.party not in found:
            other = actor_in(person.appointment)
            if other:
                found[person.party] = other
    return found


def all_matters(actor: Actor, meeting: Meeting) -> list[Matter]:
    """The matters as the actor sees them, and of what others have for themselves the number and the basis."""
    mine = {matter.head["id"]: matter for matter in matters_of(actor, meeting)}
    for other in stand_ins(actor, meeting.forum).values():
        with wall.lent_to(other, back_to=actor):
            theirs = matters_of(other, meeting)
        mine |= {row.head["id"]: closed(row) for row in theirs if row.head["id"] not in mine}
    return sorted(mine.values(), key=lambda matter: matter.place)


def shared_faces(actor: Actor, meeting: Meeting) -> Faces:
    """What all parties, the whole forum and everybody would get of the minutes as they stand."""
    head, matters = _gathered(actor, meeting)
    return [(face, None, content_for(face, None, head, matters)) for face in SHARED_FACES]


def own_faces(actor: Actor, meeting: Meeting) -> Faces:
    """What the actor's own party has in the minutes that nobody else sees; nothing where there is no such thing."""
    head, matters = _gathered(actor, meeting)
    return [
        ("own", party, content_for("own", party, head, matters))
        for party in actor.parties
        if has_own(party, matters)
    ]


def _gathered(actor: Actor, meeting: Meeting) -> tuple[Content, list[Matter]]:
    """Minutes without tasks say so. V-4.1.2-d."""
    matters = all_matters(actor, meeting)
    return meeting_head(actor, meeting) | {"has_tasks": any(matter.tasks for matter in matters)}, matters
