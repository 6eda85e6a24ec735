"""The four marks of good cooperation, offered as questions beside the climate: chosen freely, hidden for small groups, and followed over time."""

import pytest

from samrad.cooperation import wall
from samrad.evaluations.commands.evaluating import close_evaluation, open_answers
from samrad.evaluations.models import Evaluation
from samrad.evaluations.queries.evaluations import answers_of
from samrad.evaluations.questions import MARKS, SIX
from samrad.forums.models import Forum
from tests.cast import Cast
from tests.evaluations.situations import an_evaluation, answer, fresh, questions
from tests.meetings.settings import a_council
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
CODES = [each.code for each in MARKS]


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast, with_the_school=True)


def answered(cast: Cast, forum: Forum, *members: object, level: int = 3) -> Evaluation:
    """An evaluation of the four marks alone, anonymous, answered by these and opened."""
    evaluation = an_evaluation(cast, forum, questions=CODES, is_anonymous=True, title=f"Klimaet {level}")
    for member in members:
        answer(member, evaluation, "Godt", "Åpen", "Ja", "Ja", level=level)  # type: ignore[arg-type]
    with wall.acting(cast.slt):
        Evaluation.objects.filter(pk=evaluation.pk).update(answer_by=evaluation.period_to)
    return do(cast.slt, open_answers, evaluation_id=evaluation.pk)


class TestTheFourMarks:
    def test_are_offered_and_none_is_asked_unless_chosen(self, cast: Cast, forum: Forum) -> None:
        """V-4.1.4-b: survey items for the climate, in the council's own evaluation."""
        assert [row.code for row in questions(cast.slt, an_evaluation(cast, forum))] == [e.code for e in SIX]
        client = login_as("slt")
        page = visit(client, f"/forum/{forum.pk}/evaluering/ny/")
        boxes = {
            box.get("value"): box.get("checked") for box in page.all("input") if box.get("name") == "marks"
        }
        assert (list(boxes), set(boxes.values())) == (CODES, {None})
        for words in (
            "gjensidig respekt og tillit",
            "åpen og konstruktiv",
            "hverandres fagområder",
            "felles interesse",
        ):
            assert words in page.text
        send(client, f"/forum/{forum.pk}/evaluering/ny/", {
            "title": "Klimaet", "method": "six", "questions": ["internal"], "marks": CODES[:2],
            "period_from": "01.01.2026", "period_to": "30.06.2026", "way": "together", "answer_by": "",
        })  # fmt: skip
        with wall.acting(cast.slt):
            made = Evaluation.objects.get(title="Klimaet")
        assert [row.code for row in questions(cast.slt, made)] == ["internal", *CODES[:2]]

    def test_of_four_answers_nothing_is_shown_and_of_five_the_middle(self, cast: Cast, forum: Forum) -> None:
        """V-4.1.4-b: anonymous, and suppressed for a small group, as the climate itself is."""
        four = (cast.mayor, cast.chief, cast.slt, cast.police_contact)
        few = answered(cast, forum, *four, level=2)
        found = fresh(cast.chief, few.pk)
        with wall.acting(cast.chief):
            shown = answers_of(cast.chief, found)
        assert [(each.count, each.is_hidden, each.by_side, each.middles) for each in shown] == [
            (4, True, [], [])
        ] * 4
        many = answered(cast, forum, *four, cast.principal, level=4)
        found = fresh(cast.chief, many.pk)
        with wall.acting(cast.chief):
            shown = answers_of(cast.chief, found)
        assert [(each.count, each.is_hidden, each.middles) for each in shown] == [(5, False, [("", 4.0)])] * 4

    def test_are_followed_over_time(self, cast: Cast, forum: Forum) -> None:
        """V-4.1.4-b: the same mark in each year's evaluation stands on one page."""
        everybody = (cast.mayor, cast.chief, cast.slt, cast.police_contact, cast.principal)
        for level in (2, 4):
            opened = answered(cast, forum, *everybody, level=level)
            do(cast.slt, close_evaluation, evaluation_id=opened.pk, seen=opened.version)
        page = visit(login_as("politikontakt"), f"/forum/{forum.pk}/evaluering/over-tid/")
        assert page.text.count("Klima: respekt og tillit") >= 1
        assert "Klimaet 2" in page.text and "Klimaet 4" in page.text
