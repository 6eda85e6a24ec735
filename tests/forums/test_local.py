"""A forum does otherwise than the guide advises, with its own reason; a municipality leaves a region."""

from datetime import timedelta

import pytest

from samrad.cooperation import wall
from samrad.forums.commands.local import choose_otherwise, take_back_choice
from samrad.forums.models import Forum, LocalChoice
from samrad.forums.queries import forum_visible_to, local_choices_of
from samrad.kernel import clock
from samrad.kernel.answers import Refused
from samrad.kernel.clock import now, today
from samrad.ledger.models import Entry
from tests.cast import Cast
from tests.meetings.settings import a_council
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
ADVICE, IN_A_YEAR = "Rådet har ikke administrativ ledelse i kommunen som medlem.", timedelta(days=365)
REASON = "Varaordføreren har fullmakt fra kommunedirektøren."


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast, with_the_school=True)


def chosen(cast: Cast, forum: Forum, **given: object) -> LocalChoice:
    usual = {"advice": "administrative", "reason": REASON, "look_again_on": today() + IN_A_YEAR}
    return do(cast.police_contact, choose_otherwise, forum_id=forum.pk, **usual | given)


class TestALocalReason:
    def test_silences_the_advice_for_both_until_the_day_to_look_again(self, cast: Cast, forum: Forum) -> None:
        """V-1.1-b: shown no more until the reason's review date, and kept as the parties' own."""
        home = f"/forum/{forum.pk}/"
        assert ADVICE in visit(login_as("slt"), home).text
        chosen(cast, forum)
        for username in ("slt", "politikontakt"):
            page = visit(login_as(username), home)
            assert (ADVICE in page.text, REASON in page.text) == (False, True)
            assert ADVICE not in visit(login_as(username), "/samarbeid/lyngvik/").text
        assert REASON not in visit(login_as("skole"), home).text
        with clock.set_to(now() + IN_A_YEAR + timedelta(days=1)):
            assert ADVICE in visit(login_as("slt"), home).text

    def test_can_be_taken_back_and_stays_in_what_happened(self, cast: Cast, forum: Forum) -> None:
        """V-1.1-b."""
        first = chosen(cast, forum)
        chosen(cast, forum, reason="En annen grunn.")
        with wall.acting(cast.slt) as actor:
            (living,) = local_choices_of(actor, forum_visible_to(actor, forum.pk))
        assert (living.reason, living.pk != first.pk) == ("En annen grunn.", True)
        page = send(login_as("slt"), f"/lokalt-valg/{living.pk}/ta-tilbake/")
        assert ADVICE in page.text
        with pytest.raises(Refused, match="Valget er allerede tatt tilbake"):
            do(cast.slt, take_back_choice, choice_id=living.pk)
        with wall.acting(cast.slt):
            assert LocalChoice.objects.count() == 2
            kinds = Entry.objects.filter(kind__startswith="LocalReason").order_by("seq")
            assert [row.kind for row in kinds] == [
                "LocalReasonGiven", "LocalReasonGiven", "LocalReasonTakenBack",
            ]  # fmt: skip

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"reason": " "}, "Skriv kort hvorfor dere gjør det annerledes"),
            ({"look_again_on": today()}, "Velg en dag de neste fire årene"),
            ({"look_again_on": today() + timedelta(days=2_000)}, "Velg en dag de neste fire årene"),
        ],
    )
    def test_needs_words_and_a_day(
        self, cast: Cast, forum: Forum, given: dict[str, object], sentence: str
    ) -> None:
        with pytest.raises(Refused, match=sentence):
            chosen(cast, forum, **given)

    def test_is_the_parties_to_give(self, cast: Cast, forum: Forum) -> None:
        given = {"advice": "administrative", "reason": REASON, "look_again_on": today() + IN_A_YEAR}
        for outsider in (cast.principal, cast.foreign_contact):
            with pytest.raises(Forum.DoesNotExist):
                do(outsider, choose_otherwise, forum_id=forum.pk, **given)

    def test_is_no_choice_of_the_cooperations(self, cast: Cast, forum: Forum) -> None:
        chosen(cast, forum)
        page = visit(login_as("slt"), "/samarbeid/lyngvik/")
        assert "Tre frivillige valg" in page.text
        assert "Slik har vi valgt det" not in page.text

    def test_is_written_on_a_page(self, cast: Cast, forum: Forum) -> None:
        client, address = login_as("slt"), f"/forum/{forum.pk}/annerledes/"
        visit(client, address)
        day = (today() + IN_A_YEAR).isoformat()
        given = {"advice": "administrative", "reason": "", "look_again_on": day}
        assert "Fyll ut feltet." in send(client, address, given, status=422).text
        page = send(client, address, given | {"reason": REASON})
        assert "Slik har vi valgt det" in page.text
        page = visit(client, address, status=409)
        assert "Det er ingen råd å velge bort nå." in page.text
