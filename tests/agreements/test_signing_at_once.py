"""Signatures at the same instant: real threads, each with a connection of its own, on rows that are committed."""

from datetime import date
from functools import partial

import pytest

from samrad.agreements.commands.finishing import reopen_agreement
from samrad.agreements.models import Signature, Version
from samrad.cooperation import wall
from samrad.parties.actor import Actor
from samrad.parties.commands import appoint, create_post
from samrad.parties.models import Person
from samrad.parties.queries import actors_of
from tests.at_once import at_once
from tests.cast import MACHINERY, Cast, gather
from tests.situations import approved, do, sign

pytestmark = pytest.mark.usefixtures("own_database")


def test_one_party_signs_once_and_the_other_signs_too() -> None:
    cast = gather()
    second_director = _another_signatory(cast)
    version = approved(cast.director, cast.chief, cast.cooperation)
    actors = (cast.director, second_director, cast.director, cast.chief, cast.chief)
    outcomes = at_once([partial(sign, actor, version) for actor in actors])
    said = "Dere har allerede undertegnet denne versjonen."
    assert [each for each in outcomes if isinstance(each, str)] == [said, said, said]
    assert len(outcomes) == 5
    with wall.acting(cast.slt):
        parties = {signature.party for signature in Signature.objects.filter(version=version)}
    assert parties == {cast.places.lyngvik, cast.places.north}


def test_a_text_opened_meanwhile_is_either_signed_first_or_not_at_all() -> None:
    cast = gather()
    version = approved(cast.director, cast.chief, cast.cooperation)
    opened = partial(do, cast.slt, reopen_agreement, agreement_id=version.agreement_id, reason="Feil.")
    told = at_once([opened, partial(sign, cast.chief, version)])
    with wall.acting(cast.slt):
        kept = Version.objects.get(pk=version.pk)
        signatures = list(Signature.objects.filter(version=version))
    assert kept.voided_at
    assert len([each for each in told if isinstance(each, str)]) == 1 - len(signatures)
    assert all(signature.signed_at < kept.voided_at for signature in signatures)


def _another_signatory(cast: Cast) -> Actor:
    post = create_post(actor=MACHINERY, organisation=cast.places.lyngvik, function="municipal_director",
                       title="Assisterende kommunedirektør", power="signatory")  # fmt: skip
    person = Person.objects.get(pk=cast.mayor.person)
    appoint(actor=MACHINERY, person=person, post=post, valid_from=date(2024, 1, 1))
    assert person.user
    return next(actor for actor in actors_of(person.user) if actor.may_sign)
