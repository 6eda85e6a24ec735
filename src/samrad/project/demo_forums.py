"""The demo's forums: Lyngvik's council in the middle of its year, a thematic forum, SLT on three levels, a regional council."""

from datetime import date, timedelta
from uuid import UUID

from samrad.cooperation import wall
from samrad.cooperation.commands import state_choice
from samrad.cooperation.models import Choice, Cooperation, Matter
from samrad.cooperation.queries import cooperation_visible_to
from samrad.forums.commands.bodies import set_up_forum
from samrad.forums.commands.members import (
    add_member,
    agree_to_assessment,
    begin_assessment,
    take_in_external,
)
from samrad.forums.commands.prevention import choose_model, name_coordinator, set_target_group
from samrad.forums.commands.wheel import begin_year, change_wheel_point, mark_wheel_point
from samrad.forums.models import Face, Forum, Membership, PreventionModel, WheelPoint
from samrad.forums.queries import forum_visible_to, posts_to_seat, wheel_of
from samrad.kernel.clock import today
from samrad.meetings.commands.agenda import propose_item
from samrad.parties.actor import Actor
from samrad.parties.fictional import SINCE, Places
from samrad.project.demo_story import on

Role = Membership.Role
MODEL_CHOSEN = date(2018, 2, 1)  # the day the coordinator wrote down what had long been so
COUNCIL_SINCE, SLT_SINCE = date(2009, 3, 12), date(2014, 9, 1)
MANDATE = (
    "Politirådet er møteplassen der kommunens og politiets ledere bestemmer hva de vil forebygge sammen.\n"
    "Rådet velger satsingsområder, bestiller kunnskap og følger opp det som er bestemt."
)


def build_forums(people: dict[str, Actor], places: Places, fossvik: Actor) -> None:
    """Fill the forums of Lyngvik, and the regional council."""
    with on(MODEL_CHOSEN, people["slt"]) as slt:
        lyngvik = cooperation_visible_to(slt, "lyngvik")
        state_choice(
            actor=slt,
            organisation_id=places.lyngvik.pk,
            matter=Matter.COUNCIL,
            status=Choice.Status.IN_FORCE,
            since=COUNCIL_SINCE,
        )
    _council(people, lyngvik)
    _thematic(people, lyngvik)
    _slt(people, lyngvik)
    _model(people["slt"], places)
    _regional(people, fossvik)


def _council(people: dict[str, Actor], lyngvik: Cooperation) -> None:
    slt, contact = people["slt"], people["politikontakt"]
    with wall.acting(slt):
        council = set_up_forum(
            actor=slt,
            cooperation_id=lyngvik.pk,
            kind=Forum.Kind.COUNCIL,
            name="Politirådet i Lyngvik",
            mandate=MANDATE,
            begun_on=COUNCIL_SINCE,
            face=Face.PUBLIC,
        )
        for who, role in (
            ("ordforer", Role.CHAIR),
            ("enhetsleder", Role.DEPUTY),
            ("slt", Role.SECRETARY),
            ("kommunedirektor", Role.MEMBER),
            ("politikontakt", Role.MEMBER),
        ):
            _seat(slt, council, people[who], role)
        _live_the_year(slt, council)
        begin_year(actor=slt, forum_id=council.pk, year=today().year + 1)
        assessment = begin_assessment(
            actor=slt,
            forum_id=council.pk,
            challenge="Uro rundt den videregående skolen",
            reason="Skolen ser hva som skjer i friminuttene og etter skoletid, og kan gjøre noe med det.",
        )
    with wall.acting(contact):
        agree_to_assessment(actor=contact, assessment_id=assessment.pk)
    with wall.acting(slt):
        take_in_external(
            actor=slt,
            forum_id=council.pk,
            post_id=_post(people["skole"]),
            role=Role.MEMBER,
            assessment_id=assessment.pk,
        )


def _live_the_year(actor: Actor, forum: Forum) -> None:
    """What lies more than a month back is done; what lies nearer is late, and the municipality's to move."""
    for point in wheel_of(actor, forum_visible_to(actor, forum.pk), today().year):
        if point.on < today() - timedelta(days=75) or (
            point.on < today() and point.kind == WheelPoint.Kind.MEETING
        ):
            mark_wheel_point(actor=actor, point_id=point.pk, done_on=point.on, seen=point.version)
        elif point.on < today():
            change_wheel_point(
                actor=actor,
                point_id=point.pk,
                name=point.name,
                on=point.on,
                mover=WheelPoint.Mover.MUNICIPALITY,
                seen=point.version,
            )


