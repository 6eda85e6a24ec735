"""What comes back: each mail has a return address of its own, and a report on it is noted where somebody looks."""

import mailbox
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from typer.testing import CliRunner

from samrad.cooperation import wall
from samrad.meetings.commands.session import open_meeting
from samrad.meetings.models import Meeting, Recipient
from samrad.meetings.queries.meetings import recipients_of
from samrad.notices import returns, tasks
from samrad.notices.models import Delivery
from samrad.notices.returns import Report, mark_of, report_in, return_address
from samrad.parties.actor import Actor
from samrad.parties.models import Person
from samrad.project.cli import TRY_AGAIN, app
from tests.cast import Cast
from tests.meetings.settings import a_council, a_meeting, called
from tests.notices import made
from tests.post import PostOffice
from tests.situations import do
from tests.visit import login_as, visit

pytestmark = pytest.mark.django_db
RETURN = "samrad-retur+{}@samrad.test"


@pytest.fixture(autouse=True)
def reports_are_read(settings: Any) -> None:
    settings.MAIL_RETURN = RETURN


def a_report(to: str, action: str, status: str = "5.1.1", *, envelope: str = "") -> bytes:
    """A report as mail servers write it (RFC 3464)."""
    return f"""From: MAILER-DAEMON@mx.politi.test
To: {to}
Subject: Mail delivery
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

About your mail.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.politi.test
{f"Original-Envelope-Id: {envelope}" if envelope else "Arrival-Date: Mon, 2 Nov 2026 10:00:00 +0100"}

Final-Recipient: rfc822; per.haugland@politi.test
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 no such mailbox
--b
Content-Type: text/rfc822-headers

Message-ID: <x@samrad.test>
--b--
""".encode()


@pytest.fixture
def meeting(cast: Cast, office: PostOffice) -> Meeting:
    """Called, and every call taken by the mail server."""
    meeting = called(cast, a_meeting(cast, a_council(cast), "Trafikk"))
    made.tell(cast.cooperation)
    made.send_all()
    return meeting


def call_of(who: Actor) -> Delivery:
    (row,) = (row for row in made.deliveries(person=who.person) if row.notice.kind == "MeetingCalled")
    return row


def mail_of(who: Actor) -> UUID:
    mail = call_of(who).mail
    assert mail
    return mail


def row_of(cast: Cast, who: Actor, meeting: Meeting) -> Recipient:
    with wall.acting(cast.slt) as actor:
        return {row.membership.post_id: row for row in recipients_of(actor, meeting)}[who.post]


class TestTheReturnAddress:
    def test_is_each_mails_own_and_never_the_readers_to_see(
        self, cast: Cast, office: PostOffice, meeting: Meeting
    ) -> None:
        assert return_address(mail_of(cast.chief)) in office.senders
        assert len(set(office.senders)) == len(office.senders) == len(office.mails)
        assert {str(mail["From"]) for mail in office.mails} == {"Samråd <samrad@samrad.test>"}

    def test_is_the_senders_where_nobody_reads_reports(self, settings: Any) -> None:
        settings.MAIL_RETURN, settings.MAIL_FROM = "", "Samråd <samrad@samrad.test>"
        assert return_address(uuid4()) == "samrad@samrad.test"

    def test_fits_what_servers_take_whatever_they_do_to_its_letters(self) -> None:
        mail = uuid4()
        assert len(return_address(mail).split("@")[0]) <= 64
        assert report_in(a_report(return_address(mail).upper(), "failed")) == Report(mail, "bounced", "5.1.1")

    def test_asks_for_reports_of_a_server_that_gives_them(self, cast: Cast, office: PostOffice) -> None:
        office.speaks_dsn = True
        called(cast, a_meeting(cast, a_council(cast), "Trafikk"))
        made.tell(cast.cooperation)
        made.send_all()
        assert f"ENVID={mark_of(mail_of(cast.chief))}" in office.asked
        assert {"RET=HDRS", "NOTIFY=SUCCESS,FAILURE"} <= set(office.asked)
        assert call_of(cast.chief).state == "sent"


class TestAReport:
    def test_names_the_mail_by_the_address_or_by_the_envelope(self) -> None:
        mail = uuid4()
        address, mark = return_address(mail), mark_of(mail)
        assert report_in(a_report(address, "failed")) == Report(mail, "bounced", "5.1.1")
        assert report_in(a_report("x@samrad.test", "delivered", "2.0.0", envelope=mark)) == Report(
            mail, "delivered", "2.0.0"
        )

    @pytest.mark.parametrize(
        "message",
        [
            b"",
            b"\xff\xfe\x00",
            b"Subject: Jeg er bortreist\n\nTilbake mandag.",
            a_report("x@samrad.test", "failed"),
            a_report("samrad-retur+aaaaaaaaaaaaaaaaaaaaaaaaaa-0123456789@samrad.test", "failed"),
            a_report(RETURN.replace("{}", mark_of(UUID(int=1))), "delayed"),
            a_report(RETURN.replace("{}", mark_of(UUID(int=1))), "relayed"),
            a_report(RETURN.replace("{}", mark_of(UUID(int=1))), "failed").replace(
                b"multipart/report", b"multipart/mixed"
            ),
        ],
    )
    def test_is_no_report_unless_it_is_one_on_a_mail_of_ours(self, message: bytes) -> None:
        assert report_in(message) is None

    def test_is_not_forged_by_whoever_knows_the_mails_number(self) -> None:
        mail, other = uuid4(), uuid4()
        forged = mark_of(mail).split("-")[0] + "-" + mark_of(other).split("-")[1]
        assert report_in(a_report(RETURN.replace("{}", forged), "failed")) is None


