"""The negotiation page: its clause list, what its signs mean, and guidance in the agreement's own language."""

import pytest

from samrad.agreements.commands.drafting import start_agreement
from samrad.agreements.commands.proposing import propose_wording
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.agreements.commands.templates import install_own_templates
from samrad.agreements.models import Agreement
from samrad.agreements.queries.templates import templates_for
from samrad.cooperation import wall
from samrad.cooperation.commands import found_cooperation
from tests.cast import MACHINERY, Cast, school_cooperation
from tests.situations import FROM, TO, a_draft, approve, clauses_of, do, freeze, on_the_table
from tests.visit import Page, login_as, visit

pytestmark = pytest.mark.django_db


def table_page(username: str, agreement: Agreement) -> Page:
    return visit(login_as(username), f"/avtale/{agreement.pk}/")


def legend(page: Page) -> list[str]:
    (found,) = [each for each in page.all("ul") if "legend-halves" in each.get("class", "")][:1]
    return [" ".join("".join(row.itertext()).split()) for row in found]


def test_the_clause_list_is_one_row_on_phones_and_says_where_one_is(cast: Cast) -> None:
    page = table_page("politikontakt", on_the_table(cast.slt, cast.cooperation))
    (summary,) = [each for each in page.all("summary") if "enige" in "".join(each.itertext())]
    assert " ".join("".join(summary.itertext()).split()) == "Punkt 1 Formål 0 av 3 enige"


def test_the_signs_of_the_list_are_told_by_name(cast: Cast) -> None:
    page = table_page("politikontakt", on_the_table(cast.slt, cast.cooperation))
    assert legend(page) == [
        "Begge har godtatt", "Lyngvik kommune har godtatt", "Nordre politidistrikt har godtatt"
    ]  # fmt: skip


def test_a_draft_that_nobody_else_has_seen_has_no_legend(cast: Cast) -> None:
    assert "har godtatt" not in table_page("slt", a_draft(cast.slt, cast.cooperation)).text


def test_three_parties_share_two_halves(cast: Cast) -> None:
    """V-4.4-a."""
    houses = [cast.places.lyngvik.pk, cast.places.storvik.pk, cast.places.north.pk]
    cooperation = do(
        cast.slt, found_cooperation, kind="regional", organisations=houses, name="To", language="nb"
    )
    page = table_page("politikontakt", on_the_table(cast.slt, cooperation))
    assert legend(page) == [
        "Alle har godtatt", "Lyngvik kommune og Storvik kommune har godtatt", "Nordre politidistrikt har godtatt"
    ]  # fmt: skip


def test_a_school_has_a_half_of_its_own(cast: Cast) -> None:
    page = table_page("enhetsleder", on_the_table(cast.principal, school_cooperation(cast)))
    lists = [each for each in page.all("ol") if each.get("class") == "clauses"]
    signs = [
        path.get("class", "") for each in lists for path in each.iter("{http://www.w3.org/2000/svg}path")
    ]
    assert {name.split()[0] for name in signs} == {"half-other", "half-politi"}


def test_guidance_is_marked_with_the_language_it_is_written_in(cast: Cast) -> None:
    """A-om-g."""
    install_own_templates(actor=MACHINERY)
    with wall.acting(cast.neighbour_mayor):
        template = next(one for one in templates_for(cast.neighbours) if one.language == "nn")
    agreement = do(cast.neighbour_mayor, start_agreement, cooperation_id=cast.neighbours.pk,
                   template_id=template.pk, valid_from=FROM, valid_to=TO)  # fmt: skip
    do(cast.neighbour_mayor, hand_over_round, agreement_id=agreement.pk, message="")
    page = table_page("nabopoliti", agreement)
    texts = [each for each in page.all("div") if each.get("class") == "guide-text"]
    languages = [line.get("lang") for text in texts for line in text if line.get("lang")]
    assert (page.root.get("lang"), languages) == ("nb", ["nn"])


def test_several_who_are_awaited_are_all_named(cast: Cast) -> None:
    """V-4.4-a."""
    houses = [cast.places.lyngvik.pk, cast.places.storvik.pk, cast.places.north.pk]
    cooperation = do(
        cast.slt, found_cooperation, kind="regional", organisations=houses, name="To", language="nb"
    )
    agreement = on_the_table(cast.slt, cooperation)
    for actor in (cast.neighbour_mayor, cast.chief):
        do(actor, accept_remaining, agreement_id=agreement.pk)
        do(actor, hand_over_round, agreement_id=agreement.pk)
    approve(cast.slt, freeze(cast.chief, agreement))
    page = table_page("slt", agreement)
    assert (
        "Storvik kommune og Nordre politidistrikt har neste trekk Dere har godkjent versjon 1." in page.text
    )
    assert page.text.count("Ikke godkjent ennå.") == 2


def test_the_agreements_words_and_the_pages_words_each_name_their_language(cast: Cast) -> None:
    """A-om-h: a reader of English hears the clause in bokmål, and the page's own words about it in English."""
    agreement = on_the_table(cast.slt, cast.cooperation)
    _purpose, council, _contacts = clauses_of(cast.police_contact, agreement)
    text = "Partene møtes i politiråd fire ganger i året."
    do(
        cast.police_contact,
        propose_wording,
        clause_id=council.pk,
        heading="Rådet",
        text=text,
        seen=0,
        reason="Vi rekker mer.",
    )
    do(cast.police_contact, hand_over_round, agreement_id=agreement.pk)
    client = login_as("slt")
    client.post("/sprak/", {"language": "en"})
    page = visit(client, f"/avtale/{agreement.pk}/punkt/{council.pk}/")
    spoken = [(each.get("lang"), "".join(each.itertext()).strip()) for each in page.all("span") if each.get("class") == "sr-only"]  # fmt: skip
    assert [lang for lang, words in spoken if words in {"Removed:", "Added:"}] == ["en", "en", "en", "en"]
    (heading,) = [each for each in page.all("h2") if each.get("id") == "punkt"]
    assert (heading.get("lang"), "".join(heading.itertext())) == ("nb", "Rådet")
    reasons = [each.get("lang") for each in page.all("p") if "".join(each.itertext()) == "Vi rekker mer."]
    assert reasons == ["nb"]
