"""What anyone may know of a county agreement, so that a school can name it as its frame."""

from datetime import date

from django.db import models

from samrad.cooperation.models import Cooperation
from samrad.parties.models import Organisation


class Frame(models.Model):
    """A sealed county agreement as an open fact: its title and its years, never its text. V-3-k.

    The school stands outside the county's cooperation, so the agreement itself stays behind the wall.
    """

    agreement = models.OneToOneField(
        "agreements.Agreement", models.PROTECT, primary_key=True, related_name="as_frame"
    )
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    county = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField()
    superseded_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.title

    def stands(self, on: date) -> bool:
        """Whether it is in force on a day."""
        ended = self.superseded_on is not None and on >= self.superseded_on
        return self.valid_from <= on <= self.valid_to and not ended
