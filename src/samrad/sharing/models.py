"""The tables of the room: what was shared and with whom, who read it, and what stood in the way."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment, Organisation, Post


class Shared(models.Model):
    """Something one party told the other. Never changed: what turns out otherwise is shared anew.

    Shape    `basis` names provisions of the register of law; only what is open to all needs none. Posts of `recipients` are who
             may read what is confidential, beside the sender.
    Source   V-2.1-d, V-4.1.5-c, V-5.1-e.
    """

    class Sensitivity(models.TextChoices):
        OPEN = "open", _("Åpent for alle")
        INTERNAL = "internal", _("Bare for partene")
        CONFIDENTIAL = "confidential", _("Bare for dem som er nevnt")

    class Receiver(models.TextChoices):
        MUNICIPALITY = "municipality", _("Kommunen")
        POLICE = "police", _("Politiet")
        BUSINESS = "business", _("Næringslivet, gjennom partene")
        INTEREST = "interest", _("Interesseorganisasjoner, gjennom partene")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    theme = models.CharField(max_length=120)
    text = models.TextField()
    purpose = models.CharField(max_length=200)
    sensitivity = models.CharField(max_length=12, choices=Sensitivity)
    receiver = models.CharField(max_length=12, choices=Receiver)
    basis = models.CharField(max_length=60, blank=True)
    shared_on = models.DateField()
    kept_until = models.DateField()

    class Meta:
        ordering = ["-shared_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="shared_key_is_led_by_its_cooperation"
            ),
            models.CheckConstraint(condition=~Q(purpose=""), name="what_is_shared_has_a_purpose"),
            models.CheckConstraint(
                condition=Q(sensitivity="open") | ~Q(basis=""), name="what_is_not_open_has_a_basis"
            ),
        ]

    def __str__(self) -> str:
        return self.theme


class Recipient(models.Model):
    """A post that is named as one who may read something confidential."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    shared = models.ForeignKey(Shared, models.CASCADE, related_name="recipients")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "shared", "post"], name="a_recipient_is_named_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.post)


class Reading(models.Model):
    """Somebody opened what was shared, once for each day. Both parties see it. V-4.1.5-c."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    shared = models.ForeignKey(Shared, models.CASCADE, related_name="readings")
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "shared", "by", "on"], name="a_reading_is_noted_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.on:%d.%m.%Y}"


class Obstacle(models.Model):
    """Something could not be shared: why, by which provision, and in which month. No case, and no word. V-4.1.5-b."""

    class Reason(models.TextChoices):
        CONFIDENTIALITY = "confidentiality", _("Taushetsplikt hindret det")
        UNSURE = "unsure", _("Vi var usikre på hva loven sier")
        NO_CONSENT = "no_consent", _("Samtykke manglet")
        NO_CHANNEL = "no_channel", _("Vi manglet en trygg måte å sende på")
        NOBODY = "nobody", _("Vi visste ikke hvem vi skulle spørre")
        NO_ANSWER = "no_answer", _("Den vi spurte, svarte ikke i tide")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    service = models.CharField(max_length=12)
    reason = models.CharField(max_length=16, choices=Reason)
    basis = models.CharField(max_length=60, blank=True)
    month = models.DateField()

    class Meta:
        ordering = ["-month", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="an_obstacle_has_a_month_and_no_day")
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.reason}"
