"""What things rest on in law, introductions to it, a region beside a council of one's own, and what an election asks for."""

from datetime import date, timedelta

import pytest
import time_machine

from samrad.cooperation import wall
from samrad.cooperation.commands.aims import set_focus_area
from samrad.cooperation.models import Cooperation
from samrad.forums.commands.bodies import set_up_forum
from samrad.forums.commands.frames import (
    explain_region,
    go_through,
    note_introduction,
    place_in_region,
    say_legal_basis,
)
from samrad.forums.models import Forum, GoneThrough, Introduction, LegalBasis, RegionalPlace
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import today
from samrad.ledger.models import Entry
from samrad.oversight.facts.cooperations import cooperation_facts
from samrad.oversight.facts.forums import forum_facts
from samrad.oversight.tasks import LOOKER
from samrad.oversight.wall import as_role
from samrad.parties.commands import end_appointment
from tests.cast import MACHINERY, Cast
from tests.forums.situations import a_council, seated, with_the_school
from tests.situations import do, on_the_table
from tests.visit import login_as, send, visit
from tests.web.test_to_sealed import regional_cooperation

pytestmark = pytest.mark.django_db
BASES = "/samarbeid/lyngvik/grunnlag/"
AFTER = "/samarbeid/lyngvik/etter-valget/"
DUTIES = ["samarbeid-politi", "forebygge-politi"]


class TestWhatThingsRestOn:
    """V-1-e."""

    def test_is_chosen_for_the_cooperation_a_forum_and_an_agreement(self, cast: Cast) -> None:
        """Both provisions are choices, for all three; or it is said that none is needed."""
        forum, agreement = a_council(cast), on_the_table(cast.slt, cast.cooperation)
        for client, query, chosen in (
            (login_as("slt"), "", ["none"]),
            (login_as("politikontakt"), f"?forum={forum.pk}", DUTIES),
            (login_as("slt"), f"?avtale={agreement.pk}", DUTIES[:1]),
        ):
            page = send(client, f"{BASES}endre/{query}", {"provisions": chosen})
            assert "Det rettslige grunnlaget er lagret." in page.text
        with wall.acting(cast.slt):
            found = LegalBasis.objects.order_by("forum", "agreement")
            said = {(row.forum_id, row.agreement_id): row.provisions for row in found}
        assert said == {
            (None, None): [], (forum.pk, None): sorted(DUTIES), (None, agreement.pk): ["samarbeid-politi"],
        }  # fmt: skip
        page = visit(login_as("politikontakt"), BASES)
        assert "Politirådet i Lyngvik Politiinstruksen § 10-1, Politiinstruksen § 15-1" in page.text
        assert "Ingen henvisning trengs ·" in page.text

    def test_the_duties_are_shown_at_the_police_alone(self, cast: Cast) -> None:
        """No reader, of either side, sees a duty with the municipality as the one who is obliged."""
        for who in ("slt", "politikontakt", "ordforer"):
            page = visit(login_as(who), BASES)
            obliged = [
                "".join(section.itertext())
                for section in page.all("section")
                if "Plikter som er" in "".join(section.itertext())
            ]
            assert len(obliged) == 1
            assert "Nordre politidistrikt" in obliged[0]
            assert "Lyngvik kommune" not in obliged[0]
            assert obliged[0].count("Plikten er politiets") == 2
            words = visit(login_as(who), f"{BASES}endre/") if who != "leser" else page
            assert words.text.count("Plikten er politiets") == 2

    @pytest.mark.parametrize(
        ("provisions", "sentence"),
        [
            ([], "Velg minst én bestemmelse"),
            (["none", "samarbeid-politi"], "Velg minst én bestemmelse"),
            (["lukke-mote"], "Bestemmelsen er ikke blant dem"),
        ],
    )
    def test_needs_a_choice_that_can_be_made(self, cast: Cast, provisions: list[str], sentence: str) -> None:
        with pytest.raises(Refused, match=sentence):
            do(cast.slt, say_legal_basis, cooperation_id=cast.cooperation.pk, provisions=provisions)

    def test_stands_within_its_own_cooperation(self, cast: Cast) -> None:
        forum = a_council(cast)
        given = {"provisions": ["none"], "forum_id": forum.pk}
        with pytest.raises((Forum.DoesNotExist, Denied)):
            do(cast.neighbour_mayor, say_legal_basis, cooperation_id=cast.neighbours.pk, **given)
        with pytest.raises(Denied):
            do(cast.reader, say_legal_basis, cooperation_id=cast.cooperation.pk, **given)
        assert login_as("slt").get(f"{BASES}endre/?forum={cast.cooperation.pk}").status_code == 404
        for who in ("nabokommune", "skole", "direktorat"):
            assert login_as(who).get(BASES).status_code == 404

    def test_is_a_fact_for_the_rule(self, cast: Cast) -> None:
        forum = a_council(cast)
        assert facts_of(forum).references is None
        do(
            cast.slt,
            say_legal_basis,
            cooperation_id=cast.cooperation.pk,
            forum_id=forum.pk,
            provisions=DUTIES,
        )
        assert facts_of(forum).references == 2
        do(
            cast.slt,
            say_legal_basis,
            cooperation_id=cast.cooperation.pk,
            forum_id=forum.pk,
            provisions=["none"],
        )
        assert facts_of(forum).references == 0


