"""While the meeting lasts: who is there, who stands aside, and what is written."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.forums.models import Face, Forum, Membership
from samrad.kernel.ids import new_id
from samrad.meetings.models.agenda import AgendaItem
from samrad.meetings.models.meeting import Meeting
from samrad.parties.models import Appointment, Organisation, Post


class Attendance(models.Model):
    """One member at one meeting. `from_item` and `left_before` say which part, when it was not the whole."""

    class State(models.TextChoices):
        PRESENT = "present", _("Til stede")
        DIGITAL = "digital", _("På skjerm")
        EXCUSED = "excused", _("Forfall")
        ABSENT = "absent", _("Ikke møtt")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    substitute = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.ABSENT)
    from_item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+")
    left_before = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="attendance_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "meeting", "membership"], name="a_member_attends_a_meeting_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_state_display()}"

    @property
    def is_here(self) -> bool:
        return self.state in {self.State.PRESENT, self.State.DIGITAL}


class Disqualification(models.Model):
    """A member stands aside in one matter. `provision` names the rule; the ties themselves are not written down."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="disqualifications")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    provision = models.CharField(max_length=120)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "item", "membership"], name="a_member_stands_aside_once_in_a_matter"
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership}, {self.item}"


class Note(models.Model):
    """The minutes of one matter while they are written: one text for each face.

    A save says which version it was written against; texts that do not touch each other are joined, others are both shown.
    """

    to_matter = "item__"
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="notes")
    face = models.CharField(max_length=8, choices=Face, default=Face.PARTIES)
    only_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    legal_basis = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "id"], name="note_key_is_led_by_its_cooperation"),
            models.UniqueConstraint(
                fields=["cooperation", "item", "face"],
                condition=Q(only_for=None),
                name="a_matter_has_one_text_for_each_face",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} ({self.face})"
