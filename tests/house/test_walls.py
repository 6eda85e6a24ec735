"""Either wall alone keeps every word in: every address, every person, every secret, read and written.

Three times over: as it is; with the first wall opened by hand, so that only the database holds; and with the second
taken down, so that only the code holds. With both open the words come out, so the test would see it if they did.
"""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import psycopg
import pytest
from django.db import connection
from django.urls import resolve

from samrad.agreements.queries import negotiation
from samrad.cooperation import wall
from samrad.kernel.answers import Answer
from samrad.knowledge.commands.contributions import withdraw_contribution
from samrad.knowledge.commands.freezing import rest_decision_on
from samrad.knowledge.models import FrozenPart
from samrad.knowledge.queries.pictures import frozen_of, picture_visible_to
from samrad.parties import queries as register
from samrad.parties.actor import Actor, actor_of
from samrad.parties.models import Organisation
from tests.cast import Cast, gather
from tests.house.isolation import (
    MAY_SEE,
    WORDS,
    Secret,
    answer_to,
    browsers,
    cells,
    content_seen_by,
    leaks,
    secrets_of,
    words_in,
)
from tests.house.test_house import BORROWED, views
from tests.knowledge.situations import a_decision, a_whole_picture
from tests.meetings.settings import a_council
from tests.situations import do
from tests.visit import uncounted

CLOSED = {302, 403, 404, 405, 409}
EVERYBODY = list(MAY_SEE)
LOGGED_IN = ["slt", "politikontakt", "nabokommune", "nabopoliti", "direktorat"]
type Note = Callable[[str, object], None]


class Walk:
    """Every question asked once: how many, what became of them, and every word that came out where it may not."""

    def __init__(self, secrets: list[Secret], usernames: list[str]) -> None:
        self.became: Counter[int] = Counter()
        self.open_to_strangers: list[str] = []
        self.leaks: list[tuple[str, set[str]]] = []
        self.seen: set[str] = set()
        clients = browsers(usernames)
        for cell in cells(secrets, usernames):
            answer = uncounted(partial(answer_to, clients[cell.username], cell))
            self.became[answer.status_code] += 1
            asked = f"{cell.username or 'nobody'} {cell.method} {cell.address}"
            if not (cell.is_theirs or cell.is_known) and answer.status_code not in CLOSED:
                self.open_to_strangers.append(f"{answer.status_code} {asked}")
            if cell.is_theirs:
                self.seen |= words_in(answer)
            if told := leaks(answer, cell):
                self.leaks.append((asked, told))

    @property
    def words(self) -> set[str]:
        return {word for _asked, told in self.leaks for word in told}


def those_it_belongs_to(cast: Cast) -> list[Actor]:
    return [cast.slt, cast.police_contact, cast.neighbour_mayor, cast.foreign_contact]


