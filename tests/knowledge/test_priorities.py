"""A few are chosen among many: each party scores alone, both see the gaps, both say yes, and the rest gets a day."""

from datetime import timedelta

import pytest
from django.db import connection

from samrad.cooperation import wall
from samrad.cooperation.models import Challenge, FocusArea
from samrad.forums.models import Forum
from samrad.guide.challenges import shared_challenges
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import today
from samrad.knowledge.commands.priorities import (
    Placed,
    add_candidate,
    begin_prioritisation,
    confirm_choice,
    hand_in_scores,
    propose_choice,
    score_candidates,
)
from samrad.knowledge.models import HandedIn, Prioritisation, Score
from samrad.knowledge.queries.priorities import (
    choices_waiting_for,
    compared,
    prioritisation_visible_to,
)
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.forums.situations import a_council
from tests.knowledge.situations import a_choice, first_chosen, scored
from tests.ledger.reading import kinds
from tests.situations import do

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


@pytest.fixture
def council(cast: Cast) -> Forum:
    return a_council(cast)


@pytest.fixture
def choice(cast: Cast, council: Forum) -> Prioritisation:
    return a_choice(cast, council.pk)


def seen(actor: Actor, choice: Prioritisation) -> Prioritisation:
    with wall.acting(actor):
        return prioritisation_visible_to(actor, choice.pk)


class TestTheGuidesChallenges:
    def test_are_seventeen_in_three_languages(self) -> None:
        """V-2-b, V-2-c: the nine and the eight, each with a name in bokmål and nynorsk; what is easily about individuals is marked."""
        rows = list(shared_challenges().values())
        assert (len(rows), rows[8].code, rows[9].code) == (17, "work_crime", "environment")
        assert all(row.name(language) for row in rows for language in ("nb", "nn", "en"))
        assert [row.code for row in rows if row.is_sensitive] == [
            "close_relations", "sexual_abuse", "threats", "ongoing_violence",
        ]  # fmt: skip

    def test_are_offered_and_none_is_chosen(self, cast: Cast, council: Forum) -> None:
        """A-mal-b: nothing is stored before somebody picks it, and one's own words are as good."""
        with wall.acting(cast.slt):
            assert (Challenge.objects.count(), FocusArea.objects.count()) == (0, 0)
        a_choice(cast, council.pk, codes=["hate"], names=["Uro ved stasjonen", "Mopeder på gangveien"])
        with wall.acting(cast.police_contact):
            assert sorted((row.code, row.name) for row in Challenge.objects.all()) == [
                ("", "Mopeder på gangveien"), ("", "Uro ved stasjonen"), ("hate", ""),
            ]  # fmt: skip
            assert FocusArea.objects.count() == 0

    def test_are_raised_once_however_often_they_are_weighed(self, cast: Cast, council: Forum) -> None:
        for _number in range(2):
            a_choice(cast, council.pk, codes=["hate", "traffic"], names=[])
        with wall.acting(cast.slt):
            assert Challenge.objects.count() == 2


class TestScoring:
    def test_each_party_scores_alone_and_both_are_opened_at_once(
        self, cast: Cast, choice: Prioritisation
    ) -> None:
        scored(cast.slt, choice, 5)
        for person, own in ((cast.slt, 12), (cast.police_contact, 0)):
            with wall.acting(person) as actor:
                assert Score.objects.count() == own
                assert (
                    sum(
                        len(row.scores)
                        for row in compared(actor, prioritisation_visible_to(actor, choice.pk))
                    )
                    == own / 4
                )
        with wall.acting(cast.police_contact):
            assert [row.party.name for row in HandedIn.objects.select_related("party")] == ["Lyngvik"]
        assert "CandidateScored" not in kinds(cast.police_contact, cast.cooperation)
        scored(cast.police_contact, choice, 2)
        for person in (cast.slt, cast.police_contact):
            with wall.acting(person) as actor:
                rows = compared(actor, prioritisation_visible_to(actor, choice.pk))
                assert [(sorted(sum(given.values()) for given in row.scores.values()), row.gap("harm"), row.is_far_apart("harm"))
                        for row in rows] == [([8, 20], 3, True)] * 3  # fmt: skip
        assert seen(cast.slt, choice).state == "compared"

    def test_the_database_itself_keeps_them_apart(self, cast: Cast, choice: Prioritisation) -> None:
        scored(cast.slt, choice, 5)
        with wall.acting(cast.police_contact), connection.cursor() as cursor:
            cursor.execute("select count(*) from knowledge_score")
            assert cursor.fetchone() == (0,)

    def test_it_waits_for_whoever_has_not(self, cast: Cast, choice: Prioritisation) -> None:
        scored(cast.slt, choice, 5)
        for person, expected in ((cast.slt, []), (cast.police_contact, [choice])):
            with wall.acting(person) as actor:
                assert choices_waiting_for(actor) == expected

    def test_what_is_refused(self, cast: Cast, choice: Prioritisation) -> None:
        with pytest.raises(Refused, match="Vurder alle utfordringene"):
            do(cast.slt, hand_in_scores, prioritisation_id=choice.pk)
        row = seen(cast.slt, choice).candidates.all()[0]
        with pytest.raises(Refused, match="fra 1 til 5"):
            do(cast.slt, score_candidates, prioritisation_id=choice.pk, scores={row.pk: {"harm": 6}})
        with pytest.raises(Refused, match="Vurder utfordringene i listen"):
            do(cast.slt, score_candidates, prioritisation_id=choice.pk, scores={choice.pk: {"harm": 3}})
        with pytest.raises(Denied):
            do(cast.reader, score_candidates, prioritisation_id=choice.pk, scores={})
        scored(cast.slt, choice, 5)
        with pytest.raises(Refused, match="Dere har levert vurderingen"):
            do(cast.slt, score_candidates, prioritisation_id=choice.pk, scores={})
        with pytest.raises(Refused, match="En part har allerede levert"):
            do(cast.police_contact, add_candidate, prioritisation_id=choice.pk, code="gangs")
        with pytest.raises(Refused, match="Begge parter må levere"):
            first_chosen(cast, choice)

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"title": " "}, "Skriv hva valget gjelder"),
            ({"codes": ["hate"], "names": []}, "Velg minst to"),
            ({"codes": ["hate", "finnes-ikke"]}, "Velg en av utfordringene i listen"),
            ({"names": ["x"] * 20}, "Velg minst to og høyst tjue"),
        ],
    )
    def test_what_cannot_be_begun(
        self, cast: Cast, council: Forum, given: dict[str, object], sentence: str
    ) -> None:
        usual = {"title": "Valg", "codes": ["hate", "traffic"]}
        with pytest.raises(Refused, match=sentence):
            do(cast.slt, begin_prioritisation, forum_id=council.pk, **usual | given)


