"""What the police are asked for advice about, and the advice. Behind the wall of the cooperation."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment, Organisation


class Enquiry(models.Model):
    """A question to the contact or another function of the police, and the advice that was given. Never about a person.

    Shape    `organisation` is the party on whose side it was asked, `asker` who that was, as a kind and never a name. `function` is
             a code of `functions.KINDS`, `theme` one of the guide's challenges or empty, `method` one of the guide's methods or empty.
             `came_to` is the identifier of the matter or measure that the advice became.
    Source   V-2.1-i, V-2.1-j, V-5.1-f.
    """

    class Asker(models.TextChoices):
        MUNICIPALITY = "municipality", _("Kommunen")
        SCHOOL = "school", _("Skole eller barnehage")
        BUSINESS = "business", _("Næringsliv")
        VOLUNTARY = "voluntary", _("Frivillige")
        OTHER = "other", _("Andre")

    class CameTo(models.TextChoices):
        ITEM = "item", _("Sak")
        MEASURE = "measure", _("Tiltak")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asker = models.CharField(max_length=12, choices=Asker)
    function = models.CharField(max_length=24)
    theme = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    method = models.CharField(max_length=40, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    came_to = models.CharField(max_length=8, choices=CameTo, blank=True)
    came_to_id = models.UUIDField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-asked_on", "-id"]
        indexes = [models.Index(fields=["cooperation", "answered_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=models.F("asked_on")),
                name="an_enquiry_is_answered_after_it_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(came_to="", came_to_id=None) | (~Q(came_to="") & Q(came_to_id__isnull=False)),
                name="advice_becomes_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.function}, {self.asked_on}"
