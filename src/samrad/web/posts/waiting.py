"""The handover, for the one who has just begun and for the one who is about to leave; and posts that nobody holds."""

from datetime import timedelta

from django.utils.translation import gettext as _

from samrad.kernel.clock import today
from samrad.kernel.together import Steps
from samrad.parties.actor import Actor
from samrad.parties.permissions import may_renew
from samrad.parties.queries import PostHeld, posts_in_house
from samrad.parties.rules import awaits_confirmation
from samrad.web.start.waiting import Waiting, register
from samrad.web.ways import address

NEW_FOR = timedelta(days=30)
LEAVES_WITHIN = timedelta(days=60)
A_MONTH = timedelta(days=30)


@register
def posts(actor: Actor) -> Steps[list[Waiting]]:
    """One's own handover, and what there is to say about the posts of one's house."""
    if actor.post is None:
        return []
    rows = yield from posts_in_house.steps(actor)
    own = next((row for row in rows if row.post.pk == actor.post), None)
    found = _handover(actor, own) if own else []
    open_posts = [row for row in rows if may_renew(actor, row.post) and not row.coming]
    return (
        found
        + [_vacant(row) for row in open_posts if row.is_vacant and row.before]
        + [
            _unconfirmed(row)
            for row in open_posts
            if not row.is_vacant and awaits_confirmation(row.post.function, row.held_since, today() - A_MONTH)
        ]
    )


def _handover(actor: Actor, own: PostHeld) -> list[Waiting]:
    day, url = today(), address("handover", own.post.pk)
    mine = next((row for row in own.holders if row.pk == actor.appointment), None)
    if mine is None:
        return []
    if own.before and own.before.person_id != actor.person and mine.valid_from >= day - NEW_FOR:
        words = _("Du er ny i stillingen: les overleveringen")
        return [Waiting(words, url, _("Les overleveringen"), mine.valid_from, own.post.title)]
    if mine.valid_to and mine.valid_to <= day + LEAVES_WITHIN:
        words = _("Du går ut av stillingen: se over overleveringen")
        return [Waiting(words, url, _("Se overleveringen"), who=own.post.title, due=mine.valid_to)]
    return []


def _vacant(row: PostHeld) -> Waiting:
    words = _("%(post)s: ingen har stillingen") % {"post": row.post.title}
    return Waiting(words, address("renew_posts"), _("Si hvem"), row.before.valid_to if row.before else None)


def _unconfirmed(row: PostHeld) -> Waiting:
    words = _("%(post)s: hvem har stillingen etter valget?") % {"post": row.post.title}
    return Waiting(words, address("renew_posts"), _("Si hvem"), who=row.holders[0].person.name)
