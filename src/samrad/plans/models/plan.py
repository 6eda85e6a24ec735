"""A plan of a forum: agreed by every party, anchored in each of their houses, and perhaps open to everybody."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.forums.models import Forum
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment, Organisation, Post


class Plan(models.Model):
    """What a forum means to do in a period. V-2-a, V-4-l, V-4-n.

    Shape    `challenge` is the delimited challenge that an action plan is about. It needs no agreement.
             `version` counts the text that the parties say yes to, its measures with it; a yes to an older one no longer counts.
    """

    class Kind(models.TextChoices):
        OVERALL = "overall", _("Samlet plan for forumet")
        ACTION = "action", _("Handlingsplan")

    class State(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        AGREED = "agreed", _("Vedtatt av partene")
        ENDED = "ended", _("Avsluttet")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="plans")
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=160)
    challenge = models.CharField(max_length=200, blank=True)
    about = models.TextField(blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    agreed_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_reason = models.TextField(blank=True)
    learned = models.TextField(blank=True)
    wise = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-valid_from", "name"]
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "id"], name="plan_key_is_led_by_its_cooperation"),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="a_plan_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(agreed_on__isnull=False), name="an_agreed_plan_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state != self.State.ENDED

    @property
    def period(self) -> str:
        """«2026/27» for a school year, «2026» or «2026–2029» for whole years, else the two dates."""
        first, last = self.valid_from, self.valid_to
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
        if (first.month, last.month, last.year - first.year) in {(8, 7, 1), (8, 6, 1)}:
            return f"{first.year}/{last:%y}"
        return f"{first:%d.%m.%Y}–{last:%d.%m.%Y}"


class PlanYes(models.Model):
    """One party's yes to one version of a plan: that it is agreed, or that everybody may read it."""

    class To(models.TextChoices):
        PLAN = "plan", _("Planen")
        PUBLISHING = "publishing", _("At alle kan lese planen")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="yeses")
    to = models.CharField(max_length=10, choices=To)
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "plan", "to", "party", "version"],
                name="a_party_says_yes_to_a_plan_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.at:%d.%m.%Y}"


class Anchoring(models.Model):
    """Where a party has anchored a plan in its own house, or to whom it has made the council known. V-4-k, V-4.1.1-d, V-2.3-e.

    Shape    `body` is the body that was asked, or those who were told; `takes_part` is the leaders' yes to taking part.
    """

    class Kind(models.TextChoices):
        ANCHORED = "anchored", _("Forankret")
        MADE_KNOWN = "made_known", _("Gjort kjent")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="anchorings")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    body = models.CharField(max_length=200)
    channel = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    reference = models.CharField(max_length=80, blank=True)
    responsible = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    takes_part = models.BooleanField(default=False)
    resources = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="anchoring_key_is_led_by_its_cooperation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.on:%d.%m.%Y}"


class PublishedPlan(models.Model):
    """The public face of a plan, laid out for everybody: a copy of what is public, and of nothing else.

    Made when every party has said yes to it. A newer copy takes its place; either party can take it away.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    forum_name = models.CharField(max_length=120)
    language = models.CharField(max_length=2)
    valid_from = models.DateField()
    content = models.JSONField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-valid_from", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="published_plan_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(fields=["cooperation", "plan"], name="a_plan_is_published_once"),
        ]

    def __str__(self) -> str:
        return self.name
