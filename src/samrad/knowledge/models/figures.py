"""What is measured, and what was found: open facts that belong to no cooperation."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from samrad.kernel.ids import new_id


class Indicator(models.Model):
    """One line of a national table: what is counted there, by whom, and when it was last fetched.

    Shape    `is_sum` is the line that all others of its table add up to. `totals` has a 1 for each dimension, but place and time, of
             which the line takes all together, and a 0 for each of which it is a part. `baseline` is the first period there is.
    Units    what is measured has `decimals`, and its figures are kept as whole numbers of the last of them.
    """

    class Kind(models.TextChoices):
        PEOPLE = "people"
        CASES = "cases"
        MEASURE = "measure"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    table = models.CharField(max_length=12)
    code = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=Kind)
    name_nb = models.CharField(max_length=200)
    name_nn = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    totals = models.CharField(max_length=8, blank=True)
    is_sum = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200)
    retrieved_on = models.DateField()
    baseline = models.CharField(max_length=9)

    class Meta:
        ordering = ["table", "order", "code"]
        constraints = [models.UniqueConstraint(fields=["table", "code"], name="an_indicator_stands_once")]

    def __str__(self) -> str:
        return {"nn": self.name_nn, "en": self.name_en}.get(get_language() or "nb", self.name_nb)


class Observation(models.Model):
    """One figure: what was counted in a place over a period, and whether it may be shown.

    Shape    `place` is an official number of that time, «0» for the country. `starts` and `ends` are years. `small` is four or
             fewer, or kept hidden by its source; `guarding` is hidden so that a small one cannot be worked out; `missing` is one
             that its source does not have.
    """

    class State(models.TextChoices):
        SHOWN = "shown"
        SMALL = "small"
        GUARDING = "guarding"
        MISSING = "missing"

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="observations")
    place = models.CharField(max_length=84)
    period = models.CharField(max_length=9)
    starts = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    value = models.PositiveBigIntegerField(null=True)
    mark = models.CharField(max_length=4, blank=True)
    state = models.CharField(max_length=8, choices=State)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "place", "period"], name="a_figure_stands_once"),
            models.CheckConstraint(
                condition=Q(ends__gte=models.F("starts")), name="a_period_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["place"])]

    def __str__(self) -> str:
        return f"{self.place} {self.period}"
