"""What the police are asked for advice about, and the advice. Behind the wall of the cooperation."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment, Organisation, Post


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


class LocalNote(models.Model):
    """What the police know of a municipality beyond the figures: about places and many, never a person. The police's own, whoever is the
    contact. `reviewed_on` is the day on which all of it was last gone through. V-5.1-c.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "owner"], name="a_house_has_one_note_of_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.cooperation}, {self.owner}"


class AskedDecision(models.Model):
    """What a contact asked the head of the unit to decide about a matter or a measure, and the answer. The police's own. V-5.2-d."""

    class About(models.TextChoices):
        ITEM = "item", _("Sak")
        MEASURE = "measure", _("Tiltak")

    class Answer(models.TextChoices):
        YES = "yes", _("Ja")
        NO = "no", _("Nei")
        YOURS = "yours", _("Du kan avgjøre det selv")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    about = models.CharField(max_length=8, choices=About)
    about_id = models.UUIDField()
    head = models.ForeignKey(Post, models.PROTECT, related_name="+")
    question = models.TextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    words = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="a_decision_that_was_asked_for_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()}, {self.asked_on}"
