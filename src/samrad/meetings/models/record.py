"""The minutes as a record: one content with several faces, approved by both parties, then frozen."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.forums.models import Face, Forum
from samrad.kernel.ids import new_id
from samrad.meetings.models.agenda import AgendaItem
from samrad.meetings.models.meeting import Meeting
from samrad.parties.models import Appointment, Organisation


class Minutes(models.Model):
    """One version of the minutes. What it says stands in its faces; `content_hash` covers those that are shared."""

    class State(models.TextChoices):
        SENT = "sent", _("Til godkjenning")
        REPLACED = "replaced", _("Erstattet")
        APPROVED = "approved", _("Godkjent")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    number = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.SENT)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="minutes_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "meeting", "number"], name="versions_of_minutes_are_counted_once"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "meeting"],
                condition=~Q(state="replaced"),
                name="one_version_of_the_minutes_stands",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} {self.number}"


class MinutesFace(models.Model):
    """The minutes as one kind of reader sees them: same numbers, and where something is hidden, on what basis.

    `content_hash` is SHA-256 of the canonical JSON of `content`; `pdf` is kept from the approval on. `only_for` is given for
    a municipality's own matters in a regional forum.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="faces")
    face = models.CharField(max_length=8, choices=Face)
    only_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    pdf = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    is_extract = False  # no column: said of one that is composed for a limited member

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "minutes", "face", "only_for"],
                nulls_distinct=False,
                name="minutes_have_one_text_for_each_face",
            )
        ]

    def __str__(self) -> str:
        return f"{self.minutes} ({self.face})"


class MinutesPart(models.Model):
    """What was sent to the whole forum, in parts that hang on a matter each: a limited member is shown their own. V-4.2-d.

    The part without a matter is what stands above them: when and where, and who was there. Never changed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="parts")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="+")
    place = models.PositiveIntegerField()
    content = models.JSONField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "minutes", "item"],
                nulls_distinct=False,
                name="minutes_have_one_part_for_each_matter",
            )
        ]

    def __str__(self) -> str:
        return f"{self.minutes} ({self.place})"


class Remark(models.Model):
    """What a party or member says of the minutes. It is recorded beside them, never edited in.

    A party's remark may speak of what the whole forum does not see, so it shows to the parties; an external member's to all.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="remarks")
    text = models.TextField()
    face = models.CharField(max_length=8, choices=Face, default=Face.PARTIES)
    party = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.minutes} {self.at:%d.%m.%Y}"


class MinutesApproval(models.Model):
    """One party's yes to one version of the minutes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="approvals")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "minutes", "party"], name="a_party_approves_minutes_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.at:%d.%m.%Y}"


class PublishedMinutes(models.Model):
    """The public face of approved minutes, laid out for everybody: a copy of what is public, and of nothing else. V-4.1.2-c.

    Made where the forum's rule says that new matters are public. Never changed. `held_on` is the day of the meeting in Norway.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="+")
    forum_name = models.CharField(max_length=120)
    title = models.CharField(max_length=160)
    held_on = models.DateField()
    language = models.CharField(max_length=2)
    content = models.JSONField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "forum_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="published_minutes_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(fields=["cooperation", "minutes"], name="minutes_are_published_once"),
        ]

    def __str__(self) -> str:
        return self.title
