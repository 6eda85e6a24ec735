"""From agreed text to a sealed file: versions, approvals, signatures, seals."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.agreements.models.agreement import Agreement
from samrad.cooperation.models import Cooperation
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment, Organisation


class Version(models.Model):
    """The agreement's text, frozen. `content_hash` is SHA-256 of the canonical JSON of `content`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    description = models.CharField(max_length=200)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    void_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="version_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "agreement", "number"], name="versions_are_counted_once"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "agreement"], condition=Q(voided_at=None), name="one_version_stands"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Approval(models.Model):
    """One party's yes to one frozen version: internal, or political with body, date and case number. A-om-b."""

    class Form(models.TextChoices):
        INTERNAL = "internal", _("Internt")
        POLITICAL = "political", _("Politisk")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.CASCADE, related_name="approvals")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    form = models.CharField(max_length=10, choices=Form)
    body = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField()
    case_number = models.CharField(max_length=40, blank=True)
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "version", "party"], name="a_party_approves_a_version_once"
            ),
            models.CheckConstraint(
                condition=Q(form="internal") | (~Q(body="") & ~Q(case_number="")),
                name="a_political_approval_has_body_and_case_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}"


class Signature(models.Model):
    """A person's signature for a party on one version, given with a fresh login."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.CASCADE, related_name="signatures")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    post_title = models.CharField(max_length=120)
    content_hash = models.CharField(max_length=64)
    logged_in_at = models.DateTimeField()
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "version", "party"], name="a_party_signs_a_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.party}"


class SealedDocument(models.Model):
    """The signed and sealed PDF, kept as bytes and never made again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    version = models.OneToOneField(Version, models.PROTECT, related_name="document")
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


class Seal(models.Model):
    """What anybody who holds the file may know of it. The row shows itself only to who names its checksum."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    version_number = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    signatures = models.JSONField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    sealed_at = models.DateTimeField()
    superseded_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.title

    def standing(self, on: date) -> str:
        """How the sealed agreement stands on a day, as `Agreement.standing`."""
        if self.superseded_on and on >= self.superseded_on:
            return "superseded"
        if on < self.valid_from:
            return "upcoming"
        return "expired" if on > self.valid_to else "in_force"
