"""One's own notices, what one gets by mail, and one's own calendar, as pages."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import vobject
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samrad.agreements.models import Agreement
from samrad.cooperation import wall
from samrad.kernel.clock import today
from samrad.notices import tasks
from samrad.notices.models import Notice
from samrad.parties.commands import (
    appoint,
    change_address,
    choose_language,
    create_post,
    end_appointment,
    note_that_mail_came_back,
)
from samrad.parties.models import Person, Post
from samrad.parties.queries import actors_of_person
from tests.cast import MACHINERY, Cast
from tests.notices import made
from tests.notices.test_reading import an_offer
from tests.post import post_office
from tests.situations import do, in_force, on_the_table
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
OFFER = "Nordre politidistrikt tilbyr dere en avtale. Det er frivillig, og alle svar er like gode."
ROUND = (
    "Nordre politidistrikt har levert runde 1 i forhandlingen om avtalen. Se hva som venter på svar fra dere."
)


def mine(cast: Cast, name: str = "Marit Eide") -> Notice:
    return next(notice for notice in made.tell(cast.cooperation) if notice.person.name == name)


class TestTheList:
    def test_says_in_one_sentence_when_there_is_nothing(self, cast: Cast) -> None:
        page = visit(login_as("slt"), "/varsler/")
        assert (page.h1, "Du har ingen varsler." in page.text) == ("Varsler", True)

    def test_shows_what_is_unread_in_words_and_in_the_frame_of_every_page(self, cast: Cast) -> None:
        an_offer(cast)
        on_the_table(cast.police_contact, cast.cooperation)
        made.tell(cast.cooperation)
        page = visit(login_as("slt"), "/varsler/")
        assert page.text.index(ROUND) < page.text.index(OFFER)
        assert "2 uleste" in page.text and page.text.count("Ulest") == 2
        assert "Varsler 2 uleste" in visit(login_as("slt"), "/hjelp/").text
        assert "uleste" not in visit(login_as("politikontakt"), "/hjelp/").text

    def test_of_one_page_and_of_two(self, cast: Cast) -> None:
        an_offer(cast)
        notice = mine(cast)
        with wall.acting(tasks.POSTMAN):
            Notice.objects.bulk_create(
                Notice(
                    cooperation=cast.cooperation,
                    person=notice.person,
                    appointment=notice.appointment,
                    event=100_000 + number,
                    kind="OfferMade",
                    facts=notice.facts,
                    done_by=notice.done_by,
                    at=notice.at,
                )
                for number in range(30)
            )
        client = login_as("slt")
        assert "Side 1 av 2" in visit(client, "/varsler/").text
        assert visit(client, "/varsler/?side=2").text.count("Ulest") == 1
        assert visit(client, "/varsler/?side=tull").text.count("Ulest") == 30

    def test_costs_as_much_with_one_as_with_many_and_the_frame_one_statement(self, cast: Cast) -> None:
        client, counts = login_as("slt"), []
        for matter in ("agreement", "council", "slt"):
            an_offer(cast, matter=matter)
            made.tell(cast.cooperation)
            with CaptureQueriesContext(connection) as asked:
                visit(client, "/varsler/")
            counts.append(len(asked))
        assert counts[0] == counts[1] == counts[2]
        with CaptureQueriesContext(connection) as asked:
            visit(client, "/hjelp/")
        assert sum("notices_notice" in query["sql"] for query in asked) == 1

    def test_is_in_the_readers_language(self, cast: Cast) -> None:
        an_offer(cast)
        made.tell(cast.cooperation)
        page = visit(login_as("slt"), "/varsler/", headers={"accept-language": "nn"})
        assert page.h1 == "Varsel"
        assert "Nordre politidistrikt tilbyr dykk ein avtale." in page.text

    def test_is_for_people(self, cast: Cast) -> None:
        assert Client().get("/varsler/").headers["Location"] == "/logg-inn/?next=%2Fvarsler%2F"


class TestOpeningANotice:
    def test_reads_it_and_leads_to_where_it_happened(self, cast: Cast) -> None:
        agreement = on_the_table(cast.police_contact, cast.cooperation)
        notice = mine(cast)
        client = login_as("slt")
        assert client.get(f"/varsler/{notice.pk}/").headers["Location"] == f"/avtale/{agreement.pk}/"
        page = visit(client, "/varsler/")
        assert ("Alt er lest" in page.text, "Ulest" in page.text) == (True, False)
        assert client.get(f"/varsler/{notice.pk}/").status_code == 302  # again, and nothing changes

    def test_of_an_offer_leads_who_may_answer_to_the_answer_and_others_to_the_offer(self, cast: Cast) -> None:
        offer = an_offer(cast)
        notice = mine(cast)
        assert (
            login_as("slt").get(f"/varsler/{notice.pk}/").headers["Location"] == f"/tilbud/{offer.pk}/svar/"
        )
        notice = mine(cast, "Tor Lie")
        assert login_as("leser").get(f"/varsler/{notice.pk}/").headers["Location"] == "/samarbeid/lyngvik/"

    @pytest.mark.parametrize("who", ["ordforer", "politikontakt", "nabokommune", "drift"])
    def test_of_another_is_as_if_it_were_not_there(self, cast: Cast, who: str) -> None:
        an_offer(cast)
        notice = mine(cast)
        assert visit(login_as(who), f"/varsler/{notice.pk}/", status=404).h1 == "Vi finner ikke siden"
        assert made.all_notices(cast.cooperation)[2].read_at is None

    def test_that_came_to_another_of_ones_posts_acts_in_that_one(self, cast: Cast) -> None:
        """A mail is opened without thinking of which post one acted in last."""
        person = Person.objects.get(pk=cast.slt.person)
        post = create_post(
            actor=MACHINERY,
            organisation=cast.places.storvik,
            function="mayor",
            title="Rådgiver",
            power="coordinator",
        )
        appoint(actor=MACHINERY, person=person, post=post, valid_from=date(2025, 1, 1))
        on_the_table(cast.foreign_contact, cast.neighbours)
        notice = next(n for n in made.tell(cast.neighbours) if n.person_id == person.pk)
        client = login_as("slt")
        assert "SLT-koordinator, Lyngvik kommune" in visit(client, "/varsler/").text
        page = visit(client, f"/varsler/{notice.pk}/", follow=True)
        assert "Du er nå i stillingen Rådgiver, Storvik kommune, som varselet kom til." in page.text
        assert page.h1.startswith("Ny avtale for")

    def test_all_at_once_can_be_marked_as_read(self, cast: Cast) -> None:
        an_offer(cast)
        an_offer(cast, matter="council")
        made.tell(cast.cooperation)
        page = send(login_as("slt"), "/varsler/lest/")
        assert "2 varsler er merket som lest." in page.text
        assert "Ulest" not in page.text
        assert visit(login_as("ordforer"), "/varsler/").text.count("Ulest") == 2


class TestWhatComesByMail:
    def test_shows_what_the_role_gives_and_what_was_chosen(self, cast: Cast) -> None:
        client = login_as("kommunedirektor")
        assert chosen(client) == {"cooperation": "daily", "offer": "at_once", "round": "daily", "approval": "at_once",
                                  "revision": "at_once", "minutes": "at_once", "task": "at_once",
                                  "evaluation": "at_once", "knowledge": "daily"}  # fmt: skip
        answers = {f"topic_{topic}": "never" for topic in chosen(client)} | {"topic_offer": "daily"}
        page = send(client, "/varsler/valg/", answers)
        assert "Valgene dine er lagret." in page.text
        assert chosen(client) == dict.fromkeys(chosen(client), "never") | {"offer": "daily"}
        assert set(chosen(login_as("ordforer")).values()) == {"at_once"}

    @pytest.mark.parametrize("answer", ["", "hourly", "\u202e"])
    def test_wants_an_answer_for_each_topic(self, cast: Cast, answer: str) -> None:
        page = send(login_as("slt"), "/varsler/valg/", {"topic_offer": answer}, status=422)
        assert "Rett opp dette først" in page.text
        assert "Velg når e-posten skal komme." in page.text

    def test_says_where_it_goes_and_that_it_comes_back(self, cast: Cast) -> None:
        assert "marit.eide@lyngvik.test" in visit(login_as("slt"), "/varsler/valg/").text
        assert (
            "Du har ingen e-postadresse, så ingenting blir sendt."
            in visit(login_as("leser"), "/varsler/valg/").text
        )
        do(MACHINERY, note_that_mail_came_back, person_id=cast.slt.person, email="marit.eide@lyngvik.test")
        page = visit(login_as("slt"), "/varsler/valg/")
        assert "E-post til denne adressen kom i retur" in page.text

    def test_address_and_language_are_changed_by_who_has_just_shown_who_they_are(self, cast: Cast) -> None:
        client = login_as("slt")
        page = send(client, "/varsler/adresse/", {"email": "marit@lyngvik.test", "language": "nn"})
        assert "Adressen og språket er lagret." in page.text
        person = Person.objects.get(pk=cast.slt.person)
        assert (person.email, person.language) == ("marit@lyngvik.test", "nn")
        session = client.session
        session["logged_in_at"] = "2026-01-01T00:00:00+00:00"
        session.save()
        assert client.get("/varsler/adresse/").headers["Location"].startswith("/bekreft/")

    @pytest.mark.parametrize(
        "wrong", ["marit", "marit@", "@lyngvik.test", "a b@lyngvik.test", "márit@lyngvik.test"]
    )
    def test_what_is_no_address_is_said_and_kept_in_the_field(self, cast: Cast, wrong: str) -> None:
        page = send(login_as("slt"), "/varsler/adresse/", {"email": wrong, "language": ""}, status=422)
        assert (
            "Dette er ikke en e-postadresse. Skriv den som navn@kommune.no, uten æ, ø og å før @."
            in page.text
        )
        assert [field.get("value") for field in page.all("input") if field.get("name") == "email"] == [wrong]

    def test_that_mail_comes_back_is_said_at_the_next_login(self, cast: Cast) -> None:
        do(MACHINERY, note_that_mail_came_back, person_id=cast.slt.person, email="marit.eide@lyngvik.test")
        client = login_as("slt")
        sentence = f"E-post til marit.eide@lyngvik.test kom i retur {today().day}."
        assert sentence in visit(client, "/").text
        assert sentence not in visit(client, "/").text
        assert "kom i retur" not in visit(login_as("ordforer"), "/").text


def chosen(client: Client) -> dict[str, str]:
    page = visit(client, "/varsler/valg/")
    ticked = [
        field for field in page.all("input") if field.get("type") == "radio" and "checked" in field.attrib
    ]
    return {field.get("name", "").removeprefix("topic_"): field.get("value", "") for field in ticked}


class TestTheCalendar:
    def feed(self, address: str, *, status: int = 200) -> str:
        answer = Client().get(address.replace("https://samrad.test", ""))
        assert answer.status_code == status
        return answer.content.decode()

    def make(self, who: str, settings: object) -> str:
        settings.ADDRESS = "https://samrad.test"  # type: ignore[attr-defined]
        page = send(login_as(who), "/varsler/kalender/")
        (address,) = [p.text or "" for p in page.all("p") if p.get("class") == "address"]
        assert (
            address.startswith("https://samrad.test/kalender/")
            and len(address) == len("https://samrad.test/kalender/.ics") + 43
        )
        return address

    def agreement(self, cast: Cast) -> Agreement:
        agreement = in_force(cast.director, cast.chief, cast.cooperation)
        with wall.acting(cast.director):
            Agreement.objects.filter(pk=agreement.pk).update(
                evaluation_due_on=date(2028, 9, 1), revision_due_on=date(2028, 11, 1)
            )
        return agreement

    def test_shows_the_three_clocks_of_an_agreement_to_whoever_has_the_key(
        self, cast: Cast, settings: object
    ) -> None:
        agreement = self.agreement(cast)
        calendar = vobject.readOne(self.feed(self.make("politikontakt", settings)))
        assert [(event.dtstart.value, event.summary.value) for event in calendar.vevent_list] == [
            (date(2028, 9, 1), "Evaluer avtale 2027–2030, Lyngvik kommune – Nordre politidistrikt"),
            (
                date(2028, 11, 1),
                "Vurder revisjon av avtale 2027–2030, Lyngvik kommune – Nordre politidistrikt",
            ),
            (date(2030, 12, 31), "Avtale 2027–2030 går ut, Lyngvik kommune – Nordre politidistrikt"),
        ]
        assert calendar.vevent_list[0].uid.value == f"evaluation-{agreement.pk}@samrad"
        assert calendar.vevent_list[0].url.value == f"https://samrad.test/avtale/{agreement.pk}/"

    def test_is_the_same_each_time_it_is_fetched(self, cast: Cast, settings: object) -> None:
        self.agreement(cast)
        address = self.make("slt", settings)
        assert self.feed(address) == self.feed(address)

    def test_shows_a_stranger_to_the_cooperation_nothing_of_it(self, cast: Cast, settings: object) -> None:
        self.agreement(cast)
        for who in ("nabokommune", "nabopoliti", "skole", "direktorat", "drift"):
            feed = self.feed(self.make(who, settings))
            elections = who == "nabokommune"  # every municipality has them
            assert feed.count("BEGIN:VEVENT") == feed.count("UID:election-") == elections, who
            assert "END:VCALENDAR" in feed, who

    def test_is_in_its_persons_language_whoever_fetches_it(self, cast: Cast, settings: object) -> None:
        self.agreement(cast)
        do(cast.slt, choose_language, person_id=cast.slt.person, language="nn")
        feed = self.feed(self.make("slt", settings)).replace("\r\n ", "")
        assert "SUMMARY;LANGUAGE=nn-NO:Vurder revisjon av avtale 2027–2030" in feed
        assert "DESCRIPTION;LANGUAGE=nn-NO:Les meir i Samråd." in feed

    def test_ends_with_the_post(self, cast: Cast, settings: object) -> None:
        self.agreement(cast)
        address = self.make("slt", settings)
        assert "BEGIN:VEVENT" in self.feed(address)
        do(MACHINERY, end_appointment, appointment_id=cast.slt.appointment, on=today() - timedelta(days=1))
        assert "BEGIN:VEVENT" not in self.feed(address)
        assert actors_of_person(cast.slt.person) == []  # type: ignore[arg-type] # a person

    def test_opens_to_the_newest_key_only_and_to_none_when_it_is_off(
        self, cast: Cast, settings: object
    ) -> None:
        first = self.make("slt", settings)
        second = self.make("slt", settings)
        assert "Vi finner ikke siden" in self.feed(first, status=404)
        assert self.feed(second)
        page = send(login_as("slt"), "/varsler/kalender/av/")
        assert (
            "Kalenderadressen er slått av." in page.text,
            "Du har ingen kalenderadresse ennå." in page.text,
        ) == (True, True)
        self.feed(second, status=404)
        self.feed("/kalender/gjett.ics", status=404)

    def test_the_key_is_shown_once_and_kept_by_its_hash(self, cast: Cast, settings: object) -> None:
        key = self.make("slt", settings).split("/")[-1].removesuffix(".ics")
        page = visit(login_as("slt"), "/varsler/kalender/")
        assert ("Du har en kalenderadresse fra" in page.text, key in page.html) == (True, False)
        with wall.acting(cast.slt), connection.cursor() as cursor:
            cursor.execute("select key_sha256 from notices_calendarfeed")
            ((kept,),) = cursor.fetchall()
        assert (len(kept), kept == key) == (64, False)


class TestHowThePostGoes:
    def test_is_numbers_for_who_runs_the_installation(self, cast: Cast, settings: object) -> None:
        an_offer(cast)
        made.tell(cast.cooperation)
        with post_office(settings) as office:
            office.to_reader = lambda address: "550 no" if address.startswith("jon") else "250 OK"
            made.send_all()
            page = visit(login_as("drift"), "/utsending/")
        assert page.h1 == "Utsending av e-post"
        cells = ["".join(cell.itertext()) for row in page.all("tr")[1:] for cell in list(row)[:2]]
        assert cells == ["Sendt", "2", "Kom i retur", "1", "Ingen adresse", "1"]
        for sentence in (
            "En e-postserver er satt opp.",
            "Utsendingen er ikke i gang, så ingenting blir sendt. Start samrad work.",
            "Ingen jobber har feilet.",
            "E-posten til 1 person kommer i retur.",
        ):
            assert sentence in page.text
        assert "@" not in page.text and "Lyngvik" not in page.text

    def test_says_when_there_is_no_server_and_when_a_job_has_failed(
        self, cast: Cast, settings: object
    ) -> None:
        settings.MAIL_HOST = ""  # type: ignore[attr-defined]
        an_offer(cast)
        with connection.cursor() as cursor:
            cursor.execute(
                "update procrastinate_jobs set status = 'failed', attempts = 6"
                " where id = (select min(id) from procrastinate_jobs)"
            )
            cursor.execute("insert into procrastinate_workers (last_heartbeat) values (now())")
        page = visit(login_as("drift"), "/utsending/")
        for sentence in (
            "Ingen e-postserver er satt opp, så e-posten venter i køen.",
            "Utsendingen er i gang.",
            "1 jobb har feilet og må ses på.",
            "Ingen e-post er laget ennå.",
        ):
            assert sentence in page.text

    @pytest.mark.parametrize("who", ["slt", "politikontakt", "direktorat"])
    def test_is_for_nobody_else(self, cast: Cast, who: str) -> None:
        page = visit(login_as(who), "/utsending/", status=403)
        assert "Bare den som drifter løsningen, ser dette." in page.text
        assert "/utsending/" not in visit(login_as(who), "/").links

    def test_is_found_in_the_menu_of_who_runs_it(self, cast: Cast) -> None:
        assert "/utsending/" in visit(login_as("drift"), "/").links


class TestTheOutbox:
    def test_is_there_in_a_demo_only(self, db: None, settings: object) -> None:
        settings.DEMO = False  # type: ignore[attr-defined]
        assert visit(Client(), "/utboks/", status=404).h1 == "Vi finner ikke siden"

    def test_says_what_it_is_and_that_it_is_empty(self, db: None, settings: object, tmp_path: Path) -> None:
        for folder in ("", str(tmp_path / "none")):
            settings.DEMO_MAIL_FOLDER = folder  # type: ignore[attr-defined]
            page = visit(Client(), "/utboks/")
            assert "Siden finnes bare i en demo." in page.text
            assert "Demoen har ikke sendt noen e-post ennå." in page.text


def test_a_post_without_power_has_no_notices_and_may_still_choose(cast: Cast) -> None:
    """Oversight and operators have no cooperation, so nothing is told to them."""
    an_offer(cast)
    made.tell(cast.cooperation)
    for who in ("direktorat", "drift", "skole"):
        assert "Du har ingen varsler." in visit(login_as(who), "/varsler/").text
        assert visit(login_as(who), "/varsler/valg/").h1 == "Hva du får på e-post"
    assert Post.objects.filter(power="none").count() == 2


def test_a_changed_address_is_an_event(cast: Cast) -> None:
    do(cast.slt, change_address, person_id=cast.slt.person, email=" marit@lyngvik.test ")
    assert Person.objects.get(pk=cast.slt.person).email == "marit@lyngvik.test"
