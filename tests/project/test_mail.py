"""Mail from the terminal, the worker as its own process, and the demo's own mail server."""

import os
import signal
import smtplib
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from bench.waiting import comes
from samrad.notices.demo_mail import kept_mail
from samrad.project import demo_post
from tests.cast import Cast
from tests.notices import made
from tests.notices.test_reading import an_offer
from tests.post import post_office
from tests.project.test_project import run
from tests.visit import visit


def a_mail(to: str, subject: str, text: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Samråd <samrad@samrad.test>", to, subject
    mail["Date"] = "Tue, 24 Nov 2026 11:00:00 +0000"
    mail.set_content(text)
    mail["Content-Language"] = "nn-NO"
    return mail


class TestTheTerminal:
    @pytest.mark.django_db
    def test_says_that_there_is_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SAMRAD_MAIL_HOST", "mail.samrad.test")
        assert run("mail") == "No mail has been made.\n"

    @pytest.mark.django_db
    def test_says_how_many_are_in_each_state_and_sends_again(self, cast: Cast, settings: object) -> None:
        an_offer(cast)
        made.tell(cast.cooperation)
        with post_office(settings) as office:
            office.to_content = lambda _reader: "554 no"
            made.send_all()
            lines = run("mail").splitlines()
            assert [line.split(", ")[0] for line in lines[:2]] == ["failed: 3", "unaddressed: 1"]
            assert lines[2] == "SAMRAD_MAIL_HOST is not set: mail waits in its queue."
            assert run("mail", "--again", "failed").splitlines()[0] == "3 mails are in the queue again."
            office.to_content = lambda _reader: "250 OK"
            made.send_all()
        assert len(office.mails) == 3
        assert "kan sendes på nytt, ikke sent." in run("mail", "--again", "sent", code=1)

    @pytest.mark.parametrize(
        ("setting", "value", "sentence"),
        [
            ("SAMRAD_MAIL_FROM", "", "SAMRAD_MAIL_FROM is not set."),
            ("SAMRAD_MAIL_PORT", "smtp", "SAMRAD_MAIL_PORT is not a number."),
            ("SAMRAD_MAIL_TLS", "maybe", "SAMRAD_MAIL_TLS is not one of its words."),
        ],
    )
    def test_a_worker_wants_settings_that_can_be_used(
        self, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, sentence: str
    ) -> None:
        given = {"SAMRAD_MAIL_HOST": "mail.samrad.test", "SAMRAD_MAIL_FROM": "samrad@samrad.test"}
        assert sentence in run("work", code=1, **given | {setting: value})

    def test_a_worker_works_until_it_is_told_to_stop(self, own_database: None) -> None:
        settings = {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "SAMRAD_DATABASE_NAME": connection.settings_dict["NAME"],
        }
        command = [sys.executable, "-c", "from samrad.project.cli import main; main()", "work"]
        working = subprocess.Popen(command, env=os.environ | settings)
        assert comes(lambda: workers() == 1, 30)
        working.send_signal(signal.SIGTERM)
        assert working.wait(30) == 0
        assert workers() == 0


def workers() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_workers")
        return int(cursor.fetchone()[0])


class TestTheDemosServer:
    def test_keeps_what_it_gets_and_shows_the_newest_first(
        self, db: None, settings: object, tmp_path: Path
    ) -> None:
        settings.DEMO_MAIL_FOLDER = str(tmp_path / "mail")  # type: ignore[attr-defined]
        with demo_post.mail_kept_in(tmp_path / "mail") as port:
            for number in range(2):
                with smtplib.SMTP(demo_post.HERE, port) as smtp:
                    mail = a_mail(
                        "Marit <marit@lyngvik.test>", f"Møte {number}", "Sjå <her>:\nhttps://samrad.test/\n"
                    )
                    mail.add_attachment(
                        b"%PDF", maintype="application", subtype="pdf", filename="saksliste.pdf"
                    )
                    smtp.send_message(mail)
        kept = kept_mail(tmp_path / "mail")
        assert [(mail.number, mail.subject, mail.to) for mail in kept] == [
            (2, "Møte 1", "Marit <marit@lyngvik.test>"),
            (1, "Møte 0", "Marit <marit@lyngvik.test>"),
        ]
        assert (kept[0].language, kept[0].beside) == ("nn-NO", ("saksliste.pdf",))
        page = visit(Client(), "/utboks/")
        assert page.text.index("Møte 1") < page.text.index("Møte 0")
        assert "Sjå <her>:" in page.text and "Følger med: saksliste.pdf" in page.text
        assert "https://samrad.test/" in page.links

    def test_refuses_an_address_that_nobody_has(self, tmp_path: Path) -> None:
        with (
            demo_post.mail_kept_in(tmp_path) as port,
            smtplib.SMTP(demo_post.HERE, port) as smtp,
            pytest.raises(smtplib.SMTPRecipientsRefused),
        ):
            smtp.send_message(a_mail("finnes-ikke@samrad.test", "x", "x"))
        assert kept_mail(tmp_path) == []

    def test_is_the_one_that_the_demo_sends_to(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        for name in ("ADDRESS", "MAIL_HOST", "MAIL_PORT", "MAIL_TLS", "MAIL_FROM", "DEMO_MAIL_FOLDER"):
            monkeypatch.setenv(f"SAMRAD_{name}", "before")
        demo_post.point_mail_at(2525, tmp_path, 8123)
        assert (os.environ["SAMRAD_ADDRESS"], os.environ["SAMRAD_MAIL_PORT"]) == (
            "http://127.0.0.1:8123",
            "2525",
        )
