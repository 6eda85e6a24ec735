"""Both parties say for the first time what the cooperation rests on in law, in the same instant."""

from functools import partial

import pytest

from samrad.cooperation import wall
from samrad.forums.commands.frames import say_legal_basis
from samrad.forums.models import LegalBasis
from samrad.guide.law import POLICE_DUTIES
from tests.at_once import at_once
from tests.cast import gather
from tests.situations import do

pytestmark = pytest.mark.usefixtures("own_database")


def test_both_are_heard_and_the_last_word_stands() -> None:
    cast = gather()
    given = {"cooperation_id": cast.cooperation.pk, "provisions": [next(iter(POLICE_DUTIES))]}
    said = at_once([partial(do, actor, say_legal_basis, **given) for actor in (cast.slt, cast.chief)])
    assert [type(each) for each in said] == [LegalBasis, LegalBasis]
    with wall.acting(cast.slt):
        assert LegalBasis.objects.count() == 1
