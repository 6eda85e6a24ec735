"""What the parties have chosen to do otherwise than the guide advises, with their own reason."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.forums.models.bodies import Forum
from samrad.kernel.ids import new_id
from samrad.parties.models import Appointment, Organisation


class LocalChoice(models.Model):
    """A piece of advice that a forum has a local reason not to follow. Until `look_again_on` it is not given. V-1.1-b."""

    class Advice(models.TextChoices):
        POLITICAL = "political", _("Politisk ledelse i kommunen som medlem")
        ADMINISTRATIVE = "administrative", _("Administrativ ledelse i kommunen som medlem")
        POLICE = "police", _("Leder for tjenesteenheten i politiet som medlem")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="local_choices")
    advice = models.CharField(max_length=16, choices=Advice)
    reason = models.TextField()
    look_again_on = models.DateField()
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="local_choice_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "forum", "advice"],
                condition=Q(ended_on=None),
                name="a_forum_has_one_reason_for_each_advice",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_advice_display())
