"""Set a forum up, change its rules, end it."""

from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import with_parties
from samrad.cooperation.words import guarded
from samrad.forums.commands.wheel import put_default_year
from samrad.forums.events import ForumChanged, ForumEnded, ForumSetUp
from samrad.forums.models import Face, Forum
from samrad.forums.permissions import may_run, may_set_up
from samrad.forums.queries import forum_visible_to
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor

FITTING = {
    Cooperation.Kind.MUNICIPAL: set(Forum.Kind) - {Forum.Kind.COUNCIL_REGIONAL},
    Cooperation.Kind.REGIONAL: {Forum.Kind.COUNCIL_REGIONAL, Forum.Kind.THEMATIC, Forum.Kind.CONTACT_NETWORK},
    Cooperation.Kind.SCHOOL: {Forum.Kind.THEMATIC},
    Cooperation.Kind.COUNTY: {Forum.Kind.THEMATIC},
    Cooperation.Kind.DISTRICT: {Forum.Kind.CONTACT_NETWORK},
}

EARLIEST, A_YEAR = date(1970, 1, 1), timedelta(days=365)


def locked(actor: Actor, forum_id: UUID) -> Forum:
    """The forum, held until the deed is done. Refuses with `Forum.DoesNotExist`."""
    forum_visible_to(actor, forum_id)
    Forum.objects.select_for_update().get(pk=forum_id)
    return forum_visible_to(actor, forum_id)


@command
def set_up_forum(
    *,
    actor: Actor,
    cooperation_id: UUID,
    kind: str,
    name: str,
    mandate: str = "",
    begun_on: date | None = None,
    meetings_a_year: int = 2,
    notice_days: int = 14,
    item_deadline_days: int = 21,
    face: str = Face.PARTIES,
    steers_slt: bool = False,
    whole_year: bool = True,
    confirmed: bool = False,
) -> Forum:
    """Set up a forum with its rules, and give it a year to begin with.

    Shape    Without `whole_year` it begins with what is still to come: nothing is late on the day it is set up.
    Who      either party (`may_set_up`).
    Refuses  a kind that does not fit the cooperation; an empty or taken name; numbers that no forum could follow; a beginning
             far from now; what looks personal, until confirmed.
    Records  ForumSetUp.
    Source   V-4-a, V-4.3-b, V-4.4-a, V-6-f.
    """
    cooperation = with_parties(cooperation_id)
    may_set_up(actor, cooperation).require()
    if Forum.Kind(kind) not in FITTING[Cooperation.Kind(cooperation.kind)]:
        raise Refused(_("Denne typen forum passer ikke til samarbeidet. Velg en annen type."))
    if begun_on and not EARLIEST <= begun_on <= today() + A_YEAR:
        raise Refused(_("Velg en dag da forumet begynte, eller en dag det neste året."))
    forum = Forum(
        cooperation=cooperation,
        kind=kind,
        language=cooperation.language,
        begun_on=begun_on or today(),
        steers_slt=steers_slt and kind == Forum.Kind.COUNCIL,
        **_rules(name, mandate, meetings_a_year, notice_days, item_deadline_days, face, confirmed),
    )
    _save_with_a_name_of_its_own(forum)
    _begin(forum, whole_year)
    record(ForumSetUp(forum.pk, forum.kind), by=actor, cooperation=cooperation.pk)
    return forum


def _begin(forum: Forum, whole_year: bool) -> None:
    """The year that runs, and the next one too when this one is nearly over."""
    day = today()
    put_default_year(forum, day.year, since=None if whole_year else day)
    if not whole_year and day.month >= 10:
        put_default_year(forum, day.year + 1)


def _rules(
    name: str, mandate: str, meetings: int, notice: int, deadline: int, face: str, confirmed: bool
) -> dict[str, object]:
    """The rules as they may be stored. Refuses an empty name, and numbers that no forum could follow."""
    cleaned = " ".join(guarded(name, confirmed=confirmed, longest=120).split())
    if not cleaned:
        raise Refused(_("Forumet mangler navn. Skriv hva det heter hos dere."))
    if not 1 <= meetings <= 52:
        raise Refused(_("Et forum møtes mellom én og 52 ganger i året. Skriv et annet tall."))
    if not 0 <= notice <= 90 or not 0 <= deadline <= 120:
        raise Refused(
            _("Fristene må være mellom 0 og 90 dager for innkalling, og 0 og 120 for å melde saker.")
        )
    return {
        "name": cleaned,
        "mandate": guarded(mandate, confirmed=confirmed, longest=8_000),
        "meetings_a_year": meetings,
        "notice_days": notice,
        "item_deadline_days": deadline,
        "face": Face(face),
    }


def _save_with_a_name_of_its_own(forum: Forum) -> None:
    try:
        with transaction.atomic():
            forum.save()
    except IntegrityError:
        raise Refused(_("Et annet forum i samarbeidet har allerede dette navnet. Velg et annet.")) from None


@command
def change_forum(
    *,
    actor: Actor,
    forum_id: UUID,
    name: str,
    mandate: str,
    meetings_a_year: int,
    notice_days: int,
    item_deadline_days: int,
    face: str,
    steers_slt: bool = False,
    seen: int,
    confirmed: bool = False,
) -> Forum:
    """Change name, mandate and local rules. Names it has had are kept: an agreement in force may say the old one.

    Who      `may_run`.
    Refuses  a save on top of somebody else's; what `set_up_forum` refuses.
    Records  ForumChanged.
    Units    `seen` is the version on the writer's screen.
    """
    forum = locked(actor, forum_id)
    may_run(actor, forum).require()
    if forum.version != seen:
        raise Stale(
            _(
                "Noen endret forumet mens du skrev. Begge tekstene står her. Sett dem sammen, og lagre på nytt."
            ),
            theirs=f"{forum.name}\n{forum.mandate}",
            version=forum.version,
        )
    rules = _rules(name, mandate, meetings_a_year, notice_days, item_deadline_days, face, confirmed)
    if rules["name"] != forum.name:
        forum.former_names = [*(each for each in forum.former_names if each != rules["name"]), forum.name]
    for column, value in rules.items():
        setattr(forum, column, value)
    forum.steers_slt = steers_slt and forum.kind == Forum.Kind.COUNCIL
    forum.version += 1
    _save_with_a_name_of_its_own(forum)
    record(ForumChanged(forum.pk, forum.version), by=actor, cooperation=forum.cooperation_id)
    return forum


@command
def end_forum(*, actor: Actor, forum_id: UUID, on: date) -> Forum:
    """Let a forum end. What it did stays readable.

    Who      `may_run`.
    Refuses  an end before the beginning, or a day to come.
    Records  ForumEnded.
    """
    forum = locked(actor, forum_id)
    may_run(actor, forum).require()
    if not forum.begun_on <= on <= today():
        raise Refused(_("Et forum kan ikke slutte før det begynte, og ikke på en dag som ikke er kommet."))
    forum.ended_on, forum.version = on, forum.version + 1
    forum.save(update_fields=["ended_on", "version"])
    record(ForumEnded(forum.pk, on), by=actor, cooperation=forum.cooperation_id)
    return forum
