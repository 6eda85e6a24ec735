"""What is filled in about plans, measures and promises."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.contacts.fields import PoliceField
from samrad.contacts.functions import KINDS, POLICE
from samrad.cooperation.models import Area, FocusArea, Goal
from samrad.forums.models import Forum
from samrad.parties.models import Organisation, Post
from samrad.plans.content import Details
from samrad.plans.models import Anchoring, Measure, MeasurePart, MeasureReport, Plan, PromiseMark
from samrad.plans.models.measure import Rhythm
from samrad.web.forms import DayField, DeedForm, chosen_among
from samrad.web.meetings.people import named
from samrad.web.plans.aim_forms import words

type Choices = list[tuple[str, Any]]
STEPS: Choices = [
    ("", _("Ikke bestemt")),
    ("1", _("1. Dele informasjon")),
    ("2", _("2. Felles problemforståelse")),
    ("3", _("3. Unngå å svekke andres mål")),
    ("4", _("4. Felles plan eller tiltak")),
]
REPORTS: Choices = [
    ("", _("Ingen fast rapport")),
    *((code, Rhythm(code).label) for code in ("monthly", "quarterly", "half_yearly", "yearly")),
]


class ChoosingForm(DeedForm):
    """A form whose choices come from the database."""

    def offer(self, **choices: Choices) -> None:
        for name, offered in choices.items():
            chosen_among(self, name, offered)


class PlanForm(ChoosingForm):
    """A plan of a forum."""

    forum_id = forms.ChoiceField(label=_("Forum"))
    kind = forms.ChoiceField(label=_("Hva slags plan"), choices=Plan.Kind, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Hva planen heter"), max_length=160)
    challenge = forms.CharField(
        label=_("Utfordringen planen gjelder"), max_length=200, required=False,
        help_text=_("En handlingsplan gjelder én avgrenset utfordring. Den samlede planen trenger ingen."),
    )  # fmt: skip
    about = words(_("Om planen"), 4, required=False)
    valid_from = DayField(label=_("Fra og med"))
    valid_to = DayField(label=_("Til og med"))

    def __init__(self, *args: Any, forums: Iterable[Forum], **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer(forum_id=[(str(forum.pk), forum.name) for forum in forums])

    @property
    def deed(self) -> dict[str, Any]:
        said = self.said
        return said | {"forum_id": UUID(said["forum_id"])}


class EndPlanForm(DeedForm):
    """A plan that ends."""

    reason = words(_("Hvorfor planen avsluttes"))
    learned = words(_("Hva lærte dere?"), 2, required=False)
    wise = words(_("Hva er lurt å gjøre neste gang?"), 2, required=False)


class AnchoringForm(ChoosingForm):
    """Where one's own party has anchored a plan, or made it known."""

    kind = forms.ChoiceField(label=_("Hva dere har gjort"), choices=Anchoring.Kind, widget=forms.RadioSelect)
    body = forms.CharField(label=_("Organ, enhet eller hvem dere fortalte det til"), max_length=200)
    on = DayField(label=_("Dag"))
    channel = forms.CharField(label=_("På hvilken måte"), max_length=200, required=False)
    reference = forms.CharField(label=_("Saksnummer"), max_length=80, required=False)
    responsible_id = forms.ChoiceField(label=_("Ansvarlig leder"), required=False)
    takes_part = forms.BooleanField(label=_("Ledelsen har sagt ja til å delta"), required=False)
    resources = forms.CharField(label=_("Ressurser ledelsen setter av"), max_length=500, required=False)

    def __init__(self, *args: Any, posts: Iterable[Post], **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer(responsible_id=[("", _("Ingen valgt")), *((str(post.pk), named(post)) for post in posts)])

    @property
    def deed(self) -> dict[str, Any]:
        said = self.said
        return said | {"responsible_id": UUID(said["responsible_id"]) if said["responsible_id"] else None}


class MeasureForm(ChoosingForm):
    """A measure. Name and owner are enough to begin with; the rest can come later."""

    name = forms.CharField(label=_("Hva tiltaket heter"), max_length=200)
    description = words(_("Hva som skal gjøres"), 4, required=False)
    origin = forms.ChoiceField(label=_("Nytt eller videreført"), choices=Measure.Origin)
    owner_id = forms.ChoiceField(label=_("Ansvarlig stilling"))
    service = forms.CharField(label=_("Tjeneste eller enhet"), max_length=200, required=False)
    focus_area_id = forms.ChoiceField(label=_("Satsingsområde"), required=False)
    goal_id = forms.ChoiceField(label=_("Mål"), required=False)
    further = forms.MultipleChoiceField(
        label=_("Andre satsingsområder"), required=False, widget=forms.CheckboxSelectMultiple
    )
    areas = forms.MultipleChoiceField(
        label=_("Hva det gjelder"), choices=Area, required=False, widget=forms.CheckboxSelectMultiple
    )
    police_fields = forms.MultipleChoiceField(
        label=_("Fagområder i politiet"), choices=PoliceField, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("For tiltak som politiet har. Står det tomt, er det forebygging."),
    )  # fmt: skip
    target_group = forms.CharField(label=_("Målgruppe"), max_length=200, required=False)
    level = forms.ChoiceField(
        label=_("Nivå"), choices=[("", _("Ikke bestemt")), *Measure.Level.choices], required=False
    )
    main_purpose = forms.CharField(label=_("Hovedformål"), max_length=300, required=False)
    side_effects = words(_("Andre virkninger"), 2, required=False)
    rhythm = forms.ChoiceField(
        label=_("Hvor ofte"), choices=[("", _("Ikke bestemt")), *Rhythm.choices], required=False
    )
    begins_on = DayField(label=_("Begynner"), required=False)
    ends_on = DayField(label=_("Slutter"), required=False)
    place = forms.CharField(label=_("Sted"), max_length=200, required=False)
    channel = forms.CharField(label=_("Kanal, om det gjelder informasjon"), max_length=200, required=False)
    reach = forms.CharField(label=_("Hvor mange det når"), max_length=200, required=False)
    change = words(_("Hva som skal endre seg"), 2, required=False)
    seen_by = words(_("Hvordan dere ser det"), 2, required=False)
    rests_on = words(_("Kunnskapen det hviler på"), 2, required=False)
    needs = words(_("Innbyggernes behov, og hvor dere har det fra"), 2, required=False)
    step = forms.ChoiceField(label=_("Trinn i samordningstrappen"), choices=STEPS, required=False)
    decision_id = forms.ChoiceField(label=_("Beslutningen det hviler på"), required=False)
    resources = words(_("Ressurser fra hver part"), 2, required=False)
    alone_because = words(_("Hvorfor bare én part setter av noe"), 2, required=False)
    weighing = words(_("Slik vurderte dere det"), 2, required=False)
    spares = words(_("Plan som er justert, og målet den sparer"), 2, required=False)
    report_every = forms.ChoiceField(
        label=_("Den ansvarlige forteller hvordan det går"), choices=REPORTS, required=False
    )
    is_public = forms.BooleanField(
        label=_("Kan stå i den offentlige utgaven av planen"), required=False, initial=True
    )

    def __init__(
        self,
        *args: Any,
        posts: Iterable[Post],
        areas: Iterable[FocusArea],
        goals: Iterable[Goal],
        decisions: Choices,
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        named_areas = [(str(area.pk), area.name) for area in areas]
        none: Choices = [("", _("Ingen valgt"))]
        self.offer(
            owner_id=[(str(post.pk), named(post)) for post in posts],
            focus_area_id=[*none, *named_areas],
            further=named_areas,
            goal_id=[*none, *((str(goal.pk), f"{goal.name} ({goal.horizon})") for goal in goals)],
            decision_id=[("", _("Ingen beslutning ennå")), *decisions],
        )

    @property
    def details(self) -> Details:
        said = self.said
        for name in ("owner_id", "focus_area_id", "goal_id", "decision_id"):
            said[name] = UUID(said[name]) if said[name] else None
        said["further"] = tuple(UUID(key) for key in said["further"])
        said["areas"] = tuple(said["areas"])
        said["police_fields"] = tuple(said["police_fields"])
        said["step"] = int(said["step"]) if said["step"] else None
        return Details(**said)

    @property
    def ours(self) -> str:
        return f"{self.data.get('name', '')}\n{self.data.get('description', '')}"


class MoveForm(DeedForm):
    """Where a measure stands now."""

    state = forms.ChoiceField(label=_("Tiltaket er nå"), choices=Measure.State, widget=forms.RadioSelect)
    reason = words(
        _("Hvorfor"),
        2,
        _("Må fylles ut når tiltaket settes på vent eller stanses, eller når det ikke ble noe av det."),
        required=False,
    )
    learned = words(_("Hva lærte dere?"), 2, _("Når tiltaket er over. Kan stå tomt."), required=False)
    wise = words(_("Hva er lurt å gjøre neste gang?"), 2, required=False)


class PartForm(ChoosingForm):
    """Who takes part in a measure."""

    party_id = forms.ChoiceField(label=_("Hvem"), required=False)
    name = forms.CharField(
        label=_("Navn på virksomheten, om det er en annen"), max_length=200, required=False
    )
    function = forms.ChoiceField(label=_("Funksjon i politiet"), required=False)
    kind = forms.ChoiceField(label=_("Hva slags virksomhet"), choices=MeasurePart.Kind)
    undertakes = words(_("Hva de gjør"), 2, required=False)
    involved_on = DayField(label=_("Trukket inn første gang"), required=False)

    def __init__(self, *args: Any, parties: Iterable[Organisation], **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer(
            party_id=[("", _("En annen virksomhet")), *((str(p.pk), p.official_name) for p in parties)],
            function=[("", _("Ingen bestemt")), *((k.code, k.name) for k in KINDS if k.side == POLICE)],
        )

    @property
    def deed(self) -> dict[str, Any]:
        said = self.said
        return said | {"party_id": UUID(said["party_id"]) if said["party_id"] else None}


class ReportForm(DeedForm):
    """How a measure goes, told in a minute."""

    status = forms.ChoiceField(
        label=_("Hvordan går det?"), choices=MeasureReport.Status, widget=forms.RadioSelect
    )
    sentence = forms.CharField(label=_("Én setning"), max_length=300)
    figure = forms.DecimalField(
        label=_("Et tall, om dere har det"), required=False, max_digits=12, decimal_places=2, localize=True,
        error_messages={"invalid": _("Skriv et tall, for eksempel 12 eller 12,5.")},
    )  # fmt: skip
    unit = forms.CharField(label=_("Hva tallet teller"), max_length=60, required=False)


class PromiseForm(ChoosingForm):
    """What a clause obliges one party to."""

    clause = forms.ChoiceField(label=_("Punkt i avtalen"))
    text = forms.CharField(label=_("Hva parten har lovet"), max_length=300)
    party_id = forms.ChoiceField(label=_("Hvem som har lovet det"))
    owner_id = forms.ChoiceField(label=_("Ansvarlig stilling"))
    every = forms.ChoiceField(
        label=_("Hvor ofte"),
        choices=[
            (code, Rhythm(code).label)
            for code in ("once", "weekly", "monthly", "quarterly", "half_yearly", "yearly")
        ],
    )
    due_on = DayField(label=_("Første frist"))
    is_presence = forms.BooleanField(label=_("Det gjelder å være til stede hos innbyggerne"), required=False)

    def __init__(
        self,
        *args: Any,
        clauses: Choices,
        parties: Iterable[Organisation],
        posts: Iterable[Post],
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        self.offer(
            clause=clauses,
            party_id=[(str(house.pk), house.official_name) for house in parties],
            owner_id=[(str(post.pk), named(post)) for post in posts],
        )

    @property
    def deed(self) -> dict[str, Any]:
        said = self.said
        return said | {name: UUID(said[name]) for name in ("clause", "party_id", "owner_id")}


class MarkForm(DeedForm):
    """What became of a promise on its day."""

    verdict = forms.ChoiceField(
        label=_("Hva ble det til?"), choices=PromiseMark.Verdict, widget=forms.RadioSelect
    )
    reason = words(
        _("Hvorfor"), 2, _("Må fylles ut når forpliktelsen ikke ble holdt eller frafalles."), required=False
    )
    ends = forms.BooleanField(label=_("Forpliktelsen gjelder ikke lenger etter dette"), required=False)


class FilterForm(forms.Form):
    """Which measures a page shows. What cannot be understood is as if it was not asked."""

    vis = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)
    sok = forms.CharField(label=_("Ord i navnet"), required=False, max_length=80)
    status = forms.ChoiceField(
        label=_("Status"), choices=[("", _("Alle")), *Measure.State.choices], required=False
    )
    omrade = forms.ChoiceField(label=_("Satsingsområde"), required=False)
    eier = forms.ChoiceField(label=_("Hvem eier det"), required=False)

    def __init__(self, *args: Any, measures: list[Measure], areas: Iterable[FocusArea], **given: Any) -> None:
        super().__init__(*args, **given)
        houses = {str(m.owner.organisation_id): m.owner.organisation.official_name for m in measures}
        for name, rows in (
            ("omrade", [(str(a.pk), a.name) for a in areas]),
            ("eier", sorted(houses.items())),
        ):
            chosen_among(self, name, [("", _("Alle")), *rows])

    @property
    def asked(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name != "vis"}
