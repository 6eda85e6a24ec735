"""Several questions in one statement give what each gives alone."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.test.utils import CaptureQueriesContext

from samrad.kernel.together import Steps, Wanted, question, together
from samrad.parties.models import Appointment, Organisation, Post
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@question
def rows_of(*wanted: QuerySet[Any, Any]) -> Steps[list[list[Any]]]:
    """All of it in one step."""
    found = yield list(wanted)
    return found


@question
def houses_of(power: str) -> Steps[list[str]]:
    """In two steps: the second needs what the first found."""
    [houses] = yield [Post.objects.filter(power=power).order_by("pk").values_list("organisation", flat=True)]
    [names] = yield [
        Organisation.objects.filter(pk__in=houses).order_by("name").values_list("name", flat=True)
    ]
    return names


def columns(thing: Any) -> dict[str, object]:
    return {name: value for name, value in vars(thing).items() if name != "_state"}


def test_rows_come_as_each_would_be_read_alone(cast: Cast) -> None:
    """Models with what is fetched along and what is counted; values with dates, identifiers and numbers; in their order."""
    held = Exists(Post.objects.filter(pk=OuterRef("post"), power="signatory"))
    models = Appointment.objects.select_related("person", "post__organisation").order_by("-valid_from", "pk")
    models = models.annotate(covered=Count("post__coverages"), may_sign=held)
    values = Organisation.objects.order_by("name").values_list("name", "pk", "valid_from", "population")
    flat, names = values.values_list("pk", flat=True), values.values("name").distinct()
    with CaptureQueriesContext(connection) as asked:
        found = rows_of(models, values, flat, names)
    assert len(asked) == 1
    assert found[1:] == [list(values), list(flat), list(names)]
    for one, other in zip(found[0], models, strict=True):
        assert columns(one) == columns(other)
        assert columns(one.person) == columns(other.person)
        assert columns(one.post.organisation) == columns(other.post.organisation)


def test_what_can_give_nothing_is_not_asked_and_what_is_wanted_twice_is_asked_once(cast: Cast) -> None:
    nothing, towns = Organisation.objects.filter(pk__in=[]), Organisation.objects.order_by("name")
    with CaptureQueriesContext(connection) as asked:
        found = rows_of(nothing, towns.all(), towns.all())
        assert rows_of(nothing, nothing) == [[], []]
    assert found == [[], list(towns), list(towns)]
    assert (len(asked), asked[0]["sql"].count("json_agg")) == (1, 1)


def test_questions_of_different_length_go_beside_each_other(cast: Cast) -> None:
    """One statement for each step; alone each asks its own."""
    alone = [houses_of("signatory"), houses_of("none"), *rows_of(Post.objects.filter(power="none"))]
    with CaptureQueriesContext(connection) as asked:
        steps = [
            houses_of.steps("signatory"),
            houses_of.steps("none"),
            rows_of.steps(Post.objects.filter(power="none")),
        ]
        signing, others, [posts] = together(steps)
    assert [signing, others, posts] == alone
    assert signing != others
    assert len(asked) == 2


def test_a_question_without_steps_and_no_question_at_all_cost_nothing() -> None:
    def silent() -> Steps[str]:
        if False:
            yield []
        return "said"

    assert (together([silent()]), together([])) == (["said"], [])


def test_a_question_that_breaks_breaks_the_whole(cast: Cast) -> None:
    def breaking() -> Steps[str]:
        wanted: Wanted = [Post.objects.all()]
        yield wanted
        raise Post.DoesNotExist

    with pytest.raises(Post.DoesNotExist):
        together([breaking(), houses_of.steps("none")])
