"""How schools and their pupils come into the register: from a sheet, typed, by command; and who may."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from typer.testing import CliRunner

from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import today
from samrad.knowledge.commands.schools import bring_pupils, count_pupils
from samrad.knowledge.events import PupilYearRemoved
from samrad.knowledge.models import PupilYear
from samrad.knowledge.school_sheets import school_year
from samrad.knowledge.sheets import FaultySheet
from samrad.parties.commands import SchoolFacts, keep_school, register_organisation
from samrad.parties.models import Organisation
from samrad.project import cli
from samrad.web.tables import xlsx_file
from tests.cast import MACHINERY, Cast
from tests.knowledge.schools import HEAD, SHEET, brought, faults_of, kept
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db


class TestASheet:
    def test_that_is_faulty_changes_nothing_and_names_each_row(self, cast: Cast) -> None:
        brought(cast)
        before = kept()
        assert faults_of(
            cast,
            ["Ny skole", "", "Lyngvik", "2025", "10"],
            ["Storvik vgs", "", "Utopia", "2025", "10"],
            ["Storvik vgs", "", "Lyngvik", "2025–2027", "10"],
            ["Storvik vgs", "", "Lyngvik", "2024", "mange"],
            ["Storvik vgs", "", "Lyngvik", "2025", "10"],
            ["Storvik vgs", "", "Lyngvik", "2025", "11"],
            ["", "", "Lyngvik", "2025", "11"],
        ) == [
            "Rad 2: skolen er ny. Skriv hvilken kommune den ligger i.",
            "Rad 3: «Utopia» var ingen kommune 01.10.2025. Skriv navnet eller nummeret den hadde da.",
            "Rad 4: «2025–2027» er ikke et skoleår som har begynt. Skriv det som 2025–2026.",
            "Rad 5: «mange» er ikke et antall elever. Skriv et helt tall, eller <5.",
            "Rad 7: «Lyngvik» står to ganger for samme skole og skoleår.",
            "Rad 8: skolen har ikke noe navn.",
        ]
        assert kept() == before
        with pytest.raises(FaultySheet) as faulty:
            bring_pupils(actor=cast.people["fylke"], rows=[["skole", "elever"]], source="x",
                         counted_on=today(), owner_id=cast.places.county.pk)  # fmt: skip
        assert faulty.value.faults == [
            "Rad 1: disse kolonnene mangler: hjemkommune, skoleår. Bruk navnene som står i eksempelet."
        ]

    def test_is_looked_over_before_anything_is_kept_and_no_row_is_lost(self, cast: Cast) -> None:
        """V-4.2-e: the owner county brings pupils in from a sheet, sees what will be kept, mends a row in place, and keeps it."""
        brought(cast, ["Storvik vgs", "Storvik", "Lyngvik", "2025", "40"])
        fylke, url = login_as("fylke"), "/skoler/fjordane-fylke/hent-inn/"
        rows = [HEAD, *SHEET, ["Fossen vgs", "Storvik", "Lyngvk", "2025", "12"]]
        about = {"source": "Fylkets inntak", "counted_on": "2025-10-01"}
        book = xlsx_file("elever.xlsx", elever=rows).content
        wrong = send(fylke, url, about | {"sheet": SimpleUploadedFile("elever.xlsx", book)}, status=422)
        assert "Rad 6: «Lyngvk» var ingen kommune 01.10.2025." in wrong.text
        (field,) = wrong.all("textarea")
        assert field.text and "Fossen vgs;Storvik;Lyngvk;2025;12" in field.text
        mended = field.text.replace("Lyngvk", "Lyngvik")
        looked = send(fylke, url, about | {"text": mended})
        assert "Storvik vgs 2025–2026 2 Kommer i stedet for tallene som står der." in looked.text
        assert "Fossen vgs 2025–2026 1 Ny skole i Storvik." in looked.text
        assert "Lyngvik videregående skole 2025–2026 2 1 tall er under fem, og lagres ikke." in looked.text
        assert [row[3] for row in kept()] == [40]
        done = send(fylke, url, about | {"text": mended, "keep": "yes"})
        assert "Tallene er lagt inn. Tidligere skoleår står som før." in done.text
        assert len(kept()) == 5
        nothing = send(fylke, url, about, status=422)
        assert "Velg en fil, eller lim inn radene." in nothing.text

    def test_an_operator_brings_in_for_several_owners(
        self, cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """V-4.2-e: `samrad import-schools` takes a sheet whose rows name the owner, all of it or nothing."""
        register_organisation(actor=MACHINERY, kind="county", name="Vestre fylke", sector="county")
        head = "skole;eier;ligger i;hjemkommune;skoleår;elever\n"
        rows = "Fossen vgs;Fjordane fylke;Storvik;Lyngvik;2025;30\nVestre vgs;{};Storvik;Lyngvik;2025;20\n"
        file = tmp_path / "skoler.csv"
        file.write_text(head + rows.format("Østre fylke"))
        given = ["import-schools", str(file), "--source", "Udir", "--counted-on", "2025-10-01"]
        refused = CliRunner().invoke(cli.app, given)
        assert refused.exit_code == 1
        assert "Rad 3: ingen skoleeier heter «Østre fylke»." in refused.output
        assert kept() == []
        file.write_text(head + rows.format("Vestre fylke"))
        done = CliRunner().invoke(cli.app, given)
        assert "2 schools, 2 of them new, with 2 school years." in done.output
        owners = Organisation.objects.filter(kind="school", name__in=["Fossen vgs", "Vestre vgs"])
        assert sorted(owners.values_list("name", "parent__name")) == [
            ("Fossen vgs", "Fjordane fylke"), ("Vestre vgs", "Vestre fylke"),
        ]  # fmt: skip
        later = CliRunner().invoke(cli.app, [*given[:-1], "i høst"])
        assert "i høst is not a day. Write it as 2026-10-01." in later.output


class TestTyping:
    def test_one_school_and_year_and_nobody_is_written_over(self, cast: Cast) -> None:
        """V-4.2-e: the owner county types a school's pupils by home municipality."""
        brought(cast)
        url = f"/skole/{cast.places.school.pk}/elever/"
        fylke = login_as("fylke")
        form = visit(fylke, f"{url}?ar=2025")
        (field,) = form.all("textarea")
        assert (field.text or "").strip() == "Lyngvik; 212\nStorvik; <5"
        given = {"year": "2025–2026", "source": "Skolens egne", "counted_on": "2025-10-01"}
        typed = given | {"text": "Lyngvik; 230\nUtopia; 3\nStorvik", "seen": "1"}
        wrong = send(fylke, url, typed, status=422)
        assert "Rad 2: «Utopia» var ingen kommune 01.10.2025." in wrong.text
        assert "Rad 3: skriv kommunen, semikolon og hvor mange." in wrong.text
        stale = send(fylke, url, given | {"text": "Lyngvik; 230", "seen": "0"}, status=422)
        assert "Det står tall for dette skoleåret allerede." in stale.text
        saved = send(fylke, url, given | {"text": "Lyngvik; 230\nStorvik; 4", "seen": "1"})
        assert (
            "Skoleåret 2025–2026 Rett tallene 2025–2026 Hjemkommune Elever Lyngvik 230 Storvik færre enn 5"
            in saved.text
        )
        year = PupilYear.objects.get(school=cast.places.school)
        assert (year.version, year.source) == (2, "Skolens egne")
        with pytest.raises(Stale):
            count_pupils(actor=cast.people["fylke"], school_id=cast.places.school.pk, year="2025", source="x",
                         counted_on=today(), lines="Lyngvik; 9", seen=1)  # fmt: skip

    def test_a_year_that_was_entered_by_mistake_is_taken_away(self, cast: Cast, heard: list[object]) -> None:
        brought(cast, *SHEET, ["Storvik vgs", "", "Lyngvik", "2024", "60"])
        school = Organisation.objects.get(name="Storvik vgs")
        url = f"/skole/{school.pk}/elever/2024/ta-bort/"
        fylke = login_as("fylke")
        assert "Ta bort skoleåret 2024–2025" in visit(fylke, f"/skole/{school.pk}/elever/?ar=2024").text
        assert "Ta bort skoleåret" not in visit(fylke, f"/skole/{school.pk}/elever/").text
        assert login_as("slt").post(url).status_code == 403
        heard.clear()
        page = send(fylke, url)
        assert ("Skoleåret er tatt bort." in page.text, "2024–2025" in page.text) == (True, False)
        assert heard == [PupilYearRemoved(school.pk, 2024)]
        assert len(kept()) == 4
        assert fylke.post(url).status_code == 404

    @pytest.mark.parametrize(("given", "sentence"), [
        ({"source": " "}, "Skriv hvor tallene kommer fra."),
        ({"counted_on": date(2099, 1, 1)}, "Dagen elevene ble talt, kan ikke være fram i tid."),
        ({"lines": " \n"}, "Skriv minst én kommune, og hvor mange elever som kommer derfra."),
        ({"year": "2098"}, "«2098» er ikke et skoleår som har begynt. Skriv det som 2025–2026"),
    ])  # fmt: skip
    def test_refuses(self, cast: Cast, given: dict[str, object], sentence: str) -> None:
        usual = {"year": "2025", "source": "x", "counted_on": date(2025, 10, 1), "lines": "Lyngvik; 9"}
        with pytest.raises(Refused) as refused:
            count_pupils(actor=cast.people["fylke"], school_id=cast.places.school.pk, **usual | given)
        assert str(refused.value) == sentence

    @pytest.mark.parametrize(("written", "year"), [("2025–2026", 2025), ("2025/26", 2025), ("1999", 0),
                                                   ("2025-26", 2025), ("2025", 2025), ("2025–2025", 0)])  # fmt: skip
    def test_a_school_year_is_read_as_people_write_it(self, written: str, year: int) -> None:
        if year:
            assert school_year(written) == year
        else:
            with pytest.raises(Refused):
                school_year(written)


