"""A decision that is about a focus area or a measure: chosen where it is made, and seen from both ends."""

import pytest

from samrad.cooperation import wall
from samrad.cooperation.commands.aims import close_focus_area, set_focus_area
from samrad.cooperation.models import FocusArea
from samrad.kernel.answers import Denied, Refused
from samrad.kernel.clock import today
from samrad.ledger.models import Entry
from samrad.meetings.commands.outcomes import decide
from samrad.meetings.commands.record import send_minutes
from samrad.meetings.commands.session import close_meeting
from samrad.meetings.models import AgendaItem, Decision, Meeting, MinutesFace
from samrad.meetings.queries.tasks import decisions_about
from samrad.plans.commands.deciding import decide_about
from samrad.plans.models import Measure
from tests.cast import Cast
from tests.meetings.settings import a_council, agenda, fresh, in_session
from tests.plans.situations import a_measure, a_plan
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return in_session(cast, a_council(cast, with_the_school=True), "Trygge kvelder")


@pytest.fixture
def item(cast: Cast, meeting: Meeting) -> AgendaItem:
    return next(item for item in agenda(cast.slt, meeting) if item.title == "Trygge kvelder")


@pytest.fixture
def area(cast: Cast) -> FocusArea:
    given = {"name": "Utelivet", "areas": ["crime"], "valid_from": today()}
    return do(cast.slt, set_focus_area, cooperation_id=cast.cooperation.pk, **given)


@pytest.fixture
def measure(cast: Cast, meeting: Meeting) -> Measure:
    return a_measure(cast, a_plan(cast, forum=meeting.forum))


def made(cast: Cast) -> Decision:
    with wall.acting(cast.slt):
        return Decision.objects.get()


class TestInTheForm:
    def test_both_are_chosen_and_stand_on_every_page_that_they_concern(
        self, cast: Cast, meeting: Meeting, item: AgendaItem, area: FocusArea, measure: Measure
    ) -> None:
        client = login_as("slt")
        room = visit(client, f"/mote/{meeting.pk}/?sak={item.pk}")
        assert "Satsingsområde det gjelder" in room.text and "Tiltak det gjelder" in room.text
        page = send(client, f"/sak/{item.pk}/utfall/", {
            "decision-outcome": "decided", "decision-text": "Vi fortsetter.",
            "decision-focus_area_id": str(area.pk), "decision-measure_id": str(measure.pk),
        })  # fmt: skip
        assert "Satsingsområde: Utelivet" in page.text and "Tiltak: Natteravner" in page.text
        kept = made(cast)
        assert (kept.focus_area_id, kept.measure, kept.measure_name) == (area.pk, measure.pk, "Natteravner")
        for way in (f"/satsingsomrade/{area.pk}/", f"/tiltak/{measure.pk}/"):
            found = visit(client, way)
            assert "Besluttet i møter" in found.text and f"/mote/{meeting.pk}/" in found.links
        again = visit(client, f"/mote/{meeting.pk}/?sak={item.pk}")
        chosen = [option.get("value") for option in again.all("option") if option.get("selected") is not None]
        assert {str(area.pk), str(measure.pk)} <= set(chosen)
        with wall.acting(cast.slt):
            kinds = list(Entry.objects.filter(kind="MeasureDecidedOn").values_list("payload", flat=True))
        assert kinds == [{"measure": str(measure.pk), "plan": str(measure.plan_id), "decision": str(kept.pk)}]

    def test_what_there_is_none_of_is_not_asked_about(
        self, cast: Cast, meeting: Meeting, item: AgendaItem
    ) -> None:
        room = visit(login_as("slt"), f"/mote/{meeting.pk}/?sak={item.pk}")
        assert "Satsingsområde det gjelder" not in room.text and "Tiltak det gjelder" not in room.text

    def test_they_follow_into_the_minutes(
        self, cast: Cast, meeting: Meeting, item: AgendaItem, area: FocusArea, measure: Measure
    ) -> None:
        given = {"outcome": "decided", "text": "Vi fortsetter.", "focus_area_id": area.pk}
        do(cast.slt, decide_about, item_id=item.pk, measure_id=measure.pk, **given)
        do(cast.slt, close_meeting, meeting_id=meeting.pk)
        do(cast.slt, send_minutes, meeting_id=meeting.pk, seen=fresh(cast.slt, meeting.pk).version)
        with wall.acting(cast.slt):
            face = MinutesFace.objects.get(face="parties")
        words = [decision for matter in face.content["matters"] for decision in matter["decisions"]]
        assert [(each["focus_area"], each["measure"]) for each in words] == [("Utelivet", "Natteravner")]
        page = visit(login_as("politikontakt"), f"/mote/{meeting.pk}/referat/")
        assert "Satsingsområde Utelivet" in page.text and "Tiltak Natteravner" in page.text


class TestWhatIsRefused:
    def test_a_focus_area_that_is_closed(self, cast: Cast, item: AgendaItem, area: FocusArea) -> None:
        do(cast.slt, close_focus_area, area_id=area.pk, reason="Nådd", seen=area.version)
        with pytest.raises(Refused, match="Satsingsområdet er avsluttet"):
            do(cast.slt, decide, item_id=item.pk, outcome="taken_note", focus_area_id=area.pk)

    def test_a_measure_of_another_cooperation_or_none(self, cast: Cast, item: AgendaItem) -> None:
        with pytest.raises(Refused, match="Tiltaket er avsluttet eller står ikke her"):
            do(cast.slt, decide_about, item_id=item.pk, measure_id=item.pk, outcome="taken_note")

    def test_a_measure_of_the_parties_in_a_matter_that_others_read(
        self, cast: Cast, meeting: Meeting, item: AgendaItem, measure: Measure
    ) -> None:
        with wall.acting(cast.slt):
            AgendaItem.objects.filter(pk=item.pk).update(face="forum")
        with pytest.raises(Refused, match="Flere enn partene leser denne saken"):
            do(cast.slt, decide_about, item_id=item.pk, measure_id=measure.pk, outcome="taken_note")

    def test_whoever_does_not_write_the_minutes(self, cast: Cast, item: AgendaItem, measure: Measure) -> None:
        with pytest.raises(Denied):
            do(cast.reader, decide_about, item_id=item.pk, measure_id=measure.pk, outcome="taken_note")


def test_a_new_outcome_is_written_over_the_one_that_something_rests_on(
    cast: Cast, item: AgendaItem, area: FocusArea
) -> None:
    """A focus area was made to rest on the decision before it was decided anew: it rests on the same one still."""
    first = do(cast.slt, decide, item_id=item.pk, outcome="decided", text="Ja.", focus_area_id=area.pk)
    second = do(cast.slt, decide, item_id=item.pk, outcome="decided", text="Ja, fra mai.")
    assert (second.pk, second.version) == (first.pk, first.version + 1)
    assert (made(cast).text, made(cast).focus_area_id) == ("Ja, fra mai.", None)


def test_the_other_municipality_finds_none_of_them(
    cast: Cast, item: AgendaItem, area: FocusArea, measure: Measure
) -> None:
    do(
        cast.slt,
        decide_about,
        item_id=item.pk,
        measure_id=measure.pk,
        outcome="taken_note",
        focus_area_id=area.pk,
    )
    for who, count in ((cast.police_contact, 1), (cast.neighbour_mayor, 0), (cast.principal, 0)):
        with wall.acting(who) as actor:
            found = decisions_about(actor, focus_area=area.pk), decisions_about(actor, measure=measure.pk)
        assert [len(each) for each in found] == [count, count], who
