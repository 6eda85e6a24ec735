"""What each party can do about a challenge, what works against what, whose plan was changed, and what was exercised together."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Challenge, Cooperation
from samrad.kernel.ids import new_id
from samrad.meetings.models import Decision
from samrad.parties.models import Appointment, Organisation
from samrad.plans.models.measure import Measure


class Means(models.Model):
    """What one party can do about a challenge with its own means, and what it depends on from the others. V-2-d.

    Shape    There is a row only where something is written under `can`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="means")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    can = models.TextField()
    needs = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "id"], name="means_key_is_led_by_its_cooperation"),
            models.UniqueConstraint(
                fields=["cooperation", "challenge", "party"], name="a_party_has_its_means_once"
            ),
            models.CheckConstraint(condition=~Q(can=""), name="means_say_what_can_be_done"),
        ]

    def __str__(self) -> str:
        return f"{self.party} · {self.challenge}"


class Conflict(models.Model):
    """Two measures that work against each other, until it is decided what becomes of it. V-2.3-a.

    Shape    It is settled by a decision that both parties see, or by what they have found out in words.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    one = models.ForeignKey(Measure, models.CASCADE, related_name="+")
    other = models.ForeignKey(Measure, models.CASCADE, related_name="+")
    about = models.TextField()
    noted_on = models.DateField()
    noted_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.TextField(blank=True)
    settled_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["noted_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="conflict_key_is_led_by_its_cooperation"
            ),
            models.CheckConstraint(condition=~Q(one=F("other")), name="a_conflict_is_between_two"),
            models.CheckConstraint(
                condition=Q(settled_on=None) | Q(decision__isnull=False) | ~Q(outcome=""),
                name="what_is_settled_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} · {self.other_id}"


class Adjustment(models.Model):
    """A plan or a policy that one party changed, so as not to weaken the goal of another unit: step 3. V-2.3-k.

    Shape    `party` owns the plan; `unit` is whose goal is spared. `link` leads to the document, where it lies elsewhere.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="adjustments")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    plan_name = models.CharField(max_length=200)
    change = models.TextField()
    unit = models.CharField(max_length=200)
    goal = models.CharField(max_length=300)
    body = models.CharField(max_length=200)
    on = models.DateField()
    link = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="adjustment_key_is_led_by_its_cooperation"
            )
        ]

    def __str__(self) -> str:
        return self.plan_name


class Exercise(models.Model):
    """Something exercised together: houses that took part, the day, what was found and what is to be better. V-2.3-m.

    Restricted: only those who write for a party read it. It has no field for a person or for anybody who is followed up.
    """

    class Kind(models.TextChoices):
        PLIVO = "plivo", _("Pågående livstruende vold (PLIVO)")
        OTHER = "other", _("En annen øvelse")

    class Sector(models.TextChoices):
        POLICE = "police", _("Politi")
        SCHOOL = "school", _("Skole")
        HEALTH = "health", _("Helsetjeneste")
        FIRE = "fire", _("Brann og redning")
        OTHER = "other", _("Andre")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PLIVO)
    name = models.CharField(max_length=160)
    planned_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    sectors = models.JSONField(default=list, blank=True)
    houses = models.CharField(max_length=500, blank=True)
    findings = models.TextField(blank=True)
    improvements = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-held_on", "-planned_on", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="exercise_key_is_led_by_its_cooperation"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sector_names(self) -> list[str]:
        return [str(self.Sector(code).label) for code in self.sectors]
