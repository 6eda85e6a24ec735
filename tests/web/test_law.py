"""May I share this? In the browser's eyes: advice without a script, and nothing kept of what was answered."""

import pytest
from django.db import connection
from django.test import Client

from tests.cast import Cast
from tests.forums.situations import a_council
from tests.forums.test_prevention import raised
from tests.situations import a_draft
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
ASKED = {"danger": "no", "service": "skole", "about": "person", "to": "politi"}
OTHERS = {"django_session", "auth_user"}


def rows_kept() -> dict[str, int]:
    """How many rows each table has, as the owner of the tables counts them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, n_tup_ins from pg_stat_xact_user_tables where schemaname = 'public' and n_tup_ins > n_tup_del"
        )
        return {name: count for name, count in cursor.fetchall() if name not in OTHERS}


class TestTheAdvice:
    def test_says_may_with_its_provision_and_whom_to_ask(self, cast: Cast) -> None:
        """The right to disclose, the provision, who is bound, and who to ask; it advises and does not decide. V-4.1.5-d."""
        page = send(login_as("slt"), "/kan-jeg-dele/", ASKED)
        for words in (
            "Du kan ha rett til å si fra", "Forvaltningsloven § 13 b første ledd nr. 6", "Spør rektor eller kommunens jurist.",
            "Dette er et råd. Svarene dine er ikke lagret noe sted.",
        ):  # fmt: skip
            assert words in page.text, words
        assert "Først: må noe avverges?" not in page.text

    def test_each_service_has_its_own_duties_and_a_forum_is_no_place_for_a_case(self, cast: Cast) -> None:
        """V-2.2-c: what one must do at once, whom one must tell, whom to ask; and the council is not the channel."""
        for service, tells in (
            ("skole", "Opplæringsl"),
            ("barnehage", "Barnehagel"),
            ("helse", "Helsepersonell"),
        ):
            page = visit(Client(), f"/lov/{service}/").text
            assert (
                page.index("Avvergingsplikt") < page.index("Opplysningsplikt") < page.index("Taushetsplikt")
            ), service
            assert tells in page, service
        answer = send(Client(), "/kan-jeg-dele/", ASKED | {"to": "forum"}).text
        assert "Enkeltsaker hører ikke hjemme i et råd eller en gruppe" in answer

    def test_puts_averting_before_everything(self, cast: Cast) -> None:
        page = send(Client(), "/kan-jeg-dele/", ASKED | {"danger": "unsure"})
        assert page.text.index("Ring 112 når det haster.") < page.text.index("Du kan ha rett til å si fra")
        assert "Straffeloven § 196" in page.text

    @pytest.mark.parametrize(
        ("given", "heading"),
        [
            ({"about": "many"}, "Ja, dette kan som regel deles"),
            ({"to": "barnevern"}, "Du kan ha plikt til å si fra"),
            ({"to": "forum"}, "Enkeltsaker hører ikke hjemme i et råd eller en gruppe"),
            ({"service": "nav"}, "Registeret finner ingen åpning for å dele dette"),
            ({"about": "consent"}, "Ja, så langt den det gjelder, har sagt ja"),
        ],
    )
    def test_has_a_plain_heading_for_each_outcome(
        self, cast: Cast, given: dict[str, str], heading: str
    ) -> None:
        assert heading in send(Client(), "/kan-jeg-dele/", ASKED | given).text

    def test_keeps_nothing(self, cast: Cast) -> None:
        """No table has a row more for it, whoever asks."""
        client = login_as("politikontakt")
        before = rows_kept()
        send(client, "/kan-jeg-dele/", ASKED)
        assert rows_kept() == before

    def test_asks_again_for_what_is_missing(self, cast: Cast) -> None:
        page = send(Client(), "/kan-jeg-dele/", {"danger": "kanskje"}, status=422)
        assert "Vis rådet" in page.text

    def test_speaks_the_readers_language(self, cast: Cast) -> None:
        client = Client(headers={"accept-language": "nn"})
        page = send(client, "/kan-jeg-dele/", ASKED)
        assert ("Du kan ha rett til å seie frå" in page.text, "Forvaltningslova § 13 b" in page.text) == (
            True,
            True,
        )


class TestThePlaceOfWriting:
    def test_is_a_fold_away(self, cast: Cast) -> None:
        """Matter, paper and clause: the three duties and the way to the advice stand beside what is written."""
        forum = a_council(cast)
        item = raised(cast, forum)
        agreement = a_draft(cast.slt, cast.cooperation)
        client = login_as("slt")
        for address in (
            f"/forum/{forum.pk}/saker/ny/", f"/sak/{item.pk}/endre/", f"/sak/{item.pk}/", f"/avtale/{agreement.pk}/nytt-punkt/",
        ):  # fmt: skip
            page = visit(client, address)
            assert "/kan-jeg-dele/" in page.links, address
            assert ("du skal tie" in page.text, "ring 112 når det haster" in page.text) == (True, True), (
                address
            )


class TestTheRegister:
    def test_shows_services_side_by_side_and_each_acts_check(self, cast: Cast) -> None:
        """Rules and duties across the services, and acts with title, older names and day of checking. V-4.3-i, V-2.2-i."""
        page = visit(Client(), "/lov/")
        for words in (
            "Tjenestene side om side",
            "Barnevernsloven § 13-2",
            "Lov 18. juni 2021 nr. 97 om barnevern",
            "barnevernlov",
        ):
            assert words in page.text, words
        assert "Ikke kontrollert mot loven ennå." in page.text

    def test_has_a_page_for_each_service(self, cast: Cast) -> None:
        """A service's own rules, the duty to avert first; the police's duty to cooperate stands on theirs only. V-4.3-h."""
        police, school = visit(Client(), "/lov/politi/"), visit(Client(), "/lov/skole/")
        assert [("Politiinstruksen § 15-1" in page.text) for page in (police, school)] == [True, False]
        assert school.text.index("§ 196") < school.text.index("Opplæringslova § 24-3")
        assert Client().get("/lov/luftfart/").status_code == 404