def open_the_first_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code takes everybody for everybody: no permission says no, and no query leaves anything out."""
    everyone = frozenset(Organisation.objects.values_list("pk", flat=True))
    monkeypatch.setattr(Actor, "parties", property(lambda actor: everyone))
    for power in ("works_for_a_party", "may_write", "may_sign"):
        monkeypatch.setattr(Actor, power, property(lambda actor: True))
    monkeypatch.setattr(Answer, "__bool__", lambda answer: True)
    monkeypatch.setattr(Answer, "require", lambda answer: None)
    without_borders = lambda appointment: replace(actor_of(appointment), covers=frozenset())  # noqa: E731
    monkeypatch.setattr(register, "actor_of", without_borders)
    everything = lambda model, us, **about: model.objects.filter(**about).order_by()  # noqa: E731
    monkeypatch.setattr(negotiation, "visible", everything)


def take_down_the_second_wall() -> None:
    """As the database's administrator, in a database of the test's own: no row is guarded, and the guard knows everybody."""
    host, name = os.environ["SAMRAD_DATABASE_HOST"], connection.settings_dict["NAME"]
    with psycopg.connect(host=host, user="samrad", dbname=name, autocommit=True) as root:
        for (table,) in root.execute("select relname from pg_class where relrowsecurity").fetchall():
            root.execute(f"alter table {table} no force row level security, disable row level security")
        for function, column in (("cooperations", "cooperation_id"), ("parties", "organisation_id")):
            root.execute(
                f"create or replace function guard.{function}() returns uuid[] language sql stable as "
                f"$$ select array_agg(distinct {column}) from public.cooperation_cooperationparty $$"
            )


@pytest.mark.django_db
def test_nobody_is_told_what_is_not_theirs(cast: Cast, record_property: Note) -> None:
    secrets, owners = secrets_of(cast), those_it_belongs_to(cast)
    before = content_seen_by(owners)
    walk = Walk(secrets, EVERYBODY)
    record_property("cells, both walls", walk.became.total())
    assert walk.leaks == []
    assert walk.seen == WORDS  # those they are for do see them
    assert walk.open_to_strangers == []
    assert {status for status in walk.became if status >= 500} == set()
    assert content_seen_by(owners) == before


@pytest.mark.django_db
def test_with_the_first_wall_open_the_database_holds(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, record_property: Note
) -> None:
    secrets, owners = secrets_of(cast), those_it_belongs_to(cast)
    before = content_seen_by(owners)
    open_the_first_wall(monkeypatch)
    walk = Walk(secrets, [name for name in LOGGED_IN if name != "nabopoliti"])
    assert walk.leaks == []
    assert content_seen_by(owners) == before
    # Inside the cooperation where the draft lies: the police there could write to it by no wall of the database's.
    inside = Walk(secrets, ["nabopoliti"])
    assert inside.leaks == []
    record_property("cells, the database alone", walk.became.total() + inside.became.total())


@pytest.mark.usefixtures("own_database")
def test_with_the_second_wall_down_the_code_holds(record_property: Note) -> None:
    cast = gather()
    secrets, owners = secrets_of(cast), those_it_belongs_to(cast)
    take_down_the_second_wall()
    before = content_seen_by(owners)
    walk = Walk(secrets, LOGGED_IN)
    record_property("cells, the code alone", walk.became.total())
    assert walk.leaks == []
    assert walk.open_to_strangers == []
    assert content_seen_by(owners) == before


@pytest.mark.usefixtures("own_database")
def test_with_the_second_wall_down_a_withdrawn_contribution_is_gone_from_the_frozen_picture() -> None:
    cast = gather()
    council = a_council(cast)
    picture = a_whole_picture(cast, council.pk, "Uro")
    do(cast.slt, rest_decision_on, picture_id=picture.pk, item_id=a_decision(cast, council).item_id)
    with wall.acting(cast.police_contact):
        part = FrozenPart.objects.get(owner=cast.places.north, kind="contribution")
    do(cast.police_contact, withdraw_contribution, contribution_id=part.contribution_id)
    take_down_the_second_wall()
    with wall.acting(cast.slt) as actor:
        assert FrozenPart.objects.filter(pk=part.pk).exists()  # nothing in the database hides it here
        found = frozen_of(actor, picture_visible_to(actor, picture.pk))
    assert found
    assert part.pk not in {row.pk for row in found.parts}
    assert [gone.owner for gone in found.withdrawn] == ["Nordre politidistrikt"]


@pytest.mark.usefixtures("own_database")
def test_with_both_walls_gone_every_word_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """What shows that the walks above would see a leak."""
    secrets = secrets_of(gather())
    take_down_the_second_wall()
    open_the_first_wall(monkeypatch)
    assert Walk(secrets, ["slt", "nabopoliti", "direktorat"]).words >= WORDS


@pytest.mark.django_db
def test_every_address_that_names_something_is_walked(cast: Cast) -> None:
    """A new page joins by standing in the table of addresses; one that no secret names fails here."""
    walked = {resolve(address).route for secret in secrets_of(cast) for address in secret.addresses}
    ours = [view for view in views() if not view.callback.__module__.startswith(BORROWED)]
    named = {
        str(view.pattern) for view in ours if any("uuid:" in part for part in str(view.pattern).split("/"))
    }
    assert len(named) > 25
    assert named - walked == set()
