"""Put the common picture together, agree on the problem, and freeze it when a decision rests on it."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.models import Challenge
from samrad.cooperation.queries import party_of
from samrad.cooperation.words import guarded
from samrad.forums.models import Forum
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
    PictureSeries,
    ProblemYes,
    SituationPicture,
    View,
)
from samrad.knowledge.permissions import may_order_knowledge, may_work_on_picture
from samrad.knowledge.queries.figures import indicator_of
from samrad.knowledge.queries.pictures import picture_visible_to
from samrad.knowledge.queries.requests import contribution_visible_to
from samrad.knowledge.queries.series import series_visible_to
from samrad.knowledge.reference_data import OFFENCES
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
    if (
        challenge_id
        and not Challenge.objects.filter(pk=challenge_id, cooperation=forum.cooperation_id).exists()
    ):
        raise Refused(_("Velg en utfordring som er reist her."))
    words = guarded(title, confirmed=confirmed, longest=160)
    picture = _begun(actor, forum, words, {"challenge_id": challenge_id})
    record(PictureBegun(picture.pk, forum.pk), by=actor, cooperation=forum.cooperation_id)
    return picture


def _begun(actor: Actor, forum: Forum, title: str, more: dict[str, Any]) -> SituationPicture:
    words = " ".join(title.split())
    if not words:
        raise Refused(_("Skriv hva bildet handler om."))
    return SituationPicture.objects.create(
        cooperation_id=forum.cooperation_id,
        forum=forum,
        title=words,
        begun_on=today(),
        begun_for_id=party_of(actor, forum.cooperation).organisation_id,
        **more,
    )


@command
def begin_from(*, actor: Actor, picture_id: UUID, title: str, confirmed: bool = False) -> SituationPicture:
    """Begin a new picture that goes on from a frozen one: its challenge, its figures, and the contributions that still stand.

    The description of the problem comes along as one's own party's proposal. What each sees differently does not: it is asked anew.

    Who      `may_order_knowledge`.
    Refuses  one that is still worked on; no title.
    Records  PictureBegun.
    Source   V-4-g, V-4.1.5-g.
    """
    old = picture_visible_to(actor, picture_id)
    may_order_knowledge(actor, old.forum).require()
    if old.frozen_on is None:
        raise Refused(_("Dette bildet er ikke fryst. Arbeid videre på det."))
    words = guarded(title, confirmed=confirmed, longest=160)
    new = _begun(actor, old.forum, words, {"challenge_id": old.challenge_id, "begun_from": old})
    record(PictureBegun(new.pk, old.forum_id), by=actor, cooperation=new.cooperation_id)
    shared = {"cooperation_id": new.cooperation_id, "picture": new}
    standing = old.chosen_contributions.filter(contribution__state=Contribution.State.HANDED_OVER)
    PictureContribution.objects.bulk_create(
        PictureContribution(contribution_id=row.contribution_id, **shared) for row in standing
    )
    PictureFigure.objects.bulk_create(
        PictureFigure(town_id=row.town_id, indicator_id=row.indicator_id, **shared)
        for row in old.chosen_figures.all()
    )
    PictureSeries.objects.bulk_create(
        PictureSeries(series_id=row.series_id, **shared) for row in old.chosen_series.all()
    )
    if old.problem:
        propose_problem(actor=actor, picture_id=new.pk, text=old.problem, seen=0, confirmed=True)
    return picture_visible_to(actor, new.pk)


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
    *,
    actor: Actor,
    picture_id: UUID,
    town_id: UUID,
    code: str,
    table: str = OFFENCES,
    leave_out: bool = False,
) -> SituationPicture:
    """Put a line of figures in the picture, or leave it out again.

    Who      `may_work_on_picture`.
    Refuses  a municipality that is no party; a line that there is not; more than twelve.
    Records  PictureChanged.
    """
    picture = locked_picture(actor, picture_id)
    may_work_on_picture(actor, picture).require()
    towns = {party.organisation_id for party in picture.forum.cooperation.parties.all()}
    indicator = indicator_of(code, table)
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


@command
def choose_series(
    *, actor: Actor, picture_id: UUID, series_id: UUID, leave_out: bool = False
) -> SituationPicture:
    """Put a party's own figures in the picture, or leave them out again.

    Who      `may_work_on_picture`.
    Refuses  figures of another cooperation; more than twelve.
    Records  PictureChanged.
    """
    picture = locked_picture(actor, picture_id)
    may_work_on_picture(actor, picture).require()
    series = series_visible_to(actor, series_id)
    if series.cooperation_id != picture.cooperation_id:
        raise Refused(_("Velg tall som er lagt inn i dette samarbeidet."))
    chosen = PictureSeries.objects.filter(picture=picture)
    if leave_out:
        chosen.filter(series=series).delete()
    elif not chosen.filter(series=series).exists():
        if chosen.count() >= MOST_LINES:
            raise Refused(_("Et bilde har plass til tolv ark med egne tall. Ta ut ett først."))
        PictureSeries.objects.create(cooperation_id=picture.cooperation_id, picture=picture, series=series)
    _say_changed(actor, picture, "series")
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
        raise Refused(_("Dere har allerede sagt ja. Motparten svarer for seg."))
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
