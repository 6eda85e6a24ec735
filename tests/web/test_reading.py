"""The page to read a sealed agreement on: as it was signed, how it stands, and its file."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.agreements.commands.finishing import reopen_agreement
from samrad.agreements.commands.history import register_former_agreement
from samrad.agreements.commands.living import answer_revision, ask_for_revision
from samrad.agreements.commands.proposing import note_disagreement
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.agreements.models import Agreement
from samrad.cooperation.commands.aims import set_focus_area
from samrad.kernel.clock import today
from samrad.meetings.commands.outcomes import decide
from tests.cast import Cast
from tests.meetings.settings import a_council, agenda, in_session
from tests.situations import (
    all_agreed,
    clauses_of,
    do,
    freeze,
    in_force,
    on_the_table,
    take_into_force,
    with_dates,
)
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db
FILE = b"%PDF-1.7 a file"
THEN = datetime(2028, 5, 2, 9, tzinfo=UTC)


@pytest.fixture
def sealed(cast: Cast) -> Agreement:
    return in_force(cast.director, cast.chief, cast.cooperation)


def in_nynorsk(cast: Cast) -> Agreement:
    """The neighbours' agreement, of one clause."""
    first, second = cast.neighbour_mayor, cast.foreign_contact
    agreement = on_the_table(first, cast.neighbours, points=(("Føremål", "Partane er likeverdige."),))
    do(second, accept_remaining, agreement_id=agreement.pk)
    do(second, hand_over_round, agreement_id=agreement.pk)
    return take_into_force(first, second, agreement)


@pytest.fixture
def later(sealed: Agreement) -> Iterator[Agreement]:
    """In the second of its four years."""
    with time_machine.travel(THEN):
        yield sealed


@pytest.mark.parametrize("username", ["slt", "politikontakt", "leser"])
def test_it_is_the_text_that_was_signed_and_who_signed_it(
    cast: Cast, sealed: Agreement, username: str
) -> None:
    """A-tittel-a, A-gyld-a, A-om-b."""
    page = visit(login_as(username), f"/avtale/{sealed.pk}/")
    assert page.h1 == "Avtale om kommune- og politisamarbeid"
    for words in (
        "mellom Lyngvik kommune og Nordre politidistrikt 2027–2030",
        "2 Politirådet Partene møtes i politiråd to ganger i året.",
        "Jon Tveit, kommunedirektør Undertegnet",
        "Per Haugland, tjenesteenhetsleder Undertegnet",
        "Begge har undertegnet samme versjon. Versjon 1, forseglet",
        "Undertegnet, gjelder fra 1. januar 2027",
    ):
        assert words in page.text
    assert [link for link in page.links if link.startswith("#punkt")] == [
        "#punkt-1",
        "#punkt-2",
        "#punkt-3",
    ] * 2
    assert {"/kontroller/", f"/avtale/{sealed.pk}/pdf/", f"/avtale/{sealed.pk}/sammenlign/"} <= set(
        page.links
    )
    assert [a.get("lang") for a in page.all("article")] == ["nb"]


def test_the_text_keeps_its_language_whoever_reads_it(cast: Cast) -> None:
    agreement = in_nynorsk(cast)
    client = login_as("nabopoliti")
    client.cookies["samrad_language"] = "en"
    page = visit(client, f"/avtale/{agreement.pk}/")
    assert (page.root.get("lang"), [a.get("lang") for a in page.all("article")]) == ("en", ["nn"])
    assert ("Three clocks" in page.text, "Both have signed the same version." in page.text) == (True, True)
    assert "mellom Storvik kommune og Søndre politidistrikt" in page.text


