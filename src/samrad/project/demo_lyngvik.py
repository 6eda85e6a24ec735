"""Lyngvik and Nordre: an agreement that runs out this year, the ones before it, and the negotiation of the next."""

from datetime import date, timedelta
from uuid import UUID

from samrad.agreements.commands.drafting import set_terms
from samrad.agreements.commands.finishing import reopen_agreement
from samrad.agreements.commands.history import register_former_agreement
from samrad.agreements.commands.living import answer_revision, ask_for_revision
from samrad.agreements.commands.proposing import add_clause, note_disagreement
from samrad.agreements.commands.rounds import accept_remaining, hand_over_round
from samrad.agreements.models import Agreement
from samrad.agreements.queries.negotiation import ClauseOnTable
from samrad.cooperation.commands import answer_offer, make_offer, state_choice
from samrad.cooperation.queries import cooperation_visible_to
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.parties.fictional import Places
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
    "- Barn og unge skal ha trygge steder å være.\n"
    "- Den som er utsatt for vold, skal få hjelp tidlig.\n"
    "- Innbyggere skal vite hvem de kan henvende seg til."
)
OWN_GOALS = (
    "- Færre skal falle utenfor etter tiende trinn.\n- Ingen skal bli alvorlig skadd i trafikken ved skolene."
)
THIRD_GOAL = "\n- Den som er utsatt for vold i nære relasjoner, skal få hjelp tidlig."


def tell(people: dict[str, Actor], places: Places) -> None:
    """Everything the two have done together, oldest first."""
    year = today().year
    _offered(people, places, date(year - 3, 8, 21))
    _former(people, date(year - 3, 9, 4))
    running = _made(people, year)
    _next(people, _revised(people, running), year)


def _offered(people: dict[str, Actor], places: Places, day: date) -> None:
    town = places.lyngvik.pk
    with on(day, people["enhetsleder"]) as chief:
        cooperation = cooperation_visible_to(chief, "lyngvik")
        words = "Vi vil gjerne lage en felles avtale med dere, i stedet for de to gamle."
        offer = make_offer(actor=chief, cooperation_id=cooperation.pk, matter="agreement", organisation_id=town,
                           offered_on=day, channel="meeting", words=words)  # fmt: skip
    with on(day + timedelta(days=9), people["ordforer"]) as mayor:
        answer_offer(
            actor=mayor, offer_id=offer.pk, reply="yes", words="Det vil vi gjerne være med på.", seen=1
        )
        for matter, since in (("council", date(2009, 3, 1)), ("slt", date(2014, 8, 1))):
            state_choice(actor=mayor, organisation_id=town, matter=matter, status="in_force", since=since)


def _former(people: dict[str, Actor], day: date) -> None:
    """The two agreements of the kinds that are no longer made. V-3-l."""
    with on(day, people["slt"]) as town:
        cooperation = cooperation_visible_to(town, "lyngvik")
        for kind, first, last in (
            ("former_council", date(2019, 6, 1), date(2023, 12, 31)),
            ("former_service", date(2021, 1, 1), date(2025, 12, 31)),
        ):
            register_former_agreement(
                actor=town, cooperation_id=cooperation.pk, kind=kind, valid_from=first, valid_to=last
            )


def _made(people: dict[str, Actor], year: int) -> Agreement:
    """The agreement of the running term: three rounds, one version that was opened again, and the one that was signed."""
    town, police, then = people["slt"], people["politikontakt"], year - 3
    agreement = draft(date(then, 9, 6), town, "lyngvik", (date(year - 2, 1, 1), date(year, 12, 31)))
    with on(date(then, 9, 11), town):
        reword(town, rows_of(town, agreement.pk)["goals"], GOALS, OWN_GOALS)
        _set(town, agreement, agreement.version, agreement.valid_from, agreement.valid_to, year)
    hand_over(date(then, 9, 14), town, agreement.pk, "Her er et første utkast, laget sammen med skolene.")
    with on(date(then, 10, 3), police):
        rows = rows_of(police, agreement.pk)
        reword(police, rows["police_services"], "med en kjent kontakt", "med en kontakt på rådhuset hver uke",
               "Det er det folk merker.")  # fmt: skip
    accept_rest(date(then, 10, 5), police, agreement.pk)
    accept_rest(date(then, 10, 19), town, agreement.pk, "Godt forslag om rådhuset.")
    first = freeze(date(then, 10, 24), town, agreement.pk, "Til behandling")
    approve(first, Yes(people["enhetsleder"], date(then, 10, 27)))
    with on(date(then, 11, 10), town):
        reason = "Kommunestyret ba om et eget mål om vold i nære relasjoner."
        reopen_agreement(actor=town, agreement_id=agreement.pk, reason=reason)
        reword(town, rows_of(town, agreement.pk)["goals"], OWN_GOALS, OWN_GOALS + THIRD_GOAL, reason)
    hand_over(date(then, 11, 10), town, agreement.pk)
    accept_rest(date(then, 11, 14), police, agreement.pk)
    version = freeze(date(then, 11, 15), town, agreement.pk, "Med kommunestyrets eget mål")
    approve(
        version,
        Yes(people["enhetsleder"], date(then, 11, 20)),
        Yes(people["ordforer"], date(then, 12, 7), "Kommunestyret", f"64/{then % 100}"),
    )
    sign_and_seal(version, date(then, 12, 13), people["kommunedirektor"], people["enhetsleder"])
    return agreement


