"""Who takes part in a model of prevention beside the two main actors."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.forums.models.bodies import PreventionModel
from samrad.kernel.ids import new_id


class Partner(models.Model):
    """A house that takes part, named as a house and never as a person, from a day to a day. V-6-a."""

    class Kind(models.TextChoices):
        AGENCY = "agency", _("Offentlig etat")
        PROFESSION = "profession", _("Faggruppe")
        VOLUNTARY = "voluntary", _("Frivillig organisasjon")
        BUSINESS = "business", _("Næringsliv")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    model = models.ForeignKey(PreventionModel, models.CASCADE, related_name="partners")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "model", "name"],
                condition=Q(valid_to=None),
                name="a_partner_takes_part_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_partner_leaves_after_it_came",
            ),
        ]

    def __str__(self) -> str:
        return self.name
