"""Running agreements of the former kinds are history, never made anew. V-3-l."""

from datetime import date

import pytest

from samrad.agreements.commands.history import register_former_agreement
from samrad.agreements.commands.living import ask_for_revision
from samrad.agreements.models import Agreement
from samrad.agreements.queries.agreements import agreements_in_force
from samrad.cooperation import wall
from samrad.cooperation.models import Choice
from samrad.kernel.answers import Denied, Refused
from samrad.parties.actor import Actor
from tests.cast import Cast, school_cooperation
from tests.situations import do, fresh, in_force

pytestmark = pytest.mark.django_db
FROM, TO = date(2022, 1, 1), date(2028, 12, 31)


def register(actor: Actor, cast: Cast, kind: str = "former_council", **given: object) -> Agreement:
    dates = {"cooperation_id": cast.cooperation.pk, "valid_from": FROM, "valid_to": TO} | given
    return do(actor, register_former_agreement, kind=kind, **dates)


def test_either_party_writes_it_down_and_it_keeps_its_own_end(cast: Cast) -> None:
    council = register(cast.slt, cast)
    service = register(cast.police_contact, cast, "former_service")
    assert [
        (a.scope, a.is_former_kind, a.standing(TO), a.standing(date(2029, 1, 1))) for a in (council, service)
    ] == [
        ("council", True, "in_force", "expired"),
        ("whole", True, "in_force", "expired"),
    ]
    with wall.acting(cast.mayor) as actor:
        assert {a.pk for a in agreements_in_force(actor)} == {council.pk, service.pk}
    choice = Choice.objects.get(organisation=cast.places.lyngvik, matter="agreement")
    assert choice.status == "not_asked"


def test_it_is_never_made_anew(cast: Cast) -> None:
    register(cast.slt, cast, valid_from=date(2023, 3, 27))
    with pytest.raises(Refused, match=r"ikke inngått etter 27\. mars 2023"):
        register(cast.slt, cast, valid_from=date(2023, 3, 28))
    for kind in ("cooperation", "regional", "rubbish"):
        with pytest.raises(Refused, match="Bare politirådsavtaler og avtaler om tjenestetilbud"):
            register(cast.slt, cast, kind)


def test_it_has_sound_dates_and_stands_once(cast: Cast) -> None:
    with pytest.raises(Refused, match="kan ikke slutte før"):
        register(cast.slt, cast, valid_to=date(2021, 1, 1))
    register(cast.slt, cast)
    with pytest.raises(Refused, match="allerede ført inn"):
        register(cast.police_contact, cast)


def test_it_is_for_the_writers_of_municipality_and_police(cast: Cast) -> None:
    for other in (cast.reader, cast.neighbour_mayor, cast.oversight):
        with pytest.raises(Denied):
            register(other, cast)
    school = school_cooperation(cast)
    with pytest.raises(Refused, match="bare inngått mellom kommuner og politiet"):
        register(cast.principal, cast, cooperation_id=school.pk)


def test_it_is_not_revised(cast: Cast) -> None:
    agreement = register(cast.slt, cast)
    with pytest.raises(Refused, match="Denne typen avtale fornyes ikke"):
        do(cast.slt, ask_for_revision, agreement_id=agreement.pk, reason="Vi vil.")


def test_a_new_agreement_supersedes_both(cast: Cast) -> None:
    """A-om-a."""
    former = [register(cast.slt, cast), register(cast.slt, cast, "former_service")]
    in_force(cast.director, cast.chief, cast.cooperation)
    assert [fresh(cast.slt, a).superseded_on for a in former] == [date(2027, 1, 1)] * 2


def test_one_about_the_council_alone_leaves_the_services_in_peace(cast: Cast) -> None:
    """A-om-d, V-3-l."""
    former = [register(cast.slt, cast), register(cast.slt, cast, "former_service")]
    new = in_force(cast.director, cast.chief, cast.cooperation, scope="council")
    assert new.scope == "council"
    assert [fresh(cast.slt, a).superseded_on for a in former] == [date(2027, 1, 1), None]


def test_written_down_late_it_is_superseded_already(cast: Cast) -> None:
    in_force(cast.director, cast.chief, cast.cooperation)
    assert register(cast.slt, cast).superseded_on == date(2027, 1, 1)
    assert register(cast.slt, cast, "former_service").superseded_on == date(2027, 1, 1)
    early = register(cast.slt, cast, valid_from=date(2018, 1, 1), valid_to=date(2020, 12, 31))
    assert early.superseded_on is None
