"""From offer to an agreed text, page by page, as each person sees it."""

import pytest
from django.test import Client

from samrad.agreements.commands.templates import install_own_templates
from tests.cast import MACHINERY, Cast
from tests.situations import clauses_of
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
HOME = "/samarbeid/lyngvik/"


def test_the_police_offer_and_the_municipality_answers(cast: Cast) -> None:
    """V-3-c, V-3-d, V-4-d, V-4-e."""
    police, town = login_as("politikontakt"), login_as("slt")
    assert "Kommuner uten tilbud om avtale" in visit(police, "/").text
    offer = f"{HOME}tilby/agreement/lyngvik/"
    assert visit(police, offer).h1 == "Tilby Lyngvik kommune: avtale"
    wrong = send(
        police, offer, {"offered_on": "i går", "channel": "letter", "words": "Vi vil gjerne"}, status=422
    )
    assert "Skriv datoen som dag.måned.år" in wrong.text
    assert "Vi vil gjerne" in wrong.html
    late = send(police, offer, {"offered_on": "2099-01-01", "channel": "letter"}, status=422)
    assert "kan ikke være fram i tid" in late.text
    done = send(police, offer, {"offered_on": "2026-11-02", "channel": "letter", "words": "Velkommen"})
    assert "Tilbudet er gitt." in done.text
    start = visit(town, "/")
    assert "Svar på tilbudet om avtale" in start.text
    answer = next(link for link in start.links if "/tilbud/" in link)
    assert "Velkommen" in visit(town, answer).text
    done = send(town, answer, {"reply": "yes", "words": "Fint", "seen": "1"})
    assert "Svaret er gitt." in done.text
    stale = send(town, answer, {"reply": "no", "words": "Mitt svar", "seen": "1"}, status=422)
    assert "En kollega svarte mens du skrev" in stale.text
    assert "Mitt svar" in stale.html
    assert "Ja, vi vil" in visit(police, HOME).text
    assert visit(town, f"{HOME}hendelser/").text.count("Politiet ga et tilbud.") == 1


def test_a_municipality_states_its_choices_freely(cast: Cast) -> None:
    """V-2.3-c."""
    town = login_as("ordforer")
    assert visit(town, "/kommune/lyngvik/valg/slt/").h1 == "SLT, Lyngvik kommune"
    done = send(town, "/kommune/lyngvik/valg/slt/", {"status": "no"})
    assert "Valget er lagret." in done.text
    assert send(town, "/kommune/lyngvik/valg/slt/", {}, status=422).h1 == "SLT, Lyngvik kommune"
    assert send(login_as("politikontakt"), "/kommune/lyngvik/valg/slt/", {"status": "no"}, status=403).h1


def test_a_draft_is_negotiated_until_both_agree(cast: Cast) -> None:
    """A-om-b, A-om-e, A-om-f."""
    install_own_templates(actor=MACHINERY)
    police, town = login_as("politikontakt"), login_as("slt")
    assert "Ingen avtale. Det er frivillig." in visit(town, f"{HOME}avtaler/").text
    form = visit(town, f"{HOME}avtaler/ny/")
    template = next(
        i.get("value") for i in form.all("input") if i.get("name") == "template_id" and i.get("value")
    )
    terms = {"template_id": template, "scope": "whole", "valid_from": "2027-01-01", "valid_to": "2030-12-31"}
    assert send(town, f"{HOME}avtaler/ny/", terms | {"valid_to": "2026-01-01"}, status=422).h1
    draft = send(town, f"{HOME}avtaler/ny/", terms)
    assert (draft.h1, "Utkastet er deres" in draft.text) == ("Ny avtale for 2027–2030", True)
    agreement = _address(town)
    assert "Motparten skriver. Teksten vises når den er levert." in visit(police, f"{HOME}avtaler/").text
    _write(town, agreement, cast)
    assert (
        send(town, f"{agreement}runde/", {"message": "Her er utkastet."}).text.count("Runde 1 er levert.")
        == 1
    )
    assert "Svar i forhandlingen om avtale" in visit(police, "/").text
    table = visit(police, agreement)
    assert "Dere har neste trekk" in table.text
    _answer(police, agreement, table.links)
    assert "2 svar er klare" not in visit(police, f"{agreement}runde/").text
    assert "svar er klare til å leveres" in send(police, f"{agreement}godta/").text
    assert "Runde 2 er levert." in send(police, f"{agreement}runde/").text
    assert "Det er ingenting å levere" in send(police, f"{agreement}runde/", status=422).text
    after = visit(town, agreement)
    assert "Politiets ordlyd" in after.text
    _settle(town, police, agreement)
    assert "har neste trekk" not in visit(town, agreement).text


def _address(client: Client) -> str:
    return next(link for link in visit(client, f"{HOME}avtaler/").links if link.startswith("/avtale/"))


def _clauses(client: Client, agreement: str) -> list[str]:
    links = visit(client, agreement).links
    return [link for link in links if "/punkt/" in link and link.count("/") == 5]


