"""What one party has for itself in a common forum changes nothing that is found about the forum or the cooperation. DESIGN §2.6."""

from datetime import timedelta

import pytest

from samrad.cooperation import wall
from samrad.guide.rules.facts import CooperationFacts, ForumFacts
from samrad.kernel.clock import today
from samrad.meetings.commands.outcomes import decide, make_task
from samrad.oversight.facts.cooperations import cooperation_facts
from samrad.oversight.facts.forums import forum_facts
from samrad.oversight.tasks import LOOKER
from samrad.oversight.wall import as_role
from tests.cast import Cast
from tests.meetings.settings import a_council, an_item, in_session
from tests.situations import do

pytestmark = pytest.mark.django_db


def known(cast: Cast) -> tuple[dict[object, ForumFacts], CooperationFacts]:
    """What the rules are told of the forums and of the cooperation."""
    with wall.acting(LOOKER), as_role("samrad_facts"):
        forums = forum_facts(today())
        return {pk: facts for pk, (_home, facts) in forums.items()}, cooperation_facts(today(), forums)[
            cast.cooperation.pk
        ]


def test_an_own_matter_with_its_decision_and_task_is_counted_nowhere(cast: Cast) -> None:
    """The other party would read of the numbers that it is there."""
    forum = a_council(cast)
    meeting = in_session(cast, forum, "Åpen sak")
    before = known(cast)
    for only_ours, same in ((True, True), (False, False)):
        item = an_item(
            cast.slt,
            forum,
            meeting,
            "Rollen vår",
            kind="forum_organisation",
            only_ours=only_ours,
        )
        do(cast.slt, decide, item_id=item.pk, outcome="decided", text="Vi gjør det selv.")
        due_on = today() + timedelta(days=2)
        do(cast.slt, make_task, item_id=item.pk, text="Spør staben", owner_id=cast.slt.post, due_on=due_on)
        assert (known(cast) == before) is same
