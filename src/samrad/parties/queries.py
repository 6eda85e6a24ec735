"""Open facts about who is who, and the actors a person can be."""

import functools
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from samrad.kernel.clock import today
from samrad.kernel.composed import composed
from samrad.kernel.together import Steps, question
from samrad.parties.actor import Actor, actor_of
from samrad.parties.models import (
    Appointment,
    Coverage,
    Organisation,
    OrganisationName,
    Person,
    Post,
    Succession,
)

Kind = Organisation.Kind
LONGEST_SEARCH = 80
ALPHABET = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}  # the signs after z
PLAIN = str.maketrans({"đ": "d", "ŋ": "n", "ŧ": "t", "æ": "ae", "ø": "o"})


@dataclass(frozen=True)
class DemoPerson:
    """One of the demo's people, as a button at the login."""

    username: str
    name: str
    post_title: str
    organisation: str
    side: str
    line: str


@dataclass(frozen=True)
class History:
    """What an organisation was called, what it came from, and what it went on as."""

    names: QuerySet[OrganisationName]
    came_from: QuerySet[Succession]
    went_on_as: QuerySet[Succession]


@functools.lru_cache(maxsize=4_096)
def norsk_sort(name: str) -> str:
    """A key that sorts as a Norwegian list does: æ, ø and å last, aa as å, other accents as their letters."""
    low = name.casefold().replace("aa", "å")
    return "".join(ALPHABET.get(sign) or _plain(sign) for sign in low)


