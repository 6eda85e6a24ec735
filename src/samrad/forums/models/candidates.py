"""Others whom a council has weighed as candidates, and how each is involved in a focus area. Whoever is here sits nowhere for that."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation, FocusArea
from samrad.forums.models.bodies import Forum
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment


class Candidate(models.Model):
    """An organisation that a forum may work with: what it is, what about, and what came of the assessment. V-4.2-c, V-4.4-f.

    Shape    `outcome` is empty until it is assessed; a no is as good an answer as any. `areas` are codes of `cooperation.Area`.
    """

    class Sector(models.TextChoices):
        BUSINESS = "business", _("Næringsliv")
        VOLUNTARY = "voluntary", _("Frivillig organisasjon")
        SCHOOL = "school", _("Videregående skole")
        OTHER = "other", _("Annet")

    class Level(models.TextChoices):
        LOCAL = "local", _("Lokalt")
        REGIONAL = "regional", _("Regionalt")

    class Outcome(models.TextChoices):
        INVITE = "invite", _("Skal inviteres")
        LATER = "later", _("Senere")
        NO = "no", _("Ikke aktuelt")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="candidates")
    name = models.CharField(max_length=120)
    sector = models.CharField(max_length=10, choices=Sector)
    level = models.CharField(max_length=10, choices=Level, default=Level.LOCAL)
    has_staff = models.BooleanField(default=False)
    areas = models.JSONField(default=list, blank=True)
    ask_whom = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    reason = models.TextField(blank=True)
    assessed_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="possible_partner_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "forum", "name"], name="a_candidate_stands_once_in_a_forum"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", assessed_on=None) | (~Q(outcome="") & Q(assessed_on__isnull=False)),
                name="an_assessment_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def fits_a_region(self) -> bool:
        """Whom the guide would see in a regional council: with professional staff and a regional structure. V-4.4-f."""
        wide = self.level == self.Level.REGIONAL and bool({"crime", "preparedness"} & set(self.areas))
        return wide and (
            self.sector == self.Sector.SCHOOL or (self.sector == self.Sector.VOLUNTARY and self.has_staff)
        )


class Involvement(models.Model):
    """How a candidate is involved in a focus area; without one, that the parties see none who is relevant. V-4.1.3-c."""

    class How(models.TextChoices):
        INVITED = "invited", _("Invitert")
        HEARD = "heard", _("Hørt")
        CARRIES = "carries", _("Har et tiltak")
        NONE = "none", _("Ingen andre er aktuelle")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    focus_area = models.ForeignKey(FocusArea, models.CASCADE, related_name="+")
    candidate = models.ForeignKey(
        Candidate, models.CASCADE, null=True, blank=True, related_name="involvements"
    )
    how = models.CharField(max_length=8, choices=How)
    on = models.DateField()

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "focus_area", "candidate"],
                nulls_distinct=False,
                name="a_candidate_is_involved_once_in_an_area",
            ),
            models.CheckConstraint(
                condition=Q(candidate=None, how="none") | (Q(candidate__isnull=False) & ~Q(how="none")),
                name="nobody_is_involved_only_where_none_is_relevant",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_how_display())
