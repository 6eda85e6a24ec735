"""Two of the police answer the last two expectations of a municipality in the same instant."""

from functools import partial

import pytest

from samrad.contacts.commands.expectations import answer_expectation, state_expectation
from samrad.contacts.queries.expectations import hearings
from samrad.kernel.clock import today
from tests.at_once import at_once
from tests.cast import gather
from tests.situations import do

pytestmark = pytest.mark.usefixtures("own_database")


def test_one_of_them_sees_that_all_is_answered() -> None:
    cast = gather()
    home = {"cooperation_id": cast.cooperation.pk}
    asked = [do(cast.mayor, state_expectation, text=text, **home) for text in ("En fast dag.", "Et nummer.")]
    at_once(
        [
            partial(do, actor, answer_expectation, expectation_id=row.pk, answer="Ja.", seen=1)
            for actor, row in zip((cast.police_contact, cast.chief), asked, strict=True)
        ]
    )
    (heard,) = hearings([cast.places.lyngvik.pk])
    assert heard.answered_on == today()
