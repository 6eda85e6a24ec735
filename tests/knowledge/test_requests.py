"""Knowledge is ordered from both, written behind each party's wall, and handed over with a line that says who released it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError

from samrad.cooperation import wall
from samrad.forums.models import Forum, WheelPoint
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import today
from samrad.knowledge.commands.contributions import (
    Given,
    Release,
    change_contribution,
    discard_contribution,
    hand_over_contribution,
    withdraw_contribution,
    write_contribution,
)
from samrad.knowledge.commands.documents import add_document, check_document, remove_document
from samrad.knowledge.commands.processes import Process, change_process, register_process
from samrad.knowledge.commands.requests import Order, change_request, order_knowledge, withdraw_request
from samrad.knowledge.models import Contribution, Document
from samrad.knowledge.queries.requests import (
    contributions_to,
    document_visible_to,
    processes_in,
    request_visible_to,
    requests_in,
    requests_waiting_for,
)
from samrad.knowledge.rules import involvement
from samrad.parties.actor import Actor
from samrad.web.start.waiting import waiting_for
from tests.cast import Cast
from tests.forums.situations import a_council
from tests.knowledge.situations import a_draft_of, a_request, given_to, handed_over
from tests.ledger.reading import kinds
from tests.situations import do

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def council(cast: Cast) -> Forum:
    return a_council(cast)


def seen_by(actor: Actor, request_id: object) -> list[tuple[str, str]]:
    with wall.acting(actor):
        request = request_visible_to(actor, request_id)  # type: ignore[arg-type] # an identifier
        return [(row.title, row.state) for row in contributions_to(actor, request)]


class TestOrdering:
    def test_both_parties_are_asked_and_told_what_waits(self, cast: Cast, council: Forum) -> None:
        """V-4.1.5-f: what, why, by when, of both; it stands in the wheel and among what waits for each."""
        request = a_request(cast.slt, council.pk)
        for actor in (cast.slt, cast.police_contact):
            with wall.acting(actor):
                assert [(row.title, ours) for row, ours in requests_waiting_for(actor)] == [
                    (request.title, True)
                ]
                assert ("Ungdom i sentrum", request.due_on) in [
                    (row.text, row.due) for row in waiting_for(actor)
                ]
        with wall.acting(cast.slt):
            point = WheelPoint.objects.get(pk=request.point_id)
        assert (point.name, point.on, point.mover, point.done_on) == (
            "Kunnskap: Ungdom i sentrum", request.due_on, "both", None,
        )  # fmt: skip
        assert kinds(cast.police_contact, cast.cooperation)[0] == "KnowledgeOrdered"

    def test_the_day_is_done_when_both_have_answered(self, cast: Cast, council: Forum) -> None:
        request = a_request(cast.slt, council.pk)
        given_to(cast.slt, request)
        with wall.acting(cast.police_contact) as actor:
            assert [(row.title, ours) for row, ours in requests_waiting_for(actor)] == [(request.title, True)]
        with wall.acting(cast.slt) as actor:
            assert [ours for _row, ours in requests_waiting_for(actor)] == [False]
            assert WheelPoint.objects.get(pk=request.point_id).done_on is None
        given_to(cast.police_contact, request, "Anmeldelser")
        with wall.acting(cast.slt) as actor:
            assert requests_waiting_for(actor) == []
            assert WheelPoint.objects.get(pk=request.point_id).done_on == today()

    @pytest.mark.parametrize(
        ("order", "sentence"),
        [
            (Order("", "x", today() + DAY), "Skriv hva dere vil vite"),
            (Order("x", "", today() + DAY), "Skriv hva dere vil vite"),
            (Order("x", "x", today() - DAY), "Velg en frist fra i dag"),
            (Order("x", "x", today() + 2_000 * DAY), "Velg en frist fra i dag"),
            (Order("x", "Ring meg på 912 34 567.", today() + DAY), "ligner opplysninger om en person"),
        ],
    )
    def test_what_is_refused(self, cast: Cast, council: Forum, order: Order, sentence: str) -> None:
        with pytest.raises(Refused, match=sentence):
            do(cast.slt, order_knowledge, forum_id=council.pk, order=order)

    def test_a_reader_may_not_and_a_neighbour_finds_nothing(self, cast: Cast, council: Forum) -> None:
        order = Order("x", "x", today() + DAY)
        with pytest.raises(Denied):
            do(cast.reader, order_knowledge, forum_id=council.pk, order=order)
        with pytest.raises(Forum.DoesNotExist):
            do(cast.neighbour_mayor, order_knowledge, forum_id=council.pk, order=order)

    def test_it_can_be_moved_and_taken_back_and_its_day_follows(self, cast: Cast, council: Forum) -> None:
        request = a_request(cast.slt, council.pk)
        later = request.due_on + DAY
        order = Order("Trafikk", "Grunnlag.", later)
        do(cast.police_contact, change_request, request_id=request.pk, order=order, seen=1)
        with wall.acting(cast.slt):
            assert WheelPoint.objects.get(pk=request.point_id).on == later
        with pytest.raises(Stale) as stale:
            do(cast.slt, change_request, request_id=request.pk, order=order, seen=1)
        assert stale.value.theirs == "Trafikk\n\nGrunnlag."
        do(cast.slt, withdraw_request, request_id=request.pk)
        with wall.acting(cast.slt) as actor:
            assert not WheelPoint.objects.filter(pk=request.point_id).exists()
            assert requests_waiting_for(actor) == []
        with pytest.raises(Refused, match="Bestillingen er trukket"):
            a_draft_of(cast.slt, request.pk)
        assert kinds(cast.slt, cast.cooperation)[0] == "RequestWithdrawn"


class TestContributing:
    def test_a_draft_is_its_own_partys_and_nobody_else_knows_that_it_is_there(
        self, cast: Cast, council: Forum
    ) -> None:
        """V-4.1.5-g. Then it is handed over, and stands beside the other's."""
        request = a_request(cast.slt, council.pk)
        draft = a_draft_of(cast.police_contact, request.pk, "Uroen flytter seg")
        assert seen_by(cast.police_contact, request.pk) == [("Uroen flytter seg", "draft")]
        assert seen_by(cast.slt, request.pk) == []
        with wall.acting(cast.slt):
            assert Contribution.objects.count() == 0
            assert [row.contributions.count() for row in requests_in(cast.slt, cast.cooperation)] == [0]
        assert "ContributionWritten" not in kinds(cast.slt, cast.cooperation)
        assert "ContributionWritten" in kinds(cast.police_contact, cast.cooperation)
        handed_over(cast.police_contact, draft)
        given_to(cast.slt, request, "Ungdomsundersøkelsen")
        for actor in (cast.slt, cast.police_contact):
            assert seen_by(actor, request.pk) == [
                ("Uroen flytter seg", "handed_over"), ("Ungdomsundersøkelsen", "handed_over"),
            ]  # fmt: skip

    def test_it_carries_the_line_and_may_not_be_changed_afterwards(self, cast: Cast, council: Forum) -> None:
        """V-5.1-d: who released it, when and on what basis, and whether it may be published, before the other reads it."""
        request = a_request(cast.slt, council.pk)
        draft = a_draft_of(
            cast.police_contact, request.pk, sources="Straffesaksregisteret; samtaler med skolene"
        )
        given = handed_over(cast.police_contact, draft, may_publish=True)
        assert given.released_by
        assert (given.released_by.title, given.released_on, given.basis, given.may_publish) == (
            "Politikontakt", today(), "Ikke taushetsbelagt.", True,
        )  # fmt: skip
        with pytest.raises(Refused, match="Bidraget er levert"):
            do(
                cast.police_contact,
                change_contribution,
                contribution_id=draft.pk,
                given=Given("crime", "x", "x"),
                seen=2,
            )
        with pytest.raises(Denied, match="Motparten har sine egne"):
            do(cast.slt, withdraw_contribution, contribution_id=draft.pk)

    @pytest.mark.parametrize(
        ("release", "sentence"),
        [
            ({"basis": ""}, "Skriv hvilket grunnlag"),
            ({"on": today() + DAY}, "kan ikke være fram i tid"),
            ({"by": "other"}, "Velg en stilling hos dere selv"),
        ],
    )
    def test_a_line_that_is_not_whole_is_refused(
        self, cast: Cast, council: Forum, release: dict[str, object], sentence: str
    ) -> None:
        draft = a_draft_of(cast.police_contact, a_request(cast.slt, council.pk).pk)
        facts = {"by": cast.police_contact.post, "on": today(), "basis": "Åpent.", **release}
        facts["by"] = cast.slt.post if facts["by"] == "other" else facts["by"]
        with pytest.raises(Refused, match=sentence):
            do(
                cast.police_contact, hand_over_contribution, contribution_id=draft.pk,
                release=Release(**facts), seen=1,  # type: ignore[arg-type] # facts of a release
            )  # fmt: skip
        assert seen_by(cast.slt, draft.request_id) == []

    @pytest.mark.parametrize(
        ("more", "sentence"),
        [
            ({"certainty": "høy", "valid_to": today()}, "fenomener, ikke om personer"),
            ({"is_phenomenon": True, "valid_to": today()}, "hvor sikkert det er"),
            ({"is_phenomenon": True, "certainty": "høy"}, "siste dag"),
            ({"is_phenomenon": True, "certainty": "høy", "valid_to": today() - DAY}, "siste dag"),
        ],
    )
    def test_intelligence_is_given_of_phenomena_for_a_time_and_with_how_sure(
        self, cast: Cast, council: Forum, more: dict[str, object], sentence: str
    ) -> None:
        """V-2.1-q."""
        request = a_request(cast.slt, council.pk)
        draft = a_draft_of(cast.police_contact, request.pk, is_intelligence=True, **more)
        with pytest.raises(Refused, match=sentence):
            handed_over(cast.police_contact, draft)
        assert seen_by(cast.slt, request.pk) == []

    def test_intelligence_that_is_sound_goes_over_and_shows_when_it_is_past(
        self, cast: Cast, council: Forum
    ) -> None:
        """V-2.1-q: flagged from the day after its last day."""
        facts = {"is_intelligence": True, "is_phenomenon": True, "certainty": "middels", "valid_to": today()}
        given = handed_over(
            cast.police_contact, a_draft_of(cast.police_contact, a_request(cast.slt, council.pk).pk, **facts)
        )
        assert not given.is_stale
        with time_machine.travel(today() + DAY):
            assert given.is_stale

    def test_two_colleagues_never_overwrite_each_other(self, cast: Cast, council: Forum) -> None:
        draft = a_draft_of(cast.slt, a_request(cast.slt, council.pk).pk)
        do(
            cast.mayor,
            change_contribution,
            contribution_id=draft.pk,
            given=Given("needs", "Ny", "Tekst"),
            seen=1,
        )
        with pytest.raises(Stale) as stale:
            do(
                cast.slt,
                change_contribution,
                contribution_id=draft.pk,
                given=Given("crime", "x", "x"),
                seen=1,
            )
        assert stale.value.theirs == "Ny\nTekst"

    def test_nothing_to_give_is_a_complete_answer_with_its_reason(self, cast: Cast, council: Forum) -> None:
        request = a_request(cast.slt, council.pk)
        with pytest.raises(Refused, match="Skriv hvorfor dere ikke har noe"):
            do(cast.slt, write_contribution, request_id=request.pk, given=Given("nothing"))
        draft = do(
            cast.slt,
            write_contribution,
            request_id=request.pk,
            given=Given("nothing", text="Ingen egne tall."),
        )
        handed_over(cast.slt, draft)
        with wall.acting(cast.slt) as actor:
            assert [ours for _row, ours in requests_waiting_for(actor)] == [False]

    def test_a_draft_is_thrown_away_whole(self, cast: Cast, council: Forum) -> None:
        draft = a_draft_of(cast.slt, a_request(cast.slt, council.pk).pk)
        do(cast.slt, add_document, contribution_id=draft.pk, filename="tall.txt", data=b"tall")
        do(cast.slt, discard_contribution, contribution_id=draft.pk)
        with wall.acting(cast.slt):
            assert (Contribution.objects.count(), Document.objects.count()) == (0, 0)


