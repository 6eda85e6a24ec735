"""A district's contacts as its own people and its municipalities see them, and what the directorate is asked."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samrad.contacts.models import (
    Approval,
    ApprovedTown,
    Authority,
    Division,
    Presence,
    RoleTerms,
    Start,
    TermsConfirmed,
)
from samrad.kernel.clock import today
from samrad.kernel.composed import composed
from samrad.kernel.together import Steps, question
from samrad.parties.actor import Actor
from samrad.parties.models import Appointment, Coverage, Organisation, Post
from samrad.parties.queries import norsk_sort, runs_on


@dataclass(frozen=True)
class Asked:
    """One contact and one set of municipalities, as the directorate sees it: open facts of the register, no words and no names.

    `population` is of all the municipalities together.
    """

    approval: UUID
    post: str
    house: str
    applied_on: date
    towns: tuple[str, ...]
    population: int
    granted: bool | None
    decided_on: date | None
    valid_to: date | None
    reference: str


def _theirs(actor: Actor) -> Q:
    """The district itself, and the municipalities it serves."""
    return Q(pk__in=actor.parties) | Q(municipalities_covered__in=actor.parties)


def district_visible_to(actor: Actor, slug: str) -> Organisation:
    """Refuses with `Organisation.DoesNotExist`, alike for what is foreign and what is not there."""
    districts = Organisation.objects.filter(kind=Organisation.Kind.POLICE_DISTRICT, valid_to=None, slug=slug)
    return districts.filter(_theirs(actor)).distinct().get()


def contact_visible_to(actor: Actor, post_id: UUID) -> Post:
    """The post of a contact in the actor's district, with `is_asked` when the directorate has not answered yet.

    Refuses with `Post.DoesNotExist`.
    """
    seen = Organisation.objects.filter(_theirs(actor), kind=Organisation.Kind.POLICE_DISTRICT).values("pk")
    open_ones = Approval.objects.filter(post=OuterRef("pk"), granted=None)
    return (
        Post.objects.filter(
            Q(acts_for__in=seen) | Q(organisation__in=seen), function=Post.Function.POLICE_CONTACT
        )
        .select_related("organisation", "acts_for")
        .annotate(is_asked=Exists(open_ones))
        .get(pk=post_id)
    )


def contact_posts_of(district: Organisation) -> list[Post]:
    """Every post of a contact in the district, whoever holds it and whatever it covers."""
    rows = Post.objects.filter(
        Q(acts_for=district) | Q(organisation=district), function=Post.Function.POLICE_CONTACT
    ).select_related("organisation")
    return sorted(rows, key=lambda post: (norsk_sort(post.title), post.pk))


def colleagues_of(post: Post) -> list[Post]:
    """The posts of the same district, from which a new contact's helper is chosen."""
    district = post.acts_for_id or post.organisation_id
    rows = Post.objects.filter(Q(acts_for=district) | Q(organisation=district)).exclude(pk=post.pk)
    return sorted(rows.select_related("organisation"), key=lambda row: (norsk_sort(row.title), row.pk))


def municipalities_of(district: Organisation) -> list[Organisation]:
    """The living municipalities of a district, by name."""
    rows = district.municipalities_covered.filter(kind=Organisation.Kind.MUNICIPALITY, valid_to=None)
    return sorted(rows, key=lambda town: norsk_sort(town.name))


def assignments_of(post: Post) -> "QuerySet[Coverage]":
    """What a post covers today, or will."""
    rows = post.coverages.exclude(valid_to__lt=today()).select_related("organisation")
    return rows.order_by("valid_from", "organisation__name")


def holder_of(post: Post) -> Appointment | None:
    """Who holds the post today; where two overlap, who came last."""
    rows = post.appointments.filter(runs_on(today())).select_related("person", "start")
    return rows.order_by("-valid_from", "-id").first()


def start_of(holder: Appointment) -> Start:
    """How the holder came into the role; empty where nothing is noted."""
    return Start.objects.filter(appointment=holder).first() or Start(appointment=holder)


def authorities_of(appointment: UUID | None) -> list[Authority]:
    """Who decides in which matter, in the order of the matters."""
    order = Authority.Matter.values
    rows = Authority.objects.filter(appointment=appointment)
    return sorted(rows, key=lambda row: order.index(row.matter))


def presences_of(appointment: UUID, most: int = 20) -> list[Presence]:
    """Where a contact was, the latest first."""
    rows = Presence.objects.filter(appointment=appointment).select_related("organisation")
    return list(rows[:most])


def newest_terms(district: Organisation) -> RoleTerms | None:
    return district.role_terms.first()


def has_confirmed(actor: Actor, terms: RoleTerms) -> bool:
    return TermsConfirmed.objects.filter(terms=terms, appointment=actor.appointment).exists()


@composed
def _all_applications() -> QuerySet[Approval]:
    return _applications().order_by("decided_on", "applied_on", "id").reverse()


@composed
def _all_towns() -> QuerySet[ApprovedTown]:
    return ApprovedTown.objects.select_related("organisation")


@question
def approvals_asked(actor: Actor) -> Steps[list[Asked]]:
    """Every application, those without an answer first. For the directorate."""
    if not actor.is_oversight:
        return []
    [rows, named] = yield [_all_applications(), _all_towns()]
    towns: dict[UUID, list[Organisation]] = {}
    for each in named:
        towns.setdefault(each.approval_id, []).append(each.organisation)
    return [_asked(row, towns.get(row.pk, [])) for row in rows]


def approval_asked(actor: Actor, approval_id: UUID) -> Asked:
    """Refuses with `Approval.DoesNotExist`."""
    if not actor.is_oversight:
        raise Approval.DoesNotExist
    row = _applications().prefetch_related("towns__organisation").get(pk=approval_id)
    return _asked(row, [named.organisation for named in row.towns.all()])


def _applications() -> "QuerySet[Approval]":
    return Approval.objects.select_related("post__organisation")


def _asked(row: Approval, towns: list[Organisation]) -> Asked:
    return Asked(
        row.pk,
        row.post.title,
        row.post.organisation.official_name,
        row.applied_on,
        tuple(sorted((town.name for town in towns), key=norsk_sort)),
        sum(town.population or 0 for town in towns),
        row.granted,
        row.decided_on,
        row.valid_to,
        row.reference,
    )


def division_of(district: Organisation) -> Division:
    """Who does what, with its tasks; an empty one where nothing is written. Two statements."""
    found = Division.objects.filter(district=district).prefetch_related("tasks").first()
    return found or Division(district=district, version=0)