def _write(town: Client, agreement: str, cast: Cast) -> None:
    """The party's own desk: change, add, move, take out, dates."""
    first, second, *_rest = _clauses(town, agreement)
    assert visit(town, f"{first}endre/").h1 == "Skriv ordlyden"
    personal = {"heading": "Innledning", "text": "Ring 912 34 567.", "seen": "1"}
    asked = send(town, f"{first}endre/", personal, status=422)
    assert "Teksten gjelder ikke en privatperson." in asked.text
    saved = send(town, f"{first}endre/", personal | {"confirmed": "on"})
    assert "Utkastet er lagret. Bare dere ser det." in saved.text
    stale = send(town, f"{first}endre/", personal | {"text": "Mine ord", "seen": "1"}, status=422)
    assert "Begge tekstene står her" in stale.text
    assert visit(town, f"{agreement}nytt-punkt/").h1 == "Legg til et punkt"
    added = {"heading": "Ungdom", "text": "- a\n- b", "kind": "obligation", "level": "1", "after": ""}
    assert "Punktet er lagt til." in send(town, f"{agreement}nytt-punkt/", added).text
    assert send(town, f"{agreement}nytt-punkt/", added | {"heading": ""}, status=422).h1
    assert send(town, f"{second}flytt/", {"direction": "up"}).h1
    assert send(town, f"{second}flytt/", {"direction": "up"}, status=409).h1 == "Dette gikk ikke"
    assert visit(town, f"{second}ta-ut/").h1 == "Ta ut punktet"
    assert "Punktet er tatt ut av utkastet." in send(town, f"{second}ta-ut/", {"seen": "1"}).text
    assert visit(town, f"{agreement}datoer/").h1 == "Datoer"
    terms = {"scope": "whole", "valid_from": "01.01.2027", "valid_to": "31.12.2029", "seen": "1"}
    assert "Datoene er lagret." in send(town, f"{agreement}datoer/", terms).text


def _answer(police: Client, agreement: str, links: list[str]) -> None:
    """Accept, counter, decline, note a disagreement, new order, new dates."""
    first, second, third, fourth, *_rest = _clauses(police, agreement)
    answer = next(link for link in visit(police, first).links if "/svar/" in link)
    assert visit(police, answer).h1 == "Svar på forslaget"
    assert "hvorfor dere avslår" in send(police, answer, {"verdict": "declined"}, status=422).text
    assert "Svaret er lagret." in send(police, answer, {"verdict": "accepted"}).text
    take_back = answer.replace("/svar/", "/trekk-svar/")
    assert "Svaret er trukket tilbake." in send(police, take_back).text
    counter = {"heading": "Formål", "text": "Politiets ordlyd. Kort.", "reason": "Kortere.", "seen": "0"}
    assert "Utkastet er lagret." in send(police, f"{second}endre/", counter).text
    for view in ("endringer", "tekst", "side"):
        assert "Fortsett å skrive" in visit(police, f"{second}?vis={view}").text
    assert visit(police, f"{third}uenighet/").h1 == "Noter uenighet"
    note = {"reason": "Antall møter.", "look_again_on": "2027-03-01", "seen": "0"}
    assert "Uenigheten er notert" in send(police, f"{third}uenighet/", note).text
    drop = {"reason": "Står i planen.", "seen": "0"}
    assert "Forslaget om å ta ut punktet er lagret." in send(police, f"{fourth}ta-ut/", drop).text
    terms = {"scope": "whole", "valid_from": "2027-01-01", "valid_to": "2028-12-31", "seen": "0"}
    assert "Datoene er lagret." in send(police, f"{agreement}datoer/", terms).text
    assert send(police, f"{first}flytt/", {"direction": "down"}).h1
    assert visit(police, f"{agreement}runde/").h1 == "Se over og lever runde 2"


def _settle(town: Client, police: Client, agreement: str) -> None:
    """The municipality answers everything; one proposal is dropped before it is handed over."""
    review = visit(town, agreement)
    loose = [link for link in review.links if "/svar/" in link]
    terms = next(link for link in loose if "Se på avtalen på nytt innen" in visit(town, link).text)
    assert (
        "Svaret er lagret." in send(town, terms, {"verdict": "declined", "reason": "Vi vil ha fire år."}).text
    )
    assert "Trekk svaret" in visit(town, f"{agreement}runde/").text
    clause = _clauses(town, agreement)[0]
    page = visit(town, f"{clause}?vis=side")
    assert page.h1 == "Ny avtale for 2027–2029"
    saved = send(town, f"{_clauses(town, agreement)[-1]}endre/", {"heading": "Ny", "text": "Ny", "seen": "0"})
    drop = [
        form.get("action") or "" for form in saved.all("form") if "/forkast/" in (form.get("action") or "")
    ]
    assert "Utkastet er slettet." in send(town, drop[0]).text
    send(town, f"{agreement}godta/")
    assert "Runde 3 er levert." in send(town, f"{agreement}runde/").text


def test_a_draft_can_be_put_away(cast: Cast) -> None:
    from tests.situations import a_draft

    agreement = a_draft(cast.slt, cast.cooperation)
    town = login_as("slt")
    assert "Utkastet er forkastet." in send(town, f"/avtale/{agreement.pk}/forkast/").text
    private = clauses_of(cast.slt, agreement)[0]
    own = send(town, f"/avtale/{agreement.pk}/punkt/{private.pk}/endre/", {"heading": "x"}, status=409)
    assert "ikke under arbeid" in own.text


def test_what_is_decided_is_not_invited_to_again(cast: Cast) -> None:
    """V-3-d: «no» is a complete answer, and what runs needs no invitation."""
    police, town = login_as("politikontakt"), login_as("slt")
    before = visit(police, HOME).text.count("Inviter kommunen")
    send(town, "/kommune/lyngvik/valg/council/", {"status": "no"})
    assert visit(police, HOME).text.count("Inviter kommunen") == before - 1
