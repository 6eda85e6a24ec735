"""Two leaders of a district change its tree in the same instant."""

from datetime import timedelta
from functools import partial

import pytest

from samrad.contacts.commands.placing import reorganise_units
from samrad.kernel.clock import today
from samrad.parties.models import Organisation, Succession
from tests.at_once import at_once
from tests.cast import gather
from tests.situations import do

pytestmark = pytest.mark.usefixtures("own_database")


def test_a_unit_goes_on_as_one() -> None:
    """The later one is told that the unit is gone; its stations and posts are not carried twice."""
    cast = gather()
    given = {
        "district_id": cast.places.north.pk,
        "unit_ids": [cast.places.unit.pk],
        "kind": "police_unit",
        "parent_id": cast.places.north.pk,
        "on": today() - timedelta(days=1),
    }
    deeds = [partial(do, cast.chief, reorganise_units, name=name, **given) for name in ("Fjorden", "Kysten")]
    told = at_once(deeds)
    made = [each for each in told if isinstance(each, Organisation)]
    assert [each for each in told if isinstance(each, str)] == [
        "Velg enheter i distriktet som fantes før den dagen."
    ]
    assert [row.after for row in Succession.objects.filter(before=cast.places.unit.pk)] == made