def facts_of(forum: Forum) -> object:
    with wall.acting(LOOKER), as_role("samrad_facts"):
        return forum_facts(today(), [forum.cooperation_id])[forum.pk][1]


class TestTheIntroduction:
    """V-4.3-j: who has had it, apart from what each confirms of their own sharing."""

    def test_is_noted_by_the_member_or_whoever_runs_the_forum(self, cast: Cast) -> None:
        forum = a_council(cast)
        own, other = seated(cast, forum, cast.slt), seated(cast, forum, cast.chief)
        school = with_the_school(cast, forum)
        page = visit(login_as("slt"), f"/forum/{forum.pk}/deling/")
        assert "Innføring i lovverket 0 av 3" in page.text
        send(login_as("skole"), f"/medlem/{school.pk}/innforing/")
        page = send(login_as("slt"), f"/medlem/{other.pk}/innforing/")
        assert "Innføring i lovverket 2 av 3" in page.text
        assert "Rektor har fått innføring" not in page.text
        with pytest.raises(Denied):
            do(cast.principal, note_introduction, membership_id=own.pk)
        do(cast.slt, note_introduction, membership_id=other.pk)
        with wall.acting(cast.slt):
            assert Introduction.objects.count() == 2
            assert Entry.objects.filter(kind="IntroductionNoted").count() == 2
            assert not Entry.objects.filter(kind="BriefingConfirmed").exists()
        assert sorted(member.is_introduced for member in facts_of(forum).members) == [False, True, True]

    def test_is_the_holders_and_not_the_seats(self, cast: Cast) -> None:
        forum = a_council(cast)
        member = seated(cast, forum, cast.chief)
        do(cast.slt, note_introduction, membership_id=member.pk)
        end_appointment(
            actor=MACHINERY, appointment_id=cast.chief.appointment, on=today() - timedelta(days=1)
        )
        assert "0 av 1" in visit(login_as("slt"), f"/forum/{forum.pk}/deling/").text
        with pytest.raises(Refused, match="Ingen har stillingen nå"):
            do(cast.slt, note_introduction, membership_id=member.pk)


@pytest.fixture
def region(cast: Cast) -> Cooperation:
    return regional_cooperation(cast)


def a_regional_council(cast: Cast, region: Cooperation) -> Forum:
    return do(cast.slt, set_up_forum, cooperation_id=region.pk, kind="council_reg", name="Fjordrådet")