def _thematic(people: dict[str, Actor], lyngvik: Cooperation) -> None:
    contact = people["politikontakt"]
    with wall.acting(contact):
        forum = set_up_forum(
            actor=contact,
            cooperation_id=lyngvik.pk,
            kind=Forum.Kind.THEMATIC,
            name="Trafikk ved skolene",
            mandate="Foreslår tiltak for trygg skolevei, og rapporterer til politirådet.",
            begun_on=date(2022, 8, 22),
            whole_year=False,
            meetings_a_year=4,
        )
        for who, role in (("politikontakt", Role.CHAIR), ("slt", Role.SECRETARY)):
            _seat(contact, forum, people[who], role)


def _slt(people: dict[str, Actor], lyngvik: Cooperation) -> None:
    """Three levels, tied together by the coordinator."""
    slt = people["slt"]
    levels = (
        (Forum.Kind.SLT_STEERING, "SLT, styringsgruppe", 2, ("kommunedirektor", "enhetsleder")),
        (Forum.Kind.SLT_COORDINATING, "SLT, koordineringsgruppe", 4, ("politikontakt",)),
        (Forum.Kind.SLT_EXECUTING, "SLT, utførende nettverk", 6, ("politikontakt",)),
    )
    with wall.acting(slt):
        for kind, name, meetings, members in levels:
            forum = set_up_forum(
                actor=slt,
                cooperation_id=lyngvik.pk,
                kind=kind,
                name=name,
                begun_on=SLT_SINCE,
                whole_year=False,
                meetings_a_year=meetings,
            )
            _seat(slt, forum, slt, Role.SECRETARY)
            for who in members:
                _seat(slt, forum, people[who], Role.MEMBER)


def _model(slt: Actor, places: Places) -> None:
    """SLT for the young, and for everybody in one theme; the coordinator's post is a position of its own."""
    with on(MODEL_CHOSEN, slt):
        model = choose_model(
            actor=slt,
            organisation_id=places.lyngvik.pk,
            kind=PreventionModel.Kind.SLT,
            responsible="Oppvekst og kultur",
            begun_on=SLT_SINCE,
        )
        assert model
        for theme, from_age, to_age in (
            ("Rus og kriminalitet blant unge", 12, 23),
            ("Radikalisering og voldelig ekstremisme", 13, None),
        ):
            set_target_group(actor=slt, model_id=model.pk, theme=theme, from_age=from_age, to_age=to_age)
        name_coordinator(actor=slt, model_id=model.pk, post_id=_post(slt), share=100, on=SINCE)


def _regional(people: dict[str, Actor], fossvik: Actor) -> None:
    """The three municipalities of the Fjordregionen, with one secretary; each has a matter that is its own."""
    slt = people["slt"]
    with wall.acting(slt):
        region = cooperation_visible_to(slt, "fjordregionen")
        council = set_up_forum(
            actor=slt,
            cooperation_id=region.pk,
            kind=Forum.Kind.COUNCIL_REGIONAL,
            name="Regionalt politiråd for Fjordregionen",
            mandate="Beredskap og trafikk på tvers av kommunegrensene. Kommer i tillegg til hver kommunes eget politiråd.",
            begun_on=date(2023, 2, 1),
            whole_year=False,
        )
        for who, role in (
            ("ordforer", Role.CHAIR),
            ("slt", Role.SECRETARY),
            ("enhetsleder", Role.MEMBER),
            ("politikontakt", Role.MEMBER),
        ):
            _seat(slt, council, people[who], role)
        _seat(slt, council, fossvik, Role.DEPUTY)
        havnes = next(post for post in posts_to_seat(council) if post.organisation.name == "Havnes")
        add_member(actor=slt, forum_id=council.pk, post_id=havnes.pk, role=Role.MEMBER, valid_from=SINCE)
    for town, title in (
        (slt, "Egne vakter i Lyngvik i jula"),
        (fossvik, "Fossviks eget behov for nattevakt"),
    ):
        with wall.acting(town):
            propose_item(actor=town, forum_id=council.pk, title=title, only_ours=True)
    with wall.acting(slt):
        propose_item(actor=slt, forum_id=council.pk, title="Felles beredskap på fjordveien")


def _seat(actor: Actor, forum: Forum, who: Actor, role: str) -> None:
    since = max(SINCE, forum.begun_on)
    add_member(actor=actor, forum_id=forum.pk, post_id=_post(who), role=role, valid_from=since)


def _post(who: Actor) -> UUID:
    assert who.post
    return who.post
