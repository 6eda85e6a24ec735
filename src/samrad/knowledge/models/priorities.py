"""The choice of a few among many: each party scores alone, then both see the gaps, then both say yes to what is chosen, with a reason."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Challenge, Cooperation, FocusArea
from samrad.forums.models import Forum
from samrad.kernel.ids import new_id
from samrad.knowledge.models.pictures import SituationPicture
from samrad.parties.models import Organisation


class Prioritisation(models.Model):
    """One round of choosing. `opened_on` is the day on which every party had scored; until then nobody sees another's scores.

    Shape    `proposal` counts the proposals that were made, from 1; a yes is to one of them.
    """

    class State(models.TextChoices):
        SCORING = "scoring", _("Hver part vurderer alene")
        COMPARED = "compared", _("Begge vurderingene er åpne")
        PROPOSED = "proposed", _("Et valg er foreslått")
        DECIDED = "decided", _("Valgt")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="prioritisations")
    picture = models.ForeignKey(SituationPicture, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=160)
    state = models.CharField(max_length=10, choices=State, default=State.SCORING)
    begun_on = models.DateField()
    begun_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    opened_on = models.DateField(null=True, blank=True)
    proposal = models.PositiveIntegerField(default=0)
    proposed_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-begun_on", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="prioritisation_key_is_led_by_its_cooperation"
            ),
            models.CheckConstraint(
                condition=Q(state="scoring", opened_on=None)
                | (~Q(state="scoring") & Q(opened_on__isnull=False)),
                name="scores_are_open_when_all_have_scored",
            ),
            models.CheckConstraint(
                condition=Q(state="decided", decided_on__isnull=False)
                | (~Q(state="decided") & Q(decided_on=None)),
                name="a_choice_is_made_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Candidate(models.Model):
    """A challenge that is weighed. In a proposal it is chosen with a reason, or stands on the later list with a day to look again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    prioritisation = models.ForeignKey(Prioritisation, models.CASCADE, related_name="candidates")
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    is_chosen = models.BooleanField(null=True, blank=True)
    reason = models.TextField(blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    focus_area = models.ForeignKey(FocusArea, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="candidate_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "prioritisation", "challenge"], name="a_challenge_is_weighed_once"
            ),
            models.CheckConstraint(
                condition=~Q(is_chosen=True) | (~Q(reason="") & Q(look_again_on=None)),
                name="what_is_chosen_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(is_chosen=False) | Q(look_again_on__isnull=False),
                name="what_comes_later_has_a_day_to_look_again",
            ),
        ]

    def __str__(self) -> str:
        return str(self.challenge)


class Score(models.Model):
    """What one party gives a candidate on one criterion, from 1 to 5. Its own until every party has scored."""

    class Criterion(models.TextChoices):
        EXTENT = "extent", _("Hvor mye det er av det")
        HARM = "harm", _("Hvor mye det skader")
        CONCERN = "concern", _("Hvor opptatt innbyggerne er av det")
        INFLUENCE = "influence", _("Hvor mye vi kan gjøre sammen")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    prioritisation = models.ForeignKey(Prioritisation, models.CASCADE, related_name="scores")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="scores")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=10, choices=Criterion)
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "candidate", "owner", "criterion"],
                name="a_party_scores_a_criterion_once",
            ),
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=5), name="a_score_is_from_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.value}"


class HandedIn(models.Model):
    """That a party has scored. What it scored is not told by this."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    prioritisation = models.ForeignKey(Prioritisation, models.CASCADE, related_name="handed_in")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "prioritisation", "party"], name="a_party_hands_in_its_scores_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party}, {self.on}"


class ChoiceYes(models.Model):
    """One party's yes to one proposal. Another proposal has none."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    prioritisation = models.ForeignKey(Prioritisation, models.CASCADE, related_name="yeses")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    proposal = models.PositiveIntegerField()
    said_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "prioritisation", "party", "proposal"],
                name="a_party_says_yes_to_a_proposal_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.party}, {self.said_on}"
