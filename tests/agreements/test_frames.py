"""A county agreement may frame a school agreement: the school knows its title and its years, and nothing more. V-3-k."""

from datetime import UTC, date, datetime

import pytest

from samrad.agreements.commands.drafting import start_agreement
from samrad.agreements.commands.living import answer_revision, ask_for_revision
from samrad.agreements.commands.proposing import add_clause
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.agreements.models import Agreement, Frame, Version
from samrad.agreements.queries.frames import frames_for
from samrad.cooperation import wall
from samrad.cooperation.commands import found_cooperation
from samrad.cooperation.models import Cooperation
from samrad.kernel import clock
from samrad.kernel.answers import Refused
from tests.cast import Cast, school_cooperation
from tests.situations import FROM, TO, do, fresh, in_force, on_the_table, take_into_force
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
SECRET = "Partene møtes hemmelig hver måned."
TITLE = "Avtale om samarbeid om videregående skoler mellom Ytre Fjordane fylkeskommune og Nordre politidistrikt 2027–2030"


def county_agreement(cast: Cast) -> Agreement:
    """Between the school's own county and the district, sealed. Its term begins in 2027."""
    county = cast.people["fylke"]
    houses = [cast.places.county.pk, cast.places.north.pk]
    made = do(county, found_cooperation, kind="county", organisations=houses, name="Fylket", language="nb")
    agreement = on_the_table(county, made, points=(("Møter", SECRET),))
    do(cast.chief, accept_remaining, agreement_id=agreement.pk)
    do(cast.chief, hand_over_round, agreement_id=agreement.pk)
    return take_into_force(county, cast.chief, agreement, b"%PDF county")


def start(cast: Cast, school: Cooperation, frame: object, first: date = FROM) -> Agreement:
    return do(
        cast.principal,
        start_agreement,
        cooperation_id=school.pk,
        template_id=None,
        valid_from=first,
        valid_to=TO,
        frame_id=frame,
    )


def test_the_school_may_choose_it_and_sees_its_title_alone(cast: Cast) -> None:
    frame, school = county_agreement(cast), school_cooperation(cast)
    with wall.acting(cast.principal):
        assert [(row.pk, row.title, row.stands(FROM)) for row in frames_for(school)] == [
            (frame.pk, TITLE, True)
        ]
        assert (Agreement.objects.count(), Version.objects.count()) == (0, 0)
    made = start(cast, school, frame.pk)
    assert made.frame_id == frame.pk
    client = login_as("skole")
    page = visit(client, f"/avtale/{made.pk}/")
    assert f"Ramme: {TITLE}" in page.text
    assert visit(client, f"/avtale/{frame.pk}/", status=404).h1 == "Vi finner ikke siden"
    assert SECRET not in page.html


def test_the_choice_stands_in_the_form_where_there_is_one(cast: Cast) -> None:
    school = school_cooperation(cast)
    way, client = f"/samarbeid/{school.slug}/avtaler/ny/", login_as("skole")
    assert "Ramme" not in visit(client, way).text
    frame = county_agreement(cast)
    page = visit(client, way)
    assert ("Ingen ramme" in page.text, TITLE in page.text) == (True, True)
    assert "Ramme" not in visit(login_as("slt"), "/samarbeid/lyngvik/avtaler/ny/").text
    said = {"scope": "whole", "valid_from": "2027-01-01", "valid_to": "2028-12-31", "template_id": ""}
    early = send(client, way, said | {"valid_from": "2026-12-01", "frame_id": str(frame.pk)}, status=422)
    assert "Rammen gjelder ikke den dagen avtalen begynner." in early.text
    assert "Velg ett av alternativene." in send(client, way, said | {"frame_id": "tull"}, status=422).text
    made = send(client, way, said | {"frame_id": str(frame.pk)})
    assert f"Ramme: {TITLE}" in made.text


def test_only_a_school_has_a_frame_and_only_its_own_countys_in_force(cast: Cast) -> None:
    frame, school = county_agreement(cast), school_cooperation(cast)
    municipal = in_force(cast.director, cast.chief, cast.cooperation)
    for other in (municipal.pk, cast.cooperation.pk):
        with pytest.raises(Refused, match="finnes ikke blant avtalene til fylkeskommunen"):
            start(cast, school, other)
    with pytest.raises(Refused, match="gjelder ikke den dagen"):
        start(cast, school, frame.pk, date(2026, 12, 31))
    given = {"cooperation_id": cast.cooperation.pk, "template_id": None, "valid_from": FROM, "valid_to": TO}
    with pytest.raises(Refused, match="Bare en avtale mellom skole og politi"):
        do(cast.slt, start_agreement, frame_id=frame.pk, **given)
    with wall.acting(cast.slt):
        assert frames_for(cast.cooperation) == []


def test_another_countys_agreement_is_no_frame(cast: Cast) -> None:
    county_agreement(cast)
    school = school_cooperation(cast)
    with wall.acting(cast.people["fylke"]):
        Frame.objects.update(county=cast.places.north)
    with wall.acting(cast.principal):
        assert frames_for(school) == []


def test_what_is_over_or_superseded_is_no_longer_offered(cast: Cast) -> None:
    frame, school = county_agreement(cast), school_cooperation(cast)
    with clock.set_to(datetime(2031, 1, 1, 9, tzinfo=UTC)):
        assert frames_for(school) == []
    with clock.set_to(datetime(2028, 5, 2, 9, tzinfo=UTC)):
        asked = do(cast.chief, ask_for_revision, agreement_id=frame.pk, reason="Ny ordning.")
        new = do(cast.people["fylke"], answer_revision, request_id=asked.pk, reply="yes")
        take_into_force(cast.people["fylke"], cast.chief, new, b"%PDF county, the next")
        assert [row.pk for row in frames_for(school)] == [frame.pk, new.pk]
    with clock.set_to(datetime(2029, 5, 2, 9, tzinfo=UTC)):
        assert [row.pk for row in frames_for(school)] == [new.pk]


def test_nobody_outside_writes_a_frame(cast: Cast) -> None:
    """The second wall: open to read, closed to write."""
    frame = county_agreement(cast)
    with wall.acting(cast.principal):
        assert Frame.objects.filter(pk=frame.pk).update(title="Vår") == 0
        assert Frame.objects.get(pk=frame.pk).title == TITLE


def test_the_next_school_agreement_keeps_its_frame_while_that_stands(cast: Cast) -> None:
    frame, school = county_agreement(cast), school_cooperation(cast)
    agreement = start(cast, school, frame.pk)
    written(cast, agreement)
    kept = take_into_force(cast.principal, cast.chief, fresh(cast.principal, agreement), b"%PDF school")
    with clock.set_to(datetime(2028, 5, 2, 9, tzinfo=UTC)):
        asked = do(cast.principal, ask_for_revision, agreement_id=kept.pk, reason="Nytt skoleår.")
        new = do(cast.chief, answer_revision, request_id=asked.pk, reply="yes")
        assert (new.valid_from, new.frame_id) == (date(2029, 1, 1), frame.pk)


def written(cast: Cast, agreement: Agreement) -> None:
    """One clause, agreed by both."""
    do(
        cast.principal,
        add_clause,
        agreement_id=agreement.pk,
        heading="Forebygging",
        text="Vi møtes hver måned.",
    )
    do(cast.principal, hand_over_round, agreement_id=agreement.pk)
    do(cast.chief, accept_remaining, agreement_id=agreement.pk)
    do(cast.chief, hand_over_round, agreement_id=agreement.pk)
