"""The tables of the room: forums, members, what opens a forum to others, the points of the year, the model chosen, and what is told of sharing."""

from collections.abc import Collection
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.forums.models.faces import Face
from samrad.kernel.clock import today
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment, Organisation, Post


class Forum(models.Model):
    """A standing body of one cooperation, with its mandate and local rules. `version` guards them against lost updates.

    Shape    `reasons` are codes of why a regional council was founded, `why` the parties' own words. V-4.4-c.
    Units    `notice_days` and `item_deadline_days` are days before a meeting. `face` is what a new matter has to begin with.
    """

    class Kind(models.TextChoices):
        COUNCIL = "council", _("Politiråd")
        COUNCIL_EXTENDED = "council_ext", _("Utvidet politiråd")
        COUNCIL_REGIONAL = "council_reg", _("Regionalt politiråd")
        THEMATIC = "thematic", _("Temaforum")
        SLT_STEERING = "slt_steering", _("SLT, styringsgruppe")
        SLT_COORDINATING = "slt_coord", _("SLT, koordineringsgruppe")
        SLT_EXECUTING = "slt_exec", _("SLT, utførende gruppe")
        CONTACT_NETWORK = "network", _("Nettverk av politikontakter")

    class Reason(models.TextChoices):
        CHALLENGES = "challenges", _("Felles utfordringer med kriminalitet og trygghet")
        PLANS = "plans", _("Felles handlingsplaner for satsingsområder")
        COOPERATION = "cooperation", _("Kommunene samarbeider allerede om annet")
        DIGITAL = "digital", _("Den digitale utviklingen")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="forums")
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=120)
    former_names = models.JSONField(default=list, blank=True)  # the oldest first
    mandate = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=Cooperation.Language)
    steers_slt = models.BooleanField(default=False)
    meetings_a_year = models.PositiveSmallIntegerField(default=2)
    notice_days = models.PositiveSmallIntegerField(default=14)
    item_deadline_days = models.PositiveSmallIntegerField(default=21)
    face = models.CharField(max_length=8, choices=Face, default=Face.PARTIES)
    begun_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    seat_lent: "Membership | None" = None  # no column: in whose place the reader of one meeting comes

    class Meta:
        ordering = ["begun_on", "name"]
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "id"], name="forum_key_is_led_by_its_cooperation"),
            models.UniqueConstraint(
                fields=["cooperation", "name"],
                condition=Q(ended_on=None),
                name="a_living_forum_has_a_name_of_its_own",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("begun_on")),
                name="a_forum_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(meetings_a_year__gte=1, meetings_a_year__lte=52),
                name="a_forum_meets_1_to_52_times_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_council(self) -> bool:
        return self.kind in {self.Kind.COUNCIL, self.Kind.COUNCIL_EXTENDED, self.Kind.COUNCIL_REGIONAL}

    @property
    def known_as(self) -> list[str]:
        """Every name that it has had: what was agreed before still names it."""
        return [self.name, *self.former_names]

    @property
    def is_slt(self) -> bool:
        return self.kind in {self.Kind.SLT_STEERING, self.Kind.SLT_COORDINATING, self.Kind.SLT_EXECUTING}


class Assessment(models.Model):
    """The parties' common view that a forum should take others in, for a named local challenge. V-4.2-f, V-4.4-e."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="assessments")
    challenge = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    begun_on = models.DateField()
    agreed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-begun_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="assessment_key_is_led_by_its_cooperation"
            )
        ]

    def __str__(self) -> str:
        return self.challenge


class AssessmentYes(models.Model):
    """One party's yes to an assessment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="yeses")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "assessment", "party"], name="a_party_says_yes_once_to_an_assessment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.on}"


class Membership(models.Model):
    """A post that sits in a forum from a date to a date. `party` is the party it sits for; an external member has none.

    A `limited` one takes part in the matters of its `themes` (by code, a local one with its name), and in those that are opened to
    it by name. V-4.2-d.
    """

    class Role(models.TextChoices):
        CHAIR = "chair", _("Leder")
        DEPUTY = "deputy", _("Nestleder")
        SECRETARY = "secretary", _("Sekretær")
        MEMBER = "member", _("Medlem")
        SUBSTITUTE = "substitute", _("Vara")
        OBSERVER = "observer", _("Observatør")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="memberships")
    post = models.ForeignKey(Post, models.PROTECT, related_name="memberships")
    party = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    is_external = models.BooleanField(default=False)
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, blank=True, related_name="members")
    limited = models.BooleanField(default=False)
    themes = models.JSONField(default=dict, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="membership_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "forum", "post"],
                condition=Q(valid_to=None),
                name="a_post_sits_once_in_a_forum",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(is_external=False, party__isnull=False)
                | Q(is_external=True, party=None, assessment__isnull=False),
                name="an_external_member_comes_after_an_assessment",
            ),
            models.CheckConstraint(
                condition=Q(limited=False) | Q(is_external=True), name="only_an_external_member_is_limited"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} · {self.forum}"

    def sits_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def takes_part_in(self, theme: str, opened_to: Collection[str]) -> bool:
        """Whether a matter with this theme, opened to these, is among the member's."""
        return not self.limited or theme in self.themes or str(self.pk) in opened_to

    @property
    def has_left(self) -> bool:
        """Today is the last day, or after it. One whose last day is to come sits there like any other."""
        return self.valid_to is not None and self.valid_to <= today()


