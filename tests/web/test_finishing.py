"""From agreed to sealed, page by page, by either party and whoever comes first. A-om-b."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from samrad.agreements.commands.finishing import reopen_agreement
from samrad.agreements.commands.proposing import propose_wording
from samrad.agreements.models import Agreement, Version
from samrad.cooperation import wall
from samrad.kernel.clock import today
from tests.cast import Cast
from tests.situations import (
    a_draft,
    all_agreed,
    approve,
    approved,
    clauses_of,
    do,
    freeze,
    fresh,
    frozen,
    on_the_table,
    sign,
)
from tests.visit import Page, inspected, login_as, send, visit

pytestmark = pytest.mark.django_db


def hidden(page: Page, name: str) -> str:
    return next(control.get("value") or "" for control in page.all("input") if control.get("name") == name)


def address_of(agreement: Agreement) -> str:
    return f"/avtale/{agreement.pk}/"


def lock(client: Client, agreement: Agreement, description: str = "", *, status: int = 200) -> Page:
    url = f"{address_of(agreement)}ferdig/"
    seen = hidden(visit(client, url), "seen_hash")
    return send(client, url, {"seen_hash": seen, "description": description}, status=status)


def say_yes(client: Client, version: Version, *, status: int = 200, **said: str) -> Page:
    given = {"seen_hash": version.content_hash, "form": "internal", "decided_on": str(today())} | said
    return send(
        client, f"{address_of(version.agreement)}versjon/{version.number}/godkjenn/", given, status=status
    )


def put_name(client: Client, version: Version, *, status: int = 200, seen: str = "") -> Page:
    url = f"{address_of(version.agreement)}versjon/{version.number}/undertegn/"
    return send(client, url, {"seen_hash": seen or version.content_hash}, status=status)


class TestFinishing:
    def test_everything_that_is_missing_has_a_way_to_the_very_place(self, cast: Cast) -> None:
        """A-om-b."""
        points = (("Formål", "Sett inn formålet her: XX."), ("Politirådet", "Partene møtes."))
        agreement = on_the_table(cast.slt, cast.cooperation, points=points)
        first, second = clauses_of(cast.police_contact, agreement)
        page = visit(login_as("politikontakt"), f"{address_of(agreement)}ferdig/")
        assert page.h1 == "Gjør ferdig avtale 2027–2030"
        assert "Teksten kan ikke låses ennå. Her er det som gjenstår, og veien dit." in page.text
        assert (
            "Et forslag til punkt 2 «Politirådet» ligger på bordet. Svar på det, og lever runden."
            in page.text
        )
        for clause in (first, second):
            assert f"{address_of(agreement)}punkt/{clause.pk}/" in page.links
        assert "Lås teksten for godkjenning" not in page.text
        assert "Se hva som mangler" in visit(login_as("slt"), address_of(agreement)).text

    def test_what_the_template_left_behind_is_pointed_at(self, cast: Cast) -> None:
        """A-om-g."""
        agreement = on_the_table(
            cast.slt, cast.cooperation, points=(("Formål", "Avtalen gjelder for X kommune."),)
        )
        police = login_as("politikontakt")
        send(police, f"{address_of(agreement)}godta/")
        send(police, f"{address_of(agreement)}runde/")
        page = visit(police, f"{address_of(agreement)}ferdig/")
        assert "Punkt 1 «Formål» har rester av malen: «X kommune». Skriv det som skal stå der." in page.text
        clause = clauses_of(cast.slt, agreement)[0]
        assert f"{address_of(agreement)}punkt/{clause.pk}/" in page.links

    def test_advice_stands_apart_and_does_not_hinder(self, cast: Cast) -> None:
        agreement = all_agreed(cast.slt, cast.police_contact, cast.cooperation)
        town = login_as("slt")
        terms = {"scope": "whole", "valid_from": "2027-01-01", "valid_to": "2030-12-31", "seen": "0"}
        send(town, f"{address_of(agreement)}datoer/", terms)
        send(town, f"{address_of(agreement)}runde/")
        waiting = visit(town, f"{address_of(agreement)}ferdig/")
        assert f"{address_of(agreement)}#paa-bordet" in waiting.links
        send(login_as("politikontakt"), f"{address_of(agreement)}godta/")
        send(login_as("politikontakt"), f"{address_of(agreement)}runde/")
        page = visit(town, f"{address_of(agreement)}ferdig/")
        assert "Avtalen sier ikke når den skal evalueres. Sett gjerne en dato." in page.text
        assert "Dette hindrer ikke at teksten låses." in page.text
        assert f"{address_of(agreement)}datoer/" in page.links
        assert "Lås teksten for godkjenning" in page.text

    def test_the_text_is_shown_as_it_will_be_frozen_in_its_own_language(self, cast: Cast) -> None:
        """A-tittel-a."""
        agreement = all_agreed(cast.slt, cast.police_contact, cast.cooperation)
        town = login_as("slt")
        town.cookies["samrad_language"] = "nn"
        page = visit(town, f"{address_of(agreement)}ferdig/")
        (paper,) = [each for each in page.all("div") if each.get("class") == "paper-text"]
        words = " ".join("".join(paper.itertext()).split())
        assert (page.root.get("lang"), paper.get("lang")) == ("nn", "nb")
        assert "Avtalen gjelder fra 1. januar 2027 til og med 31. desember 2030." in words
        assert "1 Formål Kommunen og politiet samarbeider" in words
        assert "Evaluer innen 1. januar 2028" in words

    def test_either_party_locks_what_both_have_agreed(self, cast: Cast) -> None:
        """A-om-b."""
        agreement = all_agreed(cast.slt, cast.police_contact, cast.cooperation)
        police = login_as("politikontakt")
        table = visit(police, address_of(agreement))
        assert "Dere er enige om alle punktene" in table.text
        assert f"{address_of(agreement)}ferdig/" in table.links
        done = lock(police, agreement, "Til kommunestyret")
        assert "Teksten er låst som versjon 1. Nå kan partene godkjenne den." in done.text
        assert "Til kommunestyret" in done.text
        assert done.h1 == "Avtale for 2027–2030, versjon 1"

    def test_a_text_that_moved_is_shown_anew_and_what_was_typed_stays(self, cast: Cast) -> None:
        agreement = all_agreed(cast.slt, cast.police_contact, cast.cooperation)
        town, police = login_as("slt"), login_as("politikontakt")
        url = f"{address_of(agreement)}ferdig/"
        old = hidden(visit(town, url), "seen_hash")
        clause = clauses_of(cast.slt, agreement)[0]
        do(
            cast.police_contact,
            propose_wording,
            clause_id=clause.pk,
            heading="Formål",
            text="Et nytt formål.",
            seen=0,
        )
        send(police, f"{address_of(agreement)}runde/")
        said = {"seen_hash": old, "description": "Mine ord"}
        blocked = send(town, url, said, status=422)
        assert (
            "Et forslag til punkt 1 «Formål» ligger på bordet. Svar på det, og lever runden." in blocked.text
        )
        assert "Mine ord" in blocked.html
        send(town, f"{address_of(agreement)}godta/")
        send(town, f"{address_of(agreement)}runde/")
        stale = send(town, url, said, status=422)
        assert "Teksten er endret siden du leste den. Les den på nytt før du låser den." in stale.text
        assert "Sist levert: runde 4 fra Lyngvik kommune" in stale.text
        assert "Et nytt formål." in stale.text
        assert "Mine ord" in stale.html
        again = send(town, url, {"seen_hash": hidden(stale, "seen_hash"), "description": "Mine ord"})
        assert "Teksten er låst som versjon 1." in again.text

    def test_two_who_lock_at_once_get_one_version_and_a_calm_answer(self, cast: Cast) -> None:
        agreement = all_agreed(cast.slt, cast.police_contact, cast.cooperation)
        town, url = login_as("slt"), f"{address_of(agreement)}ferdig/"
        seen = hidden(visit(town, url), "seen_hash")
        freeze(cast.police_contact, agreement)
        late = send(town, url, {"seen_hash": seen, "description": ""})
        assert "Teksten er allerede låst. Her er versjonen som skal godkjennes." in late.text
        typed = send(town, url, {"seen_hash": seen, "description": "Mine egne ord"}, status=409)
        assert "Bare en avtale i forhandling kan gjøres ferdig." in typed.text
        assert "Mine egne ord" in typed.text

    def test_who_only_reads_sees_it_all_and_who_can(self, cast: Cast) -> None:
        agreement = all_agreed(cast.slt, cast.police_contact, cast.cooperation)
        reader, url = login_as("leser"), f"{address_of(agreement)}ferdig/"
        page = visit(reader, url)
        assert "Bare den som koordinerer eller undertegner for parten, kan gjøre dette." in page.text
        assert "Lås teksten for godkjenning" not in page.text
        assert send(reader, url, {"seen_hash": "x"}, status=403).h1 == "Dette kan du ikke gjøre"

    def test_a_private_draft_is_not_finished_here(self, cast: Cast) -> None:
        agreement = a_draft(cast.slt, cast.cooperation)
        page = visit(login_as("slt"), f"{address_of(agreement)}ferdig/", status=409)
        assert "Bare en avtale i forhandling kan gjøres ferdig." in page.text

    def test_personal_data_in_the_description_is_asked_about(self, cast: Cast) -> None:
        agreement = all_agreed(cast.slt, cast.police_contact, cast.cooperation)
        asked = lock(login_as("slt"), agreement, "Ring 912 34 567", status=422)
        assert "Teksten gjelder ikke en privatperson." in asked.text
        assert "Ring 912 34 567" in asked.html


class TestApproving:
    def test_the_page_says_who_is_awaited_and_who_has_approved(self, cast: Cast) -> None:
        """A-om-b."""
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        town, police = login_as("slt"), login_as("politikontakt")
        before = visit(town, address_of(version.agreement))
        assert "Dere har neste trekk Versjon 1 venter på godkjenningen deres." in before.text
        assert "Les som PDF" in before.text
        done = say_yes(town, version)
        assert "Versjon 1 er godkjent." in done.text
        assert "Nordre politidistrikt har neste trekk Dere har godkjent versjon 1." in done.text
        assert "Ført av Marit Eide, SLT-koordinator." in done.text
        theirs = visit(police, address_of(version.agreement))
        assert "Dere har neste trekk" in theirs.text
        assert "Nordre politidistrikt Ikke godkjent ennå." in theirs.text
        assert "Dere har neste trekk" in say_yes(login_as("enhetsleder"), version).text

    def test_a_political_approval_says_body_date_and_case_number(self, cast: Cast) -> None:
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        town = login_as("slt")
        political = {"form": "political", "decided_on": "2026-11-02"}
        lacking = say_yes(town, version, **political, body="Kommunestyret", status=422)
        assert "Saksnummer: Skriv saksnummeret." in lacking.text
        assert 'value="Kommunestyret"' in lacking.html
        other = say_yes(town, version, body="Formannskapet", case_number="8/26", status=422)
        assert "Organ: Velg «Politisk», eller ta bort organet." in other.text
        assert 'value="8/26"' in other.html
        late = say_yes(town, version, decided_on=str(today() + timedelta(days=1)), status=422)
        assert "Godkjenningen kan ikke være datert fram i tid." in late.text
        done = say_yes(town, version, **political, body="Kommunestyret", case_number="87/26")
        assert "Godkjent av Kommunestyret, sak 87/26, 2. november 2026." in done.text

    def test_another_text_than_the_one_read_is_refused_and_nothing_lost(self, cast: Cast) -> None:
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        said = {"seen_hash": "0" * 64, "form": "political", "body": "Kommunestyret", "case_number": "87/26"}
        page = say_yes(login_as("slt"), version, **said, status=422)
        assert "Dette er ikke den versjonen du leste. Les versjonen som gjelder, og prøv igjen." in page.text
        assert 'value="Kommunestyret"' in page.html
        with wall.acting(cast.slt):
            assert version.approvals.count() == 0

    def test_twice_is_told_calmly(self, cast: Cast) -> None:
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        approve(cast.mayor, version)
        town = login_as("slt")
        page = visit_on(town, version, "godkjenn")
        assert "Dere har allerede godkjent denne versjonen." in page.text
        assert page.h1 == "Avtale for 2027–2030, versjon 1"
        sent = say_yes(town, version, form="political", body="Formannskapet", case_number="9/26", status=422)
        assert "Dere har allerede godkjent denne versjonen." in sent.text
        assert 'value="Formannskapet"' in sent.html

    def test_is_not_for_those_who_only_read(self, cast: Cast) -> None:
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        reader = login_as("leser")
        assert (
            "Bare den som koordinerer eller undertegner for parten"
            in visit(reader, address_of(version.agreement)).text
        )
        assert say_yes(reader, version, status=403).h1 == "Dette kan du ikke gjøre"

    def test_a_case_number_like_a_telephone_number_is_asked_about_and_may_stand(self, cast: Cast) -> None:
        version = frozen(cast.slt, cast.police_contact, cast.cooperation)
        said = {"form": "political", "body": "Kommunestyret", "case_number": "40012345"}
        town = login_as("slt")
        assert "Teksten gjelder ikke en privatperson." in say_yes(town, version, **said, status=422).text
        assert "sak 40012345" in say_yes(town, version, **said, confirmed="on").text


def visit_on(client: Client, version: Version, deed: str) -> Page:
    """The page of a deed, followed to where it leads."""
    url = f"{address_of(version.agreement)}versjon/{version.number}/{deed}/"
    return inspected(client.get(url, follow=True), url, 200)


class TestOpeningAgain:
    def test_says_what_falls_and_keeps_it_for_all_to_see(self, cast: Cast) -> None:
        """A-om-b: a change after approval voids both approvals."""
        version = approved(cast.director, cast.chief, cast.cooperation)
        sign(cast.director, version)
        police = login_as("politikontakt")
        url = f"{address_of(version.agreement)}versjon/1/apne-igjen/"
        assert url in visit(police, address_of(version.agreement)).links
        page = visit(police, url)
        assert page.h1 == "Åpne versjon 1 igjen"
        assert (
            "2 godkjenninger: Lyngvik kommune Nordre politidistrikt 1 underskrift: Lyngvik kommune Jon Tveit"
            in page.text
        )
        empty = send(police, url, {"reason": "", "seen": hidden(page, "seen")}, status=422)
        assert "Hvorfor: " in empty.text
        done = send(police, url, {"reason": "Feil møtetall.", "seen": hidden(page, "seen")})
        assert "Versjon 1 er åpnet igjen. Foreslå endringene, og lever en ny runde." in done.text
        for who in ("slt", "politikontakt", "leser"):
            table = visit(login_as(who), address_of(version.agreement))
            assert re.search(
                r"Versjon 1 ble åpnet igjen \d+\. \w+ 20\d\d av Nordre politidistrikt\. Feil møtetall\.",
                table.text,
            )
            assert table.text.count("Godkjent internt") == 2
            assert "Jon Tveit, Kommunedirektør. Undertegnet" in table.text
        evidence = visit(police, f"{address_of(version.agreement)}versjon/1/")
        assert "Denne versjonen gjelder ikke" in evidence.text
        assert "Undertegn avtalen" not in evidence.text

    def test_what_came_while_the_reason_was_written_is_shown_first(self, cast: Cast) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        town, url = login_as("slt"), f"{address_of(version.agreement)}versjon/1/apne-igjen/"
        seen = hidden(visit(town, url), "seen")
        sign(cast.chief, version)
        page = send(town, url, {"reason": "Feil møtetall.", "seen": seen}, status=422)
        assert "En godkjenning eller underskrift kom til mens du skrev." in page.text
        assert "1 underskrift: Nordre politidistrikt Per Haugland" in page.text
        assert "Feil møtetall." in page.html
        done = send(town, url, {"reason": "Feil møtetall.", "seen": hidden(page, "seen")})
        assert "Versjon 1 er åpnet igjen." in done.text

    def test_a_deed_on_a_version_that_fell_is_answered_plainly(self, cast: Cast) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        do(cast.slt, reopen_agreement, agreement_id=version.agreement_id, reason="Feil.")
        second = freeze(cast.slt, version.agreement)
        for number in (1, 2):
            assert (
                "Versjoner"
                in visit(login_as("slt"), f"{address_of(version.agreement)}versjon/{number}/").text
            )
        director = login_as("kommunedirektor")
        for deed in ("undertegn", "godkjenn"):
            page = visit_on(director, version, deed)
            assert "Versjon 1 ble åpnet igjen og gjelder ikke lenger. Se hva som gjelder nå." in page.text
            assert page.h1 == f"Avtale for 2027–2030, versjon {second.number}"
        assert "Teksten er ikke låst." in visit_on(director, version, "apne-igjen").text
        assert "gjelder ikke lenger" in put_name(director, version).text
        lost = say_yes(
            director, version, form="political", body="Kommunestyret", case_number="1/27", status=422
        )
        assert "gjelder ikke lenger" in lost.text
        assert 'value="Kommunestyret"' in lost.html
        url = f"{address_of(version.agreement)}versjon/1/apne-igjen/"
        assert "Mine grunner" in send(director, url, {"reason": "Mine grunner", "seen": "2"}, status=409).text

    def test_is_for_writers_and_over_when_all_have_signed(self, cast: Cast) -> None:
        version = approved(cast.director, cast.chief, cast.cooperation)
        url = f"{address_of(version.agreement)}versjon/1/apne-igjen/"
        assert send(login_as("leser"), url, {"reason": "x"}, status=403).h1 == "Dette kan du ikke gjøre"
        sign(cast.director, version)
        sign(cast.chief, version)
        page = visit_on(login_as("slt"), version, "apne-igjen")
        assert "Alle har undertegnet, og avtalen venter bare på segl." in page.text


def test_clauses_of_a_locked_text_can_be_read_and_say_so(cast: Cast) -> None:
    version = frozen(cast.slt, cast.police_contact, cast.cooperation)
    clause = clauses_of(cast.slt, version.agreement)[0]
    page = visit(login_as("slt"), f"{address_of(version.agreement)}punkt/{clause.pk}/")
    assert "Teksten er låst Punktene kan leses, men ikke endres." in page.text
    assert "Foreslå ny ordlyd" not in page.text


def test_a_version_that_is_not_there_is_not_found(cast: Cast) -> None:
    version = frozen(cast.slt, cast.police_contact, cast.cooperation)
    town = login_as("slt")
    for deed in ("", "pdf/", "godkjenn/", "undertegn/", "apne-igjen/"):
        for number in (0, 2, 10**30):
            visit(town, f"{address_of(version.agreement)}versjon/{number}/{deed}", status=404)
    assert fresh(cast.slt, version.agreement).state == "approval"


def test_the_pdf_of_a_version_is_shown_or_kept(cast: Cast) -> None:
    version = frozen(cast.slt, cast.police_contact, cast.cooperation)
    url = f"{address_of(version.agreement)}versjon/1/pdf/"
    town = login_as("slt")
    shown, kept = town.get(url), town.get(url, {"last-ned": ""})
    name = 'filename="avtale-2027-2030-versjon-1.pdf"'
    assert (shown.headers["Content-Type"], shown.headers["X-Content-Type-Options"]) == (
        "application/pdf",
        "nosniff",
    )
    assert shown.headers["Content-Disposition"] == f"inline; {name}"
    assert kept.headers["Content-Disposition"] == f"attachment; {name}"
    assert shown.content.startswith(b"%PDF-")
    assert shown.content == kept.content
    for stranger in ("nabokommune", "nabopoliti", "direktorat", "drift"):
        assert login_as(stranger).get(url).status_code == 404
