"""What a cooperation has named as a challenge: one of the guide's examples, renamed or split as it likes, or its own."""

from django.db import models
from django.utils.translation import get_language

from samrad.cooperation.models.cooperations import Cooperation
from samrad.guide.challenges import is_sensitive, shared_challenges
from samrad.kernel.ids import new_id
from samrad.parties.models import Organisation

SIGNS = 36  # in an identifier


class Challenge(models.Model):
    """A challenge that somebody has raised here. None is here from the start. V-2-b, V-2-c, A-mal-b.

    Shape    `code` is the guide's, kept also when the name is another or when several share it; a local one has none. `name` is
             empty where the guide's own name is used. `for_people` and `for_society` are what it costs, human and economic, in words;
             `told_by` is where that comes from. V-8-a.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="challenges")
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=160, blank=True)
    raised_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    raised_on = models.DateField()
    for_people = models.TextField(blank=True)
    for_society = models.TextField(blank=True)
    told_by = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["raised_on", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="challenge_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "code", "name"], name="a_challenge_is_raised_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(code="", name=""), name="a_challenge_has_a_code_or_a_name"
            ),
        ]

    def __str__(self) -> str:
        shared = shared_challenges().get(self.code)
        return self.name or (shared.name(get_language() or "nb") if shared else self.code)

    @property
    def is_sensitive(self) -> bool:
        """Whether what is written of it is easily about individuals. V-2-c."""
        return is_sensitive(self.code)

    @property
    def mark(self) -> str:
        """How a focus area names it: the guide's code, or its own identifier."""
        return self.code or str(self.pk)

    @staticmethod
    def names_a_local(mark: str) -> bool:
        """Whether a mark is the identifier of one that a cooperation has for itself. The guide's codes are shorter."""
        return len(mark) == SIGNS
