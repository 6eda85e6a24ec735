"""Others than the parties: weighed by a forum, involved in a focus area, and never a member for that."""

from datetime import date, timedelta

import pytest

from samrad.cooperation import wall
from samrad.cooperation.commands.aims import set_focus_area
from samrad.cooperation.models import FocusArea
from samrad.forums.commands.candidates import involve_candidate, weigh_candidate
from samrad.forums.models import Candidate, Forum, Involvement, Membership
from samrad.forums.queries import forum_visible_to
from samrad.forums.queries.candidates import candidates_of
from samrad.guide.examples import examples
from samrad.guide.references import references
from samrad.kernel import clock
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import now, today
from samrad.oversight.facts.cooperations import cooperation_facts
from samrad.oversight.facts.forums import forum_facts
from samrad.oversight.tasks import LOOKER
from samrad.oversight.wall import as_role
from tests.cast import Cast
from tests.forums.situations import a_council, with_the_school
from tests.situations import do
from tests.visit import login_as, send, visit
from tests.web.test_to_sealed import regional_cooperation

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast)


@pytest.fixture
def area(cast: Cast) -> FocusArea:
    return do(
        cast.slt,
        set_focus_area,
        name="Trygge kvelder",
        cooperation_id=cast.cooperation.pk,
        valid_from=today(),
    )


def weighed(cast: Cast, forum: Forum, **given: object) -> Candidate:
    usual = {
        "name": "Lyngvik handelsforening",
        "sector": "business",
        "outcome": "invite",
        "reason": "Har butikkene i sentrum.",
    }
    return do(cast.slt, weigh_candidate, forum_id=forum.pk, **usual | given)


class TestTheMapping:
    """V-4.2-c: candidate, sector, topics, assessment, outcome, reason, day and who."""

    def test_is_kept_by_form_and_read_by_both_parties(self, cast: Cast, forum: Forum) -> None:
        given = {
            "name": "Lyngvik Røde Kors", "sector": "voluntary", "level": "regional", "has_staff": "on", "areas": ["preparedness"],
            "ask_whom": "Beredskapsleder", "outcome": "later", "reason": "Tas opp når planen er klar.", "seen": "0",
        }  # fmt: skip
        town = login_as("slt")
        empty = visit(town, f"/forum/{forum.pk}/andre/").text
        assert ("Vurder en partner" in empty, "Vurder en til" in empty) == (True, False)
        page = send(town, f"/forum/{forum.pk}/andre/vurder/", given)
        assert "Vurder en til" in page.text
        assert "Vurderingen er lagret. Ingen er invitert av det." in page.text
        seen = visit(login_as("politikontakt"), f"/forum/{forum.pk}/andre/").text
        for words in ("Lyngvik Røde Kors", "Frivillig organisasjon · Regionalt · har ansatte fagfolk · Redning og beredskap",
                      "Beredskapsleder", "Tas opp når planen er klar.", "Senere"):  # fmt: skip
            assert words in seen, words
        with wall.acting(cast.slt):
            candidate = Candidate.objects.get()
            assert (candidate.assessed_on, candidate.by_id) == (today(), cast.slt.appointment)
            assert not Membership.objects.exists()

    def test_no_is_an_outcome_and_an_address_that_is_mended_is_no_new_assessment(
        self, cast: Cast, forum: Forum
    ) -> None:
        with clock.set_to(now() - timedelta(days=40)):
            then = today()
            first = weighed(cast, forum, outcome="no")
        again = {"candidate_id": first.pk, "outcome": "no", "reason": first.reason}
        mended = weighed(cast, forum, **again, ask_whom="Daglig leder", seen=1)
        assert (mended.assessed_on, mended.ask_whom) == (then, "Daglig leder")
        anew = weighed(cast, forum, **again | {"outcome": "invite"}, seen=2)
        assert anew.assessed_on == today()
        with pytest.raises(Stale):
            weighed(cast, forum, **again, seen=2)

    def test_refuses_what_has_no_name_or_stands_there(self, cast: Cast, forum: Forum) -> None:
        weighed(cast, forum)
        with pytest.raises(Refused, match="Organisasjonen står allerede på listen"):
            weighed(cast, forum)
        with pytest.raises(Refused, match="Skriv hva organisasjonen heter"):
            weighed(cast, forum, name=" ")

    def test_is_the_parties_own(self, cast: Cast, forum: Forum) -> None:
        with_the_school(cast, forum)
        weighed(cast, forum)
        with wall.acting(cast.principal):
            assert candidates_of(cast.principal, forum_visible_to(cast.principal, forum.pk)) == []
            assert not Candidate.objects.exists()
        for who in ("skole", "nabokommune", "direktorat"):
            assert login_as(who).get(f"/forum/{forum.pk}/andre/").status_code == 404
        with pytest.raises(Denied):
            do(cast.reader, weigh_candidate, forum_id=forum.pk, name="Andre", sector="other")

    def test_is_a_fact_by_sector_and_day(self, cast: Cast, forum: Forum) -> None:
        weighed(cast, forum)
        weighed(cast, forum, name="Natteravnene", sector="voluntary", outcome="", reason="")
        with wall.acting(LOOKER), as_role("samrad_facts"):
            facts = forum_facts(today(), [forum.cooperation_id])[forum.pk][1]
        assert {(row.sector, row.assessed_on) for row in facts.candidates} == {
            ("business", today()),
            ("voluntary", None),
        }


