"""Requests and contributions on their way, made as people make them."""

from datetime import timedelta
from uuid import UUID

from samrad.cooperation import wall
from samrad.forums.models import Forum
from samrad.kernel.clock import today
from samrad.knowledge.commands.contributions import (
    Given,
    Release,
    hand_over_contribution,
    withdraw_contribution,
    write_contribution,
)
from samrad.knowledge.commands.documents import add_document
from samrad.knowledge.commands.freezing import rest_decision_on
from samrad.knowledge.commands.pictures import (
    begin_picture,
    choose_contribution,
    confirm_problem,
    propose_problem,
    write_view,
)
from samrad.knowledge.commands.police import Presented, present_priority
from samrad.knowledge.commands.priorities import (
    Placed,
    begin_prioritisation,
    confirm_choice,
    hand_in_scores,
    propose_choice,
    score_candidates,
)
from samrad.knowledge.commands.processes import Process, register_process
from samrad.knowledge.commands.requests import Order, order_knowledge
from samrad.knowledge.commands.series import About, bring_series
from samrad.knowledge.models import Contribution, KnowledgeRequest, Prioritisation, Score, SituationPicture
from samrad.knowledge.queries.priorities import prioritisation_visible_to
from samrad.meetings.commands.outcomes import decide
from samrad.meetings.models import Decision
from samrad.parties.actor import Actor
from tests.cast import Cast
from tests.meetings.settings import a_council, agenda, in_session
from tests.situations import do

SOON = timedelta(days=20)


def a_request(
    actor: Actor, forum_id: UUID, title: str = "Ungdom i sentrum", **more: object
) -> KnowledgeRequest:
    """An order from a forum, to be answered in twenty days."""
    order = Order(title, "Grunnlag for å velge satsingsområder.", today() + SOON, **more)  # type: ignore[arg-type] # facts of an order
    return do(actor, order_knowledge, forum_id=forum_id, order=order)


def a_draft_of(
    actor: Actor,
    request_id: object,
    title: str = "Uro fredag kveld",
    text: str = "Mer uro enn i fjor.",
    **more: object,
) -> Contribution:
    """A contribution behind its party's wall."""
    given = Given("crime", title, text, **more)  # type: ignore[arg-type] # facts of a contribution
    return do(actor, write_contribution, request_id=request_id, given=given)


def handed_over(actor: Actor, draft: Contribution, **more: object) -> Contribution:
    """The same, given to both."""
    assert actor.post
    release = Release(actor.post, today(), "Ikke taushetsbelagt.", **more)  # type: ignore[arg-type] # facts of a release
    return do(actor, hand_over_contribution, contribution_id=draft.pk, release=release, seen=draft.version)


def given_to(
    actor: Actor, request: KnowledgeRequest, title: str = "Uro fredag kveld", **more: object
) -> Contribution:
    return handed_over(actor, a_draft_of(actor, request.pk, title, **more))


def knowledge_with_words(cast: Cast, forum_id: UUID, word: str) -> dict[str, object]:
    """A request, a contribution with a file that both have, and a process: the same word in all."""
    request = a_request(cast.slt, forum_id, word)
    draft = a_draft_of(cast.slt, request.pk, word, word)
    document = do(
        cast.slt, add_document, contribution_id=draft.pk, filename=f"{word}.txt", data=word.encode()
    )
    handed_over(cast.slt, draft)
    process = Process("measures", word, today(), True)
    made = do(cast.police_contact, register_process, cooperation_id=cast.cooperation.pk, process=process)
    picture = a_whole_picture(cast, forum_id, word)
    presented = Presented(word, today(), forum_id, word, process_id=made.pk, pictures=[picture.pk])
    priority = do(
        cast.police_contact, present_priority, cooperation_id=cast.cooperation.pk, presented=presented
    )
    choice = a_choice(cast, forum_id, word)
    sheet = f"kommune;linje;periode;verdi\n;{word};2025;12".encode()
    about = About(word, "count", word, today(), note=word)
    series = do(
        cast.slt, bring_series, cooperation_id=cast.cooperation.pk, about=about, filename="x.csv", data=sheet
    )
    return {
        "series_id": series.pk,
        "prioritisation_id": choice.pk,
        "picture_id": picture.pk,
        "priority_id": priority.pk,
        "knowledge_id": request.pk,
        "contribution_id": draft.pk,
        "document_id": document.pk,
        "process_id": made.pk,
    }


