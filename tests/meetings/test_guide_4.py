"""What the guide says of councils and other forums, shown on forums and meetings as they are used."""

import pytest

from samrad.cooperation import wall
from samrad.forums.commands.bodies import set_up_forum
from samrad.forums.commands.members import add_member, agree_to_assessment, begin_assessment, take_in_external
from samrad.forums.models import Forum
from samrad.forums.queries import forum_visible_to, wheel_of
from samrad.kernel.clock import today
from samrad.meetings.commands.lifting import answer_lift, lift_item
from samrad.meetings.commands.outcomes import decide
from samrad.meetings.commands.papers import add_paper
from samrad.meetings.commands.session import note_attendance
from samrad.meetings.content import by_party
from samrad.meetings.documents import agenda_pdf
from samrad.meetings.models import Meeting
from samrad.meetings.queries.lifts import way_of
from samrad.meetings.queries.meetings import (
    attendance_of,
    item_visible_to,
    meeting_visible_to,
    paper_visible_to,
    proposals_of,
)
from samrad.meetings.queries.minutes import meeting_head
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.meetings.settings import a_council, a_meeting, agenda, an_item, called, in_session
from tests.pdf import words_of
from tests.situations import do
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db


def a_forum(cast: Cast, **given: object) -> Forum:
    return do(cast.slt, set_up_forum, cooperation_id=cast.cooperation.pk, **given)


def titles(actor: Actor, meeting: Meeting) -> list[str]:
    return [item.title for item in agenda(actor, meeting)]


@pytest.mark.parametrize("meetings", [1, 2, 5])
def test_how_often_a_council_meets_is_its_own_to_say(cast: Cast, meetings: int) -> None:
    """V-4.1.2-e: the year is planned by the council's own number."""
    council = a_forum(cast, kind="council", name="Rådet", meetings_a_year=meetings)
    with wall.acting(cast.slt) as actor:
        points = wheel_of(actor, forum_visible_to(actor, council.pk), today().year)
    assert [point.kind for point in points].count("meeting") == meetings


def test_each_reads_what_is_to_be_decided_and_its_papers_before_the_meeting(cast: Cast) -> None:
    """V-4.1.4-e: the papers stand with the matter, and whoever presents it says what the council is to decide."""
    forum = a_council(cast)
    meeting = a_meeting(cast, forum)
    wanted = {"what_to_decide": "Skal vi sikre krysset?", "presenter_id": cast.police_contact.post}
    item = an_item(cast.police_contact, forum, meeting, "Skolevei", **wanted)
    paper = do(cast.police_contact, add_paper, item_id=item.pk, filename="kart.txt", data=b"Her og der.")
    called(cast, meeting)
    with wall.acting(cast.mayor) as actor:
        words = words_of(agenda_pdf(actor, meeting_visible_to(actor, meeting.pk)))
        assert bytes(paper_visible_to(actor, paper.pk).data) == b"Her og der."
    for said in ("Skal vi sikre krysset?", "kart.txt", "Legges fram av: Politikontakt"):
        assert said in words


def test_an_extended_council_keeps_its_internal_part_apart(cast: Cast) -> None:
    """V-4.2-a: the school sits there, and sees the matters that are opened to it; the parties' part stays theirs."""
    forum = a_forum(cast, kind="council_ext", name="Utvidet råd")
    do(cast.slt, add_member, forum_id=forum.pk, post_id=cast.slt.post, role="secretary")
    assessed = do(cast.slt, begin_assessment, forum_id=forum.pk, challenge="Uro rundt skolen")
    do(cast.police_contact, agree_to_assessment, assessment_id=assessed.pk)
    school = {"forum_id": forum.pk, "post_id": cast.principal.post, "role": "member"}
    do(cast.slt, take_in_external, assessment_id=assessed.pk, **school)
    meeting = a_meeting(cast, forum, "For alle", face="forum")
    an_item(cast.slt, forum, meeting, "For partene", face="parties")
    assert titles(cast.principal, meeting) == ["For alle"]
    assert titles(cast.police_contact, meeting) == ["For alle", "For partene"]


def test_a_matter_goes_to_those_who_can_do_it_and_comes_back(cast: Cast) -> None:
    """V-4.3-a: sent to a forum at a more executive level, answered, and read from both ends."""
    council = a_council(cast)
    group = a_forum(cast, kind="thematic", name="Uteforum")
    item = agenda(cast.slt, in_session(cast, council, "Uro i parken"))[0]
    do(cast.slt, decide, item_id=item.pk, outcome="referred", referred_to_id=group.pk)
    with wall.acting(cast.slt) as actor:
        (sent,) = proposals_of(actor, forum_visible_to(actor, group.pk))
    assert (sent.title, sent.carried_from_id) == ("Uro i parken", item.pk)
    lift = do(cast.slt, lift_item, item_id=item.pk, to_forum_id=group.pk, title="Lys i parken")
    do(cast.police_contact, answer_lift, lift_id=lift.pk, answer="done", words="Lysene er på.", seen=1)
    for matter in (item.pk, lift.to_item_id):
        with wall.acting(cast.slt) as actor:
            (step,) = way_of(actor, item_visible_to(actor, matter))
        assert (step.from_name, step.to_name) == ("Politirådet i Lyngvik", "Uteforum")
        assert (step.lift.answer, step.lift.words) == ("done", "Lysene er på.")


@pytest.mark.parametrize("theme", ["Radikalisering", "Uteliv", "Trafikksikkerhet", "Noe helt annet"])
def test_a_forum_of_any_theme_has_mandate_leader_and_meetings(cast: Cast, theme: str) -> None:
    """V-4.3-b."""
    forum = a_forum(cast, kind="thematic", name=theme, mandate="Følge opp temaet.")
    do(cast.slt, add_member, forum_id=forum.pk, post_id=cast.police_contact.post, role="chair")
    a_meeting(cast, forum, "Første sak")
    page = visit(login_as("politikontakt"), f"/forum/{forum.pk}/")
    for words in (theme, "Temaforum", "Følge opp temaet.", "Leder"):
        assert words in page.text


def test_a_place_without_forums_lacks_nothing(cast: Cast) -> None:
    """V-4.3-d: forums of a theme are something to choose, never a gap."""
    page = visit(login_as("slt"), "/samarbeid/lyngvik/forum/")
    assert "Ingen forum ennå. Det er frivillig." in page.text
    council = a_council(cast)
    for address in ("/samarbeid/lyngvik/", f"/forum/{council.pk}/", "/samarbeid/lyngvik/forum/"):
        page = visit(login_as("slt"), address)
        assert "temaforum" not in page.text.replace("Politiråd, temaforum", "").lower()


def test_who_is_there_by_screen_is_there(cast: Cast) -> None:
    """V-4.4-d: any mode counts alike, and the link stays with those who are called."""
    forum = a_council(cast, with_the_school=True)
    meeting = in_session(cast, forum, "Budsjett", face="forum")
    with wall.acting(cast.slt) as actor:
        rows = attendance_of(actor, meeting_visible_to(actor, meeting.pk))
    states = {cast.mayor.post: "digital", cast.slt.post: "present", cast.chief.post: "digital"}
    for row in rows:
        if row.membership.post_id in states:
            do(cast.slt, note_attendance, attendance_id=row.pk, state=states[row.membership.post_id])
    with wall.acting(cast.slt) as actor:
        head = meeting_head(actor, meeting_visible_to(actor, meeting.pk))
    assert [group.here for group in by_party(head)][:2] == [2, 1]
    assert "link" not in head
