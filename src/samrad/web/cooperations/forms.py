"""What people fill in about a cooperation: an offer, an answer, a choice, a new cooperation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import Choice, Cooperation, Offer
from samrad.web.forms import DayField, DeedForm, chosen_among

SHORT = {"rows": 3}


class OfferForm(DeedForm):
    """The police's offer."""

    offered_on = DayField(label=_("Tilbudt den"))
    channel = forms.ChoiceField(label=_("Hvordan"), choices=Offer.Channel, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Noen ord til kommunen"), required=False, widget=forms.Textarea(attrs=SHORT)
    )


class AnswerForm(DeedForm):
    """The municipality's answer. None is better than another."""

    reply = forms.ChoiceField(label=_("Svaret"), choices=Offer.Reply, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Noen ord om hvorfor"), required=False, widget=forms.Textarea(attrs=SHORT)
    )


class ChoiceForm(DeedForm):
    """What the municipality itself has chosen."""

    status = forms.ChoiceField(label=_("Hva kommunen har valgt"), widget=forms.RadioSelect)
    since = DayField(label=_("Siden"), required=False)

    def __init__(self, *args: Any, may_be_in_force: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        free = [Choice.Status.UNDER_WAY, Choice.Status.LATER, Choice.Status.NO, Choice.Status.ANOTHER_WAY]
        if may_be_in_force:
            free.insert(0, Choice.Status.IN_FORCE)
        chosen_among(self, "status", ((status.value, status.label) for status in free))


class FoundForm(DeedForm):
    """A regional, school or county cooperation."""

    name = forms.CharField(label=_("Navn"), max_length=200)
    kind = forms.ChoiceField(label=_("Hva slags samarbeid"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Språk"), choices=Cooperation.Language, widget=forms.RadioSelect)
    organisations = forms.MultipleChoiceField(label=_("Parter"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, houses: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        kind, parties = self.fields["kind"], self.fields["organisations"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(parties, forms.MultipleChoiceField)
        kind.choices = [
            choice for choice in Cooperation.Kind.choices if choice[0] != Cooperation.Kind.MUNICIPAL
        ]
        parties.choices = houses
