"""The yearly report to the municipal council: drafted from what is shared and public, edited by both, laid by the municipality."""

import io
from datetime import date, timedelta

import docx
import pytest
from docx.oxml.ns import qn

from samrad.cooperation import wall
from samrad.evaluations.commands.reporting import begin_report, lay_report, write_section
from samrad.evaluations.documents import report_docx, report_pdf
from samrad.evaluations.models import Report
from samrad.evaluations.queries.reports import report_visible_to
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import today
from samrad.knowledge.models import Observation
from samrad.meetings.commands.outcomes import decide, make_task
from samrad.meetings.commands.session import close_meeting, open_meeting
from samrad.parties.actor import Actor
from samrad.project.demo_figures import make_figures_up
from tests.cast import MACHINERY, Cast
from tests.ledger.reading import entries
from tests.meetings.settings import a_council, a_meeting, agenda, an_item, called
from tests.pdf import faults, words_of
from tests.situations import do
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db
PUBLIC, PARTIES, OWN = "OFFENTLIGFUGL", "PARTSFUGL", "HEMMELIGFUGL"


def begun(cast: Cast, by: Actor | None = None) -> Report:
    given = {
        "cooperation_id": cast.cooperation.pk,
        "organisation_id": cast.places.lyngvik.pk,
        "year": today().year,
    }
    return do(by or cast.slt, begin_report, **given)


def read(actor: Actor, report: Report) -> Report:
    with wall.acting(actor):
        return report_visible_to(actor, report.pk)


@pytest.fixture
def year(cast: Cast) -> None:
    """A council whose meeting treated a public matter, one among the parties, and one that is the municipality's own."""
    forum = a_council(cast)
    meeting = a_meeting(cast, forum)
    an_item(cast.slt, forum, meeting, PUBLIC, face="public")
    an_item(cast.slt, forum, meeting, PARTIES, face="parties")
    an_item(cast.slt, forum, meeting, OWN, face="public", only_ours=True)
    called(cast, meeting)
    do(cast.slt, open_meeting, meeting_id=meeting.pk)
    for item in agenda(cast.slt, meeting):
        do(cast.slt, decide, item_id=item.pk, outcome="decided", text=f"Besluttet {item.title}")
        due = today() + timedelta(days=9)
        do(
            cast.slt,
            make_task,
            item_id=item.pk,
            text=f"Gjør {item.title}",
            owner_id=cast.slt.post,
            due_on=due,
        )
    do(cast.slt, close_meeting, meeting_id=meeting.pk)


class TestTheFirstDraft:
    def test_holds_what_is_public_and_never_one_partys_own(self, cast: Cast, year: None) -> None:
        report = read(cast.police_contact, begun(cast))
        texts = {section.code: section.text for section in report.sections.all()}
        assert list(texts) == ["meetings", "themes", "measures", "figures", "learning", "ahead"]
        whole = "\n".join(texts.values())
        assert f"Besluttet {PUBLIC}" in texts["themes"]
        assert f"Gjør {PUBLIC}" in texts["measures"]
        assert PARTIES not in whole
        assert OWN not in whole
        assert "I tillegg ble 1 sak som ikke er offentlig, behandlet." in texts["themes"]
        assert "Forumene ga 2 oppgaver, og 0 er fullført." in texts["measures"]

    def test_may_be_begun_by_either_party_once(self, cast: Cast) -> None:
        report = begun(cast, cast.police_contact)
        newest = entries(cast.slt, cast.cooperation)[0]
        assert (newest.kind, newest.payload["report"]) == ("ReportBegun", str(report.pk))
        with pytest.raises(Refused, match="allerede påbegynt"):
            begun(cast)

    def test_is_of_a_year_that_has_come_and_a_municipality_of_the_cooperation(self, cast: Cast) -> None:
        given = {"cooperation_id": cast.cooperation.pk, "organisation_id": cast.places.lyngvik.pk}
        for wrong in (today().year + 1, today().year - 6):
            with pytest.raises(Refused, match="de fem siste"):
                do(cast.slt, begin_report, **given, year=wrong)
        with pytest.raises(Refused, match="Velg en kommune"):
            do(
                cast.slt,
                begin_report,
                **given | {"organisation_id": cast.places.storvik.pk},
                year=today().year,
            )
        with pytest.raises(Denied):
            begun(cast, cast.reader)


