"""What people fill in about knowledge. A form checks shape; whether it may be done is the command's to say."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.knowledge.commands.contributions import Given, Release
from samrad.knowledge.commands.processes import Process
from samrad.knowledge.commands.requests import Order
from samrad.knowledge.models import Contribution, PoliceProcess
from samrad.web.forms import DayField, DeedForm, chosen_among

type Choices = list[tuple[str, str]]
YES_NO = [("yes", _("Ja")), ("no", _("Nei"))]


def words(label: Any, rows: int = 4, **given: Any) -> forms.CharField:
    """A field for running text. The command measures and guards it."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), strip=False, **given)


def chosen(value: str) -> UUID | None:
    """The identifier that a list gave, or none."""
    return UUID(value) if value else None


class ListedForm(DeedForm):
    """A form with lists that depend on what there is to choose."""

    def offer(self, name: str, choices: Choices, nothing: Any = None) -> None:
        chosen_among(self, name, [*([("", nothing)] if nothing else []), *choices])


class OrderForm(ListedForm):
    """What a forum wants to know, and why."""

    title = forms.CharField(label=_("Hva vil dere vite mer om"), max_length=160)
    what = words(
        _("Hva dere ber om"),
        required=False,
        help_text=_("Tall, erfaringer eller vurderinger. Ingen enkeltpersoner."),
    )
    why = words(_("Hva dere skal bruke det til"), 3)
    due_on = DayField(label=_("Frist"))
    meeting_id = forms.ChoiceField(label=_("Til hvilket møte"), required=False)
    item_id = forms.ChoiceField(label=_("Til hvilken sak"), required=False)

    def __init__(self, *args: Any, meetings: Choices, items: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer("meeting_id", meetings, _("Ikke til et bestemt møte"))
        self.offer("item_id", items, _("Ikke til en bestemt sak"))

    @property
    def order(self) -> Order:
        said = self.said
        meeting, item = chosen(said.pop("meeting_id")), chosen(said.pop("item_id"))
        return Order(meeting_id=meeting, item_id=item, **said)


class ContributionForm(DeedForm):
    """What a party knows."""

    sort = forms.ChoiceField(
        label=_("Hva slags kunnskap"), choices=Contribution.Sort, widget=forms.RadioSelect
    )
    title = forms.CharField(label=_("Hva bidraget handler om"), max_length=160, required=False)
    text = words(
        _("Hva dere vet"),
        10,
        required=False,
        help_text=_("Skriv om steder, tider og grupper av hendelser, aldri om enkeltpersoner."),
    )
    figures = words(
        _("Tall"), 5, required=False,
        help_text=_("Én linje for hvert tall: hva; år; antall. For eksempel: Utekontakten, møter med ungdom; 2026; 140. Tall på fire eller færre skjules."),
    )  # fmt: skip
    sources = words(
        _("Hva dere bygger på"),
        2,
        required=False,
        help_text=_("For eksempel Ungdata 2026, egne registre eller samtaler med skolene."),
    )
    valid_to = DayField(label=_("Gjelder til og med"), required=False)
    is_intelligence = forms.BooleanField(
        label=_("Bidraget bygger på et produkt fra etterretning."), required=False
    )
    is_phenomenon = forms.BooleanField(
        label=_("Det handler om fenomener, ikke om personer eller grupper av personer."), required=False
    )
    certainty = forms.CharField(label=_("Hvor sikkert det er"), max_length=200, required=False)

    @property
    def given(self) -> Given:
        return Given(**self.said)


class ReleaseForm(ListedForm):
    """The line under a contribution."""

    by = forms.ChoiceField(label=_("Hvem har frigitt det"))
    on = DayField(label=_("Når"))
    basis = words(
        _("Grunnlaget for å dele"),
        3,
        help_text=_(
            "For eksempel at det ikke er taushetsbelagt, eller hvilken bestemmelse dere deler etter."
        ),
    )
    may_publish = forms.ChoiceField(
        label=_("Kan det offentliggjøres"), choices=YES_NO, widget=forms.RadioSelect
    )
    figures_are_safe = forms.BooleanField(
        required=False, label=_("Ingen kan kjenne seg igjen i tallene."), widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, posts: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer("by", posts)

    @property
    def release(self) -> Release:
        said = self.said
        return Release(UUID(said["by"]), said["on"], said["basis"], said["may_publish"] == "yes")


class FileForm(DeedForm):
    """A file to lay by."""

    paper = forms.FileField(
        label=_("Vedlegg"),
        help_text=_("PDF, Word, Excel, PowerPoint, bilde eller ren tekst, høyst 20 MB."),
        error_messages={"required": _("Velg en fil."), "empty": _("Filen er tom. Velg filen på nytt.")},
    )  # fmt: skip


class ProcessForm(ListedForm):
    """One of the police's processes."""

    kind = forms.ChoiceField(
        label=_("Hva slags prosess"), choices=PoliceProcess.Kind, widget=forms.RadioSelect
    )
    topic = forms.CharField(
        label=_("Hva den handler om"),
        max_length=160,
        help_text=_("Bare temaet. Ingenting fra selve prosessen hører hjemme her."),
    )
    begun_on = DayField(label=_("Begynte"))
    is_municipality_actor = forms.ChoiceField(
        label=_("Har kommunen en rolle i dette"), choices=YES_NO, widget=forms.RadioSelect
    )
    reason = words(_("Hvorfor, eller hvorfor ikke"), 2, required=False)
    involved_on = DayField(label=_("Kommunen kom med"), required=False)
    involved_how = forms.CharField(label=_("Hvordan kommunen kom med"), max_length=200, required=False)
    decides_on = DayField(label=_("Første beslutning om prioritering eller tiltak"), required=False)
    request_id = forms.ChoiceField(label=_("Bestilling som hører til"), required=False)
    ended_on = DayField(label=_("Avsluttet"), required=False)
    outcome = words(_("Hva det førte til for samarbeidet"), 2, required=False)

    def __init__(self, *args: Any, requests: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer("request_id", requests, _("Ingen"))

    @property
    def process(self) -> Process:
        said = self.said
        said["is_municipality_actor"] = said["is_municipality_actor"] == "yes"
        return Process(request_id=chosen(said.pop("request_id")), **said)