class TestARegionalCouncil:
    def test_says_for_each_municipality_how_it_stands_to_its_own(
        self, cast: Cast, region: Cooperation
    ) -> None:
        """V-4.4-b: each says it for itself, and may change it; its own council decides nothing, and a contradiction is a finding."""
        a_council(cast)
        forum = a_regional_council(cast, region)
        assert sorted((place.mode, place.has_own_council) for place in facts_of(forum).places) == [
            ("", False),
            ("", True),
        ]
        do(cast.slt, place_in_region, forum_id=forum.pk, mode="replaces")
        page = send(login_as("slt"), f"/forum/{forum.pk}/plass/", {"mode": "supplements"})
        assert "Lyngvik kommune I tillegg til eget politiråd" in page.text
        assert "Storvik kommune Ikke sagt ennå" in page.text
        do(cast.neighbour_mayor, place_in_region, forum_id=forum.pk, mode="supplements")
        with wall.acting(cast.slt):
            assert RegionalPlace.objects.count() == 2
        assert sorted((place.mode, place.has_own_council) for place in facts_of(forum).places) == [
            ("supplements", False),
            ("supplements", True),
        ]

    def test_is_placed_by_its_municipalities_alone(self, cast: Cast, region: Cooperation) -> None:
        forum, own = a_regional_council(cast, region), a_council(cast)
        for actor, where in ((cast.chief, forum), (cast.slt, own)):
            with pytest.raises(Denied, match="Bare en kommune i et regionalt politiråd"):
                do(actor, place_in_region, forum_id=where.pk, mode="replaces")

    def test_is_founded_with_its_reasons(self, cast: Cast, region: Cooperation) -> None:
        """V-4.4-c: four reasons to choose between, and words of their own; asked for when it is founded."""
        client = login_as("slt")
        given = {
            "kind": "council_reg", "name": "Fjordrådet", "begun_on": today().isoformat(), "meetings_a_year": "2",
            "notice_days": "14", "item_deadline_days": "21", "face": "parties", "mandate": "",
        }  # fmt: skip
        page = send(client, f"/samarbeid/{region.slug}/forum/nytt/", given)
        assert page.h1 == "Hvorfor et regionalt politiråd"
        with wall.acting(cast.slt):
            forum = Forum.objects.get()
        address = f"/forum/{forum.pk}/grunner/"
        refused = send(client, address, {"why": " ", "seen": "1"}, status=422)
        assert "Velg minst én grunn, eller skriv den med egne ord." in refused.text
        said = {"reasons": ["digital", "challenges"], "why": "Samme fjord, samme ungdom.", "seen": "1"}
        page = send(client, address, said)
        for words in (
            "Felles utfordringer med kriminalitet og trygghet Den digitale utviklingen",
            said["why"],
        ):
            assert words in page.text, words
        with pytest.raises(Stale):
            do(cast.chief, explain_region, forum_id=forum.pk, reasons=["plans"], seen=1)
        with pytest.raises(Refused, match="hører til et regionalt politiråd"):
            do(cast.slt, explain_region, forum_id=a_council(cast).pk, reasons=["plans"], seen=1)


class TestAfterAnElection:
    """V-2.2-k."""

    def test_is_a_list_of_what_to_confirm_that_empties_as_it_is_done(self, cast: Cast) -> None:
        """Seats, members, roles, priorities and agreement; with what is for those who are new."""
        do(
            cast.slt,
            set_focus_area,
            name="Trygge kvelder",
            cooperation_id=cast.cooperation.pk,
            valid_from=date(2022, 1, 1),
        )
        client = login_as("slt")
        page = visit(client, AFTER)
        waiting = page.text.split("Ikke bekreftet ennå")[1].split("Valg Forrige valg")[0]
        for words in (
            "Medlemmene i forumene",
            "Hvem som har hvilke roller og tilganger",
            "Avtalen",
            "Trygge kvelder",
        ):
            assert words in waiting, words
        assert "For nye folkevalgte" in page.text
        for what in ("members", "roles", "agreement", "agreement"):
            page = send(client, AFTER, {"what": what})
        area = next(link for link in page.links if link.startswith("/satsingsomrade/"))
        send(client, f"{area}se-pa/", {"seen": "1", "verdict": "keep", "reason": "Står fast"})
        assert "Alt er bekreftet etter valget." in visit(client, AFTER).text
        with wall.acting(cast.slt):
            assert sorted(GoneThrough.objects.values_list("what", flat=True)) == [
                "agreement",
                "members",
                "roles",
            ]

    def test_begins_anew_with_the_next_one(self, cast: Cast) -> None:
        do(cast.slt, go_through, cooperation_id=cast.cooperation.pk, what="members")
        with time_machine.travel(date(2027, 9, 20)):
            page = visit(login_as("slt"), AFTER)
        assert "Forrige valg 13. september 2027" in page.text
        assert "Bekreftet etter valget" not in page.text

    def test_is_the_municipalitys_own_and_read_by_both(self, cast: Cast) -> None:
        page = visit(login_as("politikontakt"), AFTER)
        assert "Vi har gått gjennom" not in page.text
        for actor in (cast.police_contact, cast.reader):
            with pytest.raises(Denied):
                do(actor, go_through, cooperation_id=cast.cooperation.pk, what="members")
        assert login_as("nabokommune").get(AFTER).status_code == 404

    def test_facts_say_since_when_each_elected_seat_is_held(self, cast: Cast) -> None:
        """And access ends with the appointment: what was done stays."""
        with wall.acting(LOOKER), as_role("samrad_facts"):
            facts = cooperation_facts(date(2026, 11, 1), {}, [cast.cooperation.pk])[cast.cooperation.pk]
        assert facts.election_on == date(2023, 9, 11)
        assert sorted(facts.elected_since) == [date(2023, 10, 12), date(2024, 1, 1)]
        end_appointment(
            actor=MACHINERY, appointment_id=cast.mayor.appointment, on=today() - timedelta(days=1)
        )
        assert login_as("ordforer").get(AFTER).status_code == 403
