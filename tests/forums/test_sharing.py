"""What the services can share, in their own words, and who has confirmed knowing the rules."""

from datetime import date, timedelta

import pytest
import time_machine

from samrad.cooperation import wall
from samrad.cooperation.commands import write_card
from samrad.cooperation.models import ServiceCard
from samrad.cooperation.queries import cards_of
from samrad.forums.commands.members import confirm_briefing
from samrad.forums.models import Briefing
from samrad.forums.queries import briefings_of, forum_visible_to
from samrad.guide.law import briefing_state
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import now, today
from samrad.kernel.together import together
from samrad.parties.actor import Actor
from samrad.web.forums import waiting
from tests.cast import Cast
from tests.forums.situations import a_council, seated, with_the_school
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
DEAL = "/samarbeid/lyngvik/deling/"


def a_card(cast: Cast, actor: Actor, service: str, **given: object) -> ServiceCard:
    usual = {"cooperation_id": cast.cooperation.pk, "service": service, "can_share": "Tall og mønstre."}
    return do(actor, write_card, **usual | given)


class TestCards:
    def test_stand_side_by_side_across_the_agencies(self, cast: Cast) -> None:
        """Each party writes its own services' cards, dated, and both read them all. V-4.1.5-a, V-4.3-i."""
        a_card(cast, cast.slt, "barnevern", cannot_share="Saker.", how_we_decide="Barnevernslederen.")
        a_card(cast, cast.police_contact, "politi")
        for actor in (cast.slt, cast.police_contact, cast.reader):
            with wall.acting(actor):
                found = [(card.service, card.dated) for card in cards_of(actor, cast.cooperation)]
                assert found == [("politi", today()), ("barnevern", today())]
        page = visit(login_as("politikontakt"), DEAL)
        assert [words in page.text for words in ("Barnevernet", "Politiet", "Barnevernslederen.")] == [
            True
        ] * 3
        assert ("/lov/barnevern/" in page.links, f"{DEAL}kort/?tjeneste=barnevern" in page.links) == (
            True,
            False,
        )

    def test_are_each_partys_own_to_write(self, cast: Cast) -> None:
        for actor, service in ((cast.slt, "politi"), (cast.police_contact, "skole"), (cast.slt, "luftfart")):
            with pytest.raises(Refused, match="Velg en av deres egne tjenester"):
                a_card(cast, actor, service)
        with pytest.raises(Denied):
            a_card(cast, cast.reader, "skole")

    def test_a_colleagues_words_are_not_written_over(self, cast: Cast) -> None:
        a_card(cast, cast.slt, "skole")
        with pytest.raises(Stale, match="En kollega endret kortet"):
            a_card(cast, cast.mayor, "skole", seen=0)
        assert a_card(cast, cast.mayor, "skole", seen=1).version == 2

    def test_the_neighbours_see_none(self, cast: Cast) -> None:
        a_card(cast, cast.slt, "skole")
        for stranger in (cast.neighbour_mayor, cast.foreign_contact, cast.principal, cast.oversight):
            with wall.acting(stranger):
                assert (ServiceCard.objects.count(), cards_of(stranger, cast.cooperation)) == (0, [])
        assert login_as("nabokommune").get(DEAL).status_code == 404

    def test_are_written_by_a_form(self, cast: Cast) -> None:
        client = login_as("slt")
        given = {"service": "skole", "can_share": "Fravær i tall.", "seen": "0"}
        assert "Kortet er lagret." in send(client, f"{DEAL}kort/", given).text
        assert "Fravær i tall." in visit(client, f"{DEAL}kort/?tjeneste=skole").text
        page = send(client, f"{DEAL}kort/", given | {"can_share": "Gjelder 13097248022"}, status=422)
        assert "Gjelder 13097248022" in page.text


class TestBriefings:
    def test_each_member_confirms_for_themselves(self, cast: Cast) -> None:
        """Deputies and external members too; nobody for another. V-4.1.5-e."""
        forum = a_council(cast)
        chief, school = seated(cast, forum, cast.chief, "substitute"), with_the_school(cast, forum)
        do(cast.chief, confirm_briefing, membership_id=chief.pk, service="politi")
        do(cast.principal, confirm_briefing, membership_id=school.pk, service="skole")
        with pytest.raises(Denied, match="Hver enkelt bekrefter for seg selv"):
            do(cast.slt, confirm_briefing, membership_id=chief.pk, service="politi")
        with pytest.raises(Refused, match="Velg tjenesten du arbeider i"):
            do(cast.chief, confirm_briefing, membership_id=chief.pk, service="luftfart")
        for actor in (cast.police_contact, cast.principal):
            with wall.acting(actor):
                found = briefings_of(actor, forum_visible_to(actor, forum.pk))
                assert {key: row.service for key, row in found.items()} == {
                    chief.pk: "politi",
                    school.pk: "skole",
                }
        with wall.acting(cast.neighbour_mayor):
            assert Briefing.objects.count() == 0

    @pytest.mark.parametrize(
        ("confirmed", "day", "state"),
        [
            (None, date(2026, 1, 31), "new"),
            (None, date(2026, 2, 1), "never"),
            (date(2025, 12, 31), date(2026, 6, 1), "never"),
            (date(2026, 1, 2), date(2026, 6, 1), "kept"),
            (date(2026, 1, 2), date(2026, 9, 1), "law"),
            (date(2026, 8, 1), date(2028, 8, 1), "kept"),
            (date(2026, 8, 1), date(2028, 8, 2), "old"),
        ],
    )
    def test_grow_old_with_the_law_and_the_years(self, confirmed: date | None, day: date, state: str) -> None:
        """Thirty days of grace, anew when the law changes, and after 24 months. V-4.1.5-e."""
        assert (
            briefing_state(confirmed, joined=date(2026, 1, 1), law_changed=date(2026, 8, 1), today=day)
            == state
        )

    def test_are_asked_for_again_when_the_law_changes(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """V-4.1.5-e: on the start page of whoever confirmed before the change, and of nobody else."""
        member = seated(cast, a_council(cast), cast.chief)
        do(cast.chief, confirm_briefing, membership_id=member.pk, service="politi")
        said = "Loven er endret siden du bekreftet at du kjenner reglene for deling"
        client = login_as("enhetsleder")
        assert said not in visit(client, "/").text
        monkeypatch.setattr(waiting, "changed_on", lambda service, day: day)
        with time_machine.travel(now() + timedelta(days=1), tick=False):
            with wall.acting(cast.chief):
                assert [row.text for row in together([waiting.briefings(cast.chief)])[0]] == [said]
            with wall.acting(cast.mayor):
                assert together([waiting.briefings(cast.mayor)])[0] == []

    def test_are_confirmed_on_the_forums_own_page(self, cast: Cast) -> None:
        forum = a_council(cast)
        member = seated(cast, forum, cast.chief)
        assert member.valid_from > today() - timedelta(days=30)
        client = login_as("enhetsleder")
        before = visit(client, f"/forum/{forum.pk}/deling/")
        assert ("Ny, ikke bekreftet ennå" in before.text, "Jeg kjenner reglene" in before.text) == (
            True,
            True,
        )
        page = send(client, f"/forum/{forum.pk}/deling/", {"service": "politi"})
        assert "Du har bekreftet at du kjenner reglene for deling." in page.text
        assert "Jeg kjenner reglene" not in visit(login_as("leser"), f"/forum/{forum.pk}/deling/").text
