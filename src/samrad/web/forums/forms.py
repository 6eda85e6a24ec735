"""What people fill in about a forum: its rules, its members, why it needs others, the points of its year."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Cooperation
from samrad.forums.commands.bodies import FITTING
from samrad.forums.models import Face, Forum, Membership, WheelPoint
from samrad.parties.models import Post
from samrad.web.forms import DayField, DeedForm, chosen_among

OPENNESS = [choice for choice in Face.choices if choice[0] != Face.OWN]


class RulesForm(DeedForm):
    """Mandate and local rules, with what the guide and good practice would begin with."""

    name = forms.CharField(label=_("Navn"), max_length=120)
    mandate = forms.CharField(
        label=_("Mandat"),
        help_text=_("Hva forumet skal gjøre, og hva det kan bestemme. Kan skrives senere."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    meetings_a_year = forms.IntegerField(
        label=_("Møter i året"),
        help_text=_("Veilederen anbefaler minst to møter i året i et politiråd."),
        min_value=1,
        max_value=52,
        initial=2,
    )
    notice_days = forms.IntegerField(
        label=_("Innkalling, dager før møtet"), min_value=0, max_value=90, initial=14
    )
    item_deadline_days = forms.IntegerField(
        label=_("Frist for å melde saker, dager før møtet"), min_value=0, max_value=120, initial=21
    )
    face = forms.ChoiceField(
        label=_("Hvem ser en ny sak når den meldes"),
        help_text=_("Kan endres for hver sak. Eksterne medlemmer ser bare det som deles med hele forumet."),
        choices=OPENNESS,
        widget=forms.RadioSelect,
        initial=Face.PARTIES,
    )
    steers_slt = forms.BooleanField(label=_("Politirådet er styringsgruppe for SLT"), required=False)

    def __init__(self, *args: Any, is_council: bool = True, **given: Any) -> None:
        super().__init__(*args, **given)
        if not is_council:
            del self.fields["steers_slt"]


class SetUpForm(RulesForm):
    """A new forum. Everything but kind and name is filled in already."""

    kind = forms.ChoiceField(label=_("Hva slags forum"), widget=forms.RadioSelect)
    begun_on = DayField(
        label=_("Begynte den"), help_text=_("Et forum som finnes fra før, begynte før i dag.")
    )
    whole_year = forms.BooleanField(
        label=_("Ta også med punktene som allerede er passert i år"),
        help_text=_("Da kan dere føre opp det som er gjort. Ellers begynner årshjulet i dag."),
        required=False,
    )
    field_order = ("kind", "name", "begun_on", "whole_year", "mandate")

    def __init__(self, *args: Any, cooperation: Cooperation, **given: Any) -> None:
        fitting = FITTING[Cooperation.Kind(cooperation.kind)]
        super().__init__(*args, is_council=Forum.Kind.COUNCIL in fitting, **given)
        chosen_among(self, "kind", [choice for choice in Forum.Kind.choices if choice[0] in fitting])


class EndForm(DeedForm):
    """The day a forum ends, or a member leaves."""

    on = DayField(label=_("Siste dag"))


class MemberForm(DeedForm):
    """A post, its role, and from when."""

    post_id = forms.ChoiceField(label=_("Stilling"))
    role = forms.ChoiceField(label=_("Rolle"), choices=Membership.Role, initial=Membership.Role.MEMBER)
    valid_from = DayField(label=_("Fra"))

    def __init__(self, *args: Any, posts: Iterable[Post], **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(
            self,
            "post_id",
            [(str(each.pk), f"{each.title}, {each.organisation.official_name}") for each in posts],
        )


class GuestForm(MemberForm):
    """A post outside the parties: for good, for a time, or for one meeting."""

    valid_to = DayField(
        label=_("Til og med"),
        required=False,
        help_text=_(
            "La feltet stå tomt når medlemmet skal være med fast. Er det bare ett møte, velger du møtedagen både her og i «Fra»."
        ),
    )


class RoleForm(DeedForm):
    """Another role for the same member."""

    role = forms.ChoiceField(label=_("Rolle"), choices=Membership.Role, widget=forms.RadioSelect)


class AssessmentForm(DeedForm):
    """Why a forum needs others."""

    challenge = forms.CharField(
        label=_("Hvilken lokal utfordring gjelder det"),
        help_text=_("Skriv utfordringen, ikke hvem den gjelder."),
        max_length=200,
    )
    reason = forms.CharField(
        label=_("Hvorfor forumet trenger andre"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class PointForm(DeedForm):
    """A point of the year."""

    name = forms.CharField(label=_("Hva som skal skje"), max_length=80)
    on = DayField(label=_("Dag"))
    mover = forms.ChoiceField(
        label=_("Hvem har neste trekk"),
        choices=WheelPoint.Mover,
        widget=forms.RadioSelect,
        initial=WheelPoint.Mover.BOTH,
    )


class NewPointForm(PointForm):
    """A point of one's own, and who may see it."""

    face = forms.ChoiceField(
        label=_("Hvem ser punktet"), choices=OPENNESS, widget=forms.RadioSelect, initial=Face.FORUM
    )


class DoneForm(DeedForm):
    """The day a point was done; none when it is not done after all."""

    done_on = DayField(label=_("Gjort den"), required=False)
