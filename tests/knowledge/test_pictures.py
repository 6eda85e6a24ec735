"""The common picture: what both agree on, what each sees differently, and how it stays as it was when a decision rests on it."""

import pytest
from django.db import DatabaseError, transaction

from samrad.cooperation import wall
from samrad.forums.models import Forum
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import today
from samrad.knowledge.commands.contributions import Given, withdraw_contribution, write_contribution
from samrad.knowledge.commands.freezing import rest_decision_on
from samrad.knowledge.commands.pictures import (
    begin_from,
    begin_picture,
    choose_contribution,
    choose_figures,
    choose_series,
    confirm_problem,
    propose_problem,
    write_view,
)
from samrad.knowledge.commands.series import About, bring_series, remove_series
from samrad.knowledge.commands.statistics import load_reference_figures
from samrad.knowledge.models import FrozenPart, FrozenPicture, Observation, Series, SituationPicture
from samrad.knowledge.queries.pictures import (
    decisions_on,
    figures_in,
    frozen_of,
    parts_of,
    picture_visible_to,
    pictures_in,
)
from samrad.meetings.commands.outcomes import decide
from samrad.parties.commands import load_reference
from samrad.project.demo_figures import make_figures_up
from tests.cast import MACHINERY, Cast
from tests.knowledge.situations import (
    a_decision,
    a_draft_of,
    a_picture,
    a_request,
    a_whole_picture,
    given_to,
    handed_over,
)
from tests.meetings.settings import a_council
from tests.situations import do

pytestmark = pytest.mark.django_db
SUM = "1AAAAA-9ZZZZz/AnmeldteLovbrudd"


@pytest.fixture
def council(cast: Cast) -> Forum:
    return a_council(cast)


def again(cast: Cast, picture: SituationPicture) -> SituationPicture:
    with wall.acting(cast.slt) as actor:
        return picture_visible_to(actor, picture.pk)


class TestTheProblem:
    def test_is_proposed_by_one_and_confirmed_by_the_other(self, cast: Cast, council: Forum) -> None:
        """V-2.3-j, V-4-g: a joint description, with each party's contribution and the day on which each confirmed it."""
        picture = a_whole_picture(cast, council.pk, "Uro")
        assert [row.party.name for row in again(cast, picture).yeses.all()] == ["Lyngvik"]
        with pytest.raises(Refused, match="Dere har allerede sagt ja"):
            do(cast.mayor, confirm_problem, picture_id=picture.pk, seen=1)
        do(cast.police_contact, confirm_problem, picture_id=picture.pk, seen=1)
        assert {(row.party.name, row.said_on) for row in again(cast, picture).yeses.all()} == {
            ("Lyngvik", today()), ("Nordre", today()),
        }  # fmt: skip
        with wall.acting(cast.slt) as actor:
            given = {
                row.owner.name for row in parts_of(actor, picture_visible_to(actor, picture.pk)).contributions
            }
        assert given == {"Lyngvik", "Nordre"}

    def test_another_wording_has_no_yes_of_the_other(self, cast: Cast, council: Forum) -> None:
        picture = a_whole_picture(cast, council.pk, "Uro")
        do(cast.police_contact, propose_problem, picture_id=picture.pk, text="Uroen flytter seg.", seen=1)
        now = again(cast, picture)
        assert [row.party.name for row in now.yeses.all() if row.problem_version == now.problem_version] == [
            "Nordre"
        ]
        with pytest.raises(Refused, match="Beskrivelsen er endret siden"):
            do(cast.slt, confirm_problem, picture_id=picture.pk, seen=1)
        with pytest.raises(Stale) as stale:
            do(cast.slt, propose_problem, picture_id=picture.pk, text="x", seen=1)
        assert stale.value.theirs == "Uroen flytter seg."

    def test_a_reader_may_not_and_a_neighbour_finds_nothing(self, cast: Cast, council: Forum) -> None:
        picture = a_picture(cast, council.pk)
        with pytest.raises(Denied):
            do(cast.reader, propose_problem, picture_id=picture.pk, text="x", seen=0)
        with pytest.raises(SituationPicture.DoesNotExist):
            do(cast.foreign_contact, propose_problem, picture_id=picture.pk, text="x", seen=0)
        with wall.acting(cast.foreign_contact) as actor:
            assert pictures_in(actor, cast.cooperation) == []


