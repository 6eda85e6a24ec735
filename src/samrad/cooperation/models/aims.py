"""What the parties want to reach together: focus areas and their goals. They outlive any one agreement."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models.cooperations import Cooperation
from samrad.kernel.answers import Sentence
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment


class Area(models.TextChoices):
    """The three areas that the cooperation spans. What is unwanted need not be a crime. A-innl-a.

    The guide tells twice what a council covers: once by these three, and once by crime prevention, preparedness and societal
    security. The two wordings are kept apart: the last is a value of its own. V-4-b.
    """

    CRIME = "crime", _("Kriminalitetsforebygging")
    PREPAREDNESS = "preparedness", _("Redning og beredskap")
    SAFETY = "safety", _("Trygghet i lokalsamfunnet")
    SOCIETAL = "societal", _("Samfunnssikkerhet")


class Aim(models.TextChoices):
    """The two that everything leads to, each seen for itself: safety is not worked out from crime. V-forord-a."""

    LESS_CRIME = "less_crime", _("Mindre kriminalitet")
    SAFER = "safer", _("Større trygghet")


class FocusArea(models.Model):
    """A theme that both parties give priority to, from a day and perhaps until one. V-3-g, A-mal-a.

    `decision` is the identifier of the decision it rests on; `basis` says in words what it rests on where no council has
    decided. `challenge` is the code of one of the guide's challenges, or the identifier of a local one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="focus_areas")
    name = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    areas = models.JSONField(default=list, blank=True)
    challenge = models.CharField(max_length=40, blank=True)
    decision = models.UUIDField(null=True, blank=True)
    basis = models.TextField(blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["closed_on", "valid_from", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="focus_area_key_is_led_by_its_cooperation"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="a_focus_area_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def area_names(self) -> list[Sentence]:
        return [Area(code).label for code in self.areas]


class Goal(models.Model):
    """What shall have become of it, seen some years ahead. It outlives agreements and elections. V-3-h.

    Units    `horizon` is a year.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    focus_area = models.ForeignKey(FocusArea, models.PROTECT, related_name="goals")
    name = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    aim = models.CharField(max_length=10, choices=Aim, blank=True)
    seen_by = models.TextField(blank=True)
    horizon = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["closed_on", "horizon", "name"]
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "id"], name="goal_key_is_led_by_its_cooperation")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class AimStep(models.Model):
    """What happened to a focus area or a goal, and why. Never changed. V-3-g, V-3-h.

    Shape    `looked_at` are codes of `Ground`: whose priorities and whose knowledge was looked at; `rests_on` says which, in words.
    """

    class Ground(models.TextChoices):
        TOWN_PRIORITIES = "town_priorities", _("Kommunens prioriteringer")
        POLICE_PRIORITIES = "police_priorities", _("Politiets prioriteringer")
        TOWN_KNOWLEDGE = "town_knowledge", _("Kunnskap fra kommunen")
        POLICE_KNOWLEDGE = "police_knowledge", _("Kunnskap fra politiet")

    class Kind(models.TextChoices):
        BEGUN = "begun", _("Satt opp")
        CHANGED = "changed", _("Endret")
        KEPT = "kept", _("Sett på og beholdt")
        CLOSED = "closed", _("Avsluttet")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    focus_area = models.ForeignKey(FocusArea, models.PROTECT, related_name="steps")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind)
    reason = models.TextField(blank=True)
    rests_on = models.TextField(blank=True)
    looked_at = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%d.%m.%Y}"

    @property
    def grounds(self) -> list[Sentence]:
        return [self.Ground(code).label for code in self.looked_at]