def _plain(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


@functools.lru_cache(maxsize=4_096)
def folded(text: str) -> str:
    """A text as search compares it: «Ås», «Aas» and «as» alike, Sámi letters as their nearest."""
    low = text.casefold().replace("aa", "å")
    return _plain(low.translate(PLAIN))


def search_municipalities(text: str) -> list[Organisation]:
    """Living municipalities by name, Sámi name, earlier name or number; those that begin so come first."""
    wanted = folded(" ".join(text.replace("\x00", " ").split())[:LONGEST_SEARCH])
    if not wanted:
        return []
    earlier = _earlier_names()
    living = Organisation.objects.filter(kind=Kind.MUNICIPALITY, valid_to=None)
    found: dict[UUID, tuple[int, str]] = {}
    for pk, *names in living.values_list("pk", "name", "sami_name", "official_name", "number"):
        keys = [folded(name) for name in (*names, *earlier.get(pk, [])) if name]
        if any(wanted in key for key in keys):
            rank = 0 if keys[0] == wanted else 1 if any(key.startswith(wanted) for key in keys) else 2
            found[pk] = rank, norsk_sort(names[0])
    rows = living.filter(pk__in=found).select_related("district", "county")
    return sorted(rows, key=lambda row: found[row.pk])


def _earlier_names() -> dict[UUID, list[str]]:
    """For each organisation the names of all that it came from, through every change."""
    links = list(Succession.objects.order_by("on").values_list("before", "before__name", "after"))
    found: dict[UUID, list[str]] = {}
    for before, name, after in links:
        found.setdefault(after, []).extend([name, *found.get(before, [])])
    return found


def numbers_ever_used() -> set[str]:
    """Every official number that a municipality has, or has had."""
    return set(
        Organisation.objects.filter(kind=Kind.MUNICIPALITY)
        .exclude(number="")
        .values_list("number", flat=True)
    )


def district_by_slug(slug: str) -> Organisation:
    """Refuses with `Organisation.DoesNotExist`."""
    return Organisation.objects.get(kind=Kind.POLICE_DISTRICT, slug=slug, valid_to=None)


def municipality(slug: str) -> Organisation:
    """Refuses with `Organisation.DoesNotExist`."""
    return Organisation.objects.select_related("district", "county").get(
        kind=Kind.MUNICIPALITY, slug=slug, valid_to=None
    )


def organisations(kind: str) -> list[Organisation]:
    """The living organisations of a kind: districts from north to south as they are numbered, others by name."""
    rows = list(Organisation.objects.filter(kind=kind, valid_to=None))
    if kind == Kind.POLICE_DISTRICT:
        return sorted(rows, key=lambda row: row.order)
    return sorted(rows, key=lambda row: norsk_sort(row.name))


def history_of(organisation: Organisation) -> History:
    """Its names, what it came from and what it went on as, oldest first. One statement for each that is read."""
    steps = Succession.objects
    return History(
        organisation.names.all(),
        steps.filter(after=organisation).select_related("before").order_by("on", "before__name"),
        steps.filter(before=organisation).select_related("after").order_by("on", "after__name"),
    )


def runs_on(day: date) -> Q:
    """What has begun and not ended by a day: an appointment, a coverage, an organisation."""
    return Q(valid_to=None, valid_from__lte=day) | Q(valid_to__gte=day, valid_from__lte=day)


def _running_today() -> "QuerySet[Appointment]":
    """Appointments that have begun and not ended, deputies by dates among them."""
    return Appointment.objects.filter(runs_on(today()))


def covered_on(post: Post, day: date) -> frozenset[UUID]:
    """The municipalities that a post covers on a day."""
    return frozenset(post.coverages.filter(runs_on(day)).values_list("organisation", flat=True))


def signatories_for(organisation: UUID, parties: Collection[UUID]) -> list[Appointment]:
    """Who may sign today for an organisation in a cooperation of these parties: open, as in a staff list. One statement.

    Shape    A post that covers named municipalities signs in their cooperations only.
    """
    coverages = Coverage.objects.filter(post=OuterRef("post"))
    covers = ~Exists(coverages) | Exists(coverages.filter(runs_on(today()), organisation__in=parties))
    return list(
        _running_today()
        .filter(
            Q(post__acts_for=organisation) | Q(post__organisation=organisation),
            covers | Q(post__organisation__in=parties),
            post__power=Post.Power.SIGNATORY,
        )
        .select_related("person", "post")
        .order_by("person__name", "id")
    )


def actors_of(user: AbstractBaseUser | AnonymousUser) -> list[Actor]:
    """The actors a logged-in person can be today, one for each running appointment. Two statements."""
    return [actor_of(row) for row in running_appointments().filter(person__user=user.pk)]


def actors_of_person(person: UUID) -> list[Actor]:
    """The same, for a person who is not the one asking: for what is sent to them. Two statements."""
    return [actor_of(row) for row in running_appointments().filter(person=person)]


def actor_in(appointment: UUID) -> Actor | None:
    """Who acts in this appointment today; nobody when it has ended."""
    row = running_appointments().filter(pk=appointment).first()
    return actor_of(row) if row else None


def running_appointments() -> "QuerySet[Appointment]":
    """Who holds which post today, the longest first, with all that an actor is made of."""
    return (
        _running_today()
        .select_related("person", "post__organisation", "post__acts_for")
        .prefetch_related(Prefetch("post__coverages", Coverage.objects.all()))
        .order_by("valid_from", "id")
    )


def held_today(post: str) -> Exists:
    """Whether somebody holds a post today, for a query of rows that name it in this column."""
    return Exists(_running_today().filter(post=OuterRef(post)))


@dataclass(frozen=True)
class PostHeld:
    """A post with those who hold it today, the one before them, and the one who comes."""

    post: Post
    holders: list[Appointment]
    before: Appointment | None
    coming: Appointment | None

    @property
    def is_vacant(self) -> bool:
        return not self.holders

    @property
    def held_since(self) -> date | None:
        return max((row.valid_from for row in self.holders), default=None)

    @property
    def last_day(self) -> date | None:
        """The day on which the last of its holders leaves; none when somebody stays."""
        if any(row.valid_to is None for row in self.holders):
            return None
        return max((row.valid_to for row in self.holders if row.valid_to), default=None)


@composed
def _posts(house: UUID | None, post: UUID | None) -> "QuerySet[Post]":
    return _those(house, post).select_related("organisation")


@composed
def _held_in(house: UUID | None, post: UUID | None) -> "QuerySet[Appointment]":
    held = Appointment.objects.filter(post__in=_those(house, post).values("pk"))
    return held.select_related("person").order_by("valid_from", "id")


def _those(house: UUID | None, post: UUID | None) -> "QuerySet[Post]":
    if post:
        return Post.objects.filter(pk=post)
    return Post.objects.filter(organisation=house).exclude(power=Post.Power.NONE)


def _posts_held(house: UUID | None, post: UUID | None = None) -> Steps[list[PostHeld]]:
    """One post, or those of a house, as they are held today. Open facts."""
    [found, rows] = yield [_posts(house, post), _held_in(house, post)]
    by_post: dict[UUID, list[Appointment]] = {}
    for row in rows:
        by_post.setdefault(row.post_id, []).append(row)
    return [_held(post, by_post.get(post.pk, []), today()) for post in found]


def _held(post: Post, rows: list[Appointment], day: date) -> PostHeld:
    running = [row for row in rows if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)]
    over = [row for row in rows if row.valid_to and row.valid_to < day]
    ahead = [row for row in rows if row.valid_from > day]
    return PostHeld(post, running, over[-1] if over else None, ahead[0] if ahead else None)


