"""A paper stays in quarantine until the scanner has answered: a real socket speaks clamd's words."""

import socketserver
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samrad.cooperation import wall
from samrad.ledger.models import Entry
from samrad.meetings.models import AgendaItem, Paper
from tests.cast import Cast
from tests.meetings.settings import a_council, a_meeting, agenda
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
BAD = b"skadelig"


class Clamd(socketserver.StreamRequestHandler):
    """Finds one word, as a scanner finds a virus."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            data += self.rfile.read(size)
        self.wfile.write(b"stream: Test.Virus FOUND\0" if BAD in data else b"stream: OK\0")


@pytest.fixture
def scanner(settings: Any) -> Iterator[None]:
    with socketserver.TCPServer(("127.0.0.1", 0), Clamd) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        settings.SCANNER = f"127.0.0.1:{server.server_address[1]}"
        yield
        server.shutdown()
        thread.join()


@pytest.fixture
def item(cast: Cast) -> AgendaItem:
    return agenda(cast.slt, a_meeting(cast, a_council(cast, with_the_school=True), "Sak", face="forum"))[0]


def lay(item: AgendaItem, data: bytes) -> str:
    paper = SimpleUploadedFile("sak.txt", data, "text/plain")
    return send(login_as("slt"), f"/sak/{item.pk}/", {"paper": paper, "face": "forum"}).text


def kept(cast: Cast) -> Paper:
    with wall.acting(cast.slt):
        return Paper.objects.get()


@pytest.mark.usefixtures("scanner")
def test_a_clean_one_is_let_out(cast: Cast, item: AgendaItem) -> None:
    assert "Vedlegget er kontrollert og lagt ved." in lay(item, b"Hei" * 40_000)
    paper = kept(cast)
    assert (paper.state, len(login_as("skole").get(f"/vedlegg/{paper.pk}/").content)) == ("clean", 120_000)
    with wall.acting(cast.slt):
        assert Entry.objects.filter(kind="PaperChecked").count() == 1


@pytest.mark.usefixtures("scanner")
def test_a_bad_one_is_refused_and_not_kept(cast: Cast, item: AgendaItem) -> None:
    said = lay(item, b"Noe " + BAD)
    assert "Filen har skadelig innhold (Test.Virus) og er ikke tatt inn." in said
    paper = kept(cast)
    assert (paper.state, bytes(paper.data)) == ("refused", b"")
    visit(login_as("slt"), f"/vedlegg/{paper.pk}/", status=404)


def test_nobody_opens_it_while_the_scanner_is_silent(
    cast: Cast, item: AgendaItem, settings: Any, request: pytest.FixtureRequest
) -> None:
    settings.SCANNER = "127.0.0.1:1"
    assert "Ingen kan åpne den før det er gjort." in lay(item, b"Hei")
    paper = kept(cast)
    assert paper.state == "quarantine"
    for who in ("slt", "skole"):
        visit(login_as(who), f"/vedlegg/{paper.pk}/", status=404)
    assert "sak.txt Kontrolleres" in visit(login_as("skole"), f"/sak/{item.pk}/").text
    visit_check = send(login_as("skole"), f"/vedlegg/{paper.pk}/kontroller/", status=403)
    assert "Bare den som meldte saken" in visit_check.text
    request.getfixturevalue("scanner")
    page = send(login_as("politikontakt"), f"/vedlegg/{paper.pk}/kontroller/")
    assert "Vedlegget er kontrollert og lagt ved." in page.text
    assert login_as("skole").get(f"/vedlegg/{paper.pk}/").content == b"Hei"
