"""Who answers for what in a focus area or a measure, and on which basis."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation, FocusArea
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment
from samrad.plans.models.measure import Measure


class Responsibility(models.Model):
    """How the responsibility is divided, said by either party and read by all: it describes, and moves no duty. V-4.1.4-c.

    Shape    `who` names the house when it is neither of the two. `legal` is the basis in law, `agreed` where the parties have agreed on
             it; one of them is there. A measure with no row of its own is as its focus area.
    """

    class Share(models.TextChoices):
        MUNICIPALITY = "municipality", _("Kommunen")
        POLICE = "police", _("Politiet")
        SHARED = "shared", _("Delt")
        OTHER = "other", _("Andre")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    focus_area = models.ForeignKey(FocusArea, models.PROTECT, null=True, blank=True, related_name="+")
    measure = models.ForeignKey(Measure, models.CASCADE, null=True, blank=True, related_name="+")
    share = models.CharField(max_length=12, choices=Share)
    who = models.CharField(max_length=200, blank=True)
    division = models.TextField(blank=True)
    legal = models.CharField(max_length=300, blank=True)
    agreed = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="responsibility_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "focus_area", "measure"],
                nulls_distinct=False,
                name="a_responsibility_is_said_once",
            ),
            models.CheckConstraint(
                condition=Q(focus_area__isnull=False, measure=None)
                | Q(focus_area=None, measure__isnull=False),
                name="a_responsibility_is_for_one_thing",
            ),
            models.CheckConstraint(condition=~Q(legal="", agreed=""), name="a_responsibility_has_a_basis"),
            models.CheckConstraint(
                condition=~Q(share="other") | ~Q(who=""), name="another_who_answers_is_named"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_share_display())
