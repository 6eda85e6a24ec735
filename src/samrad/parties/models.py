"""Organisations, posts and appointments. Open facts: who exists and who holds which post, never content."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samrad.kernel.ids import new_id

# A district and what stands in it, the highest first.
POLICE_HOUSES = ("police_district", "operating_unit", "police_unit", "police_station")

# Who can own an upper secondary school, by sector: the county, or a private owner. V-1-g.
SCHOOL_OWNERS = ("county", "business", "voluntary")

# The other emergency services: houses of their own, outside every party. V-2.1-c.
EMERGENCY_SERVICES = ("fire_rescue", "emergency_health")


class Organisation(models.Model):
    """A municipality, a police district, a school: anything that can be a party or house a post.

    `number` is the official number where there is one. Name, number and parent as they were at other
    dates stand in `OrganisationName` and `Succession`.
    """

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Kommune")
        COUNTY = "county", _("Fylkeskommune")
        POLICE_DIRECTORATE = "police_directorate", _("Politidirektoratet")
        POLICE_DISTRICT = "police_district", _("Politidistrikt")
        OPERATING_UNIT = "operating_unit", _("Geografisk driftsenhet")
        POLICE_UNIT = "police_unit", _("Tjenesteenhet")
        POLICE_STATION = "police_station", _("Tjenestested")
        SERVICE = "service", _("Tjeneste")
        SCHOOL = "school", _("Videregående skole")
        BUSINESS = "business", _("Næringsliv")
        VOLUNTEER = "volunteer", _("Frivillig organisasjon")
        FIRE_RESCUE = "fire_rescue", _("Brann- og redningsvesen")
        EMERGENCY_HEALTH = "emergency_health", _("Akutt helsetjeneste")

    class Sector(models.TextChoices):
        MUNICIPAL = "municipal", _("Kommune")
        COUNTY = "county", _("Fylkeskommune")
        STATE = "state", _("Stat")
        BUSINESS = "business", _("Næringsliv")
        VOLUNTARY = "voluntary", _("Frivillig")

    class Language(models.TextChoices):
        BOKMAL = "nb", _("Bokmål")
        NYNORSK = "nn", _("Nynorsk")
        NEUTRAL = "neutral", _("Nøytral")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=24, choices=Kind)
    sector = models.CharField(max_length=12, choices=Sector)
    name = models.CharField(max_length=120)
    official_name = models.CharField(max_length=160)
    sami_name = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=12, blank=True)
    slug = models.SlugField(max_length=80, allow_unicode=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    county = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="municipalities_in_county"
    )
    district = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="municipalities_covered"
    )
    language = models.CharField(max_length=8, choices=Language, default=Language.NEUTRAL)
    population = models.PositiveIntegerField(null=True, blank=True)
    centrality = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_x = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_y = models.PositiveSmallIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200)
    is_fictional = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "valid_to"]), models.Index(fields=["number"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"], condition=Q(valid_to=None), name="one_living_organisation_has_a_slug"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="an_organisation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(kind="municipality", sector="municipal") | ~Q(kind="municipality"),
                name="a_municipality_is_municipal",
            ),
        ]

    def __str__(self) -> str:
        return self.official_name

    @property
    def is_police(self) -> bool:
        return self.kind in {"police_directorate", *POLICE_HOUSES}

    @property
    def side(self) -> str:
        """Which half of the disc is theirs: municipality, police or other. The directorate is no party, so neither."""
        if self.is_police and self.kind != self.Kind.POLICE_DIRECTORATE:
            return "police"
        return "municipality" if self.kind == self.Kind.MUNICIPALITY else "other"


class School(models.Model):
    """Where an upper secondary school stands. Its owner is its parent, and its years are its own dates. V-4.2-e."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, primary_key=True, related_name="school")
    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="schools_here")

    def __str__(self) -> str:
        return f"{self.organisation} · {self.municipality}"


class OrganisationName(models.Model):
    """What an organisation was called, and its number, between two dates."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    name = models.CharField(max_length=160)
    number = models.CharField(max_length=12, blank=True)
    county_number = models.CharField(max_length=4, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name", "valid_from"], name="a_name_begins_once")
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One organisation went on as another on a date: a merger is several to one, a split one to several."""

    before = models.ForeignKey(Organisation, models.PROTECT, related_name="went_on_as")
    after = models.ForeignKey(Organisation, models.PROTECT, related_name="came_from")
    on = models.DateField()
    part = models.CharField(max_length=160, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["before", "after", "on"], name="a_succession_happens_once")
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class Person(models.Model):
    """Somebody who can act. Everything else about them is their own business.

    `email_came_back_on` is the day a mail server refused the address that stands here.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person"
    )
    is_fictional = models.BooleanField(default=False)
    demo_line = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    email_came_back_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, blank=True)

    def __str__(self) -> str:
        return self.name

    def reads_in(self, house: Organisation) -> str:
        """The language chosen, else the form of the house the post sits in, else bokmål."""
        return self.language or ("nn" if house.language == Organisation.Language.NYNORSK else "nb")


class Post(models.Model):
    """A function in an organisation. It outlives its holders."""

    class Function(models.TextChoices):
        MAYOR = "mayor", _("Ordfører")
        MUNICIPAL_DIRECTOR = "municipal_director", _("Kommunedirektør")
        SLT_COORDINATOR = "slt_coordinator", _("SLT-koordinator")
        POLICE_CONTACT = "police_contact", _("Politikontakt")
        POLICE_UNIT_HEAD = "police_unit_head", _("Tjenesteenhetsleder")
        POLICE_STATION_HEAD = "police_station_head", _("Tjenestestedsleder")
        OPERATING_UNIT_HEAD = "operating_unit_head", _("Driftsenhetsleder")
        CHIEF_OF_POLICE = "chief_of_police", _("Politimester")
        PRINCIPAL = "principal", _("Rektor")
        EMERGENCY_HEAD = "emergency_head", _("Leder i en nødetat")
        COUNTY_DIRECTOR = "county_director", _("Fylkesdirektør")
        OVERSIGHT = "oversight", _("Innsyn i status")
        OPERATOR = "operator", _("Drift")

    class Power(models.TextChoices):
        SIGNATORY = "signatory", _("Undertegner")
        COORDINATOR = "coordinator", _("Koordinerer")
        MEMBER = "member", _("Deltar")
        EXTERNAL = "external", _("Eksternt medlem")
        NONE = "none", _("Ingen")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    function = models.CharField(max_length=24, choices=Function)
    title = models.CharField(max_length=120)
    power = models.CharField(max_length=12, choices=Power, default=Power.MEMBER)
    acts_for = models.ForeignKey(
        Organisation, models.PROTECT, related_name="posts_acting_for", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "title"], name="a_title_stands_once_in_a_house")
        ]

    def __str__(self) -> str:
        return self.title


class Coverage(models.Model):
    """A police post covers a municipality between two dates."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="coverages")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="covered_by")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "organisation", "valid_from"], name="a_coverage_begins_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.post} · {self.organisation}"

    def runs_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)


class Appointment(models.Model):
    """A person holds a post from a date to a date; a deputy by dates is an appointment too.

    `share` is the share of full time in percent.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    share = models.PositiveSmallIntegerField(default=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "post", "valid_from"], name="an_appointment_begins_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="an_appointment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(share__gte=1, share__lte=100), name="a_share_is_1_to_100_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"
