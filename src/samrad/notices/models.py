"""Notices, their way out, what each person has chosen, and how far the ledger has been read."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.kernel.ids import new_id
from samrad.meetings.models import Task
from samrad.parties.models import Appointment, Organisation, Person
from samrad.plans.models import Measure


class Timing(models.TextChoices):
    AT_ONCE = "at_once", _("Med en gang")
    DAILY = "daily", _("Samlet, én gang om dagen")
    NEVER = "never", _("Ikke på e-post")


class Channel(models.TextChoices):
    MAIL = "mail", _("E-post")


class Notice(models.Model):
    """One person is told of one event. `facts` are the ledger's own: ids, dates, codes and counts.

    `appointment` is the post in which the person is told; `done_by` is the party that did it. Only `read_at` changes.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    event = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    facts = models.JSONField()
    done_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-event"]
        indexes = [models.Index(fields=["person", "-at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="notice_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "event", "person"], name="a_person_is_told_of_an_event_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.at:%Y-%m-%d}"


class Delivery(models.Model):
    """A notice on its way to a person's address. Those of one digest share `mail`, which makes their Message-ID.

    queued → sending → sent → delivered; or bounced, failed, uncertain (the server may have taken it), withdrawn (the
    reader has left the post), superseded (another mail says it all) or unaddressed. `error` is a code, never a server's own words.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("I kø")
        SENDING = "sending", _("Sendes nå")
        SENT = "sent", _("Sendt")
        DELIVERED = "delivered", _("Levert")
        BOUNCED = "bounced", _("Kom i retur")
        FAILED = "failed", _("Kunne ikke sendes")
        UNCERTAIN = "uncertain", _("Usikkert om den ble sendt")
        WITHDRAWN = "withdrawn", _("Ikke sendt, mottakeren har sluttet")
        SUPERSEDED = "superseded", _("Ikke sendt, en nyere e-post sier alt")
        UNADDRESSED = "unaddressed", _("Ingen adresse")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="deliveries")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.MAIL)
    mail = models.UUIDField(null=True)
    address = models.EmailField(blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=24, blank=True)
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(fields=["mail"]),
            models.Index(fields=["due_at"], condition=Q(state__in=["queued", "sending"]), name="what_is_due"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "notice", "channel"], name="a_notice_goes_out_once_on_a_channel"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False) | ~Q(state__in=["sent", "delivered"]),
                name="what_is_sent_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class Reminder(models.Model):
    """The owner of a task or a measure has been reminded of one day: once before it and once after it, however often the job runs."""

    class Moment(models.TextChoices):
        BEFORE = "before", _("Før fristen")
        AFTER = "after", _("Etter fristen")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, models.CASCADE, null=True, related_name="reminders")
    measure = models.ForeignKey(Measure, models.CASCADE, null=True, related_name="reminders")
    due_on = models.DateField()
    moment = models.CharField(max_length=6, choices=Moment)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "task", "due_on", "moment"],
                name="a_deadline_is_reminded_of_once_before_and_once_after",
            ),
            models.UniqueConstraint(
                fields=["cooperation", "measure", "due_on", "moment"],
                name="a_report_is_reminded_of_once_before_and_once_after",
            ),
            models.CheckConstraint(
                condition=Q(task=None) ^ Q(measure=None), name="a_reminder_is_of_a_task_or_of_a_measure"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id or self.measure_id} {self.moment}"


class Preference(models.Model):
    """What a person has chosen for one topic, where it is not what their role gives."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    topic = models.CharField(max_length=20)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.MAIL)
    timing = models.CharField(max_length=8, choices=Timing)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "topic", "channel"], name="a_person_chooses_once_for_a_topic"
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.timing}"


class CalendarFeed(models.Model):
    """A person's calendar address, kept by the hash of its key."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    key_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person)


class Cursor(models.Model):
    """How far the events that a cooperation's parties share have been told."""

    cooperation = models.OneToOneField(Cooperation, models.PROTECT, primary_key=True, related_name="+")
    seq = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.cooperation} {self.seq}"
