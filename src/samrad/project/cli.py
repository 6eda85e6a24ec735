"""`samrad`: what an operator does. Every command ends with one clear sentence when it cannot do its work."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from samrad.project import configuration
from samrad.project.demo import NOBODY, prepare_environment
from samrad.project.embedded import Cluster, NoPostgres, running
from samrad.typeset.seal_keys import make_seal_key

app = typer.Typer(
    help="Samråd: municipality and police own their cooperation together.", no_args_is_help=True
)
KEPT = Path(".demo")
NUMBER_LENGTH = 9
TRY_AGAIN = 75  # by which a mail server knows to keep the message and come again


def main() -> None:
    app()


def _with_django[R](work: Callable[[], R]) -> R:
    """Do the work when Django is ready; a refusal is one sentence and exit code 1.

    Where no database is set but a demo lies in this folder, the work is done in the demo.
    """
    if not configuration.DATABASE_HOST.value and (KEPT / "pg").exists():
        cluster = Cluster(KEPT.resolve())
        with running(cluster):
            prepare_environment(KEPT.resolve(), cluster)
            return _plainly(work)
    return _plainly(work)


def _plainly[R](work: Callable[[], R]) -> R:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samrad.project.settings")
    import django
    from django.db import DatabaseError

    from samrad.kernel.answers import Refused

    django.setup()
    try:
        return work()
    except Refused as refused:
        _stop(str(refused))
    except DatabaseError as broken:
        _stop(f"The database did not answer as it should: {str(broken).splitlines()[0]}")


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)


@app.command()
def demo(port: int = typer.Option(8000, envvar="PORT", help="Port on this machine.")) -> None:
    """Set everything up from nothing and serve it on this machine."""
    from samrad.project.demo import run

    try:
        run(KEPT.resolve(), port)
    except NoPostgres as missing:
        _stop(str(missing))


@app.command()
def serve(
    host: str = typer.Option("127.0.0.1", help="Address to listen on."),
    port: int = typer.Option(8000, envvar="PORT", help="Port to listen on."),
) -> None:
    """Serve Samråd behind a proxy."""
    if sentence := configuration.missing():
        _stop(sentence)
    from samrad.project.server import serve as serve_until_stopped

    serve_until_stopped(host, port)


@app.command()
def work() -> None:
    """Send what waits: notices by mail, digests, and what is tried again. Runs until it is stopped."""
    if configuration.MAIL_HOST.value and not configuration.MAIL_FROM.value:
        _stop(f"{configuration.MAIL_FROM.name} is not set. {configuration.MAIL_FROM.help}")
    if not configuration.MAIL_PORT.value.isdigit():
        _stop(f"{configuration.MAIL_PORT.name} is not a number. {configuration.MAIL_PORT.help}")
    if configuration.MAIL_RETURN.value and "{}" not in configuration.MAIL_RETURN.value:
        _stop(f"{configuration.MAIL_RETURN.name} has no {{}} in it. {configuration.MAIL_RETURN.help}")
    if configuration.MAIL_TLS.value not in {"starttls", "tls", "none"}:
        _stop(f"{configuration.MAIL_TLS.name} is not one of its words. {configuration.MAIL_TLS.help}")

    def until_stopped() -> None:
        from samrad.project import worker

        worker.work_until_stopped()

    _with_django(until_stopped)


@app.command()
def mail(
    again: str = typer.Option(
        "", help="Send again what is failed, uncertain or bounced: name one of the three."
    ),
) -> None:
    """Say how many mails are in each state, and since when."""

    def numbers() -> list[str]:
        from samrad.notices.queries import post_counts
        from samrad.notices.tasks import POSTMAN, send_again

        done = [f"{send_again(again)} mails are in the queue again."] if again else []
        counts = post_counts(POSTMAN)
        return done + [
            f"{row.state}: {row.mails}, the oldest since {row.since:%Y-%m-%d %H:%M} UTC" for row in counts
        ]

    for line in _with_django(numbers) or ["No mail has been made."]:
        typer.echo(line)
    if not configuration.MAIL_HOST.value:
        typer.echo(f"{configuration.MAIL_HOST.name} is not set: mail waits in its queue.")


@app.command("read-returns")
def read_returns(
    folder: Annotated[
        Path | None, typer.Option(help="A Maildir; without it, one message from standard input.")
    ] = None,
) -> None:
    """Read what mail servers report of mails: from a pipe that the return address leads to, or from a Maildir."""
    if folder is not None and not (folder / "new").is_dir():
        _stop(f"{folder} is no Maildir: it has no folder «new».")
    data = b"" if folder else sys.stdin.buffer.read()

    def work() -> str:
        from samrad.notices.tasks import take_in, take_in_folder

        if folder is None:
            return "The report is noted." if take_in(data) else "This is no report on a mail from here."
        reports, others = take_in_folder(str(folder))
        return f"{reports} reports are noted. {others} other messages are left for somebody to read."

    try:
        typer.echo(_with_django(work))
    except typer.Exit:
        raise typer.Exit(TRY_AGAIN) from None


@app.command()
def migrate() -> None:
    """Bring the database up to date."""
    from samrad.project import database

    _with_django(database.migrate)
    typer.echo("The database is up to date.")


@app.command("load-reference")
def load_reference() -> None:
    """Fill an empty register with municipalities, counties and police districts."""

    def work() -> int:
        from samrad.agreements.commands.templates import install_own_templates
        from samrad.cooperation.commands import open_municipal_cooperations
        from samrad.knowledge.commands.statistics import load_reference_figures
        from samrad.parties import commands
        from samrad.parties.actor import Actor

        machine = Actor.system("load-reference")
        count = commands.load_reference(actor=machine)
        install_own_templates(actor=machine)
        open_municipal_cooperations(actor=machine)
        load_reference_figures(actor=machine)
        return count

    typer.echo(f"{_with_django(work)} municipalities loaded.")


guide = typer.Typer(help="The guide's rules: look at everything again, or see what another day would change.")
app.add_typer(guide, name="guide")


@guide.command()
def refresh() -> None:
    """Judge everything by the guide's rules, and keep what they find."""

    def work() -> str:
        from samrad.cooperation import wall
        from samrad.oversight.commands.refreshing import refresh_findings
        from samrad.oversight.tasks import LOOKER

        with wall.acting(LOOKER) as actor:
            done = refresh_findings(actor=actor)
        return f"{done.subjects} subjects judged: {done.begun} findings began, {done.ended} ended, {done.renewed} have new numbers."

    typer.echo(_with_django(work))


