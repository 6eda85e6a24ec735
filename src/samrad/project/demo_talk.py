"""The demo's common understanding: measures taken on, a summary with what is seen differently, a talk, who answers for what, and a priority."""

from uuid import UUID

from samrad.cooperation import wall
from samrad.cooperation.commands.understanding import (
    comment_on_area,
    confirm_summary,
    propose_summary,
    say_differing,
)
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_visible_to
from samrad.cooperation.queries.aims import open_focus_areas
from samrad.forums.queries import forums_of
from samrad.kernel.clock import today
from samrad.knowledge.commands.police import Presented, present_priority
from samrad.knowledge.queries.given import released_in
from samrad.parties.actor import Actor
from samrad.plans.commands.owning import accept_measure
from samrad.plans.commands.responsibilities import set_responsibility
from samrad.plans.queries.measures import measures_to_accept

LEFT = 1  # of those nobody has taken on yet, so that there is one to see


def build_talk(people: dict[str, Actor]) -> None:
    """Lyngvik, after what stands across its parties."""
    with wall.acting(people["slt"]) as slt:
        lyngvik = cooperation_visible_to(slt, "lyngvik")
        areas = open_focus_areas(slt, lyngvik)
    for name in ("slt", "politikontakt", "ordforer", "enhetsleder", "kommunedirektor"):
        with wall.acting(people[name]) as actor:
            given = measures_to_accept(actor)
            for measure in given[: len(given) - (LEFT if name == "politikontakt" else 0)]:
                accept_measure(actor=actor, measure_id=measure.pk)
    by_name = {area.name: area.pk for area in areas}
    _understand(people, by_name["Trygt sentrum for ungdom"], by_name["Ungdom og digitale liv"])
    _presented(people["politikontakt"], lyngvik)


def _understand(people: dict[str, Actor], area: UUID, online: UUID) -> None:
    with wall.acting(people["slt"]) as slt:
        text = "Uroen er mindre i sentrum enn i fjor, men flere unge samles ved stasjonen sent på kvelden."
        propose_summary(actor=slt, area_id=area, text=text)
        for share, key, law in (
            ("shared", area, "Politiloven § 2 og barnevernsloven"),
            ("municipality", online, "Folkehelseloven § 4"),
        ):
            set_responsibility(actor=slt, area_id=key, share=share, legal=law, agreed="Avtalen, punkt 3")
        first = comment_on_area(
            actor=slt, area_id=area, text="Kan vi få vite mer om hvem som samles ved stasjonen, uten navn?"
        )
    with wall.acting(people["politikontakt"]) as contact:
        confirm_summary(actor=contact, area_id=area, seen=1)
        say_differing(
            actor=contact,
            area_id=area,
            text="Vi ser at det er de samme få kveldene det gjelder, ikke hele uken.",
        )
        answer = "Vi teller over fire helger og legger det fram i neste møte."
        comment_on_area(actor=contact, area_id=area, text=answer, answers=first.pk)


def _presented(contact: Actor, lyngvik: Cooperation) -> None:
    with wall.acting(contact):
        council = next((each for each in forums_of(contact, lyngvik) if each.is_council), None)
        if council is None:
            return
        given = [row.pk for row in released_in(contact, lyngvik)][:2]
        presented = Presented(
            name="Forebygge vold og uro blant unge",
            presented_on=today(),
            forum_id=council.pk,
            why="Det skjer på få steder og til faste tider, og kan forebygges sammen med kommunen.",
            contributions=given,
            sources=("i-forkant",),
        )
        present_priority(actor=contact, cooperation_id=lyngvik.pk, presented=presented)
