"""How an agreement stands today, in words: on lists, on its own page, and to anyone who holds its file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samrad.agreements.models import Agreement
from samrad.kernel.days import dated
from samrad.parties.actor import Actor

UNDER_WORK = {"draft", "negotiation", "approval", "signing"}
RUNNING = {"in_force", "upcoming"}


@dataclass(frozen=True)
class Stage:
    """One agreement and how it stands. `followed_by` is the agreement that takes or took its place; a draft `is_open`
    to those who write it."""

    agreement: Agreement
    code: str
    words: str
    is_open: bool = True
    followed_by: Agreement | None = None

    @property
    def is_under_work(self) -> bool:
        return self.code in UNDER_WORK

    @property
    def is_running(self) -> bool:
        return self.code in RUNNING


def stages(actor: Actor, agreements: Iterable[Agreement], on: date) -> list[Stage]:
    """Each agreement of one cooperation as it stands on a day. Asks the database for nothing more."""
    rows = list(agreements)
    begin = {row.valid_from: row for row in rows if row.state == Agreement.State.IN_FORCE}
    found = []
    for row in rows:
        code = row.standing(on)
        is_open = code != "draft" or row.started_by_id in actor.parties
        followed_by = begin.get(row.superseded_on) if row.superseded_on else None
        found.append(Stage(row, code, _words(row, code), is_open, followed_by))
    return found


def _words(agreement: Agreement, code: str) -> str:
    begun = {"name": agreement.started_by.official_name, "day": dated(agreement.started_on)}
    words = {
        "draft": _("Utkast, påbegynt av %(name)s %(day)s") % begun,
        "negotiation": _("I forhandling, påbegynt av %(name)s %(day)s") % begun,
        "approval": _("Låst tekst, til godkjenning"),
        "signing": _("Godkjent tekst, til underskrift"),
    }
    if code in words:
        return words[code]
    return sealed_words(code, agreement.valid_from, agreement.valid_to, agreement.superseded_on)


def sealed_words(code: str, valid_from: date, valid_to: date, superseded_on: date | None) -> str:
    """How something sealed stands: by the calendar, and by what took its place."""
    last = min(valid_to, superseded_on - timedelta(days=1)) if superseded_on else valid_to
    words = {
        "upcoming": _("Undertegnet, gjelder fra %(day)s") % {"day": dated(valid_from)},
        "in_force": _("I kraft til %(day)s") % {"day": dated(last)},
        "superseded": _("Avløst %(day)s") % {"day": dated(superseded_on or valid_to)},
        "expired": _("Gikk ut %(day)s") % {"day": dated(valid_to)},
        "discarded": _("Forkastet"),
    }
    return words[code]
