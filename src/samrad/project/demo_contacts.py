"""The demo's police contacts: who covers what in Nordre, one post that stands empty, one with four municipalities, and whom to ask."""

from datetime import date, timedelta

from samrad.contacts.commands.assignments import ask_for_approval, assign_contact, district_of
from samrad.contacts.commands.directory import set_entry
from samrad.contacts.commands.division import begin_division, confirm_division
from samrad.contacts.commands.enquiries import ask_for_advice, give_advice
from samrad.contacts.commands.expectations import answer_expectation, ask_for_expectations, state_expectation
from samrad.contacts.commands.starting import (
    clarify_authority,
    confirm_terms,
    follow_start,
    introduce_contact,
    publish_terms,
    state_share,
)
from samrad.cooperation.commands import open_municipal_cooperations
from samrad.cooperation.queries import cooperation_visible_to
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.parties.commands import appoint, create_post, merge_municipalities, register_organisation
from samrad.parties.fictional import SINCE, SOURCE, Places
from samrad.parties.models import Appointment, Organisation, Person, Post
from samrad.parties.queries import municipality
from samrad.project.demo_story import on

MONTH = timedelta(days=30)
TERMS = (
    "Kontakten er i hver av sine kommuner minst hver fjortende dag.\n"
    "Kontakten får opplæring det første halvåret, en fadder og to samtaler med leder.\n"
    "Kontakten deltar i nettverket for politikontakter, og svarer til enhetslederen."
)
OF_POLICE = (
    ("police_contact", "politikontakt.nordre@politi.test", ""),
    ("prevention", "forebyggende@politi.test", ""),
    ("business", "naering.nordre@politi.test", ""),
    ("close_relations", "familievold@politi.test", ""),
    ("radicalisation", "radikalisering@politi.test", ""),
    ("net_patrol", "nettpatrulje@politi.test", ""),
    ("preparedness", "", "02800"),
    ("victims", "stottesenter@politi.test", ""),
    ("childrens_house", "barnehus@politi.test", ""),
)
OF_LYNGVIK = (
    ("slt", "slt@lyngvik.test"),
    ("child_welfare", "barnevern@lyngvik.test"),
    ("health", "helsestasjon@lyngvik.test"),
    ("out_of_hours", "legevakt@lyngvik.test"),
    ("kindergartens", "barnehage@lyngvik.test"),
    ("schools", "skole@lyngvik.test"),
    ("youth", "ungdom@lyngvik.test"),
    ("substance_use", "rus@lyngvik.test"),
    ("licences", "skjenking@lyngvik.test"),
    ("municipal_preparedness", "beredskap@lyngvik.test"),
)
TOGETHER = {
    "child_welfare": "Politikontakten og lederen for barnevernet møtes hver måned og ser på hvordan samarbeidet går.",
    "schools": "Politiet er med på foreldremøtet i åttende, og skolene ringer politikontakten når de trenger råd.",
}
BY_OTHERS = {"child_welfare": ("intermunicipal", "Fjordane barnevern")}


def build_contacts(people: dict[str, Actor], places: Places) -> None:
    """Fill Nordre politidistrikt's page of contacts, and the page of whom to ask in Lyngvik."""
    machine, chief = Actor.system("demo"), people["enhetsleder"]
    year = today().year if today() >= date(today().year, 7, 1) else today().year - 1
    towns = _towns(machine, places)
    east = _post(machine, places, "Politikontakt øst")
    fell = _post(machine, places, "Politikontakt fjell")
    with on(date(year - 1, 9, 1), chief):
        for post, own in ((east, ("indre", "ytre", "skogly", "havnes")), (fell, ("fjellro",))):
            for name in own:
                assign_contact(
                    actor=chief, post_id=post.pk, organisation_id=towns[name].pk, valid_from=today()
                )
    merge_municipalities(actor=machine, before=[towns["indre"], towns["ytre"]], name="Øyvær", on=date(year, 7, 1),
                         official_name="Øyvær kommune", source=SOURCE)  # fmt: skip
    open_municipal_cooperations(actor=machine)
    new = _holders(machine, east, fell)
    _terms_and_starts(people, new)
    with on(today() - MONTH, chief):
        fossvik = municipality("fossvik")
        assign_contact(actor=chief, post_id=east.pk, organisation_id=fossvik.pk, valid_from=today())
    with on(today() - timedelta(days=9), chief):
        ask_for_approval(actor=chief, post_id=east.pk)
    _expectations(people)
    _advice(people)
    _directory(people, places)