class TestFigures:
    def test_small_counts_and_what_gives_them_away_are_never_kept(self, cast: Cast, council: Forum) -> None:
        typed = "Vold; 2025; 3\nTyveri; 2025; 40\nHærverk; 2025; 12\nI alt; 2025; 55"
        draft = a_draft_of(cast.slt, a_request(cast.slt, council.pk).pk, figures=typed)
        assert draft.figures == [
            ("Vold", "2025", None, "small"),
            ("Tyveri", "2025", 40, "shown"),
            ("Hærverk", "2025", None, "guarding"),
            ("I alt", "2025", 55, "shown"),
        ]

    @pytest.mark.parametrize("line", ["Vold; 2025", "Vold; i fjor; 5", "Vold; 2025; fem", "; 2025; 5"])
    def test_a_line_that_cannot_be_read_is_named(self, cast: Cast, council: Forum, line: str) -> None:
        request = a_request(cast.slt, council.pk)
        with pytest.raises(Refused, match="linje 2"):
            a_draft_of(cast.slt, request.pk, figures=f"Tyveri; 2025; 9\n{line}")


class TestFiles:
    def test_a_file_follows_its_contribution_over(self, cast: Cast, council: Forum) -> None:
        draft = a_draft_of(cast.slt, a_request(cast.slt, council.pk).pk)
        file = do(cast.slt, add_document, contribution_id=draft.pk, filename="tall.txt", data=b"Tall")
        with pytest.raises(Document.DoesNotExist):
            do(cast.police_contact, document_visible_to, document_id=file.pk)
        handed_over(cast.slt, draft)
        assert bytes(do(cast.police_contact, document_visible_to, document_id=file.pk).data) == b"Tall"
        with pytest.raises(Refused, match="Bidraget er levert"):
            do(cast.slt, remove_document, document_id=file.pk)

    def test_it_waits_in_quarantine_and_is_refused_for_good(
        self, cast: Cast, council: Forum, settings: object
    ) -> None:
        settings.SCANNER = "127.0.0.1:1"  # type: ignore[attr-defined] # pytest-django's own
        draft = a_draft_of(cast.slt, a_request(cast.slt, council.pk).pk)
        file = do(cast.slt, add_document, contribution_id=draft.pk, filename="tall.txt", data=b"Tall")
        with pytest.raises(Refused, match="ikke kontrollert ennå"):
            handed_over(cast.slt, draft)
        checked = do(cast.slt, check_document, document_id=file.pk, scan=lambda _data: "Eicar")
        assert (checked.state, bytes(checked.data)) == ("refused", b"")
        with pytest.raises(Document.DoesNotExist):
            do(cast.slt, document_visible_to, document_id=file.pk)