@question
def posts_in_house(actor: Actor) -> Steps[list[PostHeld]]:
    """Every post of the house that the actor's own post sits in, those without a holder first."""
    found = yield from _posts_held(actor.organisation)
    return sorted(found, key=lambda row: (not row.is_vacant, norsk_sort(row.post.title)))


@question
def post_held(post_id: UUID) -> Steps[PostHeld]:
    """Refuses with `Post.DoesNotExist`."""
    found = yield from _posts_held(None, post_id)
    if not found:
        raise Post.DoesNotExist
    return found[0]


def people_in_house(actor: Actor) -> list[Person]:
    """Whoever holds a post in the actor's own house today: open, as in a staff list. One statement."""
    rows = _running_today().filter(post__organisation=actor.organisation).values("person")
    return sorted(Person.objects.filter(pk__in=rows), key=lambda person: norsk_sort(person.name))


def person_by_id(person: UUID) -> Person:
    return Person.objects.get(pk=person)


def person_whose_mail_came_back(user: AbstractBaseUser) -> Person | None:
    """The logged-in person, when a mail server has refused the address that stands there."""
    return Person.objects.filter(user=user.pk).exclude(email_came_back_on=None).first()


def language_of_person(person: Person) -> str:
    """What is sent to them is in this: their choice, else the form of the house of the post they have held longest."""
    post = running_appointments().filter(person=person.pk).first()
    return person.reads_in(post.post.organisation) if post else person.language or "nb"


def addresses_that_came_back() -> int:
    """How many people have an address that a mail server refused. A number, for whoever runs the installation."""
    return Person.objects.exclude(email_came_back_on=None).count()


def demo_people() -> list[DemoPerson]:
    """The invented people of a demo, in the order they were made, each in their first post."""
    held = Appointment.objects.select_related("post__organisation", "post__acts_for").order_by(
        "valid_from", "id"
    )
    rows: Iterable[Person] = (
        Person.objects.filter(is_fictional=True, user__isnull=False)
        .select_related("user")
        .prefetch_related(Prefetch("appointments", held))
        .order_by("user__pk")
    )
    people = []
    for row in rows:
        for appointment in list(row.appointments.all())[:1]:
            post = appointment.post
            people.append(
                DemoPerson(
                    username=row.user.get_username() if row.user else "",
                    name=row.name,
                    post_title=post.title,
                    organisation=post.organisation.official_name,
                    side=(post.acts_for or post.organisation).side,
                    line=row.demo_line,
                )
            )
    return people


@dataclass(frozen=True)
class Before:
    """What a municipality was until a date: one or several, whole, or only in part and then not to be compared with."""

    on: date
    numbers: tuple[str, ...]
    names: tuple[str, ...]
    is_whole: bool
    ids: frozenset[UUID] = frozenset()


def lineages_of(towns: Iterable[Organisation]) -> dict[UUID, list[Before]]:
    """What each municipality came from, the latest change first, by their identifiers. One statement."""
    links = list(
        Succession.objects.order_by("-on", "before__name").values_list(
            "on", "before", "before__number", "before__name", "after"
        )
    )
    return {town.pk: _lineage(town.pk, links) for town in towns}


def _lineage(town: UUID, links: list[tuple[date, UUID, str, str, UUID]]) -> list[Before]:
    found: list[Before] = []
    living = {town}
    for on in sorted({link[0] for link in links}, reverse=True):
        came = [link for link in links if link[0] == on and link[4] in living]
        if came:
            before = {link[1] for link in came}
            gone_to = {link[4] for link in links if link[0] == on and link[1] in before}
            rows = {link[2]: link[3] for link in came}
            found.append(Before(on, tuple(rows), tuple(rows.values()), gone_to <= living, frozenset(before)))
            living = (living - {link[4] for link in came}) | before
    return found
