"""Where a contact's post stands in the police, between which days, and what other seat its holder fills. Open."""

from django.db import models
from django.db.models import F, Q

from samrad.parties.models import Appointment, Organisation, Post


class Placement(models.Model):
    """The post of a contact stands in a district, an operating unit, a unit or a station from a day, under a line manager.

    `stood_in` is where that was, as it was called and what it was under on the first day: an older row says the same
    after a reorganisation. Which municipalities the contact has is another matter, and stands in `Coverage`. V-5.2-a.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="placements")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    manager = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    stood_in = models.CharField(max_length=700)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(valid_to=None), name="a_post_stands_in_one_place"
            ),
            models.UniqueConstraint(fields=["post", "valid_from"], name="a_placement_begins_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_placement_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}: {self.stood_in}"


class Combination(models.Model):
    """Why a holder is a leader beside being a contact: the leader's post, and the reason in the district's words. V-5.3-c."""

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="combinations")
    leader = models.ForeignKey(Post, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400)
    noted_on = models.DateField()

    class Meta:
        ordering = ["noted_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["appointment", "leader"], name="a_combination_has_one_reason")
        ]

    def __str__(self) -> str:
        return f"{self.appointment}: {self.leader}"
