"""Something the police shared with Lyngvik."""

from datetime import timedelta

from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.sharing.commands import share
from samrad.sharing.models import Shared
from tests.cast import Cast
from tests.situations import do

BASIS = "rett-politi-forebygge"


def something_shared(
    cast: Cast, words: str = "Uro ved busstasjonen", by: Actor | None = None, **other: object
) -> Shared:
    """For the parties alone, for a year, unless something else is said."""
    given: dict[str, object] = {
        "cooperation_id": cast.cooperation.pk,
        "theme": words,
        "text": words,
        "purpose": words,
        "sensitivity": "internal",
        "receiver": "municipality",
        "basis": BASIS,
        "kept_until": today() + timedelta(days=365),
    }
    made: Shared = do(by or cast.police_contact, share, **given | other)
    return made
