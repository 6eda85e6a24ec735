"""A person's own dates as a calendar. Each area of the web hangs its own question here; the calendar asks them all."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from samrad.cooperation import wall
from samrad.notices.calendar import Entry, feed
from samrad.notices.queries import person_with_calendar
from samrad.parties.actor import Actor
from samrad.parties.models import Person
from samrad.parties.queries import actors_of_person, language_of_person
from samrad.web.doors import open_to_all
from samrad.web.requests import Request

type Question = Callable[[Actor], list[Entry]]
DATES: list[Question] = []


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


@open_to_all
@require_safe
def calendar_feed(request: Request, key: str) -> HttpResponse:
    """The calendar that this key opens, in its person's language. Any other key opens nothing."""
    person = person_with_calendar(key)
    with translation.override(language_of_person(person)):
        calendar = feed("Samråd", dates_of(person))
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="samraad.ics"'
    return response
