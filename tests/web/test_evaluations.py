"""Evaluations on the page: from the question whether to look back, through everybody's own answers, to what was learned."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samrad.cooperation import wall
from samrad.evaluations.commands.evaluating import open_answers
from samrad.evaluations.models import Evaluation, LearningPoint, Report
from samrad.evaluations.queries.evaluations import points_of
from samrad.forums.models import Forum
from samrad.kernel.clock import today
from samrad.meetings.models import AgendaItem, Task
from tests.cast import Cast
from tests.evaluations.situations import an_evaluation, answer, fresh, questions
from tests.meetings.settings import a_council
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
SITTING = ("mayor", "chief", "slt", "police_contact", "principal")


@pytest.fixture
def forum(cast: Cast) -> Forum:
    return a_council(cast, with_the_school=True)


@pytest.fixture
def slt(cast: Cast) -> Client:
    return login_as("slt")


def an_open_one(cast: Cast, forum: Forum, **given: object) -> Evaluation:
    evaluation = an_evaluation(cast, forum, **given)
    for number, who in enumerate(SITTING):
        answer(getattr(cast, who), evaluation, f"Svar {number}", level=2)
    return do(cast.slt, open_answers, evaluation_id=evaluation.pk)


def only_point(cast: Cast, evaluation: Evaluation) -> LearningPoint:
    with wall.acting(cast.slt):
        return points_of(cast.slt, evaluation)[0]


class TestLookingBack:
    def test_goes_from_the_first_question_to_what_was_learned(
        self, cast: Cast, forum: Forum, slt: Client
    ) -> None:
        home = visit(slt, "/samarbeid/lyngvik/evaluering/")
        assert "Ikke evaluert ennå" in home.text
        begin = f"/forum/{forum.pk}/evaluering/ny/"
        assert visit(slt, begin).h1 == "Evaluer Politirådet i Lyngvik"
        year = today().year - 1
        made = send(
            slt,
            begin,
            {
                "title": "Fjoråret", "method": "six", "questions": ["status", "internal", "ahead"],
                "period_from": f"{year}-01-01", "period_to": f"{year}-12-31", "way": "named",
                "answer_by": (today() + timedelta(days=7)).isoformat(),
            },
        )  # fmt: skip
        assert "Medlemmene er spurt." in made.text
        assert made.h1 == "Fjoråret"
        with wall.acting(cast.slt):
            evaluation = Evaluation.objects.get()
        for username, word in (
            ("ordforer", "Bra"),
            ("enhetsleder", "Fint"),
            ("slt", "Ja"),
            ("politikontakt", "Nei"),
            ("skole", "Vel"),
        ):
            client = login_as(username)
            assert "Svar på evalueringen «Fjoråret»" in visit(client, "/").text
            thanks = send(
                client,
                f"/evaluering/{evaluation.pk}/svar/",
                {"text_1": word, "level_1": "2", "text_2": "", "text_3": ""},
            )
            assert "ligger lukket" in thanks.text
            assert "Bra" not in thanks.text
        opened = send(slt, f"/evaluering/{evaluation.pk}/apne/")
        assert "Svarene er åpnet for alle" in opened.text
        assert "Dette virker dårlig for mange." in opened.text
        first = questions(cast.slt, evaluation)[0]
        written = send(
            slt, f"/evaluering/sporsmal/{first.pk}/", {"text": "Vi møtes for sjelden.", "seen": "0"}
        )
        assert "Vi møtes for sjelden." in written.text
        matter = send(slt, f"/evaluering/sporsmal/{first.pk}/meld-sak/")
        assert matter.h1 == "Status for samarbeidet: Fjoråret"
        add = f"/evaluering/{evaluation.pk}/laringspunkt/"
        noted = send(slt, add, {"text": "Fire møter i året", "kind": "ahead", "rests_on": [str(first.pk)]})
        assert "Fire møter i året" in noted.text
        done = send(
            slt, f"/evaluering/{evaluation.pk}/ferdig/", {"seen": str(fresh(cast.slt, evaluation.pk).version)}
        )
        assert "1 læringspunkt venter på at dere bestemmer hva det blir til." in done.text
        assert "Fjoråret" in visit(slt, f"/forum/{forum.pk}/evaluering/over-tid/").text

    def test_asks_for_what_is_missing_and_keeps_what_was_typed(
        self, cast: Cast, forum: Forum, slt: Client
    ) -> None:
        refused = send(slt, f"/forum/{forum.pk}/evaluering/ny/", {"title": "Fjoråret"}, status=422)
        assert 'value="Fjoråret"' in refused.html
        evaluation = an_evaluation(cast, forum)
        kept = send(
            slt, f"/evaluering/{evaluation.pk}/svar/", {"text_1": "Ring Kari på 91 23 45 67"}, status=422
        )
        assert "Ring Kari på 91 23 45 67" in kept.html

    def test_shows_both_texts_when_two_write_at_once(self, cast: Cast, forum: Forum, slt: Client) -> None:
        first = questions(cast.slt, an_open_one(cast, forum))[0]
        address = f"/evaluering/sporsmal/{first.pk}/"
        send(login_as("politikontakt"), address, {"text": "Politiets ord", "seen": "0"})
        stale = send(slt, address, {"text": "Kommunens ord", "seen": "0"}, status=422)
        assert "Politiets ord" in stale.text
        assert "Kommunens ord" in stale.text
        saved = send(slt, address, {"text": "Felles ord", "seen": "1"})
        assert "Felles ord" in saved.text
        assert "Les versjon 1" in visit(slt, address).text

    def test_of_a_project_has_five_questions_and_claims_nothing_of_councils(
        self, cast: Cast, forum: Forum, slt: Client
    ) -> None:
        """V-7-m: an optional way for projects; KS's guide and whom it is made for are one link away."""
        address = f"/forum/{forum.pk}/evaluering/ny/"
        page = visit(slt, address)
        assert "Prosjektevaluering er for et avgrenset prosjekt, ikke for et politiråd." in page.text
        assert "/veilederen/kilder/#ks-egenevaluering" in page.links
        given = {"title": "Natteravn", "method": "project", "way": "together"}
        given |= {"period_from": "2025-01-01", "period_to": "2025-12-31"}
        begun = send(slt, address, given)
        asked = ("Målet", "Gjennomføringen", "Hvem vi nådde", "Resultatet", "Videre")
        assert [words for words in asked if words not in begun.text] == []
        assert begun.text.count("Prosjektevaluering ·") == 1

    def test_of_a_meeting_is_three_short_questions(self, cast: Cast, forum: Forum, slt: Client) -> None:
        from tests.meetings.settings import a_meeting

        meeting = a_meeting(cast, forum)
        shown = visit(slt, f"/forum/{forum.pk}/evaluering/ny/?mote={meeting.pk}")
        assert shown.h1 == "Se tilbake på Vintermøte"


