"""The demo's meetings: a year of Lyngvik's council, with two meetings held, one called and one planned."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from samrad.cooperation import wall
from samrad.cooperation.queries import cooperation_visible_to, living_parties
from samrad.forums.models import Face, Forum
from samrad.forums.queries import forums_of
from samrad.forums.rules import working_day_from
from samrad.kernel import clock
from samrad.meetings.commands.agenda import place_item, propose_item
from samrad.meetings.commands.answering import answer_call, note_delivery
from samrad.meetings.commands.between import coordinate
from samrad.meetings.commands.outcomes import decide, follow_up_task, make_task
from samrad.meetings.commands.planning import call_meeting, plan_meeting
from samrad.meetings.commands.record import approve_minutes, remark_on_minutes, send_minutes
from samrad.meetings.commands.session import close_meeting, note_attendance, open_meeting, write_note
from samrad.meetings.documents import minutes_pdf
from samrad.meetings.models import AgendaItem, Decision, Meeting, Task
from samrad.meetings.queries.clauses import clauses_in_force
from samrad.meetings.queries.meetings import (
    agenda_of,
    attendance_of,
    item_visible_to,
    meeting_visible_to,
    own_call,
)
from samrad.meetings.queries.minutes import minutes_of
from samrad.parties.actor import Actor
from samrad.parties.fictional import Places
from samrad.project.demo_story import on

Kind, Outcome = AgendaItem.Kind, Decision.Outcome
DAY, WEEK = timedelta(days=1), timedelta(days=7)
NINE, ELEVEN = time(9), time(11)
PLACE = "Formannskapssalen, Lyngvik rådhus"
SITTING = ("ordforer", "enhetsleder", "slt", "kommunedirektor", "politikontakt")


@dataclass(frozen=True)
class ToDo:
    """A task: what, who, days from the meeting to the deadline, and what happened to it, days after the meeting."""

    text: str
    owner: str
    days: int
    steps: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True)
class Matter:
    """A matter, who raised it, and what the meeting made of it. `clause` is a word of the clause that it follows up."""

    title: str
    by: str
    kind: str
    background: str
    to_decide: str = ""
    minutes: int = 20
    step: int | None = None
    face: str = Face.PUBLIC
    legal_basis: str = ""
    note: str = ""
    outcome: str = Outcome.DECIDED
    decision: str = ""
    resources: str = ""
    responsible: str = ""
    clause: str = ""
    asks_town: bool = False
    adapts: tuple[str, str] = ("", "")
    tasks: tuple[ToDo, ...] = field(default=())


SPRING = (
    Matter(
        "Satsingsområder for året", "slt", Kind.DECISION,
        "Kunnskapsgrunnlaget peker på ungdomsmiljøet i sentrum og på trafikken ved skolene.",
        "Skal rådet velge disse to som satsingsområder?", 30, step=3,
        note="Partene gikk gjennom kunnskapsgrunnlaget.\n- Det meldes om mer uro i sentrum fredag kveld.\n- Foreldre er urolige for trafikken ved skolene.",
        decision="Rådet satser i år på et trygt sentrum for ungdom og på trygg skolevei.",
        resources="To årsverk i utekontakten og en fast politikontakt.", responsible="kommunedirektor",
        clause="lokale mål",
        tasks=(
            ToDo("Lag plan for voksne ute i sentrum fredag og lørdag kveld", "slt", 42,
                 ((9, "accepted", ""), (30, "reported", "Utkastet er ute hos ungdomsrådet."), (40, "done", "Planen er klar og i bruk."))),
            ToDo("Kartlegg hvor elevene krysser veien", "politikontakt", 60,
                 ((12, "accepted", ""), (55, "done", "Fem steder er kartlagt og lagt inn i kunnskapsgrunnlaget."))),
        ),
    ),
    Matter(
        "Felles informasjon til foreldre", "politikontakt", Kind.DECISION,
        "Skolene får mange spørsmål om elektriske sparkesykler. Kommunen og politiet svarer hver for seg.",
        "Skal vi lage ett felles brev?", 15,
        note="Alle vil ha ett brev. Det skal være kort og uten advarsler.",
        decision="Kommunen og politiet sender ett felles brev til alle foreldre før sommeren.",
        responsible="politikontakt",
        tasks=(ToDo("Skriv det felles brevet til foreldre", "politikontakt", 35,
                    ((5, "accepted", ""), (33, "done", "Brevet er sendt fra skolene."))),),
    ),
    Matter(
        "Tall for anmeldte lovbrudd i fjor", "enhetsleder", Kind.INFORMATION,
        "Politiet legger fram tallene for kommunen, uten små grupper.",
        note="Nivået er som året før. Skadeverk ved skolene har gått ned.", outcome=Outcome.TAKEN_NOTE,
        decision="Rådet tar tallene til orientering.",
    ),
    Matter(
        "Hvordan vi deler varsler om uro", "enhetsleder", Kind.DISCUSSION,
        "Gjelder rutinene mellom vakttelefonen og operasjonssentralen.",
        face=Face.PARTIES, legal_basis="offentleglova § 24",
        note="Rutinene ble gått gjennom. De virker, men nummeret er ikke kjent for alle.",
        decision="Vakttelefonen og operasjonssentralen øver sammen en gang i halvåret.", responsible="enhetsleder",
        tasks=(ToDo("Sett opp den første øvelsen", "enhetsleder", 90,
                    ((20, "accepted", ""), (70, "moved", "Operasjonssentralen flytter."), (150, "done", "Øvelsen er holdt."))),),
    ),
)  # fmt: skip

AUTUMN = (
    Matter(
        "Trygg skolevei ved barneskolen", "politikontakt", Kind.DECISION,
        "Kartleggingen viser fem steder der elever krysser veien utenfor gangfelt.",
        "Hvilke av stedene skal vi gjøre noe med først?", 25, step=4,
        note="Rådet så på kartet. To av stedene ligger ved fylkesvei, og der må fylkeskommunen være med.",
        decision="De tre stedene ved kommunal vei sikres før jul. Fylkeskommunen inviteres om de to andre.", clause="lokale mål",
        resources="Kommunen dekker skilt og merking. Politiet er ved skolene to morgener i uken i november.",
        responsible="kommunedirektor",
        tasks=(
            ToDo("Sett opp skilt og merking på de tre stedene", "kommunedirektor", 75, ((14, "accepted", ""), (40, "reported", "To av tre steder er ferdige."))),
            ToDo("Inviter fylkeskommunen til en befaring", "slt", 30, ((6, "accepted", ""),)),
            ToDo("Vær ved skolene to morgener i uken", "politikontakt", 62, ((10, "accepted", ""),)),
        ),
    ),
    Matter(
        "Flere møter i politirådet", "slt", Kind.FORUM_ORGANISATION,
        "To møter i året gir lang tid mellom beslutning og oppfølging.",
        "Skal rådet møtes oftere fra neste år?", 15,
        note="Alle ønsker flere møter. Antallet forhandles i den nye avtalen.",
        decision="Antallet møter tas inn i forhandlingen om ny avtale.", responsible="ordforer", clause="politiråd",
    ),
    Matter(
        "Erfaringer fra voksne ute i sentrum", "slt", Kind.EXCHANGE,
        "Planen fra vårmøtet har vært i bruk siden sommeren.",
        note="Det er roligere på torget. Uroen har flyttet seg noe mot stasjonen.",
        decision="Ordningen fortsetter ut året og utvides til stasjonen.", responsible="slt",
        adapts=("Flytter én av de faste vaktene til fredag kveld.", ""),
        tasks=(
            ToDo("Utvid ordningen til stasjonen", "slt", 80),
            ToDo("Spør ungdomsrådet hvordan ordningen virker", "ordforer", 95),
        ),
    ),
    Matter(
        "Kunnskapsgrunnlag for neste år", "enhetsleder", Kind.DECISION,
        "Grunnlaget må være klart før rådet velger satsingsområder på nyåret.",
        "Hvem gjør hva fram til nyttår?", 20,
        note="Kommunen skriver om ungdomsmiljøet, politiet om trafikk og anmeldte lovbrudd.",
        decision="Partene lager et felles kunnskapsgrunnlag til neste møte.", responsible="slt",
        tasks=(ToDo("Skriv politiets del av kunnskapsgrunnlaget", "politikontakt", 90, ((20, "accepted", ""),)),),
    ),
)  # fmt: skip

WINTER = (
    Matter(
        "Kunnskapsgrunnlag for neste år", "politikontakt", Kind.DECISION,
        "Kommunens og politiets deler er satt sammen til ett dokument.", "Kan rådet slutte seg til grunnlaget?", 40,
        step=3,
    ),
    Matter("Uro rundt den videregående skolen", "slt", Kind.DISCUSSION,
           "Skolen er med i rådet fra nå av og forteller hva de ser.", minutes=30),
    Matter("Beredskap i julehelgen", "enhetsleder", Kind.INFORMATION,
           "Politiet orienterer om vaktene, kommunen om vakttelefonen.", minutes=15, face=Face.PARTIES,
           legal_basis="offentleglova § 24"),
)  # fmt: skip

RAISED = (
    Matter("Innspill til neste års budsjett", "kommunedirektor", Kind.DISCUSSION,
           "Rådet kan gi innspill før kommunestyret behandler budsjettet."),
    Matter("Folk til voksne ute i sentrum", "politikontakt", Kind.COMMITMENTS,
           "Ordningen ble utvidet til stasjonen i høst. Vi vil vite hvordan kommunen bemanner den til våren.",
           "Hvor mange kvelder setter kommunen av folk?", face=Face.PARTIES, asks_town=True),
    Matter("Skal rådet ha et eget punkt om vold i nære relasjoner?", "ordforer", Kind.FORUM_ORGANISATION,
           "Kommunestyret har bedt om det."),
)  # fmt: skip


def build_meetings(people: dict[str, Actor], places: Places) -> None:
    """Tell the council's year, oldest first. Expects the forums to be there."""
    with wall.acting(people["slt"]) as slt:
        lyngvik = cooperation_visible_to(slt, places.lyngvik.slug)
        council = next(forum for forum in forums_of(slt, lyngvik) if forum.is_council)
    day = clock.today()
    _held(people, council, "Vårmøte i politirådet", working_day_from(day - 36 * WEEK), SPRING)
    _held(people, council, "Høstmøte i politirådet", working_day_from(day - 10 * WEEK), AUTUMN)
    _called(people, council, "Vintermøte i politirådet", working_day_from(day + 17 * DAY))
    _planned(people, council, "Møte om satsingsområder", working_day_from(day + 12 * WEEK))


