"""Who has the next move with a frozen text, in words."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samrad.agreements.models import Agreement
from samrad.agreements.permissions import may_approve, may_sign
from samrad.agreements.queries.agreements import our_party
from samrad.agreements.queries.finishing import Finishing, signatories_of
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation


@dataclass(frozen=True)
class Step:
    """The banner over the text. `side` is that of who has the move; `ours` says that it is the reader's party."""

    side: str
    heading: str
    words: str
    ours: bool = True
    action: str = ""
    url: str = ""


def next_step(actor: Actor, finishing: Finishing) -> Step:
    """Expects a version that stands, on its way to be approved or signed."""
    if finishing.version.agreement.state == Agreement.State.APPROVAL:
        return _approval(actor, finishing)
    if finishing.waits_for_seal:
        words = _("Underskriftene står. Når filen er laget, er avtalen ferdig og kan ikke endres.")
        return Step("shared", _("Alle har undertegnet, men den forseglede filen er ikke laget"), words)
    return _signing(actor, finishing)


def _approval(actor: Actor, finishing: Finishing) -> Step:
    version, us = finishing.version, our_party(actor, finishing.version.agreement)
    if us not in finishing.not_approved_by:
        words = _("Dere har godkjent versjon %(number)s. Når alle har godkjent den, kan den undertegnes.")
        return _others(finishing.not_approved_by, words % {"number": version.number})
    words = _(
        "Versjon %(number)s venter på godkjenningen deres. Les teksten, og godkjenn den når dere er klare."
    )
    answer = may_approve(actor, version)
    if not answer:
        return _ours(us, str(answer.reason))
    return _ours(
        us,
        words % {"number": version.number},
        _("Godkjenn versjon %(number)s") % {"number": version.number},
        reverse("web:approve", args=[version.agreement_id, version.number]),
    )


def _signing(actor: Actor, finishing: Finishing) -> Step:
    version, us = finishing.version, our_party(actor, finishing.version.agreement)
    if us not in finishing.not_signed_by:
        words = _("Dere har undertegnet versjon %(number)s.") % {"number": version.number}
        return _others(finishing.not_signed_by, words)
    if not may_sign(actor, version):
        return _ours(us, _who_signs(actor, version.agreement, us))
    return _ours(
        us,
        _("Alle har godkjent versjon %(number)s. Nå kan den undertegnes.") % {"number": version.number},
        _("Undertegn avtalen"),
        reverse("web:sign", args=[version.agreement_id, version.number]),
    )


def _who_signs(actor: Actor, agreement: Agreement, us: Organisation) -> str:
    names = [f"{row.person.name} ({row.post.title})" for row in signatories_of(actor, agreement)]
    holes = {"party": us.official_name, "names": get_text_list(names, _("eller"))}
    if not names:
        return _("Ingen undertegner for %(party)s i dag. Be den som drifter løsningen, om å gi noen den rollen.") % holes  # fmt: skip
    return _("Bare den som undertegner for %(party)s, kan gjøre dette: %(names)s.") % holes


def _ours(us: Organisation, words: str, action: str = "", url: str = "") -> Step:
    return Step(us.side, _("Dere har neste trekk"), words, action=action, url=url)


def _others(parties: list[Organisation], words: str) -> Step:
    names = get_text_list([party.official_name for party in parties], _("og"))
    heading = _("%(name)s har neste trekk") % {"name": names}
    return Step(parties[0].side, heading, words, ours=False)