class TestALearningPoint:
    @pytest.fixture
    def point(self, cast: Cast, forum: Forum, slt: Client) -> LearningPoint:
        evaluation = an_open_one(cast, forum)
        send(
            slt, f"/evaluering/{evaluation.pk}/laringspunkt/", {"text": "Fire møter i året", "kind": "ahead"}
        )
        return only_point(cast, evaluation)

    def test_becomes_a_task_with_owner_and_deadline(
        self, cast: Cast, slt: Client, point: LearningPoint
    ) -> None:
        """V-7-c, V-1-c: with a post that owns it and a day."""
        address = f"/evaluering/laringspunkt/{point.pk}/"
        due = today() + timedelta(days=30)
        missing = send(slt, f"{address}oppgave/", {"text": "x", "seen": "1"}, status=422)
        assert "Velg" in missing.text
        given = {"text": "Sett opp fire møter", "owner_id": str(cast.slt.post), "due_on": due.isoformat()}
        done = send(slt, f"{address}oppgave/", given | {"seen": "1"})
        assert "Sett opp fire møter" in done.text
        with wall.acting(cast.chief):
            task = Task.objects.get()
            assert (task.owner_id, task.due_on) == (cast.slt.post, due)
        again = send(slt, f"{address}oppgave/", given | {"seen": "2"}, status=422)
        assert "allerede bestemt" in again.text

    def test_becomes_a_matter_in_one_press(self, cast: Cast, slt: Client, point: LearningPoint) -> None:
        done = send(slt, f"/evaluering/laringspunkt/{point.pk}/sak/", {"seen": "1"})
        assert "meldt som sak" in done.text
        with wall.acting(cast.chief):
            assert AgendaItem.objects.get().title == "Fire møter i året"

    def test_waits_for_the_next_agreement_and_is_taken_into_ones_own_draft(
        self, cast: Cast, slt: Client, point: LearningPoint
    ) -> None:
        from tests.situations import a_draft

        listed = send(slt, f"/evaluering/laringspunkt/{point.pk}/neste-avtale/", {"clause": "", "seen": "1"})
        assert "listen til neste avtale" in listed.text
        assert "Fire møter i året" in visit(slt, "/samarbeid/lyngvik/evaluering/").text
        draft = a_draft(cast.slt, cast.cooperation)
        taken = send(slt, f"/evaluering/laringspunkt/{point.pk}/utkast/", {"agreement": str(draft.pk)})
        assert "ligger i utkastet hos dere" in taken.text
        police = login_as("politikontakt")
        assert "utkastet hos dere" not in visit(police, f"/evaluering/laringspunkt/{point.pk}/").text
        send(police, f"/evaluering/laringspunkt/{point.pk}/utkast/", {"agreement": str(draft.pk)}, status=403)

    def test_may_change_nothing_with_a_reason(self, cast: Cast, slt: Client, point: LearningPoint) -> None:
        address = f"/evaluering/laringspunkt/{point.pk}/ingen-endring/"
        send(slt, address, {"reason": "", "seen": "1"}, status=422)
        done = send(slt, address, {"reason": "Vi prøver en gang til", "seen": "1"})
        assert "Vi prøver en gang til" in done.text

    def test_is_changed_and_taken_away_until_something_comes_of_it(
        self, slt: Client, point: LearningPoint
    ) -> None:
        address = f"/evaluering/laringspunkt/{point.pk}/"
        changed = send(
            slt, f"{address}endre/", {"text": "Tre møter", "kind": "weakness", "position": "1", "seen": "1"}
        )
        assert "Tre møter" in changed.text
        assert "tatt bort" in send(slt, f"{address}ta-bort/").text


