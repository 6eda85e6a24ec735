"""The terms a police contact works on, and whom to ask about what. Who covers which municipality stands in the register as `Coverage`.

All is open but `Expectation`, which stands behind the wall of its cooperation.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
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


class Presence(models.Model):
    """A contact was there, in one of the municipalities: the day, on what occasion, and with whom. Codes, never a word.

    Source   V-5-b, V-5.1-b: for each municipality by itself.
    """

    class Occasion(models.TextChoices):
        OFFICE = "office", _("Fast kontordag")
        MEETING = "meeting", _("Møte")
        VISIT = "visit", _("Besøk")

    class Partner(models.TextChoices):
        LEADERS = "leaders", _("Kommunens ledere")
        SCHOOLS = "schools", _("Skole eller barnehage")
        SERVICES = "services", _("Tjenester for barn, unge og familier")
        BUSINESS = "business", _("Næringsliv")
        VOLUNTARY = "voluntary", _("Frivillige")
        INHABITANTS = "inhabitants", _("Innbyggere")

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="presences")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    occasion = models.CharField(max_length=8, choices=Occasion)
    partner = models.CharField(max_length=12, choices=Partner)
    on = models.DateField()

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "organisation", "occasion", "partner", "on"],
                name="one_is_present_once_a_day_with_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_occasion_display()}"


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


class Division(models.Model):
    """Who does what in a district, between the contacts and the preventive unit. Each side confirms the list as it stands. V-5.3-h."""

    district = models.OneToOneField(Organisation, models.PROTECT, related_name="division", primary_key=True)
    changed_on = models.DateField()
    contact_on = models.DateField(null=True, blank=True)
    unit_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.district)


class DividedTask(models.Model):
    """One task, which exactly one has, also where the two do it together."""

    class Main(models.TextChoices):
        CONTACT = "contact", _("Politikontakten")
        UNIT = "unit", _("Forebyggende enhet")
        HEAD = "head", _("Enhetslederen")

    division = models.ForeignKey(Division, models.CASCADE, related_name="tasks")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=160)
    main = models.CharField(max_length=8, choices=Main)
    together = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["division", "number"], name="tasks_are_numbered_in_a_division")
        ]

    def __str__(self) -> str:
        return self.text


class Entry(models.Model):
    """Where one function is reached: its mailbox and number, never a person's own. `town` where it is for one municipality alone.

    `confirmed_on` is the day its side last said that it holds, `trained_on` the last training where the function is one that trains
    others. `delivery` is how a municipality delivers the service, and `provider` who does it where that is somebody else. V-2.1-h,
    V-2.1-m, V-2.2-g, V-5.3-d, V-5.3-i.

    `works_together` is how the service and the police cooperate, in the municipality's words and open. `has_case_work` says only that
    the two also work on single cases from day to day: those have no place here. V-4.3-e.
    """

    class Delivery(models.TextChoices):
        OWN = "own", _("Kommunen selv")
        INTERMUNICIPAL = "intermunicipal", _("Interkommunalt samarbeid")
        PURCHASED = "purchased", _("Kjøpt tjeneste")

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=24)
    town = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    confirmed_on = models.DateField()
    trained_on = models.DateField(null=True, blank=True)
    delivery = models.CharField(max_length=14, choices=Delivery, default=Delivery.OWN)
    provider = models.CharField(max_length=120, blank=True)
    works_together = models.CharField(max_length=600, blank=True)
    has_case_work = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "town"], nulls_distinct=False, name="a_function_stands_once"
            ),
            models.CheckConstraint(condition=~Q(email="", phone=""), name="a_function_can_be_reached"),
            models.CheckConstraint(
                condition=Q(delivery="own", provider="") | (~Q(delivery="own") & ~Q(provider="")),
                name="a_service_by_others_names_its_provider",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner}: {self.kind}"


class Bylaws(models.Model):
    """One version of a municipality's police bylaws: who adopted it, and the day it was last gone through. Open. V-2.2-e, V-4-o.

    A municipal body adopts. That the ministry or the directorate has confirmed them is a day of its own.
    """

    class Body(models.TextChoices):
        COUNCIL = "council", _("Kommunestyret")
        COMMITTEE = "committee", _("Et utvalg i kommunen")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="bylaws")
    number = models.PositiveSmallIntegerField()
    body = models.CharField(max_length=10, choices=Body)
    adopted_on = models.DateField()
    confirmed_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField()
    link = models.URLField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="bylaws_are_numbered_in_a_municipality"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.number}"


class Heard(models.Model):
    """When a municipality was asked what it needs of its contact, said so, and had all its answers. Days, never words. V-5.3-b."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="heard", primary_key=True)
    asked_on = models.DateField(null=True, blank=True)
    stated_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.organisation)


class Expectation(models.Model):
    """What a municipality expects of its contact, and the district's answer. Behind the wall, shared between the two. V-5.3-b."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="expectations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField()
    stated_on = models.DateField()
    stated_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-stated_on", "-id"]
        indexes = [models.Index(fields=["cooperation", "organisation"])]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.stated_on}"
