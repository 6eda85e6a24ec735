"""The register of upper secondary schools: kept by its owner, open to all, and never with a count of fewer than five."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samrad.kernel.clock import today
from samrad.knowledge.commands.schools import bring_pupils
from samrad.knowledge.events import PupilsCounted
from samrad.knowledge.models import PupilCount
from samrad.knowledge.queries.schools import schools_for
from samrad.knowledge.school_sheets import counted_year, counting_day
from samrad.parties.commands import load_reference, merge_municipalities
from samrad.parties.events import OrganisationRegistered, SchoolKept
from samrad.parties.models import Organisation
from tests.cast import MACHINERY, Cast
from tests.contacts.situations import a_town
from tests.knowledge.schools import SHEET, brought, faults_of, kept
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db


class TestTheRegister:
    """V-4.2-e: upper secondary schools with many pupils from the municipality can take part; the register has owner, place and pupils."""

    def test_says_who_owns_a_school_where_it_stands_and_where_its_pupils_are_from(self, cast: Cast) -> None:
        """V-4.2-e: school register with owner (county), location and number of pupils per home municipality, of each school year."""
        brought(cast)
        school = Organisation.objects.get(name="Storvik vgs")
        assert (school.parent, school.school.municipality, school.valid_from) == (
            cast.places.county, cast.places.storvik, date(2025, 10, 1),
        )  # fmt: skip
        assert kept() == [
            ("Lyngvik videregående skole", 2025, "Lyngvik", 212),
            ("Lyngvik videregående skole", 2025, "Storvik", None),
            ("Storvik vgs", 2025, "Lyngvik", 47),
            ("Storvik vgs", 2025, "Storvik", 1188),
        ]
        register = visit(Client(), "/skoler/fjordane-fylke/").text
        assert "Ytre Fjordane fylkeskommune eier skolene, og fører dem selv." in register
        assert "Lyngvik videregående skole Lyngvik Lyngvik (212), Storvik (færre enn 5) 2025–2026" in register
        page = visit(Client(), f"/skole/{school.pk}/").text
        assert "Skoleåret 2025–2026 Hjemkommune Elever Storvik 1 188 Lyngvik 47" in page
        assert "Kilde: Fylkets inntak, talt 1. oktober 2025" in page

    def test_shows_a_municipality_where_its_pupils_go_also_elsewhere(self, cast: Cast) -> None:
        """V-4.2-e: the schools by pupils from the municipality, the most first, also those in another; with year, source and owner."""
        brought(cast, *SHEET, ["Fossen vgs", "Lyngvik", "Lyngvik", "2025", "4"])
        page = visit(Client(), "/kommune/lyngvik/skoler/")
        table = page.text.split("Skoleår og kilde ")[1]
        assert table.startswith(
            "Lyngvik videregående skole 212 Lyngvik Fjordane fylke 2025–2026 Fylkets inntak, 1. oktober 2025 "
            "Storvik vgs 47 Storvik (annen kommune) Fjordane fylke 2025–2026 Fylkets inntak, 1. oktober 2025 "
            "Fossen vgs færre enn 5 Lyngvik Fjordane fylke 2025–2026"
        )
        assert "/kommune/lyngvik/skoler/" in visit(Client(), "/kommune/lyngvik/").links
        assert "/skoler/" in visit(login_as("fylke"), "/").links

    def test_keeps_former_years_and_shows_the_newest(self, cast: Cast) -> None:
        brought(cast)
        brought(cast, ["Storvik vgs", "", "Lyngvik", "2024", "60"], counted_on=date(2024, 10, 1))
        brought(cast, ["Storvik vgs", "", "Lyngvik", "2025", "50"])
        assert [row[1:] for row in kept() if row[0] == "Storvik vgs"] == [
            (2024, "Lyngvik", 60), (2025, "Lyngvik", 50),
        ]  # fmt: skip
        page = visit(Client(), "/kommune/lyngvik/skoler/")
        assert "Storvik vgs 50" in page.text
        assert "?ar=2024" in page.links
        before = visit(Client(), "/kommune/lyngvik/skoler/?ar=2024").text
        assert ("Storvik vgs 60" in before, "Lyngvik videregående skole" in before) == (True, False)

    def test_a_school_whose_newest_year_names_none_from_here_is_not_among_them(self, cast: Cast) -> None:
        brought(cast, ["Storvik vgs", "Storvik", "Lyngvik", "2024", "60"])
        brought(cast, ["Storvik vgs", "", "Storvik", "2025", "60"])
        assert schools_for([cast.places.lyngvik]) == []
        assert [row.pupils for row in schools_for([cast.places.lyngvik], 2024)] == [60]

    def test_a_closed_school_stays_with_its_years_and_is_suggested_no_more(self, cast: Cast) -> None:
        brought(cast)
        school = Organisation.objects.get(name="Storvik vgs")
        given = {"name": "Storvik vgs", "municipality_id": str(cast.places.storvik.pk), "number": "912 345 678",
                 "valid_from": "2001-08-01", "valid_to": "2026-06-30"}  # fmt: skip
        page = send(login_as("fylke"), f"/skole/{school.pk}/endre/", given)
        assert ("912345678" in page.text, "Lagt ned 30. juni 2026" in page.text) == (True, True)
        assert [row.school.name for row in schools_for([cast.places.lyngvik])] == [
            "Lyngvik videregående skole"
        ]
        assert "Storvik vgs lagt ned 30. juni 2026" in visit(Client(), "/skoler/fjordane-fylke/").text

    def test_is_asked_in_as_many_statements_for_one_school_as_for_many(self, cast: Cast) -> None:
        brought(cast)
        pages = ["/skoler/", "/skoler/fjordane-fylke/", "/kommune/lyngvik/skoler/",
                 f"/skole/{cast.places.school.pk}/"]  # fmt: skip
        counted = [_statements(page) for page in pages]
        more = [[f"Skole {n}", "Storvik", home, year, "20"] for n in range(6) for home in ("Lyngvik", "Storvik")
                for year in ("2024", "2025")]  # fmt: skip
        brought(cast, *more)
        assert [_statements(page) for page in pages] == counted


def _statements(page: str) -> int:
    visit(Client(), page)
    with CaptureQueriesContext(connection) as asked:
        visit(Client(), page)
    return len(asked)


class TestSmallCounts:
    """A count of fewer than five is neither shown nor kept, and nothing here lets it be worked out. V-4.2-e, DESIGN.md 2.2."""

    @pytest.mark.parametrize("written", ["0", "1", "4", "<5", "≤4", "færre enn 5"])
    def test_is_kept_nowhere(self, cast: Cast, written: str) -> None:
        brought(cast, ["Lyngvik videregående skole", "Lyngvik", "Lyngvik", "2025", written])
        assert kept() == [("Lyngvik videregående skole", 2025, "Lyngvik", None)]
        assert "Lyngvik videregående skole færre enn 5" in visit(Client(), "/kommune/lyngvik/skoler/").text

    def test_the_database_itself_refuses_it(self, cast: Cast) -> None:
        brought(cast)
        with (
            pytest.raises(IntegrityError, match="no_count_of_pupils_under_five_is_kept"),
            transaction.atomic(),
        ):
            PupilCount.objects.filter(pupils=47).update(pupils=4)

    def test_a_sum_of_a_school_is_not_taken_in(self, cast: Cast) -> None:
        """With the sum of a school, what is left of it would be the small one. So there is none, in the sheet or on a page."""
        assert faults_of(cast, *SHEET, ["Lyngvik videregående skole", "", "Sum", "2025", "215"]) == [
            "Rad 6: «Sum» var ingen kommune 01.10.2025. Skriv navnet eller nummeret den hadde da."
        ]
        brought(cast)
        assert "215" not in visit(Client(), f"/skole/{cast.places.school.pk}/").text

    def test_several_municipalities_together_are_made_of_what_is_shown(self, cast: Cast) -> None:
        brought(cast)
        both = schools_for([cast.places.lyngvik, cast.places.storvik])
        assert [(row.school.name, row.pupils, row.hidden) for row in both] == [
            ("Storvik vgs", 1235, 0), ("Lyngvik videregående skole", 212, 1),
        ]  # fmt: skip

    def test_no_event_says_how_many(self, cast: Cast, heard: list[object]) -> None:
        heard.clear()
        brought(cast)
        new, old = Organisation.objects.get(name="Storvik vgs"), cast.places.school
        lyngvik, storvik = cast.places.lyngvik, cast.places.storvik
        assert heard == [
            SchoolKept(old.pk, lyngvik.pk, False), PupilsCounted(old.pk, 2025, 2),
            OrganisationRegistered(new.pk, "school"), SchoolKept(new.pk, storvik.pk, False),
            PupilsCounted(new.pk, 2025, 2),
        ]  # fmt: skip


class TestAMerger:
    def test_carries_place_and_pupils_over(self, cast: Cast) -> None:
        """V-4.2-e: a municipality that was merged has the pupils of all that it was made of; a small one stays out of the sum."""
        a_town(cast, "Havnes")
        lyngvik, havnes = cast.places.lyngvik, Organisation.objects.get(name="Havnes")
        school = "Lyngvik videregående skole"
        brought(cast, [school, "Lyngvik", "Lyngvik", "2025", "212"], [school, "", "Havnes", "2025", "2"],
                ["Storvik vgs", "Storvik", "Lyngvik", "2025", "40"], ["Storvik vgs", "", "Havnes", "2025", "30"])  # fmt: skip
        merge_municipalities(actor=MACHINERY, before=[lyngvik, havnes], name="Nyvik", on=today())
        text = visit(Client(), "/kommune/nyvik/skoler/").text
        assert f"{school} minst 212 Nyvik Fjordane fylke" in text
        assert "Storvik vgs 70 Storvik (annen kommune)" in text

    def test_a_school_year_is_counted_by_the_municipalities_of_its_1_october(self, cast: Cast) -> None:
        """Else the new one's figure less the old one's would be the small one of the third."""
        a_town(cast, "Havnes")
        havnes = Organisation.objects.get(name="Havnes")
        merge_municipalities(actor=MACHINERY, before=[cast.places.lyngvik, havnes], name="Nyvik", on=today())
        last = counted_year(today())
        row = ["Storvik vgs", "Storvik", "Nyvik", str(last), "33"]
        day = counting_day(last).strftime("%d.%m.%Y")
        expected = [f"Rad 2: «Nyvik» var ingen kommune {day}. Skriv navnet eller nummeret den hadde da."]
        assert faults_of(cast, row) == expected
        brought(cast, ["Storvik vgs", "Storvik", "Lyngvik", str(last), "33"])
        assert [row.pupils for row in schools_for([Organisation.objects.get(name="Nyvik")])] == [33]


class TestMunicipalitiesOfTheirTime:
    """V-4.2-e: home municipalities are read as they were on 1 October, by name or number."""

    def test_a_number_and_a_name_mean_whoever_had_them_then(self, cast: Cast) -> None:
        load_reference(actor=MACHINERY)
        brought(cast, ["Storvik vgs", "Storvik", "Ålesund", "2022", "30"], ["Storvik vgs", "", "301", "2022", "12"],
                ["Storvik vgs", "", "1508", "2024", "28"], ["Storvik vgs", "", "Haram", "2024", "9"])  # fmt: skip
        rows = PupilCount.objects.order_by("pupil_year__year", "home__number")
        assert list(rows.values_list("pupil_year__year", "home__number", "pupils")) == [
            (2022, "0301", 12), (2022, "1507", 30), (2024, "1508", 28), (2024, "1580", 9),
        ]  # fmt: skip
        new = Organisation.objects.get(number="1508")
        assert [row.pupils for row in schools_for([new], 2022)] == []
        assert faults_of(cast, ["Storvik vgs", "", "1508", "2022", "28"]) == [
            "Rad 2: «1508» var ingen kommune 01.10.2022. Skriv navnet eller nummeret den hadde da."
        ]

    def test_a_name_that_two_have_asks_for_the_number(self, cast: Cast) -> None:
        load_reference(actor=MACHINERY)
        twice = ["Storvik vgs", "Storvik", "Herøy", "2025", "30"]
        assert faults_of(cast, twice) == ["Rad 2: flere kommuner heter «Herøy». Skriv kommunenummeret."]
        brought(cast, ["Storvik vgs", "Storvik", "1515", "2025", "30"])
        assert kept() == [("Storvik vgs", 2025, "Herøy (Møre og Romsdal)", 30)]


@pytest.mark.parametrize("heads", [
    ["skule", "ligg i", "heimkommune", "skuleår", "elevar"],
    ["School", "Located in", "Home municipality", "School year", "Pupils"],
])  # fmt: skip
def test_a_sheet_may_have_its_heads_in_any_of_the_languages(cast: Cast, heads: list[str]) -> None:
    given = {"source": "x", "counted_on": today(), "owner_id": cast.places.county.pk}
    bring_pupils(actor=cast.people["fylke"], rows=[heads, *SHEET], **given)
    assert len(kept()) == 4
