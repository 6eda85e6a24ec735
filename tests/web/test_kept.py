"""What is drawn for a person and kept: it is that person's alone, and another thread may throw it away at any moment."""

from collections import OrderedDict

import pytest

from samrad.cooperation import wall
from samrad.cooperation.models import Cooperation
from samrad.parties.actor import Actor
from samrad.web import kept
from samrad.web.kept import until_something_happens
from tests.cast import Cast

pytestmark = pytest.mark.django_db


class ThrownAway(OrderedDict[object, object]):
    """Was there when it was looked for, and is gone when it is taken."""

    def __contains__(self, key: object) -> bool:
        return True


def name_of(actor: Actor, cooperation: Cooperation) -> list[str]:
    return [actor.name, cooperation.name]


def test_each_gets_what_was_drawn_for_them(cast: Cast) -> None:
    for _twice in range(2):
        for one in (cast.slt, cast.mayor, cast.police_contact):
            with wall.acting(one) as actor:
                found = until_something_happens(actor, cast.cooperation, name_of)
            assert found == [one.name, cast.cooperation.name]


def test_what_another_thread_threw_away_is_drawn_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "KEPT", ThrownAway())
    with wall.acting(cast.slt) as actor:
        assert until_something_happens(actor, cast.cooperation, name_of)[0] == cast.slt.name
