"""Who does what: the contact and the district's preventive unit settle it together, and both say so."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.contacts.events import DivisionChanged, DivisionConfirmed
from samrad.contacts.models import DividedTask, Division
from samrad.contacts.permissions import confirming_side, may_confirm_division, may_divide
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation

Main = DividedTask.Main
LONGEST = 160


def to_begin_with() -> Sequence[tuple[str, str, bool]]:
    """The six main tasks of a contact, and what a preventive unit usually has. In our words; each can be changed. V-5.1-a."""
    return (
        (_("Følge med på utviklingen og kjenne kommunen"), Main.CONTACT, False),
        (_("Få fram kunnskap til politirådet sammen med etterretning"), Main.CONTACT, True),
        (_("Dele kunnskap og erfaring i politiet og med partnerne"), Main.CONTACT, True),
        (_("Gi råd om forebyggende metoder og tiltak"), Main.CONTACT, True),
        (_("Bidra til at samarbeidsmodellen, som SLT, virker"), Main.CONTACT, False),
        (_("Hjelpe lederen med å forberede møter i politirådet"), Main.CONTACT, False),
        (_("Bekymringssamtaler og oppfølging av unge"), Main.UNIT, False),
        (_("Foredrag og besøk på skolene"), Main.UNIT, True),
    )


def _locked(district_id: UUID, seen: int | None = None) -> Division:
    Organisation.objects.select_for_update().get(pk=district_id, kind=Organisation.Kind.POLICE_DISTRICT)
    division, _made = Division.objects.get_or_create(
        district_id=district_id, defaults={"changed_on": today()}
    )
    if seen is not None and division.version != seen:
        raise Stale(
            _("En kollega endret fordelingen mens du skrev. Se hva som står der, og lagre på nytt."),
            theirs="\n".join(f"{task.text}: {task.get_main_display()}" for task in division.tasks.all()),
            version=division.version,
        )
    return division


def _say_changed(division: Division, actor: Actor) -> None:
    """Whoever had confirmed, had confirmed something else. V-5.3-h."""
    division.changed_on, division.contact_on, division.unit_on = today(), None, None
    division.version += 1
    division.save()
    record(DivisionChanged(division.district_id, division.version), by=actor)


@command
def begin_division(*, actor: Actor, district_id: UUID) -> Division:
    """Begin with a list that can be changed.

    Who      those who write for the district (`may_divide`).
    Refuses  a list that is begun.
    Records  DivisionChanged.
    Source   V-5.1-a, V-5.3-g.
    """
    may_divide(actor, district_id).require()
    division = _locked(district_id)
    if division.tasks.exists():
        raise Refused(_("Listen er allerede påbegynt. Endre den som står der."))
    DividedTask.objects.bulk_create(
        DividedTask(division=division, number=number, text=text, main=main, together=together)
        for number, (text, main, together) in enumerate(to_begin_with(), start=1)
    )
    _say_changed(division, actor)
    return division


@command
def set_task(
    *,
    actor: Actor,
    district_id: UUID,
    number: int,
    text: str,
    main: str,
    together: bool,
    seen: int,
    confirmed: bool = False,
) -> DividedTask:
    """Say who has one task: exactly one has it, also where the two do it together. A number that is not there is a new task.

    Who      `may_divide`.
    Refuses  what a colleague changed meanwhile; a task without words or without a responsible; one that looks personal.
    Records  DivisionChanged.
    Units    `seen` is the version on the writer's screen.
    Source   V-5.3-g, V-5.3-h.
    """
    may_divide(actor, district_id).require()
    division = _locked(district_id, seen)
    words = guarded(text, confirmed=confirmed, longest=LONGEST)
    if not words or main not in Main.values:
        raise Refused(_("Skriv oppgaven, og velg hvem som har den."))
    task = division.tasks.filter(number=number).first()
    if task is None:
        last = division.tasks.last()
        task = DividedTask(division=division, number=last.number + 1 if last else 1)
    task.text, task.main, task.together = words, main, together
    task.save()
    _say_changed(division, actor)
    return task


@command
def remove_task(*, actor: Actor, district_id: UUID, number: int, seen: int) -> None:
    """Take a task out of the list.

    Who      `may_divide`.
    Refuses  what a colleague changed meanwhile; a task that is not there, with `DividedTask.DoesNotExist`.
    Records  DivisionChanged.
    """
    may_divide(actor, district_id).require()
    division = _locked(district_id, seen)
    division.tasks.get(number=number).delete()
    _say_changed(division, actor)


@command
def confirm_division(*, actor: Actor, district_id: UUID, seen: int) -> Division:
    """Say for one's own side that this is how the work is divided: a contact for the contacts, a leader for the preventive unit.

    Who      `may_confirm_division`.
    Refuses  what was changed meanwhile; an empty list.
    Records  DivisionConfirmed.
    Source   V-5.3-h: settled jointly.
    """
    may_confirm_division(actor, district_id).require()
    division = _locked(district_id, seen)
    if not division.tasks.exists():
        raise Refused(_("Listen er tom. Skriv hvem som gjør hva, før dere bekrefter."))
    side = confirming_side(actor)
    setattr(division, f"{side}_on", today())
    division.save(update_fields=[f"{side}_on"])
    record(DivisionConfirmed(district_id, side), by=actor)
    return division
