"""A table is fetched from the one address that is allowed: a real server on this machine answers, well and badly."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from samrad.kernel.answers import Refused
from samrad.knowledge import fetching
from samrad.knowledge.fetching import fetch_table
from samrad.project.configuration import STATISTICS_ADDRESS

JSON = "application/json"


@dataclass
class Source:
    """What the server is to answer, and the paths that it was asked for."""

    status: int = 200
    kind: str = JSON
    body: bytes = b'{"class": "dataset"}'
    more: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def source(settings: Any) -> Iterator[Source]:
    told = Source()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append(self.path)
            self.send_response(told.status)
            usual = {"Content-Type": told.kind, "Content-Length": str(len(told.body))}
            for name, value in (usual | told.more).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, *_said: object) -> None:
            """Nothing: the test reads what was asked."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.STATISTICS_ADDRESS = f"http://127.0.0.1:{server.server_address[1]}/v2/"
        yield told
        server.shutdown()


def test_the_table_is_asked_for_with_what_was_chosen_and_given_back_as_it_came(source: Source) -> None:
    heard: list[int] = []
    found = fetch_table(
        "08487", {"Tid": "top(2)", "Region": "K-0301,K-4614"}, {"Region": "agg_KommSummer"}, heard.append
    )
    assert (found, heard) == (source.body, [len(source.body)])
    where = urlsplit(source.asked[0])
    assert where.path == "/v2/tables/08487/data"
    assert parse_qs(where.query) == {
        "lang": ["no"], "outputFormat": ["json-stat2"], "valueCodes[Tid]": ["top(2)"],
        "valueCodes[Region]": ["K-0301,K-4614"], "codelist[Region]": ["agg_KommSummer"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"status": 404}, "ga ingen tabell (svar 404, application/json)"),
        ({"status": 302, "more": {"Location": "http://127.0.0.1:1/"}}, "ga ingen tabell (svar 302"),
        ({"kind": "text/html"}, "ga ingen tabell (svar 200, text/html)"),
        ({"more": {"Content-Length": "99"}}, "svarte ikke som det skulle: the answer was cut"),
    ],
)
def test_what_is_no_table_is_refused_and_nobody_else_is_asked(
    source: Source, changed: dict[str, Any], sentence: str
) -> None:
    for name, value in changed.items():
        setattr(source, name, value)
    with pytest.raises(Refused) as refused:
        fetch_table("08487", {}, {})
    assert sentence in str(refused.value)
    assert len(source.asked) == 1


def test_an_answer_that_is_too_large_or_too_slow_ends(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 10)
    with pytest.raises(Refused, match="Tabellen er for stor"):
        fetch_table("08487", {}, {})
    monkeypatch.setattr(fetching, "LARGEST", 1_000)
    monkeypatch.setattr(fetching, "LONGEST", -1)
    with pytest.raises(Refused, match="Det tok for lang tid å hente tabellen"):
        fetch_table("08487", {}, {})


def test_a_server_that_says_nothing_is_left(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.2)
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as silent:  # listens, and never serves
        settings.STATISTICS_ADDRESS = f"http://127.0.0.1:{silent.server_address[1]}"
        with pytest.raises(Refused, match="svarte ikke som det skulle: timed out"):
            fetch_table("08487", {}, {})


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "Samråd henter ingenting på egen hånd"),
        ("http://data.ssb.no/api", "må begynne med https://"),
        ("https://navn@data.ssb.no/api", "uten brukernavn"),
        ("file:///etc/passwd", "må begynne med https://"),
    ],
)
def test_without_an_address_that_is_allowed_nothing_is_asked(
    settings: Any, address: str, sentence: str
) -> None:
    settings.STATISTICS_ADDRESS = address
    with pytest.raises(Refused, match=sentence):
        fetch_table("08487", {}, {})


@pytest.mark.parametrize(("table", "name"), [("8487", "Tid"), ("../08487", "Tid"), ("08487", "Tid]&x=[")])
def test_only_tables_and_dimensions_are_asked_for(source: Source, table: str, name: str) -> None:
    with pytest.raises(Refused, match="Et tabellnummer har fem sifre"):
        fetch_table(table, {name: "*"}, {})
    assert source.asked == []


def test_it_is_off_from_the_start() -> None:
    assert STATISTICS_ADDRESS.default == ""