@guide.command("dry-run")
def dry_run(
    on: str = typer.Option("", help="The day to judge, such as 2027-01-01. Today without it."),
) -> None:
    """Say what the rules of a day would change, and change nothing."""

    def work() -> list[str]:
        from samrad.cooperation import wall
        from samrad.kernel.clock import today
        from samrad.oversight.queries.dry_run import what_would_change
        from samrad.oversight.tasks import LOOKER

        try:
            day = date.fromisoformat(on) if on else today()
        except ValueError:
            _stop(f"{on} is not a day. Write it as 2027-01-01.")
        with wall.acting(LOOKER) as actor:
            return [
                f"{row.requirement} {row.subject_kind}: {row.subjects} from {row.before} to {row.after}"
                for row in what_would_change(actor, day)
            ]

    for line in _with_django(work) or ["Nothing would change."]:
        typer.echo(line)


@app.command("import-template")
def import_template(file: Annotated[Path, typer.Argument(help="A text or DOCX file.")]) -> None:
    """Load a template for agreements from a file. In a demo, an agreement is made from it too."""
    if not file.is_file():
        _stop(f"There is no file {file}.")

    def work() -> str:
        from django.conf import settings

        from samrad.agreements.commands import templates
        from samrad.parties.actor import Actor
        from samrad.project.demo_template import show_template

        made = templates.import_template(
            actor=Actor.system("import-template"), data=file.read_bytes(), filename=file.name
        )
        shown = show_template(made) if settings.DEMO else ""
        return "\n".join(filter(None, [f"{made.title}: {len(made.clauses)} clauses.", shown]))

    typer.echo(_with_django(work))


@app.command("import-statistics")
def import_statistics(
    file: Annotated[Path | None, typer.Argument(help="A table of Statistics Norway as JSON-stat 2.")] = None,
    table: Annotated[
        str, typer.Option(help="The number of a table, to fetch it from the address that the settings allow.")
    ] = "",
    choose: Annotated[
        list[str] | None, typer.Option(help="Codes wanted of a dimension of it, such as Tid=top(2).")
    ] = None,
    code_list: Annotated[
        list[str] | None, typer.Option(help="The list its codes are of: Region=agg_KommSummer.")
    ] = None,
    leave_out_unknown: Annotated[
        bool, typer.Option(help="Leave out municipalities that the register does not know.")
    ] = False,
) -> None:
    """Bring in national figures from a file, or a table from the API. All of it, or nothing."""
    if (file is None) is (not table):
        _stop("Name a file, or a table with --table.")
    if file and not file.is_file():
        _stop(f"There is no file {file}.")

    def work() -> int:
        from samrad.knowledge.commands import statistics
        from samrad.knowledge.fetching import fetch_table
        from samrad.parties.actor import Actor

        data = (
            file.read_bytes()
            if file
            else fetch_table(table, _pairs(choose), _pairs(code_list), _progress("bytes fetched", 10_000_000))
        )
        return statistics.import_statistics(
            actor=Actor.system("import-statistics"),
            data=data,
            leave_out_unknown=leave_out_unknown,
            tell=_progress("cells read", statistics.OFTEN),
        )

    typer.echo(f"{_with_django(work)} figures imported.")


