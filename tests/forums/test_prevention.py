"""SLT, another model, or none: all equal. What belongs to it, and matters that go between its levels."""

from datetime import timedelta

import pytest

from samrad.cooperation import wall
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import choices_of, cooperation_visible_to
from samrad.forums.commands.bodies import end_forum, set_up_forum
from samrad.forums.commands.members import add_member
from samrad.forums.commands.prevention import (
    choose_model,
    name_coordinator,
    set_target_group,
    set_up_levels,
)
from samrad.forums.models import Forum, PreventionModel
from samrad.forums.prevention import Coordinating, coordinating, levels_of, model_of
from samrad.forums.queries import forums_of
from samrad.forums.rules import level_of, missing_on_level
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import today
from samrad.ledger.queries import entries_visible_to
from samrad.meetings.commands.agenda import propose_item
from samrad.meetings.commands.lifting import answer_lift, lift_item
from samrad.meetings.models import AgendaItem, Lift
from samrad.meetings.queries.lifts import way_of
from samrad.meetings.queries.meetings import item_visible_to
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.forums.situations import a_council, seated, with_the_school
from tests.situations import do

pytestmark = pytest.mark.django_db


def chosen(cast: Cast, kind: str = "slt", **given: object) -> PreventionModel:
    model = do(cast.slt, choose_model, organisation_id=cast.places.lyngvik.pk, kind=kind, **given)
    assert model
    return model


def status(cast: Cast) -> str:
    return choices_of([cast.places.lyngvik.pk])[cast.places.lyngvik.pk]["slt"].status


def seen_by(actor: Actor, cast: Cast) -> PreventionModel | None:
    with wall.acting(actor):
        return model_of(actor, cooperation_visible_to(actor, cast.cooperation.slug))


def coordinated(actor: Actor, cast: Cast) -> Coordinating:
    with wall.acting(actor):
        cooperation = cooperation_visible_to(actor, cast.cooperation.slug)
        model = model_of(actor, cooperation)
        assert model
        forums = [forum for forum in forums_of(actor, cooperation) if forum.ended_on is None]
        return coordinating(actor, model, levels_of(forums))


def kinds(cast: Cast) -> list[str]:
    with wall.acting(cast.slt) as actor:
        return [entry.kind for entry in entries_visible_to(actor, cast.cooperation.pk)]


class TestChoosing:
    @pytest.mark.parametrize(
        ("kind", "name", "stated"),
        [
            ("slt", "", "in_force"),
            ("another", "Trygg oppvekst", "another_way"),
            ("none", "", "no"),
            ("later", "", "later"),
        ],
    )
    def test_every_answer_is_complete(self, cast: Cast, kind: str, name: str, stated: str) -> None:
        """SLT, another model, none, not now: the municipality says so itself. V-6-l, V-6-m."""
        do(cast.slt, choose_model, organisation_id=cast.places.lyngvik.pk, kind=kind, name=name)
        model = seen_by(cast.police_contact, cast)
        assert (status(cast), str(model) if model else "") == (stated, {"slt": "SLT"}.get(kind, name))
        assert kinds(cast)[:2] == ["ModelChosen", "ChoiceStated"]

    def test_the_police_do_not_choose_for_the_municipality(self, cast: Cast) -> None:
        with pytest.raises(Denied, match="Bare kommunen selv kan si hva den har valgt"):
            do(cast.police_contact, choose_model, organisation_id=cast.places.lyngvik.pk, kind="slt")

    def test_another_model_needs_its_name(self, cast: Cast) -> None:
        with pytest.raises(Refused, match="Skriv hva modellen heter hos dere"):
            do(cast.slt, choose_model, organisation_id=cast.places.lyngvik.pk, kind="another")

    def test_a_colleagues_choice_is_not_written_over(self, cast: Cast) -> None:
        chosen(cast)
        with pytest.raises(Stale, match="En kollega endret valget"):
            do(cast.slt, choose_model, organisation_id=cast.places.lyngvik.pk, kind="none", seen=0)

    def test_what_was_chosen_before_stays_as_history(self, cast: Cast) -> None:
        first = chosen(cast, name="Sammen lager vi en trygg by", short_name="SaLTo")
        do(cast.slt, choose_model, organisation_id=cast.places.lyngvik.pk, kind="none", seen=first.version)
        with wall.acting(cast.slt):
            rows = list(PreventionModel.objects.values_list("short_name", "ended_on"))
        assert (rows, seen_by(cast.slt, cast)) == ([("SaLTo", today())], None)

    def test_the_neighbours_do_not_see_it(self, cast: Cast) -> None:
        chosen(cast, name="SaLTo")
        for stranger in (cast.neighbour_mayor, cast.foreign_contact, cast.oversight):
            with wall.acting(stranger):
                assert PreventionModel.objects.count() == 0
                assert model_of(stranger, Cooperation.objects.get(pk=cast.cooperation.pk)) is None


