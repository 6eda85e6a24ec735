"""A forum is set up, gets other rules, and ends."""

from datetime import date, timedelta

import pytest

from samrad.cooperation import wall
from samrad.cooperation.commands import found_cooperation
from samrad.forums.commands.bodies import change_forum, end_forum, set_up_forum
from samrad.forums.models import Forum, WheelPoint
from samrad.forums.queries import forum_visible_to, forums_in_short, forums_of, own_forums
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from tests.cast import Cast, school_cooperation
from tests.forums.situations import a_council, seated
from tests.ledger.reading import kinds
from tests.situations import do, in_force

pytestmark = pytest.mark.django_db
SAME = {"mandate": "", "meetings_a_year": 2, "notice_days": 14, "item_deadline_days": 21, "face": "parties"}


class TestSettingUp:
    def test_needs_a_kind_and_a_name_and_begins_with_what_the_guide_asks(self, cast: Cast) -> None:
        """V-4-a: a council has its own record, apart from any agreement and from the thematic forums."""
        forum = a_council(cast, mandate="Forebygge kriminalitet sammen.")
        assert (forum.kind, forum.is_council, forum.mandate) == (
            "council", True, "Forebygge kriminalitet sammen.",
        )  # fmt: skip
        assert (forum.meetings_a_year, forum.notice_days, forum.face, forum.begun_on) == (
            2, 14, "parties", today(),
        )  # fmt: skip
        assert kinds(cast.slt, cast.cooperation)[0] == "ForumSetUp"

    def test_may_leave_out_what_has_passed_so_that_nothing_is_late_on_the_first_day(self, cast: Cast) -> None:
        forum = a_council(cast, whole_year=False)
        with wall.acting(cast.slt):
            days = list(WheelPoint.objects.filter(forum=forum).values_list("on", flat=True))
        assert days and min(days) >= today()

    def test_takes_its_clocks_from_the_agreement_in_force(self, cast: Cast) -> None:
        agreement = in_force(cast.director, cast.chief, cast.cooperation)
        with wall.acting(cast.slt):
            type(agreement).objects.filter(pk=agreement.pk).update(
                valid_from=today() - timedelta(days=400), valid_to=date(today().year, 12, 31)
            )
        forum = a_council(cast)
        with wall.acting(cast.slt):
            ends = WheelPoint.objects.get(forum=forum, kind="agreement_ends")
        assert (ends.on, ends.source) == (date(today().year, 12, 31), "agreement")

    @pytest.mark.parametrize("kind", ["thematic", "slt_steering", "slt_coord", "slt_exec", "network"])
    def test_every_kind_fits_a_municipal_cooperation_but_the_regional_council(
        self, cast: Cast, kind: str
    ) -> None:
        assert a_council(cast, kind=kind).kind == kind
        with pytest.raises(Refused, match="passer ikke til samarbeidet"):
            a_council(cast, kind="council_reg", name="Et annet")

    def test_the_council_may_be_the_steering_level_of_slt(self, cast: Cast) -> None:
        assert a_council(cast, steers_slt=True).steers_slt
        assert not a_council(cast, kind="thematic", name="Trafikk", steers_slt=True).steers_slt

    def test_a_regional_council_stands_on_a_regional_cooperation(self, cast: Cast) -> None:
        region = do(
            cast.slt,
            found_cooperation,
            kind="regional",
            organisations=[cast.places.lyngvik.pk, cast.places.storvik.pk, cast.places.north.pk],
            name="Regionen",
            language="nb",
        )
        forum = a_council(cast, cooperation_id=region.pk, kind="council_reg")
        with wall.acting(cast.neighbour_mayor) as actor:
            assert forum_visible_to(actor, forum.pk) == forum

    def test_a_school_cooperation_takes_a_thematic_forum_only(self, cast: Cast) -> None:
        school = school_cooperation(cast)
        with pytest.raises(Refused, match="passer ikke"):
            do(cast.principal, set_up_forum, cooperation_id=school.pk, kind="council", name="Råd")
        made = do(cast.principal, set_up_forum, cooperation_id=school.pk, kind="thematic", name="Uteområdet")
        assert made.kind == "thematic"

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"name": "  "}, "mangler navn"),
            ({"meetings_a_year": 0}, "mellom én og 52 ganger"),
            ({"notice_days": 91}, "Fristene må være"),
            ({"begun_on": date(1066, 1, 1)}, "Velg en dag da forumet begynte"),
            ({"begun_on": date(2100, 1, 1)}, "Velg en dag da forumet begynte"),
        ],
    )
    def test_refuses_what_no_forum_could_follow(
        self, cast: Cast, given: dict[str, object], sentence: str
    ) -> None:
        with pytest.raises(Refused, match=sentence):
            a_council(cast, **given)

    def test_a_living_forum_has_a_name_of_its_own(self, cast: Cast) -> None:
        a_council(cast)
        with pytest.raises(Refused, match="allerede dette navnet"):
            a_council(cast)

    def test_is_for_those_who_write_for_a_party(self, cast: Cast) -> None:
        for stranger in (cast.reader, cast.neighbour_mayor, cast.principal, cast.oversight):
            with pytest.raises(Denied):
                do(stranger, set_up_forum, cooperation_id=cast.cooperation.pk, kind="council", name="Råd")


