"""Ask for a revision and answer, page by page: reasons, refusals, and whose move it is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

from samrad.agreements.commands.living import ask_for_revision
from samrad.agreements.models import Agreement, RevisionRequest
from samrad.cooperation import wall
from tests.cast import Cast
from tests.situations import do, in_force, on_the_table
from tests.visit import login_as, send, visit
from tests.web.test_reading import THEN

pytestmark = pytest.mark.django_db
WHY = "Vi vil ha flere møter."


@pytest.fixture
def running(cast: Cast) -> Iterator[Agreement]:
    agreement = in_force(cast.director, cast.chief, cast.cooperation)
    with time_machine.travel(THEN):
        yield agreement


def asked_by(cast: Cast, agreement: Agreement) -> RevisionRequest:
    return do(cast.slt, ask_for_revision, agreement_id=agreement.pk, reason=WHY)


def test_a_party_asks_and_the_other_says_yes(cast: Cast, running: Agreement) -> None:
    """A-gyld-b."""
    town, police = login_as("slt"), login_as("politikontakt")
    page = visit(town, f"/avtale/{running.pk}/")
    way = f"/avtale/{running.pk}/revisjon/"
    assert way in page.links
    assert visit(town, way).h1 == "Be om revisjon"
    done = send(town, way, {"reason": WHY})
    assert "Ønsket er sendt. Avtalen gjelder som før mens dere venter på svar." in done.text
    assert ("Venter på svar" in done.text, way in done.links) == (True, False)
    start = visit(town, "/")
    assert "Du venter på andre" in start.text
    assert "Deres ønske om revisjon av avtale 2027–2030" in start.text
    assert "Hos Nordre" in start.text
    row = visit(police, "/")
    assert "Svar på ønsket om revisjon av avtale 2027–2030 Lyngvik kommune" in row.text
    answer = next(link for link in row.links if link.startswith("/revisjon/"))
    shown = visit(police, answer)
    assert (shown.h1, WHY in shown.text) == ("Svar på ønsket om revisjon", True)
    new = send(police, answer, {"reply": "yes", "reason": "Gjerne."})
    assert "Teksten fra avtalen ligger på bordet. Begge kan foreslå endringer." in new.text
    assert new.h1 == "Ny avtale for 2029–2032"
    assert "Teksten fra forrige avtale ligger på bordet" in new.text
    assert f"/avtale/{running.pk}/" in new.links
    history = visit(town, f"/avtale/{running.pk}/").text
    assert f"Ønsker om revisjon Lyngvik kommune 2. mai 2028 {WHY}" in history.replace("  ", " ")
    assert "Nordre politidistrikt: Ja 2. mai 2028 Gjerne." in history
    assert "revisjon" not in visit(police, "/").text.lower()


def test_a_no_needs_a_reason_and_keeps_what_was_typed(cast: Cast, running: Agreement) -> None:
    way = f"/revisjon/{asked_by(cast, running).pk}/svar/"
    police = login_as("politikontakt")
    wrong = send(police, way, {"reply": "declined", "reason": " "}, status=422)
    assert "hvorfor dere ikke vil" in wrong.text
    done = send(police, way, {"reply": "declined", "reason": "Ikke før valget."})
    assert "Svaret er gitt. Avtalen gjelder som før." in done.text
    assert "Nordre politidistrikt: Nei, med begrunnelse 2. mai 2028 Ikke før valget." in done.text
    assert f"/avtale/{running.pk}/revisjon/" in done.links
    again = send(police, way, {"reply": "yes"}, status=409)
    assert "allerede besvart" in again.text


def test_a_yes_waits_while_something_lies_on_the_table(cast: Cast, running: Agreement) -> None:
    way = f"/revisjon/{asked_by(cast, running).pk}/svar/"
    on_the_table(cast.slt, cast.cooperation)
    page = send(login_as("politikontakt"), way, {"reply": "yes", "reason": "Gjerne det."}, status=422)
    assert "Det ligger allerede en avtale på bordet." in page.text
    assert "Gjerne det." in page.html


def test_a_reason_is_asked_for_and_guarded(cast: Cast, running: Agreement) -> None:
    town, way = login_as("slt"), f"/avtale/{running.pk}/revisjon/"
    assert send(town, way, {"reason": ""}, status=422).h1 == "Be om revisjon"
    personal = send(town, way, {"reason": "Ring 912 34 567."}, status=422)
    assert "Teksten gjelder ikke en privatperson." in personal.text
    assert "Ring 912 34 567." in personal.html
    assert "Ønsket er sendt." in send(town, way, {"reason": "Ring 912 34 567.", "confirmed": "on"}).text


def test_only_the_other_partys_writers_answer(cast: Cast, running: Agreement) -> None:
    request = asked_by(cast, running)
    way = f"/revisjon/{request.pk}/svar/"
    assert "motparten som svarer" in visit(login_as("ordforer"), way, status=409).text
    assert visit(login_as("nabopoliti"), way, status=404).h1 == "Vi finner ikke siden"
    reader = login_as("leser")
    assert visit(reader, f"/avtale/{running.pk}/revisjon/", status=403).h1 == "Dette kan du ikke gjøre"
    page = visit(reader, f"/avtale/{running.pk}/")
    assert ("Be om revisjon" in page.text, "Svar på ønsket" in page.text) == (False, False)
    assert "revisjon" not in visit(reader, "/").text.lower()
    with wall.acting(cast.slt):
        assert RevisionRequest.objects.get(pk=request.pk).reply == ""


def test_before_and_after_the_term_nobody_asks(cast: Cast) -> None:
    agreement = in_force(cast.director, cast.chief, cast.cooperation)
    way = f"/avtale/{agreement.pk}/revisjon/"
    for day in (date(2026, 12, 1), date(2031, 1, 1)):
        with time_machine.travel(datetime(day.year, day.month, day.day, 9, tzinfo=UTC)):
            assert "mens avtalen gjelder" in visit(login_as("slt"), way, status=409).text
