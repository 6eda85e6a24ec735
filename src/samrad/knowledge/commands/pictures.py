"""Put the common picture together, agree on the problem, and freeze it when a decision rests on it."""

from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.models import Challenge
from samrad.cooperation.queries import party_of
from samrad.cooperation.words import guarded
from samrad.forums.queries import forum_visible_to
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.knowledge.events import (
    PictureBegun,
    PictureChanged,
    ProblemConfirmed,
    ProblemProposed,
    ViewDrafted,
)
from samrad.knowledge.models import (
    Contribution,
    PictureContribution,
    PictureFigure,
    ProblemYes,
    SituationPicture,
    View,
)
from samrad.knowledge.permissions import may_order_knowledge, may_work_on_picture
from samrad.knowledge.queries.figures import indicator_of
from samrad.knowledge.queries.pictures import picture_visible_to
from samrad.knowledge.queries.requests import contribution_visible_to
from samrad.parties.actor import Actor

LONGEST, MOST_LINES = 8_000, 12


@command
def begin_picture(
    *, actor: Actor, forum_id: UUID, title: str, challenge_id: UUID | None = None, confirmed: bool = False
) -> SituationPicture:
    """Begin a picture that both parties see and work on.

    Who      `may_order_knowledge`.
    Refuses  no title; what looks personal, until it is confirmed.
    Records  PictureBegun.
    Source   V-4-g, V-4.1.5-g.
    """
    forum = forum_visible_to(actor, forum_id)
    may_order_knowledge(actor, forum).require()
    words = " ".join(guarded(title, confirmed=confirmed, longest=160).split())
    if not words:
        raise Refused(_("Skriv hva bildet handler om."))
    if (
        challenge_id
        and not Challenge.objects.filter(pk=challenge_id, cooperation=forum.cooperation_id).exists()
    ):
        raise Refused(_("Velg en utfordring som er reist her."))
    picture = SituationPicture.objects.create(
        cooperation_id=forum.cooperation_id,
        forum=forum,
        title=words,
        challenge_id=challenge_id,
        begun_on=today(),
        begun_for_id=party_of(actor, forum.cooperation).organisation_id,
    )
    record(PictureBegun(picture.pk, forum.pk), by=actor, cooperation=forum.cooperation_id)
    return picture


@command
def choose_contribution(
    *, actor: Actor, picture_id: UUID, contribution_id: UUID, leave_out: bool = False
) -> SituationPicture:
    """Put a contribution in the picture, or leave it out again.

    Who      `may_work_on_picture`.
    Refuses  one that is not handed over, or is withdrawn.
    Records  PictureChanged.
    """
    picture = locked_picture(actor, picture_id)
    may_work_on_picture(actor, picture).require()
    contribution = contribution_visible_to(actor, contribution_id)
    chosen = PictureContribution.objects.filter(picture=picture, contribution=contribution)
    if leave_out:
        chosen.delete()
    elif (
        contribution.state != Contribution.State.HANDED_OVER
        or contribution.cooperation_id != picture.cooperation_id
    ):
        raise Refused(_("Bare bidrag som er levert, kan stå i bildet."))
    elif not chosen.exists():
        PictureContribution.objects.create(
            cooperation_id=picture.cooperation_id, picture=picture, contribution=contribution
        )
    _say_changed(actor, picture, "contribution")
    return picture


@command
def choose_figures(
    *, actor: Actor, picture_id: UUID, town_id: UUID, code: str, leave_out: bool = False
) -> SituationPicture:
    """Put a line of figures in the picture, or leave it out again.

    Who      `may_work_on_picture`.
    Refuses  a municipality that is no party; a line that there is not; more than twelve.
    Records  PictureChanged.
    """
    picture = locked_picture(actor, picture_id)
    may_work_on_picture(actor, picture).require()
    towns = {party.organisation_id for party in picture.forum.cooperation.parties.all()}
    indicator = indicator_of(code)
    if town_id not in towns or indicator is None:
        raise Refused(_("Velg tall for en kommune som er med i samarbeidet."))
    chosen = PictureFigure.objects.filter(picture=picture)
    line = chosen.filter(town=town_id, indicator=indicator)
    if leave_out:
        line.delete()
    elif not line.exists():
        if chosen.count() >= MOST_LINES:
            raise Refused(_("Et bilde har plass til tolv linjer med tall. Ta ut en først."))
        PictureFigure.objects.create(
            cooperation_id=picture.cooperation_id, picture=picture, town_id=town_id, indicator=indicator
        )
    _say_changed(actor, picture, "figures")
    return picture


