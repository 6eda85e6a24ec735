"""Who is asked, the box in which answers lie until they are opened, and the answers afterwards.

Nothing here ties an anonymous answer to a person: docs/decisions/the-ballot-box.md says how, and what it cannot hold against.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.evaluations.models.evaluation import Evaluation, Question
from samrad.forums.models import Forum, Membership
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment


class Side(models.TextChoices):
    """From which side an answer came, where that is kept."""

    MUNICIPALITY = "municipality", _("Kommunen")
    POLICE = "police", _("Politiet")
    OTHER = "other", _("Andre")


class Asked(models.Model):
    """One member who is asked. `answered_on` says that they have answered, by the day and no closer; what they said lies elsewhere."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="asked")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    side = models.CharField(max_length=12, choices=Side)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["membership__valid_from", "id"]
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "id"], name="asked_key_is_led_by_its_cooperation"),
            models.UniqueConstraint(
                fields=["cooperation", "evaluation", "membership"], name="a_member_is_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} · {self.evaluation}"


class BallotBox(models.Model):
    """All answers to one evaluation until they are opened: one sealed text, mixed anew each time somebody answers.

    Opening makes rows of it, all at once, and takes the box away with its salt, so that it cannot be opened again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    evaluation = models.OneToOneField(Evaluation, models.CASCADE, related_name="box")
    salt = models.BinaryField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "evaluation"], name="an_evaluation_has_one_ballot_box"
            )
        ]

    def __str__(self) -> str:
        return str(self.evaluation)


class Answer(models.Model):
    """One answer to one question, laid out when the box was opened. An anonymous one has neither `by` nor any time.

    Units    `level` is 1 to 4, none where the member left it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    text = models.TextField(blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    side = models.CharField(max_length=12, choices=Side, blank=True)
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="answer_key_is_led_by_its_cooperation"
            ),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__gte=1, level__lte=4), name="a_level_is_1_to_4"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]
