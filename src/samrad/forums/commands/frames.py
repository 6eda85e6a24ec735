"""Say what things rest on in law, who was introduced to it, how a region stands to one's own council, and what was gone through after an election."""

from uuid import UUID

from django.utils.translation import gettext as _

from samrad.agreements.queries.agreements import agreement_visible_to
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_by_id, party_of
from samrad.cooperation.words import guarded
from samrad.forums.commands.bodies import locked
from samrad.forums.events import (
    ForumChanged,
    GoneThroughAfterElection,
    IntroductionNoted,
    LegalBasisSet,
    PlaceInRegionSet,
)
from samrad.forums.models import Forum, GoneThrough, Introduction, LegalBasis, RegionalPlace
from samrad.forums.permissions import (
    may_go_through,
    may_note_introduction,
    may_place_in_region,
    may_run,
    may_say_basis,
)
from samrad.forums.queries import forum_visible_to, membership_visible_to
from samrad.guide.law import POLICE_DUTIES
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.parties.queries import running_appointments

NONE_NEEDED = "none"


@command
def say_legal_basis(
    *,
    actor: Actor,
    cooperation_id: UUID,
    provisions: list[str],
    forum_id: UUID | None = None,
    agreement_id: UUID | None = None,
) -> LegalBasis:
    """Say which provisions a forum, an agreement or the cooperation itself refers to, or that none is needed.

    Shape    `provisions` are keys of the register of law, or the word for «none needed» alone.
    Who      either party (`may_say_basis`).
    Refuses  nothing chosen; none beside some; a provision that is no choice here.
    Records  LegalBasisSet.
    Source   V-1-e: the duties are the police's, and are never said of a municipality.
    """
    cooperation = cooperation_by_id(actor, cooperation_id)
    may_say_basis(actor, cooperation).require()
    chosen = set(provisions)
    if not chosen or (NONE_NEEDED in chosen and len(chosen) > 1):
        raise Refused(_("Velg minst én bestemmelse, eller at ingen henvisning trengs."))
    if not chosen <= {*POLICE_DUTIES, NONE_NEEDED}:
        raise Refused(_("Bestemmelsen er ikke blant dem en kan velge her."))
    _require_within(actor, cooperation, forum_id, agreement_id)
    assert actor.appointment
    # Locked first: of two who say it first in one instant, the second finds what the first said.
    Cooperation.objects.select_for_update().get(pk=cooperation.pk)
    basis = LegalBasis.objects.filter(
        cooperation=cooperation, forum=forum_id, agreement=agreement_id
    ).first() or LegalBasis(cooperation=cooperation, forum_id=forum_id, agreement_id=agreement_id)
    basis.provisions, basis.by_id, basis.on = sorted(chosen - {NONE_NEEDED}), actor.appointment, today()
    basis.save()
    said = LegalBasisSet(basis.pk, forum_id, agreement_id, len(basis.provisions))
    record(said, by=actor, cooperation=cooperation.pk)
    return basis


def _require_within(
    actor: Actor, cooperation: Cooperation, forum: UUID | None, agreement: UUID | None
) -> None:
    """What it is about stands in this cooperation, and the actor may see it."""
    if forum and forum_visible_to(actor, forum).cooperation_id != cooperation.pk:
        raise Forum.DoesNotExist
    if agreement and agreement_visible_to(actor, agreement).cooperation_id != cooperation.pk:
        raise Forum.DoesNotExist


@command
def note_introduction(*, actor: Actor, membership_id: UUID) -> Introduction:
    """Note that whoever holds a seat today was introduced to the law that frames the services.

    Who      the member, or those who run the forum (`may_note_introduction`).
    Refuses  a seat whose post nobody holds.
    Records  IntroductionNoted, the first time.
    Source   V-4.3-j.
    """
    member = membership_visible_to(actor, membership_id)
    may_note_introduction(actor, member).require()
    holder = running_appointments().filter(post=member.post_id).order_by("-valid_from").first()
    if holder is None:
        raise Refused(_("Ingen har stillingen nå."))
    noted, is_new = Introduction.objects.get_or_create(
        cooperation_id=member.cooperation_id,
        membership=member,
        holder=holder,
        defaults={"forum_id": member.forum_id, "on": today()},
    )
    if is_new:
        record(
            IntroductionNoted(noted.pk, member.forum_id, member.pk),
            by=actor,
            cooperation=member.cooperation_id,
        )
    return noted


@command
def place_in_region(*, actor: Actor, forum_id: UUID, mode: str) -> RegionalPlace:
    """Say whether the regional council replaces one's own council, or stands beside it.

    Who      those who write for a municipality in the region, for their own (`may_place_in_region`).
    Records  PlaceInRegionSet.
    Source   V-4.4-b. What the municipality's own council is at the moment decides nothing: a contradiction is only shown.
    """
    forum = locked(actor, forum_id)
    may_place_in_region(actor, forum).require()
    party = party_of(actor, forum.cooperation)
    place, _made = RegionalPlace.objects.update_or_create(
        cooperation_id=forum.cooperation_id,
        forum=forum,
        organisation_id=party.organisation_id,
        defaults={"mode": RegionalPlace.Mode(mode), "on": today()},
    )
    record(
        PlaceInRegionSet(forum.pk, party.organisation_id, mode), by=actor, cooperation=forum.cooperation_id
    )
    return place


@command
def go_through(*, actor: Actor, cooperation_id: UUID, what: str) -> GoneThrough:
    """Say that one's own municipality has gone through members, roles or the agreement after the election.

    Who      those who write for the municipality (`may_go_through`).
    Records  GoneThroughAfterElection, once a day.
    Source   V-2.2-k.
    """
    cooperation = cooperation_by_id(actor, cooperation_id)
    may_go_through(actor, cooperation).require()
    assert actor.appointment
    party = party_of(actor, cooperation)
    done, is_new = GoneThrough.objects.get_or_create(
        cooperation=cooperation,
        organisation_id=party.organisation_id,
        what=GoneThrough.What(what),
        on=today(),
        defaults={"by_id": actor.appointment},
    )
    if is_new:
        record(
            GoneThroughAfterElection(party.organisation_id, what, done.on),
            by=actor,
            cooperation=cooperation.pk,
        )
    return done


@command
def explain_region(
    *, actor: Actor, forum_id: UUID, reasons: list[str], why: str = "", seen: int, confirmed: bool = False
) -> Forum:
    """Say why a regional council is there: some of the four reasons, and the parties' own words.

    Who      `may_run`.
    Refuses  no reason and no words; another kind of forum; a save on top of somebody else's.
    Records  ForumChanged.
    Source   V-4.4-c.
    """
    forum = locked(actor, forum_id)
    may_run(actor, forum).require()
    if forum.kind != Forum.Kind.COUNCIL_REGIONAL:
        raise Refused(_("Grunnene hører til et regionalt politiråd."))
    if forum.version != seen:
        raise Stale(
            _("Noen endret forumet mens du skrev. Se over, og lagre på nytt."),
            theirs=forum.why,
            version=forum.version,
        )
    words = guarded(why, confirmed=confirmed, longest=2_000)
    if not reasons and not words:
        raise Refused(_("Velg minst én grunn, eller skriv den med egne ord."))
    forum.reasons = [code for code in Forum.Reason.values if code in reasons]
    forum.why, forum.version = words, forum.version + 1
    forum.save(update_fields=["reasons", "why", "version"])
    record(ForumChanged(forum.pk, forum.version), by=actor, cooperation=forum.cooperation_id)
    return forum
