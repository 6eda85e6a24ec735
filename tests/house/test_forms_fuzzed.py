"""Every form with whatever people and machines may send: always a page, never a fault, and no typed word is lost. E2."""

import html
import re
from dataclasses import dataclass

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from samrad.web.requests import readable
from tests.cast import Cast
from tests.house.test_isolation import addresses, objects_of
from tests.visit import login_as, uncounted

pytestmark = pytest.mark.django_db
EXAMPLES = 150
LEFT_OUT = ("logg-", "sprak", "post/", "konto")  # one's own login has tests of its own
WORDS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["", "\x00", "\u202e\u2066skjult", "<script>alert(1)</script>", "{{ 7*7 }}{% debug %}", "2026-02-30", "0000-00-00",
         "31.12.9999", "99999999999999999999", "-1", "1e9", "NaN", "on", "yes", "00000000-0000-0000-0000-000000000000",
         "'; drop table x; --", "../../etc/passwd", "æøå ŋđ 日本 🙂", "a\r\nb\r\n" * 40, "x" * 25_000]
    ),
    st.dates().map(str),
    st.uuids().map(str),
    st.integers().map(str),
)  # fmt: skip


@dataclass(frozen=True)
class Form:
    """A form as its page shows it. `areas` are the fields for running text."""

    address: str
    names: list[str]
    areas: list[str]


@pytest.fixture
def forms(cast: Cast) -> list[tuple[Client, Form]]:
    """Every form that somebody of either party is shown, or a county that keeps its schools, read off the pages themselves."""
    named = objects_of(cast)
    found = []
    for username in ("slt", "politikontakt", "kommunedirektor", "fylke"):
        client = login_as(username)
        client.raise_request_exception = False
        for address in addresses(named):
            page = "" if any(part in address for part in LEFT_OUT) else _page(client, address)
            for action, inside in re.findall(
                r'<form[^>]*method="post"(?: action="([^"]*)")?[^>]*>(.*?)</form>', page, re.S
            ):
                names = sorted(
                    {*re.findall(r'name="([^"]+)"', inside)} - {"csrfmiddlewaretoken", "language", "next"}
                )
                areas = re.findall(r'<textarea[^>]*name="([^"]+)"', inside)
                if names and not any(part in (action or address) for part in LEFT_OUT):
                    found.append((client, Form(action or address, names, areas)))
    assert len({form.address for _client, form in found}) > 15
    return found


def _page(client: Client, address: str) -> str:
    answer = uncounted(lambda: client.get(address))
    is_page = answer.status_code == 200 and "html" in answer.headers["Content-Type"]
    return answer.content.decode() if is_page else ""


@seed(2027)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_form_breaks_and_no_word_is_lost(forms: list[tuple[Client, Form]], data: st.DataObject) -> None:
    client, form = data.draw(st.sampled_from(forms))
    said = {name: data.draw(WORDS) for name in form.names}
    answer = client.post(form.address, said)
    assert answer.status_code < 500, (form.address, said)
    if answer.status_code in {403, 409, 422} and "html" in answer.headers["Content-Type"]:
        page = html.unescape(answer.content.decode())
        lost = [name for name in form.areas if _shown(said[name]) not in " ".join(page.split())]
        assert lost == [], (answer.status_code, form.address, said)


def _shown(text: str) -> str:
    """The beginning of the text as a page shows it: no signs that nobody can see, and white space as it falls."""
    return " ".join(readable(text).split())[:200]
