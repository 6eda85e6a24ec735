"""Members answer alone first; nobody reads an answer before all are opened, and an anonymous one belongs to nobody."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from samrad.cooperation import wall
from samrad.evaluations.commands.evaluating import (
    answer_evaluation,
    begin_evaluation,
    close_evaluation,
    open_answers,
    stop_evaluation,
)
from samrad.evaluations.models import Answer, Asked, BallotBox, Evaluation
from samrad.evaluations.queries.evaluations import (
    answers_of,
    asked_in,
    evaluation_visible_to,
    own_answer,
    waiting_for_answer,
)
from samrad.forums.models import Forum
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.evaluations.situations import LAST_YEAR, an_evaluation, answer, fresh, questions
from tests.ledger.reading import entries
from tests.meetings.settings import a_council
from tests.situations import do

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast, with_the_school=True)


def everything_stored(actor: Actor) -> str:
    """Every row of the room's tables and of the ledger, as text, as this person's wall shows them."""
    tables = ("answer", "asked", "ballotbox", "evaluation", "question", "jointtext")
    found = []
    with wall.acting(actor), connection.cursor() as cursor:
        for table in [*(f"evaluations_{name}" for name in tables), "ledger_entry"]:
            cursor.execute(f"select t::text from {table} t")
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


class TestBeginning:
    def test_asks_those_who_sit_there_in_six_questions_of_our_own_words(
        self, cast: Cast, forum: Forum
    ) -> None:
        """V-7-d, V-7-g, V-7-h: by the forum, of its own members, in six questions that keep their wording."""
        evaluation = an_evaluation(cast, forum)
        with wall.acting(cast.chief):
            asked = asked_in(cast.chief, evaluation_visible_to(cast.chief, evaluation.pk))
        assert sorted(row.side for row in asked) == [
            "municipality",
            "municipality",
            "other",
            "police",
            "police",
        ]
        rows = questions(cast.slt, evaluation)
        assert [row.code for row in rows] == ["status", "measures", "internal", "frames", "learning", "ahead"]
        assert all(row.hints for row in rows)

    def test_lets_the_forum_leave_questions_out(self, cast: Cast, forum: Forum) -> None:
        """V-7-f: extent is the forum's choice, and what is left out is not missing."""
        evaluation = an_evaluation(cast, forum, questions=["internal", "ahead"])
        assert [row.code for row in questions(cast.slt, evaluation)] == ["internal", "ahead"]

    def test_is_filled_in_with_what_is_known(self, cast: Cast, forum: Forum) -> None:
        known = an_evaluation(cast, forum).known
        assert known["meetings"] == []
        assert known["tasks"] == {"made": 0, "done": 0, "late": 0, "open": 0}

    def test_refuses_what_cannot_be_answered(self, cast: Cast, forum: Forum) -> None:
        for given, sentence in (
            ({"title": " "}, "mangler navn"),
            ({"questions": []}, "minst ett spørsmål"),
            ({"answer_by": None}, "Velg en dag fra i dag av"),
            ({"answer_by": today() - timedelta(days=1)}, "Velg en dag fra i dag av"),
            ({"period_to": today() + timedelta(days=9)}, "en periode som er over"),
            ({"period_from": today(), "period_to": today() - timedelta(days=1)}, "slutter før den begynner"),
        ):
            with pytest.raises(Refused, match=sentence):
                an_evaluation(cast, forum, **given)

    def test_is_for_whoever_runs_the_forum(self, cast: Cast, forum: Forum) -> None:
        for actor in (cast.principal, cast.reader):
            with pytest.raises(Denied):
                do(actor, begin_evaluation, forum_id=forum.pk, method="gll", title="x", **LAST_YEAR)
        for actor in (cast.foreign_contact, cast.oversight):
            with pytest.raises(Forum.DoesNotExist):
                do(actor, begin_evaluation, forum_id=forum.pk, method="gll", title="x", **LAST_YEAR)

    def test_may_be_three_short_questions_written_together(self, cast: Cast, forum: Forum) -> None:
        """V-7-l: done, learned and wise, without anybody answering alone."""
        evaluation = do(
            cast.police_contact,
            begin_evaluation,
            forum_id=forum.pk,
            method="gll",
            title="Vårmøtet",
            alone_first=False,
            **LAST_YEAR,
        )
        assert (evaluation.state, evaluation.answer_by) == ("writing", None)
        assert [row.code for row in questions(cast.slt, evaluation)] == ["done", "learned", "wise"]


