"""What a forum orders to know before a meeting, what each party contributes, and the police's processes that touch the municipality."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.forums.models import Forum, WheelPoint
from samrad.kernel.clock import today
from samrad.kernel.ids import new_id
from samrad.meetings.models import AgendaItem, Meeting
from samrad.parties.models import Appointment, Organisation, Post


class KnowledgeRequest(models.Model):
    """What a forum orders from every party alike: what, why and by when. V-4.1.5-f.

    `point` is its day in the forum's year. `item` is the matter that is to rest on it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="knowledge_requests")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="+")
    point = models.ForeignKey(WheelPoint, models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=160)
    what = models.TextField(blank=True)
    why = models.TextField()
    due_on = models.DateField()
    ordered_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    ordered_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    ordered_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-due_on", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="knowledge_request_key_is_led_by_its_cooperation"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Contribution(models.Model):
    """What one party brings to a request: its own until it is handed over, and then side by side with the other's.

    Shape    `figures` are rows of what, period and count; a count that may not be shown is none. `sort` says what kind of
             knowledge it is; `nothing` is the complete answer that there is none to give, with the reason as its text.
    Source   V-1-a, V-1-b, V-2.1-q, V-4.1.5-f, V-5.1-d.
    """

    class Sort(models.TextChoices):
        CRIME = "crime", _("Utvikling i kriminaliteten")
        SOCIAL = "social", _("Utvikling i samfunnet")
        CAUSE = "cause", _("Årsaker")
        NEEDS = "needs", _("Hva innbyggerne trenger")
        EXPERIENCE = "experience", _("Erfaringer")
        NOTHING = "nothing", _("Vi har ikke noe å bidra med")

    class State(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        HANDED_OVER = "handed_over", _("Levert")
        WITHDRAWN = "withdrawn", _("Trukket")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    request = models.ForeignKey(KnowledgeRequest, models.PROTECT, related_name="contributions")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sort = models.CharField(max_length=12, choices=Sort)
    title = models.CharField(max_length=160, blank=True)
    text = models.TextField(blank=True)
    sources = models.TextField(blank=True)
    figures = models.JSONField(default=list)
    released_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    released_on = models.DateField(null=True, blank=True)
    basis = models.TextField(blank=True)
    may_publish = models.BooleanField(default=False)
    is_intelligence = models.BooleanField(default=False)
    is_phenomenon = models.BooleanField(default=False)
    certainty = models.CharField(max_length=200, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    shared = models.BooleanField(default=False)
    handed_over_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["written_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="contribution_key_is_led_by_its_cooperation"
            ),
            models.CheckConstraint(
                condition=Q(shared=False, state="draft") | (Q(shared=True) & ~Q(state="draft")),
                name="a_contribution_is_shared_when_it_is_handed_over",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | (Q(released_by__isnull=False) & Q(released_on__isnull=False)),
                name="what_is_handed_over_was_released_by_a_post_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(title="", text="", sources="", basis="", certainty=""),
                name="what_is_withdrawn_holds_no_word",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(is_intelligence=False)
                | (Q(is_phenomenon=True) & Q(valid_to__isnull=False)),
                name="intelligence_is_handed_over_of_phenomena_and_for_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_stale(self) -> bool:
        """Whether its last day of validity is past. V-2.1-q."""
        return self.valid_to is not None and self.valid_to < today()


class Document(models.Model):
    """A file of a contribution. It stays in quarantine until it is checked, and is never shown inside a page."""

    class State(models.TextChoices):
        QUARANTINE = "quarantine", _("Kontrolleres")
        CLEAN = "clean", _("Klar")
        REFUSED = "refused", _("Avvist")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="documents")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    shared = models.BooleanField(default=False)
    filename = models.CharField(max_length=160)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    state = models.CharField(max_length=10, choices=State, default=State.QUARANTINE)
    refusal = models.CharField(max_length=40, blank=True)
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="knowledge_document_key_is_led_by_its_cooperation"
            )
        ]

    def __str__(self) -> str:
        return self.filename


class PoliceProcess(models.Model):
    """One of the police's own processes, of which the council knows that it runs, and where the municipality comes in.

    Nothing of the process itself stands here. V-4.1.6-b…d.
    """

    class Kind(models.TextChoices):
        PRIORITIES = "priorities", _("Prioriteringsprosess")
        MEASURES = "measures", _("Tiltaksprosess")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    topic = models.CharField(max_length=160)
    begun_on = models.DateField()
    is_municipality_actor = models.BooleanField()
    reason = models.TextField(blank=True)
    involved_on = models.DateField(null=True, blank=True)
    involved_how = models.CharField(max_length=200, blank=True)
    decides_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    request = models.ForeignKey(
        KnowledgeRequest, models.PROTECT, null=True, blank=True, related_name="processes"
    )
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-begun_on", "topic"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="police_process_key_is_led_by_its_cooperation"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("begun_on")),
                name="a_process_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.topic
