"""Police contacts and the directory as the rules are told of them: the same for one as for all, and moved by each deed."""

from datetime import date, timedelta

import pytest

from samrad.contacts.commands.assignments import ask_for_approval, decide_approval
from samrad.contacts.commands.bylaws import adopt_bylaws
from samrad.contacts.commands.directory import set_entry
from samrad.contacts.commands.division import begin_division, confirm_division
from samrad.contacts.commands.expectations import ask_for_expectations, state_expectation
from samrad.contacts.commands.presence import note_presence
from samrad.contacts.commands.starting import (
    clarify_authority,
    confirm_terms,
    introduce_contact,
    publish_terms,
    state_share,
)
from samrad.contacts.models import Authority
from samrad.cooperation import wall
from samrad.kernel.clock import today
from samrad.oversight.queries.findings import marked
from samrad.oversight.tasks import look_at_everything
from tests.cast import Cast
from tests.contacts.situations import LONG_AGO, a_post, a_town, assign, held_by, somebody
from tests.oversight.test_refreshing import as_from_nothing, everything, jobs_done, says
from tests.situations import do

pytestmark = pytest.mark.django_db


def code(requirement: str, subject: object) -> str:
    ((found, _reason, _numbers),) = says(requirement, subject)
    return str(found)


def codes(cast: Cast, *requirements: str) -> dict[str, str]:
    return {requirement: code(requirement, cast.places.north.pk) for requirement in requirements}


def test_a_district_that_does_all_of_it_is_seen_to_do_it_deed_by_deed(cast: Cast) -> None:
    """V-5-g, V-5.1-b, V-5.2-b, V-5.2-c, V-5.3-d, V-5.3-g, V-5.3-h, V-5.3-i: and each deed moves what it touches alone."""
    asked = ("V-5-g", "V-5.1-b", "V-5.2-b", "V-5.3-d", "V-5.3-g", "V-5.3-i", "V-2.1-j", "V-3-i")
    look_at_everything(0)
    assert codes(cast, *asked) == {
        "V-5-g": "short",
        "V-5.1-b": "unknown",
        "V-5.2-b": "short",
        "V-5.3-d": "short",
        "V-5.3-g": "short",
        "V-5.3-i": "unknown",
        "V-2.1-j": "unknown",
        "V-3-i": "short",
    }
    held = {"appointment_id": cast.police_contact.appointment}
    town = {"organisation_id": cast.places.lyngvik.pk}
    decides = dict.fromkeys(Authority.Matter.values, "contact")
    do(cast.chief, state_share, share=50, **held)
    do(cast.chief, clarify_authority, on=today(), decides=decides, **held)
    do(cast.police_contact, note_presence, occasion="visit", partner="services", on=today(), **held, **town)
    do(cast.police_contact, introduce_contact, to="schools", on=today(), **held, **town)
    do(
        cast.chief,
        set_entry,
        owner_id=cast.places.north.pk,
        kind="police_contact",
        email="politikontakt@nordre.no",
    )
    seen = do(cast.police_contact, begin_division, district_id=cast.places.north.pk).version
    seen = do(cast.police_contact, confirm_division, district_id=cast.places.north.pk, seen=seen).version
    do(cast.chief, confirm_division, district_id=cast.places.north.pk, seen=seen)
    assert jobs_done() >= 7
    assert codes(cast, *asked, "V-5.2-c", "V-5.3-h") == dict.fromkeys((*asked, "V-5.2-c", "V-5.3-h"), "kept")
    assert everything() == as_from_nothing()


