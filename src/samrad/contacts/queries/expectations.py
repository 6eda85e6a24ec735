"""What a municipality expects of its contact, for those who stand inside the cooperation; and the open days of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from samrad.contacts.models import Expectation, Heard
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_by_id, stands_inside
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.parties.models import Appointment, Coverage, Organisation, Post
from samrad.parties.queries import runs_on


@dataclass(frozen=True)
class Hearing:
    """When a municipality was asked what it needs of its contact, when it said so, and when all had an answer. Days only. V-5.3-b."""

    municipality: UUID
    asked_on: date | None
    stated_on: date | None
    answered_on: date | None


def expectations_visible_to(actor: Actor, cooperation: Cooperation) -> "QuerySet[Expectation]":
    """Newest first, for those who stand inside."""
    if not stands_inside(actor, cooperation):
        return Expectation.objects.none()
    rows = Expectation.objects.filter(cooperation=cooperation)
    return rows.select_related("organisation", "stated_by__person", "answered_by__person")


def expectation_visible_to(actor: Actor, expectation_id: UUID) -> tuple[Expectation, Cooperation]:
    """Refuses with `Expectation.DoesNotExist`, or as `cooperation_by_id` does."""
    found = Expectation.objects.select_related("organisation").get(pk=expectation_id)
    return found, cooperation_by_id(actor, found.cooperation_id)


def contacts_covering(towns: Collection[UUID]) -> list[tuple[Organisation, Post, str]]:
    """Who is whose contact today: municipality, post, and the holder's name or nothing. Two statements. Open."""
    held = (
        Appointment.objects.filter(runs_on(today())).select_related("person").order_by("-valid_from", "-id")
    )
    rows = (
        Coverage.objects.filter(
            runs_on(today()), organisation__in=towns, post__function=Post.Function.POLICE_CONTACT
        )
        .select_related("organisation", "post")
        .prefetch_related(Prefetch("post__appointments", held))
        .order_by("organisation__name", "post__title")
    )
    return [(row.organisation, row.post, _holders_name(row.post)) for row in rows]


def _holders_name(post: Post) -> str:
    return next((held.person.name for held in post.appointments.all()), "")


def hearings(municipalities: Collection[UUID] | None = None) -> list[Hearing]:
    """For one municipality or for all, in one statement. Open: days and never words."""
    rows = Heard.objects.all() if municipalities is None else Heard.objects.filter(pk__in=municipalities)
    return [Hearing(*row) for row in rows.values_list("organisation", "asked_on", "stated_on", "answered_on")]
