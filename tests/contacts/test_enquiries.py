"""What the police's functions are asked, the advice, and what it becomes."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samrad.contacts.commands.enquiries import ask_for_advice, follow_advice, give_advice
from samrad.contacts.functions import BY_CODE, KINDS, function_for
from samrad.contacts.models import Enquiry
from samrad.contacts.queries.enquiries import enquiries_visible_to
from samrad.cooperation import wall
from samrad.forums.rules import working_days_between
from samrad.guide.challenges import shared_challenges
from samrad.guide.methods import methods, methods_for
from samrad.kernel.answers import Denied, Refused, Stale
from samrad.kernel.clock import now, today
from samrad.kernel.ids import new_id
from samrad.notices.queries import notices_of
from samrad.notices.tasks import tell_of
from samrad.parties.actor import Actor
from tests.cast import Cast, school_cooperation
from tests.forums.situations import a_living_council
from tests.plans.situations import a_plan
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
LOG = "/samarbeid/lyngvik/rad/"


def asked(
    cast: Cast, actor: Actor | None = None, text: str = "Hvordan får vi roligere netter?", **given: object
) -> Enquiry:
    facts = {
        "cooperation_id": cast.cooperation.pk,
        "function": "police_contact",
        "theme": "public_places",
        "text": text,
    }
    return do(actor or cast.mayor, ask_for_advice, **facts | given)


def advised(cast: Cast, enquiry: Enquiry, answer: str = "Begynn med utestedene.", **given: object) -> Enquiry:
    return do(cast.police_contact, give_advice, enquiry_id=enquiry.pk, answer=answer, **{"seen": 1} | given)


class TestTheLog:
    def test_says_who_asked_the_theme_and_both_days(self, cast: Cast) -> None:
        """V-2.1-j, V-5.1-f: received and answered, at the level of a theme."""
        found = asked(cast)
        with time_machine.travel(now() + timedelta(days=7)):
            advised(cast, found, method="responsible_service")
            day = today()
        with wall.acting(cast.mayor):
            row = enquiries_visible_to(cast.mayor, cast.cooperation).get()
            assert (row.asker, row.theme, row.asked_on, row.answered_on, row.method) == (
                "municipality", "public_places", today(), day, "responsible_service",
            )  # fmt: skip
            assert row.organisation == cast.places.lyngvik

    def test_takes_what_came_to_the_police_in_another_way(self, cast: Cast) -> None:
        """V-5.1-f: external actors are advised; who they are is a kind, never a name."""
        monday = today() - timedelta(days=3)
        found = asked(cast, cast.police_contact, asker="business", function="business", asked_on=monday)
        assert (found.asker, found.organisation_id, found.asked_on) == (
            "business",
            cast.places.lyngvik.pk,
            monday,
        )

    def test_belongs_to_the_school_where_the_school_asks(self, cast: Cast) -> None:
        cooperation = school_cooperation(cast)
        found = asked(cast, cast.principal, cooperation_id=cooperation.pk, asker="school")
        assert found.organisation_id == cast.places.school.pk
        by_police = asked(cast, cast.chief, cooperation_id=cooperation.pk, asker="school")
        assert by_police.organisation_id == cast.places.school.pk

    def test_is_written_and_answered_by_those_who_may(self, cast: Cast) -> None:
        found = asked(cast)
        for actor in (cast.reader, cast.neighbour_mayor, cast.foreign_contact, cast.oversight):
            with pytest.raises(Denied):
                asked(cast, actor)
        with pytest.raises(Denied, match="er det politiet som svarer"):
            do(cast.mayor, give_advice, enquiry_id=found.pk, answer="Noe", seen=1)
        for actor in (cast.foreign_contact, cast.oversight, cast.principal):
            with pytest.raises(Enquiry.DoesNotExist):
                do(actor, give_advice, enquiry_id=found.pk, answer="Noe", seen=1)

    def test_refuses_with_a_sentence(self, cast: Cast) -> None:
        tomorrow = today() + timedelta(days=1)
        for given, sentence in (
            ({"text": " "}, "Skriv hva dere trenger råd om"),
            ({"text": "Ring 412 34 567."}, "ligner opplysninger"),
            ({"function": "slt"}, "Velg en av politiets funksjoner"),
            ({"theme": "annet"}, "Velg et tema"),
            ({"asker": "Kari"}, "Velg hvem som spør"),
            ({"asked_on": tomorrow}, "Dagen har ikke vært ennå"),
        ):
            with pytest.raises(Refused, match=sentence):
                asked(cast, **given)
        found = asked(cast)
        for given, sentence in (
            ({"answer": " "}, "Skriv rådet"),
            ({"method": "trylling"}, "Velg en metode"),
            ({"answer": "Ola Nordmann, født 01.02.1990, 12345678911"}, "ligner"),
        ):
            with pytest.raises(Refused, match=sentence):
                advised(cast, found, **given)
        advised(cast, found)
        with pytest.raises(Stale) as stale:
            advised(cast, found, "Noe annet.")
        assert stale.value.theirs == "Begynn med utestedene."

    def test_asks_the_police_for_whom_where_several_could_have_asked(self, cast: Cast) -> None:
        with pytest.raises(Refused, match="Velg hvilken part"):
            asked(cast, cast.chief, town_id=cast.places.storvik.pk)

    def test_stands_behind_the_wall_of_its_cooperation(self, cast: Cast) -> None:
        advised(cast, asked(cast))
        for actor, count in (
            (cast.mayor, 1),
            (cast.chief, 1),
            (cast.neighbour_mayor, 0),
            (cast.oversight, 0),
        ):
            with wall.acting(actor), connection.cursor() as cursor:
                cursor.execute("select count(*) from contacts_enquiry")
                assert cursor.fetchone() == (count,), actor.name

    def test_is_told_to_the_other_party(self, cast: Cast) -> None:
        advised(cast, asked(cast))
        tell_of(str(cast.cooperation.pk))
        with wall.acting(cast.chief):
            assert [notice.kind for notice in notices_of(cast.chief)] == ["AdviceAsked"]
        with wall.acting(cast.mayor):
            assert [notice.kind for notice in notices_of(cast.mayor)] == ["AdviceGiven"]


class TestAnswerTime:
    def test_counts_working_days_and_leaves_out_holidays(self) -> None:
        """V-2.1-j: in working days."""
        friday, monday = date(2026, 5, 15), date(2026, 5, 18)
        assert working_days_between(friday, friday) == 0
        assert working_days_between(friday, monday) == 1
        assert working_days_between(date(2026, 4, 1), date(2026, 4, 7)) == 1  # Easter

    def test_is_shown_to_the_parties_alone(self, cast: Cast) -> None:
        """V-2.1-j: the public page, the neighbours and the directorate see neither questions nor days."""
        with time_machine.travel(date(2026, 11, 23)):
            found = asked(cast)
        with time_machine.travel(date(2026, 11, 25)):
            advised(cast, found)
        for username in ("ordforer", "politikontakt", "leser"):
            assert (
                "Minst halvparten av svarene kom innen 2 virkedager." in visit(login_as(username), LOG).text
            )
        for username in ("nabokommune", "nabopoliti", "direktorat", "skole", "drift"):
            visit(login_as(username), LOG, status=404)
            visit(login_as(username), f"/rad/{found.pk}/", status=404)
        assert "virkedag" not in visit(login_as("direktorat"), "/kommune/lyngvik/hvem/").text


class TestThePages:
    def test_carry_a_question_to_an_answer(self, cast: Cast) -> None:
        """V-2.1-i, V-2.1-j, V-5.1-f"""
        town, police = login_as("ordforer"), login_as("politikontakt")
        assert LOG in visit(town, "/kommune/lyngvik/hvem/").links
        question = {"function": "business", "theme": "work_crime", "text": "Hvordan stiller vi krav?", "asker": "municipality",
                    "asked_on": str(today())}  # fmt: skip
        page = send(town, LOG, question)
        assert "Spørsmålet er sendt." in page.text
        assert "Kriminalitet i arbeidslivet og annen økonomisk kriminalitet Næringslivskontakt" in page.text
        with wall.acting(cast.chief):
            address = f"/rad/{Enquiry.objects.get().pk}/"
        assert "Svar på et spørsmål om råd" in visit(police, "/").text
        assert "Krav til dem kommunen kjøper av" in visit(police, address).text
        answer = {"answer": "Bruk kravene i kontrakten.", "method": "serious_work", "seen": "1"}
        assert "Rådet er gitt." in send(police, address, answer).text
        assert "En kollega svarte" in send(police, address, answer, status=422).text
        assert "Svar på et spørsmål om råd" not in visit(police, "/").text
        page = visit(town, address)
        assert "Bruk kravene i kontrakten." in page.text
        assert "seriøsitetsbestemmelser i kontrakter" in page.text
        assert town.post(address, answer).status_code == 403

    def test_cost_the_same_with_one_and_with_many(
        self, cast: Cast, django_assert_num_queries: object
    ) -> None:
        client, counts = login_as("ordforer"), []
        for number in (1, 3):
            for _each in range(number):
                asked(cast)
            client.get(LOG)
            with CaptureQueriesContext(connection) as statements:
                client.get(LOG)
            counts.append(len(statements))
        assert counts[0] == counts[1]


class TestWhatAdviceBecomes:
    def test_a_matter_in_a_forum(self, cast: Cast) -> None:
        """V-2.1-i, V-5.1-f"""
        council, *_rest = a_living_council(cast)
        found = advised(cast, asked(cast))
        client, new = login_as("slt"), f"/forum/{council.pk}/saker/ny/?rad={found.pk}"
        assert new in visit(client, f"/rad/{found.pk}/").links
        assert "Begynn med utestedene." in visit(client, new).html
        item = {"title": "Roligere netter", "kind": "discussion", "level": "strategic", "face": "parties"}
        page = send(client, new, item)
        assert page.h1.startswith("Roligere netter")
        with wall.acting(cast.mayor):
            row = Enquiry.objects.get()
            assert row.came_to == "item"
        assert f"/sak/{row.came_to_id}/" in visit(client, f"/rad/{found.pk}/").links
        assert "Rådet er allerede fulgt opp." in send(client, new, item, status=422).text

    def test_a_measure_in_a_plan(self, cast: Cast) -> None:
        """V-5.1-f"""
        plan = a_plan(cast)
        found = advised(cast, asked(cast))
        client, new = login_as("slt"), f"/plan/{plan.pk}/nytt-tiltak/?rad={found.pk}"
        assert new in visit(client, f"/rad/{found.pk}/").links
        measure = {
            "name": "Ansvarlig skjenking",
            "owner_id": str(cast.slt.post),
            "origin": "new",
            "report_every": "quarterly",
        }
        send(client, new, measure)
        with wall.acting(cast.mayor):
            assert Enquiry.objects.get().came_to == "measure"

    def test_is_not_before_it_is_given_nor_across_the_wall(self, cast: Cast) -> None:
        found = asked(cast)
        about = {"cooperation_id": cast.cooperation.pk, "came_to": "item", "came_to_id": new_id()}
        with pytest.raises(Refused, match="Rådet er ikke gitt ennå"):
            do(cast.mayor, follow_advice, enquiry_id=found.pk, **about)
        with pytest.raises(Enquiry.DoesNotExist):
            do(
                cast.neighbour_mayor,
                follow_advice,
                enquiry_id=found.pk,
                **about | {"cooperation_id": cast.neighbours.pk},
            )
        council, *_rest = a_living_council(cast)
        visit(login_as("slt"), f"/forum/{council.pk}/saker/ny/?rad={new_id()}", status=404)
        visit(login_as("slt"), f"/forum/{council.pk}/saker/ny/?rad=noe", status=404)


class TestMethodsAndThemes:
    def test_every_method_has_a_source_and_a_theme_in_three_languages(self) -> None:
        """V-5.1-f: a library with sources."""
        assert len(methods()) >= 10
        for method in methods().values():
            assert method.source
            assert method.themes
            assert set(method.names) == set(method.texts) == {"nb", "nn", "en"}

    def test_have_an_open_page_by_theme(self, cast: Cast) -> None:
        page = visit(Client(), "/metoder/?tema=work_crime")
        assert "Krav til dem kommunen kjøper av" in page.text
        assert "Bekymringssamtale" not in page.text
        assert "Bekymringssamtale" in visit(Client(), "/metoder/").text
        assert "Spør politikontakten." in visit(Client(), "/metoder/?tema=finnes-ikke").text

    def test_every_theme_of_a_function_is_one_of_the_guides_and_belongs_to_one(self) -> None:
        """V-2.1-l: the four functions each have their theme."""
        themes = [theme for kind in KINDS for theme in kind.themes]
        assert len(themes) == len(set(themes))
        assert set(themes) <= set(shared_challenges())
        assert {code: function_for(code).code for code in ("extremism", "hate", "close_relations", "environment")} == {
            "extremism": "radicalisation", "hate": "diversity", "close_relations": "close_relations",
            "environment": "environment",
        }  # fmt: skip
        assert str(BY_CODE["radicalisation"].partners) == "PST"
        assert function_for("traffic") is None
        assert methods_for("extremism")
