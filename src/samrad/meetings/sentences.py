"""What a matter is between the parties, as labelled lines in the language that is spoken now: for the page and for the file."""

from typing import Any

from django.utils.translation import gettext as _

from samrad.kernel.days import dated
from samrad.meetings.models import AgendaItem, Decision, Onward

type Fact = tuple[str, str]
type Content = dict[str, Any]


def matter_facts(matter: Content) -> list[Fact]:
    """Who was asked and what they answered; what was coordinated. Nothing for most matters."""
    return _asked(matter.get("asked")) + _coordinated(matter.get("coordination"))


def _asked(asked: Content | None) -> list[Fact]:
    if not asked:
        return []
    answer = asked["answer"]
    facts = [
        (_("Rettet fra"), asked["by"]),
        (_("Rettet til"), asked["whom"]),
        (_("Svar"), answer["text"] or _("Ikke besvart ennå.")),
        (_("Besvart"), dated(answer["on"])),
        (_("Ressurser som settes av"), answer["resources"]),
    ]
    return [fact for fact in facts if fact[1]]


def _coordinated(coordination: Content | None) -> list[Fact]:
    if not coordination:
        return []
    seen = ", ".join(str(AgendaItem.Premise(premise).label) for premise in coordination["premises"])
    facts = [(_("Sett i sammenheng"), seen), (_("Slik er det veid"), coordination["weighing"])]
    facts += [
        (_("%(party)s tilpasser") % {"party": one["party"]}, one["text"] or _("Ingen endring."))
        for one in coordination["adapted"]
    ]
    return [fact for fact in facts if fact[1]]


def outcome_facts(decision: Content) -> list[Fact]:
    """How the parties disagree and what happens next, or who outside is to answer and by when."""
    return _disagreed(decision) + _outside(decision.get("outside"))


def about_facts(decision: Content) -> list[Fact]:
    """The focus area and the measure that a decision is about. Minutes from before there were such have neither."""
    facts = [
        (_("Satsingsområde"), decision.get("focus_area", "")),
        (_("Tiltak"), decision.get("measure", "")),
    ]
    return [fact for fact in facts if fact[1]]


def _disagreed(decision: Content) -> list[Fact]:
    if not decision.get("disagreement"):
        return []
    sort = str(Decision.Disagreement(decision["disagreement"]).label)
    views = [
        (_("Slik ser %(party)s det") % {"party": view["party"]}, view["text"]) for view in decision["views"]
    ]
    after = _("%(step)s Frist %(day)s.") % {
        "step": decision["next_step"].rstrip(".") + ".",
        "day": dated(decision["next_on"]),
    }
    return [(_("Uenigheten gjelder"), sort), *views, (_("Neste skritt"), after)]


def _outside(outside: Content | None) -> list[Fact]:
    if not outside:
        return []
    to = ", ".join(
        part for part in (str(Onward.Channel(outside["channel"]).label), outside["to_whom"]) if part
    )
    return [
        (_("Sendes til"), to),
        (_("Dag den sendes"), dated(outside["sent_on"])),
        (_("Svar ventes innen"), dated(outside["answer_by"])),
    ]
