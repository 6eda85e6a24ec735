"""What the parties understand together of a focus area, what each sees differently, and what they say to each other about it."""

from django.db import models
from django.db.models import Q

from samrad.cooperation.models.aims import FocusArea
from samrad.cooperation.models.cooperations import Cooperation
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment, Organisation


class Summary(models.Model):
    """One wording of how things stand in a focus area. Never changed: another wording is another row, and asks for everybody's yes anew.

    Both parties read it from the moment it is proposed. V-4.1.4-a.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    focus_area = models.ForeignKey(FocusArea, models.PROTECT, related_name="summaries")
    number = models.PositiveIntegerField()
    text = models.TextField()
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="summary_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "focus_area", "number"], name="wordings_of_an_area_are_numbered"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_summary_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.focus_area_id} {self.number}"


class SummaryYes(models.Model):
    """One party's yes to one wording."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    summary = models.ForeignKey(Summary, models.CASCADE, related_name="yeses")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    on = models.DateField()
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "summary", "party"], name="a_party_says_yes_to_a_summary_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.on}"


class Differing(models.Model):
    """What one party sees differently in a focus area. It is written for the others to read: nothing here is private. V-4.1.4-a."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    focus_area = models.ForeignKey(FocusArea, models.PROTECT, related_name="differing")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField()
    on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "focus_area", "party"], name="a_party_differs_once_in_an_area"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="what_is_seen_differently_is_said"),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.on}"


class Comment(models.Model):
    """Something that somebody of a party says to all parties, about a focus area or a measure; perhaps an answer. V-4.1.4-a.

    Shape    `answers` is the first comment of its thread. `measure` is an identifier, for a room that comes later. One that is taken
             back keeps its day and its party, and not a word.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    focus_area = models.ForeignKey(FocusArea, models.PROTECT, null=True, blank=True, related_name="comments")
    measure = models.UUIDField(null=True, blank=True)
    answers = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="answered_by")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    taken_back_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["cooperation", "measure"])]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="comment_key_is_led_by_its_cooperation"
            ),
            models.CheckConstraint(
                condition=Q(focus_area__isnull=False, measure=None)
                | Q(focus_area=None, measure__isnull=False),
                name="a_comment_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(text="", taken_back_on__isnull=False) | (~Q(text="") & Q(taken_back_on=None)),
                name="a_comment_that_is_taken_back_has_no_word",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.at:%d.%m.%Y}"
