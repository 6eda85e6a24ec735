"""What a matter is between the parties: who is asked, what is coordinated, that they disagree, that others must answer."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.cooperation.queries import living_parties
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import now, today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.meetings.commands.outcomes import (
    end_with,
    meeting_treating,
    require_day_ahead,
    require_fitting_owner,
)
from samrad.meetings.commands.session import raise_again
from samrad.meetings.events import DecisionMade, MatterSentOutside, OutsideAnswered, PartySpoke
from samrad.meetings.live import announce
from samrad.meetings.models import AgendaItem, Decision, Onward, PartyWord
from samrad.meetings.permissions import (
    may_answer_from_outside,
    may_answer_matter,
    may_coordinate,
    may_write_minutes,
)
from samrad.meetings.queries.between import onward_visible_to
from samrad.meetings.queries.meetings import item_visible_to
from samrad.parties.actor import Actor

Kind, Outcome = PartyWord.Kind, Decision.Outcome


@command
def answer_matter(
    *, actor: Actor, item_id: UUID, text: str, resources: str = "", seen: int = 0, confirmed: bool = False
) -> PartyWord:
    """Answer a matter that another party has addressed to one's own, with the resources that are set aside.

    Who      those who write for the party that is asked; in the meeting, whoever writes the minutes (`may_answer_matter`).
    Refuses  no words; a save on top of a colleague's.
    Records  PartySpoke.
    Source   V-1-h. The same both ways.
    """
    item = _locked_item(actor, item_id)
    may_answer_matter(actor, item).require()
    assert item.addressed_to_id
    words = guarded(text, confirmed=confirmed, longest=4_000)
    if not words:
        raise Refused(_("Skriv svaret først."))
    given = guarded(resources, confirmed=confirmed, longest=2_000)
    return _say_for(actor, item, item.addressed_to_id, Kind.ANSWER, words, resources=given, seen=seen)


@command
def coordinate(
    *,
    actor: Actor,
    item_id: UUID,
    premises: list[str],
    weighing: str,
    adaptations: Mapping[UUID, str],
    seen: int,
    confirmed: bool = False,
) -> AgendaItem:
    """Say what a matter views together, how it was weighed, and what each party adapts.

    Shape    A party that adapts nothing has an empty text in `adaptations`; one that is left out has said nothing.
    Who      `may_coordinate`.
    Refuses  no premise; a party that has said nothing; a save on top of a colleague's.
    Records  PartySpoke for each party.
    Source   V-2.3-b.
    """
    item = _locked_item(actor, item_id)
    may_coordinate(actor, item).require()
    if item.version != seen:
        raise Stale(
            _("Noen endret saken mens du skrev. Begge tekstene står her. Sett dem sammen, og lagre på nytt."),
            theirs=item.weighing,
            version=item.version,
        )
    if not premises:
        raise Refused(_("Velg minst én ting som saken ser i sammenheng."))
    parties = living_parties(item.forum.cooperation)
    for party in parties:
        if party.organisation_id not in adaptations:
            raise Refused(
                _("Skriv hva %(party)s tilpasser, eller at det ikke blir noen endring der.")
                % {"party": party.organisation.official_name}
            )
    item.coordinates = [str(AgendaItem.Premise(premise)) for premise in premises]
    item.weighing = guarded(weighing, confirmed=confirmed, longest=4_000)
    item.version += 1
    item.save(update_fields=["coordinates", "weighing", "version"])
    for party in parties:
        text = guarded(adaptations[party.organisation_id], confirmed=confirmed, longest=2_000)
        _say_for(actor, item, party.organisation_id, Kind.ADAPTATION, text)
    return item


@command
def note_disagreement(
    *,
    actor: Actor,
    item_id: UUID,
    disagreement: str,
    views: Mapping[UUID, str],
    text: str = "",
    next_step: str,
    responsible_id: UUID,
    next_on: date,
    confirmed: bool = False,
) -> Decision:
    """Close a matter as a disagreement: of which sort, each party's view in its own words, and what happens next.

    Shape    `text` says how it is handled. Minutes can be approved with it: nobody has to agree first.
    Who      `may_write_minutes`.
    Refuses  a party without a view; no next step; a day that is past; a responsible post from outside.
    Records  PartySpoke for each party, DecisionMade.
    Source   V-2.3-d.
    """
    item = _locked_item(actor, item_id)
    meeting = meeting_treating(actor, item)
    may_write_minutes(actor, meeting).require()
    words = _views_of_all(item, views, confirmed)
    step = " ".join(guarded(next_step, confirmed=confirmed, longest=300).split())
    if not step:
        raise Refused(_("Skriv hva som er neste skritt."))
    require_fitting_owner(meeting.forum, responsible_id, item.face, item.only_for_id, item)
    require_day_ahead(next_on)
    for organisation, view in words.items():
        _say_for(actor, item, organisation, Kind.VIEW, view)
    decision = end_with(
        actor,
        item,
        meeting,
        outcome=Outcome.DISAGREED,
        text=guarded(text, confirmed=confirmed),
        disagreement=Decision.Disagreement(disagreement),
        next_step=step,
        responsible_id=responsible_id,
        next_on=next_on,
    )
    ended = DecisionMade(decision.pk, item.pk, meeting.pk, Outcome.DISAGREED)
    record(ended, by=actor, cooperation=item.cooperation_id)
    return decision


def _views_of_all(item: AgendaItem, views: Mapping[UUID, str], confirmed: bool) -> dict[UUID, str]:
    """A view for each party, as it may be stored. Refuses when one has none."""
    words = {}
    for party in living_parties(item.forum.cooperation):
        view = guarded(views.get(party.organisation_id, ""), confirmed=confirmed, longest=4_000)
        if not view:
            raise Refused(
                _("Skriv synet til %(party)s med deres egne ord.")
                % {"party": party.organisation.official_name}
            )
        words[party.organisation_id] = view
    return words


@command
def send_outside(
    *,
    actor: Actor,
    item_id: UUID,
    channel: str,
    to_whom: str = "",
    text: str,
    responsible_id: UUID,
    sent_on: date,
    answer_by: date,
    confirmed: bool = False,
) -> Onward:
    """Close a matter that the parties do not rule over: to whom it is sent, by which post, and by when they want an answer.

    Who      `may_write_minutes`.
    Refuses  no words on what is asked; a day for the answer before it is sent; «another» without a name; a post from outside.
    Records  DecisionMade, MatterSentOutside.
    Source   V-1-i.
    """
    item = _locked_item(actor, item_id)
    meeting = meeting_treating(actor, item)
    may_write_minutes(actor, meeting).require()
    asked = guarded(text, confirmed=confirmed, longest=4_000)
    named = " ".join(guarded(to_whom, confirmed=confirmed, longest=160).split())
    _refuse_what_nobody_could_answer(asked, channel, named, sent_on, answer_by)
    require_fitting_owner(meeting.forum, responsible_id, item.face, item.only_for_id, item)
    require_day_ahead(answer_by)
    decision = end_with(
        actor, item, meeting, outcome=Outcome.OUTSIDE, text=asked, responsible_id=responsible_id
    )
    ended = DecisionMade(decision.pk, item.pk, meeting.pk, Outcome.OUTSIDE)
    record(ended, by=actor, cooperation=item.cooperation_id)
    onward = _onward(item, decision, channel=channel, to_whom=named, sent_on=sent_on, answer_by=answer_by)
    record(
        MatterSentOutside(onward.pk, item.pk, item.forum_id, onward.channel, answer_by),
        by=actor,
        cooperation=item.cooperation_id,
    )
    return onward


def _onward(item: AgendaItem, decision: Decision, *, channel: str, **said: object) -> Onward:
    """The way out of the forum, for those who may see the matter."""
    return Onward.objects.create(
        cooperation_id=item.cooperation_id,
        forum=item.forum,
        item=item,
        decision=decision,
        channel=Onward.Channel(channel),
        face=item.face,
        only_for_id=item.only_for_id,
        **said,
    )


def _refuse_what_nobody_could_answer(
    asked: str, channel: str, named: str, sent_on: date, answer_by: date
) -> None:
    if not asked:
        raise Refused(_("Skriv hva dere ber om."))
    if channel == Onward.Channel.OTHER and not named:
        raise Refused(_("Skriv hvem saken sendes til."))
    if answer_by < sent_on:
        raise Refused(_("Svarfristen kan ikke være før saken sendes. Velg en senere dag."))


@command
def note_answer_from_outside(
    *, actor: Actor, onward_id: UUID, answer: str, answered_on: date, seen: int, confirmed: bool = False
) -> Onward:
    """Write down what came back. The answer is raised in the forum, so that the next meeting hears it.

    Who      whoever runs the forum, and the post that sent it (`may_answer_from_outside`).
    Refuses  no words; a day before it was sent, or to come; a save on top of a colleague's.
    Records  OutsideAnswered.
    Source   V-1-i.
    """
    onward = onward_visible_to(actor, onward_id)
    Onward.objects.select_for_update(of=("self",)).get(pk=onward_id)
    may_answer_from_outside(actor, onward).require()
    if onward.version != seen:
        raise Stale(
            _("En kollega skrev inn svaret mens du skrev. Se hva som står der nå, og lagre på nytt."),
            theirs=onward.answer,
            version=onward.version,
        )
    words = guarded(answer, confirmed=confirmed, longest=4_000)
    if not words:
        raise Refused(_("Skriv svaret først."))
    if not onward.sent_on <= answered_on <= today():
        raise Refused(_("Svaret kom etter at saken ble sendt, og ikke på en dag som ikke er kommet."))
    if onward.told_in is None:
        onward.told_in = _raised_to_tell(actor, onward.item)
    onward.answer, onward.answered_on, onward.version = words, answered_on, onward.version + 1
    onward.save(update_fields=["answer", "answered_on", "told_in", "version"])
    record(
        OutsideAnswered(onward.pk, onward.item_id, onward.forum_id, answered_on),
        by=actor,
        cooperation=onward.cooperation_id,
    )
    return onward


def _raised_to_tell(actor: Actor, item: AgendaItem) -> AgendaItem:
    """The same matter, raised to inform: the next meeting hears the answer."""
    told = raise_again(actor, item)
    told.kind = AgendaItem.Kind.INFORMATION
    told.save(update_fields=["kind"])
    return told


def _locked_item(actor: Actor, item_id: UUID) -> AgendaItem:
    item_visible_to(actor, item_id)
    AgendaItem.objects.select_for_update(of=("self",)).get(pk=item_id)
    return item_visible_to(actor, item_id)


def _say_for(
    actor: Actor,
    item: AgendaItem,
    party: UUID,
    kind: str,
    text: str,
    *,
    resources: str = "",
    seen: int | None = None,
) -> PartyWord:
    """The party's word, new or in the place of the one before. `seen` is asked where two may write at once."""
    word = PartyWord.objects.filter(item=item, party=party, kind=kind).first() or PartyWord(
        cooperation_id=item.cooperation_id,
        forum=item.forum,
        item=item,
        party_id=party,
        kind=kind,
        version=0,
    )
    if seen is not None and word.version != seen:
        raise Stale(
            _(
                "En kollega svarte mens du skrev. Les svaret som står der, og lagre på nytt hvis ditt skal gjelde."
            ),
            theirs=word.text,
            version=word.version,
        )
    word.text, word.resources, word.version = text, resources, word.version + 1
    word.face, word.only_for_id = item.face, item.only_for_id
    word.by_id, word.at = actor.appointment, now()
    word.save()
    record(PartySpoke(item.pk, item.forum_id, party, kind), by=actor, cooperation=item.cooperation_id)
    if item.meeting_id:
        announce(item.meeting_id)
    return word
