"""What a forum and an agreement rest on in law, who has been introduced to it, how a region stands to its municipalities, and what an election asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samrad.agreements.models import Agreement
from samrad.cooperation.models import Cooperation
from samrad.forums.models.bodies import Forum, Membership
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment, Organisation


class LegalBasis(models.Model):
    """Which provisions a forum, an agreement or the cooperation itself refers to. With none, it was said that none is needed. V-1-e.

    Shape    `provisions` are keys of the register of law. Without forum and agreement it is the cooperation's own.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.CASCADE, null=True, blank=True, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, null=True, blank=True, related_name="+")
    provisions = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="legal_basis_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "forum", "agreement"],
                nulls_distinct=False,
                name="a_legal_basis_is_said_once",
            ),
            models.CheckConstraint(
                condition=models.Q(forum=None) | models.Q(agreement=None),
                name="a_legal_basis_is_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(self.provisions)


class Introduction(models.Model):
    """A member was introduced to the law that frames the services. Not the same as knowing what one may share oneself. V-4.3-j."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="introductions")
    holder = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "membership", "holder"], name="one_is_introduced_to_the_law_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership} {self.on:%d.%m.%Y}"


class RegionalPlace(models.Model):
    """Whether a regional council replaces a municipality's own council, or stands beside it. Said by the municipality. V-4.4-b."""

    class Mode(models.TextChoices):
        REPLACES = "replaces", _("I stedet for eget politiråd")
        SUPPLEMENTS = "supplements", _("I tillegg til eget politiråd")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="places")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    mode = models.CharField(max_length=12, choices=Mode)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "forum", "organisation"],
                name="a_municipality_has_one_place_in_a_region",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_mode_display()}"


class GoneThrough(models.Model):
    """A municipality went through one matter after an election, on a day. V-2.2-k."""

    class What(models.TextChoices):
        MEMBERS = "members", _("Medlemmene i forumene")
        ROLES = "roles", _("Hvem som har hvilke roller og tilganger")
        AGREEMENT = "agreement", _("Avtalen")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What)
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "organisation", "what", "on"],
                name="a_matter_is_gone_through_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.on:%d.%m.%Y}"
