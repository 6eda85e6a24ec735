"""The common picture: figures and contributions that are chosen, the problem that both agree on, and what each sees differently.

It is frozen when a decision rests on it. What is frozen are copies, which the database never lets change.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Challenge, Cooperation
from samrad.forums.models import Forum
from samrad.kernel.ids import new_id
from samrad.knowledge.models.figures import Indicator
from samrad.knowledge.models.requests import Contribution
from samrad.knowledge.models.series import Series
from samrad.meetings.models import AgendaItem
from samrad.parties.models import Appointment, Organisation


class SituationPicture(models.Model):
    """What the parties know together of one thing, while they work on it and when it is frozen. V-4.1.5-g, V-4-g.

    Shape    `problem` is the joint description of the problem; `problem_version` counts its wordings, from 1. `missing_reason` says why
             a party's knowledge is not in it, when it was frozen without. `begun_from` is the frozen one that it goes on from.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="pictures")
    challenge = models.ForeignKey(Challenge, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=160)
    problem = models.TextField(blank=True)
    problem_version = models.PositiveIntegerField(default=0)
    problem_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    begun_on = models.DateField()
    begun_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    begun_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    frozen_on = models.DateField(null=True, blank=True)
    missing_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-begun_on", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="situation_picture_key_is_led_by_its_cooperation"
            )
        ]

    def __str__(self) -> str:
        return self.title


class ProblemYes(models.Model):
    """One party's yes to one wording of the problem. Another wording has none."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    picture = models.ForeignKey(SituationPicture, models.CASCADE, related_name="yeses")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    problem_version = models.PositiveIntegerField()
    said_on = models.DateField()
    said_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "picture", "party", "problem_version"],
                name="a_party_says_yes_to_a_problem_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.party}, {self.said_on}"


class PictureContribution(models.Model):
    """A contribution that is part of a picture."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    picture = models.ForeignKey(SituationPicture, models.CASCADE, related_name="chosen_contributions")
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "picture", "contribution"],
                name="a_contribution_stands_once_in_a_picture",
            )
        ]

    def __str__(self) -> str:
        return str(self.contribution_id)


class PictureFigure(models.Model):
    """One line of figures that is part of a picture."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    picture = models.ForeignKey(SituationPicture, models.CASCADE, related_name="chosen_figures")
    town = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["town", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "picture", "town", "indicator"],
                name="a_line_of_figures_stands_once_in_a_picture",
            )
        ]

    def __str__(self) -> str:
        return str(self.indicator_id)


class PictureSeries(models.Model):
    """A party's own figures that are part of a picture. They leave it when they are taken away."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    picture = models.ForeignKey(SituationPicture, models.CASCADE, related_name="chosen_series")
    series = models.ForeignKey(Series, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "picture", "series"], name="a_series_stands_once_in_a_picture"
            )
        ]

    def __str__(self) -> str:
        return str(self.series_id)


class View(models.Model):
    """What one party sees differently, in its own words: its own until it is shared."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    picture = models.ForeignKey(SituationPicture, models.CASCADE, related_name="views")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField()
    shared = models.BooleanField(default=False)
    written_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "picture", "owner"], name="a_party_has_one_view_of_a_picture"
            )
        ]

    def __str__(self) -> str:
        return str(self.owner)


class FrozenPicture(models.Model):
    """A picture as it was when a decision first rested on it. Never changed.

    Shape    `agreed` has name and day of each party that had confirmed the problem; `contributions` the identifiers of those that were
             part of it, so that one that is withdrawn later can be told of.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    picture = models.ForeignKey(SituationPicture, models.PROTECT, related_name="frozen")
    title = models.CharField(max_length=160)
    problem = models.TextField(blank=True)
    agreed = models.JSONField(default=list)
    contributions = models.JSONField(default=list)
    missing_reason = models.TextField(blank=True)
    frozen_on = models.DateField()
    frozen_by = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "id"], name="frozen_picture_key_is_led_by_its_cooperation"
            ),
            models.UniqueConstraint(fields=["cooperation", "picture"], name="a_picture_is_frozen_once"),
        ]

    def __str__(self) -> str:
        return self.title


class FrozenPart(models.Model):
    """One part of a frozen picture: a copy. A part that was a contribution shows as long as the contribution is not withdrawn."""

    class Kind(models.TextChoices):
        CONTRIBUTION = "contribution", _("Bidrag")
        VIEW = "view", _("Syn")
        FIGURES = "figures", _("Tall")
        SERIES = "series", _("Egne tall")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    frozen = models.ForeignKey(FrozenPicture, models.PROTECT, related_name="parts")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    contribution = models.ForeignKey(Contribution, models.PROTECT, null=True, related_name="+")
    heading = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "frozen", "position"], name="a_part_has_a_place_of_its_own"
            ),
            models.CheckConstraint(
                condition=Q(contribution=None) | Q(kind="contribution"),
                name="only_a_contribution_can_be_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class DecisionBasis(models.Model):
    """That what was decided in a matter rests on a picture. A matter can be decided anew while its meeting lasts; the picture stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="+")
    picture = models.ForeignKey(SituationPicture, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    rested_on = models.DateField()

    class Meta:
        ordering = ["rested_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "picture", "item"], name="a_decision_rests_on_a_picture_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.item_id)
