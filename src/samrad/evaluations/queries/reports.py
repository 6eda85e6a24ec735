"""Yearly reports, for the parties."""

from uuid import UUID

from django.db.models import Prefetch

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_by_id, living_parties, stands_inside
from samrad.evaluations.models import Report, Section, SectionText
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation

SECTIONS = Prefetch("sections", Section.objects.order_by("position"))


def reports_of(actor: Actor, cooperation: Cooperation) -> list[Report]:
    """The reports of a cooperation, the newest first. One statement."""
    if not stands_inside(actor, cooperation):
        return []
    rows = Report.objects.filter(cooperation=cooperation).select_related("organisation")
    return list(rows.order_by("-year", "organisation__name"))


def report_visible_to(actor: Actor, report_id: UUID) -> Report:
    """With its sections. Refuses with `Report.DoesNotExist`, alike for what is foreign and what is not there."""
    report = Report.objects.select_related("organisation").prefetch_related(SECTIONS).get(pk=report_id)
    try:
        report.cooperation = cooperation_by_id(actor, report.cooperation_id)
    except Cooperation.DoesNotExist:
        raise Report.DoesNotExist from None
    return report


def section_visible_to(actor: Actor, section_id: UUID) -> Section:
    """With its earlier versions. Refuses with `Section.DoesNotExist`."""
    texts = Prefetch(
        "texts", SectionText.objects.select_related("by__person", "by__post").order_by("-number")
    )
    section = Section.objects.prefetch_related(texts).get(pk=section_id)
    try:
        section.report = report_visible_to(actor, section.report_id)
    except Report.DoesNotExist:
        raise Section.DoesNotExist from None
    return section


def towns_of(cooperation: Cooperation) -> list[Organisation]:
    """The municipalities that account to a council of their own. Expects the parties fetched along."""
    return [
        party.organisation
        for party in living_parties(cooperation)
        if party.organisation.kind == Organisation.Kind.MUNICIPALITY
    ]
