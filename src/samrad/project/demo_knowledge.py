"""The demo's knowledge: what Lyngvik's council has ordered and been given, a picture a decision rests on, one that is open, and two choices."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from samrad.cooperation import wall
from samrad.cooperation.queries import cooperation_visible_to
from samrad.forums.models import Forum
from samrad.forums.queries import forums_of
from samrad.kernel.clock import OSLO, today
from samrad.knowledge.commands.contributions import (
    Given,
    Release,
    hand_over_contribution,
    write_contribution,
)
from samrad.knowledge.commands.freezing import rest_decision_on
from samrad.knowledge.commands.pictures import (
    begin_picture,
    choose_contribution,
    choose_figures,
    confirm_problem,
    propose_problem,
    write_view,
)
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
from samrad.knowledge.models import KnowledgeRequest, Prioritisation, Score
from samrad.knowledge.queries.pictures import decisions_to_rest
from samrad.knowledge.queries.priorities import prioritisation_visible_to
from samrad.meetings.models import Meeting
from samrad.meetings.queries.meetings import meetings_of
from samrad.parties.actor import Actor
from samrad.parties.fictional import Places
from samrad.project.demo_story import on

DAY, YEAR = timedelta(days=1), timedelta(days=365)
SUM, VIOLENCE, TRAFFIC = (
    f"{code}/AnmeldteLovbrudd" for code in ("1AAAAA-9ZZZZz", "4AAAAA-4ZZZZz", "8AAAAA-8ZZZZz")
)
OPEN = "Opplysningene er ikke taushetsbelagte, og ingen kan kjennes igjen."
NIGHT = Given(
    "crime", "Uro i sentrum fredag og lørdag",
    "Det meldes om mer uro mellom stasjonen og torget enn i fjor, mest mellom klokka 22 og 02. Det roer seg når voksne er ute.",
    "Straffesaksregisteret og operasjonssentralens logg, talt opp i grupper",
    "Oppdrag om uro, fredag; 2025; 64\nOppdrag om uro, lørdag; 2025; 41\nOppdrag om uro, søndag; 2025; 4",
)  # fmt: skip
YOUTH = Given(
    "social", "Det ungdommene selv sier",
    "Flere enn før sier at de mangler et sted å være på kveldstid. De fleste trives på skolen.",
    "Ungdomsundersøkelsen og samtaler med ungdomsrådet",
    "Ungdommer i utekontaktens tilbud; 2024; 118\nUngdommer i utekontaktens tilbud; 2025; 142",
)  # fmt: skip
ROADS = Given(
    "needs", "Hvor foreldrene er urolige", "Foreldrene peker på fem steder der barn krysser veien uten gangfelt.",
    "Møter med foreldreutvalgene ved tre skoler",
)  # fmt: skip
FORECAST = Given(
    "crime", "Salg av rusmidler i digitale kanaler",
    "Salget flytter seg fra steder til kanaler på nett. Det ventes å øke det neste året.",
    "Strategisk analyse for distriktet", "", True, True, "middels sikkert",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """Who is at work, and where."""

    people: dict[str, Actor]
    council: Forum
    town: UUID
    cooperation: UUID
    meetings: list[Meeting]

    def day_of(self, number: int) -> tuple[Meeting, int]:
        """One of the council's meetings, the newest first, and how many days ago it was."""
        meeting = self.meetings[number]
        return meeting, (today() - meeting.starts_at.astimezone(OSLO).date()).days


def build_knowledge(people: dict[str, Actor], places: Places) -> None:
    """Tell of a year. Expects the council and its meetings to be there."""
    with wall.acting(people["slt"]) as slt:
        lyngvik = cooperation_visible_to(slt, places.lyngvik.slug)
        council = next(forum for forum in forums_of(slt, lyngvik) if forum.is_council)
        told = Told(people, council, places.lyngvik.pk, lyngvik.pk, meetings_of(slt, council))
    _last_spring(told)
    _this_winter(told)
    _chosen(told)
    _under_way(told)


def _give(
    told: Told, who: str, request: KnowledgeRequest, given: Given, ago: int, publish: bool = True
) -> UUID:
    with on(today() - ago * DAY, told.people[who]) as actor:
        assert actor.post
        draft = write_contribution(actor=actor, request_id=request.pk, given=given, confirmed=True)
        release = Release(actor.post, today(), OPEN, publish)
        hand_over_contribution(actor=actor, contribution_id=draft.pk, release=release, seen=1, confirmed=True)
        return draft.pk


def _last_spring(told: Told) -> None:
    """Ordered before the spring meeting, given by both, and frozen when the council decided."""
    slt, contact = told.people["slt"], told.people["politikontakt"]
    meeting, ago = told.day_of(-1)
    with on(today() - (ago + 35) * DAY, slt):
        order = Order("Hvordan har ungdom det i sentrum?", "Grunnlag for å velge årets satsingsområder.",
                      today() + 21 * DAY, "Tall og erfaringer fra det siste året.", meeting.pk)  # fmt: skip
        request = order_knowledge(actor=slt, forum_id=told.council.pk, order=order)
    given = [
        _give(told, "slt", request, YOUTH, ago + 20),
        _give(told, "politikontakt", request, NIGHT, ago + 16),
    ]
    with on(today() - (ago + 12) * DAY, slt):
        picture = begin_picture(actor=slt, forum_id=told.council.pk, title="Ungdom i sentrum på kveldstid")
        for contribution in given:
            choose_contribution(actor=slt, picture_id=picture.pk, contribution_id=contribution)
        for code in (SUM, VIOLENCE):
            choose_figures(actor=slt, picture_id=picture.pk, town_id=told.town, code=code)
        text = "Ungdom samles mellom stasjonen og torget på kveldstid fordi de mangler et annet sted å være. Uroen øker når få voksne er til stede."
        propose_problem(actor=slt, picture_id=picture.pk, text=text, seen=0)
    with on(today() - (ago + 8) * DAY, contact):
        confirm_problem(actor=contact, picture_id=picture.pk, seen=1)
        view = "Vi ser at uroen også følger stengetiden, ikke bare ungdommene."
        write_view(actor=contact, picture_id=picture.pk, text=view, share=True, seen=0)
    with on(today() - ago * DAY, slt):
        decision = next(
            row for row in decisions_to_rest(told.council) if row.item.title == "Satsingsområder for året"
        )
        rest_decision_on(actor=slt, picture_id=picture.pk, item_id=decision.item_id)


