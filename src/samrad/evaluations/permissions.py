"""Who may do what when a forum looks back. Both parties have the same rights; district, county and state neither answer nor close. V-7-d."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from samrad.agreements.models import Agreement
from samrad.cooperation.models import Cooperation
from samrad.cooperation.permissions import may_write_in, stands_for
from samrad.evaluations.models import Asked, Evaluation, Report
from samrad.forums.models import Forum
from samrad.forums.permissions import may_run
from samrad.forums.queries import is_insider, sits_in
from samrad.kernel.answers import Answer, denied, not_now, yes
from samrad.kernel.clock import today
from samrad.parties.actor import Actor

CLOSED = _("Evalueringen er avsluttet. Begynn en ny hvis dere vil se på det igjen.")
NOT_OPEN = _("Teksten skrives etter at svarene er åpnet.")


def may_begin(actor: Actor, forum: Forum) -> Answer:
    """Whoever runs the forum's work begins an evaluation of it."""
    return may_run(actor, forum)


def may_answer(actor: Actor, evaluation: Evaluation, own: Asked | None) -> Answer:
    """Each member who is asked, for themselves, until the answers are opened."""
    if own is None:
        return denied(_("Bare de som er spurt, kan svare."))
    if not evaluation.is_answering:
        return not_now(
            _("Svarene er åpnet, så det er for sent å svare. Si det når dere skriver fellesteksten.")
        )
    if evaluation.is_anonymous and own.answered_on:
        return not_now(
            _("Du har svart. Svaret er anonymt, og derfor kan heller ikke du finne det igjen og endre det.")
        )
    return yes


def may_open(actor: Actor, evaluation: Evaluation, asked: Iterable[Asked]) -> Answer:
    """Whoever runs the forum, when all have answered or the day to answer by is past: nobody reads ahead."""
    allowed = may_run(actor, evaluation.forum)
    if not allowed:
        return allowed
    if not evaluation.is_answering:
        return not_now(_("Svarene er allerede åpnet."))
    rows = list(asked)
    if evaluation.answer_by and evaluation.answer_by >= today() and not all(row.answered_on for row in rows):
        return not_now(_("Svarene åpnes når alle har svart, eller når fristen er ute. Ingen leser dem før."))
    return yes


def may_write(actor: Actor, evaluation: Evaluation) -> Answer:
    """Those who write for either party, and the forum's secretary, write the joint text and the learning points."""
    allowed = may_run(actor, evaluation.forum)
    if allowed and evaluation.is_answering:
        return not_now(NOT_OPEN)
    if allowed and not evaluation.is_open:
        return not_now(CLOSED)
    return allowed


def may_follow_up(actor: Actor, evaluation: Evaluation) -> Answer:
    """What a point became may be said as long as the forum lives, also after the evaluation is closed. V-7-c."""
    allowed = may_run(actor, evaluation.forum)
    if allowed and evaluation.is_answering:
        return not_now(NOT_OPEN)
    if allowed and evaluation.state == Evaluation.State.STOPPED:
        return not_now(CLOSED)
    return allowed


def may_close(actor: Actor, evaluation: Evaluation) -> Answer:
    """Whoever runs the forum closes it. Nothing is compulsory, so nothing can be missing. V-7-f."""
    return may_write(actor, evaluation)


def may_stop(actor: Actor, evaluation: Evaluation) -> Answer:
    allowed = may_run(actor, evaluation.forum)
    if allowed and not (evaluation.is_answering or evaluation.is_open):
        return not_now(CLOSED)
    return allowed


def may_raise(actor: Actor, evaluation: Evaluation) -> Answer:
    """Anyone in the forum may raise a matter from what the evaluation shows, once it is open."""
    forum = evaluation.forum
    if not (sits_in(actor, forum) or (is_insider(actor, forum) and actor.may_write)):
        return denied(_("Bare de som sitter i forumet, kan gjøre dette."))
    if forum.ended_on:
        return not_now(_("Forumet er avsluttet."))
    return not_now(NOT_OPEN) if evaluation.is_answering else yes


def may_mark(actor: Actor, agreement: Agreement) -> Answer:
    """Either party marks what shall be evaluated, in an agreement that both know."""
    allowed = may_write_in(actor, agreement.cooperation)
    if allowed and agreement.state in {Agreement.State.DRAFT, Agreement.State.DISCARDED}:
        return not_now(_("Avtalen er et utkast hos den ene parten. Velg når den ligger på bordet."))
    return allowed


def may_account(actor: Actor, cooperation: Cooperation) -> Answer:
    """Either party begins the year's report: it is about what they did together, and it goes to a municipal council."""
    allowed = may_write_in(actor, cooperation)
    if allowed and not cooperation.has_towns:
        return denied(
            _("Årsrapporten legges fram for kommunestyret, og ingen kommune er part i dette samarbeidet.")
        )
    return allowed


def may_edit(actor: Actor, report: Report) -> Answer:
    """Both parties edit every section until it is laid before the council."""
    allowed = may_write_in(actor, report.cooperation)
    if allowed and report.state == Report.State.LAID:
        return not_now(_("Rapporten er lagt fram for kommunestyret og endres ikke mer."))
    return allowed


def may_lay(actor: Actor, report: Report) -> Answer:
    """The municipality alone lays a report before its own council."""
    if report.organisation_id not in actor.parties or not stands_for(actor, report.cooperation):
        return denied(_("Det er kommunen som legger rapporten fram for sitt kommunestyre."))
    return may_edit(actor, report)
