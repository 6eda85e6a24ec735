"""A measure: who owns it, what it should change and how that will be seen, and what became of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samrad.contacts.fields import PoliceField
from samrad.cooperation.models import Area, Cooperation, FocusArea, Goal
from samrad.kernel.answers import Sentence
from samrad.kernel.clock import today
from samrad.kernel.ids import new_id
from samrad.meetings.models import Decision
from samrad.parties.models import Appointment, Organisation, Post
from samrad.plans.models.plan import Plan
from samrad.plans.rules import has_gone_quiet


class Rhythm(models.TextChoices):
    """How often something comes back."""

    ONCE = "once", _("Én gang")
    WEEKLY = "weekly", _("Hver uke")
    MONTHLY = "monthly", _("Hver måned")
    QUARTERLY = "quarterly", _("Hvert kvartal")
    HALF_YEARLY = "half_yearly", _("Hvert halvår")
    YEARLY = "yearly", _("Hvert år")
    STEADY = "steady", _("Hele tiden")


class Measure(models.Model):
    """One thing that is done, owned by a post. V-2-a, V-2.1-f, V-2.2-b, V-2.3-k, V-2.3-l, V-8-b, V-8-c.

    Shape    `further` are identifiers of more focus areas, `areas` codes of `Area`, `police_fields` of `PoliceField`: at least one where the
             police own it. `step` is one of four, or not said.
             `main_purpose` stands apart from `side_effects`; `channel` and `reach` are of measures that inform. `spares` says
             whose plan was adjusted, and whose goal is spared. `alone_because` is why only one party puts something in. `waits_for`
             is the party that must do something before it goes on, since a day. `accepted_on` is when whoever holds the owning post took
             it on. The owner is a post of a party, or one that sits in the plan's forum from outside. V-4-j.
    """

    class Origin(models.TextChoices):
        NEW = "new", _("Nytt")
        CONTINUED = "continued", _("Videreført")

    class Level(models.TextChoices):
        UNIVERSAL = "universal", _("For alle")
        SELECTED = "selected", _("For grupper med større risiko")
        INDICATED = "indicated", _("For dem det allerede gjelder")

    class State(models.TextChoices):
        PLANNED = "planned", _("Planlagt")
        UNDER_WAY = "under_way", _("I gang")
        PAUSED = "paused", _("På vent")
        DONE = "done", _("Gjennomført")
        STOPPED = "stopped", _("Stanset")
        NEVER = "never", _("Ble aldri noe av")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="measures")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.NEW)
    focus_area = models.ForeignKey(FocusArea, models.PROTECT, null=True, blank=True, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="+")
    further = models.JSONField(default=list, blank=True)
    areas = models.JSONField(default=list, blank=True)
    police_fields = models.JSONField(default=list, blank=True)
    target_group = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=10, choices=Level, blank=True)
    owner = models.ForeignKey(Post, models.PROTECT, related_name="measures")
    service = models.CharField(max_length=200, blank=True)
    main_purpose = models.CharField(max_length=300, blank=True)
    side_effects = models.TextField(blank=True)
    rhythm = models.CharField(max_length=12, choices=Rhythm, blank=True)
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=200, blank=True)
    reach = models.CharField(max_length=200, blank=True)
    resources = models.TextField(blank=True)
    alone_because = models.TextField(blank=True)
    change = models.TextField(blank=True)
    seen_by = models.TextField(blank=True)
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    weighing = models.TextField(blank=True)
    spares = models.TextField(blank=True)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="measures")
    rests_on = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    accepted_by = models.ForeignKey(Appointment, models.PROTECT, null=True, blank=True, related_name="+")
    report_every = models.CharField(max_length=12, choices=Rhythm, blank=True)
    report_due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    state_reason = models.TextField(blank=True)
    waits_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    waits_since = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    learned = models.TextField(blank=True)
    wise = models.TextField(blank=True)
    is_public = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    newest: "MeasureReport | None" = None  # no column: the latest report, laid here by who read it

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="measure_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "plan", "number"], name="measures_are_numbered_in_a_plan"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(begins_on=None) | Q(ends_on__gte=F("begins_on")),
                name="a_measure_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(step=None) | Q(step__gte=1, step__lte=4), name="a_step_is_one_of_four"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "stopped", "never"], closed_on__isnull=False)
                | (~Q(state__in=["done", "stopped", "never"]) & Q(closed_on=None)),
                name="a_measure_is_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(waits_for=None, waits_since=None)
                | Q(waits_for__isnull=False, waits_since__isnull=False),
                name="a_measure_waits_since_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def is_quiet(self) -> bool:
        """Whether nobody has said what became of it."""
        return has_gone_quiet(
            self.state,
            begins_on=self.begins_on,
            ends_on=self.ends_on,
            report_due_on=self.report_due_on,
            today=today(),
        )

    @property
    def field_names(self) -> list[Sentence]:
        return [PoliceField(code).label for code in self.police_fields]

    @property
    def area_names(self) -> list[Sentence]:
        return [Area(code).label for code in self.areas]


class MeasurePart(models.Model):
    """Who takes part in a measure, with what, and since when they were drawn in. A-formal-c, V-2-a, V-8-b, V-8-d.

    Shape    `party` is given for one of the parties; others are named as a house, never as a person. `function` is one of the police's
             functions, by its code.
    """

    class Kind(models.TextChoices):
        PUBLIC = "public", _("Offentlig virksomhet")
        BUSINESS = "business", _("Næringsliv")
        CIVIL = "civil", _("Frivillige og andre i sivilsamfunnet")
        POLICE = "police", _("Politi")
        FIRE = "fire", _("Brann og redning")
        HEALTH = "health", _("Akutt helsetjeneste")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="parts")
    party = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind)
    function = models.CharField(max_length=24, blank=True)
    undertakes = models.TextField(blank=True)
    involved_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="measure_part_key_is_led_by_its_cooperation"
            )
        ]

    def __str__(self) -> str:
        return self.name


class MeasureReport(models.Model):
    """How a measure goes: a status, one sentence, and perhaps a figure. Never changed."""

    class Status(models.TextChoices):
        ON_TRACK = "on_track", _("Går som planlagt")
        BEHIND = "behind", _("Går saktere enn planlagt")
        STUCK = "stuck", _("Står stille")
        FINISHED = "finished", _("Er gjennomført")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="reports")
    due_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=8, choices=Status)
    sentence = models.CharField(max_length=300)
    figure = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    by_link = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.at:%d.%m.%Y}"


class MeasureStep(models.Model):
    """What happened to a measure: made, changed, begun, paused, ended, another owner, another step. Never changed."""

    class Kind(models.TextChoices):
        MADE = "made", _("Satt opp")
        CHANGED = "changed", _("Endret")
        ACCEPTED = "accepted", _("Tatt imot av den ansvarlige")
        STEP = "step", _("Annet samordningstrinn")
        HANDED_OVER = "handed_over", _("Ny ansvarlig")
        PLANNED = "planned", _("Planlagt igjen")
        UNDER_WAY = "under_way", _("Satt i gang")
        PAUSED = "paused", _("Satt på vent")
        DONE = "done", _("Gjennomført")
        STOPPED = "stopped", _("Stanset")
        NEVER = "never", _("Ble aldri noe av")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%d.%m.%Y}"
