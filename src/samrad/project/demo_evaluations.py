"""The demo's looking back: a finished evaluation of the council, one under way, a meeting in three words, and a report being written."""

from datetime import timedelta
from uuid import UUID

from samrad.cooperation.queries import cooperation_visible_to
from samrad.evaluations.commands.becoming import make_point_a_proposal, make_point_a_task
from samrad.evaluations.commands.evaluating import (
    answer_evaluation,
    begin_evaluation,
    close_evaluation,
    open_answers,
)
from samrad.evaluations.commands.learning import note_point, write_joint_text
from samrad.evaluations.commands.reporting import begin_report
from samrad.evaluations.models import Evaluation
from samrad.evaluations.queries.evaluations import evaluation_visible_to, questions_of
from samrad.forums.models import Forum
from samrad.forums.queries import forums_of
from samrad.forums.rules import working_day_from
from samrad.kernel import clock
from samrad.meetings.queries.meetings import meetings_of
from samrad.parties.actor import Actor
from samrad.parties.fictional import Places
from samrad.project.demo_meetings import clause_about
from samrad.project.demo_story import on

DAY, WEEK = timedelta(days=1), timedelta(days=7)
# By member and question: how well it works from 1 to 4, and what they say.
SAID: dict[str, dict[str, tuple[int | None, str]]] = {
    "ordforer": {
        "status": (3, "Vi har fått flere voksne ut i sentrum. Det merkes."),
        "measures": (3, "Skoleveien og voksne ute. Fylkeskommunen manglet."),
        "internal": (4, "God tone, og alle kommer."),
        "frames": (3, "To møter i året er for lite."),
        "learning": (None, "Vi får til mer når noen eier oppgaven."),
        "ahead": (None, "Flere og kortere møter."),
    },
    "enhetsleder": {
        "status": (3, "Vi har felles bilde av sentrum."),
        "measures": (2, "Det går lang tid fra beslutning til noe skjer."),
        "internal": (3, "Godt klima. Vi kan være mer direkte."),
        "frames": (2, "Mandatet sier lite om hva rådet kan bestemme."),
        "learning": (None, "Kunnskapen må være klar før møtet."),
        "ahead": (None, "Bestill kunnskap tidligere."),
    },
    "slt": {
        "status": (3, "Planen for voksne ute ble til noe."),
        "measures": (3, "Skilting, voksne ute og felles brev."),
        "internal": (4, "Det er lett å ringe hverandre."),
        "frames": (3, "Avtalen er god, men lite kjent."),
        "ahead": (None, "Si fra om avtalen til nye ansatte."),
    },
    "kommunedirektor": {
        "status": (4, "Rådet har satt trafikk på dagsorden."),
        "measures": (3, "Tre steder ved skolen er sikret."),
        "internal": (3, "Vi bør møtes oftere."),
        "frames": (3, ""),
    },
    "politikontakt": {
        "status": (2, "Noen saker blir liggende mellom møtene."),
        "measures": (2, "Vi mangler utekontakten når vi er ute."),
        "internal": (3, "Bra."),
        "frames": (2, "Taushetsplikten blir ofte tolket for strengt."),
        "learning": (None, "Små tiltak virker fort."),
    },
}
JOINT = {
    "status": "Rådet valgte to satsingsområder og fulgte dem opp. Det er roligere på torget, og tre steder på skoleveien er sikret. Noen saker ble liggende mellom møtene.",
    "measures": "Voksne ute i sentrum, trygg skolevei og felles brev til foreldre. Kommunen, politiet og skolene var med. Fylkeskommunen manglet.",
    "internal": "Tonen er god, og det er lett å ta kontakt. De som kan bestemme, kommer på møtene.",
    "frames": "To møter i året er for lite. Mandatet bør si hva rådet kan bestemme. Taushetsplikten må bli bedre kjent.",
    "learning": "Vi får til mer når hver oppgave har en eier og en frist, og når kunnskapen er klar før møtet.",
    "ahead": "Fire korte møter i året, kunnskap bestilt i januar, og skolen med fra starten.",
}


GLL = {
    "done": "Vi bestemte hvilke steder på skoleveien som sikres først, og hvem som gjør det.",
    "learned": "Kart på veggen gjør det lettere å velge. Saker uten innstilling tar for lang tid.",
    "wise": "Politikontakten og SLT-koordinatoren hadde gått veien sammen før møtet.",
}


def build_evaluations(people: dict[str, Actor], places: Places) -> None:
    """Expects forums and meetings to be there."""
    slt, day = people["slt"], clock.today()
    with on(day, slt):
        lyngvik = cooperation_visible_to(slt, places.lyngvik.slug)
        council = next(forum for forum in forums_of(slt, lyngvik) if forum.is_council)
    _finished(people, council)
    _of_a_meeting(people, council)
    _under_way(people, council)
    with on(day, slt):
        begin_report(actor=slt, cooperation_id=lyngvik.pk, organisation_id=places.lyngvik.pk, year=day.year)


