"""What a meeting is to treat: items with numbers that run through the year, and their papers."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Area, Cooperation
from samrad.forums.models import Face, Forum
from samrad.kernel.answers import Sentence
from samrad.kernel.ids import new_id
from samrad.meetings.models.meeting import Meeting
from samrad.parties.models import Appointment, Organisation, Post


class AgendaItem(models.Model):
    """One matter. It has a number «n/yy» from the day it stands on an agenda; before that it is proposed to the forum.

    `only_for` keeps a municipality's own matter in a regional forum its own. `legal_basis` stands where the public does not see it.
    `needs_knowledge` when both parties are to be asked for what they know before it is decided. V-4.1.5-f.
    `addressed_to` is the party that is asked to answer. `coordinates` are the premises that are viewed together, and `weighing`
    says how they were weighed against each other. `theme` is one of the guide's challenges, `functions` those of the police that are
    drawn in, by their codes. `areas` are those of the cooperation's that it is about. `opened_to` are the limited members that it is
    opened to by name, by membership; `to_matter` is, on all that hangs on a matter, how a lookup comes to it from there. V-4.2-d.
    """

    class Kind(models.TextChoices):
        INFORMATION = "information", _("Orientering")
        DISCUSSION = "discussion", _("Drøfting")
        DECISION = "decision", _("Beslutning")
        FOLLOW_UP = "follow_up", _("Oppfølging")
        EXCHANGE = "exchange", _("Kunnskap og erfaring")
        COMMITMENTS = "commitments", _("Forpliktelser og ressurser")
        OWN_DECISION = "own_decision", _("Egen beslutning som berører motparten")
        FORUM_ORGANISATION = "forum_organisation", _("Hvordan vi organiserer oss")
        ANY_OTHER = "any_other", _("Eventuelt")

    class Level(models.TextChoices):
        STRATEGIC = "strategic", _("Strategisk")
        OPERATIONAL = "operational", _("Operativ")

    class Premise(models.TextChoices):
        GOALS = "goals", _("Mål")
        VALUES = "values", _("Verdier")
        ACTIVITIES = "activities", _("Aktiviteter")
        RESOURCES = "resources", _("Ressurser")
        OTHER = "other", _("Andre forutsetninger")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Meldt")
        ON_AGENDA = "on_agenda", _("På sakslisten")
        TREATED = "treated", _("Behandlet")
        POSTPONED = "postponed", _("Utsatt")
        WITHDRAWN = "withdrawn", _("Trukket")

    to_matter = ""
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="items")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="items")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=160)
    background = models.TextField(blank=True)
    what_to_decide = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.DISCUSSION)
    level = models.CharField(max_length=12, choices=Level, default=Level.STRATEGIC)
    step = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    presenter = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    time_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    face = models.CharField(max_length=8, choices=Face, default=Face.PARTIES)
    legal_basis = models.CharField(max_length=120, blank=True)
    only_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    is_late = models.BooleanField(default=False)
    is_about_slt = models.BooleanField(default=False)
    needs_knowledge = models.BooleanField(default=False)
    addressed_to = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    coordinates = models.JSONField(default=list, blank=True)
    theme = models.CharField(max_length=40, blank=True)
    functions = models.JSONField(default=list, blank=True)
    weighing = models.TextField(blank=True)
    areas = models.JSONField(default=list, blank=True)
    opened_to = models.JSONField(default=list, blank=True)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_to")
    proposed_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    proposed_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="agenda_item_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "forum", "year", "number"], name="an_item_number_stands_once_in_a_year"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, year__isnull=True)
                | Q(number__isnull=False, year__isnull=False),
                name="an_item_number_has_its_year",
            ),
            models.CheckConstraint(
                condition=Q(step__isnull=True) | Q(step__gte=1, step__lte=4), name="a_step_is_1_to_4"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_number} {self.title}".strip()

    @property
    def area_names(self) -> list[Sentence]:
        return [Area(code).label for code in self.areas]

    @property
    def case_number(self) -> str:
        """«23/26», or nothing before the item stands on an agenda."""
        return f"{self.number}/{(self.year or 0) % 100:02}" if self.number else ""


class StepChange(models.Model):
    """A matter was moved on the ladder: from which step to which, when and why. Never changed. V-2.3-h."""

    to_matter = "item__"
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="step_changes")
    from_step = models.PositiveSmallIntegerField(null=True, blank=True)
    to_step = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)
    face = models.CharField(max_length=8, choices=Face, default=Face.PARTIES)
    only_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["changed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="step_change_key_is_led_by_its_cooperation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_step} → {self.to_step}"


class Paper(models.Model):
    """A file laid before the meeting. It stays in quarantine until it is checked, and is never shown inside a page."""

    class State(models.TextChoices):
        QUARANTINE = "quarantine", _("Kontrolleres")
        CLEAN = "clean", _("Klar")
        REFUSED = "refused", _("Avvist")

    to_matter = "item__"
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="papers")
    filename = models.CharField(max_length=160)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    face = models.CharField(max_length=8, choices=Face, default=Face.PARTIES)
    only_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.QUARANTINE)
    refusal = models.CharField(max_length=40, blank=True)
    uploaded_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["uploaded_at"]
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "id"], name="paper_key_is_led_by_its_cooperation")
        ]

    def __str__(self) -> str:
        return self.filename
