"""What a person chooses to have by mail, and where it goes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.notices.models import Timing
from samrad.notices.queries import TopicChoice
from samrad.web.forms import DeedForm

LANGUAGES = [
    ("", _("Målformen i virksomheten din")),
    ("nb", _("Bokmål")),
    ("nn", _("Nynorsk")),
    ("en", _("English")),
]


class ChoicesForm(DeedForm):
    """One row of radio buttons for each topic. Its field is named after it."""

    def __init__(self, *args: Any, choices: list[TopicChoice], **given: Any) -> None:
        super().__init__(*args, **given)
        for choice in choices:
            self.fields[f"topic_{choice.topic.code}"] = forms.ChoiceField(
                label=str(choice.topic.name),
                choices=Timing.choices,
                initial=choice.timing,
                widget=forms.RadioSelect,
                error_messages={"required": _("Velg når e-posten skal komme.")},
            )

    @property
    def timings(self) -> dict[str, str]:
        return {name.removeprefix("topic_"): timing for name, timing in self.said.items()}


class AddressForm(DeedForm):
    """Where mail goes, and in which language."""

    email = forms.CharField(
        label=_("E-postadresse"),
        required=False,
        max_length=254,
        help_text=_("La feltet stå tomt hvis du ikke vil ha e-post fra Samråd."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    language = forms.ChoiceField(
        label=_("Språk i e-post og kalender"), choices=LANGUAGES, required=False, widget=forms.Select
    )
