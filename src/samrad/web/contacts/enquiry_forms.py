"""What is filled in when the police's functions are asked, and when they answer."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samrad.contacts.functions import KINDS, POLICE
from samrad.contacts.models import Enquiry
from samrad.guide.challenges import shared_challenges
from samrad.guide.methods import methods
from samrad.kernel.clock import today
from samrad.parties.models import Organisation
from samrad.web.forms import DayField, DeedForm, chosen_among


def themes() -> list[tuple[str, str]]:
    """The guide's challenges as choices, in the reader's language."""
    language = get_language() or "nb"
    return [(code, row.name(language)) for code, row in shared_challenges().items()]


class EnquiryForm(DeedForm):
    """A question to a function."""

    function = forms.ChoiceField(label=_("Hvem i politiet dere spør"))
    theme = forms.ChoiceField(label=_("Tema"), required=False)
    text = forms.CharField(
        label=_("Hva dere trenger råd om"),
        help_text=_(
            "Ingen navn eller saker om enkeltpersoner. Er du bekymret for noen, ta kontakt med tjenesten selv."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        strip=False,
    )
    asker = forms.ChoiceField(
        label=_("Hvem som spør"), choices=Enquiry.Asker, widget=forms.RadioSelect, initial="municipality"
    )
    town_id = forms.ChoiceField(label=_("Kommer fra"), required=False)
    asked_on = DayField(label=_("Spurt den"))

    def __init__(self, *args: Any, parties: Iterable[Organisation], **given: Any) -> None:
        super().__init__(
            *args,
            **given,
            initial={"asked_on": today(), "function": "police_contact", "asker": "municipality"},
        )
        function, theme, town = self.fields["function"], self.fields["theme"], self.fields["town_id"]
        assert isinstance(function, forms.ChoiceField)
        assert isinstance(theme, forms.ChoiceField)
        assert isinstance(town, forms.ChoiceField)
        function.choices = [(kind.code, kind.name) for kind in KINDS if kind.side == POLICE]
        theme.choices = [("", _("Noe annet")), *themes()]
        named = [(str(house.pk), house.official_name) for house in parties]
        if len(named) > 1:
            town.choices = named
        else:
            del self.fields["town_id"]

    @property
    def deed(self) -> dict[str, Any]:
        said = self.said
        town = said.pop("town_id", "")
        return said | {"town_id": UUID(town) if town else None}


class AdviceForm(DeedForm):
    """The advice, in short."""

    answer = forms.CharField(
        label=_("Rådet"),
        help_text=_("I korte trekk. Ingen navn eller saker om enkeltpersoner."),
        widget=forms.Textarea(attrs={"rows": 5}),
        strip=False,
    )
    method = forms.ChoiceField(label=_("Metode"), required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        language = get_language() or "nb"
        rows = [(code, row.name(language)) for code, row in methods().items()]
        chosen_among(self, "method", [("", _("Ingen bestemt")), *rows])

    @property
    def ours(self) -> str:
        return str(self.data.get("answer", ""))
