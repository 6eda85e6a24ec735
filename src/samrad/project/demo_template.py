"""A template that is imported in a demo is shown at work: an agreement made from it lies on a table."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model

from samrad.agreements.commands.drafting import start_agreement
from samrad.agreements.commands.proposing import propose_wording
from samrad.agreements.commands.rounds import hand_over_round
from samrad.agreements.models import Agreement, Template
from samrad.agreements.queries.agreements import agreement_visible_to, agreements_visible_to
from samrad.agreements.queries.negotiation import table_of
from samrad.cooperation import wall
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import cooperation_visible_to
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.parties.queries import actors_of


@dataclass(frozen=True)
class Place:
    """Where an imported template of a language fits, and who of the demo's people begins."""

    slug: str
    username: str
    message: str


PLACES = {
    "nn": Place(
        "storvik", "nabokommune", "Dette er laga ut frå den nye malen. Sjå gjerne over heile teksten."
    ),
    "nb": Place("havnes", "slt", "Dette er laget ut fra den nye malen. Se gjerne over hele teksten."),
}
OWN_WORDS = {  # where the template leaves a point to the parties
    "nn": {
        "goals": "Partane vil førebyggje utanforskap blant unge og gjere skulevegen trygg.",
        "forums": "Partane møtest i politiråd to gonger i året. Ordføraren leier rådet.",
        "services": "Politiet har ein fast kontakt for kommunen. Kommunen har ein fast kontakt for politiet.",
        "evaluation": "Partane ser tilbake på samarbeidet ein gong i året.",
    },
    "nb": {
        "goals": "Partene vil forebygge utenforskap blant unge og gjøre skoleveien trygg.",
        "forums": "Partene møtes i politiråd to ganger i året. Ordføreren leder rådet.",
        "services": "Politiet har en fast kontakt for kommunen. Kommunen har en fast kontakt for politiet.",
        "evaluation": "Partene ser tilbake på samarbeidet en gang i året.",
    },
}


def show_template(template: Template) -> str:
    """Start an agreement from it and hand it over. Gives back a sentence, empty where the demo's people are not."""
    place = PLACES[template.language]
    actor = _actor(place)
    if actor is None:
        return ""
    with wall.acting(actor):
        cooperation = cooperation_visible_to(actor, place.slug)
        if _is_taken(actor, cooperation):
            return f"{cooperation.name} has an agreement under way already, so no other was started."
        agreement = _start(actor, cooperation, template)
        _fill_in(actor, agreement)
        hand_over_round(actor=actor, agreement_id=agreement.pk, message=place.message)
    return f"{actor.organisation_name} has handed over an agreement made from it: /avtale/{agreement.pk}/"


def _actor(place: Place) -> Actor | None:
    """The person in the post of that municipality; nobody where there is no such demo."""
    user = get_user_model().objects.filter(username=place.username, person__is_fictional=True).first()
    mine = actors_of(user) if user else []
    return next((actor for actor in mine if _is_of(actor, place)), None)


def _is_of(actor: Actor, place: Place) -> bool:
    return actor.side == "municipality" and actor.organisation_name.lower().startswith(place.slug)


def _is_taken(actor: Actor, cooperation: Cooperation) -> bool:
    under_way = {"draft", "negotiation", "approval", "signing"}
    return any(row.state in under_way for row in agreements_visible_to(actor, cooperation))


def _start(actor: Actor, cooperation: Cooperation, template: Template) -> Agreement:
    year = today().year + 1
    return start_agreement(
        actor=actor,
        cooperation_id=cooperation.pk,
        template_id=template.pk,
        valid_from=date(year, 1, 1),
        valid_to=date(year + 3, 12, 31),
    )


def _fill_in(actor: Actor, agreement: Agreement) -> None:
    """Words of the party's own where the template has only guidance."""
    words = OWN_WORDS[agreement.language]
    for row in table_of(actor, agreement_visible_to(actor, agreement.pk)).clauses:
        own = words.get(row.clause.role, "")
        if own and row.ours and row.wording and not row.wording.text:
            propose_wording(
                actor=actor,
                clause_id=row.clause.pk,
                heading=row.wording.heading,
                text=own,
                seen=row.ours.version,
            )
