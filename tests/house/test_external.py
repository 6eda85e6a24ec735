"""A member from outside sits in one forum of a cooperation full of words: either wall alone keeps every word of the parties from them."""

from functools import partial

import pytest

from samrad.cooperation import wall
from samrad.evaluations.commands.learning import write_joint_text
from samrad.evaluations.models import Answer, Evaluation, LearningPoint
from samrad.forums.commands.members import take_in_external
from samrad.forums.models import Forum
from tests.cast import Cast, gather
from tests.house.isolation import words_in
from tests.house.test_isolation import CANARY, PRIVATE, Objects, addresses, objects_of
from tests.house.test_walls import open_the_first_wall, take_down_the_second_wall
from tests.situations import do
from tests.visit import login_as, uncounted


def the_school_is_let_in(cast: Cast) -> Objects:
    """What the members share is named plainly: the forum itself, and how they have looked back on it. All else are secrets."""
    named = objects_of(cast)
    with wall.acting(cast.slt):
        Forum.objects.filter(pk=named.forum_id).update(name="Politirådet")
        Evaluation.objects.update(title="Året som gikk")
        LearningPoint.objects.update(text="Møt oftere.")
        Answer.objects.update(text="Godt.")
    do(cast.slt, write_joint_text, question_id=named.question_id, text="Vi møttes ofte.", seen=1)
    seat = {"forum_id": named.forum_id, "post_id": cast.principal.post, "role": "member"}
    do(cast.slt, take_in_external, **seat, assessment_id=named.assessment_id)
    return named


def told_to(username: str, named: Objects) -> list[tuple[str, int, set[str]]]:
    """Every address whose answer has a word of the parties, or is a fault of ours."""
    client = login_as(username)
    client.raise_request_exception = False
    answers = [(address, uncounted(partial(client.get, address))) for address in addresses(named)]
    found = [(address, answer.status_code, words_in(answer)) for address, answer in answers]
    return [row for row in found if row[1] >= 500 or row[2]]


@pytest.mark.django_db
def test_no_word_of_the_parties_reaches_them(cast: Cast) -> None:
    named = the_school_is_let_in(cast)
    assert told_to("skole", named) == []
    theirs = told_to("slt", named)  # the words are there, for those they are for
    assert {word for _address, _status, words in theirs for word in words} == {CANARY, PRIVATE}
    assert len(theirs) > 50


@pytest.mark.django_db
def test_nor_with_the_first_wall_open(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    named = the_school_is_let_in(cast)
    open_the_first_wall(monkeypatch)
    # What the joint text was before: the members read that as well.
    earlier = f"/evaluering/sporsmal/{named.question_id}/"
    assert told_to("skole", named) == [(earlier, 200, {CANARY})]


@pytest.mark.usefixtures("own_database")
def test_nor_with_the_second_wall_down() -> None:
    named = the_school_is_let_in(gather())
    take_down_the_second_wall()
    assert told_to("skole", named) == []