@app.command("import-schools")
def import_schools(
    file: Annotated[Path, typer.Argument(help="A sheet as CSV or XLSX, with a column for the owner.")],
    source: Annotated[str, typer.Option(help="Where the figures come from.")],
    counted_on: Annotated[str, typer.Option(help="The day they were counted, such as 2026-10-01.")],
) -> None:
    """Bring in upper secondary schools, and how many pupils each has from which municipality. All of it, or nothing."""
    if not file.is_file():
        _stop(f"There is no file {file}.")
    try:
        day = date.fromisoformat(counted_on)
    except ValueError:
        _stop(f"{counted_on} is not a day. Write it as 2026-10-01.")

    def work() -> str:
        from samrad.knowledge.commands.schools import bring_pupils
        from samrad.knowledge.sheets import FaultySheet, rows_of
        from samrad.parties.actor import Actor

        machine, rows = Actor.system("import-schools"), rows_of(file.name, file.read_bytes())
        try:
            done = bring_pupils(actor=machine, rows=rows, source=source, counted_on=day)
        except FaultySheet as faulty:
            _stop("\n".join([str(faulty), *faulty.faults]))
        return f"{done.schools} schools, {done.new} of them new, with {done.years} school years."

    typer.echo(_with_django(work))


def _pairs(said: list[str] | None) -> dict[str, str]:
    """«Name=value», several of them."""
    return {name: value for name, _sign, value in (each.partition("=") for each in said or [])}


def _progress(what: str, every: int) -> Callable[[int], None]:
    """Says on the error stream, now and then, how far long work has come."""
    said = 0

    def tell(count: int) -> None:
        nonlocal said
        if count - said >= every:
            said = count
            typer.echo(f"{count:,} {what}".replace(",", " "), err=True)

    return tell


@app.command()
def verify() -> None:
    """Walk every chain of the ledger, and hold it against the anchors kept outside."""

    def work() -> list[str]:
        from samrad.ledger import queries
        from samrad.project import anchors

        found = queries.problems() + queries.problems_against(anchors.kept())
        return [f"{problem.chain} {problem.seq}: {problem.problem}" for problem in found]

    found = _with_django(work)
    for line in found:
        typer.echo(line)
    if found:
        _stop("The ledger does not hold.")
    typer.echo("The ledger holds.")


@app.command()
def anchor() -> None:
    """Add today's ledger heads to the anchor file outside the database."""
    if not configuration.ANCHOR_FILE.value:
        _stop(f"{configuration.ANCHOR_FILE.name} is not set. {configuration.ANCHOR_FILE.help}")
    from samrad.project import anchors

    typer.echo(f"{_with_django(anchors.add)} heads anchored.")


@app.command("seal-key")
def seal_key(
    name: str = typer.Option("Samråd prøvesegl", help="Who the seal names."),
    number: str = typer.Option(NOBODY, help="Organisation number, nine digits."),
) -> None:
    """Make a seal key for a trial. A real one is ordered from a supplier of certificates."""
    if not configuration.SEAL_FOLDER.value:
        _stop(f"{configuration.SEAL_FOLDER.name} is not set. {configuration.SEAL_FOLDER.help}")
    if not (number.isascii() and number.isdigit() and len(number) == NUMBER_LENGTH):
        _stop("An organisation number has nine digits.")
    folder = Path(configuration.SEAL_FOLDER.value)
    try:
        make_seal_key(folder, name=name, organisation_number=number)
    except FileExistsError as there:
        _stop(f"{there}. A seal key is never written over.")
    except OSError as wrong:
        _stop(f"The seal key could not be written: {wrong}")
    typer.echo(f"A seal key for trials lies in {folder}.")


@app.command()
def settings() -> None:
    """Print every setting with its default and a line of help."""
    for setting in configuration.ALL:
        typer.echo(f"{setting.name} (default: {setting.default or 'none'}). {setting.help}")
