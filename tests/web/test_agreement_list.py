"""The agreements of a cooperation in words, former kinds as history, and what happened in pages."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.agreements.commands.history import register_former_agreement
from samrad.agreements.commands.proposing import add_clause
from samrad.agreements.models import Agreement
from samrad.ledger.models import Entry
from tests.cast import Cast, school_cooperation
from tests.situations import a_draft, do, frozen, in_force, on_the_table
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
LIST = "/samarbeid/lyngvik/avtaler/"
FORMER = LIST + "tidligere/"
DATES = {"valid_from": "2021-01-01", "valid_to": "2028-12-31"}


def former(cast: Cast, kind: str = "former_service", **dates: date) -> Agreement:
    given = {"valid_from": date(2021, 1, 1), "valid_to": date(2028, 12, 31)} | dates
    return do(cast.slt, register_former_agreement, cooperation_id=cast.cooperation.pk, kind=kind, **given)


class TestTheList:
    def test_a_draft_is_open_to_those_who_write_it(self, cast: Cast) -> None:
        agreement = a_draft(cast.slt, cast.cooperation)
        mine, theirs = visit(login_as("slt"), LIST), visit(login_as("politikontakt"), LIST)
        words = (
            "Under arbeid Avtale om kommune- og politisamarbeid 2027–2030 Utkast, påbegynt av Lyngvik kommune"
        )
        assert (words in mine.text, words in theirs.text) == (True, True)
        assert "Motparten skriver. Teksten vises når den er levert." in theirs.text
        link = f"/avtale/{agreement.pk}/"
        assert (link in mine.links, link in theirs.links) == (True, False)
        home = "/samarbeid/lyngvik/"
        assert (link in visit(login_as("slt"), home).links, link in visit(login_as("politikontakt"), home).links) == (
            True, False,
        )  # fmt: skip

    def test_each_stands_where_it_is(self, cast: Cast) -> None:
        """A-om-a, A-gyld-a, V-3-l."""
        former(cast)
        former(cast, "former_council", valid_from=date(2019, 6, 1), valid_to=date(2023, 12, 31))
        page = visit(login_as("slt"), LIST).text
        assert (
            "Gjelder Avtale om tjenestetilbud (tidligere type) 2021–2028 I kraft til 31. desember 2028"
            in page
        )
        assert "Tidligere Politirådsavtale (tidligere type) 2019–2023 Gikk ut 31. desember 2023" in page
        in_force(cast.director, cast.chief, cast.cooperation)
        page = visit(login_as("politikontakt"), LIST).text
        assert "2027–2030 Undertegnet, gjelder fra 1. januar 2027" in page
        assert "I kraft til 31. desember 2026 · følges av avtale 2027–2030 · ført inn som historie" in page
        with time_machine.travel(datetime(2027, 2, 1, tzinfo=UTC)):
            page = visit(login_as("leser"), LIST).text
        assert "Gjelder Avtale om kommune- og politisamarbeid 2027–2030 I kraft til 31. desember 2030" in page
        assert "2021–2028 Avløst 1. januar 2027 · følges av avtale 2027–2030 · ført inn som historie" in page

    def test_a_locked_text_says_what_it_waits_for(self, cast: Cast) -> None:
        frozen(cast.slt, cast.police_contact, cast.cooperation)
        assert "Låst tekst, til godkjenning" in visit(login_as("slt"), LIST).text

    def test_it_asks_as_much_with_many_as_with_one(self, cast: Cast) -> None:
        a_draft(cast.neighbour_mayor, cast.neighbours)
        for year in range(2010, 2020):
            former(cast, valid_from=date(year, 1, 1), valid_to=date(year, 12, 31))
        on_the_table(cast.slt, cast.cooperation)
        counts = []
        for username, town in (("nabokommune", "storvik"), ("slt", "lyngvik")):
            client = login_as(username)
            for page in ("avtaler/", ""):
                with CaptureQueriesContext(connection) as asked:
                    assert client.get(f"/samarbeid/{town}/{page}").status_code == 200
                counts.append(len(asked))
        assert counts[:2] == counts[2:]


class TestAFormerKind:
    """Written down as history by either party, never made anew. V-3-l."""

    @pytest.mark.parametrize("username", ["slt", "politikontakt"])
    def test_is_written_down_with_its_own_dates(self, cast: Cast, username: str) -> None:
        client = login_as(username)
        assert FORMER in visit(client, LIST).links
        assert visit(client, FORMER).h1 == "Før inn en tidligere avtale"
        done = send(client, FORMER, DATES | {"kind": "former_service"})
        assert "Avtalen er ført inn." in done.text
        assert "2021–2028 I kraft til 31. desember 2028 · ført inn som historie" in done.text

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"valid_from": "2023-03-28"}, "ikke inngått etter 27. mars 2023"),
            ({"valid_to": "2020-01-01"}, "kan ikke slutte før"),
            ({"valid_from": "i fjor"}, "Skriv datoen som dag.måned.år"),
            ({"kind": "cooperation"}, "Velg ett av alternativene."),
            ({"kind": ""}, "Velg ett av alternativene."),
            ({"valid_from": ""}, "Velg en dag."),
        ],
    )
    def test_is_refused_with_a_sentence_and_nothing_is_lost(
        self, cast: Cast, given: dict[str, str], sentence: str
    ) -> None:
        said = DATES | {"kind": "former_service"} | given
        page = send(login_as("slt"), FORMER, said, status=422)
        assert sentence in page.text
        assert said["valid_to"] in page.html

    def test_stands_once(self, cast: Cast) -> None:
        former(cast)
        page = send(login_as("politikontakt"), FORMER, DATES | {"kind": "former_service"}, status=422)
        assert "Avtalen er allerede ført inn." in page.text

    def test_is_for_the_writers_where_such_were_made(self, cast: Cast) -> None:
        reader = login_as("leser")
        assert FORMER not in visit(reader, LIST).links
        assert visit(reader, FORMER, status=403).h1 == "Dette kan du ikke gjøre"
        assert visit(login_as("nabokommune"), FORMER, status=404).h1 == "Vi finner ikke siden"
        school = school_cooperation(cast)
        way = f"/samarbeid/{school.slug}/avtaler/tidligere/"
        assert "bare inngått mellom kommuner og politiet" in visit(login_as("skole"), way, status=409).text


class TestWhatHappened:
    HAPPENED = "/samarbeid/lyngvik/hendelser/"

    def test_comes_in_pages_the_newest_first(self, cast: Cast) -> None:
        agreement = a_draft(cast.slt, cast.cooperation)
        for number in range(56 - Entry.objects.filter(cooperation=cast.cooperation.pk).count()):
            do(cast.slt, add_clause, agreement_id=agreement.pk, heading=f"Punkt {number}", text="")
        client = login_as("slt")
        first = visit(client, self.HAPPENED)
        assert ("Side 1 av 2" in first.text, first.text.count("Et forslag ble skrevet")) == (True, 50)
        assert "?side=2" in first.links
        last = visit(client, f"{self.HAPPENED}?side=2")
        assert "Et utkast til avtale ble påbegynt." in last.text
        for odd in ("0", "99", "tull", "-1", "1e9"):
            assert visit(client, f"{self.HAPPENED}?side={odd}").h1 == "Hva som har skjedd"
        assert (
            "Side" not in visit(login_as("politikontakt"), self.HAPPENED).text.split("Hva som har skjedd")[-1]
        )

    def test_asks_as_much_with_many_as_with_few(self, cast: Cast) -> None:
        on_the_table(cast.neighbour_mayor, cast.neighbours)
        agreement = a_draft(cast.slt, cast.cooperation)
        for number in range(60):
            do(cast.slt, add_clause, agreement_id=agreement.pk, heading=f"Punkt {number}", text="")
        counts = []
        for username, town in (("nabokommune", "storvik"), ("slt", "lyngvik")):
            client = login_as(username)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(f"/samarbeid/{town}/hendelser/").status_code == 200
            counts.append(len(asked))
        assert counts[0] == counts[1]
