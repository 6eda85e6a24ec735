"""What people fill in about the common picture."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samrad.web.forms import DeedForm
from samrad.web.knowledge.forms import Choices, ListedForm, chosen, words

SHARE = [("no", _("Lagre som utkast. Bare dere ser det.")), ("yes", _("Del det med motparten nå."))]


class PictureForm(ListedForm):
    """What a picture is about."""

    title = forms.CharField(label=_("Hva bildet handler om"), max_length=160)
    challenge_id = forms.ChoiceField(label=_("Utfordring"), required=False)

    def __init__(self, *args: Any, challenges: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer("challenge_id", challenges, _("Ikke knyttet til en utfordring"))

    @property
    def facts(self) -> dict[str, Any]:
        return self.said | {"challenge_id": chosen(self.said["challenge_id"])}


class TitleForm(DeedForm):
    """What a picture is about, when all else comes from another."""

    title = forms.CharField(label=_("Hva bildet handler om"), max_length=160)


class ProblemForm(DeedForm):
    """The joint description of the problem."""

    text = words(
        _("Hva dere mener problemet er"),
        8,
        help_text=_("Skriv det begge kan stå for: hva som skjer, hvor og når, og hva dere tror er årsaken."),
    )


class ViewForm(DeedForm):
    """What one party sees differently."""

    text = words(_("Hva dere ser annerledes"), 6)
    share = forms.ChoiceField(label=_("Hvem som skal se det"), choices=SHARE, widget=forms.RadioSelect)


class RestForm(ListedForm):
    """The decision that rests on the picture."""

    item_id = forms.ChoiceField(label=_("Beslutning"))
    missing_reason = words(
        _("Hvorfor kunnskap mangler fra en av partene"), 3, required=False,
        help_text=_("Bare når bildet mangler bidrag fra kommunen eller politiet."),
    )  # fmt: skip

    def __init__(self, *args: Any, decisions: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer("item_id", decisions, _("Velg en beslutning"))

    @property
    def facts(self) -> dict[str, Any]:
        return self.said | {"item_id": UUID(self.said["item_id"])}
