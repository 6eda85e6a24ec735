"""The other cooperations of the demo: Storvik and Søndre in nynorsk, a region, a county and a school."""

from datetime import date, timedelta
from uuid import UUID

from samrad.agreements.commands.drafting import set_terms
from samrad.agreements.queries.frames import frames_for
from samrad.cooperation.commands import answer_offer, found_cooperation, make_offer, state_choice
from samrad.cooperation.queries import cooperation_visible_to
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.parties.fictional import Places
from samrad.parties.models import Organisation
from samrad.project.demo_story import (
    Yes,
    accept_rest,
    approve,
    draft,
    freeze,
    hand_over,
    on,
    reword,
    rows_of,
    sign_and_seal,
)

GOALS = (
    "- Barn og unge skal ha trygge stader å vere.\n"
    "- Den som er utsett for vald, skal få hjelp tidleg.\n"
    "- Innbyggjarane skal vite kven dei kan vende seg til."
)
OWN_GOALS = (
    "- Førebygging av kriminalitet blant barn og unge.\n"
    "- Trygg ferdsel langs fjordvegen.\n"
    "- Vern mot vald i nære relasjonar."
)


def tell(people: dict[str, Actor], places: Places, havnes: Organisation, fossvik: Actor) -> None:
    year = today().year
    _storvik(people, places, year)
    _region(people, places, havnes, fossvik, year)
    _county(people, places, year)
    _school(people, places, year)


def _storvik(people: dict[str, Actor], places: Places, year: int) -> None:
    """An agreement in force, and an invitation to a police council that waits for its answer."""
    town, police, then = people["nabokommune"], people["nabopoliti"], year - 2
    cooperation = _offered(people, places, date(then, 4, 9))
    agreement = draft(date(then, 8, 28), town, "storvik", (date(year - 1, 1, 1), date(year + 2, 12, 31)))
    with on(date(then, 8, 30), town):
        rows = rows_of(town, agreement.pk)
        reword(town, rows["goals"], GOALS, OWN_GOALS)
        reword(town, rows["council"], "minst to gonger", "tre gonger")
        set_terms(actor=town, agreement_id=agreement.pk, valid_from=agreement.valid_from,
                  valid_to=agreement.valid_to, evaluation_due_on=date(year + 1, 3, 31),
                  revision_due_on=date(year + 1, 10, 1), scope="whole", seen=agreement.version)  # fmt: skip
    hand_over(date(then, 9, 2), town, agreement.pk, "Her er framlegget vårt.")
    with on(date(then, 9, 24), police):
        reword(police, rows_of(police, agreement.pk)["police_services"], "med ein kjend kontakt",
               "med kontordag på rådhuset kvar tysdag", "Då veit folk kvar dei finn oss.")  # fmt: skip
    accept_rest(date(then, 9, 26), police, agreement.pk)
    accept_rest(date(then, 10, 7), town, agreement.pk)
    version = freeze(date(then, 10, 15), police, agreement.pk, "Ferdig framforhandla")
    approve(
        version,
        Yes(police, date(then, 10, 22)),
        Yes(town, date(then, 12, 5), "Kommunestyret", f"88/{then % 100}"),
    )
    sign_and_seal(version, date(then, 12, 12), town, police)
    with on(today() - timedelta(days=15), police):
        make_offer(actor=police, cooperation_id=cooperation, matter="council", channel="meeting",
                   organisation_id=places.storvik.pk, offered_on=today(),
                   words="Vil de ha eit politiråd, så stiller vi gjerne.")  # fmt: skip


def _offered(people: dict[str, Actor], places: Places, day: date) -> UUID:
    with on(day, people["nabopoliti"]) as police:
        cooperation = cooperation_visible_to(police, "storvik")
        offer = make_offer(actor=police, cooperation_id=cooperation.pk, matter="agreement", channel="letter",
                           organisation_id=places.storvik.pk, offered_on=day,
                           words="Vi vil gjerne lage ein avtale saman med dykk.")  # fmt: skip
    with on(day + timedelta(days=30), people["nabokommune"]) as town:
        answer_offer(actor=town, offer_id=offer.pk, reply="yes", words="Ja, gjerne.", seen=1)
        state_choice(actor=town, organisation_id=places.storvik.pk, matter="slt", status="another_way")
    return cooperation.pk


