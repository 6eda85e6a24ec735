"""Evaluations as the rules are told of them: codes, days and counts, moved by each deed."""

from datetime import date

import pytest

from samrad.evaluations.commands.areas import mark_area
from samrad.evaluations.commands.becoming import decide_no_change
from samrad.evaluations.commands.evaluating import close_evaluation, open_answers
from samrad.evaluations.commands.learning import note_point
from samrad.oversight.tasks import look_at_everything
from tests.cast import Cast
from tests.evaluations.situations import an_evaluation, answer, fresh
from tests.meetings.settings import a_council
from tests.oversight.test_refreshing import as_from_nothing, everything, jobs_done, says
from tests.situations import do, in_force, with_dates

pytestmark = pytest.mark.django_db
ASKED = ("V-7-a", "V-7-c", "V-7-d", "V-7-k")


def codes(subject: object, *asked: str) -> list[str]:
    return [
        str(code) for requirement in asked for ((code, _reason, _numbers),) in [says(requirement, subject)]
    ]


def test_a_forum_that_looks_back_is_seen_to_do_it_deed_by_deed(cast: Cast) -> None:
    """V-7-a, V-7-c, V-7-d, V-7-k: and what one deed moves is what a look at everything gives."""
    forum = a_council(cast)
    look_at_everything(0)
    assert codes(forum.pk, *ASKED)[1:] == ["not_applicable"] * 3
    evaluation = an_evaluation(cast, forum)
    jobs_done()
    assert codes(forum.pk, "V-7-a") == ["unknown"]
    for actor in (cast.mayor, cast.chief, cast.slt, cast.police_contact):
        answer(actor, evaluation, "Godt")
    do(cast.slt, open_answers, evaluation_id=evaluation.pk)
    point = do(cast.slt, note_point, evaluation_id=evaluation.pk, kind="ahead", text="Møt oftere")
    do(cast.slt, close_evaluation, evaluation_id=evaluation.pk, seen=fresh(cast.slt, evaluation.pk).version)
    jobs_done()
    assert codes(forum.pk, *ASKED) == ["kept", "unknown", "kept", "unknown"]
    do(cast.slt, decide_no_change, point_id=point.pk, reason="Vi prøver igjen", seen=1)
    jobs_done()
    assert says("V-7-c", forum.pk)[0][:2] == ("unknown", "not_on_the_agenda")
    assert as_from_nothing() == everything()


def test_what_an_agreement_wants_evaluated_is_counted(cast: Cast) -> None:
    """A-eval-b: chosen in the agreement, and covered by a finished evaluation."""
    forum = a_council(cast)
    agreement = in_force(cast.director, cast.chief, cast.cooperation)
    with_dates(cast.director, agreement, valid_from=date(2025, 1, 1))
    look_at_everything(0)
    assert says("A-eval-b", cast.cooperation.pk)[0][1] == "no_areas_marked"
    area = do(cast.police_contact, mark_area, agreement_id=agreement.pk, name="Politirådet")
    jobs_done()
    assert says("A-eval-b", cast.cooperation.pk)[0][1] == "areas_left"
    written = an_evaluation(cast, forum, alone_first=False, areas=[area.pk])
    do(cast.slt, close_evaluation, evaluation_id=written.pk, seen=written.version)
    jobs_done()
    assert codes(cast.cooperation.pk, "A-eval-b", "V-1-c") == ["kept", "kept"]
