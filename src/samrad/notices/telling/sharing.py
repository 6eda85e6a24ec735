"""What was shared, told to the other party. Who read it, and what stood in the way, is seen on the page."""

from django.utils.translation import gettext_lazy as _

from samrad.notices.telling.registry import Telling, the_others
from samrad.notices.topics import COOPERATION

TELLINGS = (
    Telling(
        "KnowledgeShared",
        COOPERATION,
        _("Noe er delt med dere"),
        _("%(who)s har delt noe. Åpne siden for å se om det er til deg."),
        "sharing",
        the_others,
    ),
)
UNTOLD = dict.fromkeys(("SharedRead", "ObstacleNoted"), "Seen by both on the page of what was shared.")