class TestTakingBack:
    def test_its_words_figures_and_files_are_gone_for_everybody(self, cast: Cast, council: Forum) -> None:
        request = a_request(cast.slt, council.pk)
        draft = a_draft_of(cast.police_contact, request.pk, "Uroen", "FJELLREV", figures="Uro; 2025; 90")
        do(cast.police_contact, add_document, contribution_id=draft.pk, filename="x.txt", data=b"FJELLREV")
        handed_over(cast.police_contact, draft)
        do(cast.police_contact, withdraw_contribution, contribution_id=draft.pk)
        assert (
            seen_by(cast.slt, request.pk) == [("", "withdrawn")] == seen_by(cast.police_contact, request.pk)
        )
        with wall.acting(cast.police_contact):
            left = Contribution.objects.get(pk=draft.pk)
            assert (left.text, left.figures, left.basis, left.withdrawn_on) == ("", [], "", today())
            assert Document.objects.count() == 0
        with wall.acting(cast.slt) as actor:
            assert [ours for _row, ours in requests_waiting_for(actor)] == [True]

    def test_the_database_keeps_no_word_of_it(self, cast: Cast, council: Forum) -> None:
        given = given_to(cast.slt, a_request(cast.slt, council.pk))
        with pytest.raises(DatabaseError, match="what_is_withdrawn_holds_no_word"), wall.acting(cast.slt):
            Contribution.objects.filter(pk=given.pk).update(state="withdrawn")


