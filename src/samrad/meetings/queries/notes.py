"""What is written of a matter, as the actor may see it."""

from samrad.forums.queries import shown_to
from samrad.meetings.models import AgendaItem, Note
from samrad.parties.actor import Actor


def notes_of(actor: Actor, item: AgendaItem) -> list[Note]:
    """The texts of a matter, one for each face."""
    rows = shown_to(actor, item.forum, Note.objects.filter(item=item))
    return list(rows.select_related("written_by__person").order_by("written_at"))
