"""Signatures at the same instant: real threads, each with a connection of its own, on rows that are committed."""

import threading
from datetime import date

import pytest
from django.db import connections

from samrad.agreements.commands.finishing import reopen_agreement
from samrad.agreements.models import Signature, Version
from samrad.cooperation import wall
from samrad.kernel.answers import Refused
from samrad.parties.actor import Actor
from samrad.parties.commands import appoint, create_post
from samrad.parties.models import Person
from samrad.parties.queries import actors_of
from tests.cast import MACHINERY, Cast, gather
from tests.situations import approved, do, sign

pytestmark = pytest.mark.usefixtures("own_database")


def test_one_party_signs_once_and_the_other_signs_too() -> None:
    cast = gather()
    second_director = _another_signatory(cast)
    version = approved(cast.director, cast.chief, cast.cooperation)
    outcomes = _at_once(version, [cast.director, second_director, cast.director, cast.chief, cast.chief])
    said = "Dere har allerede undertegnet denne versjonen."
    assert sorted(outcomes) == [said, said, said, "signed", "signed"]
    with wall.acting(cast.slt):
        parties = {signature.party for signature in Signature.objects.filter(version=version)}
    assert parties == {cast.places.lyngvik, cast.places.north}


def test_a_text_opened_meanwhile_is_either_signed_first_or_not_at_all() -> None:
    cast = gather()
    version = approved(cast.director, cast.chief, cast.cooperation)
    opening = threading.Thread(
        target=_in_own_connection,
        args=[lambda: do(cast.slt, reopen_agreement, agreement_id=version.agreement_id, reason="Feil.")],
    )
    opening.start()
    (outcome,) = _at_once(version, [cast.chief])
    opening.join()
    with wall.acting(cast.slt):
        kept = Version.objects.get(pk=version.pk)
        signatures = list(Signature.objects.filter(version=version))
    assert kept.voided_at
    assert (outcome == "signed") == (len(signatures) == 1)
    assert all(signature.signed_at < kept.voided_at for signature in signatures)


def _another_signatory(cast: Cast) -> Actor:
    post = create_post(actor=MACHINERY, organisation=cast.places.lyngvik, function="municipal_director",
                       title="Assisterende kommunedirektør", power="signatory")  # fmt: skip
    person = Person.objects.get(pk=cast.mayor.person)
    appoint(actor=MACHINERY, person=person, post=post, valid_from=date(2024, 1, 1))
    assert person.user
    return next(actor for actor in actors_of(person.user) if actor.may_sign)


def _in_own_connection(deed: object) -> None:
    try:
        deed()  # type: ignore[operator] # a plain function
    finally:
        connections.close_all()


def _at_once(version: Version, actors: list[Actor]) -> list[str]:
    """Everybody signs as one bell rings. Gives back what each was told."""
    bell, outcomes = threading.Barrier(len(actors)), []

    def one(actor: Actor) -> None:
        bell.wait(timeout=20)
        try:
            sign(actor, version)
            outcomes.append("signed")
        except Refused as refusal:
            outcomes.append(str(refusal))

    threads = [threading.Thread(target=_in_own_connection, args=[lambda a=actor: one(a)]) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes
