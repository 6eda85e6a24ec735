"""What people fill in about the model of prevention: the choice, whom it is for, who coordinates, and its levels."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.forums.commands.prevention import LATER, NONE
from samrad.forums.models import Coordinator, PreventionModel
from samrad.parties.models import Post
from samrad.web.forms import DayField, DeedForm, chosen_among

WAYS = [
    (PreventionModel.Kind.SLT.value, _("SLT")),
    (PreventionModel.Kind.ANOTHER.value, _("En annen modell")),
    (NONE, _("Ingen modell")),
    (LATER, _("Ikke nå")),
]


class ModelForm(DeedForm):
    """SLT, another model, none, or not now: four complete answers."""

    kind = forms.ChoiceField(label=_("Hvordan dere ordner det"), choices=WAYS, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Lokalt navn"),
        help_text=_("Det dere selv kaller arbeidet. La det stå tomt hvis dere sier SLT."),
        max_length=120,
        required=False,
    )
    short_name = forms.CharField(
        label=_("Kortform"), help_text=_("For eksempel SaLTo."), max_length=24, required=False
    )
    description = forms.CharField(
        label=_("Kort om modellen"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    responsible = forms.CharField(label=_("Ansvarlig tjeneste i kommunen"), max_length=120, required=False)
    begun_on = DayField(label=_("Siden"), required=False)


class TargetForm(DeedForm):
    """Whom the work is for, in one theme."""

    theme = forms.CharField(
        label=_("Tema"),
        help_text=_("For eksempel: rus og kriminalitet, eller radikalisering."),
        max_length=80,
    )
    from_age = forms.IntegerField(label=_("Fra alder"), min_value=0, max_value=120)
    to_age = forms.IntegerField(
        label=_("Til alder"),
        help_text=_("La den stå tom når ingen er for gammel."),
        min_value=0,
        max_value=120,
        required=False,
    )


class CoordinatorForm(DeedForm):
    """The post that ties the levels together, as a position or a function, under the title it has there."""

    post_id = forms.ChoiceField(label=_("Stilling"), required=False)
    form = forms.ChoiceField(
        label=_("Egen stilling eller funksjon"),
        choices=Coordinator.Form,
        widget=forms.RadioSelect,
        initial=Coordinator.Form.POSITION,
    )
    title = forms.CharField(
        label=_("Hva dere kaller koordinatoren"),
        help_text=_(
            "For eksempel kriminalitetsforebyggende koordinator eller rådgiver. Tomt betyr SLT-koordinator."
        ),
        max_length=120,
        required=False,
    )
    share = forms.IntegerField(
        label=_("Prosent av full stilling"), min_value=1, max_value=100, required=False
    )
    on = DayField(label=_("Fra"))

    def __init__(self, *args: Any, posts: Iterable[Post], **given: Any) -> None:
        super().__init__(*args, **given)
        rows = ((str(post.pk), f"{post.title}, {post.organisation.official_name}") for post in posts)
        chosen_among(self, "post_id", [("", _("Ingen i dag")), *rows])


class LevelsForm(DeedForm):
    """Who steers: a group of its own, or the police council."""

    steering = forms.ChoiceField(
        label=_("Styrende nivå"),
        choices=[("own", _("En egen styringsgruppe")), ("council", _("Politirådet"))],
        widget=forms.RadioSelect,
        initial="own",
    )