def _this_winter(told: Told) -> None:
    """Ordered for the next meeting: the police have given theirs, the municipality is writing; a picture is begun."""
    slt, contact, mayor = (told.people[name] for name in ("slt", "politikontakt", "ordforer"))
    ahead, ago = told.day_of(1)
    with on(today() - 12 * DAY, mayor):
        order = Order("Rusmidler blant unge", "Rådet skal drøfte om tiltakene treffer.", today() + (12 - ago - 4) * DAY,
                      "Hva vet politiet, skolene, helsetjenesten og utekontakten?", ahead.pk)  # fmt: skip
        request = order_knowledge(actor=mayor, forum_id=told.council.pk, order=order)
    with on(today() - 5 * DAY, contact):
        process = Process("measures", "Salg av rusmidler i digitale kanaler", today() - 40 * DAY, True,
                          "Skolene og utekontakten er med på tiltakene.", today() - 33 * DAY,
                          "Møte mellom politikontakten og SLT-koordinatoren", request_id=request.pk)  # fmt: skip
        register_process(actor=contact, cooperation_id=told.cooperation, process=process)
    forecast = replace(FORECAST, valid_to=today() + YEAR)
    first = _give(told, "politikontakt", request, forecast, 4, publish=False)
    with on(today() - 2 * DAY, slt):
        draft = Given(
            "experience",
            "Erfaringer fra utekontakten",
            "Utekontakten møter flere som spør om hjelp til å slutte.",
        )
        write_contribution(actor=slt, request_id=request.pk, given=draft)
        traffic = Order("Trygg skolevei", "Oppfølging av vedtaket fra i vår.", today() + 60 * DAY)
        roads = order_knowledge(actor=slt, forum_id=told.council.pk, order=traffic)
        picture = begin_picture(actor=slt, forum_id=told.council.pk, title="Rusmidler blant unge")
        choose_contribution(actor=slt, picture_id=picture.pk, contribution_id=first)
        choose_figures(actor=slt, picture_id=picture.pk, town_id=told.town, code=TRAFFIC)
        text = "Rusmidler er lettere å få tak i for unge enn før, og mye av salget skjer der voksne ikke ser det."
        propose_problem(actor=slt, picture_id=picture.pk, text=text, seen=0)
    _give(told, "slt", roads, ROADS, 0)


def _score(told: Told, who: str, choice: Prioritisation, values: str, ago: int) -> None:
    """A digit for each candidate, given on every point."""
    with on(today() - ago * DAY, told.people[who]) as actor:
        rows = prioritisation_visible_to(actor, choice.pk).candidates.all()
        scores = {
            row.pk: {
                name: max(1, int(value) - index % 2) for index, name in enumerate(Score.Criterion.values)
            }
            for row, value in zip(rows, values, strict=True)
        }
        score_candidates(actor=actor, prioritisation_id=choice.pk, scores=scores)
        hand_in_scores(actor=actor, prioritisation_id=choice.pk)


def _chosen(told: Told) -> None:
    """Made a while ago: two chosen, the rest on the later list."""
    mayor, chief = told.people["ordforer"], told.people["enhetsleder"]
    with on(today() - 280 * DAY, mayor):
        choice = begin_prioritisation(
            actor=mayor, forum_id=told.council.pk, title="Satsingsområder for året",
            codes=("public_places", "traffic", "substances", "close_relations"), names=("Hærverk ved stasjonen",),
        )  # fmt: skip
    _score(told, "slt", choice, "54432", 270)
    _score(told, "politikontakt", choice, "53542", 268)
    with on(today() - 262 * DAY, mayor):
        reasons = {
            0: "Flest er urolige for dette, og begge har tiltak som virker.",
            1: "Foreldre og skoler ber om det, og det koster lite.",
        }
        rows = prioritisation_visible_to(mayor, choice.pk).candidates.all()
        placed = {
            row.pk: Placed(True, reasons[row.position])
            if row.position in reasons
            else Placed(False, "", today() + YEAR)
            for row in rows
        }
        propose_choice(actor=mayor, prioritisation_id=choice.pk, placed=placed, seen=0)
    with on(today() - 258 * DAY, chief):
        confirm_choice(actor=chief, prioritisation_id=choice.pk, seen=1)


def _under_way(told: Told) -> None:
    """Begun this autumn: the municipality has scored, the police have not."""
    slt = told.people["slt"]
    with on(today() - 9 * DAY, slt):
        choice = begin_prioritisation(
            actor=slt, forum_id=told.council.pk, title="Satsingsområder de neste fire årene",
            codes=("public_places", "young_people", "substances", "online", "hate"), names=("Mopeder på gangveiene",),
        )  # fmt: skip
    _score(told, "slt", choice, "345241", 6)
