"""County agreements that may frame a school agreement: open facts, and only the school's own county's."""

from samrad.agreements.models import Frame
from samrad.cooperation.models import Cooperation
from samrad.kernel.clock import today


def frames_for(cooperation: Cooperation) -> list[Frame]:
    """What a school cooperation can choose among: its county's agreements that have not ended. V-3-k."""
    if cooperation.kind != Cooperation.Kind.SCHOOL:
        return []
    day = today()
    rows = Frame.objects.filter(
        county__children__cooperations__cooperation=cooperation, valid_to__gte=day
    ).order_by("valid_from", "title")
    return [row for row in rows if row.superseded_on is None or row.superseded_on > day]
