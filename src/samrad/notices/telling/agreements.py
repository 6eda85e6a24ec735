"""Offers and agreements, told. No sentence says what stands in a text, or why."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext_lazy as _

from samrad.kernel.answers import Sentence
from samrad.notices.models import Notice
from samrad.notices.telling.registry import Telling, the_named, the_others
from samrad.notices.topics import APPROVAL, COOPERATION, OFFER, REVISION, ROUND

OFFERED = {
    "agreement": _("%(who)s tilbyr dere en avtale. Det er frivillig, og alle svar er like gode."),
    "council": _("%(who)s inviterer dere til et politiråd. Det er frivillig, og alle svar er like gode."),
    "slt": _("%(who)s inviterer dere til å bruke SLT-modellen. Det er frivillig, og alle svar er like gode."),
}
ANSWERED = {
    "agreement": _("%(who)s har svart på tilbudet om en avtale."),
    "council": _("%(who)s har svart på invitasjonen til et politiråd."),
    "slt": _("%(who)s har svart på invitasjonen til å bruke SLT-modellen."),
}


def by_matter(words: Mapping[str, Sentence]) -> Callable[[Notice], Sentence]:
    """The sentence for the matter that the event is about."""
    return lambda notice: words[notice.facts["matter"]]


TELLINGS = (
    Telling(
        "CooperationOpened",
        COOPERATION,
        _("Dere er part i et nytt samarbeid"),
        _("%(who)s har satt opp et samarbeid som dere er part i."),
        "cooperation",
        the_others,
    ),
    Telling(
        "OfferMade",
        OFFER,
        _("Dere har fått et tilbud"),
        by_matter(OFFERED),
        "offer",
        the_named,
    ),
    Telling(
        "OfferAnswered",
        OFFER,
        _("Et tilbud er besvart"),
        by_matter(ANSWERED),
        "cooperation",
        the_others,
    ),
    Telling(
        "RoundHandedOver",
        ROUND,
        _("Ny runde i forhandlingen om avtalen"),
        _(
            "%(who)s har levert runde %(number)s i forhandlingen om avtalen. Se hva som venter på svar fra dere."
        ),
        "agreement",
        the_others,
    ),
    Telling(
        "VersionFrozen",
        APPROVAL,
        _("Avtalen kan godkjennes"),
        _("%(who)s har låst teksten i avtalen. Nå kan hver part godkjenne versjon %(number)s."),
        "agreement",
    ),
    Telling(
        "VersionVoided",
        APPROVAL,
        _("Teksten i avtalen er åpnet igjen"),
        _(
            "%(who)s har åpnet teksten i avtalen igjen. "
            "Godkjenninger og underskrifter av versjon %(number)s gjelder ikke lenger."
        ),
        "agreement",
    ),
    Telling(
        "VersionApproved",
        APPROVAL,
        _("Avtalen er godkjent av en part"),
        _("%(who)s har godkjent teksten i avtalen."),
        "agreement",
    ),
    Telling(
        "AgreementSigned",
        APPROVAL,
        _("Avtalen er undertegnet av en part"),
        _("%(who)s har undertegnet avtalen."),
        "agreement",
    ),
    Telling(
        "AgreementSealed",
        APPROVAL,
        _("Avtalen er ferdig"),
        _("Alle parter har undertegnet, og avtalen er forseglet. Den ferdige filen ligger i Samråd."),
        "agreement",
    ),
    Telling(
        "RevisionAsked",
        REVISION,
        _("Ønske om revisjon av avtalen"),
        _("%(who)s ber om at avtalen blir revidert. Dere kan svare i Samråd."),
        "agreement",
        the_others,
    ),
    Telling(
        "RevisionAnswered",
        REVISION,
        _("Svar på ønsket om revisjon"),
        _("%(who)s har svart på ønsket om å revidere avtalen."),
        "agreement",
        the_others,
    ),
)

UNTOLD = {
    "ChoiceStated": "It follows an answer that is told, or is the municipality's own; the status is open to all.",
    "AgreementStarted": "A draft is its party's own until it is handed over, and that is told as a round.",
    "DraftDiscarded": "Private to the party.",
    "ProposalPrepared": "Private to the party until its round is handed over.",
    "PreparationDropped": "Private to the party.",
    "ReplyPrepared": "Private to the party until its round is handed over.",
    "FormerAgreementRegistered": "History that is written down; nobody has a move to make.",
    "TemplateImported": "The installation's own, and behind no wall.",
}