class TestThePages:
    def test_show_an_external_member_the_forums_evaluation_and_no_more(
        self, cast: Cast, forum: Forum
    ) -> None:
        evaluation = an_open_one(cast, forum)
        school = login_as("skole")
        assert "Svar 0" in visit(school, f"/evaluering/{evaluation.pk}/").text
        visit(school, "/samarbeid/lyngvik/evaluering/", status=404)
        for username in ("nabopoliti", "nabokommune", "direktorat", "drift"):
            visit(login_as(username), f"/evaluering/{evaluation.pk}/", status=404)

    def test_cost_the_same_with_one_and_with_three(self, cast: Cast, forum: Forum, slt: Client) -> None:
        counts = []
        for number in range(3):
            evaluation = an_open_one(cast, forum, title=f"Nummer {number}")
            pages = (f"/evaluering/{evaluation.pk}/", "/samarbeid/lyngvik/evaluering/")
            found = []
            for address in pages:
                visit(slt, address)
                with CaptureQueriesContext(
                    connection,
                ) as asked:
                    visit(slt, address)
                found.append(len(asked))
            counts.append(tuple(found))
        assert counts[0] == counts[2]
        assert max(counts[0]) <= 22, counts

    def test_hang_a_station_in_the_thread(self, cast: Cast, forum: Forum, slt: Client) -> None:
        an_evaluation(cast, forum)
        assert "0 av 5 har svart." in visit(slt, "/samarbeid/lyngvik/").text


class TestTheYearlyReport:
    def test_is_begun_edited_read_and_laid_before_the_council(
        self, cast: Cast, forum: Forum, slt: Client
    ) -> None:
        begin = "/samarbeid/lyngvik/arsrapport/"
        visit(slt, begin)
        year = today().year
        made = send(slt, begin, {"organisation_id": str(cast.places.lyngvik.pk), "year": str(year)})
        assert made.h1 == f"Årsrapport {year} til kommunestyret i Lyngvik"
        section = next(link for link in made.links if link.startswith("/arsrapport/del/"))
        police = login_as("politikontakt")
        assert "Samråds utkast" in visit(police, section).text
        written = send(police, section, {"text": "Vi møttes to ganger.", "seen": "1"})
        assert "Vi møttes to ganger." in written.text
        assert "Det er kommunen som legger rapporten fram" in written.text
        with wall.acting(cast.slt):
            report = Report.objects.get()
        pdf = slt.get(f"/arsrapport/{report.pk}/pdf/")
        assert pdf.content.startswith(b"%PDF-1.7")
        word = slt.get(f"/arsrapport/{report.pk}/docx/")
        assert word.content.startswith(b"PK")
        laid = send(
            slt, f"/arsrapport/{report.pk}/legg-fram/", {"on": today().isoformat(), "case_number": "4/26"}
        )
        assert "sak 4/26" in laid.text
        visit(slt, section, status=409)
        visit(login_as("skole"), f"/arsrapport/{report.pk}/", status=404)
        assert str(year) in visit(slt, "/samarbeid/lyngvik/evaluering/").text
