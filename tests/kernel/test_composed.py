"""A statement that is put together once gives, for other values, what it would give if it were put together anew."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext

from samrad.kernel.clock import now, today
from samrad.kernel.composed import FREE_TEXT, NotComposable, composed
from samrad.kernel.together import Steps, question
from samrad.parties.models import Appointment, Organisation, Person, Post
from tests.cast import Cast

pytestmark = pytest.mark.django_db
BUILT: list[str] = []


@dataclass(frozen=True)
class Asker:
    """Somebody who asks: what they may decides the statement, their name does not."""

    post: UUID
    houses: frozenset[UUID] = frozenset()
    power: str = "member"
    name: str = field(default="", metadata=FREE_TEXT)


def plain(asker: Asker, *, held: bool = False) -> QuerySet[Post]:
    """Several values, one of them twice, and a choice by what is no value."""
    rows = Post.objects.filter(Q(pk=asker.post) | Q(organisation__in=asker.houses) | Q(title=asker.name))
    if held:
        rows = rows.filter(Exists(Appointment.objects.filter(post=OuterRef("pk"), valid_from__lte=today())))
    if asker.power == "none":
        rows = rows.exclude(pk=asker.post)
    return rows.select_related("organisation").order_by("title", "pk")


@composed
def kept(asker: Asker, *, held: bool = False) -> QuerySet[Post]:
    BUILT.append(asker.power)
    return plain(asker, held=held)


def test_it_gives_the_same_for_every_value_and_shape(cast: Cast) -> None:
    """Alone and together with others; whatever was asked before."""
    posts = list(Post.objects.order_by("title"))
    houses = [
        frozenset(),
        frozenset({posts[0].organisation_id}),
        frozenset(each.organisation_id for each in posts),
    ]
    askers = [
        Asker(post.pk, theirs, power, name)
        for post in (posts[0], posts[-1])
        for theirs in houses
        for power in ("member", "none")
        for name in ("", posts[1].title, post.title)
    ]

    @question
    def both(asker: Asker, held: bool) -> Steps[list[list[Post]]]:
        found = yield [kept(asker, held=held), kept(asker, held=not held)]
        return found

    for _ in range(2):
        for asker in askers:
            for held in (True, False):
                wanted = [list(plain(asker, held=held)), list(plain(asker, held=not held))]
                assert [list(kept(asker, held=held)), list(kept(asker, held=not held))] == wanted
                together = both(asker, held)
                assert together == wanted
                assert [row.organisation for row in together[0]] == [row.organisation for row in wanted[0]]
                assert columns(together[0]) == columns(wanted[0]) == columns(list(kept(asker, held=held)))
                assert states(together[0]) == states(wanted[0]) == states(list(kept(asker, held=held)))


def columns(rows: list[Any]) -> list[dict[str, object]]:
    return [{name: value for name, value in vars(row).items() if name != "_state"} for row in rows]


def states(rows: list[Any]) -> list[dict[str, object]]:
    """What Django notes of each row and of the one beside it, but for what was read with them."""
    return [
        {name: value for name, value in vars(each._state).items() if name != "fields_cache"}
        for row in rows
        for each in (row, row.organisation)
    ]


def test_whoever_listens_to_rows_being_made_hears_of_each(cast: Cast) -> None:
    heard: list[object] = []

    @composed
    def theirs(house: UUID) -> QuerySet[Post]:
        return Post.objects.filter(organisation=house).select_related("organisation")

    def listen(sender: type, instance: object, **_: object) -> None:
        heard.append(instance)

    post_init.connect(listen, sender=Organisation)
    try:
        found = list(theirs(cast.places.lyngvik.pk))
    finally:
        post_init.disconnect(listen, sender=Organisation)
    assert found
    assert [id(row.organisation) for row in found] == [id(house) for house in heard]


def test_it_is_put_together_once_for_a_shape(cast: Cast) -> None:
    """Twice the first time: the second is the check. Another value costs nothing, another shape does."""
    BUILT.clear()
    for _ in range(3):
        assert list(kept(Asker(uuid4(), frozenset({uuid4()}), "once", "a"), held=True)) == []
    assert BUILT == ["once", "once"]
    list(kept(Asker(uuid4(), frozenset({uuid4(), uuid4()}), "once", "a"), held=True))
    same = uuid4()
    list(kept(Asker(same, frozenset({same}), "once", "a"), held=True))
    assert BUILT == ["once"] * 6


def test_a_choice_between_values_that_are_the_same_is_part_of_the_shape() -> None:
    person = Person.objects.create(name="Ine Holm")

    @composed
    def theirs(one: UUID, other: UUID) -> QuerySet[Person]:
        return Person.objects.filter(pk=one) if one == other else Person.objects.none()

    assert list(theirs(uuid4(), person.pk)) == []
    assert list(theirs(person.pk, person.pk)) == [person]
    assert list(theirs(person.pk, uuid4())) == []


def test_the_first_row_and_what_there_is_no_row_of(cast: Cast) -> None:
    post = Post.objects.order_by("title").first()
    assert post
    assert kept(Asker(post.pk)).get() == kept(Asker(post.pk)).first() == post
    assert kept(Asker(uuid4())).first() is None
    with pytest.raises(Post.DoesNotExist):
        kept(Asker(uuid4())).get()


def test_it_costs_one_statement_and_nothing_where_nothing_can_be(cast: Cast) -> None:
    @composed
    def houses(those: tuple[UUID, ...]) -> QuerySet[Organisation, UUID]:
        return Organisation.objects.filter(pk__in=those).values_list("pk", flat=True)

    [house] = Organisation.objects.values_list("pk", flat=True)[:1]
    with CaptureQueriesContext(connection) as asked:
        assert list(houses(())) == []
        assert list(houses((house,))) == [house]
    assert len(asked) == 1


def test_an_instant_is_a_value() -> None:
    born = now()
    person = Person.objects.create(name="Ine Holm", email_came_back_on=today())

    @composed
    def came_back(before: datetime) -> QuerySet[Person]:
        return Person.objects.filter(email_came_back_on__isnull=False).filter(user__date_joined__lt=before)

    assert list(came_back(born)) == list(came_back(born + timedelta(days=1))) == []
    assert person.pk


@composed
def by_the_clock(post: UUID) -> QuerySet[Appointment]:
    return Appointment.objects.filter(post=post, person__user__date_joined__lt=now())


@composed
def by_what_a_value_gives(post: UUID) -> QuerySet[Post]:
    return Post.objects.filter(title=str(post))


@composed
def by_language(post: UUID) -> QuerySet[Post]:
    return Post.objects.filter(pk=post, title=gettext("Oppgaver"))


@composed
def by_what_is_stored(post: UUID) -> QuerySet[Post]:
    return Post.objects.filter(pk=post, title=Post.objects.values_list("title", flat=True).first())


@composed
def with_more_fetched_after(post: UUID) -> QuerySet[Post]:
    return Post.objects.filter(pk=post).prefetch_related(Prefetch("appointments"))


@pytest.mark.parametrize(
    "read", [by_the_clock, by_what_a_value_gives, by_language, by_what_is_stored, with_more_fetched_after]
)
def test_what_is_made_of_anything_else_is_refused(read: Any) -> None:
    """The clock, what is worked out of a value, the reader's language, what is stored; and rows of which more is fetched."""
    with pytest.raises(NotComposable):
        read(uuid4())


def test_what_is_neither_a_value_nor_a_shape_cannot_be_handed_in() -> None:
    with pytest.raises(NotComposable):
        by_language({"post": uuid4()})  # type: ignore[arg-type] # this is what it is about


def test_another_day_is_another_shape() -> None:
    @composed
    def until(last: date) -> QuerySet[Appointment]:
        return Appointment.objects.filter(valid_from__lte=last)

    with CaptureQueriesContext(connection) as asked:
        list(until(date(2026, 1, 2)))
        list(until(date(2026, 1, 3)))
    assert ["2026-01-02" in asked[0]["sql"], "2026-01-03" in asked[1]["sql"]] == [True, True]
    assert datetime(2026, 1, 2, tzinfo=UTC).date() == date(2026, 1, 2)
