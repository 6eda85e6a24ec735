"""Measures as a sheet, out and in, on the plan's pages."""

import io
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samrad.knowledge.sheets import rows_of
from tests.cast import Cast
from tests.plans.situations import a_measure, a_plan
from tests.visit import login_as, send, visit
from tests.web.test_plans import first

pytestmark = pytest.mark.django_db


def a_file(*rows: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("tiltak.csv", "\n".join(rows).encode(), "text/csv")


def test_a_workbook_is_read_back_and_acts_on_nothing(cast: Cast) -> None:
    plan = a_plan(cast)
    a_measure(cast, plan, name='=HYPERLINK("x")', place="A & <B>")
    client = login_as("slt")
    for ending in ("xlsx", "csv"):
        answer = client.get(f"/plan/{plan.pk}/tiltak.{ending}")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="trygge-kvelder.{ending}"'
        assert "'=HYPERLINK" in _words_in(answer.content, ending)
        head, row = rows_of(f"x.{ending}", answer.content)
        said = dict(zip(head, row, strict=True))
        assert (said["Tiltak"], said["Sted"], said["Status"]) == ('=HYPERLINK("x")', "A & <B>", "Planlagt")


def _words_in(data: bytes, ending: str) -> str:
    if ending == "csv":
        return data.decode("utf-8-sig")
    with ZipFile(io.BytesIO(data)) as packed:
        return packed.read("xl/worksheets/sheet1.xml").decode()


def test_the_template_has_the_heads_and_what_can_stand_there(cast: Cast) -> None:
    plan, client = a_plan(cast), login_as("slt")
    data = client.get(f"/plan/{plan.pk}/mal.xlsx").content
    (head,) = rows_of("mal.xlsx", data)
    assert head[:5] == ["Nummer", "Tiltak", "Status", "Ansvarlig", "Virksomhet"]
    with ZipFile(io.BytesIO(data)) as packed:
        beside = packed.read("xl/worksheets/sheet2.xml").decode()
    assert "Hvert kvartal" in beside
    assert "Lyngvik kommune" in beside


def test_a_sheet_comes_in_through_the_page_and_a_faulty_row_is_shown(cast: Cast) -> None:
    plan, client = a_plan(cast), login_as("slt")
    page = visit(client, f"/plan/{plan.pk}/")
    here = first(page.links, f"/plan/{plan.pk}/hent-inn/")
    assert f"/plan/{plan.pk}/mal.xlsx" in visit(client, here).links
    refused = send(client, here, {"sheet": a_file("Tiltak;Ansvarlig", "Natteravner;Paven")}, status=422)
    assert "Rad 2: «Paven» finnes ikke under Ansvarlig." in refused.text
    asked = send(
        client,
        here,
        {"sheet": a_file("Tiltak;Ansvarlig;Sted", f"A;{_title(client, plan)};912 34 567")},
        status=422,
    )
    assert "Teksten gjelder ikke en privatperson." in asked.text
    done = send(client, here, {"sheet": a_file("Tiltak;Ansvarlig", f"Natteravner;{_title(client, plan)}")})
    assert "Tiltakene står i planen." in done.text
    assert "1. Natteravner" in visit(client, f"/plan/{plan.pk}/?vis=tavle").text
    reader = login_as("leser")
    assert here not in visit(reader, f"/plan/{plan.pk}/").links
    assert reader.get(here).status_code == 403


def _title(client, plan) -> str:  # type: ignore[no-untyped-def]
    """The first post that the template names."""
    with ZipFile(io.BytesIO(client.get(f"/plan/{plan.pk}/mal.xlsx").content)) as packed:
        data = packed.read("xl/worksheets/sheet2.xml")
    words = data.decode().split('<c r="A2"')[1]
    return words.split('<t xml:space="preserve">')[1].split("<")[0]