class TestViews:
    def test_a_view_is_its_own_partys_until_it_is_shared(self, cast: Cast, council: Forum) -> None:
        picture = a_picture(cast, council.pk)
        do(cast.police_contact, write_view, picture_id=picture.pk, text="TANGSPRELL", share=False, seen=0)
        with wall.acting(cast.slt) as actor:
            assert parts_of(actor, picture_visible_to(actor, picture.pk)).views == []
        do(cast.police_contact, write_view, picture_id=picture.pk, text="TANGSPRELL", share=True, seen=1)
        with wall.acting(cast.slt) as actor:
            assert [row.text for row in parts_of(actor, picture_visible_to(actor, picture.pk)).views] == [
                "TANGSPRELL"
            ]
        with pytest.raises(Stale):
            do(cast.chief, write_view, picture_id=picture.pk, text="x", share=True, seen=1)

    def test_only_what_is_handed_over_can_be_chosen(self, cast: Cast, council: Forum) -> None:
        picture = a_picture(cast, council.pk)
        draft = a_draft_of(cast.slt, a_request(cast.slt, council.pk).pk)
        with pytest.raises(Refused, match="Bare bidrag som er levert"):
            do(cast.slt, choose_contribution, picture_id=picture.pk, contribution_id=draft.pk)


class TestFreezing:
    def test_it_opens_years_later_as_it_was(self, cast: Cast, council: Forum) -> None:
        """V-1-a, V-4.1.5-g, A-formal-a: a chain from contributions through a confirmed problem to the decision, kept as it was."""
        load_reference(actor=MACHINERY)
        make_figures_up(MACHINERY, cast.places)
        load_reference_figures(actor=MACHINERY)
        picture = a_whole_picture(cast, council.pk, "Uro")
        do(cast.police_contact, confirm_problem, picture_id=picture.pk, seen=1)
        do(cast.slt, choose_figures, picture_id=picture.pk, town_id=cast.places.lyngvik.pk, code=SUM)
        decision = a_decision(cast, council)
        do(cast.slt, rest_decision_on, picture_id=picture.pk, item_id=decision.item_id)
        with wall.acting(cast.slt) as actor:
            before = parts_of(actor, picture_visible_to(actor, picture.pk)).figures[0].line.figures
        Observation.objects.all().delete()
        with wall.acting(cast.police_contact) as actor:
            found = frozen_of(actor, picture_visible_to(actor, picture.pk))
            assert found
            assert (found.picture.problem, sorted(name for name, _on in found.picture.agreed)) == (
                "Uro", ["Lyngvik kommune", "Nordre politidistrikt"],
            )  # fmt: skip
            assert [(part.kind, part.text) for part in found.parts] == [
                ("contribution", "Uro"), ("contribution", "Uro"), ("view", "Uro"), ("figures", ""),
            ]  # fmt: skip
            assert tuple(figures_in(found.parts[3].facts)) == before
            assert [row.pk for row in decisions_on(actor, picture_visible_to(actor, picture.pk))] == [
                decision.pk
            ]

    def test_what_the_inhabitants_need_leads_to_a_decision_that_names_it(
        self, cast: Cast, council: Forum
    ) -> None:
        """V-1-b: a source on their needs, without personal data, and the matter that it led to."""
        request, picture = (
            a_request(cast.slt, council.pk, "Innspill"),
            a_whole_picture(cast, council.pk, "Uro"),
        )
        needs = Given("needs", "Ungdomsrådet", "De savner et sted å være.", sources="Møte med ungdomsrådet")
        given = handed_over(cast.slt, do(cast.slt, write_contribution, request_id=request.pk, given=needs))
        do(cast.slt, choose_contribution, picture_id=picture.pk, contribution_id=given.pk)
        decision = a_decision(cast, council)
        do(cast.slt, rest_decision_on, picture_id=picture.pk, item_id=decision.item_id)
        with wall.acting(cast.police_contact) as actor:
            seen = picture_visible_to(actor, picture.pk)
            assert [row.pk for row in decisions_on(actor, seen)] == [decision.pk]
            found = frozen_of(actor, seen)
            assert found
            assert ("needs", "Møte med ungdomsrådet") in [
                (part.facts.get("sort"), part.facts.get("sources")) for part in found.parts
            ]

    def test_nothing_of_it_is_worked_on_afterwards(self, cast: Cast, council: Forum) -> None:
        picture = self.frozen(cast, council)
        with pytest.raises(Refused, match="En beslutning bygger på dette bildet"):
            do(cast.slt, propose_problem, picture_id=picture.pk, text="x", seen=1)
        for table in (FrozenPicture, FrozenPart):
            for deed in (
                lambda rows: rows.update(cooperation=cast.cooperation),
                lambda rows: rows._raw_delete("default"),
            ):
                with (
                    wall.acting(cast.slt),
                    pytest.raises(DatabaseError, match="never changed"),
                    transaction.atomic(),
                ):
                    deed(table.objects.filter(cooperation=cast.cooperation))

    def test_a_withdrawn_contribution_is_gone_and_the_picture_says_so(
        self, cast: Cast, council: Forum
    ) -> None:
        picture = self.frozen(cast, council)
        with wall.acting(cast.police_contact):
            part = FrozenPart.objects.get(owner=cast.places.north, kind="contribution")
        do(cast.police_contact, withdraw_contribution, contribution_id=part.contribution_id)
        for person in (cast.police_contact, cast.slt):
            with wall.acting(person) as actor:
                found = frozen_of(actor, picture_visible_to(actor, picture.pk))
                assert found
                assert [
                    part.owner.name for part in found.parts if part.kind == "contribution" and part.owner
                ] == ["Lyngvik"]
                assert [(gone.owner, gone.on) for gone in found.withdrawn] == [
                    ("Nordre politidistrikt", today())
                ]
                assert not FrozenPart.objects.filter(owner=cast.places.north, kind="contribution").exists()

    def test_what_one_party_has_not_shared_is_not_in_it(self, cast: Cast, council: Forum) -> None:
        picture = a_whole_picture(cast, council.pk, "Uro")
        do(cast.slt, write_view, picture_id=picture.pk, text="TANGSPRELL", share=False, seen=0)
        do(cast.slt, rest_decision_on, picture_id=picture.pk, item_id=a_decision(cast, council).item_id)
        with wall.acting(cast.slt):
            assert not FrozenPart.objects.filter(text="TANGSPRELL").exists()

    def test_knowledge_of_one_party_alone_asks_for_the_reason(self, cast: Cast, council: Forum) -> None:
        """V-4.1.5-g, V-5.1-d: at least one of each, or a recorded reason why one is missing."""
        picture = a_picture(cast, council.pk)
        given = given_to(cast.slt, a_request(cast.slt, council.pk))
        do(cast.slt, choose_contribution, picture_id=picture.pk, contribution_id=given.pk)
        resting = {"picture_id": picture.pk, "item_id": a_decision(cast, council).item_id}
        with pytest.raises(Refused, match="Bildet mangler kunnskap fra Nordre politidistrikt"):
            do(cast.slt, rest_decision_on, **resting)
        do(cast.slt, rest_decision_on, missing_reason="Politiet har ingen tall om dette.", **resting)
        with wall.acting(cast.slt) as actor:
            found = frozen_of(actor, picture_visible_to(actor, picture.pk))
            assert found
            assert found.picture.missing_reason == "Politiet har ingen tall om dette."

    def test_a_matter_that_is_decided_anew_keeps_its_picture(self, cast: Cast, council: Forum) -> None:
        picture = a_whole_picture(cast, council.pk, "Uro")
        decision = a_decision(cast, council)
        do(cast.slt, rest_decision_on, picture_id=picture.pk, item_id=decision.item_id)
        with pytest.raises(Refused, match="bygger allerede på dette bildet"):
            do(cast.slt, rest_decision_on, picture_id=picture.pk, item_id=decision.item_id)
        newer = do(cast.slt, decide, item_id=decision.item_id, outcome="decided", text="Vi venter.")
        with wall.acting(cast.slt) as actor:
            assert [row.pk for row in decisions_on(actor, picture_visible_to(actor, picture.pk))] == [
                newer.pk
            ]

    def frozen(self, cast: Cast, council: Forum) -> SituationPicture:
        picture = a_whole_picture(cast, council.pk, "Uro")
        return do(
            cast.slt, rest_decision_on, picture_id=picture.pk, item_id=a_decision(cast, council).item_id
        )


