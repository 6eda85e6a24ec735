"""What the forum takes with it, and what became of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation, Goal
from samrad.evaluations.models.evaluation import Evaluation, Question
from samrad.forums.models import Forum
from samrad.kernel.ids import new_id
from samrad.meetings.models import AgendaItem, Task
from samrad.parties.models import Appointment


class LearningPoint(models.Model):
    """A strength, a weakness or something to do better, in order of importance. `became` says what came of it. V-7-b, V-7-c.

    Shape    `clause` is the lineage of the clause in the agreement that a proposal is about, when it is about one.
    """

    class Kind(models.TextChoices):
        STRENGTH = "strength", _("Styrke")
        WEAKNESS = "weakness", _("Svakhet")
        AHEAD = "ahead", _("Videre arbeid")

    class Became(models.TextChoices):
        NOTHING_YET = "", _("Ikke bestemt")
        TASK = "task", _("Oppgave")
        ITEM = "item", _("Sak")
        GOAL = "goal", _("Mål")
        AGREEMENT = "agreement", _("Forslag til neste avtale")
        NO_CHANGE = "no_change", _("Ingen endring")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.AHEAD)
    text = models.CharField(max_length=300)
    became = models.CharField(max_length=10, choices=Became, blank=True, default="")
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="+")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="+")
    clause = models.UUIDField(null=True, blank=True)
    reason = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="learning_point_key_is_led_by_its_cooperation"
            ),
            models.CheckConstraint(
                condition=(Q(became="") & Q(decided_on=None)) | (~Q(became="") & Q(decided_on__isnull=False)),
                name="what_a_point_became_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class RestsOn(models.Model):
    """That a point rests on the answers to a question. V-7-k."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    point = models.ForeignKey(LearningPoint, models.CASCADE, related_name="rests_on")
    question = models.ForeignKey(Question, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "point", "question"], name="a_point_rests_once_on_a_question"
            )
        ]

    def __str__(self) -> str:
        return f"{self.point} · {self.question}"
