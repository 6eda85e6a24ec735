"""The council's own figures: brought in from a sheet, whole or not at all, and shown to both parties at once."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.kernel.ids import new_id
from samrad.parties.models import Organisation


class Series(models.Model):
    """A sheet of figures that one party has brought in. A newer sheet of the same name takes its place.

    Units    `kind` says what is counted: cases or people, hidden where they are few; percent; or another measure, in `unit`.
    """

    class Kind(models.TextChoices):
        COUNT = "count", _("Antall hendelser eller personer")
        PERCENT = "percent", _("Prosent")
        MEASURE = "measure", _("Et annet mål")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=8, choices=Kind)
    unit = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=200)
    retrieved_on = models.DateField()
    note = models.TextField(blank=True)
    brought_on = models.DateField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="series_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "owner", "name"], name="a_party_has_a_series_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SeriesFigure(models.Model):
    """One cell of a series. A count of four or fewer is not kept; `state` says what stands in its place, as an observation's."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    series = models.ForeignKey(Series, models.CASCADE, related_name="figures")
    place = models.CharField(max_length=84)
    line = models.CharField(max_length=120)
    period = models.CharField(max_length=9)
    starts = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    state = models.CharField(max_length=8)

    class Meta:
        ordering = ["line", "starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "series", "place", "line", "period"],
                name="a_cell_stands_once_in_a_series",
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="a_period_of_a_series_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.period}"
