"""What a party writes for a request, inside its own wall until it hands it over, and what becomes of it when it is taken back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.queries import living_parties, party_of
from samrad.cooperation.words import LooksPersonal, guarded
from samrad.forums.commands.wheel import mark_wheel_point
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import now, today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.knowledge.events import (
    ContributionDiscarded,
    ContributionHandedOver,
    ContributionWithdrawn,
    ContributionWritten,
)
from samrad.knowledge.models import Contribution, Document
from samrad.knowledge.permissions import (
    may_change_contribution,
    may_contribute,
    may_withdraw_contribution,
)
from samrad.knowledge.queries.held_against import would_give_away
from samrad.knowledge.queries.requests import (
    contribution_visible_to,
    contributions_to,
    has_answered,
    request_visible_to,
)
from samrad.knowledge.typed import typed_figures
from samrad.meetings.queries.tasks import posts_for
from samrad.parties.actor import Actor
from samrad.parties.models import Post

LONGEST, MOST_NAMED = 20_000, 5
Sort, State = Contribution.Sort, Contribution.State


class GivesAway(LooksPersonal):
    """Figures by which something that is hidden elsewhere could be worked out. The party takes them out, or confirms that they are fine."""

    confirmed_by = "figures_are_safe"


@dataclass(frozen=True)
class Given:
    """A contribution as its party writes it. `figures` are lines of «what; period; count»."""

    sort: str
    title: str = ""
    text: str = ""
    sources: str = ""
    figures: str = ""
    is_intelligence: bool = False
    is_phenomenon: bool = False
    certainty: str = ""
    valid_to: date | None = None


@dataclass(frozen=True)
class Release:
    """The line under a contribution: which post released it, when, on what basis, and whether it may be published."""

    by: UUID
    on: date
    basis: str
    may_publish: bool = False


@command
def write_contribution(
    *, actor: Actor, request_id: UUID, given: Given, confirmed: bool = False
) -> Contribution:
    """Begin a contribution. Nobody but one's own party sees it, or that it is there.

    Who      `may_contribute`.
    Refuses  one without title or text; figures that cannot be read; what looks personal, until it is confirmed.
    Records  ContributionWritten, for the party alone.
    Source   V-1-a, V-1-b, V-4.1.5-f.
    """
    request = request_visible_to(actor, request_id)
    may_contribute(actor, request).require()
    owner = party_of(actor, request.forum.cooperation).organisation_id
    contribution = Contribution.objects.create(
        cooperation_id=request.cooperation_id,
        request=request,
        owner_id=owner,
        written_by_id=actor.appointment,
        written_at=now(),
        **_facts(given, confirmed),
    )
    _say_written(contribution, actor)
    return contribution


@command
def change_contribution(
    *, actor: Actor, contribution_id: UUID, given: Given, seen: int, confirmed: bool = False
) -> Contribution:
    """Go on writing.

    Who      `may_change_contribution`.
    Refuses  a save on top of a colleague's; what `write_contribution` refuses.
    Records  ContributionWritten, for the party alone.
    """
    contribution = _locked(actor, contribution_id)
    may_change_contribution(actor, contribution).require()
    if contribution.version != seen:
        raise Stale(
            _("En kollega endret bidraget mens du skrev. Begge tekstene står her."),
            theirs=f"{contribution.title}\n{contribution.text}",
            version=contribution.version,
        )
    for column, value in _facts(given, confirmed).items():
        setattr(contribution, column, value)
    contribution.version += 1
    contribution.written_at = now()
    contribution.save()
    _say_written(contribution, actor)
    return contribution


def _say_written(contribution: Contribution, actor: Actor) -> None:
    record(
        ContributionWritten(contribution.pk, contribution.request_id),
        by=actor,
        cooperation=contribution.cooperation_id,
        party=contribution.owner_id,
    )


def _facts(given: Given, confirmed: bool) -> dict[str, object]:
    title = " ".join(guarded(given.title, confirmed=confirmed, longest=160).split())
    text = guarded(given.text, confirmed=confirmed, longest=LONGEST)
    if given.sort == Sort.NOTHING and not text:
        raise Refused(_("Skriv hvorfor dere ikke har noe å bidra med. Det er også et svar."))
    if given.sort != Sort.NOTHING and not (title and text):
        raise Refused(_("Skriv hva bidraget handler om, og hva dere vet."))
    return {
        "sort": Sort(given.sort),
        "title": title or str(Sort(given.sort).label),
        "text": text,
        "sources": guarded(given.sources, confirmed=confirmed, longest=2_000),
        "figures": typed_figures(guarded(given.figures, confirmed=confirmed, longest=LONGEST)),
        "is_intelligence": given.is_intelligence,
        "is_phenomenon": given.is_phenomenon,
        "certainty": guarded(given.certainty, confirmed=confirmed, longest=200),
        "valid_to": given.valid_to,
    }


@command
def discard_contribution(*, actor: Actor, contribution_id: UUID) -> Contribution:
    """Throw a draft away, its files too.

    Who      `may_change_contribution`.
    Records  ContributionDiscarded, for the party alone.
    """
    contribution = _locked(actor, contribution_id)
    may_change_contribution(actor, contribution).require()
    Contribution.objects.filter(pk=contribution_id).delete()
    record(
        ContributionDiscarded(contribution_id, contribution.request_id),
        by=actor,
        cooperation=contribution.cooperation_id,
        party=contribution.owner_id,
    )
    return contribution


@command
def hand_over_contribution(
    *,
    actor: Actor,
    contribution_id: UUID,
    release: Release,
    seen: int,
    figures_are_safe: bool = False,
    confirmed: bool = False,
) -> Contribution:
    """Give it to all parties, with the line that says who released it and on what basis. It stands as given from then on.

    Who      `may_change_contribution`.
    Refuses  no basis; a post that is not the party's own; a day to come; a product of intelligence that is of persons, has no
             last day, or one that is past; a text that a colleague changed meanwhile; a file that is not checked; figures that
             would give away what is hidden beside them, until the party has confirmed that they are fine.
    Records  ContributionHandedOver.
    Source   V-2.1-q, V-4.1.5-f, V-5.1-d. The day in the forum's year is done when every party has answered.
    """
    contribution = _locked(actor, contribution_id)
    may_change_contribution(actor, contribution).require()
    if contribution.version != seen:
        raise Refused(_("En kollega endret bidraget etter at du åpnet det. Les det på nytt før du leverer."))
    _require_releasable(contribution, release)
    contribution.released_by = _own_post(contribution, release.by)
    contribution.released_on, contribution.may_publish = release.on, release.may_publish
    contribution.basis = guarded(release.basis, confirmed=confirmed, longest=2_000)
    if not contribution.basis:
        raise Refused(_("Skriv hvilket grunnlag dere deler dette på."))
    if not figures_are_safe:
        _require_nothing_given_away(actor, contribution)
    contribution.state, contribution.shared, contribution.handed_over_on = State.HANDED_OVER, True, today()
    contribution.version += 1
    contribution.save()
    Document.objects.filter(contribution=contribution).update(shared=True)
    record(
        ContributionHandedOver(contribution.pk, contribution.request_id, contribution.owner_id),
        by=actor,
        cooperation=contribution.cooperation_id,
    )
    _mark_when_all_have_answered(actor, contribution)
    return contribution


def _require_nothing_given_away(actor: Actor, contribution: Contribution) -> None:
    found = would_give_away(actor, contribution, contribution.request.forum.cooperation)
    if found:
        raise GivesAway(
            _(
                "Noen kan regne seg fram til et lite tall som er skjult, når disse tallene står ved siden av andre: %(lines)s. "
                "Ta bort linjene fra bidraget, eller bekreft at ingen kan kjenne seg igjen."
            )
            % {"lines": "; ".join(found[:MOST_NAMED])}
        )


def _require_releasable(contribution: Contribution, release: Release) -> None:
    if release.on > today():
        raise Refused(_("Datoen for frigivingen kan ikke være fram i tid."))
    if any(document.state == Document.State.QUARANTINE for document in contribution.documents.all()):
        raise Refused(_("Et vedlegg er ikke kontrollert ennå. Vent til det er gjort, eller ta det bort."))
    if not contribution.is_intelligence:
        return
    if not contribution.is_phenomenon:
        raise Refused(
            _(
                "Et produkt fra etterretning kan deles når det handler om fenomener, ikke om personer eller grupper. Bekreft det, eller la det bli."
            )
        )
    if contribution.valid_to is None or contribution.valid_to < today() or not contribution.certainty:
        raise Refused(
            _(
                "Et produkt fra etterretning må si hvor sikkert det er, og ha en siste dag som ikke er gått ut."
            )
        )


def _own_post(contribution: Contribution, post_id: UUID) -> Post:
    """Refuses a post of somebody else's."""
    for post in posts_for(contribution.request.forum):
        if post.pk == post_id and contribution.owner_id in {post.organisation_id, post.acts_for_id}:
            return post
    raise Refused(_("Velg en stilling hos dere selv som har frigitt bidraget."))


