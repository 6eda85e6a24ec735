"""What the parties have marked for evaluation in their agreement, and which evaluation covers it. A-eval-b."""

from django.db import models

from samrad.agreements.models import Agreement
from samrad.cooperation.models import Cooperation
from samrad.evaluations.models.evaluation import Evaluation
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment


class Area(models.Model):
    """One area of the cooperation that shall be evaluated within the term. `clause` is the lineage of a clause, if it is one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+")
    name = models.CharField(max_length=160)
    clause = models.UUIDField(null=True, blank=True)
    marked_on = models.DateField()
    marked_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["marked_on", "name"]
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "id"], name="area_key_is_led_by_its_cooperation"),
            models.UniqueConstraint(
                fields=["cooperation", "agreement", "name"], name="an_area_is_marked_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Cover(models.Model):
    """That an evaluation covers an area."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.CASCADE, related_name="covers")
    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="covers")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "area", "evaluation"], name="an_evaluation_covers_an_area_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.area} · {self.evaluation}"