def a_choice(cast: Cast, forum_id: object, title: str = "Satsingsområder", **more: object) -> Prioritisation:
    """Two of the guide's challenges and a local one, to be weighed."""
    given = {"codes": ["traffic", "hate"], "names": [f"{title} lokalt"], **more}
    return do(cast.slt, begin_prioritisation, forum_id=forum_id, title=title, **given)


def scored(actor: Actor, choice: Prioritisation, value: int) -> Prioritisation:
    """Everything given the same value, and handed in."""
    with wall.acting(actor):
        rows = [row.pk for row in prioritisation_visible_to(actor, choice.pk).candidates.all()]
    scores = {row: dict.fromkeys(Score.Criterion.values, value) for row in rows}
    do(actor, score_candidates, prioritisation_id=choice.pk, scores=scores)
    return do(actor, hand_in_scores, prioritisation_id=choice.pk)


def first_chosen(cast: Cast, choice: Prioritisation, actor: Actor | None = None) -> Prioritisation:
    """A proposal: the first candidate now, the others in a year."""
    actor = actor or cast.slt
    with wall.acting(actor):
        rows = list(prioritisation_visible_to(actor, choice.pk).candidates.all())
        seen = prioritisation_visible_to(actor, choice.pk).proposal
    later = Placed(False, "", today() + timedelta(days=365))
    placed = {row.pk: Placed(True, "Flest spør om det.") if row.position == 0 else later for row in rows}
    return do(actor, propose_choice, prioritisation_id=choice.pk, placed=placed, seen=seen)


def everything_told(cast: Cast, word: str) -> None:
    """Each kind of event that the other party is told of, with the same word in every text that people wrote."""
    forum = a_council(cast)
    made = knowledge_with_words(cast, forum.pk, word)
    do(cast.slt, withdraw_contribution, contribution_id=made["contribution_id"])
    do(cast.chief, confirm_problem, picture_id=made["picture_id"], seen=1)
    decision = a_decision(cast, forum, word)
    do(cast.slt, rest_decision_on, picture_id=made["picture_id"], item_id=decision.item_id)
    choice = a_choice(cast, forum.pk, f"{word} igjen")
    for actor in (cast.slt, cast.chief):
        scored(actor, choice, 3)
    first_chosen(cast, choice)
    do(cast.chief, confirm_choice, prioritisation_id=choice.pk, seen=1)


def a_decision(cast: Cast, forum: Forum, text: str = "Vi satser på et trygt sentrum.") -> Decision:
    """What the forum decided in a matter that both parties see."""
    meeting = in_session(cast, forum, "Satsingsområder")
    item = agenda(cast.slt, meeting)[-1]
    return do(cast.slt, decide, item_id=item.pk, outcome="decided", text=text)


def a_picture(cast: Cast, forum_id: object, title: str = "Ungdom i sentrum") -> SituationPicture:
    return do(cast.slt, begin_picture, forum_id=forum_id, title=title)


def a_whole_picture(cast: Cast, forum_id: UUID, word: str) -> SituationPicture:
    """One with a contribution of each party, a problem that one has proposed, and a view that is shared: the same word in all."""
    request, picture = a_request(cast.slt, forum_id, f"{word} 2"), a_picture(cast, forum_id, word)
    for actor in (cast.slt, cast.police_contact):
        given = given_to(actor, request, word, text=word)
        do(actor, choose_contribution, picture_id=picture.pk, contribution_id=given.pk)
    do(cast.slt, propose_problem, picture_id=picture.pk, text=word, seen=0)
    do(cast.police_contact, write_view, picture_id=picture.pk, text=word, share=True, seen=0)
    return picture
