"""What came of it: decisions, and tasks with a post that owns them and a deadline."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation, FocusArea
from samrad.forums.models import Face, Forum
from samrad.kernel.ids import new_id
from samrad.meetings.models.agenda import AgendaItem
from samrad.parties.models import Appointment, Organisation, Post


class Decision(models.Model):
    """How a matter ended. Steps 3 and 4 of the ladder ask for decision, responsible and resources. V-2.3-n.

    `clause` is the lineage of a clause in the agreement that the decision follows up, `focus_area` and `measure` what else it
    is about; `measure_name` is what the measure was called that day. A matter that ends in disagreement says
    of which sort, and the step that `responsible` takes next, before `next_on`.
    """

    class Outcome(models.TextChoices):
        TAKEN_NOTE = "taken_note", _("Tatt til orientering")
        DECIDED = "decided", _("Besluttet")
        REFERRED = "referred", _("Sendt videre")
        POSTPONED = "postponed", _("Utsatt")
        DISAGREED = "disagreed", _("Uenighet notert")
        ALIGNED = "aligned", _("Samordnet")
        ADAPTED = "adapted", _("Tilpasset")
        OUTSIDE = "outside", _("Utenfor det partene rår over")

    class Disagreement(models.TextChoices):
        INTERESTS = "interests", _("Ulike interesser")
        PROFESSIONAL = "professional", _("Faglig uenighet")
        GOALS = "goals", _("Mål som går mot hverandre")

    to_matter = "item__"
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome)
    text = models.TextField(blank=True)
    resources = models.TextField(blank=True)
    responsible = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    referred_to = models.ForeignKey(Forum, models.PROTECT, null=True, blank=True, related_name="+")
    dissent = models.TextField(blank=True)
    clause = models.UUIDField(null=True, blank=True)
    focus_area = models.ForeignKey(FocusArea, models.PROTECT, null=True, blank=True, related_name="+")
    measure = models.UUIDField(null=True, blank=True)
    measure_name = models.CharField(max_length=200, blank=True)
    disagreement = models.CharField(max_length=12, choices=Disagreement, blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    next_on = models.DateField(null=True, blank=True)
    face = models.CharField(max_length=8, choices=Face, default=Face.PARTIES)
    only_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="decision_key_is_led_by_its_cooperation"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="disagreed")
                | (
                    ~Q(disagreement="")
                    & ~Q(next_step="")
                    & Q(next_on__isnull=False, responsible__isnull=False)
                ),
                name="a_disagreement_has_its_sort_and_next_step",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.case_number} {self.get_outcome_display()}"


class Task(models.Model):
    """Something to be done, by a post, before a day. Never without either. V-4.1.2-d."""

    class State(models.TextChoices):
        OPEN = "open", _("Ikke begynt")
        ACCEPTED = "accepted", _("I gang")
        DONE = "done", _("Fullført")
        DROPPED = "dropped", _("Tatt bort")

    to_matter = "item__"
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="tasks")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="tasks")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="tasks")
    text = models.CharField(max_length=300)
    owner = models.ForeignKey(Post, models.PROTECT, related_name="tasks")
    due_on = models.DateField()
    first_due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    face = models.CharField(max_length=8, choices=Face, default=Face.PARTIES)
    only_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "made_at"]
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "id"], name="task_key_is_led_by_its_cooperation"),
            models.CheckConstraint(
                condition=Q(state__in=["done", "dropped"], closed_on__isnull=False)
                | (~Q(state__in=["done", "dropped"]) & Q(closed_on=None)),
                name="a_task_is_closed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.OPEN, self.State.ACCEPTED}


class TaskStep(models.Model):
    """What happened to a task: accepted, reported, a new deadline, another owner, done. Never changed."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", _("Tatt imot")
        REPORTED = "reported", _("Rapportert")
        MOVED = "moved", _("Ny frist")
        HANDED_OVER = "handed_over", _("Ny ansvarlig")
        DONE = "done", _("Fullført")
        DROPPED = "dropped", _("Tatt bort")

    to_matter = "task__item__"
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    face = models.CharField(max_length=8, choices=Face, default=Face.PARTIES)
    only_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%d.%m.%Y}"