class TestAnsweringAlone:
    def test_nobody_reads_an_answer_before_the_opening(self, cast: Cast, forum: Forum) -> None:
        """V-7-j: collected one by one, and in no row, no event and no page before all are opened."""
        evaluation = an_evaluation(cast, forum)
        answer(cast.chief, evaluation, "KANARIFUGL")
        for actor in (cast.slt, cast.police_contact, cast.mayor, cast.chief):
            assert "KANARIFUGL" not in everything_stored(actor)
        with wall.acting(cast.slt):
            assert not any(each.count for each in answers_of(cast.slt, evaluation))
            assert own_answer(cast.slt, evaluation) == {}
        first = questions(cast.chief, evaluation)[0]
        with wall.acting(cast.chief):
            assert own_answer(cast.chief, evaluation) == {first.pk: ("KANARIFUGL", None)}
        do(cast.slt, stop_evaluation, evaluation_id=evaluation.pk)

    def test_with_a_name_may_be_changed_until_then(self, cast: Cast, forum: Forum) -> None:
        evaluation = an_evaluation(cast, forum)
        answer(cast.chief, evaluation, "Først", "To")
        answer(cast.chief, evaluation, "Så")
        for actor in (cast.mayor, cast.slt, cast.police_contact, cast.principal):
            answer(actor, evaluation, "Andre")
        do(cast.slt, open_answers, evaluation_id=evaluation.pk)
        with wall.acting(cast.mayor):
            rows = Answer.objects.filter(by=cast.chief.appointment)
            assert [row.text for row in rows] == ["Så"]

    def test_is_opened_when_all_have_answered_or_the_day_is_past(self, cast: Cast, forum: Forum) -> None:
        evaluation = an_evaluation(cast, forum)
        answer(cast.chief, evaluation, "Godt")
        with pytest.raises(Refused, match="Ingen leser dem før"):
            do(cast.slt, open_answers, evaluation_id=evaluation.pk)
        with wall.acting(cast.slt):
            Evaluation.objects.filter(pk=evaluation.pk).update(answer_by=today() - timedelta(days=1))
        opened = do(cast.police_contact, open_answers, evaluation_id=evaluation.pk)
        assert (opened.state, opened.opened_on) == ("writing", today())
        newest = entries(cast.slt, cast.cooperation)[0]
        assert (newest.kind, newest.payload["answers"]) == ("EvaluationOpened", 1)

    def test_refuses_what_is_no_answer(self, cast: Cast, forum: Forum) -> None:
        evaluation = an_evaluation(cast, forum)
        first = questions(cast.chief, evaluation)[0].pk
        for said, sentence in (
            ({}, "minst ett av spørsmålene"),
            ({first: ("  ", None)}, "minst ett av spørsmålene"),
            ({first: ("x", 5)}, "hører ikke til"),
            ({uuid4(): ("x", None)}, "hører ikke til"),
        ):
            with pytest.raises(Refused, match=sentence):
                do(cast.chief, answer_evaluation, evaluation_id=evaluation.pk, answers=said)
        with pytest.raises(Denied, match="som er spurt"):
            do(cast.director, answer_evaluation, evaluation_id=evaluation.pk, answers={first: ("x", None)})
        with pytest.raises(Evaluation.DoesNotExist):
            do(
                cast.foreign_contact,
                answer_evaluation,
                evaluation_id=evaluation.pk,
                answers={first: ("x", None)},
            )

    def test_waits_for_those_who_are_asked_until_they_have_answered(self, cast: Cast, forum: Forum) -> None:
        evaluation = an_evaluation(cast, forum)
        for actor in (cast.chief, cast.principal):
            with wall.acting(actor):
                assert [row.pk for row in waiting_for_answer(actor)] == [evaluation.pk]
            answer(actor, evaluation, "Godt")
            with wall.acting(actor):
                assert waiting_for_answer(actor) == []
        with wall.acting(cast.director):
            assert waiting_for_answer(cast.director) == []