class TestTargetGroups:
    def test_a_theme_may_reach_further_than_another(self, cast: Cast) -> None:
        """From, to and open-ended, each theme with its own. V-6-d."""
        model = chosen(cast)
        for theme, low, high in (("Rus", 12, 18), ("Radikalisering", 13, None)):
            do(cast.slt, set_target_group, model_id=model.pk, theme=theme, from_age=low, to_age=high)
        found = seen_by(cast.police_contact, cast)
        assert found
        assert [(t.theme, t.from_age, t.to_age) for t in found.targets.all()] == [
            ("Rus", 12, 18), ("Radikalisering", 13, None),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("theme", "low", "high", "sentence"),
        [("", 12, 18, "Skriv hva arbeidet gjelder"), ("Rus", 18, 12, "Den første alderen må være lavere")],
    )
    def test_nonsense_gets_its_sentence(
        self, cast: Cast, theme: str, low: int, high: int, sentence: str
    ) -> None:
        model = chosen(cast)
        with pytest.raises(Refused, match=sentence):
            do(cast.slt, set_target_group, model_id=model.pk, theme=theme, from_age=low, to_age=high)

    def test_it_is_the_municipalitys_own_to_say(self, cast: Cast) -> None:
        model = chosen(cast)
        with pytest.raises(Denied, match="Det er kommunen som bestemmer dette"):
            do(cast.police_contact, set_target_group, model_id=model.pk, theme="Rus", from_age=1)


class TestTheCoordinator:
    def test_is_a_post_with_a_local_title(self, cast: Cast) -> None:
        """A position or a function, under the name it has there. V-6-h, V-6-i."""
        model = chosen(cast)
        given = {"form": "function", "title": "Kriminalitetsforebyggende rådgiver", "share": 40}
        do(cast.slt, name_coordinator, model_id=model.pk, post_id=cast.slt.post, **given)
        found = coordinated(cast.police_contact, cast)
        assert found.row
        assert (str(found.row), found.row.form, found.row.share, found.holders, found.vacant_since) == (
            "Kriminalitetsforebyggende rådgiver", "function", 40, [cast.slt.name], None,
        )  # fmt: skip

    def test_that_it_is_vacant_is_for_the_steering_level_only(self, cast: Cast) -> None:
        """Whoever sits on the steering level is told since when; others are told nothing. V-6-h."""
        begun = today() - timedelta(days=100)
        model = chosen(cast, begun_on=begun)
        council = a_council(cast, begun_on=begun)
        seated(cast, council, cast.mayor)
        do(cast.slt, set_up_levels, model_id=model.pk, council_steers=True)
        told = [coordinated(who, cast).vacant_since for who in (cast.mayor, cast.chief, cast.slt)]
        assert told == [begun, None, None]

    def test_is_left_vacant_from_a_day(self, cast: Cast) -> None:
        model = chosen(cast, begun_on=today() - timedelta(days=30))
        group = do(cast.slt, set_up_levels, model_id=model.pk, council_steers=False)[0]
        do(cast.slt, add_member, forum_id=group.pk, post_id=cast.mayor.post, role="member")
        do(cast.slt, name_coordinator, model_id=model.pk, post_id=cast.slt.post, on=model.begun_on)
        do(cast.slt, name_coordinator, model_id=model.pk, post_id=None)
        assert coordinated(cast.mayor, cast) == Coordinating(None, [], today())

    def test_a_post_of_the_police_does_not_coordinate(self, cast: Cast) -> None:
        model = chosen(cast)
        with pytest.raises(Refused, match="Stillingen hører ikke til kommunen"):
            do(cast.slt, name_coordinator, model_id=model.pk, post_id=cast.chief.post)