class WheelPoint(models.Model):
    """One point of a forum's year: what shall happen, on which day, and who has the next move."""

    class Kind(models.TextChoices):
        ORDER_KNOWLEDGE = "order_knowledge", _("Bestill kunnskap")
        EVALUATE = "evaluate", _("Evaluering")
        MEETING = "meeting", _("Møte")
        PRIORITIES = "priorities", _("Prioritering og plan")
        STATUS = "status", _("Halvårsstatus for tiltak")
        BUDGET = "budget", _("Innspill til budsjettet")
        REPORT = "report", _("Rapport til kommunestyret")
        REVISION = "revision", _("Revisjon av avtalen")
        AGREEMENT_ENDS = "agreement_ends", _("Avtalen går ut")
        OWN = "own", _("Eget punkt")

    class Mover(models.TextChoices):
        MUNICIPALITY = "municipality", _("Kommunen")
        POLICE = "police", _("Politiet")
        BOTH = "both", _("Begge")

    class Source(models.TextChoices):
        AGREEMENT = "agreement", _("Fra avtalen")
        FORUM = "forum", _("Fra forumets regler")
        GUIDE = "guide", _("Fra veilederen")
        PRACTICE = "practice", _("God praksis")
        OWN = "own", _("Lagt til her")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="wheel")
    kind = models.CharField(max_length=16, choices=Kind)
    name = models.CharField(max_length=80)
    on = models.DateField()
    mover = models.CharField(max_length=12, choices=Mover, default=Mover.BOTH)
    source = models.CharField(max_length=10, choices=Source, default=Source.OWN)
    done_on = models.DateField(null=True, blank=True)
    face = models.CharField(max_length=8, choices=Face, default=Face.FORUM)
    only_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["on", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="wheel_point_key_is_led_by_its_cooperation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.on:%d.%m.%Y}"


class PreventionModel(models.Model):
    """How a municipality has chosen to order prevention for the young: SLT, or another model with a name of its own.

    A municipality that has chosen none has no row. `name` is what it is called there, `short_name` what people say.
    """

    class Kind(models.TextChoices):
        SLT = "slt", _("SLT")
        ANOTHER = "another", _("En annen modell")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="prevention_models")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=120, blank=True)
    short_name = models.CharField(max_length=24, blank=True)
    description = models.TextField(blank=True)
    responsible = models.CharField(max_length=120, blank=True)
    begun_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="prevention_model_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "organisation"],
                condition=Q(ended_on=None),
                name="a_municipality_has_one_model_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("begun_on")),
                name="a_model_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name or str(self.get_kind_display())

    @property
    def is_slt(self) -> bool:
        return self.kind == self.Kind.SLT


class TargetGroup(models.Model):
    """Whom a model is for, in one theme. `to_age` is empty when nobody is too old. V-6-d."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    model = models.ForeignKey(PreventionModel, models.CASCADE, related_name="targets")
    theme = models.CharField(max_length=80)
    from_age = models.PositiveSmallIntegerField()
    to_age = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["from_age", "theme"]
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "model", "theme"], name="a_theme_stands_once"),
            models.CheckConstraint(
                condition=Q(to_age=None) | Q(to_age__gte=F("from_age")),
                name="a_target_group_has_its_ages_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.theme


class Coordinator(models.Model):
    """The post that ties the levels together from a date to a date. `title` is what it is called there. V-6-h, V-6-i.

    Units    `share` is percent of full time, where the municipality has said it.
    """

    class Form(models.TextChoices):
        POSITION = "position", _("Egen stilling")
        FUNCTION = "function", _("Funksjon i en annen stilling")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    model = models.ForeignKey(PreventionModel, models.CASCADE, related_name="coordinators")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    form = models.CharField(max_length=10, choices=Form)
    title = models.CharField(max_length=120, blank=True)
    share = models.PositiveSmallIntegerField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "model"],
                condition=Q(valid_to=None),
                name="a_model_has_one_coordinator",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_coordinator_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gte=1, share__lte=100),
                name="a_coordinator_has_1_to_100_percent",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.post)


class Briefing(models.Model):
    """A member has confirmed knowing what their own service may share. Never changed: a new one is a new row. V-4.1.5-e."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="briefings")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="briefings")
    service = models.CharField(max_length=12)
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="briefing_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "membership", "by", "service", "on"],
                name="a_briefing_is_confirmed_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.on:%d.%m.%Y}"
