"""What a party has undertaken in an agreement, followed up: kept, late, not kept or waived."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.agreements.models import Agreement
from samrad.cooperation.models import Cooperation
from samrad.kernel.clock import today
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment, Organisation, Post
from samrad.plans.models.measure import Rhythm


class Promise(models.Model):
    """One obligation of one party, by a post that answers for it, by a day or in a rhythm. A-tjen-a, V-2.1-b.

    `clause` is the lineage of the clause it follows from. `due_on` is the next occasion; it moves on when one is marked.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="promises")
    clause = models.UUIDField()
    text = models.CharField(max_length=300)
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Post, models.PROTECT, related_name="+")
    every = models.CharField(max_length=12, choices=Rhythm, default=Rhythm.ONCE)
    due_on = models.DateField()
    is_presence = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["closed_on", "due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="promise_key_is_led_by_its_cooperation"
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_late(self) -> bool:
        """Whether its day is past."""
        return self.closed_on is None and self.due_on < today()


class PromiseMark(models.Model):
    """What became of a promise on one occasion, with a reason where it was not kept or was waived. Never changed."""

    class Verdict(models.TextChoices):
        KEPT = "kept", _("Holdt")
        LATE = "late", _("Holdt for sent")
        NOT_KEPT = "not_kept", _("Ikke holdt")
        WAIVED = "waived", _("Frafalt")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    promise = models.ForeignKey(Promise, models.CASCADE, related_name="marks")
    due_on = models.DateField()
    verdict = models.CharField(max_length=8, choices=Verdict)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "promise", "due_on"], name="an_occasion_of_a_promise_is_marked_once"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["kept", "late"]) | ~Q(reason=""),
                name="what_was_not_kept_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} {self.due_on:%d.%m.%Y}"