def change(actor: Actor, forum: Forum, **given: object) -> Forum:
    return do(actor, change_forum, forum_id=forum.pk, **{"name": forum.name, "seen": 1} | SAME | given)


class TestChanging:
    def test_either_party_may_and_it_is_written_down(self, cast: Cast) -> None:
        forum = change(cast.police_contact, a_council(cast), notice_days=10, mandate="Forebygge sammen.")
        assert (forum.notice_days, forum.mandate, forum.version) == (10, "Forebygge sammen.", 2)
        assert kinds(cast.slt, cast.cooperation)[0] == "ForumChanged"

    def test_the_later_of_two_sees_both_texts(self, cast: Cast) -> None:
        forum = a_council(cast)
        change(cast.slt, forum, mandate="Kommunens tekst.")
        with pytest.raises(Stale) as stale:
            change(cast.police_contact, forum, mandate="Politiets tekst.")
        assert (stale.value.theirs, stale.value.version) == (f"{forum.name}\nKommunens tekst.", 2)

    def test_the_secretary_may_although_the_post_only_reads(self, cast: Cast) -> None:
        forum = a_council(cast)
        with pytest.raises(Denied, match="koordinerer eller undertegner"):
            change(cast.reader, forum)
        seated(cast, forum, cast.reader, "secretary")
        assert change(cast.reader, forum, notice_days=7).notice_days == 7

    def test_a_mandate_names_no_person(self, cast: Cast) -> None:
        with pytest.raises(Refused, match="fødselsnummer"):
            change(cast.slt, a_council(cast), mandate="Gjelder 13097248022.")


class TestEnding:
    def test_keeps_it_readable_and_closed_to_change(self, cast: Cast) -> None:
        forum = a_council(cast)
        do(cast.slt, end_forum, forum_id=forum.pk, on=today())
        assert kinds(cast.slt, cast.cooperation)[0] == "ForumEnded"
        with pytest.raises(Refused, match="Forumet er avsluttet"):
            change(cast.slt, forum)
        with wall.acting(cast.police_contact) as actor:
            assert [each.ended_on for each in forums_of(actor, cast.cooperation)] == [today()]
            assert (own_forums(actor), forums_in_short(actor, cast.cooperation)) == ([], [])

    @pytest.mark.parametrize("days", [-1, 1])
    def test_is_neither_before_the_beginning_nor_to_come(self, cast: Cast, days: int) -> None:
        with pytest.raises(Refused, match="kan ikke slutte før det begynte"):
            do(cast.slt, end_forum, forum_id=a_council(cast).pk, on=today() + timedelta(days=days))
