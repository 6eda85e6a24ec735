"""How much a cooperation has of knowledge, in numbers."""

from dataclasses import dataclass

from django.db import connection

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import stands_inside
from samrad.parties.actor import Actor

COUNTS = """
select (select count(*) from knowledge_knowledgerequest r where r.cooperation_id = %(here)s and r.withdrawn_on is null
          and exists (select from cooperation_cooperationparty p where p.cooperation_id = r.cooperation_id and p.left_on is null
            and not exists (select from knowledge_contribution c where c.cooperation_id = r.cooperation_id
              and c.request_id = r.id and c.owner_id = p.organisation_id and c.state = 'handed_over'))),
       (select count(*) from knowledge_situationpicture where cooperation_id = %(here)s and frozen_on is null),
       (select count(*) from knowledge_prioritisation where cooperation_id = %(here)s and decided_on is null),
       (select count(*) from knowledge_knowledgerequest where cooperation_id = %(here)s)
     + (select count(*) from knowledge_situationpicture where cooperation_id = %(here)s)
     + (select count(*) from knowledge_prioritisation where cooperation_id = %(here)s)
"""


@dataclass(frozen=True)
class InNumbers:
    """Requests that some party has not answered, pictures and choices that are worked on, and all there has been."""

    requests: int = 0
    pictures: int = 0
    choices: int = 0
    ever: int = 0

    @property
    def is_empty(self) -> bool:
        return self.ever == 0


def knowledge_in_short(actor: Actor, cooperation: Cooperation) -> InNumbers:
    """One statement. Drafts are in no number."""
    if not stands_inside(actor, cooperation):
        return InNumbers()
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, {"here": cooperation.pk})
        return InNumbers(*cursor.fetchone())
