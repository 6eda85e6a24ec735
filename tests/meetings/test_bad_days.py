"""Days on which something goes wrong between the call and the minutes, each as the people of the meeting live it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from time_machine import travel

from samrad.cooperation import wall
from samrad.kernel.answers import Refused
from samrad.kernel.clock import OSLO, now
from samrad.meetings.commands.agenda import order_agenda, place_item, propose_item, withdraw_item
from samrad.meetings.commands.planning import cancel_meeting
from samrad.meetings.models import AgendaItem, Meeting, Note
from tests.cast import Cast
from tests.meetings.settings import a_council, a_meeting, agenda, an_item, called, fresh, in_session
from tests.notices.test_second_call import AGENDA, again, post
from tests.pdf import words_of
from tests.post import PostOffice, post_office
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
PLAN = {"title": "Nattmøte", "mode": "physical", "place": "Rådhuset"}


@pytest.fixture
def summer() -> object:
    with travel("2027-01-15 12:00:00+01:00", tick=False) as at:
        yield at


class TestTheNightTheClockIsChanged:
    @pytest.mark.parametrize(
        ("day", "begins", "sentence"),
        [
            ("2027-03-28", "02:30", "Klokka 02.30 finnes ikke denne natta: da stilles klokka fram."),
            ("2027-10-31", "02:30", "Klokka 02.30 kommer to ganger denne natta: da stilles klokka tilbake."),
        ],
    )
    def test_has_an_hour_in_which_no_meeting_can_begin(
        self, cast: Cast, summer: object, day: str, begins: str, sentence: str
    ) -> None:
        forum = a_council(cast)
        given = PLAN | {"day": day, "begins": begins, "ends": "05:00"}
        page = send(login_as("slt"), f"/forum/{forum.pk}/moter/nytt/", given, status=422)
        assert sentence in page.text and "Nattmøte" in page.html
        with wall.acting(cast.slt):
            assert Meeting.objects.count() == 0

    @pytest.mark.parametrize(("day", "hours"), [("2027-03-28", 3), ("2027-10-31", 5), ("2027-06-20", 4)])
    def test_lasts_as_long_as_it_lasts_and_the_page_says_what_the_wall_clock_says(
        self, cast: Cast, summer: object, day: str, hours: int
    ) -> None:
        """From one to five by the clock on the wall: three hours, five hours, or four."""
        forum = a_council(cast)
        page = send(
            login_as("slt"),
            f"/forum/{forum.pk}/moter/nytt/",
            PLAN | {"day": day, "begins": "01:00", "ends": "05:00"},
        )
        assert "01.00" in page.text and "05.00" in page.text
        with wall.acting(cast.slt):
            meeting = Meeting.objects.get()
        assert meeting.ends_at - meeting.starts_at == timedelta(hours=hours)
        assert meeting.starts_at.astimezone(OSLO).strftime("%Y-%m-%d %H:%M") == f"{day} 01:00"


class TestAMatterMovedAfterTheCall:
    def test_keeps_its_number_and_the_called_get_the_agenda_in_its_new_order(
        self, cast: Cast, settings: object
    ) -> None:
        with post_office(settings) as office:
            self.moved(cast, office)

    def moved(self, cast: Cast, office: PostOffice) -> None:
        meeting = a_meeting(cast, a_council(cast), "Skolevei", "Sentrum")
        called(cast, meeting)
        post(cast, office)
        numbers = {item.title: item.case_number for item in agenda(cast.slt, meeting)}
        last = agenda(cast.slt, meeting)[-1]
        do(cast.slt, order_agenda, item_id=last.pk, direction="up")
        assert agenda(cast.slt, meeting)[0].title == "Sentrum"
        assert {item.title: item.case_number for item in agenda(cast.slt, meeting)} == numbers
        again(cast, meeting)
        names = ["astrid", "ingrid", "per"]
        assert post(cast, office) == [(AGENDA, name) for name in names]
        (pdf,) = [p for p in office.mails[0].walk() if p.get_content_type() == "application/pdf"]
        words = words_of(pdf.get_content())
        assert words.index("Sentrum") < words.index("Skolevei")

    def test_to_another_meeting_is_late_there_and_its_number_goes_along(self, cast: Cast) -> None:
        forum = a_council(cast)
        first, second = (a_meeting(cast, forum, title) for title in ("Skolevei", "Sentrum"))
        called(cast, second)
        item = agenda(cast.slt, first)[-1]
        with pytest.raises(Refused, match="står allerede på en saksliste"):
            do(cast.slt, place_item, item_id=item.pk, meeting_id=second.pk)
        do(cast.slt, withdraw_item, item_id=item.pk)
        anew = an_item(cast.slt, forum, second, "Skolevei igjen")
        assert (anew.is_late, anew.number) == (True, (agenda(cast.slt, second)[0].number or 0) + 1)


class TestTheSameNumberTwice:
    def test_is_refused_by_the_database_itself(self, cast: Cast) -> None:
        forum = a_council(cast)
        meeting = a_meeting(cast, forum, "Skolevei", "Sentrum")
        first, second = agenda(cast.slt, meeting)[-2:]
        with (
            wall.acting(cast.slt),
            pytest.raises(IntegrityError, match="an_item_number_stands_once_in_a_year"),
            transaction.atomic(),
        ):
            AgendaItem.objects.filter(pk=second.pk).update(number=first.number)

    def test_is_not_given_again_when_a_matter_is_withdrawn(self, cast: Cast) -> None:
        forum = a_council(cast)
        meeting = a_meeting(cast, forum, "Skolevei")
        gone = agenda(cast.slt, meeting)[-1]
        do(cast.slt, withdraw_item, item_id=gone.pk)
        assert (an_item(cast.slt, forum, meeting, "Sentrum").number or 0) > (gone.number or 0)


class TestAnIdentityNumberInTheMinutes:
    @pytest.mark.parametrize("typed", ["13097248022", "130972 48022"])
    def test_is_stopped_with_a_plain_word_and_the_rest_of_the_text_is_kept_on_screen(
        self, cast: Cast, typed: str
    ) -> None:
        meeting = in_session(cast, a_council(cast), "Trygt sentrum")
        item = agenda(cast.slt, meeting)[-1]
        text = f"Vi snakket om {typed} og om gatelys."
        page = send(
            login_as("slt"), f"/sak/{item.pk}/referat/", {"note-text": text, "note-seen": "0"}, status=422
        )
        assert "fødselsnummer" in page.text and text in page.text
        assert page.text.count("Teksten gjelder ikke en privatperson.") == 0
        with wall.acting(cast.slt):
            assert Note.objects.exclude(text="").count() == 0


def test_a_matter_raised_after_the_meeting_was_cancelled_waits_for_the_next(cast: Cast) -> None:
    """The forum goes on although the meeting does not."""
    forum = a_council(cast)
    meeting = called(cast, a_meeting(cast, forum, "Skolevei"))
    with travel(meeting.starts_at - timedelta(hours=1), tick=False):
        do(cast.slt, cancel_meeting, meeting_id=meeting.pk, reason="Strømbrudd")
        item = do(cast.mayor, propose_item, forum_id=forum.pk, title="Strømbruddet")
        with pytest.raises(Refused, match="Møtet er over"):
            do(cast.slt, place_item, item_id=item.pk, meeting_id=meeting.pk)
        page = visit(login_as("slt"), f"/forum/{forum.pk}/moter/")
    assert "Strømbruddet" in page.text and "Skolevei" in page.text
    assert fresh(cast.slt, meeting.pk).state == "cancelled" and meeting.starts_at > now()