def _towns(machine: Actor, places: Places) -> dict[str, Organisation]:
    """More invented municipalities in the district; two of them go together in the middle of the year."""
    found = {"havnes": municipality("havnes")}
    for key, name, population, at in (
        ("indre", "Indre Øyvær", 900, (25, 31)),
        ("ytre", "Ytre Øyvær", 1_400, (27, 31)),
        ("skogly", "Skogly", 2_300, (26, 31)),
        ("fjellro", "Fjellro", 1_800, (27, 30)),
    ):
        found[key] = register_organisation(
            actor=machine, kind=Organisation.Kind.MUNICIPALITY, name=name, official_name=f"{name} kommune",
            sector=Organisation.Sector.MUNICIPAL, source=SOURCE, is_fictional=True, valid_from=SINCE,
            district=places.north, county=places.county, language="nb", population=population, centrality=6,
            tile_x=at[0], tile_y=at[1],
        )  # fmt: skip
    return found


def _post(machine: Actor, places: Places, title: str) -> Post:
    return create_post(actor=machine, organisation=places.unit, function=Post.Function.POLICE_CONTACT, title=title,
                       power=Post.Power.COORDINATOR, acts_for=places.north)  # fmt: skip


def _holders(machine: Actor, east: Post, fell: Post) -> Appointment:
    """A fortnight in which the old and the new both hold the post, and a post that has stood empty since last month."""
    berit, anders, turid = (
        Person.objects.create(name=name, is_fictional=True)
        for name in ("Berit Lunde", "Anders Myhre", "Turid Aune")
    )
    begun = today() - 3 * MONTH
    appoint(actor=machine, person=berit, post=east, valid_from=SINCE, valid_to=begun + timedelta(days=14))
    appoint(actor=machine, person=turid, post=fell, valid_from=SINCE, valid_to=today() - MONTH)
    return appoint(actor=machine, person=anders, post=east, valid_from=begun)


def _terms_and_starts(people: dict[str, Actor], new: Appointment) -> None:
    """One has found their way, one is new."""
    chief, contact = people["enhetsleder"], people["politikontakt"]
    assert contact.appointment and contact.post
    decides = {"own_time": "contact", "tasks": "contact", "attend": "contact", "knowledge": "contact",
               "others_time": "head", "agreement": "both"}  # fmt: skip
    district = district_of(Post.objects.get(pk=contact.post))
    with on(today() - 11 * MONTH, chief):
        publish_terms(actor=chief, district_id=district, text=TERMS)
        state_share(actor=chief, appointment_id=contact.appointment, share=100)
        clarify_authority(
            actor=chief, appointment_id=contact.appointment, on=date(2018, 1, 8), decides=decides
        )
        begun = begin_division(actor=chief, district_id=district)
    with on(today() - 10 * MONTH, contact):
        confirm_terms(actor=contact, district_id=district, number=1)
        confirm_division(actor=contact, district_id=district, seen=begun.version)
    with on(today() - 2 * MONTH, chief):
        state_share(actor=chief, appointment_id=new.pk, share=80)
        follow_start(
            actor=chief,
            appointment_id=new.pk,
            mentor_id=contact.post,
            mentor_on=new.valid_from,
            training_on=None,
            first_talk_on=today(),
            second_talk_on=None,
            seen=1,
        )
        introduce_contact(
            actor=chief,
            appointment_id=new.pk,
            organisation_id=municipality("havnes").pk,
            to="leaders",
            on=today(),
        )


