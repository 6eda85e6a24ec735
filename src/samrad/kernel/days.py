"""Dates in words, in the language of the moment. English has no point after the number, so the shapes are texts to translate."""

from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from django.utils import formats
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from samrad.kernel.clock import OSLO, today

type Form = Literal["long", "without_year", "with_weekday", "short", "with_time"]


def on_day(given: date | str) -> date:
    """The day in Norway, also of an instant, and of a day that was kept as text (ISO 8601)."""
    if isinstance(given, str):
        return date.fromisoformat(given)
    return given.astimezone(OSLO).date() if isinstance(given, datetime) else given


def dated(given: date | str | None, form: Form = "long") -> str:
    """A date inside a sentence; nothing where there is none.

    Shape    long «16. oktober 2026», without_year «16. oktober», with_weekday «fredag 16. oktober 2026», short «16. okt.»,
             with_time «16. oktober 14.06».
    """
    if not given:
        return ""
    words = _dated(on_day(given), form, get_language())
    if form == "with_time" and isinstance(given, datetime):
        return f"{words} {given.astimezone(OSLO):%H.%M}"
    return words


@lru_cache(maxsize=10_000)
def _dated(on: date, form: Form, _language: str | None) -> str:
    shapes = {
        "long": pgettext("date", "j. F Y"),
        "without_year": pgettext("date", "j. F"),
        "with_time": pgettext("date", "j. F"),
        "with_weekday": pgettext("date", "l j. F Y"),
        "short": pgettext("date", "j. N"),
    }
    return formats.date_format(on, shapes[form])


def when(given: date) -> str:
    """How far away a date is, in days."""
    days = (on_day(given) - today()).days
    if days == 0:
        return _("i dag")
    if days > 0:
        return ngettext("i morgen", "om %(days)s dager", days) % {"days": days}
    return ngettext("i går", "%(days)s dager siden", -days) % {"days": -days}
