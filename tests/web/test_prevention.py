"""The model of prevention in the browser's eyes, and matters on their way between levels."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.forums.commands.prevention import set_target_group
from samrad.meetings.models import Lift
from tests.cast import Cast
from tests.forums.situations import a_council, seated, with_the_school
from tests.forums.test_prevention import chosen, lifted, raised, three_levels
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
YOUNG = "/samarbeid/lyngvik/barn-og-unge/"
CHOICE = {"kind": "slt", "name": "Sammen lager vi en trygg by", "short_name": "SaLTo", "seen": "0"}


class TestTheChoice:
    def test_is_neutral_before_anything_is_chosen(self, cast: Cast) -> None:
        """No warning, no empty field, nothing to answer for the police. V-6-l."""
        page = visit(login_as("politikontakt"), YOUNG)
        assert ("Ikke valgt." in page.text, "Ingen av dem er pålagt" in page.text) == (True, True)
        assert ("Si hva dere har valgt" in page.text, "Funksjonen er ledig" in page.text) == (False, False)
        assert login_as("politikontakt").get(f"{YOUNG}velg/").status_code == 403

    def test_is_told_of_with_what_was_found_when_and_what_was_not_measured(self, cast: Cast) -> None:
        """V-6-n: folded until somebody asks, on this page alone, and it asks for nothing."""
        client = login_as("ordforer")
        page = visit(client, "/samarbeid/lyngvik/barn-og-unge/")
        said = "En evaluering fra Politihøgskolen i 2008 fant stor virkning på samarbeidet mellom etatene. Den målte samarbeidet, ikke kriminaliteten."
        (folded,) = [
            each for each in page.all("details") if said in " ".join("".join(each.itertext()).split())
        ]
        assert folded.get("open") is None
        for other in ("/", "/samarbeid/lyngvik/", "/status/kommune/lyngvik/"):
            assert "Politihøgskolen" not in visit(client, other).text

    def test_carries_its_local_name(self, cast: Cast) -> None:
        page = send(login_as("slt"), f"{YOUNG}velg/", CHOICE)
        assert page.h1 == "Sammen lager vi en trygg by"
        assert ("SaLTo er kommunens navn på SLT." in page.text, "Valget er lagret." in page.text) == (
            True,
            True,
        )

    def test_another_model_has_no_words_of_slt(self, cast: Cast) -> None:
        """An equal of SLT, with its name, description and groups. V-6-m."""
        given = {
            "kind": "another",
            "name": "Trygg oppvekst",
            "description": "Fire bydelsgrupper.",
            "seen": "0",
        }
        send(login_as("slt"), f"{YOUNG}velg/", given)
        do(cast.slt, set_target_group, model_id=_model(cast), theme="Oppvekst", from_age=0, to_age=25)
        page = visit(login_as("politikontakt"), YOUNG)
        main = " ".join(" ".join(each.itertext()) for each in page.all("section"))
        assert (page.h1, "Fire bydelsgrupper." in main, "0 til 25 år" in main, "SLT" in main) == (
            "Trygg oppvekst", True, True, False,
        )  # fmt: skip

    def test_what_was_typed_stays_when_the_name_is_missing(self, cast: Cast) -> None:
        given = {"kind": "another", "description": "Fire bydelsgrupper.", "seen": "0"}
        page = send(login_as("slt"), f"{YOUNG}velg/", given, status=422)
        assert "Skriv hva modellen heter hos dere" in page.text
        assert "Fire bydelsgrupper." in page.text

    def test_none_is_an_answer_and_is_not_asked_about_again(self, cast: Cast) -> None:
        page = send(login_as("slt"), f"{YOUNG}velg/", {"kind": "none", "seen": "0"})
        assert "Kommunen har valgt å ikke bruke en egen modell." in page.text

    def test_is_out_of_sight_for_others(self, cast: Cast) -> None:
        for who in ("nabokommune", "nabopoliti", "skole", "direktorat"):
            assert login_as(who).get(YOUNG).status_code == 404


def _model(cast: Cast) -> object:
    from tests.forums.test_prevention import seen_by

    model = seen_by(cast.slt, cast)
    assert model
    return model.pk


class TestThePage:
    def test_has_all_in_place_by_forms_alone(self, cast: Cast) -> None:
        """Coordinator, target group and levels without a script. V-6-f, V-6-h, V-6-i, V-6-c."""
        client = login_as("slt")
        send(client, f"{YOUNG}velg/", CHOICE | {"responsible": "Oppvekst"})
        send(client, f"{YOUNG}malgruppe/", {"theme": "Radikalisering", "from_age": "13", "to_age": ""})
        given = {
            "post_id": str(cast.slt.post),
            "form": "function",
            "title": "Kriminalitetsforebyggende rådgiver",
        }
        send(client, f"{YOUNG}koordinator/", given | {"on": "", "share": ""}, status=422)
        send(client, f"{YOUNG}koordinator/", given | {"on": _today(), "share": "40"})
        page = send(client, f"{YOUNG}nivaer/", {"steering": "own"})
        for words in (
            "Fra 13 år, uten øvre grense", "Kriminalitetsforebyggende rådgiver", "Funksjon i en annen stilling · 40 %",
            "SaLTo, styringsgruppe", "SaLTo, koordineringsgruppe", "SaLTo, utførende nettverk", "Oppvekst",
            "Nordre politidistrikt", "Ingen øverste leder fra politiet sitter her.",
        ):  # fmt: skip
            assert words in page.text, words

    def test_asks_as_much_of_many_as_of_one(self, cast: Cast) -> None:
        """At most eight statements of the page's own."""
        _steering, middle, executing = three_levels(cast)
        seated(cast, middle, cast.police_contact)
        lifted(cast, raised(cast, executing), middle)
        client = login_as("politikontakt")
        visit(client, YOUNG)
        item = raised(cast, executing)
        way = f"/sak/{lifted(cast, item, middle).to_item_id}/"
        before = [_statements(client, url) for url in (YOUNG, way)]
        for who in (cast.mayor, cast.director, cast.chief):
            seated(cast, middle, who)
        for number in range(5):
            lifted(cast, raised(cast, executing, f"Sak {number}"), middle)
            do(cast.slt, set_target_group, model_id=_model(cast), theme=f"T{number}", from_age=number)
        assert [_statements(client, url) for url in (YOUNG, way)] == before