def _say_changed(actor: Actor, picture: SituationPicture, what: str) -> None:
    record(PictureChanged(picture.pk, what), by=actor, cooperation=picture.cooperation_id)


@command
def propose_problem(
    *, actor: Actor, picture_id: UUID, text: str, seen: int, confirmed: bool = False
) -> SituationPicture:
    """Put a description of the problem forward. It is one's own party's yes to it, and nobody else's.

    Who      `may_work_on_picture`.
    Refuses  no text; one written against an older wording.
    Records  ProblemProposed.
    Source   V-2.3-j, V-4-g, A-formal-a.
    """
    picture = locked_picture(actor, picture_id)
    may_work_on_picture(actor, picture).require()
    if picture.problem_version != seen:
        raise Stale(
            _("Noen foreslo en annen beskrivelse mens du skrev. Begge tekstene står her."),
            theirs=picture.problem,
            version=picture.problem_version,
        )
    words = guarded(text, confirmed=confirmed, longest=LONGEST)
    if not words:
        raise Refused(_("Skriv hva dere mener problemet er."))
    party = party_of(actor, picture.forum.cooperation).organisation_id
    picture.problem, picture.problem_version = words, picture.problem_version + 1
    picture.problem_for_id = party
    picture.save(update_fields=["problem", "problem_version", "problem_for"])
    _say_yes(actor, picture, party)
    event = ProblemProposed(picture.pk, picture.problem_version)
    record(event, by=actor, cooperation=picture.cooperation_id)
    return picture


@command
def confirm_problem(*, actor: Actor, picture_id: UUID, seen: int) -> SituationPicture:
    """Say one's own party's yes to the description as it stands.

    Who      `may_work_on_picture`.
    Refuses  when there is none; a yes to an older wording; one that is said already.
    Records  ProblemConfirmed.
    Source   V-2.3-j, A-formal-a.
    """
    picture = locked_picture(actor, picture_id)
    may_work_on_picture(actor, picture).require()
    if not picture.problem or picture.problem_version != seen:
        raise Refused(_("Beskrivelsen er endret siden du leste den. Les den på nytt før dere sier ja."))
    party = party_of(actor, picture.forum.cooperation).organisation_id
    if ProblemYes.objects.filter(picture=picture, party=party, problem_version=seen).exists():
        raise Refused(_("Dere har alt sagt ja. Motparten svarer for seg."))
    _say_yes(actor, picture, party)
    record(ProblemConfirmed(picture.pk, seen), by=actor, cooperation=picture.cooperation_id)
    return picture


def _say_yes(actor: Actor, picture: SituationPicture, party: UUID) -> None:
    ProblemYes.objects.create(
        cooperation_id=picture.cooperation_id,
        picture=picture,
        party_id=party,
        problem_version=picture.problem_version,
        said_on=today(),
        said_by_id=actor.appointment,
    )


@command
def write_view(
    *, actor: Actor, picture_id: UUID, text: str, share: bool, seen: int, confirmed: bool = False
) -> View:
    """Write what one's own party sees differently. The other reads it when it is shared, and not before.

    Who      `may_work_on_picture`.
    Refuses  no text; a save on top of a colleague's.
    Records  PictureChanged when it is shared; else ViewDrafted, for the party alone.
    """
    picture = locked_picture(actor, picture_id)
    may_work_on_picture(actor, picture).require()
    party = party_of(actor, picture.forum.cooperation).organisation_id
    view = View.objects.filter(picture=picture, owner=party).first()
    if view and view.version != seen:
        raise Stale(
            _("En kollega skrev samtidig. Begge tekstene står her."), theirs=view.text, version=view.version
        )
    words = guarded(text, confirmed=confirmed, longest=LONGEST)
    if not words:
        raise Refused(_("Skriv hva dere ser annerledes."))
    view = view or View(cooperation_id=picture.cooperation_id, picture=picture, owner_id=party, version=0)
    view.text, view.shared, view.written_on = words, view.shared or share, today()
    view.version += 1
    view.save()
    if view.shared:
        _say_changed(actor, picture, "view")
    else:
        record(ViewDrafted(picture.pk), by=actor, cooperation=picture.cooperation_id, party=party)
    return view


def locked_picture(actor: Actor, picture_id: UUID) -> SituationPicture:
    """The picture, held until the deed is done. No deed of its own."""
    picture_visible_to(actor, picture_id)
    SituationPicture.objects.select_for_update(of=("self",)).get(pk=picture_id)
    return picture_visible_to(actor, picture_id)