def _mark_when_all_have_answered(actor: Actor, contribution: Contribution) -> None:
    """The day in the wheel is done when every party has answered."""
    request = request_visible_to(actor, contribution.request_id)
    given = contributions_to(actor, request)
    point = request.point
    if point is None or point.done_on or request.forum.ended_on:
        return
    if all(has_answered(given, party) for party in living_parties(request.forum.cooperation)):
        mark_wheel_point(actor=actor, point_id=point.pk, done_on=today(), seen=point.version)


@command
def withdraw_contribution(*, actor: Actor, contribution_id: UUID) -> Contribution:
    """Take it back: its words, figures and files are gone for everybody. That it was there, and when it went, stays.

    Who      `may_withdraw_contribution`.
    Records  ContributionWithdrawn.
    """
    contribution = _locked(actor, contribution_id)
    may_withdraw_contribution(actor, contribution).require()
    Document.objects.filter(contribution=contribution).delete()
    for column in ("title", "text", "sources", "basis", "certainty"):
        setattr(contribution, column, "")
    contribution.figures = []
    contribution.state, contribution.withdrawn_on = State.WITHDRAWN, today()
    contribution.version += 1
    contribution.save()
    record(
        ContributionWithdrawn(contribution.pk, contribution.request_id, contribution.owner_id),
        by=actor,
        cooperation=contribution.cooperation_id,
    )
    return contribution


def _locked(actor: Actor, contribution_id: UUID) -> Contribution:
    contribution_visible_to(actor, contribution_id)
    Contribution.objects.select_for_update(of=("self",)).get(pk=contribution_id)
    return contribution_visible_to(actor, contribution_id)
