"""A forum in an agreement: the clause that it begins as, and the clauses that name it. A-forum-c.

A clause follows the register by the forum's names, those it had before too: posts stand in it, never persons, and nothing in the agreement changes by itself.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samrad.agreements.models import Agreement, Version
from samrad.cooperation.queries import stands_inside
from samrad.forums.models import Forum, Membership
from samrad.kernel.clock import today
from samrad.kernel.composed import composed
from samrad.kernel.together import Steps, question
from samrad.parties.actor import Actor


def as_clause(forum: Forum, language: str) -> tuple[str, str]:
    """Heading and text to begin with, in the agreement's language: purpose, who sits there by post, and how often it meets.

    Shape    Expects the memberships fetched along. The parties write it as they like.
    """
    seated = [member for member in forum.memberships.all() if member.sits_on(today())]
    with translation.override(language):
        parts = [
            f"{forum.name}: {forum.get_kind_display()}.",
            forum.mandate,
            _in_it(seated),
            ngettext(
                "Forumet møtes minst %(count)s gang i året.",
                "Forumet møtes minst %(count)s ganger i året.",
                forum.meetings_a_year,
            )
            % {"count": forum.meetings_a_year},
        ]
        if not forum.is_council:
            parts.append(_("Saker som krever vedtak fra ledelsen, går til politirådet."))
    return forum.name, "\n\n".join(part for part in parts if part)


def _in_it(seated: list[Membership]) -> str:
    if not seated:
        return ""
    lines = [
        f"- {member.post.title}, {member.post.organisation.official_name} ({str(member.get_role_display()).lower()})"
        for member in seated
    ]
    return _("I forumet sitter:") + "\n" + "\n".join(lines)


@dataclass(frozen=True)
class NamedIn:
    """A clause in force that names a forum."""

    agreement: Agreement
    number: str
    heading: str


@question
def clauses_naming(actor: Actor, forum: Forum) -> Steps[list[NamedIn]]:
    """The clauses that bind the parties now and name the forum, in order. For the parties; one statement."""
    if not stands_inside(actor, forum.cooperation):
        return []
    [versions] = yield [_in_force(forum.cooperation_id)]
    return [
        NamedIn(version.agreement, clause["number"], clause["heading"])
        for version in versions
        for clause in version.content["clauses"]
        if names(clause, forum.known_as)
    ]


@composed
def _in_force(cooperation: UUID) -> QuerySet[Version]:
    rows = Version.objects.filter(
        agreement__cooperation=cooperation, agreement__state=Agreement.State.IN_FORCE, voided_at=None
    )
    return rows.select_related("agreement").order_by("agreement__valid_from")


def names(clause: dict[str, str], known_as: list[str]) -> bool:
    """Whether a clause of a frozen version names a forum by any name that it has had."""
    words = f"{clause['heading']}\n{clause['text']}".casefold()
    return any(name.casefold() in words for name in known_as)