def _today() -> str:
    from samrad.kernel.clock import today

    return f"{today():%d.%m.%Y}"


def _statements(client: object, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200  # type: ignore[attr-defined]
    return len(asked)


class TestLifting:
    def test_goes_by_a_form_and_is_answered_by_another(self, cast: Cast) -> None:
        """Up with the words that are written, and an answer that stands at both ends. V-6-j."""
        _steering, middle, executing = three_levels(cast)
        item = raised(cast, executing)
        client = login_as("slt")
        form = visit(client, f"/sak/{item.pk}/loft/")
        assert "Enkeltsaker og enkeltpersoner hører ikke hjemme her." in form.text
        given = {
            "to_forum_id": str(middle.pk),
            "title": "Uro",
            "face_there": "parties",
            "reason": "Trenger penger",
        }
        page = send(client, f"/sak/{item.pk}/loft/", given)
        assert ("Saken mellom nivåene" in page.text, "Ikke svart ennå" in page.text) == (True, True)
        from samrad.cooperation import wall

        with wall.acting(cast.slt):
            lift = Lift.objects.get()
        there = visit(login_as("politikontakt"), f"/sak/{lift.to_item_id}/")
        assert ("Trenger penger" in there.text, executing.name in there.text) == (True, True)
        answer = {"answer": "done", "words": "Satt av i budsjettet.", "seen": "1"}
        send(login_as("politikontakt"), f"/loft/{lift.pk}/", answer)
        assert "Satt av i budsjettet." in visit(client, f"/sak/{item.pk}/").text

    def test_the_school_is_told_by_level_and_led_nowhere(self, cast: Cast) -> None:
        _steering, middle, executing = three_levels(cast)
        with_the_school(cast, executing)
        lift = lifted(cast, raised(cast, executing), middle)
        client = login_as("skole")
        page = visit(client, f"/sak/{lift.item_id}/")
        assert ("Koordinerende nivå" in page.text, middle.name in page.text) == (True, False)
        assert [client.get(url).status_code for url in (f"/sak/{lift.to_item_id}/", f"/loft/{lift.pk}/")] == [
            404,
            404,
        ]
        assert client.get(f"/sak/{lift.item_id}/loft/").status_code == 403

    def test_says_plainly_when_there_is_nowhere_to_go(self, cast: Cast) -> None:
        chosen(cast)
        council = a_council(cast)
        answer = login_as("slt").get(f"/sak/{raised(cast, council).pk}/loft/")
        assert "Det er ikke satt opp noe forum på et annet nivå" in answer.content.decode()
        assert answer.status_code < 500