class TestGoingOn:
    """A new picture that begins from a frozen one."""

    def test_it_has_the_figures_the_contributions_that_stand_and_the_problem_as_a_proposal(
        self, cast: Cast, council: Forum
    ) -> None:
        make_figures_up(MACHINERY, cast.places)
        old = a_whole_picture(cast, council.pk, "Uro")
        do(cast.police_contact, confirm_problem, picture_id=old.pk, seen=1)
        do(cast.slt, choose_figures, picture_id=old.pk, town_id=cast.places.lyngvik.pk, code=SUM)
        with pytest.raises(Refused, match="Dette bildet er ikke fryst"):
            do(cast.slt, begin_from, picture_id=old.pk, title="Uro igjen")
        do(cast.slt, rest_decision_on, picture_id=old.pk, item_id=a_decision(cast, council).item_id)
        with wall.acting(cast.police_contact) as actor:
            given = parts_of(actor, picture_visible_to(actor, old.pk)).contributions
        theirs = next(row for row in given if row.owner.name == "Nordre")
        do(cast.police_contact, withdraw_contribution, contribution_id=theirs.pk)
        new = do(cast.slt, begin_from, picture_id=old.pk, title="Uro igjen")
        with wall.acting(cast.slt) as actor:
            found = picture_visible_to(actor, new.pk)
            parts = parts_of(actor, found)
        assert (found.title, found.begun_from_id, found.frozen_on, found.problem) == (
            "Uro igjen", old.pk, None, "Uro",
        )  # fmt: skip
        assert [(row.party.name, row.problem_version) for row in found.yeses.all()] == [("Lyngvik", 1)]
        assert [row.owner.name for row in parts.contributions] == ["Lyngvik"]
        assert [(row.town.name, row.line.indicator.is_sum) for row in parts.figures] == [("Lyngvik", True)]
        assert parts.views == []

    def test_a_neighbour_and_a_reader_may_not(self, cast: Cast, council: Forum) -> None:
        picture = TestFreezing().frozen(cast, council)
        with pytest.raises(Denied):
            do(cast.reader, begin_from, picture_id=picture.pk, title="x")
        with pytest.raises(SituationPicture.DoesNotExist):
            do(cast.foreign_contact, begin_from, picture_id=picture.pk, title="x")


