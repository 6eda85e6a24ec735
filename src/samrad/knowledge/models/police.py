"""What the police give priority to, as they have presented it to the council, and the knowledge it is built on."""

from django.db import models
from django.db.models import Q

from samrad.cooperation.models import Cooperation
from samrad.forums.models import Forum
from samrad.kernel.ids import new_id
from samrad.knowledge.models.pictures import SituationPicture
from samrad.knowledge.models.requests import Contribution, PoliceProcess
from samrad.parties.models import Organisation


class PolicePriority(models.Model):
    """One priority of the police, presented in a council on a day. V-4.1.6-a.

    Shape    `process` is the process that it came out of, where it is told of here.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    presented_on = models.DateField()
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    process = models.ForeignKey(PoliceProcess, models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["ended_on", "-presented_on", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="police_priority_key_is_led_by_its_cooperation"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("presented_on")),
                name="a_priority_ends_after_it_was_presented",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PriorityProduct(models.Model):
    """A knowledge product that a priority is built on: a contribution, a common picture, or a source in the guide's register. V-4.1.6-a."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    priority = models.ForeignKey(PolicePriority, models.CASCADE, related_name="products")
    contribution = models.ForeignKey(Contribution, models.PROTECT, null=True, blank=True, related_name="+")
    picture = models.ForeignKey(SituationPicture, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "priority", "contribution", "picture", "source"],
                nulls_distinct=False,
                name="a_product_stands_once_under_a_priority",
            ),
            models.CheckConstraint(
                condition=Q(contribution__isnull=False, picture=None, source="")
                | Q(contribution=None, picture__isnull=False, source="")
                | (Q(contribution=None, picture=None) & ~Q(source="")),
                name="a_product_is_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.source or str(self.contribution_id or self.picture_id)
