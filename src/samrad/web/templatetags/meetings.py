"""How minutes are shown: the record's own words stand in the language of the forum, whatever the reader's is."""

from datetime import datetime
from typing import Any

from django import template
from django.utils import translation
from django.utils.translation import gettext as _

from samrad.kernel.days import dated
from samrad.meetings.content import Group, by_party, open_parts
from samrad.meetings.documents import lacking_words
from samrad.meetings.models import AgendaItem, Attendance, Decision
from samrad.meetings.sentences import Fact, about_facts, matter_facts, outcome_facts
from samrad.web.forums.limits import named

register = template.Library()
type Content = dict[str, Any]


@register.filter
def theme_names(themes: dict[str, str]) -> str:
    """The themes that a limited member takes part in, in the reader's language."""
    return ", ".join(name for _code, name in named(themes))


@register.filter
def time_and_place(content: Content) -> str:
    """«12. november 2026 kl. 9.00–11.00, Rådhuset»."""
    begins, ends = (datetime.fromisoformat(content[name]) for name in ("starts_at", "ends_at"))
    with translation.override(content["language"]):
        words = _("%(day)s kl. %(from)s–%(to)s") % {
            "day": dated(begins),
            "from": begins.strftime("%H.%M"),
            "to": ends.strftime("%H.%M"),
        }
    return ", ".join(str(part) for part in (words, content["place"]) if part)


@register.simple_tag
def notice_words(content: Content) -> str:
    """Whether the forum was called in good time; nothing where no call was delivered."""
    notice = content["notice"]
    if notice["days"] is None:
        return ""
    with translation.override(content["language"]):
        if notice["in_good_time"]:
            return str(_("Innkalt i tide: ja, %(days)s dager før.") % notice)
        return str(_("Innkalt %(days)s dager før. Forumet har avtalt %(wanted)s.") % notice)


@register.simple_tag
def in_language(language: str, word: str) -> str:
    with translation.override(language):
        return {
            "attendance": _("Oppmøte"),
            "no_tasks": _("Møtet ga ingen oppgaver."),
            "responsible": _("Ansvarlig:"),
            "resources": _("Ressurser:"),
            "dissent": _("Avvikende syn:"),
        }[word]


register.filter(by_party)


@register.simple_tag
def here_of(group: Group, language: str) -> str:
    """«Lyngvik kommune: 2 av 3 til stede»."""
    with translation.override(language):
        return _("%(who)s: %(here)s av %(all)s til stede") % group.counts


@register.simple_tag
def attending(row: dict[str, str], language: str) -> str:
    """One member, and how they were there."""
    with translation.override(language):
        how = str(Attendance.State(row["state"]).label).lower()
        words = f"{row['post']}, {row['organisation']}: {how}"
        if row["substitute"]:
            words += f" ({row['substitute']})"
        if row["from_item"]:
            words += _(", fra sak %(number)s") % {"number": row["from_item"]}
        if row["left_before"]:
            words += _(", gikk før sak %(number)s") % {"number": row["left_before"]}
    return words


@register.simple_tag
def outcome_words(decision: dict[str, str], language: str) -> str:
    with translation.override(language):
        return str(Decision.Outcome(decision["outcome"]).label)


@register.simple_tag
def hidden_matter(matter: dict[str, str], language: str) -> str:
    with translation.override(language):
        if matter["legal_basis"]:
            return _("Saken er ikke åpen for denne leseren. Hjemmel: %(basis)s.") % {
                "basis": matter["legal_basis"]
            }
        return _("Saken er ikke åpen for denne leseren.")


@register.simple_tag
def hidden_passages(matter: dict[str, Any], language: str) -> str:
    with translation.override(language):
        words = _("Noe i saken er ikke åpent for denne leseren.")
        if matter["hidden_on"]:
            words += " " + _("Hjemmel: %(basis)s.") % {"basis": ", ".join(matter["hidden_on"])}
    return words


@register.filter
def due(task: dict[str, str], language: str) -> str:
    with translation.override(language):
        return _("frist %(day)s") % {"day": dated(task["due_on"])}


@register.simple_tag
def still_open(decision: Decision, item: AgendaItem) -> str:
    """What the decision lacks on its step of the ladder, for those who can fill it in."""
    lacks = open_parts(
        decision.outcome, item.step, responsible=decision.responsible_id, resources=decision.resources
    )
    return lacking_words({"lacks": lacks})


@register.simple_tag
def lacking(decision: Content, language: str) -> str:
    with translation.override(language):
        words = lacking_words(decision)
        return _("Står åpent: %(parts)s.") % {"parts": words} if words else ""


@register.simple_tag
def follows_up(decision: Content, language: str) -> str:
    with translation.override(language):
        clause = decision.get("clause", "")
        return _("Følger opp punkt %(clause)s i avtalen.") % {"clause": clause} if clause else ""


@register.inclusion_tag("meetings/facts.html")
def what_about(decision: Content, language: str) -> dict[str, list[Fact]]:
    """The focus area and the measure that a decision is about."""
    with translation.override(language):
        return {"facts": about_facts(decision)}


@register.inclusion_tag("meetings/facts.html")
def between_the_parties(matter: Content, language: str) -> dict[str, list[Fact]]:
    """Who was asked, and what was coordinated."""
    with translation.override(language):
        return {"facts": matter_facts(matter)}


@register.inclusion_tag("meetings/facts.html")
def apart_or_onward(decision: Content, language: str) -> dict[str, list[Fact]]:
    """How the parties disagree, or who outside is to answer."""
    with translation.override(language):
        return {"facts": outcome_facts(decision)}