@contextmanager
def _at(day: date, hour: time, actor: Actor) -> Iterator[Actor]:
    with clock.set_to(datetime.combine(day, hour, clock.OSLO)), wall.acting(actor):
        yield actor


def _held(
    people: dict[str, Actor], council: Forum, title: str, day: date, matters: tuple[Matter, ...]
) -> None:
    """From the plan to the approved minutes, and what came of the tasks."""
    meeting = _agenda(people, council, title, day, matters)
    _call(people, meeting, day - 16 * DAY)
    tasks = _sit(people, meeting, day, matters)
    _approve(people, meeting, day)
    for task, todo in tasks:
        _follow_up(people, task, todo, day)


def _agenda(
    people: dict[str, Actor], council: Forum, title: str, day: date, matters: tuple[Matter, ...]
) -> UUID:
    slt = people["slt"]
    begins, ends = (datetime.combine(day, hour, clock.OSLO) for hour in (NINE, ELEVEN))
    with on(day - 45 * DAY, slt):
        meeting = plan_meeting(
            actor=slt, forum_id=council.pk, title=title, starts_at=begins, ends_at=ends, place=PLACE
        )
    for number, matter in enumerate(matters):
        item = _raise(people, council, matter, day - (38 - number) * DAY)
        with on(day - 22 * DAY, slt):
            place_item(actor=slt, item_id=item, meeting_id=meeting.pk)
    return meeting.pk


