"""What is filled in about police contacts."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.contacts.models import Authority, Bylaws, DividedTask, Entry, Introduction, Presence
from samrad.contacts.queries.placing import Unit
from samrad.parties.models import POLICE_HOUSES, Coverage, Organisation, Post
from samrad.web.forms import DayField, DeedForm, chosen_among


def _named(posts: Iterable[Post]) -> list[tuple[str, str]]:
    return [(str(post.pk), f"{post.title}, {post.organisation.name}") for post in posts]


class TownForm(DeedForm):
    """A municipality to give a contact."""

    organisation_id = forms.ChoiceField(label=_("Kommune"))
    valid_from = DayField(label=_("Fra og med"))

    def __init__(self, *args: Any, towns: Iterable[Organisation], **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "organisation_id", ((str(town.pk), town.name) for town in towns))


class EndForm(DeedForm):
    """A municipality that another will have."""

    coverage_id = forms.ChoiceField(label=_("Kommune"), widget=forms.RadioSelect)
    on = DayField(label=_("Siste dag"))

    def __init__(self, *args: Any, assignments: Iterable[Coverage], **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "coverage_id", ((str(row.pk), row.organisation.name) for row in assignments))


class ShareForm(DeedForm):
    """The share of full time."""

    share = forms.IntegerField(
        label=_("Andel av full stilling, i prosent"), min_value=1, max_value=100,
        error_messages={"invalid": _("Skriv et helt tall fra 1 til 100.")},
    )  # fmt: skip


class AuthorityForm(DeedForm):
    """Who decides, for each kind of matter."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for matter in Authority.Matter:
            self.fields[matter.value] = forms.ChoiceField(
                label=matter.label, choices=Authority.Decides, widget=forms.RadioSelect
            )

    @property
    def decides(self) -> dict[str, str]:
        return {matter: self.cleaned_data[matter] for matter in Authority.Matter.values}


class AuthorityDayForm(DeedForm):
    """The day on which it was made clear."""

    on = DayField(label=_("Avklart den"))


class StartForm(DeedForm):
    """What has been done to help a contact into the role."""

    mentor_id = forms.ChoiceField(label=_("Fadder"), required=False)
    mentor_on = DayField(label=_("Fadder fra"), required=False)
    training_on = DayField(label=_("Opplæringen gjennomført"), required=False)
    first_talk_on = DayField(label=_("Første samtale med leder"), required=False)
    second_talk_on = DayField(label=_("Andre samtale med leder"), required=False)

    def __init__(self, *args: Any, colleagues: Iterable[Post], **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "mentor_id", [("", _("Ingen ennå")), *_named(colleagues)])


class OneTownForm(DeedForm):
    """Something that was done in one of the contact's municipalities."""

    organisation_id = forms.ChoiceField(label=_("Kommune"))

    def __init__(self, *args: Any, assignments: Iterable[Coverage], **given: Any) -> None:
        super().__init__(*args, **given)
        rows = ((str(row.organisation_id), row.organisation.name) for row in assignments)
        chosen_among(self, "organisation_id", rows)

    @property
    def said(self) -> dict[str, Any]:
        return super().said | {"organisation_id": UUID(self.cleaned_data["organisation_id"])}


class IntroduceForm(OneTownForm):
    """A first point of contact that has been met."""

    to = forms.ChoiceField(
        label=_("Hvem kontakten har møtt"), choices=Introduction.To, widget=forms.RadioSelect
    )
    on = DayField(label=_("Dag"))


class PresenceForm(OneTownForm):
    """Where the contact was: codes and a day."""

    occasion = forms.ChoiceField(label=_("Hva det var"), choices=Presence.Occasion, widget=forms.RadioSelect)
    partner = forms.ChoiceField(
        label=_("Hvem kontakten møtte"), choices=Presence.Partner, widget=forms.RadioSelect
    )
    on = DayField(label=_("Dag"))


class PlaceForm(DeedForm):
    """Where the post stands, under whom, and from when."""

    unit_id = forms.ChoiceField(label=_("Hvor i politiet"))
    manager_id = forms.ChoiceField(label=_("Nærmeste leder"), required=False)
    valid_from = DayField(label=_("Fra og med"))

    def __init__(self, *args: Any, units: Iterable[Unit], managers: Iterable[Post], **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "unit_id", ((str(unit.organisation.pk), unit.label) for unit in units))
        chosen_among(self, "manager_id", [("", _("Ikke oppgitt")), *_named(managers)])


