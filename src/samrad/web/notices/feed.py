"""A person's own dates as a calendar. Each area of the web hangs its own question here; the calendar asks them all."""

from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samrad.cooperation import wall
from samrad.kernel.answers import Refused
from samrad.notices.calendar import Entry, feed
from samrad.notices.queries import hashed, person_with_calendar
from samrad.parties.actor import Actor
from samrad.parties.models import Person
from samrad.parties.queries import actors_of_person, language_of_person
from samrad.web import errors
from samrad.web.doors import open_to_all
from samrad.web.requests import Request

type Question = Callable[[Actor], list[Entry]]
DATES: list[Question] = []
MOST, WITHIN = 60, 60 * 60  # times, in so many seconds


def register(question: Question) -> Question:
    """Let the calendar ask this too. It is asked inside the wall of each post the person holds today."""
    DATES.append(question)
    return question


def dates_of(person: Person) -> list[Entry]:
    """All that has a date for the person, each thing once however many posts they hold."""
    found: dict[str, Entry] = {}
    for actor in actors_of_person(person.pk):
        wall.enter(actor)
        for question in DATES:
            found |= {entry.uid: entry for entry in question(actor)}
    wall.leave()
    return sorted(found.values(), key=lambda entry: (str(entry.start), entry.uid))


def _is_asked_too_often(key: str) -> bool:
    """Counted for each calendar and process. Calendar programs ask a few times an hour."""
    counted = f"calendar-{hashed(key)}"
    cache.add(counted, 0, WITHIN)
    return cache.incr(counted) > MOST


@open_to_all
@require_safe
def calendar_feed(request: Request, key: str) -> HttpResponse:
    """The calendar that this key opens, in its person's language. Any other key opens nothing."""
    person = person_with_calendar(key)
    if _is_asked_too_often(key):
        refusal = Refused(_("Kalenderen er hentet for ofte. Prøv igjen om en time."))
        response = errors.refused(request, refusal, status=429)
        response.headers["Retry-After"] = str(WITHIN)
        return response
    with translation.override(language_of_person(person)):
        calendar = feed("Samråd", dates_of(person))
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="samraad.ics"'
    return response
