"""What a person can choose to have by mail, and what their role gives them until they choose."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from samrad.kernel.answers import Sentence
from samrad.notices.models import Timing

type ByRole = Mapping[str, str]

# Those who sign are few and busy: at once what only they can do. Who takes part reads a day's news together.
THEIR_TURN = {"signatory": Timing.AT_ONCE, "coordinator": Timing.AT_ONCE, "member": Timing.DAILY}
DAILY_WORK = {"signatory": Timing.DAILY, "coordinator": Timing.AT_ONCE, "member": Timing.DAILY}


@dataclass(frozen=True)
class Topic:
    """One row in the person's choice. `always` marks what goes out at once whatever is chosen, and so is no choice."""

    code: str
    name: Sentence
    by_role: ByRole
    always: bool = False

    def timing_for(self, power: str) -> str:
        """What the role gives. A role without one of its own, such as an external member, hears at once."""
        return Timing.AT_ONCE if self.always else str(self.by_role.get(power, Timing.AT_ONCE))


COOPERATION = Topic("cooperation", _("Nye samarbeid og plasser i forum"), DAILY_WORK)
OFFER = Topic("offer", _("Tilbud, invitasjoner og svar"), THEIR_TURN)
ROUND = Topic("round", _("Runder i en forhandling"), DAILY_WORK)
APPROVAL = Topic("approval", _("Godkjenning og underskrift"), THEIR_TURN)
REVISION = Topic("revision", _("Ønske om revisjon"), THEIR_TURN)
CALL = Topic("call", _("Innkallinger til møter"), {}, always=True)
MINUTES = Topic("minutes", _("Referater fra møter"), THEIR_TURN)
EVALUATION = Topic("evaluation", _("Evalueringer og årsrapporter"), THEIR_TURN)
TASK = Topic("task", _("Oppgaver til stillingen din"), THEIR_TURN)
KNOWLEDGE = Topic("knowledge", _("Kunnskap som bestilles og deles"), DAILY_WORK)

TOPICS = (COOPERATION, OFFER, ROUND, APPROVAL, REVISION, CALL, MINUTES, EVALUATION, TASK, KNOWLEDGE)
