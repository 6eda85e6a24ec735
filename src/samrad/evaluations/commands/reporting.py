"""Account for a year to the municipal council: begin from what is known, edit together, and lay it before the council."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samrad.cooperation.queries import cooperation_by_id
from samrad.cooperation.words import guarded
from samrad.evaluations.events import ReportBegun, ReportLaid, SectionWritten
from samrad.evaluations.models import Report, Section, SectionText
from samrad.evaluations.permissions import may_account, may_edit, may_lay
from samrad.evaluations.queries.drafts import drafted
from samrad.evaluations.queries.reports import report_visible_to, section_visible_to, towns_of
from samrad.forums.queries import forums_of
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import now, today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor

YEARS_BACK = 5


@command
def begin_report(*, actor: Actor, cooperation_id: UUID, organisation_id: UUID, year: int) -> Report:
    """Begin the account of a year, with a first draft of each section from what is known.

    Who      `may_account`.
    Refuses  a year to come or long past; a municipality that is not in the cooperation; a year that has its report.
    Records  ReportBegun.
    Source   Guide 7 (V-7-c), 4.1.2.
    """
    cooperation = cooperation_by_id(actor, cooperation_id)
    may_account(actor, cooperation).require()
    town = next((town for town in towns_of(cooperation) if town.pk == organisation_id), None)
    if town is None:
        raise Refused(_("Velg en kommune som er med i samarbeidet."))
    if not today().year - YEARS_BACK <= year <= today().year:
        raise Refused(_("Velg i år eller et av de fem siste årene."))
    report = Report(cooperation=cooperation, organisation=town, year=year, begun_on=today())
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("Rapporten for dette året er allerede påbegynt.")) from None
    with translation.override(cooperation.language):
        rows = drafted(actor, town, forums_of(actor, cooperation), year)
    Section.objects.bulk_create(
        Section(
            cooperation=cooperation,
            report=report,
            position=position,
            code=row.code,
            heading=row.heading,
            drafted=row.text,
            figures=row.figures,
            text=row.text,
        )
        for position, row in enumerate(rows, start=1)
    )
    record(ReportBegun(report.pk, town.pk, year), by=actor, cooperation=cooperation.pk)
    return report


@command
def write_section(
    *, actor: Actor, section_id: UUID, text: str, seen: int, confirmed: bool = False
) -> Section:
    """Write one section. Every version is kept, and what Samråd drafted stays beside.

    Who      `may_edit`.
    Refuses  a save on top of somebody else's: both texts are shown.
    Records  SectionWritten.
    Units    `seen` is the version on the writer's screen, counted from 1.
    """
    section_visible_to(actor, section_id)
    Section.objects.select_for_update().get(pk=section_id)
    section = section_visible_to(actor, section_id)
    may_edit(actor, section.report).require()
    if section.version != seen:
        raise Stale(
            _("Noen skrev i samme del mens du skrev. Se hva som står der nå, og lagre på nytt."),
            theirs=section.text,
            version=section.version,
        )
    section.text, section.version = guarded(text, confirmed=confirmed), section.version + 1
    section.save(update_fields=["text", "version"])
    SectionText.objects.create(
        cooperation_id=section.cooperation_id,
        section=section,
        number=section.version,
        text=section.text,
        by_id=actor.appointment,
        at=now(),
    )
    event = SectionWritten(section.report_id, section.pk, section.version)
    record(event, by=actor, cooperation=section.cooperation_id)
    return section


@command
def lay_report(*, actor: Actor, report_id: UUID, on: date, case_number: str = "") -> Report:
    """Note that the municipality has laid the report before its council. From then on it stands as it is.

    Who      `may_lay`.
    Refuses  a day to come, or before the year it is about.
    Records  ReportLaid.
    """
    report_visible_to(actor, report_id)
    Report.objects.select_for_update().get(pk=report_id)
    report = report_visible_to(actor, report_id)
    may_lay(actor, report).require()
    if not date(report.year, 1, 1) <= on <= today():
        raise Refused(_("Velg dagen rapporten ble lagt fram, i dag eller tidligere."))
    report.state, report.laid_on, report.laid_by_id = Report.State.LAID, on, actor.appointment
    report.case_number = guarded(case_number, longest=40)
    report.version += 1
    report.save(update_fields=["state", "laid_on", "laid_by", "case_number", "version"])
    record(ReportLaid(report.pk, report.organisation_id, on), by=actor, cooperation=report.cooperation_id)
    return report
