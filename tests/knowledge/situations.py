"""Requests and contributions on their way, made as people make them."""

from datetime import timedelta
from uuid import UUID

from samrad.kernel.clock import today
from samrad.knowledge.commands.contributions import (
    Given,
    Release,
    hand_over_contribution,
    write_contribution,
)
from samrad.knowledge.commands.documents import add_document
from samrad.knowledge.commands.processes import Process, register_process
from samrad.knowledge.commands.requests import Order, order_knowledge
from samrad.knowledge.models import Contribution, KnowledgeRequest
from samrad.parties.actor import Actor
from tests.cast import Cast
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
    return {
        "knowledge_id": request.pk,
        "contribution_id": draft.pk,
        "document_id": document.pk,
        "process_id": made.pk,
    }
