"""What each party says of a matter, and a matter that was sent to somebody outside the parties."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.forums.models import Face, Forum
from samrad.kernel.clock import today
from samrad.kernel.ids import new_id
from samrad.meetings.models.agenda import AgendaItem
from samrad.meetings.models.outcome import Decision
from samrad.parties.models import Appointment, Organisation


class PartyWord(models.Model):
    """One party's answer to a matter, what it adapts, or its view where they disagree. V-1-h, V-2.3-b, V-2.3-d.

    Who may see it follows the matter. A party that adapts nothing has a word without text.
    """

    class Kind(models.TextChoices):
        ANSWER = "answer", _("Svar")
        ADAPTATION = "adaptation", _("Tilpasning")
        VIEW = "view", _("Syn")

    to_matter = "item__"
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="words")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(blank=True)
    resources = models.TextField(blank=True)
    face = models.CharField(max_length=8, choices=Face)
    only_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="party_word_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "item", "party", "kind"], name="a_party_has_one_word_of_each_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind="adaptation") | ~Q(text=""), name="an_answer_and_a_view_have_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_kind_display()}"


class Onward(models.Model):
    """A matter that ended outside what the parties rule over: to whom it went, by when they answer, and the answer. V-1-i.

    The decision's `responsible` is the post that sends it. `told_in` is the matter in which the forum hears the answer.
    """

    class Channel(models.TextChoices):
        DISTRICT = "district", _("Politidistriktet")
        DIRECTORATE = "directorate", _("Politidirektoratet")
        MINISTRY = "ministry", _("Et departement")
        KS = "ks", _("KS")
        GOVERNOR = "governor", _("Statsforvalteren")
        PARLIAMENT = "parliament", _("Stortinget")
        COUNCIL = "council", _("Kommunestyret eller fylkestinget")
        OTHER = "other", _("En annen")

    to_matter = "item__"
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="onward")
    decision = models.OneToOneField(Decision, models.CASCADE, related_name="onward")
    channel = models.CharField(max_length=12, choices=Channel)
    to_whom = models.CharField(max_length=160, blank=True)
    sent_on = models.DateField()
    answer_by = models.DateField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    told_in = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="+")
    face = models.CharField(max_length=8, choices=Face)
    only_for = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["answer_by"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="onward_key_is_led_by_its_cooperation"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="an_answer_from_outside_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.get_channel_display()}"

    @property
    def waited(self) -> int:
        """How long an answer has been waited for, in days."""
        return ((self.answered_on or today()) - self.sent_on).days
