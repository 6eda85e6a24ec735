"""The guide's pages, and what the guide says beside a clause."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samrad.agreements.commands.drafting import start_agreement
from samrad.agreements.commands.templates import install_own_templates
from samrad.agreements.models import Agreement
from samrad.agreements.queries.templates import templates_for
from samrad.guide.editions import latest
from samrad.guide.references import references
from samrad.web.guide import views
from tests.cast import MACHINERY, Cast, school_cooperation
from tests.situations import FROM, TO, clauses_of, do
from tests.visit import SPACE, Page, login_as, visit

pytestmark = pytest.mark.django_db


def in_language(language: str) -> Client:
    return Client(headers={"accept-language": language})


class TestThePages:
    def test_list_every_section_and_the_source(self) -> None:
        page = visit(Client(), "/veilederen/")
        sections = [link for link in page.links if link.startswith("/veilederen/") and link != "/veilederen/"]
        assert sections == [
            *(f"/veilederen/{row.number}/" for row in latest().sections),
            "/veilederen/kilder/",
        ]
        assert "Utgitt av KS, Politidirektoratet Datert 27. mars 2023" in page.text

    @pytest.mark.parametrize("number", [row.number for row in latest().sections])
    @pytest.mark.parametrize("language", ["nb", "nn", "en"])
    def test_show_each_section_in_each_language(self, number: str, language: str) -> None:
        page = visit(in_language(language), f"/veilederen/{number}/")
        section = latest().section(number)
        assert page.root.get("lang") == language
        assert page.h1 == section.title[language]
        assert [words for point in section.points if (words := point.words[language]) not in page.text] == []

    def test_say_how_strongly_and_what_samrad_does(self) -> None:
        """V-1.1-a."""
        page = visit(Client(), "/veilederen/3/")
        assert "Skal Politiet skal tilby kommunene en avtale" in page.text
        assert "Frivillig Kommunen velger selv om den vil inngå avtalen." in page.text
        assert "I Samråd tilbyr politiet avtalen, kommunen svarer når den vil" in page.text

    def test_say_the_numbers_with_their_date(self) -> None:
        text = visit(Client(), "/veilederen/4.1.2/").text
        assert "Møter i politirådet hvert år, minst 2 siden 27. mars 2023" in text
        assert "Avsnitt 4.1.2" in text

    def test_lead_on_and_back(self) -> None:
        page = visit(Client(), "/veilederen/4.2/")
        turns = {link.get("rel"): link.get("href") for link in page.all("a") if link.get("rel")}
        assert turns == {"prev": "/veilederen/4.1.6/", "next": "/veilederen/4.3/"}
        assert [
            link.get("rel") for link in visit(Client(), "/veilederen/9/").all("a") if link.get("rel")
        ] == ["prev"]

    def test_show_the_guides_own_table_of_revisions(self) -> None:
        """V-9-b."""
        rows = visit(Client(), "/veilederen/9/").all("tr")
        assert [" ".join("".join(cell.itertext()).split()) for cell in rows[1]] == [
            "NY", "27. mars 2023", "Veileder for kommune- og politisamarbeid",
            "Politidirektoratet, KS", "Politidirektoratet, KS",
        ]  # fmt: skip

    @pytest.mark.parametrize("number", ["10", "4.1.7", "9.9", "<script>", "..", "4.1.2.", "nb"])
    def test_are_not_found_where_there_is_no_section(self, number: str) -> None:
        assert visit(Client(), f"/veilederen/{number}/", status=404).h1 == "Vi finner ikke siden"

    def test_ask_the_database_for_nothing(self) -> None:
        client = Client()
        with CaptureQueriesContext(connection) as asked:
            client.get("/veilederen/")
            client.get("/veilederen/4.1.2/")
        assert [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]] == []

    def test_are_linked_from_every_page(self) -> None:
        assert "/veilederen/" in visit(Client(), "/hjelp/").links


class TestTheSources:
    def test_are_listed_with_period_notes_and_day_of_checking(self) -> None:
        """V-2.1-g, V-6-g: title, publisher, year, address and whether it was checked; a period that is over is said."""
        page = visit(Client(), "/veilederen/kilder/")
        assert page.text.count("Perioden er over") == 2  # the strategy itself, and how many there are
        for words in (
            "I forkant av kriminaliteten: Forebygging som politiets hovedstrategi (2021–2025) Politidirektoratet , 2020"
            " · Gjelder 2021–2025 · Ikke kontrollert ennå · Notene 3, 12, 21",
            "Sekretariatet for konfliktrådene , 2021 · Ikke kontrollert ennå · Note 19",
            "Håndboken og veilederen sier ikke alltid det samme.",
        ):
            assert words in page.text, words
        assert "https://konfliktraadet.no/slt-modellen/" in page.links

    def test_of_ks_say_whom_they_are_made_for_and_stand_without_a_link_that_is_dead(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """V-7-m: the stated audience, no claim that it is for councils, and other words when the address is dead."""
        page = visit(Client(), "/veilederen/7/")
        assert "Den er ikke laget for politiråd." in page.text
        ks = next(row for row in references() if row.key == "ks-egenevaluering")
        assert ks.url in page.links
        monkeypatch.setattr(views, "cited_in", lambda _section: (replace(ks, works=False),))
        page = visit(Client(), "/veilederen/7/")
        assert "Adressen virker ikke lenger. Søk etter tittelen hos utgiveren." in page.text
        assert ks.url not in page.links

    def test_that_are_over_are_told_to_those_who_edit_the_guide(self, cast: Cast) -> None:
        page = visit(login_as("direktorat"), "/status/landet/")
        assert "Perioden er over for 1 kilde i veilederen" in page.text
        assert "/veilederen/kilder/" in page.links


class TestBesideAClause:
    def a_draft(self, cast: Cast) -> Agreement:
        install_own_templates(actor=MACHINERY)
        given = {"cooperation_id": cast.cooperation.pk, "valid_from": FROM, "valid_to": TO}
        return do(cast.slt, start_agreement, template_id=templates_for(cast.cooperation)[0].pk, **given)

    def beside(self, cast: Cast, agreement: Agreement, role: str, client: Client) -> Page:
        clause = next(c for c in clauses_of(cast.slt, agreement) if c.role == role)
        return visit(client, f"/avtale/{agreement.pk}/punkt/{clause.pk}/")

    def test_speaks_with_section_and_strength_in_the_readers_language(self, cast: Cast) -> None:
        """V-1.1-a."""
        agreement, client = self.a_draft(cast), login_as("slt")
        page = self.beside(cast, agreement, "council", client)
        assert "Fra veilederen, 4.1.2 Bør Rådet bør møtes minst to ganger i året, gjerne oftere." in page.text
        assert "/veilederen/4.1.2/" in page.links
        client.post("/sprak/", {"language": "nn"})
        page = self.beside(cast, agreement, "council", client)
        assert (
            "Frå rettleiaren, 4.1.2 Bør Rådet bør møtast minst to gonger i året, gjerne oftare." in page.text
        )

    def test_stands_by_the_writer_too(self, cast: Cast) -> None:
        agreement, client = self.a_draft(cast), login_as("slt")
        clause = next(c for c in clauses_of(cast.slt, agreement) if c.role == "slt")
        page = visit(client, f"/avtale/{agreement.pk}/punkt/{clause.pk}/endre/")
        assert "Fra veilederen, 6 Frivillig SLT er frivillig" in page.text

    def test_has_a_word_for_nearly_every_clause_of_our_own_template(self, cast: Cast) -> None:
        roles = [clause.role for clause in clauses_of(cast.slt, self.a_draft(cast))]
        assert [role for role in roles if latest().advice_for(role, "cooperation") is None] == []

    def test_is_silent_where_it_has_nothing_to_say(self, cast: Cast) -> None:
        install_own_templates(actor=MACHINERY)
        school = school_cooperation(cast)
        agreement = do(
            cast.principal,
            start_agreement,
            cooperation_id=school.pk,
            template_id=templates_for(school)[0].pk,
            valid_from=FROM,
            valid_to=TO,
        )
        clauses = {clause.role: clause for clause in clauses_of(cast.principal, agreement)}
        client = login_as("skole")
        said = {
            role: "Fra veilederen" in visit(client, f"/avtale/{agreement.pk}/punkt/{clause.pk}/").text
            for role, clause in clauses.items()
        }
        assert said == {
            "intro": True, "prevention": False, "preparedness": False,
            "security": False, "evaluation": False, "validity": False,
        }  # fmt: skip


def test_who_is_no_party_bears_no_partys_sign(cast: Cast) -> None:
    """The directorate and the operator act for neither half."""
    assert (cast.oversight.side, cast.operator.side) == ("other", "other")
    assert (cast.police_contact.side, cast.foreign_contact.side) == ("police", "police")
    assert (cast.places.directorate.is_police, cast.places.north.side) == (True, "police")
    for username in ("direktorat", "drift"):
        assert 'class="half"' not in visit(login_as(username), "/hjelp/").html
    assert 'class="half"' in visit(login_as("politikontakt"), "/hjelp/").html
    assert sorted(who for who, sign in login_signs().items() if not sign) == [
        "Driftsansvarlig, Politidirektoratet", "Fylkesdirektør, Ytre Fjordane fylkeskommune",
        "Rektor, Lyngvik videregående skole", "Rådgiver, Politidirektoratet",
    ]  # fmt: skip


def login_signs() -> dict[str, bool]:
    """Each person's button at the login, and whether a half stands on it."""
    buttons = [
        button for button in visit(Client(), "/logg-inn/").all("button") if button.get("class") == "persona"
    ]
    return {
        "".join(button.find(f".//{SPACE}b").itertext()): any(
            part.get("class") == "half" for part in button.iter()
        )
        for button in buttons
    }