class TestInvolvement:
    """V-4.1.3-c."""

    def test_is_said_for_a_focus_area_or_that_none_is_relevant(
        self, cast: Cast, forum: Forum, area: FocusArea
    ) -> None:
        candidate, page = weighed(cast, forum), f"/forum/{forum.pk}/andre/"
        assert "Satsingsområder uten andre Trygge kvelder" in visit(login_as("slt"), page).text
        given = {"area_id": str(area.pk), "candidate_id": str(candidate.pk), "how": "carries"}
        said = send(login_as("politikontakt"), f"{page}med/", given)
        assert "Har et tiltak: Trygge kvelder" in said.text
        assert "Satsingsområder uten andre" not in said.text
        send(login_as("slt"), f"{page}med/", given | {"how": "heard"})
        send(login_as("slt"), f"{page}med/", given | {"how": "none", "candidate_id": ""})
        with wall.acting(cast.slt):
            assert sorted(Involvement.objects.values_list("how", flat=True)) == ["heard", "none"]
            assert not Membership.objects.exists()
        with wall.acting(LOOKER), as_role("samrad_facts"):
            facts = cooperation_facts(today(), {}, [cast.cooperation.pk])[cast.cooperation.pk]
        assert facts.areas_with_others == {area.pk}

    @pytest.mark.parametrize(("how", "with_candidate"), [("none", True), ("heard", False)])
    def test_is_somebody_or_nobody(
        self, cast: Cast, forum: Forum, area: FocusArea, how: str, with_candidate: bool
    ) -> None:
        candidate = weighed(cast, forum)
        given = {"candidate_id": candidate.pk} if with_candidate else {}
        with pytest.raises(Refused, match="Velg hvem det gjelder og hvordan"):
            do(cast.slt, involve_candidate, area_id=area.pk, how=how, **given)


def test_a_regional_council_sees_whom_the_guide_would_see_there(cast: Cast) -> None:
    """V-4.4-f: schools and volunteers with professional staff and a regional structure; named, and invited by nobody."""
    region = regional_cooperation(cast)
    forum = a_council(cast, cooperation_id=region.pk, kind="council_reg", name="Fjordrådet")
    fits = {"level": "regional", "areas": ["preparedness"], "outcome": "", "reason": ""}
    weighed(cast, forum, name="Fjord Røde Kors", sector="voluntary", has_staff=True, **fits)
    weighed(cast, forum, name="Fjorden videregående", sector="school", **fits)
    weighed(cast, forum, name="Korpset", sector="voluntary", **fits)
    weighed(cast, forum, name="Lokallaget", sector="voluntary", has_staff=True, **fits | {"level": "local"})
    weighed(cast, forum, name="Handelen", sector="business", has_staff=True, **fits)
    text = visit(login_as("slt"), f"/forum/{forum.pk}/andre/").text
    natural = text.split("Naturlige deltakere i et regionalt råd")[1].split("Si hvem som er med")[0]
    names = ("Fjord Røde Kors", "Fjorden videregående", "Korpset", "Lokallaget", "Handelen")
    assert [name for name in names if name in natural] == ["Fjord Røde Kors", "Fjorden videregående"]
    assert "Det er opp til partene." in natural
    with wall.acting(cast.slt):
        assert not Membership.objects.exists()


def test_what_others_have_tried_is_there_when_a_council_thinks_about_it(cast: Cast, forum: Forum) -> None:
    """V-4.2-b: both districts with period, model, results and source, one press from where others are taken in; and no obligation."""
    assert [(row.district, row.first, row.last) for row in examples()] == [
        ("Agder politidistrikt", date(2018, 1, 1), date(2020, 1, 1)),
        ("Sør-Øst politidistrikt", date(2018, 1, 1), date(2020, 1, 1)),
    ]
    assert {row.source for row in examples() if row.source} <= {row.key for row in references()}
    assert f"/forum/{forum.pk}/andre/" in visit(login_as("slt"), f"/forum/{forum.pk}/medlemmer/").links
    page = visit(login_as("slt"), f"/forum/{forum.pk}/andre/")
    for words in (
        "Agder politidistrikt 2018–2020",
        "Sør-Øst politidistrikt 2018–2020",
        "ordningen ble fast",
        "Eksemplene forplikter ingen.",
    ):
        assert words in page.text, words
    assert "/veilederen/kilder/#agder" in page.links
