"""Both parties raise the same question as a matter in the same instant."""

from functools import partial

import pytest

from samrad.cooperation import wall
from samrad.evaluations.commands.learning import raise_gap
from samrad.evaluations.queries.evaluations import questions_of
from samrad.meetings.models import AgendaItem
from tests.at_once import at_once
from tests.cast import gather
from tests.evaluations.situations import an_evaluation
from tests.meetings.settings import a_council
from tests.situations import do

pytestmark = pytest.mark.usefixtures("own_database")


def test_it_is_one_matter() -> None:
    cast = gather()
    evaluation = an_evaluation(cast, a_council(cast), alone_first=False)
    with wall.acting(cast.slt) as actor:
        question = questions_of(actor, evaluation)[0]
        before = AgendaItem.objects.count()
    deeds = [partial(do, actor, raise_gap, question_id=question.pk) for actor in (cast.slt, cast.chief)]
    told = at_once(deeds)
    assert [each for each in told if isinstance(each, str)] == ["Spørsmålet er allerede meldt som sak."]
    with wall.acting(cast.slt):
        assert AgendaItem.objects.count() == before + 1
