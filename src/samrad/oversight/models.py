"""Findings with their days, and what the country adds up to. Codes, dates and counts only."""

from django.db import models
from django.db.models import Q


class Finding(models.Model):
    """What one rule says of one subject, from a day until it says something else.

    Shape    `cooperation` is the wall it stands behind, none for a district and the country. `organisation` is the municipality
             or the district. `numbers` holds counts and dates by the names in the guide's words.
    """

    subject_kind = models.CharField(max_length=12)
    subject = models.UUIDField()
    cooperation = models.UUIDField(null=True)
    organisation = models.UUIDField(null=True)
    requirement = models.CharField(max_length=16)
    code = models.CharField(max_length=14)
    reason = models.CharField(max_length=40)
    step = models.CharField(max_length=20, blank=True)
    numbers = models.JSONField(default=dict)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "requirement", "subject_kind"],
                condition=Q(until=None),
                name="a_point_is_judged_once_for_a_subject",
            )
        ]
        indexes = [models.Index(fields=["cooperation"]), models.Index(fields=["organisation"])]

    def __str__(self) -> str:
        return f"{self.requirement} {self.code} {self.since}"


class Status(models.Model):
    """One living municipality as the country page has it: where it is, and a code for each of the six matters."""

    organisation = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=120)
    slug = models.CharField(max_length=80)
    district = models.UUIDField()
    county = models.UUIDField()
    centrality = models.PositiveSmallIntegerField()
    size = models.PositiveSmallIntegerField()
    population = models.PositiveIntegerField()
    tile_x = models.PositiveSmallIntegerField(null=True)
    tile_y = models.PositiveSmallIntegerField(null=True)
    agreement = models.CharField(max_length=14)
    council = models.CharField(max_length=14)
    slt = models.CharField(max_length=14)
    contact = models.CharField(max_length=14)
    meetings = models.CharField(max_length=14)
    evaluation = models.CharField(max_length=14)

    class Meta:
        indexes = [
            models.Index(
                fields=["tile_x"], condition=Q(tile_x__isnull=False), name="municipalities_on_the_map"
            ),
            models.Index(fields=["district"]),
        ]

    def __str__(self) -> str:
        return self.name


class Tally(models.Model):
    """How many municipalities and inhabitants have a code in a matter, for one choice of filters; none of a filter is all.

    Kept by adding what changed, so that the country page reads as many rows of a large country as of a small one.
    `month` none is how it stands; else it is what changed in that month.
    """

    matter = models.CharField(max_length=10)
    code = models.CharField(max_length=14)
    month = models.DateField(null=True)
    district = models.UUIDField(null=True)
    county = models.UUIDField(null=True)
    centrality = models.PositiveSmallIntegerField(null=True)
    size = models.PositiveSmallIntegerField(null=True)
    municipalities = models.IntegerField()
    inhabitants = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "centrality", "size", "month", "matter", "district", "code"],
                nulls_distinct=False,
                name="a_tally_is_kept_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.code}: {self.municipalities}"
