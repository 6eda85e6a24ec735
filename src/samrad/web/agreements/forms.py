"""What people fill in about an agreement. A form checks shape; whether it may be done is the command's to say."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.agreements.models import Agreement, Clause, Frame, Template
from samrad.agreements.rules import OPENS_FOR
from samrad.parties.models import Organisation
from samrad.web.forms import DayField, DeedForm, chosen_among

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

    frame_id = forms.ChoiceField(
        label=_("Ramme"),
        widget=forms.RadioSelect,
        required=False,
        help_text=_("En avtale mellom fylkeskommunen og politidistriktet kan være ramme for skoleavtaler."),
    )

    def __init__(
        self,
        *args: Any,
        templates: list[Template],
        frames: list[Frame],
        first: date,
        last: date,
        **given: Any,
    ) -> None:
        chosen = str(templates[0].pk) if templates else ""
        initial = {
            "template_id": chosen,
            "scope": Agreement.Scope.WHOLE,
            "valid_from": first,
            "valid_to": last,
            "frame_id": "",
        }
        super().__init__(*args, initial=initial, **given)
        _offer_frames(self, frames)
        choices = [(str(template.pk), template.title) for template in templates]
        chosen_among(self, "template_id", [*choices, ("", _("Begynn med blanke ark"))])


def _offer_frames(form: forms.Form, frames: list[Frame]) -> None:
    """The choice is there only where there is something to choose."""
    if not frames:
        del form.fields["frame_id"]
        return
    rows = ((str(frame.pk), frame.title) for frame in frames)
    chosen_among(form, "frame_id", [("", _("Ingen ramme")), *rows])


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
    opens_for = forms.ChoiceField(
        label=_("Åpner forumene for"),
        choices=[("", _("Ingen andre")), *((kind, Organisation.Kind(kind).label) for kind in OPENS_FOR)],
        required=False,
        help_text=_("Når punktet sier at andre enn partene kan være med. Ett punkt for hver type."),
    )
    reason = words(_("Hvorfor"), required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "after", places)


class ReasonForm(DeedForm):
    """A word of why."""

    reason = words(_("Hvorfor"), required=False)


class DisagreementForm(DeedForm):
    """What the parties do not agree on, and when to look again."""

    reason = words(_("Hva er dere uenige om?"))
    look_again_on = DayField(label=_("Se på det igjen"), required=False)


class HandOverForm(DeedForm):
    """The last look before everything is shown at once."""

    message = words(_("Noen ord til motparten"), required=False)


class RevisionForm(DeedForm):
    """Why the agreement should be looked at again."""

    reason = words(
        _("Hvorfor ønsker dere å revidere avtalen?"),
        help_text=_("Noen setninger er nok. Motparten ser dem sammen med ønsket."),
    )


class RevisionAnswerForm(DeedForm):
    """Yes, or no with a word of why. The buttons carry the answer."""

    reason = words(
        _("Noen ord til svaret"),
        required=False,
        help_text=_("Sier dere nei, må dere si hvorfor."),
    )


CHECKSUM = re.compile(r"[0-9a-f]{64}")


class FileForm(forms.Form):
    """A file to check."""

    file = forms.FileField(
        label=_("PDF-filen"),
        allow_empty_file=True,
        help_text=_("Velg filen, eller slipp den i feltet. Høyst 10 MB."),
        error_messages={"required": _("Velg filen du vil kontrollere.")},
    )


class ChecksumForm(forms.Form):
    """A checksum to look up, of the file or of the text."""

    checksum = forms.CharField(
        label=_("Kontrollsummen"),
        max_length=200,
        help_text=_("64 tegn. Den står på siste side i dokumentet. Mellomrom betyr ingenting."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Skriv kontrollsummen."),
            "max_length": _("En kontrollsum har 64 tegn: tallene 0–9 og bokstavene a–f. Se om alt kom med."),
        },
    )

    def clean_checksum(self) -> str:
        typed = "".join(self.cleaned_data["checksum"].split()).lower()
        if not CHECKSUM.fullmatch(typed):
            raise forms.ValidationError(
                _("En kontrollsum har 64 tegn: tallene 0–9 og bokstavene a–f. Se om alt kom med.")
            )
        return typed