def _set(actor: Actor, agreement: Agreement, seen: int, first: date, last: date, looked_at: int) -> None:
    """The dates of an agreement: looked at again in September, and evaluated in December of a year."""
    set_terms(actor=actor, agreement_id=agreement.pk, valid_from=first, valid_to=last,
              revision_due_on=date(looked_at, 9, 1), evaluation_due_on=date(looked_at, 12, 10),
              scope="whole", seen=seen)  # fmt: skip


def moments() -> list[date]:
    """Six days from early in the autumn until now, or since New Year where the year is young."""
    day = today()
    first = max(date(day.year, 1, 2), day - timedelta(days=84))
    return [first + (day - first) * step // 6 for step in range(6)]


def _revised(people: dict[str, Actor], running: Agreement) -> Agreement:
    """Lyngvik asks, the police say yes, and the next agreement starts from this one. A-gyld-b."""
    asked, answered, *_rest = moments()
    with on(asked, people["slt"]) as town:
        why = "Avtalen går ut ved nyttår. Vi vil ha flere møter i politirådet og noe om ungdomsmiljøet i sentrum."
        request = ask_for_revision(actor=town, agreement_id=running.pk, reason=why)
    with on(answered, people["politikontakt"]) as police:
        made = answer_revision(
            actor=police, request_id=request.pk, reply="yes", reason="Det passer oss godt."
        )
    assert made
    return made


def _next(people: dict[str, Actor], agreement: Agreement, year: int) -> None:
    """Three rounds: the police have the next move, on one clause."""
    town, police, start = people["slt"], people["politikontakt"], year + 1
    _asked, _answered, first, second, third, _now = moments()
    with on(first, town):
        rows = rows_of(town, agreement.pk)
        reword(town, rows["council"], "minst to ganger", "fire ganger",
               "To møter ga for lang tid mellom beslutning og oppfølging.")  # fmt: skip
        add_clause(actor=town, agreement_id=agreement.pk, after=rows["goals"].clause.pk, kind="obligation",
                   heading="Ungdomsmiljøet i sentrum", reason="Dette kom fram i høstens møte med ungdomsrådet.",
                   text="Kommunen har voksne ute i sentrum fredag og lørdag kveld. Politiet er tilgjengelig for dem på telefon.")  # fmt: skip
        _four_years(town, agreement, rows["validity"], start)
        hand_over_round(actor=town, agreement_id=agreement.pk, message="Dette er det vi vil endre.")
    with on(second, police):
        _answer(police, agreement.pk, start)
    with on(third, town):
        reword(town, rows_of(town, agreement.pk)["council"], "tre ganger", "fire ganger",
               "Ett møte hvert kvartal følger budsjettet og gir ingen lange opphold.")  # fmt: skip
        accept_remaining(actor=town, agreement_id=agreement.pk)
        hand_over_round(actor=town, agreement_id=agreement.pk)


def _four_years(town: Actor, agreement: Agreement, row: ClauseOnTable, start: int) -> None:
    """The next term in dates, and in the words of the text."""
    why = "Fire år følger valgperioden."
    reword(town, row, f"fra {start - 3} til {start - 1}", f"fra {start} til {start + 3}", why)
    set_terms(
        actor=town,
        agreement_id=agreement.pk,
        valid_from=date(start, 1, 1),
        valid_to=date(start + 3, 12, 31),
        revision_due_on=date(start + 3, 3, 1),
        evaluation_due_on=date(start + 1, 12, 10),
        scope="whole",
        seen=0,
        reason=why,
    )


def _answer(police: Actor, agreement_id: UUID, start: int) -> None:
    """The police counter, propose, note a disagreement, and accept the rest."""
    rows = rows_of(police, agreement_id)
    reword(police, rows["council"], "fire ganger", "tre ganger", "Tre møter er det vi har folk til.")
    reword(police, rows["police_services"], "med en kontakt på rådhuset hver uke", "med en fast politikontakt",
           "Kontakten møter folk flere steder enn på rådhuset.")  # fmt: skip
    note_disagreement(
        actor=police,
        clause_id=rows["slt"].clause.pk,
        reason="Om politirådet skal være styringsgruppe.",
        look_again_on=date(start, 3, 1),
        seen=0,
    )
    accept_remaining(actor=police, agreement_id=agreement_id)
    hand_over_round(actor=police, agreement_id=agreement_id)