class TestWhatIsNoted:
    def test_a_failure_is_seen_on_the_meetings_page_with_what_to_do(
        self, cast: Cast, meeting: Meeting
    ) -> None:
        """V-4.1.2-b: a call that came back has not reached anybody."""
        assert row_of(cast, cast.chief, meeting).reach == "sent"
        assert "overlevert e-postserveren" in visit(login_as("slt"), f"/mote/{meeting.pk}/").text
        assert tasks.take_in(a_report(return_address(mail_of(cast.chief)), "failed"))
        assert (call_of(cast.chief).state, call_of(cast.chief).error) == ("bounced", "report_5.1.1")
        page = visit(login_as("slt"), f"/mote/{meeting.pk}/")
        assert "e-posten kom i retur" in page.text
        assert "3 av 4 nådd" in page.text
        assert "Ring dem e-posten ikke når" in page.text
        assert Person.objects.get(pk=cast.chief.person).email_came_back_on is not None

    def test_a_full_mailbox_is_no_wrong_address(self, cast: Cast, meeting: Meeting) -> None:
        assert tasks.take_in(a_report(return_address(mail_of(cast.chief)), "failed", "5.2.2"))
        assert call_of(cast.chief).state == "bounced"
        assert Person.objects.get(pk=cast.chief.person).email_came_back_on is None

    def test_a_delivery_is_seen_as_one(self, cast: Cast, meeting: Meeting) -> None:
        report = a_report("x@samrad.test", "delivered", "2.0.0", envelope=mark_of(mail_of(cast.chief)))
        assert tasks.take_in(report)
        assert (call_of(cast.chief).state, row_of(cast, cast.chief, meeting).reach) == (
            "delivered",
            "delivered",
        )
        assert "levert" in visit(login_as("slt"), f"/mote/{meeting.pk}/").text

    def test_the_last_word_is_that_it_came_back(self, cast: Cast, meeting: Meeting) -> None:
        where = return_address(mail_of(cast.chief))
        for action, state in (("delivered", "delivered"), ("failed", "bounced"), ("delivered", "bounced")):
            tasks.take_in(a_report(where, action))
            assert call_of(cast.chief).state == state
        assert row_of(cast, cast.chief, meeting).reach == "bounced"

    def test_comes_also_when_the_meeting_has_begun(self, cast: Cast, meeting: Meeting) -> None:
        do(cast.slt, open_meeting, meeting_id=meeting.pk)
        assert tasks.take_in(a_report(return_address(mail_of(cast.chief)), "failed"))
        assert row_of(cast, cast.chief, meeting).reach == "bounced"

    def test_about_a_mail_that_is_not_there_changes_nothing(self, cast: Cast, meeting: Meeting) -> None:
        assert tasks.take_in(a_report(return_address(uuid4()), "failed"))
        assert {row.state for row in made.deliveries(notice__kind="MeetingCalled")} == {"sent"}


class TestWhereItIsRead:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> mailbox.Maildir:
        return mailbox.Maildir(str(tmp_path / "retur"))

    def test_a_folder_is_read_by_the_worker_and_what_is_no_report_is_left(
        self, cast: Cast, meeting: Meeting, folder: mailbox.Maildir, settings: Any
    ) -> None:
        folder.add(mailbox.MaildirMessage(a_report(return_address(mail_of(cast.chief)), "failed")))
        folder.add(mailbox.MaildirMessage(b"Subject: Jeg er bortreist\n\nTilbake mandag."))
        settings.MAIL_RETURN_FOLDER = folder._path  # type: ignore[attr-defined]
        tasks.read_returns(0)
        assert call_of(cast.chief).state == "bounced"
        (left,) = mailbox.Maildir(settings.MAIL_RETURN_FOLDER)
        assert (left["Subject"], left.get_subdir()) == ("Jeg er bortreist", "cur")
        assert tasks.take_in_folder(settings.MAIL_RETURN_FOLDER) == (0, 0)

    def test_a_folder_that_is_gone_stops_nothing(self, settings: Any, tmp_path: Path) -> None:
        settings.MAIL_RETURN_FOLDER = str(tmp_path / "borte")
        tasks.read_returns(0)

    def test_a_pipe_is_read_by_the_command(self, cast: Cast, meeting: Meeting) -> None:
        report = a_report(return_address(mail_of(cast.chief)), "failed")
        done = CliRunner().invoke(app, ["read-returns"], input=report)
        assert (done.exit_code, done.output) == (0, "The report is noted.\n")
        assert call_of(cast.chief).state == "bounced"
        done = CliRunner().invoke(app, ["read-returns"], input=b"Hei")
        assert (done.exit_code, done.output) == (0, "This is no report on a mail from here.\n")

    def test_a_folder_that_is_none_is_said_so(self, tmp_path: Path) -> None:
        done = CliRunner().invoke(app, ["read-returns", "--folder", str(tmp_path)])
        assert (done.exit_code, "is no Maildir" in done.output) == (1, True)
        assert TRY_AGAIN == 75
        assert returns.PROOF >= 10
