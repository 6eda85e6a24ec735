"""The yearly account to a municipal council: one report for a municipality and a year, in sections that both parties edit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment, Organisation


class Report(models.Model):
    """The parties' common account of one year. The municipality lays it before its own council. `case_number` is that council's."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        LAID = "laid", _("Lagt fram")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    begun_on = models.DateField()
    laid_on = models.DateField(null=True, blank=True)
    case_number = models.CharField(max_length=40, blank=True)
    laid_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="report_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "organisation", "year"], name="a_year_is_accounted_for_once"
            ),
            models.CheckConstraint(
                condition=Q(state="laid", laid_on__isnull=False) | Q(state="draft", laid_on=None),
                name="a_report_is_laid_before_the_council_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class Section(models.Model):
    """One part of a report. `drafted` is what Samråd wrote from what was known; `text` is what stands.

    Shape    `figures` are lines of figures as they were then, each as `knowledge.queries.pictures.as_facts` keeps them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12)
    heading = models.CharField(max_length=120)
    drafted = models.TextField(blank=True)
    figures = models.JSONField(default=list)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="section_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "report", "code"], name="a_report_has_each_section_once"
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class SectionText(models.Model):
    """One version of a section, as somebody saved it. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    section = models.ForeignKey(Section, models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "section", "number"], name="versions_of_a_section_are_counted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.section} ({self.number})"
