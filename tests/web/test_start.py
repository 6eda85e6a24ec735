"""The start page: who has the next move, and since when."""

from datetime import date, timedelta

import pytest
from django.test import Client

from samrad.cooperation.commands import make_offer
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.web.start import waiting
from samrad.web.start.waiting import Waiting, grouped, waiting_for
from tests.cast import Cast
from tests.situations import a_draft, all_agreed, approve, do, frozen, on_the_table, sign
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db


def test_the_country_is_the_start_page_of_everybody_else(db: None) -> None:
    assert Client().get("/").headers["Location"] == "/landet/"


def test_nothing_waits_and_that_is_said_in_one_sentence(cast: Cast) -> None:
    page = visit(login_as("kommunedirektor"), "/")
    assert (page.h1, "Ingenting venter på deg nå." in page.text) == ("Dette venter på deg", True)
    assert "Lyngvik kommune – Nordre politidistrikt" in page.text


def test_the_next_move_stands_on_the_side_that_has_it(cast: Cast) -> None:
    agreement = a_draft(cast.slt, cast.cooperation)
    mine, theirs = visit(login_as("slt"), "/"), visit(login_as("politikontakt"), "/")
    assert "Gjør ferdig utkastet til avtale 2027–2030" in mine.text
    assert mine.links.count(f"/avtale/{agreement.pk}/") == 2
    assert "Gjør ferdig utkastet" not in theirs.text


def test_a_round_that_came_waits_with_its_date_and_one_button(cast: Cast) -> None:
    agreement = on_the_table(cast.slt, cast.cooperation)
    page = visit(login_as("politikontakt"), "/")
    assert "Svar i forhandlingen om avtale 2027–2030" in page.text
    assert "i dag" in page.text
    assert page.links.count(f"/avtale/{agreement.pk}/") == 2
    assert "Svar i forhandlingen" not in visit(login_as("slt"), "/").text


def test_what_is_left_of_a_frozen_text_is_said_to_who_can_do_it(cast: Cast) -> None:
    """A-om-b."""
    version = frozen(cast.slt, cast.police_contact, cast.cooperation)
    place = f"/avtale/{version.agreement_id}/"
    both = (("slt", cast.slt), ("politikontakt", cast.police_contact))
    for who, actor in both:
        page = visit(login_as(who), "/")
        assert "Godkjenn versjon 1 av avtale 2027–2030" in page.text
        assert (page.links.count(place), "i dag" in page.text) == (2, True)
        approve(actor, version)
        assert "Godkjenn versjon 1" not in visit(login_as(who), "/").text
    assert "Ingenting venter på deg nå." in visit(login_as("slt"), "/").text
    for who, actor in (("kommunedirektor", cast.director), ("enhetsleder", cast.chief)):
        assert "Undertegn versjon 1 av avtale 2027–2030" in visit(login_as(who), "/").text
        sign(actor, version)
        assert "Undertegn versjon 1" not in visit(login_as(who), "/").text


def test_what_all_have_agreed_waits_for_either_to_lock_it(cast: Cast) -> None:
    agreement = all_agreed(cast.slt, cast.police_contact, cast.cooperation)
    for who in ("slt", "politikontakt"):
        page = visit(login_as(who), "/")
        assert "Lås teksten i avtale 2027–2030. Dere er enige om alle punktene" in page.text
        assert page.links.count(f"/avtale/{agreement.pk}/ferdig/") == 2


def test_who_may_only_read_has_no_move_to_make(cast: Cast) -> None:
    on_the_table(cast.police_contact, cast.cooperation)
    assert "Ingenting venter på deg nå." in visit(login_as("leser"), "/").text


@pytest.mark.parametrize("who", ["direktorat", "drift", "skole"])
def test_somebody_outside_every_cooperation_has_an_empty_start_page(cast: Cast, who: str) -> None:
    page = visit(login_as(who), "/")
    assert "Ingenting venter på deg nå." in page.text
    assert "Dine samarbeid" not in page.text


def test_an_offer_waits_and_is_never_late(cast: Cast) -> None:
    do(
        cast.police_contact,
        make_offer,
        cooperation_id=cast.cooperation.pk,
        organisation_id=cast.places.lyngvik.pk,
        matter="agreement",
        offered_on=date(2026, 1, 5),
        channel="letter",
        words="",
    )
    page = visit(login_as("slt"), "/")
    assert "Svar på tilbudet om avtale" in page.text
    assert "Det er frivillig, og alle svar er like gode." in page.text
    assert "over fristen" not in page.text.lower()


def test_every_area_hangs_its_own_question_and_the_oldest_comes_first(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "QUESTIONS", [])

    @waiting.register
    def one(_actor: Actor) -> list[Waiting]:
        return [Waiting("c", "/c/", "Se"), Waiting("b", "/b/", "Se", date(2026, 2, 1))]

    @waiting.register
    def two(_actor: Actor) -> list[Waiting]:
        return [Waiting("a", "/a/", "Se", date(2026, 1, 1))]

    assert [row.text for row in waiting_for(cast.slt)] == ["a", "b", "c"]


def test_only_a_promised_date_can_be_late_and_what_others_have_to_do_comes_last(cast: Cast) -> None:
    days = {"late": -1, "week": 7, "later": 8}
    rows = [Waiting(name, "/x/", "Se", due=today() + timedelta(days=n)) for name, n in days.items()]
    rows += [Waiting("old", "/x/", "Se", since=date(2020, 1, 1))]
    rows += [Waiting("theirs", "/x/", "", due=today(), with_others="Hos kommunen")]
    assert [(group.kind, [row.text for row in group.rows]) for group in grouped(rows)] == [
        ("late", ["late"]), ("ours", ["old"]), ("week", ["week"]), ("later", ["later"]), ("others", ["theirs"]),
    ]  # fmt: skip


def test_a_row_that_others_have_to_move_shows_a_tag_and_no_button(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "QUESTIONS", [])
    yesterday = today() - timedelta(days=1)
    waiting.register(
        lambda _actor: [Waiting("Referatet", "/landet/", "", due=yesterday, with_others="Hos skolen")]
    )
    page = visit(login_as("slt"), "/")
    assert ("Du venter på andre" in page.text, "Hos skolen" in page.text) == (True, True)
    assert page.links.count("/landet/") == 2  # the row, and «Se hele landet»
    assert page.text.count("Hos skolen") == 1
