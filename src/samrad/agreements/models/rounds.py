"""Rounds: what one party prepares in private and hands over at once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.agreements.models.agreement import Agreement, Clause, Wording
from samrad.cooperation.models import Cooperation
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment, Organisation


class Round(models.Model):
    """One party's set of proposals and replies. Private, without a number, until it is handed over."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="rounds")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(null=True)
    message = models.TextField(blank=True)
    handed_over_at = models.DateTimeField(null=True)
    handed_over_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    shared = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "id"], name="round_key_is_led_by_its_cooperation"),
            models.UniqueConstraint(
                fields=["cooperation", "agreement", "owner"],
                condition=Q(shared=False),
                name="a_party_prepares_one_round_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["cooperation", "agreement", "number"], name="rounds_are_counted_once"
            ),
            models.CheckConstraint(
                condition=Q(shared=False, handed_over_at=None, number=None)
                | Q(shared=True, handed_over_at__isnull=False, number__isnull=False),
                name="a_round_is_shared_when_handed_over",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or '–'}"


class Proposal(models.Model):
    """Something put forward: a wording, a new clause, a removal, an order, new terms, or a noted disagreement.

    `answers` links a counterproposal to what it answers. `details` holds an order (clause ids) or terms (dates).
    """

    class Kind(models.TextChoices):
        WORDING = "wording", _("Ny ordlyd")
        ADDITION = "addition", _("Nytt punkt")
        REMOVAL = "removal", _("Ta ut punktet")
        ORDER = "order", _("Ny rekkefølge")
        TERMS = "terms", _("Nye datoer")
        DISAGREEMENT = "disagreement", _("Noter uenighet")

    class Status(models.TextChoices):
        PREPARED = "prepared", _("Under arbeid")
        ON_TABLE = "on_table", _("På bordet")
        ACCEPTED = "accepted", _("Godtatt")
        DECLINED = "declined", _("Avslått")
        ANSWERED = "answered", _("Besvart med motforslag")
        WITHDRAWN = "withdrawn", _("Trukket")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="proposals")
    round = models.ForeignKey(Round, models.CASCADE, related_name="proposals")
    clause = models.ForeignKey(Clause, models.CASCADE, null=True, related_name="proposals")
    kind = models.CharField(max_length=12, choices=Kind)
    wording = models.OneToOneField(Wording, models.PROTECT, null=True, related_name="proposal")
    against = models.ForeignKey(Wording, models.PROTECT, null=True, related_name="+")
    details = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="answered_by")
    status = models.CharField(max_length=10, choices=Status, default=Status.PREPARED)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    shared = models.BooleanField(default=False)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="proposal_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "round", "clause"],
                condition=Q(clause__isnull=False),
                name="a_round_proposes_once_for_a_clause",
            ),
            models.UniqueConstraint(
                fields=["cooperation", "round", "kind"],
                condition=Q(clause__isnull=True),
                name="a_round_has_one_order_and_one_set_of_terms",
            ),
            models.UniqueConstraint(
                fields=["cooperation", "clause"],
                condition=Q(status="on_table", clause__isnull=False),
                name="one_proposal_for_a_clause_is_on_the_table",
            ),
            models.CheckConstraint(
                condition=Q(shared=False, status="prepared") | (Q(shared=True) & ~Q(status="prepared")),
                name="a_proposal_is_shared_when_it_is_no_longer_prepared",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_status_display()})"


class Reply(models.Model):
    """One party's yes or no to a proposal on the table. Private until its round is handed over."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", _("Godtatt")
        DECLINED = "declined", _("Avslått")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="replies")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="replies")
    verdict = models.CharField(max_length=8, choices=Verdict)
    reason = models.TextField(blank=True)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    shared = models.BooleanField(default=False)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "proposal", "owner"], name="a_party_replies_once_to_a_proposal"
            ),
            models.CheckConstraint(condition=Q(verdict="accepted") | ~Q(reason=""), name="a_no_has_a_reason"),
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()
