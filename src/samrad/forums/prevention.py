"""What may be read of the chosen model of prevention: its target groups, its levels, and who coordinates it.

Parties only. That a coordinator is missing is for the steering level, who can do something about it. V-6-h.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q

from samrad.cooperation.models import Choice, Cooperation
from samrad.cooperation.queries import choices_of, keys_inside, stands_inside
from samrad.forums.models import Coordinator, Forum, Partner, PreventionModel, TargetGroup
from samrad.forums.queries import PARTIES, holders_of, sits_in
from samrad.forums.rules import level_of, missing_on_level
from samrad.kernel.answers import Sentence
from samrad.kernel.clock import today
from samrad.parties.actor import Actor
from samrad.parties.models import Organisation, Post
from samrad.parties.queries import folded, norsk_sort

LEVELS = (3, 2, 1)


def partners_by_kind(model: PreventionModel) -> list[tuple[Sentence, list[Partner]]]:
    """The four kinds in their order, each with those who take part today. Expects the partners fetched along. V-6-a."""
    rows = list(model.partners.all())
    return [(kind.label, [row for row in rows if row.kind == kind]) for kind in Partner.Kind]


def living_model(actor: Actor, choice: Choice, *, lock: bool = False) -> PreventionModel | None:
    """The model that a municipality has now; none when it has chosen none. `lock` holds it until the deed is done."""
    rows = PreventionModel.objects.filter(
        cooperation=choice.cooperation_id, organisation=choice.organisation_id, ended_on=None
    )
    rows = rows.select_for_update(of=("self",)) if lock else rows
    found = rows.select_related("cooperation").prefetch_related(PARTIES).first()
    return found if found and stands_inside(actor, found.cooperation) else None


def model_visible_to(actor: Actor, model_id: UUID) -> PreventionModel:
    """Refuses with `PreventionModel.DoesNotExist`."""
    rows = PreventionModel.objects.select_related("cooperation", "organisation").prefetch_related(PARTIES)
    model = rows.get(pk=model_id)
    if not stands_inside(actor, model.cooperation):
        raise PreventionModel.DoesNotExist
    return model


def model_of(actor: Actor, cooperation: Cooperation) -> PreventionModel | None:
    """The living model of a municipality's own cooperation, with all that stands under it."""
    if not stands_inside(actor, cooperation):
        return None
    rows = PreventionModel.objects.filter(cooperation=cooperation, ended_on=None).prefetch_related(
        Prefetch("partners", Partner.objects.filter(valid_to=None)),
        Prefetch("targets", TargetGroup.objects.order_by("from_age", "theme")),
        Prefetch("coordinators", Coordinator.objects.select_related("post__organisation")),
    )
    model = rows.first()
    if model:
        model.cooperation = cooperation
    return model


def models_called(actor: Actor, text: str) -> list[PreventionModel]:
    """Living models in the actor's own cooperations by local name, short form or kind: «SLT» finds SaLTo. One statement. V-6-b."""
    wanted = folded(" ".join(text.split()))
    if not wanted or not actor.works_for_a_party:
        return []
    rows = PreventionModel.objects.filter(cooperation__in=keys_inside(actor), ended_on=None)
    found = [
        model
        for model in rows.select_related("cooperation", "organisation")
        if wanted in folded(f"{model.get_kind_display()} {model.name} {model.short_name}")
    ]
    return sorted(found, key=lambda model: (norsk_sort(str(model)), model.pk))


def slt_choice_of(cooperation: Cooperation) -> Choice | None:
    """How the municipality of a cooperation stands to SLT. Open facts. None where several work together."""
    towns = [party.organisation_id for party in cooperation.parties.all() if party.side == "municipality"]
    if cooperation.kind != Cooperation.Kind.MUNICIPAL or len(towns) != 1:
        return None
    return choices_of(towns)[towns[0]]["slt"]


def posts_to_coordinate(actor: Actor, model: PreventionModel) -> list[Post]:
    """The municipality's own posts, and coordinators of others, so that municipalities can share one. Open facts."""
    own = Q(organisation=model.organisation_id) | Q(acts_for=model.organisation_id)
    shared = Q(
        function=Post.Function.SLT_COORDINATOR,
        organisation__kind=Organisation.Kind.MUNICIPALITY,
        organisation__district__in=Organisation.objects.filter(pk=model.organisation_id).values("district"),
    )
    rows = Post.objects.filter(own | shared).exclude(power=Post.Power.NONE).select_related("organisation")
    return sorted(
        rows, key=lambda post: (post.organisation_id != model.organisation_id, norsk_sort(post.title))
    )


@dataclass(frozen=True)
class Level:
    """One of the three, with the forums that are it, and whom the guide would see there."""

    number: int
    forums: list[Forum]
    missing: list[str]


def levels_of(forums: Sequence[Forum]) -> list[Level]:
    """The three levels, the steering first. Expects living forums with their memberships."""
    found = []
    for number in LEVELS:
        own = [
            forum for forum in forums if (forum.is_slt or forum.steers_slt) and level_of(forum.kind) == number
        ]
        seats = [
            (member.post.function, member.party.side if member.party else "other")
            for forum in own
            for member in forum.memberships.all()
            if member.sits_on(today())
        ]
        found.append(Level(number, own, missing_on_level(number, seats) if own else []))
    return found


@dataclass(frozen=True)
class Coordinating:
    """Who ties the levels together: the row, and who holds the post today. `vacant_since` only for the steering level."""

    row: Coordinator | None
    holders: list[str]
    vacant_since: date | None


def coordinating(actor: Actor, model: PreventionModel, levels: Sequence[Level]) -> Coordinating:
    """See `Coordinating`. One statement."""
    rows = list(model.coordinators.all())
    row = next((each for each in rows if each.valid_to is None), None)
    holders = holders_of([row.post_id]) if row else {}
    names = [each.person.name for each in holders.get(row.post_id, [])] if row else []
    if names:
        return Coordinating(row, names, None)
    steering = [forum for level in levels if level.number == 3 for forum in level.forums]
    sees = any(sits_in(actor, forum) for forum in steering)
    last = max((each.valid_to for each in rows if each.valid_to), default=model.begun_on)
    return Coordinating(row, [], (row.valid_from if row else last) if sees else None)
