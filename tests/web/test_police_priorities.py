"""The police's priorities in the council, the knowledge each is built on, and the strategy with the years it holds."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.forums.commands.bodies import end_forum
from samrad.guide.references import references
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import today
from samrad.knowledge.commands.contributions import withdraw_contribution
from samrad.knowledge.commands.police import Presented, present_priority
from samrad.knowledge.models import PolicePriority
from samrad.knowledge.queries.police import strategy
from tests.cast import Cast
from tests.knowledge.situations import a_draft_of, a_picture, a_request, given_to
from tests.meetings.settings import a_council
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
HERE = "/samarbeid/lyngvik/politiets-prioriteringer/"


def test_a_priority_stands_with_its_knowledge_and_the_strategy_with_its_years(cast: Cast) -> None:
    """V-4.1.6-a: linked to knowledge products of both sides, and the strategy's record has its period and says that it has ended."""
    forum, police, town = a_council(cast), login_as("politikontakt"), login_as("slt")
    request, picture = a_request(cast.slt, forum.pk), a_picture(cast, forum.pk, "Torget på kveldstid")
    ours, theirs = (
        given_to(cast.police_contact, request, "Anmeldelser på torget"),
        given_to(cast.slt, request, "Uro"),
    )
    assert "Politiet har ikke lagt fram noen prioriteringer her ennå." in visit(town, HERE).text
    said = {
        "name": "Vold i det offentlige rom",
        "presented_on": today().isoformat(),
        "forum_id": str(forum.pk),
        "seen": "0",
    }
    send(police, f"{HERE}ny/", said)
    assert "Ikke knyttet til kunnskap ennå." in visit(town, HERE).text
    change = next(link for link in visit(police, HERE).links if link.startswith("/politiets-prioritering/"))
    built = said | {
        "contributions": [str(ours.pk), str(theirs.pk)],
        "pictures": [str(picture.pk)],
        "sources": ["i-forkant"],
        "seen": "1",
    }
    send(police, change, built)
    page = visit(town, HERE)
    for words in (
        "Vold i det offentlige rom",
        "Anmeldelser på torget",
        "Uro",
        "Torget på kveldstid",
        "2021–2025",
    ):
        assert words in page.text, words
    assert "Ikke knyttet til kunnskap" not in page.text
    assert {f"/bilde/{picture.pk}/", f"/bestilling/{request.pk}/"} <= set(page.links)
    assert page.text.count("Perioden er over") == 2  # beside the priority, and on the record of the strategy
    record = strategy()
    assert (record.from_year, record.to_year) == (2021, 2025)
    assert (record.is_over(date(2025, 12, 31)), record.is_over(date(2026, 1, 1))) == (False, True)
    assert "Perioden er over" in visit(town, "/veilederen/kilder/").text
    do(cast.police_contact, withdraw_contribution, contribution_id=ours.pk)
    text = visit(town, HERE).text
    assert ("Anmeldelser på torget" in text, "Et bidrag den bygde på, er trukket." in text) == (False, True)


def test_the_police_say_it_of_their_own_and_only_of_what_both_have(cast: Cast) -> None:
    forum = a_council(cast)
    draft = a_draft_of(cast.police_contact, a_request(cast.slt, forum.pk).pk)
    here = {"cooperation_id": cast.cooperation.pk}
    with pytest.raises(Denied):
        do(cast.slt, present_priority, presented=Presented("Rus", today(), forum.pk), **here)
    for wrong, sentence in (
        ({"name": " "}, "hva politiet prioriterer"),
        ({"presented_on": today() + timedelta(days=1)}, "fram i tid"),
        ({"ended_on": today() - timedelta(days=1)}, "ikke slutte før"),
        ({"contributions": [draft.pk]}, "levert til begge"),
        ({"pictures": [uuid4()]}, "levert til begge"),
        ({"sources": ["finnes-ikke"]}, "levert til begge"),
    ):
        given = {"name": "Rus", "presented_on": today(), "forum_id": forum.pk} | wrong
        with pytest.raises(Refused, match=sentence):
            do(cast.police_contact, present_priority, presented=Presented(**given), **here)  # type: ignore[arg-type]
    first = do(cast.police_contact, present_priority, presented=Presented("Rus", today(), forum.pk), **here)
    with pytest.raises(Stale):
        do(
            cast.chief,
            present_priority,
            presented=Presented("Rus", today(), forum.pk),
            priority_id=first.pk,
            **here,
        )
    with pytest.raises(PolicePriority.DoesNotExist):
        presented = Presented("Rus", today(), forum.pk)
        do(cast.police_contact, present_priority, presented=presented, priority_id=uuid4(), **here)
    assert login_as("nabopoliti").get(HERE).status_code == 404
    assert login_as("slt").get(f"/politiets-prioritering/{first.pk}/").status_code == 403


def test_the_list_costs_the_same_for_one_and_for_many(cast: Cast) -> None:
    forum, client, found = a_council(cast), login_as("slt"), []
    keys = [row.key for row in references()][:3]
    given = given_to(cast.slt, a_request(cast.slt, forum.pk))
    for number in range(3):
        presented = Presented(f"Nr. {number}", today(), forum.pk, contributions=[given.pk], sources=keys)
        do(cast.police_contact, present_priority, cooperation_id=cast.cooperation.pk, presented=presented)
        if number != 1:
            visit(client, HERE)
            with CaptureQueriesContext(connection) as statements:
                visit(client, HERE)
            found.append(len(statements))
    assert found[0] == found[1]


def test_a_priority_keeps_its_forum_when_that_has_ended(cast: Cast) -> None:
    forum, police = a_council(cast), login_as("politikontakt")
    presented = Presented("Rus", today(), forum.pk)
    first = do(cast.police_contact, present_priority, cooperation_id=cast.cooperation.pk, presented=presented)
    do(cast.slt, end_forum, forum_id=forum.pk, on=today())
    offered = [
        each.get("value") for each in visit(police, f"/politiets-prioritering/{first.pk}/").all("option")
    ]
    assert str(forum.pk) in offered
    for_a_new_one = [each.get("value") for each in visit(police, f"{HERE}ny/").all("option")]
    assert for_a_new_one == [key for key in offered if key != str(forum.pk)]
