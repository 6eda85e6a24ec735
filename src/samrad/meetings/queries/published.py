"""Minutes that are published: open to everybody, logged in or not."""

from uuid import UUID

from samrad.meetings.models import PublishedMinutes
from samrad.parties.models import Organisation


def published_in(town: Organisation) -> list[PublishedMinutes]:
    """What the forums of a municipality's cooperations have published, the newest meeting first. One statement."""
    rows = PublishedMinutes.objects.filter(cooperation__parties__organisation=town)
    return list(rows.defer("content", "pdf").distinct().order_by("-held_on", "forum_name"))


def published_by_id(published_id: UUID) -> PublishedMinutes:
    """Refuses with `PublishedMinutes.DoesNotExist`."""
    return PublishedMinutes.objects.get(pk=published_id)


def published_of(minutes_id: UUID) -> PublishedMinutes | None:
    """Where the minutes are published, if they are."""
    return PublishedMinutes.objects.defer("content", "pdf").filter(minutes=minutes_id).first()
