"""How many pupils an upper secondary school has from each municipality. Open figures: no person, and no count under five."""

from django.db import models
from django.db.models import Q

from samrad.kernel.ids import new_id
from samrad.parties.models import Organisation


class PupilYear(models.Model):
    """One school's pupils by home municipality in one school year, with where the figures come from. V-4.2-e.

    Units    `year` is the one in which the school year begins. The home municipalities are those of 1 October of it, so that
             nobody is counted in a municipality and in what it became.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    school = models.ForeignKey(Organisation, models.PROTECT, related_name="pupil_years")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    counted_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["school", "year"], name="a_school_has_a_school_year_once")
        ]

    def __str__(self) -> str:
        return f"{self.school} {self.label}"

    @property
    def label(self) -> str:
        return f"{self.year}–{self.year + 1}"


class PupilCount(models.Model):
    """Pupils of one home municipality. No count is one of fewer than five, which is kept nowhere; no sum of a school is kept either."""

    pupil_year = models.ForeignKey(PupilYear, models.CASCADE, related_name="counts")
    home = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    pupils = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pupil_year", "home"], name="a_home_municipality_stands_once_in_a_school_year"
            ),
            models.CheckConstraint(
                condition=Q(pupils=None) | Q(pupils__gte=5), name="no_count_of_pupils_under_five_is_kept"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_year} · {self.home}"