def _finished(people: dict[str, Actor], council: Forum) -> None:
    """Of the time of both meetings: answered by name, written together, and with what was learned on its way."""
    slt, day = people["slt"], clock.today()
    begun = day - 7 * WEEK
    with on(begun, slt):
        evaluation = begin_evaluation(
            actor=slt,
            forum_id=council.pk,
            method=Evaluation.Method.SIX,
            title=f"Samarbeidet i {day.year}",
            period_from=day - 45 * WEEK,
            period_to=begun,
            answer_by=begun + 10 * DAY,
        )
    for number, (name, said) in enumerate(SAID.items(), start=1):
        with on(begun + number * DAY, people[name]) as member:
            _answer(member, evaluation.pk, said)
    with on(begun + 12 * DAY, slt):
        open_answers(actor=slt, evaluation_id=evaluation.pk)
        for question in questions_of(slt, evaluation_visible_to(slt, evaluation.pk)):
            write_joint_text(actor=slt, question_id=question.pk, text=JOINT[question.code], seen=0)
        _learn(people, evaluation.pk)
        seen = evaluation_visible_to(slt, evaluation.pk).version
        close_evaluation(actor=slt, evaluation_id=evaluation.pk, seen=seen)


def _answer(actor: Actor, evaluation_id: UUID, said: dict[str, tuple[int | None, str]]) -> None:
    rows = questions_of(actor, evaluation_visible_to(actor, evaluation_id))
    answers = {row.pk: (said[row.code][1], said[row.code][0]) for row in rows if row.code in said}
    answer_evaluation(actor=actor, evaluation_id=evaluation_id, answers=answers)


def _learn(people: dict[str, Actor], evaluation_id: UUID) -> None:
    """Three points: a task, a proposal for the next agreement, and one that nobody has decided on."""
    slt = people["slt"]
    rows = {row.code: row.pk for row in questions_of(slt, evaluation_visible_to(slt, evaluation_id))}
    knowledge = note_point(
        actor=slt,
        evaluation_id=evaluation_id,
        kind="ahead",
        text="Bestill kunnskap i januar, så den er klar til vårmøtet",
        rests_on=[rows["learning"]],
    )
    meetings = note_point(
        actor=slt,
        evaluation_id=evaluation_id,
        kind="weakness",
        text="To møter i året er for lite",
        rests_on=[rows["frames"], rows["ahead"]],
    )
    note_point(
        actor=slt,
        evaluation_id=evaluation_id,
        kind="strength",
        text="Det er lett å ta kontakt på tvers",
        rests_on=[rows["internal"]],
    )
    owner = people["politikontakt"].post
    assert owner
    make_point_a_task(
        actor=slt,
        point_id=knowledge.pk,
        text="Bestill kunnskapsgrunnlag for neste år",
        owner_id=owner,
        due_on=working_day_from(clock.today() + 9 * WEEK),
        seen=1,
    )
    make_point_a_proposal(actor=slt, point_id=meetings.pk, clause=clause_about(slt, "politiråd"), seen=1)


def _of_a_meeting(people: dict[str, Actor], council: Forum) -> None:
    """The last meeting held, in three words."""
    slt = people["slt"]
    with on(clock.today() - 9 * WEEK, slt):
        meeting = next(row for row in meetings_of(slt, council) if row.state == "approved")
        day = meeting.starts_at.astimezone(clock.OSLO).date()
        evaluation = begin_evaluation(
            actor=slt,
            forum_id=council.pk,
            method=Evaluation.Method.GLL,
            about=Evaluation.About.MEETING,
            meeting_id=meeting.pk,
            title=meeting.title,
            period_from=day,
            period_to=day,
            alone_first=False,
        )
        for question in questions_of(slt, evaluation):
            write_joint_text(actor=slt, question_id=question.pk, text=GLL[question.code], seen=0)
        close_evaluation(actor=slt, evaluation_id=evaluation.pk, seen=1)


def _under_way(people: dict[str, Actor], council: Forum) -> None:
    """How the cooperation itself is, anonymously: two have answered."""
    slt, day = people["slt"], clock.today()
    with on(day - 4 * DAY, slt):
        evaluation = begin_evaluation(
            actor=slt,
            forum_id=council.pk,
            method=Evaluation.Method.SIX,
            title="Hvordan samarbeider vi?",
            questions=["internal", "learning"],
            period_from=day - 20 * WEEK,
            period_to=day - 4 * DAY,
            answer_by=working_day_from(day + 8 * DAY),
            is_anonymous=True,
        )
    for days, name in ((3, "ordforer"), (1, "enhetsleder")):
        with on(day - days * DAY, people[name]) as member:
            _answer(member, evaluation.pk, SAID[name])