class TestAnonymousAnswers:
    def test_are_tied_to_nobody_in_any_row(self, cast: Cast, forum: Forum) -> None:
        """V-7-j: no author, no time, no side of so few, an order by chance, and events that name no answer."""
        evaluation = an_evaluation(cast, forum, is_anonymous=True)
        who = (cast.mayor, cast.chief, cast.slt, cast.police_contact, cast.principal)
        for number, actor in enumerate(who):
            answer(actor, evaluation, f"FUGL{number}", f"FISK{number}")
        do(cast.slt, open_answers, evaluation_id=evaluation.pk)
        with wall.acting(cast.slt):
            rows = list(Answer.objects.all())
            assert {(row.by_id, row.side) for row in rows} == {(None, "")}
            assert {field.name for field in Answer._meta.fields} == {
                "id", "cooperation", "forum", "question", "text", "level", "side", "by",
            }  # fmt: skip
            assert not BallotBox.objects.exists()
            assert {row.answered_on for row in Asked.objects.all()} == {today()}
            with connection.cursor() as cursor:
                cursor.execute("select count(distinct xmin::text) from evaluations_answer")
                assert cursor.fetchone()[0] == 1  # all rows came in the moment of opening
        answered = [row for row in entries(cast.slt, cast.cooperation) if row.kind == "EvaluationAnswered"]
        assert [set(row.payload) for row in answered] == [{"evaluation", "forum"}] * 5

    def test_lie_in_an_order_that_is_not_that_of_answering(self, cast: Cast, forum: Forum) -> None:
        """Twelve questions' worth of orders are not all the order of answering: chance would need 5! to the sixth."""
        evaluation = an_evaluation(cast, forum, is_anonymous=True)
        for number, actor in enumerate(
            (cast.mayor, cast.chief, cast.slt, cast.police_contact, cast.principal)
        ):
            answer(actor, evaluation, *[str(number)] * 6)
        do(cast.slt, open_answers, evaluation_id=evaluation.pk)
        with wall.acting(cast.slt), connection.cursor() as cursor:
            cursor.execute(
                "select question_id, string_agg(text, '' order by ctid) from evaluations_answer group by 1"
            )
            orders = {order for _question, order in cursor.fetchall()}
        assert orders != {"01234"}

    def test_cannot_be_changed_since_nobody_can_find_them(self, cast: Cast, forum: Forum) -> None:
        evaluation = an_evaluation(cast, forum, is_anonymous=True)
        answer(cast.chief, evaluation, "Godt")
        with pytest.raises(Refused, match="anonymt"):
            answer(cast.chief, evaluation, "Bedre")
        with wall.acting(cast.chief):
            assert own_answer(cast.chief, evaluation) == {}

    def test_from_fewer_than_three_are_never_opened(self, cast: Cast, forum: Forum) -> None:
        evaluation = an_evaluation(cast, forum, is_anonymous=True)
        answer(cast.chief, evaluation, "KANARIFUGL")
        answer(cast.slt, evaluation, "Godt")
        with wall.acting(cast.slt):
            Evaluation.objects.filter(pk=evaluation.pk).update(answer_by=today() - timedelta(days=1))
        with pytest.raises(Refused, match="Færre enn tre"):
            do(cast.slt, open_answers, evaluation_id=evaluation.pk)
        do(cast.slt, stop_evaluation, evaluation_id=evaluation.pk)
        with wall.acting(cast.slt):
            assert not BallotBox.objects.exists()
            assert not Answer.objects.exists()


