"""The cooperation, its parties, and its three free choices."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment, Organisation


class Cooperation(models.Model):
    """Equals who work together. Every content row carries its cooperation as the first part of its key.

    A district may have one with nobody but itself, for the network of its police contacts: there is nothing to agree on in it.
    """

    class Kind(models.TextChoices):
        MUNICIPAL = "municipal", _("Kommune og politidistrikt")
        REGIONAL = "regional", _("Flere kommuner og politidistrikt")
        SCHOOL = "school", _("Videregående skole og politienhet")
        COUNTY = "county", _("Fylkeskommune og politidistrikt")
        DISTRICT = "district", _("Politidistriktet alene")

    class Language(models.TextChoices):
        BOKMAL = "nb", _("Bokmål")
        NYNORSK = "nn", _("Nynorsk")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120)
    language = models.CharField(max_length=2, choices=Language, default=Language.BOKMAL)
    begun_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug"], name="a_cooperation_has_one_address")]

    def __str__(self) -> str:
        return self.name

    @property
    def has_towns(self) -> bool:
        """Whether municipalities are parties: they alone have a council, figures and a police contact of their own."""
        return self.kind in {self.Kind.MUNICIPAL, self.Kind.REGIONAL}


class CooperationParty(models.Model):
    """One of the equals. `order` puts municipality before police in every document."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="cooperations")
    side = models.CharField(max_length=12)
    order = models.PositiveSmallIntegerField()
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "organisation"], name="a_party_joins_a_cooperation_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Matter(models.TextChoices):
    """The three independent choices. All eight combinations are fine."""

    COUNCIL = "council", _("Politiråd")
    AGREEMENT = "agreement", _("Avtale")
    SLT = "slt", _("SLT")


class Choice(models.Model):
    """One of the three, for one municipality: how it stands today. Status and dates are open; words are not."""

    class Status(models.TextChoices):
        NOT_ASKED = "not_asked", _("Ikke spurt")
        ASKED = "asked", _("Ikke svart ennå")
        UNDER_WAY = "under_way", _("Under arbeid")
        IN_FORCE = "in_force", _("I kraft")
        LATER = "later", _("Ikke nå")
        NO = "no", _("Nei")
        ANOTHER_WAY = "another_way", _("På en annen måte")

    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="choices")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="choices")
    matter = models.CharField(max_length=10, choices=Matter)
    status = models.CharField(max_length=12, choices=Status, default=Status.NOT_ASKED)
    asked_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "matter"], name="a_municipality_chooses_each_matter_once"
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | ~Q(status="not_asked"), name="an_answer_changes_the_status"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_matter_display()}"


class Offer(models.Model):
    """The police's offer of an agreement, or invitation to a council, and the municipality's answer.

    The duty to offer is met by the offer, whatever the answer. Source Guide 3 (V-3-c, V-3-d) and 4 (V-4-d, V-4-e).
    """

    class Channel(models.TextChoices):
        SAMRAD = "samrad", _("Her i Samråd")
        LETTER = "letter", _("Brev")
        MEETING = "meeting", _("Møte")
        EMAIL = "email", _("E-post")

    class Reply(models.TextChoices):
        YES = "yes", _("Ja, vi vil")
        LATER = "later", _("Ikke nå")
        NO = "no", _("Nei")
        ANOTHER_WAY = "another_way", _("Vi gjør det på en annen måte")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="offers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offers")
    matter = models.CharField(max_length=10, choices=Matter)
    offered_on = models.DateField()
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.SAMRAD)
    words = models.TextField(blank=True)
    offered_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    reply = models.CharField(max_length=12, choices=Reply, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    reply_words = models.TextField(blank=True)
    replied_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-offered_on", "-id"]
        indexes = [models.Index(fields=["cooperation", "organisation", "matter"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(reply="", replied_on=None) | (~Q(reply="") & Q(replied_on__isnull=False)),
                name="a_reply_has_a_date",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.offered_on}"


class ServiceCard(models.Model):
    """What one service of a party can and cannot share, and how it decides, in its own words. Shown to all who work together.

    V-4.1.5-a. `service` is a code of the register of law.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    service = models.CharField(max_length=12)
    mandate = models.TextField(blank=True)
    can_share = models.TextField(blank=True)
    cannot_share = models.TextField(blank=True)
    how_we_decide = models.TextField(blank=True)
    ask_whom = models.CharField(max_length=200, blank=True)
    dated = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["service"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="service_card_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "organisation", "service"], name="a_service_has_one_card"
            ),
        ]

    def __str__(self) -> str:
        return self.service