def _region(
    people: dict[str, Actor], places: Places, havnes: Organisation, fossvik: Actor, year: int
) -> None:
    """Three municipalities and their district: Lyngvik has put a text forward, Fossvik and the police have said yes, Havnes thinks."""
    town, police = people["ordforer"], people["politikontakt"]
    founded = today() - timedelta(days=40)
    with on(founded, town):
        assert fossvik.organisation
        houses = [places.lyngvik.pk, havnes.pk, fossvik.organisation, places.north.pk]
        region = found_cooperation(
            actor=town, kind="regional", organisations=houses, name="Fjordregionen", language="nb"
        )
    term = (date(year + 1, 1, 1), date(year + 4, 12, 31))
    agreement = draft(founded + timedelta(days=3), town, region.slug, term)
    hand_over(
        founded + timedelta(days=5),
        town,
        agreement.pk,
        "Ungdommen reiser mellom oss. La oss gjøre det samme.",
    )
    accept_rest(founded + timedelta(days=14), fossvik, agreement.pk)
    accept_rest(founded + timedelta(days=20), police, agreement.pk)


def _county(people: dict[str, Actor], places: Places, year: int) -> None:
    """The county and the district: a frame for school agreements. V-3-k."""
    county, police, then = people["fylke"], people["enhetsleder"], year - 1
    with on(date(then, 1, 15), county):
        made = found_cooperation(actor=county, kind="county", organisations=[places.county.pk, places.north.pk],
                                 name="Ytre Fjordane og Nordre", language="nb")  # fmt: skip
    agreement = draft(date(then, 2, 3), county, made.slug, (date(then, 8, 1), date(year + 2, 7, 31)))
    with on(date(then, 2, 5), county):
        set_terms(actor=county, agreement_id=agreement.pk, valid_from=agreement.valid_from,
                  valid_to=agreement.valid_to, evaluation_due_on=date(year + 1, 6, 1),
                  revision_due_on=date(year + 1, 12, 1), scope="whole", seen=agreement.version)  # fmt: skip
    hand_over(date(then, 2, 10), county, agreement.pk)
    accept_rest(date(then, 3, 4), police, agreement.pk)
    version = freeze(date(then, 3, 10), county, agreement.pk, "Ramme for skolene")
    approve(version, Yes(county, date(then, 3, 20)), Yes(police, date(then, 3, 21)))
    sign_and_seal(version, date(then, 4, 2), county, police)


def _school(people: dict[str, Actor], places: Places, year: int) -> None:
    """The school and the police unit, inside the county's frame: the school has the next move."""
    school, police = people["skole"], people["politikontakt"]
    founded = today() - timedelta(days=30)
    with on(founded, school):
        made = found_cooperation(actor=school, kind="school", organisations=[places.school.pk, places.unit.pk],
                                 name="Lyngvik videregående og politiet", language="nb")  # fmt: skip
        frame = frames_for(made)[0].pk
    agreement = draft(founded + timedelta(days=2), school, made.slug,
                      (date(year + 1, 1, 1), date(year + 2, 6, 30)), frame_id=frame)  # fmt: skip
    hand_over(founded + timedelta(days=6), school, agreement.pk, "Vi vil gjerne ha dette på plass til våren.")
    with on(founded + timedelta(days=18), police):
        reword(police, rows_of(police, agreement.pk)["prevention"], "minst én gang i halvåret", "hver måned",
               "Da blir det enklere å ta kontakt før noe skjer.")  # fmt: skip
    accept_rest(founded + timedelta(days=18), police, agreement.pk)
