"""The agreement, its clauses and their wordings."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment, Organisation


class Agreement(models.Model):
    """A voluntary, mutual agreement between the parties of one cooperation.

    The row itself holds no text: both parties may know that a draft exists. `version` guards the terms
    against lost updates. The two former kinds are registered as history only (V-3-l).
    """

    class Kind(models.TextChoices):
        COOPERATION = "cooperation", _("Avtale om kommune- og politisamarbeid")
        REGIONAL = "regional", _("Regional avtale om kommune- og politisamarbeid")
        SCHOOL = "school", _("Avtale mellom skole og politi")
        COUNTY = "county", _("Avtale mellom fylkeskommune og politidistrikt")
        FORMER_COUNCIL = "former_council", _("Politirådsavtale (tidligere type)")
        FORMER_SERVICE = "former_service", _("Avtale om tjenestetilbud (tidligere type)")

    class State(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        NEGOTIATION = "negotiation", _("I forhandling")
        APPROVAL = "approval", _("Til godkjenning")
        SIGNING = "signing", _("Til underskrift")
        IN_FORCE = "in_force", _("I kraft")
        DISCARDED = "discarded", _("Forkastet")

    class Scope(models.TextChoices):
        COUNCIL = "council", _("Bare politirådet")
        WHOLE = "whole", _("Hele samarbeidet")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="agreements")
    kind = models.CharField(max_length=16, choices=Kind)
    scope = models.CharField(max_length=8, choices=Scope, default=Scope.WHOLE)
    language = models.CharField(max_length=2, choices=Cooperation.Language)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    valid_from = models.DateField()
    valid_to = models.DateField()
    revision_due_on = models.DateField(null=True, blank=True)
    evaluation_due_on = models.DateField(null=True, blank=True)
    started_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    started_on = models.DateField()
    predecessor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")
    frame = models.ForeignKey("Frame", models.PROTECT, null=True, blank=True, related_name="framed")
    template = models.ForeignKey("Template", models.PROTECT, null=True, blank=True, related_name="+")
    template_title = models.CharField(max_length=200, blank=True)
    superseded_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-valid_from", "-started_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="agreement_key_is_led_by_its_cooperation"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="an_agreement_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "kind"],
                condition=Q(state__in=["negotiation", "approval", "signing"]),
                name="one_agreement_at_a_time_is_on_the_table",
            ),
            models.UniqueConstraint(
                fields=["cooperation", "kind", "started_by"],
                condition=Q(state="draft"),
                name="a_party_has_one_draft_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.years}"

    @property
    def years(self) -> str:
        """«2027–2030», or one year alone."""
        first, last = self.valid_from.year, self.valid_to.year
        return str(first) if first == last else f"{first}–{last}"

    def standing(self, on: date) -> str:
        """How the agreement stands on a day: its state, but what is sealed follows the calendar. A-gyld-a, A-om-a."""
        if self.state != self.State.IN_FORCE:
            return str(self.state)
        if self.superseded_on and on >= self.superseded_on:
            return "superseded"
        if on < self.valid_from:
            return "upcoming"
        return "expired" if on > self.valid_to else "in_force"

    @property
    def is_former_kind(self) -> bool:
        return self.kind in {"former_council", "former_service"}


class Clause(models.Model):
    """One point of an agreement. Its role survives a renamed heading; `lineage` follows it across agreements.

    `template_place` and `template_text` say which point of the template it came from, and how that read. A-om-e.
    """

    class Kind(models.TextChoices):
        INTENTION = "intention", _("intensjon")
        DESCRIPTION = "description", _("beskrivelse")
        OBLIGATION = "obligation", _("forpliktelse")

    class State(models.TextChoices):
        OPEN = "open", _("Åpent")
        AGREED = "agreed", _("Enige")
        PARKED = "parked", _("Uenighet notert")
        REMOVED = "removed", _("Tatt ut")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="clauses")
    lineage = models.UUIDField(default=new_id, editable=False)
    role = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.DESCRIPTION)
    level = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    agreed_wording = models.ForeignKey("Wording", models.PROTECT, null=True, blank=True, related_name="+")
    look_again_on = models.DateField(null=True, blank=True)
    guidance = models.TextField(blank=True)
    template_place = models.PositiveSmallIntegerField(null=True, blank=True)
    template_text = models.TextField(blank=True)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    shared = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="clause_key_is_led_by_its_cooperation"
            ),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=2), name="a_clause_has_level_1_or_2"),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(agreed_wording__isnull=False),
                name="an_agreed_clause_has_a_wording",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.position}"


class Wording(models.Model):
    """A heading and a text as one party put it, or as a template or an earlier agreement had it. Never changed
    after it is shared."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    clause = models.ForeignKey(Clause, models.CASCADE, related_name="wordings")
    heading = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    shared = models.BooleanField(default=False)
    from_predecessor = models.BooleanField(default=False)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="wording_key_is_led_by_its_cooperation"
            )
        ]

    def __str__(self) -> str:
        return self.heading


class RevisionRequest(models.Model):
    """Either party may ask for a revision inside the term; the other answers. A-gyld-b."""

    class Reply(models.TextChoices):
        YES = "yes", _("Ja")
        DECLINED = "declined", _("Nei, med begrunnelse")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="revision_requests")
    asked_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    reason = models.TextField()
    reply = models.CharField(max_length=8, choices=Reply, blank=True)
    replied_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    replied_on = models.DateField(null=True)
    reply_reason = models.TextField(blank=True)
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-asked_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "agreement"],
                condition=Q(reply=""),
                name="one_revision_request_waits_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_by}, {self.asked_on}"
