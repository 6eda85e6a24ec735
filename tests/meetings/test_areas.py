"""What a matter is about, and a party's own decision that touches the other: tagged when it is raised, and seen over the year."""

import pytest

from samrad.cooperation import wall
from samrad.cooperation.commands.aims import set_focus_area, set_goal
from samrad.cooperation.models import Area
from samrad.forums.models import Forum
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.meetings.commands.outcomes import decide
from samrad.meetings.commands.session import close_meeting
from samrad.meetings.models import AgendaItem, Decision
from tests.cast import Cast
from tests.meetings.settings import a_council, agenda, in_session
from tests.plans.situations import a_measure, a_plan
from tests.situations import do
from tests.visit import Page, login_as, send, visit

pytestmark = pytest.mark.django_db
MATTER = {"title": "Skredfare", "kind": "discussion", "level": "strategic", "face": "parties"}


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast, with_the_school=True)


def table_of(page: Page) -> dict[str, list[str]]:
    """The overview: by area, how many matters treated and waiting, goals and measures."""
    rows = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in page.all("tr")]
    return {row[0]: row[1:] for row in rows if len(row) == 5 and row[0] != "Område"}


class TestTheAreas:
    def test_are_the_guides_two_wordings_each_with_its_own_value(self) -> None:
        """V-4-b: preparedness with rescue, and societal security beside it, are not made into one."""
        assert {area.value: str(area.label) for area in Area} == {
            "crime": "Kriminalitetsforebygging",
            "preparedness": "Redning og beredskap",
            "safety": "Trygghet i lokalsamfunnet",
            "societal": "Samfunnssikkerhet",
        }

    def test_are_tagged_on_a_matter_and_follow_it(self, cast: Cast, forum: Forum) -> None:
        client = login_as("politikontakt")
        page = send(client, f"/forum/{forum.pk}/saker/ny/", MATTER | {"areas": ["societal", "preparedness"]})
        assert "Redning og beredskap Samfunnssikkerhet" in page.text
        with wall.acting(cast.slt):
            item = AgendaItem.objects.get(title="Skredfare")
        assert item.areas == ["preparedness", "societal"]
        change = visit(client, f"/sak/{item.pk}/endre/")
        ticked = {box.get("value") for box in change.all("input") if box.get("checked") is not None}
        assert {"preparedness", "societal"} <= ticked
        page = send(
            client, f"/sak/{item.pk}/endre/", MATTER | {"areas": ["safety"], "seen": str(item.version)}
        )
        assert "Trygghet i lokalsamfunnet" in page.text and "Samfunnssikkerhet" not in page.text

    def test_have_an_overview_in_which_none_is_crowded_out(self, cast: Cast, forum: Forum) -> None:
        """V-4-b: matters, goals and measures for each area, also for the one that has none."""
        meeting = in_session(cast, forum, "Butikktyverier", areas=["crime"])
        for item in agenda(cast.slt, meeting):
            do(cast.slt, decide, item_id=item.pk, outcome="taken_note")
        do(cast.slt, close_meeting, meeting_id=meeting.pk)
        send(login_as("slt"), f"/forum/{forum.pk}/saker/ny/", MATTER | {"areas": ["preparedness", "crime"]})
        given = {"name": "Beredskap", "areas": ["preparedness"], "valid_from": today()}
        area = do(cast.slt, set_focus_area, cooperation_id=cast.cooperation.pk, **given)
        do(cast.slt, set_goal, area_id=area.pk, name="Øve hvert år", aim="", horizon=today().year + 2)
        a_measure(cast, a_plan(cast, forum=forum), areas=("safety",))
        page = visit(login_as("ordforer"), f"/forum/{forum.pk}/slik-arbeider-vi/")
        assert table_of(page) == {
            "Kriminalitetsforebygging": ["1", "1", "0", "0"],
            "Redning og beredskap": ["0", "1", "1", "0"],
            "Trygghet i lokalsamfunnet": ["0", "0", "0", "1"],
            "Samfunnssikkerhet": ["0", "0", "0", "0"],
        }


class TestAPartysOwnDecision:
    @pytest.mark.parametrize(("outcome", "words"), [("aligned", "Samordnet"), ("adapted", "Tilpasset")])
    def test_stands_on_the_agenda_and_ends_as_aligned_or_adapted_with_its_step(
        self, cast: Cast, forum: Forum, outcome: str, words: str
    ) -> None:
        """V-4-m: a strategic decision of one organisation that touches the other, and what came of it."""
        meeting = in_session(cast, forum, "Ny patruljeordning", kind="own_decision", step=2)
        item = next(item for item in agenda(cast.slt, meeting) if item.kind == "own_decision")
        client = login_as("slt")
        room = visit(client, f"/mote/{meeting.pk}/?sak={item.pk}")
        offered = [each.get("value") for each in room.all("input") if each.get("name") == "decision-outcome"]
        assert {"aligned", "adapted"} <= set(offered)
        given = {"decision-outcome": outcome, "decision-text": "Kommunen legger om sine tider."}
        page = send(client, f"/sak/{item.pk}/utfall/", given)
        assert words in page.text
        do(cast.slt, close_meeting, meeting_id=meeting.pk)
        page = visit(login_as("politikontakt"), f"/forum/{forum.pk}/slik-arbeider-vi/")
        assert "Egne beslutninger som berører motparten" in page.text
        assert f"Lyngvik kommune · trinn 2 · {words}" in page.text
        assert page.links.count(f"/sak/{item.pk}/") == 1

    def test_can_end_in_a_noted_disagreement(self, cast: Cast, forum: Forum) -> None:
        """V-4-m: alignment is not forced; that the parties see it differently is an outcome of its own."""
        meeting = in_session(cast, forum, "Ny patruljeordning", kind="own_decision")
        item = next(item for item in agenda(cast.slt, meeting) if item.kind == "own_decision")
        room = visit(login_as("slt"), f"/mote/{meeting.pk}/?sak={item.pk}")
        assert f"/sak/{item.pk}/uenighet/" in room.links

    def test_is_the_only_matter_with_those_outcomes(self, cast: Cast, forum: Forum) -> None:
        meeting = in_session(cast, forum, "Trafikk")
        item = agenda(cast.slt, meeting)[-1]
        room = visit(login_as("slt"), f"/mote/{meeting.pk}/?sak={item.pk}")
        offered = [each.get("value") for each in room.all("input") if each.get("name") == "decision-outcome"]
        assert offered == ["taken_note", "decided", "referred", "postponed"]
        with pytest.raises(Refused, match="en parts egen beslutning"):
            do(cast.slt, decide, item_id=item.pk, outcome="aligned")
        with wall.acting(cast.slt):
            assert Decision.objects.count() == 0

    def test_is_not_raised_by_an_external_member(self, cast: Cast, forum: Forum) -> None:
        form = visit(login_as("skole"), f"/forum/{forum.pk}/saker/ny/")
        assert "own_decision" not in [each.get("value") for each in form.all("option")]