class CombinationForm(DeedForm):
    """Why the contact is a leader too."""

    leader_id = forms.ChoiceField(label=_("Lederstillingen"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Hvorfor det er ordnet slik"), widget=forms.Textarea(attrs={"rows": 3}), strip=False
    )

    def __init__(self, *args: Any, leaders: Iterable[Post], **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "leader_id", _named(leaders))


class UnitForm(DeedForm):
    """A house in the district's tree."""

    name = forms.CharField(label=_("Navn"), max_length=120)
    kind = forms.ChoiceField(
        label=_("Hva det er"),
        choices=[(kind, Organisation.Kind(kind).label) for kind in POLICE_HOUSES[1:]],
        widget=forms.RadioSelect,
    )
    parent_id = forms.ChoiceField(label=_("Ligger under"))
    on = DayField(label=_("Fra og med"))

    def __init__(self, *args: Any, units: Iterable[Unit], **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "parent_id", ((str(unit.organisation.pk), unit.label) for unit in units))

    @property
    def said(self) -> dict[str, Any]:
        return super().said | {"parent_id": UUID(self.cleaned_data["parent_id"])}


class ReorganiseForm(UnitForm):
    """Units that go on as a new one."""

    unit_ids = forms.MultipleChoiceField(
        label=_("Enheter som går inn i den nye"), widget=forms.CheckboxSelectMultiple
    )
    field_order = ("unit_ids", "name", "kind", "parent_id", "on")

    def __init__(self, *args: Any, units: Iterable[Unit], **given: Any) -> None:
        every = list(units)
        super().__init__(*args, units=every, **given)
        chosen_among(
            self, "unit_ids", ((str(unit.organisation.pk), unit.label) for unit in every if unit.depth)
        )

    @property
    def said(self) -> dict[str, Any]:
        return super().said | {"unit_ids": [UUID(key) for key in self.cleaned_data["unit_ids"]]}


class AdoptForm(DeedForm):
    """A version of the bylaws."""

    body = forms.ChoiceField(
        label=_("Hvem i kommunen som vedtok dem"), choices=Bylaws.Body, widget=forms.RadioSelect
    )
    adopted_on = DayField(label=_("Vedtatt den"))
    confirmed_on = DayField(label=_("Stadfestet av Politidirektoratet den"), required=False)
    link = forms.CharField(label=_("Adressen der de kan leses"), max_length=200, required=False)


class ReviewForm(DeedForm):
    """The day they were gone through."""

    on = DayField(label=_("Gått gjennom den"))


class TermsForm(DeedForm):
    """The district's terms, alike for all its contacts."""

    text = forms.CharField(
        label=_("Vilkår for alle politikontakter i distriktet"),
        help_text=_("Føringer, tid, opplæring, utstyr og hvem de svarer til. Ingen navn på personer."),
        widget=forms.Textarea(attrs={"rows": 10}),
        strip=False,
    )


class DecideForm(DeedForm):
    """The directorate's answer."""

    granted = forms.ChoiceField(
        label=_("Svaret"),
        choices=[("yes", _("Godkjent")), ("no", _("Ikke godkjent"))],
        widget=forms.RadioSelect,
    )
    reference = forms.CharField(label=_("Saksnummer"), max_length=40, required=False)
    valid_to = DayField(label=_("Gjelder til og med"), required=False)


class EntryForm(DeedForm):
    """Where a function is reached."""

    title = forms.CharField(label=_("Hva den heter hos dere"), max_length=120, required=False)
    email = forms.CharField(
        label=_("Funksjonens e-post"), max_length=200, required=False,
        help_text=_("En postkasse som blir når folk bytter. Siden er åpen for alle."),
    )  # fmt: skip
    phone = forms.CharField(label=_("Funksjonens telefon"), max_length=20, required=False)
    trained_on = DayField(label=_("Siste opplæring av distriktet"), required=False)
    delivery = forms.ChoiceField(
        label=_("Hvem leverer tjenesten"), choices=Entry.Delivery, widget=forms.RadioSelect
    )
    provider = forms.CharField(
        label=_("Navnet på den som leverer"), max_length=120, required=False,
        help_text=_("Når det er andre enn kommunen selv, som et interkommunalt selskap."),
    )  # fmt: skip
    works_together = forms.CharField(
        label=_("Hvordan politiet og tjenesten samarbeider"), max_length=600, required=False,
        help_text=_("Faste møter, felles tiltak og hvem som tar kontakt. Aldri saker eller personer: siden er åpen for alle."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    has_case_work = forms.BooleanField(
        label=_("De samarbeider også om enkeltsaker i hverdagen"), required=False,
        help_text=_("Bare at samarbeidet finnes. Sakene føres i fagsystemene, aldri i Samråd."),
    )  # fmt: skip
    town_id = forms.ChoiceField(label=_("Gjelder"), required=False)

    def __init__(
        self, *args: Any, towns: Iterable[Organisation], is_trained: bool, is_service: bool, **given: Any
    ) -> None:
        super().__init__(*args, **given)
        if not is_service:
            for name in ("delivery", "provider", "works_together", "has_case_work"):
                del self.fields[name]
        if not is_trained:
            del self.fields["trained_on"]
        if rows := [(str(town.pk), town.name) for town in towns]:
            chosen_among(self, "town_id", [("", _("Hele distriktet")), *rows])
        else:
            del self.fields["town_id"]


class TaskForm(DeedForm):
    """One task, and who has it."""

    text = forms.CharField(label=_("Oppgave"), max_length=160)
    main = forms.ChoiceField(label=_("Hvem har den"), choices=DividedTask.Main, widget=forms.RadioSelect)
    together = forms.BooleanField(label=_("De gjør den sammen med de andre"), required=False)


class ExpectationForm(DeedForm):
    """What the municipality expects."""

    text = forms.CharField(
        label=_("Hva dere forventer og trenger"),
        help_text=_("Én ting om gangen, så får dere svar på hver. Ingen navn eller saker om enkeltpersoner."),
        widget=forms.Textarea(attrs={"rows": 4}),
        strip=False,
    )


class ExpectationAnswerForm(DeedForm):
    """The police's answer."""

    reply = forms.CharField(
        label=_("Svaret"),
        help_text=_("Hva dere gjør, eller hvorfor dere ikke gjør det."),
        widget=forms.Textarea(attrs={"rows": 5}),
        strip=False,
    )

    @property
    def ours(self) -> str:
        return str(self.data.get("reply", ""))