def _raise(people: dict[str, Actor], council: Forum, matter: Matter, day: date) -> UUID:
    with on(day, people[matter.by]) as actor:
        item = propose_item(
            actor=actor,
            forum_id=council.pk,
            title=matter.title,
            background=matter.background,
            what_to_decide=matter.to_decide,
            kind=matter.kind,
            step=matter.step,
            time_minutes=matter.minutes,
            face=matter.face,
            legal_basis=matter.legal_basis,
            addressed_to_id=people["slt"].organisation if matter.asks_town else None,
        )
    return item.pk


def _call(people: dict[str, Actor], meeting_id: UUID, day: date, *quiet: str) -> None:
    """Call the forum, and let it reach everybody. Who is quiet has not answered."""
    with on(day, people["slt"]) as slt:
        seen = meeting_visible_to(slt, meeting_id).version
        call_meeting(actor=slt, meeting_id=meeting_id, seen=seen)
    for name in SITTING:
        with on(day, people[name]) as member:
            call = own_call(member, meeting_visible_to(member, meeting_id))
            assert call
            note_delivery(actor=member, recipient_id=call.pk, state="delivered")
            if name not in quiet:
                answer_call(actor=member, recipient_id=call.pk, answer="yes")


def _sit(
    people: dict[str, Actor], meeting_id: UUID, day: date, matters: tuple[Matter, ...]
) -> list[tuple[Task, ToDo]]:
    """The meeting itself: who is there, what is said, decided and given to do."""
    made = []
    with _at(day, NINE, people["slt"]) as slt:
        open_meeting(actor=slt, meeting_id=meeting_id)
        meeting = meeting_visible_to(slt, meeting_id)
        for row in attendance_of(slt, meeting):
            how = "digital" if row.membership.post_id == people["kommunedirektor"].post else "present"
            note_attendance(actor=slt, attendance_id=row.pk, state=how)
        items = {item.title: item.pk for item in agenda_of(slt, meeting)}
        for matter in matters:
            made += _treat(people, slt, items[matter.title], matter, day)
    with _at(day, ELEVEN, people["slt"]) as slt:
        close_meeting(actor=slt, meeting_id=meeting_id)
    return made