class TestProcesses:
    @pytest.mark.parametrize(
        ("is_actor", "involved", "decides", "now", "state"),
        [
            (False, None, None, 90, "outside"),
            (True, 0, None, 90, "in_time"),
            (True, 14, None, 90, "in_time"),
            (True, 15, None, 90, "late"),
            (True, 10, 9, 90, "late"),
            (True, None, None, 14, "waiting"),
            (True, None, None, 15, "missing"),
            (True, None, 5, 6, "missing"),
        ],
    )
    def test_the_municipality_is_in_from_the_start(
        self, is_actor: bool, involved: int | None, decides: int | None, now: int, state: str
    ) -> None:
        """V-4.1.6-d: within fourteen days, and always before the first decision."""
        day = lambda number: None if number is None else today() + number * DAY  # noqa: E731
        assert involvement(today(), is_actor, day(involved), day(decides), today() + now * DAY) == state

    def test_the_police_tell_and_the_municipality_sees(self, cast: Cast, council: Forum) -> None:
        """V-4.1.6-c: a process is tied to what the council has asked for."""
        request = a_request(cast.slt, council.pk)
        process = Process("priorities", "Ungdom i sentrum", today(), True, request_id=request.pk)
        made = do(cast.police_contact, register_process, cooperation_id=cast.cooperation.pk, process=process)
        with wall.acting(cast.slt) as actor:
            assert [(row.topic, row.request) for row in processes_in(actor, cast.cooperation)] == [
                ("Ungdom i sentrum", request)
            ]
        with pytest.raises(Denied, match="Prosessene er politiets"):
            do(cast.slt, register_process, cooperation_id=cast.cooperation.pk, process=process)
        over = Process(
            "priorities",
            "Ungdom",
            today(),
            True,
            involved_on=today(),
            ended_on=today(),
            outcome="Utekontakt.",
        )
        do(cast.police_contact, change_process, process_id=made.pk, process=over, seen=1)
        with pytest.raises(Stale):
            do(cast.police_contact, change_process, process_id=made.pk, process=over, seen=1)

    @pytest.mark.parametrize(
        ("process", "sentence"),
        [
            (Process("measures", "", today(), True), "Skriv hva prosessen handler om"),
            (Process("measures", "x", today(), False), "Skriv hvorfor kommunen ikke er med"),
            (Process("measures", "x", today(), True, involved_on=today() + DAY), "fram i tid"),
            (Process("measures", "x", today(), True, ended_on=today() - DAY), "kan ikke slutte før"),
        ],
    )
    def test_what_is_refused(self, cast: Cast, process: Process, sentence: str) -> None:
        with pytest.raises(Refused, match=sentence):
            do(cast.police_contact, register_process, cooperation_id=cast.cooperation.pk, process=process)
