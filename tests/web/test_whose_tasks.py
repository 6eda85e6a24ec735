"""Whose tasks: narrowed by owner, forum and deadline, and owned by those who can see them."""

from uuid import uuid4

import pytest

from samrad.forums.models import Forum
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.meetings.commands.outcomes import follow_up_task
from samrad.meetings.models import AgendaItem
from samrad.parties.commands import end_appointment
from tests.cast import MACHINERY, Cast
from tests.meetings.settings import a_council, agenda, in_session
from tests.situations import do
from tests.visit import login_as, visit
from tests.web.test_tasks import DAY, a_task, due

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast, with_the_school=True)


@pytest.fixture
def item(cast: Cast, forum: Forum) -> AgendaItem:
    return agenda(cast.slt, in_session(cast, forum, "Trygt sentrum", face="forum"))[0]


class TestWhose:
    def test_is_narrowed_by_owner_forum_and_deadline(
        self, cast: Cast, forum: Forum, item: AgendaItem
    ) -> None:
        """V-4.1.4-f: what is late is seen by both parties, whoever owns it."""
        a_task(cast, item, "Kontaktens")
        due(cast, a_task(cast, item, "Kontaktens sene"), today() - DAY)
        due(cast, a_task(cast, item, "Lederens sene", owner_id=cast.chief.post), today() - DAY)
        names = ("Kontaktens sene", "Lederens sene")
        for username in ("slt", "enhetsleder"):
            client = login_as(username)
            late = visit(client, "/oppgaver/?vis=alle&frist=over").text
            assert [words in late for words in names] == [True, True]
            assert late.count("Kontaktens") == 1
            of_one = visit(client, f"/oppgaver/?vis=alle&ansvarlig={cast.chief.post}").text
            assert ("Lederens sene" in of_one, "Kontaktens" in of_one) == (True, False)
            here = visit(client, f"/oppgaver/?vis=alle&forum={forum.pk}").text
            assert [words in here for words in names] == [True, True]
        nonsense = visit(client, f"/oppgaver/?vis=alle&ansvarlig={uuid4()}&forum=x&frist=x")
        assert "Kontaktens sene" in nonsense.text
        mine = visit(login_as("leser"), f"/oppgaver/?vis=vare&ansvarlig={cast.chief.post}")
        assert "Lederens sene" not in mine.text

    def test_says_whose_post_nobody_holds(self, cast: Cast, item: AgendaItem) -> None:
        """The task stays with the post."""
        task = a_task(cast, item, owner_id=cast.chief.post)
        words = "ingen har stillingen nå"
        assert words not in visit(login_as("slt"), "/oppgaver/?vis=alle").text
        assert "Per Haugland" in visit(login_as("slt"), f"/oppgave/{task.pk}/").text
        assert cast.chief.appointment
        end_appointment(actor=MACHINERY, appointment_id=cast.chief.appointment, on=today() - DAY)
        assert words in visit(login_as("slt"), "/oppgaver/?vis=alle").text
        assert "Ingen har stillingen nå." in visit(login_as("slt"), f"/oppgave/{task.pk}/").text

    def test_is_owned_by_those_who_can_see_it(self, cast: Cast, item: AgendaItem) -> None:
        sentence = "Den stillingen kan ikke se oppgaven."
        with pytest.raises(Refused, match=sentence):
            a_task(cast, item, owner_id=cast.principal.post, face="parties")
        assert a_task(cast, item, owner_id=cast.principal.post, face="forum").owner_id == cast.principal.post
        among_parties = a_task(cast, item, face="parties")
        given = {"task_id": among_parties.pk, "kind": "handed_over", "seen": 1}
        with pytest.raises(Refused, match=sentence):
            do(cast.slt, follow_up_task, owner_id=cast.principal.post, **given)
