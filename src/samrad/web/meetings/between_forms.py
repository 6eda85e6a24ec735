"""What people fill in of a matter between the parties. One field for each party where each has its own word."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samrad.cooperation.models import CooperationParty
from samrad.meetings.models import AgendaItem, Decision, Onward
from samrad.web.forms import DayField, DeedForm, chosen_among
from samrad.web.meetings.forms import Choices, words

NOBODY = _("Ingen navn eller saker om enkeltpersoner.")


class MatterAnswerForm(DeedForm):
    """The answer of the party that is asked."""

    text = words(_("Svaret"), help_text=NOBODY)
    resources = words(_("Ressurser som settes av"), required=False)


class ForEachParty(DeedForm):
    """A form with a field for each party. `parties` are those in the cooperation now."""

    def __init__(self, *args: Any, parties: list[CooperationParty], **given: Any) -> None:
        super().__init__(*args, **given)
        self.parties = parties

    def _by_party(self, begins: str) -> dict[UUID, Any]:
        return {
            party.organisation_id: self.cleaned_data.get(f"{begins}_{party.order}") for party in self.parties
        }


class CoordinationForm(ForEachParty):
    """What is viewed together, how it was weighed, and what each party adapts."""

    premises = forms.MultipleChoiceField(
        label=_("Hva saken ser i sammenheng"),
        choices=AgendaItem.Premise,
        widget=forms.CheckboxSelectMultiple,
    )
    weighing = words(_("Hvordan det er veid mot hverandre"), required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for party in self.parties:
            name = {"party": party.organisation.official_name}
            self.fields[f"adapts_{party.order}"] = words(
                gettext("Hva %(party)s tilpasser") % name, required=False
            )
            self.fields[f"nothing_{party.order}"] = forms.BooleanField(
                label=gettext("Ingen endring hos %(party)s") % name, required=False
            )

    @property
    def adaptations(self) -> dict[UUID, str]:
        """What each party adapts. One that has neither a text nor the mark for no change has said nothing."""
        nothing = self._by_party("nothing")
        return {
            party: text or "" for party, text in self._by_party("adapts").items() if text or nothing[party]
        }


class DisagreementForm(ForEachParty):
    """Of which sort, each party's view, and what happens next."""

    disagreement = forms.ChoiceField(
        label=_("Hva uenigheten gjelder"), choices=Decision.Disagreement, widget=forms.RadioSelect
    )
    text = words(_("Hvordan dere håndterer den"), required=False)
    next_step = forms.CharField(label=_("Neste skritt"), max_length=300)
    responsible_id = forms.ChoiceField(label=_("Ansvarlig stilling"))
    next_on = DayField(label=_("Frist"))

    def __init__(self, *args: Any, posts: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        _choose_from(self, "responsible_id", posts)
        after = list(self.fields)[list(self.fields).index("text") :]
        for party in self.parties:
            label = gettext("Slik ser %(party)s det") % {"party": party.organisation.official_name}
            self.fields[f"view_{party.order}"] = words(label)
        self.order_fields([*(name for name in self.fields if name not in after), *after])

    @property
    def facts(self) -> dict[str, Any]:
        names = ("disagreement", "text", "next_step", "next_on")
        said = {name: self.cleaned_data[name] for name in names}
        views = {party: view or "" for party, view in self._by_party("view").items()}
        return said | {"responsible_id": UUID(self.cleaned_data["responsible_id"]), "views": views}


class OutsideForm(DeedForm):
    """To whom it goes, who sends it, and by when an answer is wanted."""

    channel = forms.ChoiceField(
        label=_("Hvem saken sendes til"), choices=Onward.Channel, widget=forms.RadioSelect
    )
    to_whom = forms.CharField(
        label=_("Avdeling eller organ"),
        max_length=160,
        required=False,
        help_text=_("Ikke navnet på en person."),
    )
    text = words(_("Hva dere ber om"), help_text=NOBODY)
    responsible_id = forms.ChoiceField(label=_("Stillingen som sender saken"))
    sent_on = DayField(label=_("Når den sendes"))
    answer_by = DayField(label=_("Når dere ønsker svar"))

    def __init__(self, *args: Any, posts: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        _choose_from(self, "responsible_id", posts)

    @property
    def facts(self) -> dict[str, Any]:
        return self.said | {"responsible_id": UUID(self.said["responsible_id"])}


class OutsideAnswerForm(DeedForm):
    """What came back, and when."""

    answer = words(_("Svaret"), help_text=NOBODY)
    answered_on = DayField(label=_("Når svaret kom"))


def _choose_from(form: forms.Form, name: str, posts: Choices) -> None:
    chosen_among(form, name, [("", _("Velg en stilling")), *posts])