def _expectations(people: dict[str, Actor]) -> None:
    """Lyngvik is asked, says two things, and has an answer to the first."""
    mayor, coordinator, contact = people["ordforer"], people["slt"], people["politikontakt"]
    with on(today() - 6 * MONTH, contact):
        lyngvik = cooperation_visible_to(contact, "lyngvik")
        ask_for_expectations(actor=contact, cooperation_id=lyngvik.pk)
    with on(today() - 5 * MONTH, mayor):
        text = "Vi ønsker en fast dag på rådhuset, så folk vet når de kan treffe kontakten."
        first = state_expectation(actor=mayor, cooperation_id=lyngvik.pk, text=text)
    with on(today() - 5 * MONTH + timedelta(days=8), contact):
        answer = "Kontakten er på rådhuset hver tirsdag. Faller dagen ut, får dere vite det uken før."
        answer_expectation(actor=contact, expectation_id=first.pk, answer=answer, seen=1)
    with on(today() - timedelta(days=12), coordinator):
        text = "Kontakten bør kjenne dem som arbeider med ungdom i sentrum."
        state_expectation(actor=coordinator, cooperation_id=lyngvik.pk, text=text)


def _advice(people: dict[str, Actor]) -> None:
    """One question with its advice, one that waits, and one that a business rang about."""
    mayor, coordinator, contact = people["ordforer"], people["slt"], people["politikontakt"]
    with on(today() - 2 * MONTH, coordinator):
        lyngvik = cooperation_visible_to(coordinator, "lyngvik")
        text = "Hvordan får vi utestedene med på roligere netter i sentrum?"
        first = ask_for_advice(
            actor=coordinator,
            cooperation_id=lyngvik.pk,
            function="police_contact",
            theme="public_places",
            text=text,
        )
    with on(today() - 2 * MONTH + timedelta(days=4), contact):
        answer = (
            "Begynn med opplæring av dem som skjenker, og et fast møte hver måned. Vi stiller på det første."
        )
        give_advice(actor=contact, enquiry_id=first.pk, answer=answer, method="responsible_service", seen=1)
    with on(today() - timedelta(days=20), contact):
        text = "En entreprenør lurer på hvordan kommunen sjekker dem den kjøper av."
        ask_for_advice(
            actor=contact,
            cooperation_id=lyngvik.pk,
            function="business",
            theme="work_crime",
            asker="business",
            text=text,
        )
    with on(today() - timedelta(days=5), mayor):
        text = "Hva bør vi si til foreldre om svindel på nett?"
        ask_for_advice(
            actor=mayor, cooperation_id=lyngvik.pk, function="net_patrol", theme="online", text=text
        )


def _directory(people: dict[str, Actor], places: Places) -> None:
    chief, coordinator = people["enhetsleder"], people["slt"]
    with on(today() - 2 * MONTH, chief):
        for kind, email, phone in OF_POLICE:
            set_entry(actor=chief, owner_id=places.north.pk, kind=kind, email=email, phone=phone)
        set_entry(actor=chief, owner_id=places.north.pk, kind="police_contact", town_id=places.lyngvik.pk,
                  email="politikontakt.lyngvik@politi.test")  # fmt: skip
    with on(today() - MONTH, coordinator):
        for kind, email in OF_LYNGVIK:
            delivery, provider = BY_OTHERS.get(kind, ("own", ""))
            set_entry(actor=coordinator, owner_id=places.lyngvik.pk, kind=kind, email=email,
                      delivery=delivery, provider=provider, works_together=TOGETHER.get(kind, ""),
                      has_case_work=kind in {"child_welfare", "schools", "out_of_hours"})  # fmt: skip