class TestWhoKeepsIt:
    def test_the_owner_and_nobody_else(self, cast: Cast) -> None:
        brought(cast)
        school = cast.places.school
        facts = SchoolFacts("Lyngvik vgs", cast.places.lyngvik.pk)
        for who in ("slt", "skole", "politikontakt", "direktorat"):
            actor = cast.people[who]
            with pytest.raises(Denied, match="Bare den som eier skolene"):
                keep_school(actor=actor, owner_id=cast.places.county.pk, facts=facts)
            with pytest.raises(Denied, match="Bare den som eier skolene"):
                count_pupils(
                    actor=actor, school_id=school.pk, year="2025", source="x", counted_on=today(), lines=""
                )
            with pytest.raises(Denied):
                bring_pupils(actor=actor, rows=[HEAD, *SHEET], source="x", counted_on=today())
            client = login_as(who)
            for url in ("/skoler/fjordane-fylke/ny/", "/skoler/fjordane-fylke/hent-inn/",
                        f"/skole/{school.pk}/endre/", f"/skole/{school.pk}/elever/"):  # fmt: skip
                assert (client.get(url).status_code, client.post(url, {}).status_code) == (403, 403)
            assert "/skoler/fjordane-fylke/ny/" not in visit(client, "/skoler/fjordane-fylke/").links
        with pytest.raises(Denied):
            bring_pupils(actor=cast.people["fylke"], rows=[HEAD, *SHEET], source="x", counted_on=today())
        other = register_organisation(actor=MACHINERY, kind="county", name="Vestre fylke", sector="county")
        with pytest.raises(Denied):
            brought(cast, owner_id=other.pk)
        keep_school(actor=cast.operator, owner_id=other.pk, facts=facts)

    def test_a_new_school_by_form(self, cast: Cast) -> None:
        given = {"name": "Fossen vgs", "municipality_id": str(cast.places.storvik.pk), "number": "912345678"}
        page = send(login_as("fylke"), "/skoler/fjordane-fylke/ny/", given)
        assert ("Skolen står i registeret." in page.text, "Fossen vgs Storvik" in page.text) == (True, True)
        again = send(login_as("fylke"), "/skoler/fjordane-fylke/ny/", given | {"name": "Fossen"}, status=422)
        assert "En annen skole har dette organisasjonsnummeret." in again.text
        twice = send(login_as("fylke"), "/skoler/fjordane-fylke/ny/", given | {"number": ""}, status=422)
        assert "Det finnes allerede en virksomhet med dette navnet." in twice.text
        person = given | {"name": "Født 13097248022"}
        refused = send(login_as("fylke"), "/skoler/fjordane-fylke/ny/", person, status=422)
        assert "Dette ligner et fødselsnummer: «13097248022». Ta det bort før du lagrer." in refused.text
        assert Organisation.objects.filter(kind="school", parent=cast.places.county).count() == 2

    @pytest.mark.parametrize(("facts", "sentence"), [
        ({"name": " "}, "Skriv hva skolen heter."),
        ({"number": "12"}, "Et organisasjonsnummer har ni siffer."),
        ({"valid_from": date(2099, 1, 1)}, "Før opp skolen når den har åpnet."),
        ({"valid_from": date(2020, 1, 1), "valid_to": date(2019, 1, 1)},
         "Den siste dagen må være etter den første, og kan ikke være fram i tid."),
        ({"valid_to": date(2099, 1, 1)}, "Den siste dagen må være etter den første, og kan ikke være fram i tid."),
    ])  # fmt: skip
    def test_refuses(self, cast: Cast, facts: dict[str, object], sentence: str) -> None:
        given = {"name": "Fossen vgs", "municipality_id": cast.places.storvik.pk} | facts
        with pytest.raises(Refused) as refused:
            keep_school(
                actor=cast.people["fylke"], owner_id=cast.places.county.pk, facts=SchoolFacts(**given)
            )
        assert str(refused.value) == sentence

    def test_two_owners_may_have_schools_of_the_same_name(self, cast: Cast) -> None:
        other = register_organisation(actor=MACHINERY, kind="county", name="Vestre fylke", sector="county")
        facts = SchoolFacts("Lyngvik videregående skole", cast.places.storvik.pk)
        made = keep_school(actor=MACHINERY, owner_id=other.pk, facts=facts)
        assert made.slug == "lyngvik-videregaende-skole-vestre-fylke"
        with pytest.raises(Refused, match="Det finnes allerede en virksomhet med dette navnet"):
            keep_school(actor=MACHINERY, owner_id=cast.places.county.pk, facts=facts)