class TestASection:
    def test_is_written_by_both_and_keeps_its_versions(self, cast: Cast) -> None:
        first = read(cast.slt, begun(cast)).sections.all()[0]
        done = do(
            cast.police_contact, write_section, section_id=first.pk, text="Vi møttes to ganger.", seen=1
        )
        assert (done.text, done.version) == ("Vi møttes to ganger.", 2)
        assert done.drafted == "Ingen møter ble holdt dette året."
        with pytest.raises(Stale) as stale:
            do(cast.slt, write_section, section_id=first.pk, text="Vi møttes en gang.", seen=1)
        assert stale.value.theirs == "Vi møttes to ganger."

    def test_stands_when_the_municipality_has_laid_it_before_its_council(self, cast: Cast) -> None:
        report = begun(cast)
        with pytest.raises(Denied, match="sitt kommunestyre"):
            do(cast.police_contact, lay_report, report_id=report.pk, on=today())
        with pytest.raises(Refused, match="i dag eller tidligere"):
            do(cast.slt, lay_report, report_id=report.pk, on=today() + timedelta(days=1))
        laid = do(cast.slt, lay_report, report_id=report.pk, on=today(), case_number="12/26")
        assert (laid.state, laid.laid_on, laid.case_number) == ("laid", today(), "12/26")
        assert entries(cast.police_contact, cast.cooperation)[0].kind == "ReportLaid"
        first = read(cast.slt, report).sections.all()[0]
        with pytest.raises(Refused, match="endres ikke mer"):
            do(cast.slt, write_section, section_id=first.pk, text="x", seen=1)
        for actor in (cast.foreign_contact, cast.principal, cast.oversight):
            with pytest.raises(Report.DoesNotExist):
                do(actor, lay_report, report_id=report.pk, on=date(2026, 1, 1))


def test_the_documents_say_the_same(cast: Cast, year: None) -> None:
    report = read(cast.slt, begun(cast))
    said = f"{PUBLIC} ("
    pdf = report_pdf(report, [])
    assert said.split()[0] in words_of(pdf)
    assert faults(pdf) == []
    word = docx.Document(io.BytesIO(report_docx(report)))
    paragraphs = [paragraph.text for paragraph in word.paragraphs]
    assert f"Årsrapport {today().year} til kommunestyret i Lyngvik" in paragraphs
    headings = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        "Møtene",
        "Temaer og beslutninger",
        "Tiltak og oppgaver",
        "Tall",
        "Det vi har lært",
        "Neste år",
    ]
    assert any(said in line for line in paragraphs)
    assert not any(OWN in line or PARTIES in line for line in paragraphs)


def test_the_figures_are_drawn_as_they_were_when_the_report_was_begun(cast: Cast) -> None:
    """On the page and in the PDF: the same charts, with what is small hidden; figures that come in later change neither."""
    make_figures_up(MACHINERY, cast.places)
    report = begun(cast)
    client, address = login_as("politikontakt"), f"/arsrapport/{report.pk}/"
    page = visit(client, address)
    assert "Alle lovbrudd, Lyngvik" in page.text
    assert "Ordens- og integritetskrenkelse, Lyngvik" in page.text
    assert "Anmeldt er ikke det samme som skjedd." in page.text
    pdf = client.get(f"{address}pdf/").content
    assert faults(pdf) == []
    said = words_of(pdf)
    assert "Alle lovbrudd, Lyngvik kommune 2023–2024: 297" in said
    assert "Ordens- og integritetskrenkelse, Lyngvik kommune 2023–2024: ≤4" in said
    assert "Skravert betyr skjult." in said
    Observation.objects.all().delete()
    assert client.get(f"{address}pdf/").content == pdf


def test_the_file_for_word_has_the_same_charts_with_words_and_a_table(cast: Cast) -> None:
    """Each chart of the page is a picture with its words, and the table has what the page has, with what is small hidden."""
    make_figures_up(MACHINERY, cast.places)
    report = begun(cast)
    client, address = login_as("politikontakt"), f"/arsrapport/{report.pk}/"
    page = visit(client, address)
    word = docx.Document(io.BytesIO(client.get(f"{address}docx/").content))
    charts = [" ".join("".join(head.itertext()).split()) for head in page.all("h3")]
    headings = [p.text for p in word.paragraphs if p.style.name == "Heading 2"]
    assert headings == [name for name in charts if name in headings]
    described = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert len(described) == len(headings) > 0
    assert "Ordens- og integritetskrenkelse, Lyngvik kommune. 2023–2024: ≤4" in described
    pictures = [part.blob for part in word.part.package.iter_parts() if str(part.partname).endswith(".png")]
    assert all(blob.startswith(b"\x89PNG") for blob in pictures)
    (table,) = word.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Periode", *headings]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    last = dict(zip(headings, (cell.text for cell in table.rows[-1].cells[1:]), strict=True))
    assert last["Alle lovbrudd, Lyngvik kommune"] == "297"
    assert last["Ordens- og integritetskrenkelse, Lyngvik kommune"] == "≤4"
    assert "Anmeldt er ikke det samme som skjedd." in [p.text for p in word.paragraphs]
