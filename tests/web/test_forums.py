"""The forums in the browser's eyes: set up in a few minutes, a year to look at, and an external member who sees theirs only."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samrad.cooperation import wall
from samrad.forums.commands.bodies import set_up_forum
from samrad.forums.models import Membership, WheelPoint
from samrad.kernel.clock import today
from tests.cast import Cast, school_cooperation
from tests.forums.situations import a_council, a_point, agreed, seated, with_the_school
from tests.situations import do
from tests.visit import login_as, send, visit

pytestmark = pytest.mark.django_db
HOME = "/samarbeid/lyngvik/"
RULES = {
    "name": "Politirådet", "meetings_a_year": "2", "notice_days": "14", "item_deadline_days": "21", "face": "parties",
}  # fmt: skip


class TestSettingUp:
    def test_takes_two_answers(self, cast: Cast) -> None:
        """Everything but kind and name is filled in."""
        client = login_as("slt")
        form = visit(client, f"{HOME}forum/nytt/")
        filled = {each.get("name"): each.get("value") for each in form.all("input")}
        assert (filled["meetings_a_year"], filled["notice_days"], filled["item_deadline_days"]) == (
            "2",
            "14",
            "21",
        )
        assert "Regionalt politiråd" not in form.text
        page = send(client, f"{HOME}forum/nytt/", RULES | {"kind": "council", "begun_on": "01.03.2024"})
        assert page.h1 == "Politirådet"
        assert "Forumet er satt opp, med et årshjul å begynne med." in page.text
        assert "over fristen" not in page.text

    def test_keeps_what_was_typed_when_something_is_wrong(self, cast: Cast) -> None:
        given = RULES | {"kind": "council", "begun_on": "i fjor", "mandate": "Forebygge sammen."}
        page = send(login_as("slt"), f"{HOME}forum/nytt/", given, status=422)
        assert "Skriv datoen som dag.måned.år" in page.text
        assert "Forebygge sammen." in page.text

    def test_says_when_the_name_is_taken(self, cast: Cast) -> None:
        a_council(cast, name="Politirådet")
        given = RULES | {"kind": "thematic", "begun_on": f"{today():%d.%m.%Y}"}
        page = send(login_as("politikontakt"), f"{HOME}forum/nytt/", given, status=422)
        assert "Et annet forum i samarbeidet har allerede dette navnet." in page.text

    def test_is_left_out_for_who_may_only_read(self, cast: Cast) -> None:
        client = login_as("leser")
        page = visit(client, f"{HOME}forum/")
        assert ("Ingen forum ennå. Det er frivillig." in page.text, "Sett opp et forum" in page.text) == (
            True, False,
        )  # fmt: skip
        assert client.get(f"{HOME}forum/nytt/").status_code == 403


class TestTheHomeOfAForum:
    def test_shows_the_year_as_a_picture_and_as_a_list(self, cast: Cast) -> None:
        forum = a_council(cast, whole_year=False)
        point = a_point(cast, forum, "Temakveld", mover="police")
        page = visit(login_as("slt"), f"/forum/{forum.pk}/")
        links = [link for link in page.root.iter() if link.get("class") == "wheel-link"]
        told = [" ".join(" ".join(link.itertext()).split()) for link in links]
        assert [words for words in told if "Temakveld" in words and "politiets trekk" in words] != []
        assert page.links.count(f"/arshjul/{point.pk}/") == 1  # the list; the picture's are of another kind
        assert "politiets trekk" in page.text

    def test_says_what_is_late_in_words(self, cast: Cast) -> None:
        forum = a_council(cast, whole_year=False)
        a_point(cast, forum, "Rapport", on=today() - timedelta(days=12))
        assert "12 dager over fristen" in visit(login_as("slt"), f"/forum/{forum.pk}/").text

    def test_says_calmly_who_is_missing(self, cast: Cast) -> None:
        forum = a_council(cast)
        url = f"/forum/{forum.pk}/"
        page = visit(login_as("slt"), url)
        for words in (
            "Fra veilederen, 4.1.1", "politisk ledelse i kommunen", "leder for tjenesteenheten i politiet",
        ):  # fmt: skip
            assert words in page.text
        for who in (cast.mayor, cast.director, cast.chief):
            seated(cast, forum, who)
        assert "Fra veilederen, 4.1.1" not in visit(login_as("slt"), url).text

    @pytest.mark.parametrize("year", ["1026", "abcd", "２０２７", "99999", ""])
    def test_shows_this_year_when_another_makes_no_sense(self, cast: Cast, year: str) -> None:
        forum = a_council(cast)
        assert f"Året {today().year}" in visit(login_as("slt"), f"/forum/{forum.pk}/?ar={year}").text

    def test_gives_next_year_its_wheel_once(self, cast: Cast) -> None:
        forum, year = a_council(cast), str(today().year + 1)
        client = login_as("politikontakt")
        assert "Ingen punkter i dette årshjulet." in visit(client, f"/forum/{forum.pk}/?ar={year}").text
        page = send(client, f"/forum/{forum.pk}/arshjul/nytt-ar/", {"year": year})
        assert (f"Året {year}" in page.text, "0 av 8 gjort" in page.text) == (True, True)
        again = send(client, f"/forum/{forum.pk}/arshjul/nytt-ar/", {"year": year}, status=409)
        assert "Året har allerede punkter." in again.text

    def test_changes_its_rules_and_shows_both_texts_when_two_write(self, cast: Cast) -> None:
        forum = a_council(cast)
        url = f"/forum/{forum.pk}/endre/"
        page = send(login_as("slt"), url, RULES | {"mandate": "Kommunens tekst.", "seen": "1"})
        assert ("Reglene er lagret." in page.text, "Kommunens tekst." in page.text) == (True, True)
        later = send(
            login_as("politikontakt"), url, RULES | {"mandate": "Politiets tekst.", "seen": "1"}, status=422
        )
        assert ("Kommunens tekst." in later.text, "Politiets tekst." in later.text) == (True, True)

    def test_ends(self, cast: Cast) -> None:
        forum = a_council(cast)
        client = login_as("slt")
        visit(client, f"/forum/{forum.pk}/avslutt/")
        page = send(client, f"/forum/{forum.pk}/avslutt/", {"on": f"{today():%d.%m.%Y}"})
        assert "Forumet er avsluttet. Det som ble gjort, kan fortsatt leses." in page.text
        shown = visit(client, f"/forum/{forum.pk}/")
        assert ("Avsluttet" in shown.text, "Legg til et punkt" in shown.text) == (True, False)


class TestAPoint:
    def test_is_added_moved_done_opened_and_taken_out(self, cast: Cast) -> None:
        forum = a_council(cast, whole_year=False)
        client, day = login_as("politikontakt"), f"{today():%d.%m.%Y}"
        given = {"name": "Temakveld", "on": day, "mover": "police", "face": "forum"}
        visit(client, f"/forum/{forum.pk}/arshjul/nytt-punkt/")
        page = send(client, f"/forum/{forum.pk}/arshjul/nytt-punkt/", given)
        assert "Punktet er lagt til i årshjulet." in page.text
        with wall.acting(cast.slt):
            url = f"/arshjul/{WheelPoint.objects.get(name='Temakveld').pk}/"
        assert "Punktet er lagret." in send(client, url, given | {"name": "Temamøte", "seen": "1"}).text
        assert visit(client, url).h1 == "Temamøte"
        done = send(client, f"{url}gjort/", {"gjort-done_on": day, "gjort-seen": "2"})
        assert "Punktet er ført som gjort." in done.text
        kept = send(client, f"{url}ta-ut/", status=409)
        assert "Punktet er gjort og hører til det som har skjedd." in kept.text
        opened = send(client, f"{url}gjort/", {"gjort-seen": "3"})
        assert "Punktet er åpent igjen." in opened.text
        assert "Punktet er tatt ut av årshjulet." in send(client, f"{url}ta-ut/").text

    def test_refuses_a_day_that_is_none(self, cast: Cast) -> None:
        point = a_point(cast, a_council(cast), "Temakveld")
        page = send(login_as("slt"), f"/arshjul/{point.pk}/gjort/", {"gjort-done_on": "i dag"}, status=409)
        assert "Skriv datoen som dag.måned.år" in page.text

    def test_is_read_by_who_may_not_change_it(self, cast: Cast) -> None:
        point = a_point(cast, a_council(cast), "Temakveld")
        page = visit(login_as("leser"), f"/arshjul/{point.pk}/")
        assert (page.h1, "Meld gjort" in page.text) == ("Temakveld", False)


class TestMembers:
    def test_are_added_given_roles_and_taken_out(self, cast: Cast) -> None:
        forum = a_council(cast)
        client, day = login_as("politikontakt"), f"{today():%d.%m.%Y}"
        visit(client, f"/forum/{forum.pk}/medlemmer/nytt/")
        given = {"post_id": str(cast.mayor.post), "role": "chair", "valid_from": day}
        page = send(client, f"/forum/{forum.pk}/medlemmer/nytt/", given)
        assert ("Stillingen er medlem av forumet." in page.text, "Leder · Astrid Bergum" in page.text) == (
            True, True,
        )  # fmt: skip
        with wall.acting(cast.slt):
            url = f"/medlem/{Membership.objects.get().pk}/"
        assert visit(client, url).h1 == "Ordfører, Lyngvik kommune"
        assert "Rollen er lagret." in send(client, url, {"role": "member", "seen": "1"}).text
        visit(client, f"{url}ut/")
        assert "Medlemmet er gått ut av forumet." in send(client, f"{url}ut/", {"on": day}).text

    def test_a_post_that_is_no_choice_is_refused_at_its_field(self, cast: Cast) -> None:
        forum = a_council(cast)
        given = {"post_id": str(cast.principal.post), "role": "member", "valid_from": f"{today():%d.%m.%Y}"}
        page = send(login_as("slt"), f"/forum/{forum.pk}/medlemmer/nytt/", given, status=422)
        assert page.h1 == "Legg til medlem"

    def test_others_come_when_each_party_has_said_yes(self, cast: Cast) -> None:
        """V-4.2-f, through the pages."""
        forum = a_council(cast)
        town, police = login_as("slt"), login_as("politikontakt")
        members = f"/forum/{forum.pk}/medlemmer/"
        visit(town, f"/forum/{forum.pk}/vurdering/")
        page = send(town, f"/forum/{forum.pk}/vurdering/", {"challenge": "Uro rundt skolen"})
        assert "Vurderingen er ført med deres ja. Motparten svarer for seg." in page.text
        assert "Ja, vi er enige" not in page.text
        theirs = visit(police, members)
        assert ("Ja, vi er enige" in theirs.text, "Ta inn et eksternt medlem" in theirs.text) == (True, False)
        agree = next(
            form.get("action") for form in theirs.all("form") if "vurdering" in form.get("action", "")
        )
        page = send(police, agree)
        assert "Partene er enige. Nå kan forumet ta inn andre." in page.text
        take = next(link for link in page.links if link.endswith("/ta-inn/"))
        visit(town, take)
        given = {"post_id": str(cast.principal.post), "role": "member", "valid_from": f"{today():%d.%m.%Y}"}
        given["takes_part"] = "all"
        assert "eksternt medlem" in send(town, take, given).text
        others = [each.get("value") for each in visit(town, take).all("option") if "-" in each.get("value")]
        assert str(cast.principal.post) not in others
        for other in others:
            send(town, take, given | {"post_id": other})
        again = visit(town, take)
        assert "Alle utenfor partene som har en stilling i Samråd, er med i forumet allerede." in again.text
        assert "Ta inn medlemmet" not in again.text

    def test_nobody_is_taken_in_before(self, cast: Cast) -> None:
        forum = a_council(cast)
        send(login_as("slt"), f"/forum/{forum.pk}/vurdering/", {"challenge": "Uro"})
        with wall.acting(cast.slt):
            assessment = forum.assessments.get()
        page = visit(login_as("slt"), f"/vurdering/{assessment.pk}/ta-inn/", status=403)
        assert "Partene må først bli enige om at forumet trenger andre." in page.text


class TestAnExternalMember:
    def test_sees_the_forum_and_not_the_cooperation(self, cast: Cast) -> None:
        forum, other = a_council(cast), a_council(cast, kind="thematic", name="Trafikk")
        member = with_the_school(cast, forum)
        hidden = a_point(cast, forum, "Bare partene", face="parties")
        shared = a_point(cast, forum, "For hele forumet", face="forum")
        client = login_as("skole")
        start = visit(client, "/")
        assert ("Ingenting venter på deg nå." in start.text, f"/forum/{forum.pk}/" in start.links) == (
            True,
            True,
        )
        home = visit(client, f"/forum/{forum.pk}/")
        assert ("For hele forumet" in home.text, "Bare partene" in home.text) == (True, False)
        assert not [link for link in home.links if link.startswith("/samarbeid/")]
        assert visit(client, f"/arshjul/{shared.pk}/").h1 == "For hele forumet"
        assert "Uro rundt skolen" not in visit(client, f"/forum/{forum.pk}/medlemmer/").text
        assert visit(client, f"/medlem/{member.pk}/").h1 == "Rektor, Lyngvik videregående skole"
        for url in (
            HOME, f"{HOME}forum/", f"{HOME}avtaler/", f"{HOME}hendelser/", f"/forum/{other.pk}/",
            f"/arshjul/{hidden.pk}/", f"/vurdering/{member.assessment_id}/ta-inn/",
        ):  # fmt: skip
            visit(client, url, status=404)

    def test_changes_nothing(self, cast: Cast) -> None:
        forum = a_council(cast)
        member = with_the_school(cast, forum)
        point = a_point(cast, forum, "For hele forumet")
        client = login_as("skole")
        for url in (
            f"/forum/{forum.pk}/endre/", f"/forum/{forum.pk}/avslutt/", f"/forum/{forum.pk}/medlemmer/nytt/",
            f"/forum/{forum.pk}/vurdering/", f"/forum/{forum.pk}/arshjul/nytt-punkt/", f"/medlem/{member.pk}/ut/",
        ):  # fmt: skip
            assert client.get(url).status_code == 403, url
        for url in (f"/arshjul/{point.pk}/ta-ut/", f"/arshjul/{point.pk}/gjort/"):
            assert client.post(url, {"gjort-seen": "1"}).status_code in {403, 404}, url


class TestTheHomeOfACooperation:
    def test_shows_the_year_the_next_moves_and_the_thread(self, cast: Cast) -> None:
        forum = a_council(cast, whole_year=False)
        a_point(cast, forum, "Temakveld", mover="police")
        page = visit(login_as("ordforer"), HOME)
        for words in ("Neste trekk", "Temakveld", "Tråden", "Siden sist", "Et punkt i årshjulet ble satt."):
            assert words in page.text
        thread = next(each for each in page.all("ol") if each.get("class") == "thread")
        stations = [node.get("class") for node in thread if node.get("class")]
        assert stations == [
            "thread-todo",
            "thread-done",
            *["thread-todo"] * 4,
        ]  # agreement, council, the rest
        assert page.text.count("Her er vi nå") == 1

    def test_says_that_nothing_is_required_where_nothing_is(self, cast: Cast) -> None:
        page = visit(login_as("ordforer"), HOME)
        assert "Ingen forum ennå. Det er frivillig." in page.text
        assert "Her er vi nå" not in page.text

    def test_calls_the_room_by_what_it_can_hold(self, cast: Cast) -> None:
        school = school_cooperation(cast)
        do(cast.principal, set_up_forum, cooperation_id=school.pk, kind="thematic", name="Uteområdet")
        page = visit(login_as("skole"), f"/samarbeid/{school.slug}/")
        assert ("1 forum." in page.text, "Politiråd" in page.text) == (True, False)
        assert "skolens trekk" in page.text


class TestTheStartPage:
    def test_asks_for_our_own_moves_and_waits_for_theirs_when_they_are_late(self, cast: Cast) -> None:
        forum = a_council(cast, whole_year=False)
        seated(cast, forum, cast.police_contact)
        late = today() - timedelta(days=3)
        a_point(cast, forum, "Vårt", mover="police", on=today() + timedelta(days=9))
        a_point(cast, forum, "Deres og sent", mover="municipality", on=late)
        a_point(cast, forum, "Deres", mover="municipality", on=today() + timedelta(days=9))
        a_point(cast, forum, "Langt fram", mover="police", on=today() + timedelta(days=31))
        page = visit(login_as("politikontakt"), "/")
        main = next(each for each in page.all("div") if each.get("class") == "column")
        words = " ".join(" ".join(main.itertext()).split())
        assert ("Vårt" in words, "Deres og sent" in words, "Kommunens trekk" in words) == (True, True, True)
        assert ("Langt fram" in words, words.count("Deres")) == (False, 1)
        assert f"/forum/{forum.pk}/" in page.links


def statements(client: object, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200  # type: ignore[attr-defined]
    return len(asked)


def test_pages_ask_as_much_of_a_full_forum_as_of_an_empty_one(cast: Cast) -> None:
    forum = a_council(cast, whole_year=False)
    seated(cast, forum, cast.police_contact)
    agreed(cast, forum)
    client = login_as("politikontakt")
    urls = ("/", HOME, f"{HOME}forum/", f"/forum/{forum.pk}/", f"/forum/{forum.pk}/medlemmer/")
    visit(client, HOME)
    before = [statements(client, url) for url in urls]
    for who in (cast.mayor, cast.director, cast.chief, cast.slt, cast.reader):
        seated(cast, forum, who)
    for number in range(20):
        a_point(cast, forum, f"Punkt {number}", on=today() + timedelta(days=number % 6))
    assessments = [agreed(cast, forum, f"Utfordring {number}") for number in range(3)]
    others = [a_council(cast, kind="thematic", name=f"Tema {number}") for number in range(3)]
    for other in others:
        seated(cast, other, cast.police_contact)
    visit(client, HOME)
    assert (len(assessments), [statements(client, url) for url in urls]) == (3, before)
