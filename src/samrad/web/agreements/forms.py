"""What people fill in about an agreement. A form checks shape; whether it may be done is the command's to say."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.agreements.models import Agreement, Clause, Template
from samrad.web.forms import DayField, DeedForm

LONG = {"rows": 14}
SHORT = {"rows": 3}
FORMER = (Agreement.Kind.FORMER_COUNCIL, Agreement.Kind.FORMER_SERVICE)


def words(label: Any, *, rows: dict[str, int] | None = None, **given: Any) -> forms.CharField:
    """A field for running text. The command measures and guards it."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs=rows or SHORT), strip=False, **given)


class TermsForm(DeedForm):
    """The dates that frame an agreement."""

    scope = forms.ChoiceField(
        label=_("Hva avtalen gjelder"), choices=Agreement.Scope, widget=forms.RadioSelect
    )
    valid_from = DayField(label=_("Gjelder fra"))
    valid_to = DayField(label=_("Gjelder til og med"))
    revision_due_on = DayField(
        label=_("Se på avtalen på nytt innen"),
        required=False,
        help_text=_("Dagen dere vil ta stilling til om avtalen skal fornyes eller endres."),
    )
    evaluation_due_on = DayField(
        label=_("Evaluer innen"),
        required=False,
        help_text=_("Dagen dere vil ha sett tilbake på hvordan samarbeidet har virket."),
    )


class ProposedTermsForm(TermsForm):
    """New dates as a proposal to the other party."""

    reason = words(_("Hvorfor"), required=False)


class StartForm(DeedForm):
    """Begin a draft: a template and a term."""

    template_id = forms.ChoiceField(label=_("Mal"), widget=forms.RadioSelect, required=False)
    scope = forms.ChoiceField(
        label=_("Hva avtalen gjelder"), choices=Agreement.Scope, widget=forms.RadioSelect
    )
    valid_from = DayField(label=_("Gjelder fra"))
    valid_to = DayField(label=_("Gjelder til og med"))

    def __init__(self, *args: Any, templates: list[Template], first: date, last: date, **given: Any) -> None:
        chosen = str(templates[0].pk) if templates else ""
        initial = {
            "template_id": chosen,
            "scope": Agreement.Scope.WHOLE,
            "valid_from": first,
            "valid_to": last,
        }
        super().__init__(*args, initial=initial, **given)
        choices = [(str(template.pk), template.title) for template in templates]
        field = self.fields["template_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*choices, ("", _("Begynn med blanke ark"))]


class FormerForm(DeedForm):
    """An agreement of a former kind, as history."""

    kind = forms.ChoiceField(
        label=_("Hva slags avtale"),
        choices=[(kind.value, kind.label) for kind in FORMER],
        widget=forms.RadioSelect,
    )
    valid_from = DayField(label=_("Gjaldt fra"))
    valid_to = DayField(label=_("Gjelder eller gjaldt til og med"))


class WordingForm(DeedForm):
    """A heading and a text for a clause. `against` is the wording the writer had before them."""

    heading = forms.CharField(label=_("Overskrift"), max_length=160)
    text = words(
        _("Tekst"),
        rows=LONG,
        required=False,
        help_text=_("La en linje stå tom mellom avsnitt. Begynn en linje med - for et kulepunkt."),
    )
    against = forms.UUIDField(required=False, widget=forms.HiddenInput)


class ProposedWordingForm(WordingForm):
    """A wording with a word of why."""

    reason = words(
        _("Hvorfor"), required=False, help_text=_("Én eller to setninger gjør det lettere å si ja.")
    )


class NewClauseForm(WordingForm):
    """A clause of one's own."""

    kind = forms.ChoiceField(label=_("Hva slags punkt"), choices=Clause.Kind)
    level = forms.ChoiceField(
        label=_("Nivå"), choices=[("1", _("Hovedpunkt")), ("2", _("Underpunkt"))], initial="1"
    )
    after = forms.ChoiceField(label=_("Plass"), required=False)
    reason = words(_("Hvorfor"), required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        field = self.fields["after"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = places


class ReasonForm(DeedForm):
    """A word of why."""

    reason = words(_("Hvorfor"), required=False)


class RequiredReasonForm(DeedForm):
    """A word of why, which has to be there."""

    reason = words(_("Hvorfor"))


class DisagreementForm(DeedForm):
    """What the parties do not agree on, and when to look again."""

    reason = words(_("Hva er dere uenige om?"))
    look_again_on = DayField(label=_("Se på det igjen"), required=False)


class HandOverForm(DeedForm):
    """The last look before everything is shown at once."""

    message = words(_("Noen ord til motparten"), required=False)
