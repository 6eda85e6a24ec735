"""The terms a police contact works on. Dates and codes; who covers which municipality stands in the register as `Coverage`."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment, Organisation, Post


class Approval(models.Model):
    """The directorate is asked to let one contact have these municipalities, and answers. No word of why stands here.

    Source   V-5-f: for that contact and that set; another set is another approval.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="approvals")
    applied_on = models.DateField()
    granted = models.BooleanField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-applied_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(granted=None, decided_on=None)
                | Q(granted__isnull=False, decided_on__isnull=False),
                name="a_decision_on_more_municipalities_has_a_date",
            ),
            models.UniqueConstraint(
                fields=["post"], condition=Q(granted=None), name="one_open_application_for_a_contact"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}, {self.applied_on}"


class ApprovedTown(models.Model):
    """One municipality of the set that an approval is about. Written once, with the application."""

    approval = models.ForeignKey(Approval, models.CASCADE, related_name="towns")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["approval", "organisation"], name="an_approval_names_a_town_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Start(models.Model):
    """How a holder came into the role: the share that is set aside, authority, mentor, training, talks. One for each holder.

    `share_on` is the day the share of full time in the appointment was stated; before that it is not known.
    Source   V-5-g, V-5.2-b, V-5.2-f.
    """

    appointment = models.OneToOneField(Appointment, models.CASCADE, related_name="start", primary_key=True)
    share_on = models.DateField(null=True, blank=True)
    capacity_on = models.DateField(null=True, blank=True)
    authority_on = models.DateField(null=True, blank=True)
    mentor = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    mentor_on = models.DateField(null=True, blank=True)
    training_on = models.DateField(null=True, blank=True)
    first_talk_on = models.DateField(null=True, blank=True)
    second_talk_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.appointment)


class Authority(models.Model):
    """Who decides in one kind of matter: the contact, or the head of the unit. Stated for each new holder. V-5.2-b, V-5.2-c."""

    class Matter(models.TextChoices):
        OWN_TIME = "own_time", _("Bruke egen tid på et felles tiltak")
        TASKS = "tasks", _("Ta på seg oppgaver og frister for politiet")
        ATTEND = "attend", _("Love at politiet stiller på møter")
        KNOWLEDGE = "knowledge", _("Dele kunnskap som er frigitt")
        OTHERS_TIME = "others_time", _("Binde andre ansattes tid")
        AGREEMENT = "agreement", _("Godta punkter i en avtale")

    class Decides(models.TextChoices):
        CONTACT = "contact", _("Politikontakten")
        HEAD = "head", _("Enhetslederen")
        BOTH = "both", _("Politikontakten etter samtale med enhetslederen")

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="authorities")
    matter = models.CharField(max_length=12, choices=Matter)
    decides = models.CharField(max_length=8, choices=Decides)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "matter"], name="who_decides_is_said_once_for_each_matter"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_matter_display()}: {self.get_decides_display()}"


class Introduction(models.Model):
    """A contact has met a first point of contact in one of the municipalities. V-5.2-f, V-5.3-d."""

    class To(models.TextChoices):
        LEADERS = "leaders", _("Kommunens ledere")
        COUNCIL = "council", _("Politirådet")
        SLT = "slt", _("Den som koordinerer forebyggingen")
        SCHOOLS = "schools", _("Skolene")
        SERVICES = "services", _("Tjenester for barn, unge og familier")

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="introductions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    to = models.CharField(max_length=10, choices=To)
    on = models.DateField()

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "organisation", "to"], name="one_is_introduced_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_to_display()}"


class RoleTerms(models.Model):
    """What the district asks of all its contacts, and gives them: one numbered text, alike for all. V-5.2-g."""

    district = models.ForeignKey(Organisation, models.PROTECT, related_name="role_terms")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    published_on = models.DateField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["district", "number"], name="terms_are_numbered_in_a_district")
        ]

    def __str__(self) -> str:
        return f"{self.district} {self.number}"


class TermsConfirmed(models.Model):
    """A contact has read the terms and works by them."""

    terms = models.ForeignKey(RoleTerms, models.CASCADE, related_name="confirmations")
    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="terms_confirmed")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["terms", "appointment"], name="terms_are_confirmed_once_by_each")
        ]

    def __str__(self) -> str:
        return f"{self.terms}, {self.appointment}"
