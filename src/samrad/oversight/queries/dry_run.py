"""What the rulebook would say on another day, before an edition is published: read, compared, and not kept."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import connection

from samrad.oversight.commands.refreshing import findings_on
from samrad.oversight.permissions import may_refresh
from samrad.parties.actor import Actor

NOTHING = "-"


@dataclass(frozen=True)
class Change:
    """So many subjects of a kind for which a point would go from one code to another; `-` is no finding."""

    requirement: str
    subject_kind: str
    before: str
    after: str
    subjects: int


def what_would_change(actor: Actor, day: date) -> list[Change]:
    """Everything judged as of a day with the rules that hold then, against what stands now.

    Who      Samråd's own machinery: an operator at the terminal.
    """
    may_refresh(actor).require()
    wanted = {key: found.code for key, found in findings_on(day).items()}
    with connection.cursor() as cursor:
        cursor.execute(
            "select subject_kind, subject, requirement, code from oversight_finding "
            "where until is null and subject_kind <> 'country'"
        )
        standing = {
            (kind, subject, requirement): code for kind, subject, requirement, code in cursor.fetchall()
        }
    counted = Counter(
        (
            requirement,
            kind,
            standing.get((kind, subject, requirement), NOTHING),
            wanted.get((kind, subject, requirement), NOTHING),
        )
        for kind, subject, requirement in standing.keys() | wanted.keys()
    )
    return [Change(*what, subjects) for what, subjects in sorted(counted.items()) if what[2] != what[3]]
