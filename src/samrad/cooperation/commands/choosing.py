"""Every write of the room: one function per thing a person does."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import gettext as _

from samrad.cooperation import wall
from samrad.cooperation.events import (
    ChoiceStated,
    CooperationOpened,
    OfferAnswered,
    OfferMade,
    ServiceCardWritten,
)
from samrad.cooperation.models import Choice, Cooperation, CooperationParty, Matter, Offer, ServiceCard
from samrad.cooperation.permissions import (
    may_answer,
    may_found,
    may_offer,
    may_state_choice,
    may_write_in,
)
from samrad.cooperation.queries import party_of, with_parties
from samrad.cooperation.words import guarded
from samrad.guide.law import SERVICES
from samrad.kernel.answers import Refused, Stale, denied
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation

type Known = Callable[[Organisation, str], Choice.Status]
FROM_REPLY = {
    Offer.Reply.YES: Choice.Status.UNDER_WAY,
    Offer.Reply.LATER: Choice.Status.LATER,
    Offer.Reply.NO: Choice.Status.NO,
    Offer.Reply.ANOTHER_WAY: Choice.Status.ANOTHER_WAY,
}


@command
def open_municipal_cooperations(*, actor: Actor, known: Known | None = None) -> int:
    """Give every living municipality its cooperation with its district, and its three choices.

    Shape    `known` says how a choice stands already, where an operator has a list of it, or a demo makes one up.
    Who      Samråd's own machinery.
    Records  CooperationOpened for all at once, in the system's chain.
    Source   DESIGN.md 3: every active municipality has its own from the start.
    """
    if not actor.is_machinery:
        denied(_("Bare Samråd selv gjør dette.")).require()
    municipalities = Organisation.objects.filter(
        kind=Organisation.Kind.MUNICIPALITY, valid_to=None, cooperations=None
    ).select_related("district")
    opened = [(town, _new_municipal(town)) for town in municipalities]
    Cooperation.objects.bulk_create(cooperation for _town, cooperation in opened)
    CooperationParty.objects.bulk_create(
        CooperationParty(
            cooperation=cooperation,
            organisation=party,
            side=party.side,
            order=order,
            joined_on=cooperation.begun_on,
        )
        for town, cooperation in opened
        for order, party in enumerate((town, town.district))
        if party is not None
    )
    Choice.objects.bulk_create(
        _choice(cooperation, town, matter, known) for town, cooperation in opened for matter in Matter
    )
    for _town, cooperation in opened[:1]:
        record(
            CooperationOpened(cooperation=cooperation.pk, kind=cooperation.kind, parties=len(opened)),
            by=actor,
        )
    return len(opened)


def _choice(cooperation: Cooperation, town: Organisation, matter: str, known: Known | None) -> Choice:
    status = known(town, matter) if known else Choice.Status.NOT_ASKED
    answered = status not in {Choice.Status.NOT_ASKED, Choice.Status.ASKED}
    return Choice(
        cooperation=cooperation,
        organisation=town,
        matter=matter,
        status=status,
        asked_on=None if status == Choice.Status.NOT_ASKED else today(),
        answered_on=today() if answered else None,
    )


def _new_municipal(town: Organisation) -> Cooperation:
    language = "nn" if town.language == Organisation.Language.NYNORSK else "nb"
    return Cooperation(
        kind=Cooperation.Kind.MUNICIPAL,
        name=f"{town.official_name} – {town.district.official_name}" if town.district else town.official_name,
        slug=town.slug,
        language=language,
        begun_on=today(),
    )


@command
def found_cooperation(
    *, actor: Actor, kind: str, organisations: Sequence[UUID], name: str, language: str
) -> Cooperation:
    """Set up a regional, school or county cooperation, or a district's own: the same flow, other parties.

    Who      anyone who writes for one of the parties.
    Refuses  parties that do not fit the kind; a cooperation the actor's own house is no party to; a taken name.
    Records  CooperationOpened.
    Source   V-3-j, V-3-k, V-4.4-a.
    """
    may_found(actor).require()
    houses = list(Organisation.objects.filter(pk__in=organisations, valid_to=None))
    _require_fitting(actor, kind, houses)
    slug = slugify(name.translate(str.maketrans("æøåÆØÅ", "eoaEOA")))[:100]
    if not slug or Cooperation.objects.filter(slug=slug).exists():
        raise Refused(_("Et samarbeid har allerede dette navnet, eller navnet er tomt. Velg et annet navn."))
    cooperation = Cooperation.objects.create(
        kind=kind, name=guarded(name, longest=200), slug=slug, language=language, begun_on=today()
    )
    houses.sort(key=lambda house: (house.is_police, house.name))
    CooperationParty.objects.bulk_create(
        CooperationParty(
            cooperation=cooperation, organisation=house, side=house.side, order=order, joined_on=today()
        )
        for order, house in enumerate(houses)
    )
    wall.enter(actor)
    record(
        CooperationOpened(cooperation=cooperation.pk, kind=kind, parties=len(houses)),
        by=actor,
        cooperation=cooperation.pk,
    )
    return cooperation


FITTING = {
    Cooperation.Kind.REGIONAL: ({"municipality": (2, 30), "police_district": (1, 1)}),
    Cooperation.Kind.SCHOOL: ({"school": (1, 1), "police_unit": (1, 1)}),
    Cooperation.Kind.COUNTY: ({"county": (1, 1), "police_district": (1, 12)}),
    Cooperation.Kind.DISTRICT: ({"police_district": (1, 1)}),
}


def _require_fitting(actor: Actor, kind: str, houses: list[Organisation]) -> None:
    wanted = FITTING.get(Cooperation.Kind(kind)) if kind in Cooperation.Kind.values else None
    counts: dict[str, int] = {}
    for house in houses:
        counts[house.kind] = counts.get(house.kind, 0) + 1
    fits = wanted is not None and set(counts) == set(wanted)
    if not fits or not all(low <= counts[part] <= high for part, (low, high) in (wanted or {}).items()):
        raise Refused(
            _(
                "Partene passer ikke til denne typen samarbeid. Et regionalt samarbeid har minst to kommuner og ett "
                "politidistrikt, et skolesamarbeid en videregående skole og en politienhet, et fylkessamarbeid en "
                "fylkeskommune og minst ett politidistrikt, og det politidistriktet har alene, bare distriktet selv."
            )
        )
    if not actor.parties & {house.pk for house in houses}:
        denied(_("Din egen virksomhet må være en av partene.")).require()


def _locked_choice(organisation: UUID, matter: str) -> Choice:
    return Choice.objects.select_for_update().get(organisation=organisation, matter=matter)


@command
def make_offer(
    *,
    actor: Actor,
    cooperation_id: UUID,
    matter: str,
    organisation_id: UUID,
    offered_on: date,
    channel: str = "samrad",
    words: str = "",
    confirmed: bool = False,
) -> Offer:
    """Offer a municipality the agreement, or invite it to a council; or write down an offer made on paper.

    Who      those who write for the police (`may_offer`).
    Refuses  a date to come; a second offer while one waits for its answer.
    Records  OfferMade.
    Source   V-3-c, V-4-d.
    """
    cooperation = with_parties(cooperation_id)
    may_offer(actor, cooperation).require()
    if offered_on > today():
        raise Refused(
            _("Datoen for tilbudet kan ikke være fram i tid. Velg dagen i dag eller en tidligere dag.")
        )
    choice = _locked_choice(organisation_id, matter)
    if choice.cooperation_id != cooperation.pk:
        denied(_("Kommunen er ikke part i dette samarbeidet.")).require()
    if Offer.objects.filter(organisation=organisation_id, matter=matter, reply="").exists():
        raise Refused(_("Kommunen har allerede et tilbud som den ikke har svart på. Den svarer når den vil."))
    offer = Offer.objects.create(
        cooperation=cooperation,
        organisation_id=organisation_id,
        matter=matter,
        offered_on=offered_on,
        channel=channel,
        words=guarded(words, confirmed=confirmed, longest=4_000),
        offered_by_id=actor.appointment,
    )
    choice.asked_on = offered_on
    if choice.status == Choice.Status.NOT_ASKED:
        choice.status = Choice.Status.ASKED
    choice.save(update_fields=["asked_on", "status"])
    record(
        OfferMade(offer.pk, organisation_id, matter, offered_on, channel),
        by=actor,
        cooperation=cooperation.pk,
    )
    return offer


@command
def answer_offer(
    *, actor: Actor, offer_id: UUID, reply: str, words: str = "", seen: int, confirmed: bool = False
) -> Offer:
    """Answer yes, later, no, or «we do it another way»: all complete answers, with a word of why or without.

    Who      those who write for the municipality (`may_answer`).
    Refuses  an answer written while a colleague answered.
    Records  OfferAnswered.
    Units    `seen` is the version on the writer's screen.
    Source   V-3-d, V-4-e, A-om-c.
    """
    offer = Offer.objects.select_for_update().get(pk=offer_id)
    may_answer(actor, offer).require()
    if offer.version != seen:
        raise Stale(
            _(
                "En kollega svarte mens du skrev. Les svaret som står der, og lagre på nytt hvis ditt skal gjelde."
            ),
            theirs=f"{offer.get_reply_display()}. {offer.reply_words}",
            version=offer.version,
        )
    offer.reply, offer.replied_on = Offer.Reply(reply), today()
    offer.reply_words = guarded(words, confirmed=confirmed, longest=4_000)
    offer.replied_by_id = actor.appointment
    offer.version += 1
    offer.save()
    choice = _locked_choice(offer.organisation_id, offer.matter)
    choice.answered_on = offer.replied_on
    if choice.status != Choice.Status.IN_FORCE:
        choice.status = FROM_REPLY[Offer.Reply(reply)]
    choice.save(update_fields=["answered_on", "status"])
    record(
        OfferAnswered(offer.pk, offer.organisation_id, offer.matter, reply),
        by=actor,
        cooperation=offer.cooperation_id,
    )
    return offer


@command
def state_choice(
    *, actor: Actor, organisation_id: UUID, matter: str, status: str, since: date | None = None
) -> Choice:
    """Say what the municipality itself has chosen for council, agreement or SLT.

    Who      those who write for the municipality (`may_state_choice`).
    Refuses  a status that only an offer or a sealed agreement can give.
    Records  ChoiceStated.
    Source   V-2.3-c: three independent choices, none required.
    """
    choice = _locked_choice(organisation_id, matter)
    may_state_choice(actor, choice).require()
    free = {Choice.Status.UNDER_WAY, Choice.Status.LATER, Choice.Status.NO, Choice.Status.ANOTHER_WAY}
    if matter != Matter.AGREEMENT:
        free.add(Choice.Status.IN_FORCE)
    if status not in free:
        raise Refused(_("Denne statusen følger av avtalen selv og kan ikke velges her."))
    choice.status, choice.answered_on, choice.since = Choice.Status(status), today(), since
    choice.save(update_fields=["status", "answered_on", "since"])
    record(ChoiceStated(organisation_id, matter, status), by=actor, cooperation=choice.cooperation_id)
    return choice


@command
def follow_agreement(*, actor: Actor, cooperation_id: UUID, status: str, since: date | None) -> None:
    """Let the municipalities' choice of an agreement follow the agreement itself.

    Who      a party's own deed in the agreement, which has asked its own permission.
    Records  ChoiceStated for each municipality whose choice moved.
    """
    parties = CooperationParty.objects.filter(cooperation=cooperation_id, organisation__kind="municipality")
    choices = Choice.objects.select_for_update().filter(
        cooperation=cooperation_id, matter=Matter.AGREEMENT, organisation__in=parties.values("organisation")
    )
    for choice in choices:
        choice.status, choice.since = Choice.Status(status), since or choice.since
        choice.save(update_fields=["status", "since"])
        record(
            ChoiceStated(choice.organisation_id, choice.matter, status), by=actor, cooperation=cooperation_id
        )


@command
def write_card(
    *, actor: Actor, cooperation_id: UUID, service: str, seen: int = 0, confirmed: bool = False, **words: str
) -> ServiceCard:
    """Write what a service of one's own party can and cannot share, and how it decides. Both parties read it at once.

    Shape    `words` are the card's texts: mandate, can_share, cannot_share, how_we_decide, ask_whom.
    Who      those who write for the party (`may_write_in`); a card is always the writer's own party's.
    Refuses  an unknown service; the police's card by a municipality, and the other way; a save on top of a colleague's.
    Records  ServiceCardWritten.
    Source   V-4.1.5-a, V-4.3-i.
    """
    cooperation = with_parties(cooperation_id)
    may_write_in(actor, cooperation).require()
    party = party_of(actor, cooperation)
    if service not in SERVICES or (service == "politi") != (party.side == "police"):
        raise Refused(_("Velg en av deres egne tjenester. Motparten skriver kortene for sine."))
    keys = {"cooperation": cooperation, "organisation_id": party.organisation_id, "service": service}
    card = ServiceCard.objects.select_for_update().filter(**keys).first() or ServiceCard(version=0, **keys)
    if card.version != seen:
        raise Stale(
            _("En kollega endret kortet mens du skrev. Les det som står der, og lagre på nytt."),
            theirs=f"{card.can_share}\n{card.cannot_share}",
            version=card.version,
        )
    for name in ("mandate", "can_share", "cannot_share", "how_we_decide", "ask_whom"):
        longest = 200 if name == "ask_whom" else 4_000
        setattr(card, name, guarded(words.get(name, ""), confirmed=confirmed, longest=longest))
    card.dated, card.version = today(), card.version + 1
    card.save()
    event = ServiceCardWritten(card.pk, card.organisation_id, service, card.version)
    record(event, by=actor, cooperation=cooperation.pk)
    return card
