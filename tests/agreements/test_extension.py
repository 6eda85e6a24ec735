"""The agreement says for whom it opens the forums: a clause for each kind, written from those who sit there, and agreed as any other."""

from datetime import date

import pytest

from samrad.agreements.commands.proposing import add_clause
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.agreements.models import Agreement, Clause
from samrad.agreements.queries.agreements import opened_in_force
from samrad.cooperation import wall
from samrad.forums.commands.members import end_membership
from samrad.forums.models import Forum
from samrad.forums.queries import external_houses_in
from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.oversight.tasks import look_at_everything
from tests.cast import Cast
from tests.forums.situations import a_council, with_the_school
from tests.oversight.test_refreshing import as_from_nothing, everything, jobs_done, says
from tests.situations import a_draft, all_agreed, clauses_of, do, in_force, on_the_table, take_into_force
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
HINT = "Avtalen som gjelder, nevner ikke alle som er med i forumene: videregående skole."


@pytest.fixture
def council(cast: Cast) -> Forum:
    return a_council(cast)


def runs_now(cast: Cast, agreement: Agreement) -> None:
    with wall.acting(cast.slt):
        Agreement.objects.filter(pk=agreement.pk).update(valid_from=date(2026, 1, 1))


def test_the_clause_is_filled_from_those_who_sit_there_and_negotiated_as_any_other(
    cast: Cast, council: Forum
) -> None:
    """V-4.2-g: the generator on the page of a new clause, and what becomes of it in the round."""
    with_the_school(cast, council)
    agreement = on_the_table(cast.slt, cast.cooperation)
    client, way = login_as("politikontakt"), f"/avtale/{agreement.pk}/nytt-punkt/"
    assert "?apner=school" in visit(client, way).links
    page = visit(client, f"{way}?apner=school")
    heading = next(each for each in page.all("input") if each.get("name") == "heading").get("value")
    text = "".join(next(each for each in page.all("textarea") if each.get("name") == "text").itertext())
    assert heading == "Utvidet deltakelse: videregående skole"
    assert text.strip().endswith("I dag er disse med:\n\n- Lyngvik videregående skole")
    chosen = [each.get("value") for each in page.all("option") if each.get("selected") is not None]
    assert "school" in chosen
    form = {"heading": heading, "text": text, "opens_for": "school", "kind": "description", "level": "1"}
    send(client, way, form | {"after": "", "reason": ""})
    with wall.acting(cast.police_contact):
        made = Clause.objects.get(agreement=agreement, role="opens_school")
    assert (made.shared, made.state) == (False, "open")
    with wall.acting(cast.slt):
        assert not Clause.objects.filter(role="opens_school").exists()


def test_the_agreement_in_force_is_held_against_those_who_sit_there(cast: Cast, council: Forum) -> None:
    """V-4.2-g: the hint at a revision, and the rule; both are gone when the clause is agreed, and when nobody from outside sits there."""
    look_at_everything(0)
    home = cast.cooperation.pk
    assert says("V-4.2-g", home)[0][:2] == ("not_applicable", "nobody_from_outside")
    member = with_the_school(cast, council)
    jobs_done()
    assert says("V-4.2-g", home)[0][:2] == ("not_applicable", "no_agreement")
    client, way = login_as("slt"), f"/forum/{council.pk}/medlemmer/"
    assert HINT not in visit(client, way).text
    runs_now(cast, in_force(cast.director, cast.chief, cast.cooperation))
    look_at_everything(0)
    assert says("V-4.2-g", home) == [("unknown", "kind_not_named", '{"kinds": 1, "lacking": 1}')]
    assert HINT in visit(client, way).text
    assert HINT not in visit(login_as("skole"), way).text
    with wall.acting(cast.slt) as actor:
        assert opened_in_force(actor, cast.cooperation) == frozenset()
        assert external_houses_in(actor, cast.cooperation) == {"school": ["Lyngvik videregående skole"]}
    with wall.acting(cast.principal) as actor:
        assert external_houses_in(actor, cast.cooperation) == {}
        assert opened_in_force(actor, cast.cooperation) is None
    do(cast.slt, end_membership, membership_id=member.pk, on=today())
    assert everything() == as_from_nothing()


def test_a_clause_that_both_agreed_to_opens_for_its_kind(cast: Cast, council: Forum) -> None:
    """V-4.2-g: as any other clause it is there when both have said yes, and the rule is told its code alone."""
    with_the_school(cast, council)
    draft = a_draft(cast.director, cast.cooperation)
    do(cast.director, add_clause, agreement_id=draft.pk, heading="Skolen er med", text="Etter en felles vurdering.",
       opens_for="school")  # fmt: skip
    do(cast.director, hand_over_round, agreement_id=draft.pk, message="")
    do(cast.chief, accept_remaining, agreement_id=draft.pk)
    do(cast.chief, hand_over_round, agreement_id=draft.pk, message="")
    runs_now(cast, take_into_force(cast.director, cast.chief, draft))
    look_at_everything(0)
    assert says("V-4.2-g", cast.cooperation.pk) == [("kept", "as_advised", '{"kinds": 1, "lacking": 0}')]
    assert HINT not in visit(login_as("slt"), f"/forum/{council.pk}/medlemmer/").text
    with wall.acting(cast.slt) as actor:
        assert opened_in_force(actor, cast.cooperation) == {"school"}


def test_no_clause_opens_for_what_no_forum_can_take_in(cast: Cast) -> None:
    agreement = all_agreed(cast.director, cast.chief, cast.cooperation)
    assert {clause.role for clause in clauses_of(cast.slt, agreement)} == {"own"}
    given = {"agreement_id": agreement.pk, "heading": "Andre", "text": "Ord."}
    for kind in ("municipality", "police_unit", "x"):
        with pytest.raises(Refused, match="Velg hvem punktet åpner for"):
            do(cast.slt, add_clause, opens_for=kind, **given)
