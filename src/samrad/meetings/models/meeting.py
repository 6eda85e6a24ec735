"""The meeting itself, and whom it calls."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.forums.models import Forum, Membership
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment, Post


class Meeting(models.Model):
    """One sitting of a forum. `uid` and `sequence` are those of its entry in people's calendars.

    `agenda_frozen_at` is set by the call: items that come later are marked late. `current_item` is where the meeting is.
    `changed_for_…_at` is since when those who are called have an older agenda than the one that stands. `assists` is the leader
    on whose behalf a police contact has planned it; `agenda_approved_by` is somebody else, who says yes to the agenda, and
    `approval_asked_at` is since when the leader is asked. V-5.1-h.
    """

    class Mode(models.TextChoices):
        PHYSICAL = "physical", _("Fysisk")
        DIGITAL = "digital", _("Digitalt")
        BOTH = "both", _("Fysisk og digitalt")

    class State(models.TextChoices):
        PLANNED = "planned", _("Planlagt")
        CALLED = "called", _("Innkalt")
        IN_SESSION = "in_session", _("I gang")
        HELD = "held", _("Holdt")
        MINUTES_OUT = "minutes_out", _("Referat sendt")
        APPROVED = "approved", _("Referat godkjent")
        CANCELLED = "cancelled", _("Avlyst")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.PHYSICAL)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.PLANNED)
    sequence = models.PositiveIntegerField(default=0)
    agenda_frozen_at = models.DateTimeField(null=True, blank=True)
    first_called_at = models.DateTimeField(null=True, blank=True)
    changed_for_parties_at = models.DateTimeField(null=True, blank=True)
    changed_for_forum_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.TextField(blank=True)
    current_item = models.ForeignKey("AgendaItem", models.SET_NULL, null=True, blank=True, related_name="+")
    planned_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    assists = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    agenda_approved_by = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approval_asked_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    is_called_again = False  # no column: said of a meeting that was just called

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="meeting_key_is_led_by_its_cooperation"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_meeting_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Recipient(models.Model):
    """One member called to one meeting: what came of the call, and what was answered.

    `sent_at` is when the mail server took the call, `delivered_at` when a receipt said that it was delivered, `bounced_at` when
    the last mail about the meeting came back, and `told_at` when somebody told the member in another way.
    `substitute` is the post that comes instead, and `substitute_appointment` whoever held it when they were called in its place.
    """

    class Answer(models.TextChoices):
        NONE = "", _("Ikke svart")
        YES = "yes", _("Kommer")
        NO = "no", _("Kommer ikke")
        SUBSTITUTE = "substitute", _("Vara kommer")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="recipients")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.NONE, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    substitute = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    substitute_appointment = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    substitute_sent_at = models.DateTimeField(null=True, blank=True)
    substitute_bounced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="recipient_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "meeting", "membership"], name="a_member_is_called_once_to_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} · {self.meeting}"

    @property
    def reached_at(self) -> datetime | None:
        """When the call first reached the member, as far as anybody knows: taken by the mail server and not come back, or told."""
        return min((at for at in (self.sent_at, self.told_at) if at), default=None)

    @property
    def reach(self) -> str:
        """What is known of the call, in one word. Expects the person fetched along."""
        if self.bounced_at and not (self.told_at and self.told_at > self.bounced_at):
            return "bounced"
        if self.delivered_at:
            return "delivered"
        if self.told_at:
            return "told"
        if self.sent_at:
            return "sent"
        if self.appointment is None:
            return "vacant"
        return "waiting" if self.appointment.person.email else "no_mail"

    @property
    def substitute_reach(self) -> str:
        """The same for whoever comes instead. Expects their person fetched along."""
        if self.substitute_bounced_at:
            return "bounced"
        if self.substitute_sent_at:
            return "sent"
        if self.substitute_appointment is None:
            return "vacant"
        return "waiting" if self.substitute_appointment.person.email else "no_mail"

    def let_come(self, post: UUID | None, holder: Appointment | None) -> None:
        """Another post comes instead, or none. Nothing has come of the call to them yet."""
        self.substitute_id, self.substitute_appointment = post, holder
        self.substitute_sent_at = self.substitute_bounced_at = None