def test_a_fourth_municipality_needs_a_word_about_this_very_set(cast: Cast) -> None:
    """V-5-f: recorded as it is, short until the directorate has named them all, and again when one more comes."""
    post, district = a_post(cast), cast.places.north.pk
    held_by(post, somebody("Nils Vik"), LONG_AGO)
    towns = [a_town(cast, name) for name in ("Austvik", "Nordvik", "Sørvik", "Vestvik", "Indrevik")]
    assign(cast, post, *towns[:3])
    look_at_everything(0)
    assert code("V-5-f", district) == "not_applicable"
    assign(cast, post, towns[3], since=today())
    jobs_done()
    assert code("V-5-f", district) == "short"
    asked = do(cast.chief, ask_for_approval, post_id=post.pk)
    do(cast.oversight, decide_approval, approval_id=asked.pk, granted=True)
    jobs_done()
    assert says("V-5-f", district) == [("kept", "as_advised", '{"so": 1, "over": 1}')]
    assign(cast, post, towns[4], since=today())
    jobs_done()
    assert code("V-5-f", district) == "short"
    assert everything() == as_from_nothing()


def test_terms_are_the_same_for_all_contacts_of_the_district(cast: Cast) -> None:
    """V-5.2-g: the newest is what counts, and each has sixty days."""
    post, district = a_post(cast), cast.places.north.pk
    held_by(post, somebody("Nils Vik"), LONG_AGO)
    look_at_everything(0)
    assert code("V-5.2-g", district) == "short"
    do(cast.chief, publish_terms, district_id=district, text="Alle får fem dager opplæring.")
    jobs_done()
    do(cast.police_contact, confirm_terms, district_id=district, number=1)
    jobs_done()
    assert says("V-5.2-g", district)[0][:2] == ("unknown", "terms_are_new")
    assert everything() == as_from_nothing()


def test_a_municipality_is_asked_and_answered(cast: Cast) -> None:
    """V-5.3-b: days are what is told on, never what was expected."""
    town, home = cast.places.lyngvik.pk, {"cooperation_id": cast.cooperation.pk}
    look_at_everything(0)
    assert says("V-5.3-b", town)[0][:2] == ("short", "never_asked")
    do(cast.police_contact, ask_for_expectations, **home)
    jobs_done()
    assert says("V-5.3-b", town)[0][:2] == ("unknown", "municipality_may_answer")
    do(cast.slt, state_expectation, text="Fast kontordag på rådhuset hver uke", **home)
    jobs_done()
    assert says("V-5.3-b", town)[0][:2] == ("unknown", "answer_waits")
    assert everything() == as_from_nothing()


def test_a_municipalitys_own_lines_and_bylaws(cast: Cast) -> None:
    """V-2.2-e, V-4-o, V-4.3-g: what stands in its directory, and when its bylaws were gone through."""
    town = cast.places.lyngvik.pk
    look_at_everything(0)
    assert [code(one, town) for one in ("V-4.3-g", "V-4-o", "V-5.3-i")] == [
        "unknown",
        "not_applicable",
        "unknown",
    ]
    do(cast.slt, set_entry, owner_id=town, kind="drug_cases", email="rus@lyngvik.no")
    do(cast.slt, adopt_bylaws, organisation_id=town, body="council", adopted_on=date(2026, 1, 1))
    jobs_done()
    assert [code(one, town) for one in ("V-4.3-g", "V-4-o", "V-5.3-i")] == ["kept", "kept", "kept"]
    assert everything() == as_from_nothing()


def test_what_is_seen_is_forgotten_after_ninety_days(cast: Cast) -> None:
    """V-5.1-b"""
    held, town = cast.police_contact.appointment, cast.places.lyngvik.pk
    on = today() - timedelta(days=91)
    given = {"appointment_id": held, "organisation_id": town, "occasion": "visit", "partner": "leaders"}
    do(cast.police_contact, note_presence, on=on, **given)
    look_at_everything(0)
    assert code("V-5.1-b", cast.places.north.pk) == "unknown"
    do(cast.police_contact, note_presence, on=on + timedelta(days=1), **given)
    jobs_done()
    assert code("V-5.1-b", cast.places.north.pk) == "kept"


def test_nobody_but_the_district_is_shown_that_police_and_school_have_not_met(cast: Cast) -> None:
    """V-3-i: a gap is the police's alone."""
    look_at_everything(0)
    with wall.acting(cast.mayor):
        _mark, found = marked(cast.mayor, cast.places.lyngvik)
    assert "V-3-i" not in {row.requirement for row in found}