class TestShowing:
    def test_four_are_not_split_and_their_climate_is_not_shown(self, cast: Cast, forum: Forum) -> None:
        """V-7-j: four answers stand in one group, and of the climate only the joint text is shown."""
        evaluation = an_evaluation(cast, forum)
        for actor in (cast.mayor, cast.chief, cast.slt, cast.police_contact):
            answer(actor, evaluation, "Godt", "Noen", "KANARIFUGL", level=2)
        with wall.acting(cast.slt):
            Evaluation.objects.filter(pk=evaluation.pk).update(answer_by=today() - timedelta(days=1))
        do(cast.slt, open_answers, evaluation_id=evaluation.pk)
        found = fresh(cast.chief, evaluation.pk)
        with wall.acting(cast.chief):
            shown = answers_of(cast.chief, found)
        assert [(side, len(rows)) for side, rows in shown[0].by_side] == [("", 4)]
        assert (shown[0].gap, shown[0].middles) == ("low", [("", 2.0)])
        climate = shown[2]
        assert (climate.count, climate.is_hidden, climate.by_side, climate.middles, climate.gap) == (
            4,
            True,
            [],
            [],
            "",
        )

    def test_five_with_names_are_split_and_show_where_the_parties_differ(
        self, cast: Cast, forum: Forum
    ) -> None:
        evaluation = an_evaluation(cast, forum)
        for actor, level in (
            (cast.mayor, 4),
            (cast.slt, 4),
            (cast.chief, 2),
            (cast.police_contact, 2),
            (cast.principal, 3),
        ):
            answer(actor, evaluation, "Ord", level=level)
        do(cast.slt, open_answers, evaluation_id=evaluation.pk)
        found = fresh(cast.chief, evaluation.pk)
        with wall.acting(cast.chief):
            first = answers_of(cast.chief, found)[0]
        assert [(side, len(rows)) for side, rows in first.by_side] == [
            ("municipality", 2),
            ("police", 2),
            ("other", 1),
        ]
        assert (first.gap, dict(first.middles)) == (
            "apart",
            {"municipality": 4.0, "police": 2.0, "other": 3.0, "": 3.0},
        )


class TestClosing:
    def test_marks_the_point_of_the_year_as_done(self, cast: Cast, forum: Forum) -> None:
        evaluation = an_evaluation(cast, forum)
        do(cast.slt, stop_evaluation, evaluation_id=evaluation.pk)
        written = an_evaluation(cast, forum, alone_first=False)
        with pytest.raises(Stale):
            do(cast.slt, close_evaluation, evaluation_id=written.pk, seen=9)
        closed = do(cast.slt, close_evaluation, evaluation_id=written.pk, seen=written.version)
        assert (closed.state, closed.closed_on) == ("done", today())
        kinds = [row.kind for row in entries(cast.slt, cast.cooperation)][:2]
        assert kinds == ["EvaluationClosed", "WheelPointDone"]

    def test_is_not_for_an_external_member(self, cast: Cast, forum: Forum) -> None:
        """V-7-d: those outside the forum neither answer nor close."""
        evaluation = an_evaluation(cast, forum, alone_first=False)
        with pytest.raises(Denied):
            do(cast.principal, close_evaluation, evaluation_id=evaluation.pk, seen=1)
        for actor in (cast.oversight, cast.foreign_contact):
            with pytest.raises(Evaluation.DoesNotExist):
                do(actor, close_evaluation, evaluation_id=evaluation.pk, seen=1)


def test_an_open_one_is_read_by_all_who_sit_there(cast: Cast, forum: Forum) -> None:
    evaluation = an_evaluation(cast, forum)
    for actor in (cast.mayor, cast.chief, cast.slt, cast.police_contact, cast.principal):
        answer(actor, evaluation, "Godt år")
    do(cast.slt, open_answers, evaluation_id=evaluation.pk)
    for actor in (cast.principal, cast.reader, cast.chief):
        found = fresh(actor, evaluation.pk)
        with wall.acting(actor):
            assert answers_of(actor, found)[0].count == 5
