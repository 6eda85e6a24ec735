"""Who sits in a forum: posts with roles, and others once the parties agree that they are needed."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.models import CooperationParty
from samrad.cooperation.queries import living_parties, party_of
from samrad.cooperation.words import guarded
from samrad.forums.commands.bodies import locked
from samrad.forums.events import (
    BriefingConfirmed,
    ExtensionAssessed,
    MemberJoined,
    MemberLeft,
    MemberRoleChanged,
)
from samrad.forums.models import Assessment, AssessmentYes, Briefing, Forum, Membership
from samrad.forums.permissions import may_confirm_briefing, may_run, may_say_yes, may_take_in
from samrad.forums.queries import membership_visible_to, themes_of
from samrad.guide.law import SERVICES
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.parties.models import Post


@command
def add_member(
    *, actor: Actor, forum_id: UUID, post_id: UUID, role: str, valid_from: date | None = None
) -> Membership:
    """Let a post of one of the parties sit in the forum.

    Who      `may_run`.
    Refuses  a post of somebody else; a post that sits there already.
    Records  MemberJoined.
    Source   V-4.1.1-a, V-4.1.1-c.
    """
    forum = locked(actor, forum_id)
    may_run(actor, forum).require()
    post = Post.objects.select_related("organisation").get(pk=post_id)
    party = _party_for(forum, post)
    if party is None:
        raise Refused(
            _("Stillingen hører ikke til noen av partene. Andre kan komme med etter en felles vurdering.")
        )
    return _say_joined(actor, _join(forum, post, role, valid_from, party_id=party))


@command
def take_in_external(
    *,
    actor: Actor,
    forum_id: UUID,
    post_id: UUID,
    role: str,
    assessment_id: UUID,
    valid_from: date | None = None,
    valid_to: date | None = None,
    limited: bool = False,
    themes: Collection[str] = (),
) -> Membership:
    """Let a post outside the parties sit in the forum: a school, business, volunteers or an emergency service.

    Shape    `valid_to` is the last day, where it is for a time, or for one meeting. They are called to what falls between the two.
             A `limited` one takes part in some themes by their codes, and in the matters that are opened to them by name.
    Who      `may_take_in`, when both parties have said yes to an assessment.
    Refuses  a last day before the first; a theme that is not there; a post of a party; a beginning before the parties agreed; a post that sits there already.
    Records  MemberJoined.
    Source   V-2.1-c, V-4.2-d, V-4.2-f, V-4.4-e.
    """
    forum = locked(actor, forum_id)
    assessment = Assessment.objects.filter(pk=assessment_id, forum=forum).first()
    may_take_in(actor, forum, assessment).require()
    assert assessment and assessment.agreed_on
    post = Post.objects.select_related("organisation").get(pk=post_id)
    if _party_for(forum, post):
        raise Refused(_("Stillingen hører til en av partene. Legg den til som vanlig medlem."))
    if valid_from and valid_from < assessment.agreed_on:
        raise Refused(_("Et eksternt medlem kan ikke begynne før partene ble enige. Velg en senere dag."))
    if valid_to and valid_to < (valid_from or today()):
        raise Refused(_("Et medlem kan ikke gå ut før det kom inn. Velg en senere dag."))
    named = named_themes(actor, forum, themes) if limited else None
    return _say_joined(
        actor, _join(forum, post, role, valid_from, valid_to, assessment=assessment, themes=named)
    )


def named_themes(actor: Actor, forum: Forum, themes: Collection[str]) -> dict[str, str]:
    """The themes by code, the local ones with their names: whoever takes part in them stands outside the cooperation."""
    known = themes_of(actor, forum)
    if not set(themes) <= set(known):
        raise Refused(_("Velg temaer fra listen."))
    return {code: name for code, name in known.items() if code in themes}


def _party_for(forum: Forum, post: Post) -> UUID | None:
    houses = {post.acts_for_id, post.organisation_id}
    for party in living_parties(forum.cooperation):
        if party.organisation_id in houses:
            return party.organisation_id
    return None


def _join(
    forum: Forum,
    post: Post,
    role: str,
    valid_from: date | None,
    valid_to: date | None = None,
    *,
    party_id: UUID | None = None,
    assessment: Assessment | None = None,
    themes: dict[str, str] | None = None,
) -> Membership:
    sitting = Membership.objects.filter(forum=forum, post=post).exclude(valid_to__lte=valid_from or today())
    if sitting.exists():
        raise Refused(_("Stillingen sitter allerede i forumet. Endre rollen i stedet."))
    return Membership.objects.create(
        cooperation_id=forum.cooperation_id,
        forum=forum,
        post=post,
        party_id=party_id,
        role=Membership.Role(role),
        is_external=party_id is None,
        assessment=assessment,
        valid_from=valid_from or today(),
        valid_to=valid_to,
        limited=themes is not None,
        themes=themes or {},
    )


def _say_joined(actor: Actor, member: Membership) -> Membership:
    record(
        MemberJoined(member.pk, member.forum_id, member.post_id, member.role, member.is_external),
        by=actor,
        cooperation=member.cooperation_id,
    )
    return member


def _locked_member(actor: Actor, membership_id: UUID) -> tuple[Forum, Membership]:
    found = Membership.objects.get(pk=membership_id)
    forum = locked(actor, found.forum_id)
    return forum, Membership.objects.select_related("post").get(pk=membership_id)


@command
def change_role(*, actor: Actor, membership_id: UUID, role: str, seen: int) -> Membership:
    """Give a member another role.

    Who      `may_run`.
    Refuses  a change on top of somebody else's; a member who has left.
    Records  MemberRoleChanged.
    """
    forum, member = _locked_member(actor, membership_id)
    may_run(actor, forum).require()
    if member.version != seen:
        raise Stale(
            _("Noen endret medlemmet mens du skrev. Se hva som står der nå."),
            theirs=member.get_role_display(),
            version=member.version,
        )
    if member.has_left:
        raise Refused(_("Medlemmet er gått ut av forumet. Legg stillingen til på nytt."))
    member.role, member.version = Membership.Role(role), member.version + 1
    member.save(update_fields=["role", "version"])
    record(MemberRoleChanged(member.pk, forum.pk, role), by=actor, cooperation=forum.cooperation_id)
    return member


@command
def end_membership(*, actor: Actor, membership_id: UUID, on: date) -> Membership:
    """Let a member leave, also one whose last day was to come. What the post did there stays.

    Who      `may_run`.
    Refuses  a day before it joined; one who has left already.
    Records  MemberLeft.
    """
    forum, member = _locked_member(actor, membership_id)
    may_run(actor, forum).require()
    if member.has_left:
        raise Refused(_("Medlemmet er allerede gått ut av forumet."))
    if on < member.valid_from:
        raise Refused(_("Et medlem kan ikke gå ut før det kom inn. Velg en senere dag."))
    member.valid_to, member.version = on, member.version + 1
    member.save(update_fields=["valid_to", "version"])
    record(MemberLeft(member.pk, forum.pk, on), by=actor, cooperation=forum.cooperation_id)
    return member


@command
def begin_assessment(
    *, actor: Actor, forum_id: UUID, challenge: str, reason: str = "", confirmed: bool = False
) -> Assessment:
    """Say for one's own party that the forum needs others, and for which local challenge. The other party answers for itself.

    Who      either party's writers, and the forum's secretary for their own party (`may_run`).
    Refuses  no challenge.
    Records  ExtensionAssessed.
    Source   V-4.2-f.
    """
    forum = locked(actor, forum_id)
    may_run(actor, forum).require()
    named = guarded(challenge, confirmed=confirmed, longest=200)
    if not named:
        raise Refused(_("Skriv hvilken lokal utfordring det gjelder."))
    assessment = Assessment.objects.create(
        cooperation_id=forum.cooperation_id,
        forum=forum,
        challenge=named,
        reason=guarded(reason, confirmed=confirmed, longest=4_000),
        begun_on=today(),
    )
    _say_yes(actor, forum, assessment)
    return assessment


@command
def agree_to_assessment(*, actor: Actor, assessment_id: UUID) -> Assessment:
    """The other party's yes. When all have said yes, the forum may take others in.

    Who      `may_say_yes`, once for each party, while the forum lives.
    Records  ExtensionAssessed.
    Source   V-4.2-f.
    """
    found = Assessment.objects.get(pk=assessment_id)
    forum = locked(actor, found.forum_id)
    assessment = Assessment.objects.select_for_update().get(pk=assessment_id)
    assessment.forum = forum
    may_say_yes(actor, assessment).require()
    _say_yes(actor, forum, assessment)
    return assessment


def _say_yes(actor: Actor, forum: Forum, assessment: Assessment) -> None:
    ours: CooperationParty = party_of(actor, forum.cooperation)
    assert actor.appointment
    AssessmentYes.objects.create(
        cooperation_id=forum.cooperation_id,
        assessment=assessment,
        party_id=ours.organisation_id,
        by_id=actor.appointment,
        on=today(),
    )
    said = set(assessment.yeses.values_list("party", flat=True))
    everybody = {party.organisation_id for party in living_parties(forum.cooperation)}
    if everybody <= said:
        assessment.agreed_on = today()
        assessment.save(update_fields=["agreed_on"])
    record(
        ExtensionAssessed(assessment.pk, forum.pk, ours.organisation_id, assessment.agreed_on is not None),
        by=actor,
        cooperation=forum.cooperation_id,
    )


@command
def confirm_briefing(*, actor: Actor, membership_id: UUID, service: str) -> Briefing:
    """Confirm that one knows what one's own service may share. Said anew after joining, and when the law changes.

    Who      the member, for themselves (`may_confirm_briefing`).
    Refuses  an unknown service.
    Records  BriefingConfirmed.
    Source   V-4.1.5-e.
    """
    membership = membership_visible_to(actor, membership_id)
    may_confirm_briefing(actor, membership).require()
    if service not in SERVICES:
        raise Refused(_("Velg tjenesten du arbeider i."))
    briefing, _made = Briefing.objects.get_or_create(
        cooperation_id=membership.cooperation_id,
        forum_id=membership.forum_id,
        membership=membership,
        service=service,
        by_id=actor.appointment,
        on=today(),
    )
    event = BriefingConfirmed(briefing.pk, membership.forum_id, membership.pk, service)
    record(event, by=actor, cooperation=membership.cooperation_id)
    return briefing
