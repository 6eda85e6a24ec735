"""Where a person's mail goes, and in which language it is written."""

import pytest

from samrad.kernel.answers import Denied, Refused
from samrad.parties.commands import change_address, choose_language, note_that_mail_came_back
from samrad.parties.events import AddressCameBack, AddressChanged, LanguageChosen
from samrad.parties.models import Person
from samrad.parties.queries import addresses_that_came_back, language_of_person
from tests.cast import MACHINERY, Cast
from tests.situations import do

pytestmark = pytest.mark.django_db
OTHERS = "Bare den som drifter løsningen, kan endre hvem som har hvilken rolle"


def person_of(cast: Cast) -> Person:
    return Person.objects.get(pk=cast.slt.person)


class TestTheAddress:
    def test_is_the_persons_own_to_change_or_the_operators(self, cast: Cast, heard: list[object]) -> None:
        for actor in (cast.slt, cast.operator):
            do(actor, change_address, person_id=cast.slt.person, email="ny@lyngvik.test")
        assert person_of(cast).email == "ny@lyngvik.test"
        assert heard == [AddressChanged(cast.slt.person)] * 2  # type: ignore[arg-type] # a person
        with pytest.raises(Denied, match=OTHERS):
            do(cast.mayor, change_address, person_id=cast.slt.person, email="ny@lyngvik.test")

    @pytest.mark.parametrize(
        ("given", "kept"),
        [("", ""), ("a@blåbær.test", "a@xn--blbr-roah.test"), (" a.b+c@x.test ", "a.b+c@x.test")],
    )
    def test_is_kept_as_mail_servers_take_it(self, cast: Cast, given: str, kept: str) -> None:
        do(cast.slt, change_address, person_id=cast.slt.person, email=given)
        assert person_of(cast).email == kept

    @pytest.mark.parametrize(
        "wrong", ["a", "a@b", "@", "a@..", "å@x.test", "a@x.test\nBcc: b@x.test", "a@" + "x" * 70 + ".test"]
    )
    def test_that_is_none_is_refused(self, cast: Cast, wrong: str) -> None:
        with pytest.raises(Refused, match="Dette er ikke en e-postadresse"):
            do(cast.slt, change_address, person_id=cast.slt.person, email=wrong)

    def test_that_came_back_is_noted_while_it_is_still_the_one(self, cast: Cast, heard: list[object]) -> None:
        do(MACHINERY, note_that_mail_came_back, person_id=cast.slt.person, email="old@lyngvik.test")
        assert (addresses_that_came_back(), heard) == (0, [])
        do(MACHINERY, note_that_mail_came_back, person_id=cast.slt.person, email="marit.eide@lyngvik.test")
        assert (addresses_that_came_back(), heard) == (1, [AddressCameBack(cast.slt.person)])  # type: ignore[arg-type]
        with pytest.raises(Denied, match=OTHERS):
            do(cast.slt, note_that_mail_came_back, person_id=cast.slt.person, email="marit.eide@lyngvik.test")


class TestTheLanguage:
    def test_is_the_choice_else_the_written_form_of_the_house(self, cast: Cast, heard: list[object]) -> None:
        neighbour = Person.objects.get(pk=cast.neighbour_mayor.person)
        assert (language_of_person(person_of(cast)), language_of_person(neighbour)) == ("nb", "nn")
        do(cast.slt, choose_language, person_id=cast.slt.person, language="en")
        assert language_of_person(person_of(cast)) == "en"
        do(cast.slt, choose_language, person_id=cast.slt.person, language="")
        assert language_of_person(person_of(cast)) == "nb"
        assert heard == [LanguageChosen(cast.slt.person, code) for code in ("en", "")]  # type: ignore[arg-type]

    def test_that_samrad_does_not_have_is_refused(self, cast: Cast) -> None:
        with pytest.raises(Refused, match="Samråd finnes på bokmål, nynorsk og engelsk"):
            do(cast.slt, choose_language, person_id=cast.slt.person, language="de")
        with pytest.raises(Denied, match=OTHERS):
            do(cast.mayor, choose_language, person_id=cast.slt.person, language="nn")


def test_the_invented_people_have_addresses_that_reach_nobody(cast: Cast) -> None:
    addresses = Person.objects.filter(is_fictional=True).values_list("email", flat=True)
    assert len(addresses) == 11 and all(address.endswith(".test") for address in addresses)