class TestTheLevels:
    def test_are_set_up_under_the_local_name(self, cast: Cast) -> None:
        """Exactly three, by either party. V-6-f."""
        model = chosen(cast, name="Sammen lager vi en trygg by", short_name="SaLTo")
        made = do(cast.police_contact, set_up_levels, model_id=model.pk, council_steers=False)
        assert [(forum.kind, forum.name) for forum in made] == [
            ("slt_steering", "SaLTo, styringsgruppe"),
            ("slt_coord", "SaLTo, koordineringsgruppe"),
            ("slt_exec", "SaLTo, utførende nettverk"),
        ]
        assert do(cast.slt, set_up_levels, model_id=model.pk, council_steers=False) == []

    def test_the_council_steers_or_a_group_does_never_both(self, cast: Cast) -> None:
        """Exactly one steering source. V-6-k."""
        model = chosen(cast)
        with pytest.raises(Refused, match="Det er ikke noe politiråd her"):
            do(cast.slt, set_up_levels, model_id=model.pk, council_steers=True)
        council = a_council(cast)
        group = do(cast.slt, set_up_levels, model_id=model.pk, council_steers=False)[0]
        with pytest.raises(Refused, match="Det finnes allerede en styringsgruppe"):
            do(cast.slt, set_up_levels, model_id=model.pk, council_steers=True)
        do(cast.slt, end_forum, forum_id=group.pk, on=today())
        do(cast.slt, set_up_levels, model_id=model.pk, council_steers=True)
        with wall.acting(cast.slt) as actor:
            forums = [f for f in forums_of(actor, cast.cooperation) if f.ended_on is None]
            assert [forum.pk for forum in levels_of(forums)[0].forums] == [council.pk]

    def test_the_guides_leaders_are_advice(self) -> None:
        """Top leaders above, leaders in the middle, anyone below. V-6-f, V-6-o."""
        both = [("mayor", "municipality"), ("police_unit_head", "police")]
        assert (missing_on_level(3, both), missing_on_level(3, [("police_contact", "police")])) == (
            [], ["municipality", "police"],
        )  # fmt: skip
        assert missing_on_level(2, [("slt_coordinator", "municipality"), ("police_contact", "police")]) == []
        assert (missing_on_level(1, []), missing_on_level(1, [("principal", "other")])) == (["anyone"], [])
        assert [level_of(kind) for kind in ("council", "slt_steering", "slt_coord", "slt_exec", "network")] == [
            3, 3, 2, 1, 0,
        ]  # fmt: skip


def three_levels(cast: Cast) -> tuple[Forum, Forum, Forum]:
    """Steering, coordinating, executing."""
    steering, coordinating_, executing = do(
        cast.slt, set_up_levels, model_id=chosen(cast).pk, council_steers=False
    )
    return steering, coordinating_, executing


def raised(cast: Cast, forum: Forum, title: str = "Uro ved stasjonen", face: str = "forum") -> AgendaItem:
    return do(
        cast.slt, propose_item, forum_id=forum.pk, title=title, background="Merket siden mai", face=face
    )


def lifted(cast: Cast, item: AgendaItem, to: Forum, **given: object) -> Lift:
    usual = {"item_id": item.pk, "to_forum_id": to.pk, "title": item.title, "reason": "Trenger en beslutning"}
    return do(cast.slt, lift_item, **usual | given)


class TestMattersBetweenLevels:
    def test_go_up_and_down_with_their_way_written_down(self, cast: Cast) -> None:
        """Raised below, lifted twice, answered, and readable from both ends. V-6-j."""
        steering, middle, executing = three_levels(cast)
        item = raised(cast, executing)
        first = lifted(cast, item, middle)
        second = lifted(cast, AgendaItem(pk=first.to_item_id, title="Uro"), steering)
        down = lifted(cast, AgendaItem(pk=second.to_item_id, title="Gjør dette"), executing)
        do(
            cast.police_contact,
            answer_lift,
            lift_id=second.pk,
            answer="done",
            words="Vi setter inn to kvelder.",
            seen=1,
        )
        with wall.acting(cast.police_contact) as actor:
            ways = [
                [
                    (s.from_name, s.to_name, s.lift.direction, s.lift.answer)
                    for s in way_of(actor, item_visible_to(actor, pk))
                ]
                for pk in (item.pk, down.to_item_id)
            ]
            tagged = AgendaItem.objects.get(pk=first.to_item_id).is_about_slt
        assert (
            ways[0]
            == ways[1]
            == [
                (executing.name, middle.name, "up", "none"),
                (middle.name, steering.name, "up", "done"),
                (steering.name, executing.name, "down", "none"),
            ]
        )
        assert (tagged, kinds(cast)[0], kinds(cast).count("ItemLifted")) == (True, "LiftAnswered", 3)

    def test_only_the_words_go_along(self, cast: Cast) -> None:
        """Neither background nor papers follow unless they are written again."""
        _steering, middle, executing = three_levels(cast)
        lift = lifted(cast, raised(cast, executing), middle, title="Uro i sentrum")
        with wall.acting(cast.police_contact) as actor:
            there = item_visible_to(actor, lift.to_item_id)
            assert (there.title, there.background, list(there.papers.all()), there.forum_id) == (
                "Uro i sentrum", "", [], middle.pk,
            )  # fmt: skip

    def test_an_external_member_sees_the_steps_of_their_own_forum_only(self, cast: Cast) -> None:
        """The school sits below: it sees that its matter was lifted and what came of it, and nothing of the level above."""
        steering, middle, executing = three_levels(cast)
        with_the_school(cast, executing)
        first = lifted(cast, raised(cast, executing), middle)
        second = lifted(cast, AgendaItem(pk=first.to_item_id, title="Uro"), steering, title="HEMMELIGFUGL")
        hidden = lifted(cast, raised(cast, executing, "Bare partene", face="parties"), middle)
        do(cast.slt, answer_lift, lift_id=first.pk, answer="under_way", words="Vi ser på det.", seen=1)
        with wall.acting(cast.principal) as actor:
            steps = way_of(actor, item_visible_to(actor, first.item_id))
            assert [(s.to_name, s.to_level, s.lift.words, s.leads_on) for s in steps] == [
                ("", 2, "Vi ser på det.", False)
            ]
            assert set(Lift.objects.values_list("pk", flat=True)) == {first.pk}
            for foreign in (first.to_item_id, second.to_item_id, hidden.item_id):
                with pytest.raises(AgendaItem.DoesNotExist):
                    item_visible_to(actor, foreign)

    def test_the_neighbours_see_nothing(self, cast: Cast) -> None:
        _steering, middle, executing = three_levels(cast)
        lifted(cast, raised(cast, executing), middle)
        for stranger in (cast.neighbour_mayor, cast.foreign_contact, cast.oversight):
            with wall.acting(stranger):
                assert Lift.objects.count() == 0

    def test_refusals_say_why(self, cast: Cast) -> None:
        _steering, middle, executing = three_levels(cast)
        beside = do(
            cast.slt, set_up_forum, cooperation_id=cast.cooperation.pk, kind="network", name="Nettverk"
        )
        item = raised(cast, executing)
        with pytest.raises(Refused, match="forum på et annet nivå"):
            lifted(cast, item, beside)
        with pytest.raises(Refused, match="Dette ligner et fødselsnummer"):
            lifted(cast, item, middle, background="Gjelder 13097248022")
        with pytest.raises(Denied):
            do(cast.reader, lift_item, item_id=item.pk, to_forum_id=middle.pk, title="Uro")
        lift = lifted(cast, item, middle)
        with pytest.raises(Refused, match="Saken er allerede sendt dit"):
            lifted(cast, item, middle)
        with pytest.raises(Refused, match="Skriv noen ord"):
            do(cast.slt, answer_lift, lift_id=lift.pk, answer="done", seen=1)
        do(cast.slt, answer_lift, lift_id=lift.pk, answer="under_way", seen=1)
        with pytest.raises(Stale, match="En kollega svarte"):
            do(cast.slt, answer_lift, lift_id=lift.pk, answer="done", words="Ja", seen=1)
