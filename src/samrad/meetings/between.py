"""What the minutes tell of a matter between the parties: who was asked, what was coordinated, and how they disagree."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samrad.kernel.clock import OSLO
from samrad.meetings.models import AgendaItem, Decision, Onward, PartyWord

Kind = PartyWord.Kind


@dataclass(frozen=True)
class Between:
    """Some matters with what the parties said of them, and where they were sent. Plain data comes out, for the minutes."""

    items: Sequence[AgendaItem]
    words: Sequence[PartyWord]
    onwards: Sequence[Onward]

    def head_of(self, item: AgendaItem) -> dict[str, Any]:
        """What stands under the matter's title. Empty for a matter that is nobody's in particular."""
        return self._asked(item) | self._coordinated(item)

    def _said(self, item: AgendaItem, kind: str) -> list[PartyWord]:
        return [word for word in self.words if word.item_id == item.pk and word.kind == kind]

    def _asked(self, item: AgendaItem) -> dict[str, Any]:
        if item.addressed_to is None:
            return {}
        answer = next(iter(self._said(item, Kind.ANSWER)), None)
        given = {"text": "", "resources": "", "on": ""}
        if answer:
            on = answer.at.astimezone(OSLO).date().isoformat()
            given = {"text": answer.text, "resources": answer.resources, "on": on}
        raised = item.proposed_for.official_name if item.proposed_for else ""
        return {"asked": {"by": raised, "whom": item.addressed_to.official_name, "answer": given}}

    def _coordinated(self, item: AgendaItem) -> dict[str, Any]:
        if not item.coordinates:
            return {}
        adapted = [
            {"party": word.party.official_name, "text": word.text}
            for word in self._said(item, Kind.ADAPTATION)
        ]
        return {"coordination": {"premises": item.coordinates, "weighing": item.weighing, "adapted": adapted}}

    def words_of(self, decision: Decision) -> dict[str, Any]:
        """What stands with the outcome: a disagreement with each view, or who outside is to answer."""
        if decision.outcome == Decision.Outcome.DISAGREED:
            return {
                "disagreement": decision.disagreement,
                "next_step": decision.next_step,
                "next_on": decision.next_on.isoformat() if decision.next_on else "",
                "views": [
                    {"party": word.party.official_name, "text": word.text}
                    for word in self.words
                    if word.item_id == decision.item_id and word.kind == Kind.VIEW
                ],
            }
        onward = next((each for each in self.onwards if each.decision_id == decision.pk), None)
        return {"outside": _outside(onward)} if onward else {}


def _outside(onward: Onward) -> dict[str, str]:
    return {
        "channel": onward.channel,
        "to_whom": onward.to_whom,
        "sent_on": onward.sent_on.isoformat(),
        "answer_by": onward.answer_by.isoformat(),
    }
