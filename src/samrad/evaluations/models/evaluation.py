"""The evaluation, its questions, and what the forum writes together."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.forums.models import Forum
from samrad.kernel.ids import new_id
from samrad.meetings.models import AgendaItem, Meeting
from samrad.parties.models import Appointment
from samrad.plans.models import Measure


class Evaluation(models.Model):
    """A forum looks back on its own work. Extent and method are the forum's own choice. V-7-d, V-7-e, V-7-f.

    Shape    `known` is what was known when it began: meetings, notice, attendance, tasks. Frozen, counts and names of meetings only.
             `splits_by_side` says whether anonymous answers keep which side they came from: only where each side is large enough.
    """

    class Method(models.TextChoices):
        SIX = "six", _("De seks hovedspørsmålene")
        GLL = "gll", _("Gjort, lært, lurt")
        PROJECT = "project", _("Prosjektevaluering")

    class Kind(models.TextChoices):
        PROCESS = "process", _("Hvordan dere samarbeider")
        RESULT = "result", _("Hva som ble gjort")
        EFFECT = "effect", _("Hva det førte til")

    class About(models.TextChoices):
        FORUM = "forum", _("Arbeidet i forumet")
        AGREEMENT = "agreement", _("Samarbeidet etter avtalen")
        MEETING = "meeting", _("Et møte")
        MEASURE = "measure", _("Et tiltak")

    class State(models.TextChoices):
        ANSWERING = "answering", _("Medlemmene svarer")
        WRITING = "writing", _("Felles tekst skrives")
        DONE = "done", _("Ferdig")
        STOPPED = "stopped", _("Stanset")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="evaluations")
    method = models.CharField(max_length=8, choices=Method)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PROCESS)
    about = models.CharField(max_length=10, choices=About, default=About.FORUM)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=160)
    period_from = models.DateField()
    period_to = models.DateField()
    answer_by = models.DateField(null=True, blank=True)
    is_anonymous = models.BooleanField(default=False)
    alone_first = models.BooleanField(default=True)
    splits_by_side = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State, default=State.ANSWERING)
    known = models.JSONField(default=dict)
    begun_on = models.DateField()
    begun_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-period_to", "-begun_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="evaluation_key_is_led_by_its_cooperation"
            ),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")),
                name="an_evaluated_period_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "stopped"], closed_on__isnull=False)
                | (~Q(state__in=["done", "stopped"]) & Q(closed_on=None)),
                name="an_evaluation_is_closed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_answering(self) -> bool:
        return self.state == self.State.ANSWERING

    @property
    def is_open(self) -> bool:
        """Answers are laid out, and the joint text is written."""
        return self.state == self.State.WRITING

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE


class Question(models.Model):
    """One question as it was put, so that an old evaluation keeps its wording. `text` is the forum's joint answer.

    `hints` are our own sub-questions, one on each line; they are marked as ours wherever they stand. `item` is the matter it was raised as.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12)
    heading = models.CharField(max_length=120)
    words = models.CharField(max_length=300)
    hints = models.TextField(blank=True)
    has_level = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="question_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "evaluation", "number"], name="a_question_has_its_own_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.heading}"


class JointText(models.Model):
    """One version of the joint answer to a question. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "question", "number"], name="versions_of_a_joint_text_are_counted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} ({self.number})"