class TestChoosing:
    def test_few_with_a_reason_and_the_rest_with_a_day(self, cast: Cast, choice: Prioritisation) -> None:
        """What both have said yes to becomes a focus area that says what it rests on; the rest stands on a dated later list."""
        for person in (cast.slt, cast.police_contact):
            scored(person, choice, 3)
        first_chosen(cast, choice)
        with wall.acting(cast.slt):
            assert FocusArea.objects.count() == 0
        do(cast.police_contact, confirm_choice, prioritisation_id=choice.pk, seen=1)
        with wall.acting(cast.slt) as actor:
            found = prioritisation_visible_to(actor, choice.pk)
            first, *rest = found.candidates.all()
            assert (found.state, found.decided_on) == ("decided", today())
            assert (first.is_chosen, first.reason) == (True, "Flest spør om det.")
            assert {(row.is_chosen, row.look_again_on) for row in rest} == {(False, today() + YEAR)}
            area = FocusArea.objects.get()
            assert (area, area.name, area.challenge) == (first.focus_area, "Trygg trafikk", "traffic")
            assert area.basis == f"Valgt i Politirådet i Lyngvik {today():%d.%m.%Y}: Satsingsområder"
        assert kinds(cast.slt, cast.cooperation)[:2] == ["ChoiceMade", "FocusAreaSet"]

    def test_a_running_focus_area_is_linked_and_not_doubled(self, cast: Cast, council: Forum) -> None:
        for _number in range(2):
            choice = a_choice(cast, council.pk)
            for person in (cast.slt, cast.police_contact):
                scored(person, choice, 3)
            first_chosen(cast, choice)
            do(cast.police_contact, confirm_choice, prioritisation_id=choice.pk, seen=1)
        with wall.acting(cast.slt):
            assert FocusArea.objects.count() == 1

    def test_another_proposal_takes_the_yes_away(self, cast: Cast, choice: Prioritisation) -> None:
        for person in (cast.slt, cast.police_contact):
            scored(person, choice, 3)
        first_chosen(cast, choice)
        first_chosen(cast, choice, cast.police_contact)
        with pytest.raises(Refused, match="Valget er endret siden"):
            do(cast.slt, confirm_choice, prioritisation_id=choice.pk, seen=1)
        with pytest.raises(Refused, match="Dere har allerede sagt ja"):
            do(cast.chief, confirm_choice, prioritisation_id=choice.pk, seen=2)
        placed = {row.pk: Placed(True, "x") for row in seen(cast.slt, choice).candidates.all()}
        with pytest.raises(Stale) as stale:
            do(cast.slt, propose_choice, prioritisation_id=choice.pk, placed=placed, seen=1)
        assert stale.value.theirs == "Trygg trafikk: Flest spør om det."

    @pytest.mark.parametrize(
        ("place", "sentence"),
        [
            (Placed(False, "", today() + YEAR), "Velg minst én og høyst fem"),
            (Placed(True, ""), "Skriv hvorfor dere velger «Trygg trafikk»"),
            (Placed(True, "x", None), "Velg en dag fram i tid da dere ser på «Hatkriminalitet»"),
        ],
    )
    def test_what_is_refused(self, cast: Cast, choice: Prioritisation, place: Placed, sentence: str) -> None:
        for person in (cast.slt, cast.police_contact):
            scored(person, choice, 3)
        late = Placed(False, "", today() if place.reason else today() + YEAR)
        placed = {
            row.pk: place if row.position == 0 else late for row in seen(cast.slt, choice).candidates.all()
        }
        with pytest.raises(Refused, match=sentence):
            do(cast.slt, propose_choice, prioritisation_id=choice.pk, placed=placed, seen=0)

    def test_a_neighbour_finds_nothing(self, cast: Cast, choice: Prioritisation) -> None:
        with pytest.raises(Prioritisation.DoesNotExist):
            do(cast.foreign_contact, confirm_choice, prioritisation_id=choice.pk, seen=1)
