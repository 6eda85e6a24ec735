"""The demo's sharing: cards side by side, something the police shared and who read it, what stands in the way; and small days besides."""

from datetime import date, timedelta

from samrad.contacts.commands.bylaws import adopt_bylaws, review_bylaws
from samrad.contacts.commands.directory import set_entry
from samrad.contacts.commands.presence import note_presence
from samrad.contacts.commands.starting import introduce_contact
from samrad.cooperation.commands import write_card
from samrad.cooperation.queries import cooperation_visible_to
from samrad.forums.commands.frames import say_legal_basis
from samrad.forums.queries import forums_of
from samrad.guide.law import POLICE_DUTIES
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.parties.fictional import Places
from samrad.project.demo_story import on
from samrad.sharing.commands import note_obstacle, open_shared, share

WEEK = timedelta(days=7)
BASIS = "rett-politi-forebygge"
CARDS = (
    ("politikontakt", "politi", "Vi forebygger kriminalitet og følger politiloven og politiregisterloven.",
     "Trender, steder og tider der det skjer mye. Råd om hva som virker.",
     "Etterforsking, og noe som kan kjennes igjen som én person.",
     "Politikontakten spør enhetslederen når noe er usikkert.", "Politikontakten"),
    ("slt", "skole", "Vi gir opplæring og et trygt skolemiljø, etter opplæringsloven.",
     "Hvor skoleveien er utrygg, og hva elevene svarer samlet i undersøkelser.",
     "Fravær og bekymring for den enkelte elev.",
     "Rektor bestemmer, og spør kommunens jurist.", "Rektor"),
    ("slt", "barnevern", "Vi hjelper barn som lever under forhold som kan skade dem, etter barnevernsloven.",
     "Hvor mange meldinger vi får, og hva de handler om, når tallene er store nok.",
     "At et barn eller en familie har sak hos oss.",
     "Barnevernslederen bestemmer i hver sak.", "Barnevernslederen"),
)  # fmt: skip
OBSTACLES = (("skole", "confidentiality"), ("skole", "confidentiality"), ("skole", "confidentiality"),
             ("skole", "confidentiality"), ("skole", "confidentiality"), ("helse", "unsure"), ("politi", "no_answer"))  # fmt: skip
MORE_OF_LYNGVIK = {
    "violence": "krisesenter",
    "after_prison": "tilbakeforing",
    "vulnerable": "sosialtjenesten",
    "planning": "planogbygg",
    "fire": "brann",
    "enterprise": "naring",
    "drug_cases": "russaker",
}


def build_sharing(people: dict[str, Actor], places: Places) -> None:
    """Fill Lyngvik's pages of sharing, and what the directory and the contact's days lack."""
    _cards(people)
    _shared(people)
    _days(people, places)
    _bases(people["politikontakt"])


def _bases(contact: Actor) -> None:
    """What the cooperation and its council refer to; the other forums have not said it. V-1-e."""
    with on(today() - 30 * WEEK, contact):
        lyngvik = cooperation_visible_to(contact, "lyngvik")
        council = next(forum for forum in forums_of(contact, lyngvik) if forum.is_council)
        for forum in (None, council.pk):
            say_legal_basis(
                actor=contact, cooperation_id=lyngvik.pk, provisions=list(POLICE_DUTIES), forum_id=forum
            )


def _cards(people: dict[str, Actor]) -> None:
    lyngvik = cooperation_visible_to(people["slt"], "lyngvik")
    for who, service, mandate, can, cannot, how, whom in CARDS:
        with on(today() - 20 * WEEK, people[who]) as actor:
            write_card(actor=actor, cooperation_id=lyngvik.pk, service=service, mandate=mandate, can_share=can,
                       cannot_share=cannot, how_we_decide=how, ask_whom=whom)  # fmt: skip


def _shared(people: dict[str, Actor]) -> None:
    """One thing for the parties, one for those it names, both read; and a reason that comes again."""
    police, town = people["politikontakt"], people["slt"]
    lyngvik = cooperation_visible_to(town, "lyngvik")
    with on(today() - 8 * WEEK, police):
        evenings = share(
            actor=police, theme="Uro ved busstasjonen", sensitivity="internal",
            text="Det er mer uro ved busstasjonen fredager mellom 21 og 24, mest når bussene er forsinket.",
            purpose="Tiltakene i sentrum til vinteren", kept_until=today() + timedelta(days=365), cooperation_id=lyngvik.pk,
            receiver="municipality", basis=BASIS,
        )  # fmt: skip
        scooters = share(
            actor=police, theme="Planlagte kontroller av mopeder", sensitivity="confidential",
            text="Vi kontrollerer mopeder ved skolene i uke 48 og 49.",
            purpose="Skolene forbereder foreldrene", kept_until=today() + timedelta(days=120),
            recipients=[post for post in (town.post,) if post], cooperation_id=lyngvik.pk,
            receiver="municipality", basis=BASIS,
        )  # fmt: skip
    with on(today() - 7 * WEEK, town):
        for one in (evenings, scooters):
            open_shared(actor=town, shared_id=one.pk)
    for number, (service, reason) in enumerate(OBSTACLES):
        with on(today() - (24 - 3 * number) * WEEK, town):
            note_obstacle(actor=town, cooperation_id=lyngvik.pk, service=service, reason=reason)


def _days(people: dict[str, Actor], places: Places) -> None:
    """Where the contact was, whom it has met, the bylaws, and more lines of the directory."""
    contact, town, chief = people["politikontakt"], people["slt"], people["enhetsleder"]
    assert contact.appointment
    lyngvik = places.lyngvik.pk
    mine = {"appointment_id": contact.appointment, "organisation_id": lyngvik}
    for weeks, occasion, partner in (
        (1, "office", "leaders"),
        (2, "visit", "schools"),
        (5, "meeting", "services"),
    ):
        with on(today() - weeks * WEEK, contact):
            note_presence(actor=contact, occasion=occasion, partner=partner, on=today(), **mine)
    with on(today() - 30 * WEEK, contact):
        for to in ("leaders", "schools", "services"):
            introduce_contact(actor=contact, to=to, on=today(), **mine)
    with on(today() - 40 * WEEK, town):
        adopt_bylaws(
            actor=town,
            body="council",
            adopted_on=date(2019, 6, 13),
            confirmed_on=date(2019, 9, 2),
            organisation_id=lyngvik,
        )
        review_bylaws(actor=town, on=today(), organisation_id=lyngvik)
    with on(today() - 4 * WEEK, town):
        for kind, mailbox in MORE_OF_LYNGVIK.items():
            set_entry(
                actor=town,
                owner_id=places.lyngvik.pk,
                kind=kind,
                email=f"{mailbox}@lyngvik.test",
            )
    with on(today() - 8 * WEEK, chief):
        set_entry(actor=chief, owner_id=places.north.pk, kind="risk_assessment", email="partnervold@politi.test",
                  trained_on=today() - 10 * WEEK)  # fmt: skip