def test_own_figures_are_put_in_and_leave_when_they_are_taken_away(cast: Cast, council: Forum) -> None:
    picture = a_picture(cast, council.pk)
    data = b"kommune;linje;periode;verdi\n;Trives;2025;87,5"
    about = About("Trivsel", "percent", "Elevene", today())
    given = {"cooperation_id": cast.cooperation.pk, "about": about, "filename": "x.csv", "data": data}
    series = do(cast.slt, bring_series, **given)
    for _again in range(2):
        do(cast.police_contact, choose_series, picture_id=picture.pk, series_id=series.pk)

    def names() -> list[str]:
        with wall.acting(cast.slt) as actor:
            return [row.series.name for row in parts_of(actor, picture_visible_to(actor, picture.pk)).series]

    assert names() == ["Trivsel"]
    do(cast.slt, choose_series, picture_id=picture.pk, series_id=series.pk, leave_out=True)
    assert names() == []
    do(cast.slt, choose_series, picture_id=picture.pk, series_id=series.pk)
    do(cast.slt, remove_series, series_id=series.pk)
    assert names() == []
    with pytest.raises(Series.DoesNotExist):
        do(cast.slt, choose_series, picture_id=picture.pk, series_id=series.pk)


def test_what_is_refused(cast: Cast, council: Forum) -> None:
    with pytest.raises(Refused, match="Skriv hva bildet handler om"):
        do(cast.slt, begin_picture, forum_id=council.pk, title=" ")
    picture = a_picture(cast, council.pk)
    with pytest.raises(Refused, match="Velg tall for en kommune"):
        do(cast.slt, choose_figures, picture_id=picture.pk, town_id=cast.places.storvik.pk, code=SUM)
    with pytest.raises(Refused, match="Velg en av forumets beslutninger"):
        do(cast.slt, rest_decision_on, picture_id=picture.pk, item_id=picture.pk)
