"""Municipalities that go on as one, and what goes with them into the new."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.kernel.answers import Refused
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor
from samrad.parties.commands.register import register_organisation
from samrad.parties.events import MunicipalitiesMerged
from samrad.parties.models import Coverage, Organisation, Post, School, Succession
from samrad.parties.permissions import may_keep_the_register


@command
def merge_municipalities(
    *, actor: Actor, before: Sequence[Organisation], name: str, on: date, number: str = "", **facts: object
) -> Organisation:
    """Let municipalities go on as one from a day, any day of the year. What police posts covered of the old, they cover of the new, and
    the old ones' own posts stand in the new with those who hold them, their seats and their tasks.

    Who      `may_keep_the_register`.
    Refuses  fewer than two; one that is no living municipality; municipalities of several districts; a name that is taken; a
             day that has not come.
    Records  OrganisationRegistered, MunicipalitiesMerged.
    Source   V-5-c: an assignment survives a merger.
    """
    may_keep_the_register(actor).require()
    if on > today():
        raise Refused(_("Kommunene finnes hver for seg til dagen er kommet. Slå dem sammen da."))
    ids = {town.pk for town in before}
    towns = list(
        Organisation.objects.select_for_update().filter(
            pk__in=ids, kind=Organisation.Kind.MUNICIPALITY, valid_to=None, valid_from__lt=on
        )
    )
    if len(ids) < 2 or len(towns) != len(ids) or len({town.district_id for town in towns}) != 1:
        raise Refused(_("Velg minst to kommuner i samme politidistrikt, som begge finnes i dag."))
    given = {"sector": "municipal", "number": number, "valid_from": on, "district_id": towns[0].district_id,
             "county_id": towns[0].county_id, "language": towns[0].language,
             "tile_x": towns[0].tile_x, "tile_y": towns[0].tile_y,
             "population": sum(town.population or 0 for town in towns) or None,
             "is_fictional": towns[0].is_fictional}  # fmt: skip
    last = on - timedelta(days=1)
    Organisation.objects.filter(pk__in=ids).update(valid_to=last)
    new = register_organisation(actor=actor, kind=Organisation.Kind.MUNICIPALITY, name=name, **given | facts)
    Succession.objects.bulk_create(
        Succession(before=town, after=new, on=on, source=new.source) for town in towns
    )
    _carry_coverage(towns, new, on)
    carry_posts(towns, new)
    record(MunicipalitiesMerged(new.pk, len(towns), on), by=actor)
    return new


def _carry_coverage(towns: Sequence[Organisation], new: Organisation, on: date) -> None:
    """Each post once, however many of the old it covered; to the last day, where it had one."""
    old = Coverage.objects.filter(organisation__in=towns).exclude(valid_to__lt=on)
    ends: dict[UUID, date | None] = {}
    for post, valid_to in old.values_list("post", "valid_to"):
        known = ends.get(post, valid_to)
        ends[post] = max(known, valid_to) if known and valid_to else None
    old.filter(valid_from__lt=on).update(valid_to=on - timedelta(days=1))
    old.filter(valid_from__gte=on).delete()
    Coverage.objects.bulk_create(
        Coverage(post_id=post, organisation=new, valid_from=on, valid_to=end) for post, end in ends.items()
    )


def carry_posts(towns: Sequence[Organisation], new: Organisation) -> None:
    """A post that moves still acts for its old house, so that what was begun there can be ended. Who keeps which is settled by renewing."""
    taken: set[str] = set()
    for town in sorted(towns, key=lambda town: town.name):
        for post in Post.objects.select_for_update().filter(organisation=town).order_by("title", "id"):
            title = post.title if post.title not in taken else f"{post.title} ({town.name})"[:120]
            taken.add(title)
            post.organisation, post.title, post.acts_for_id = new, title, post.acts_for_id or town.pk
            post.save(update_fields=["organisation", "title", "acts_for"])
    Organisation.objects.filter(parent__in=towns, valid_to=None).update(parent=new)
    School.objects.filter(municipality__in=towns).update(municipality=new)