def test_the_file_comes_byte_for_byte(cast: Cast, sealed: Agreement) -> None:
    answer = login_as("leser").get(f"/avtale/{sealed.pk}/pdf/")
    assert (answer.content, answer.headers["Content-Type"]) == (FILE, "application/pdf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="avtale-2027-2030-versjon-1.pdf"'
    assert login_as("nabokommune").get(f"/avtale/{sealed.pk}/pdf/").status_code == 404


def test_there_is_no_file_before_the_seal(cast: Cast) -> None:
    agreement = on_the_table(cast.slt, cast.cooperation)
    assert visit(login_as("slt"), f"/avtale/{agreement.pk}/pdf/", status=404).h1 == "Vi finner ikke siden"


class TestTheFocusAreasOfTheTerm:
    """A-mal-a: those of the agreement's own years, each with the decision it rests on or another basis."""

    def test_stand_beside_the_text(self, cast: Cast, sealed: Agreement) -> None:
        assert "Ingen er satt opp for denne perioden." in visit(login_as("slt"), f"/avtale/{sealed.pk}/").text
        meeting = in_session(cast, a_council(cast), "Trygge kvelder")
        [item] = agenda(cast.slt, meeting)
        decision = do(cast.slt, decide, item_id=item.pk, outcome="decided", text="Vi satser på sentrum.")
        here = {"cooperation_id": cast.cooperation.pk, "valid_from": date(2027, 1, 1)}
        do(cast.slt, set_focus_area, name="Trygge kvelder", decision=decision.pk, **here)
        do(cast.chief, set_focus_area, name="Skolevei", basis="Møte mellom lederne", **here)
        do(cast.chief, set_focus_area, name="Fartsgrenser", **here)
        page = visit(login_as("politikontakt"), f"/avtale/{sealed.pk}/")
        assert f"Trygge kvelder Besluttet i sak {item.case_number}" in page.text
        assert "Skolevei Møte mellom lederne" in page.text
        assert "Fartsgrenser Det er ikke skrevet hva det bygger på." in page.text

    def test_are_not_those_of_other_years(self, cast: Cast, sealed: Agreement) -> None:
        here = {"cooperation_id": cast.cooperation.pk}
        do(
            cast.slt,
            set_focus_area,
            name="Før",
            valid_from=date(2020, 1, 1),
            valid_to=date(2026, 12, 31),
            **here,
        )
        do(cast.slt, set_focus_area, name="Lenge", valid_from=date(2020, 1, 1), **here)
        page = visit(login_as("slt"), f"/avtale/{sealed.pk}/")
        shown = page.text.split("Satsingsområder i perioden")[1]
        assert "Lenge" in shown
        assert "Før " not in shown


class TestTheThreeClocks:
    """They run apart, and only a promised date of an agreement that runs is late. A-eval-a."""

    def test_each_says_how_far_away_it_is(self, cast: Cast, later: Agreement) -> None:
        page = visit(login_as("slt"), f"/avtale/{later.pk}/")
        assert "1. jan. Evaluering 122 dager siden, over fristen" in page.text
        assert "31. des. 2029 Se på avtalen på nytt om 608 dager" in page.text
        assert "31. des. 2030 Avtalen går ut om 973 dager" in page.text
        assert page.text.count("over fristen") == 1

    def test_a_revision_that_was_asked_for_is_not_late(self, cast: Cast, later: Agreement) -> None:
        with_dates(cast.slt, later, revision_due_on=date(2028, 4, 1), evaluation_due_on=None)
        client = login_as("slt")
        assert visit(client, f"/avtale/{later.pk}/").text.count("over fristen") == 1
        asked = do(cast.slt, ask_for_revision, agreement_id=later.pk, reason="Ny ledelse.")
        do(cast.chief, answer_revision, request_id=asked.pk, reply="yes")
        page = visit(client, f"/avtale/{later.pk}/")
        assert "over fristen" not in page.text
        assert "Se på avtalen på nytt Ny avtale er under arbeid" in page.text

    def test_nothing_is_late_when_it_is_over(self, cast: Cast, sealed: Agreement) -> None:
        with time_machine.travel(datetime(2031, 2, 1, tzinfo=UTC)):
            page = visit(login_as("slt"), f"/avtale/{sealed.pk}/")
        assert ("over fristen" in page.text, "Avtalen gikk ut" in page.text) == (False, True)
        assert "Gikk ut 31. desember 2030" in page.text


class TestHowItStands:
    def test_in_force_until_its_last_day(self, cast: Cast, later: Agreement) -> None:
        assert "I kraft til 31. desember 2030" in visit(login_as("slt"), f"/avtale/{later.pk}/").text

    def test_superseded_it_stays_readable_and_leads_to_what_came(self, cast: Cast, later: Agreement) -> None:
        """A-om-a."""
        asked = do(cast.slt, ask_for_revision, agreement_id=later.pk, reason="Ny ledelse.")
        new = do(cast.chief, answer_revision, request_id=asked.pk, reply="yes")
        take_into_force(cast.director, cast.chief, new, b"%PDF the next")
        client = login_as("slt")
        before = visit(client, f"/avtale/{later.pk}/")
        assert "I kraft til 31. desember 2028. Så gjelder avtale 2029–2032" in before.text
        with time_machine.travel(datetime(2029, 3, 1, tzinfo=UTC)):
            page = visit(login_as("slt"), f"/avtale/{later.pk}/")
            assert "Bygger på avtale 2027–2030" in visit(login_as("slt"), f"/avtale/{new.pk}/").text
        assert "Avløst 1. januar 2029. Avtale 2029–2032 gjelder i stedet" in page.text
        assert ("Partene møtes i politiråd" in page.text, f"/avtale/{new.pk}/" in page.links) == (True, True)
        assert "Be om revisjon" not in page.text

    def test_a_former_kind_says_what_it_is(self, cast: Cast) -> None:
        """V-3-l."""
        given = {"kind": "former_council", "valid_from": date(2019, 6, 1), "valid_to": date(2023, 12, 31)}
        former = do(cast.slt, register_former_agreement, cooperation_id=cast.cooperation.pk, **given)
        page = visit(login_as("politikontakt"), f"/avtale/{former.pk}/")
        assert page.h1 == "Politirådsavtale (tidligere type)"
        assert "Gikk ut 31. desember 2023" in page.text
        assert "ført inn som historie av Lyngvik kommune. Teksten ligger ikke her." in page.text
        assert ("Last ned PDF" in page.text, "Be om revisjon" in page.text) == (False, False)
        assert login_as("slt").get(f"/avtale/{former.pk}/pdf/").status_code == 404


def test_what_was_opened_again_stays_as_evidence(cast: Cast) -> None:
    """A-om-b."""
    agreement = all_agreed(cast.director, cast.chief, cast.cooperation)
    freeze(cast.director, agreement)
    do(cast.chief, reopen_agreement, agreement_id=agreement.pk, reason="Vi glemte skolene.")
    take_into_force(cast.director, cast.chief, agreement)
    page = visit(login_as("slt"), f"/avtale/{agreement.pk}/")
    assert "Åpnet igjen av Nordre politidistrikt" in page.text
    assert "Vi glemte skolene." in page.text
    assert "Versjon 2, forseglet" in page.text


def test_a_noted_disagreement_stands_beside_the_text(cast: Cast) -> None:
    agreement = on_the_table(cast.director, cast.cooperation)
    clause = clauses_of(cast.chief, agreement)[1]
    day = today() + timedelta(days=400)
    note = {"clause_id": clause.pk, "reason": "Antallet.", "look_again_on": day, "seen": 0}
    do(cast.chief, note_disagreement, **note)
    for party in (cast.chief, cast.director):
        do(party, accept_remaining, agreement_id=agreement.pk)
        do(party, hand_over_round, agreement_id=agreement.pk)
    take_into_force(cast.director, cast.chief, agreement)
    page = visit(login_as("slt"), f"/avtale/{agreement.pk}/")
    assert "Noterte uenigheter Politirådet Ses på igjen" in page.text
    assert "to ganger i året" not in page.text


def test_a_page_asks_as_much_with_a_long_history_as_with_none(cast: Cast) -> None:
    short = in_nynorsk(cast)
    points = tuple((f"Punkt {n}", "Tekst.") for n in range(30))
    long = on_the_table(cast.director, cast.cooperation, points=points)
    do(cast.chief, accept_remaining, agreement_id=long.pk)
    do(cast.chief, hand_over_round, agreement_id=long.pk)
    for _ in range(3):
        freeze(cast.director, long)
        do(cast.chief, reopen_agreement, agreement_id=long.pk, reason="Vent.")
    take_into_force(cast.director, cast.chief, long, b"%PDF long")
    counts = []
    with time_machine.travel(THEN):
        for _ in range(3):
            asked = do(cast.slt, ask_for_revision, agreement_id=long.pk, reason="Igjen.")
            do(cast.chief, answer_revision, request_id=asked.pk, reply="declined", reason="Nei.")
        for username, agreement in (("nabokommune", short), ("slt", long)):
            client = login_as(username)
            with CaptureQueriesContext(connection) as asked_for:
                assert client.get(f"/avtale/{agreement.pk}/").status_code == 200
            counts.append(len(asked_for))
    assert counts[0] == counts[1]
