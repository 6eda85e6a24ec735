"""A matter on its way between levels: what was lifted or sent down, and what came back."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.forums.models import Face, Forum
from samrad.kernel.ids import new_id
from samrad.meetings.models.agenda import AgendaItem
from samrad.parties.models import Appointment, Organisation


class Lift(models.Model):
    """One step of a matter from a forum to another. `item` is the matter it came from, `to_item` the new one.

    Shape    `origin` is the first matter of the way, so that the whole way is one question. `face` says who in the forum it
             came from knows of the step, `face_there` who in the forum it went to does.
    """

    class Direction(models.TextChoices):
        UP = "up", _("Løftet")
        DOWN = "down", _("Sendt ned")

    class Answer(models.TextChoices):
        NONE = "none", _("Ikke svart ennå")
        UNDER_WAY = "under_way", _("Under arbeid")
        DONE = "done", _("Svart")
        RETURNED = "returned", _("Sendt tilbake")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    origin = models.ForeignKey(AgendaItem, models.PROTECT, related_name="way")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="lifts")
    to_forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    to_item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    direction = models.CharField(max_length=4, choices=Direction)
    reason = models.TextField(blank=True)
    face = models.CharField(max_length=8, choices=Face)
    face_there = models.CharField(max_length=8, choices=Face)
    lifted_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    lifted_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.NONE)
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["lifted_at"]
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "id"], name="lift_key_is_led_by_its_cooperation"),
            models.UniqueConstraint(fields=["cooperation", "to_item"], name="a_matter_was_lifted_here_once"),
            models.CheckConstraint(condition=~Q(forum=F("to_forum")), name="a_lift_goes_to_another_forum"),
            models.CheckConstraint(
                condition=Q(answer="none", answered_at=None)
                | (~Q(answer="none") & Q(answered_at__isnull=False)),
                name="an_answer_to_a_lift_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()} {self.lifted_at:%d.%m.%Y}"