def _treat(
    people: dict[str, Actor], slt: Actor, item_id: UUID, matter: Matter, day: date
) -> list[tuple[Task, ToDo]]:
    write_note(actor=slt, item_id=item_id, text=matter.note, seen=0)
    if any(matter.adapts):
        _coordinate(slt, item_id, matter.adapts)
    decide(
        actor=slt,
        item_id=item_id,
        outcome=matter.outcome,
        text=matter.decision,
        resources=matter.resources,
        responsible_id=people[matter.responsible].post if matter.responsible else None,
        clause=clause_about(slt, matter.clause) if matter.clause else None,
    )
    return [
        (
            make_task(
                actor=slt,
                item_id=item_id,
                text=todo.text,
                owner_id=_post(people[todo.owner]),
                due_on=working_day_from(day + todo.days * DAY),
            ),
            todo,
        )
        for todo in matter.tasks
    ]


def _coordinate(slt: Actor, item_id: UUID, adapts: tuple[str, str]) -> None:
    """The municipality adapts, the police do not have to."""
    item = item_visible_to(slt, item_id)
    coordinate(
        actor=slt,
        item_id=item_id,
        premises=["activities", "resources"],
        weighing="Kveldene med mest uro går foran.",
        adaptations=dict(
            zip((p.organisation_id for p in living_parties(item.forum.cooperation)), adapts, strict=True)
        ),
        seen=item.version,
    )


def clause_about(actor: Actor, word: str) -> UUID | None:
    """The first clause of Lyngvik's agreement in force with this word in its heading, if there is one."""
    lyngvik = cooperation_visible_to(actor, "lyngvik")
    found = (each.lineage for each in clauses_in_force(actor, lyngvik) if word in each.name.lower())
    return next(found, None)


def _post(actor: Actor) -> UUID:
    assert actor.post
    return actor.post


def _approve(people: dict[str, Actor], meeting_id: UUID, day: date) -> None:
    """Sent after three days, remarked on, and approved by each party on a day of its own."""
    with on(day + 3 * DAY, people["slt"]) as slt:
        seen = meeting_visible_to(slt, meeting_id).version
        minutes = send_minutes(actor=slt, meeting_id=meeting_id, seen=seen)
    with on(day + 5 * DAY, people["ordforer"]) as mayor:
        text = "Kommunestyret får referatet til orientering i neste møte."
        remark_on_minutes(actor=mayor, minutes_id=minutes.pk, text=text)
    for days, name in ((6, "slt"), (9, "politikontakt")):
        with on(day + days * DAY, people[name]) as actor:
            stands = minutes_of(actor, meeting_visible_to(actor, meeting_id))[0]
            approve_minutes(
                actor=actor,
                minutes_id=stands.pk,
                seen_hash=stands.content_hash,
                make_pdf=minutes_pdf,
            )


def _follow_up(people: dict[str, Actor], task: Task, todo: ToDo, day: date) -> None:
    owner = people[todo.owner]
    for seen, (days, kind, text) in enumerate(todo.steps, start=1):
        with on(day + days * DAY, owner):
            due_on = working_day_from(day + (todo.days + 70) * DAY) if kind == "moved" else None
            follow_up_task(actor=owner, task_id=task.pk, kind=kind, text=text, due_on=due_on, seen=seen)


def _called(people: dict[str, Actor], council: Forum, title: str, day: date) -> None:
    """Called sixteen days before; the police contact has not answered yet."""
    _call(people, _agenda(people, council, title, day, WINTER), day - 16 * DAY, "politikontakt")


def _planned(people: dict[str, Actor], council: Forum, title: str, day: date) -> None:
    """A meeting with nothing but the open tasks on its agenda, and matters raised for it."""
    begins, ends = (datetime.combine(day, hour, clock.OSLO) for hour in (NINE, ELEVEN))
    with on(clock.today(), people["slt"]) as slt:
        plan_meeting(
            actor=slt,
            forum_id=council.pk,
            title=title,
            starts_at=begins,
            ends_at=ends,
            place=PLACE,
            mode=Meeting.Mode.BOTH,
        )
    for number, matter in enumerate(RAISED):
        _raise(people, council, matter, clock.today() - (5 - number) * DAY)
