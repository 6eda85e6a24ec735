"""Choose how prevention for the young is ordered: SLT, another model, or none. All are equal."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samrad.cooperation.commands import state_choice
from samrad.cooperation.models import Choice, Matter
from samrad.cooperation.queries import choices_of
from samrad.cooperation.words import guarded
from samrad.forums.commands.bodies import set_up_forum
from samrad.forums.events import (
    CoordinatorNamed,
    ForumChanged,
    ModelChosen,
    TargetGroupRemoved,
    TargetGroupSet,
)
from samrad.forums.models import Coordinator, Forum, PreventionModel, TargetGroup
from samrad.forums.permissions import may_choose_model, may_order_model, may_set_up_levels
from samrad.forums.prevention import living_model, model_visible_to, posts_to_coordinate
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor

NONE, LATER = "none", "later"
OLDEST = 120
STATED = {
    PreventionModel.Kind.SLT: Choice.Status.IN_FORCE,
    PreventionModel.Kind.ANOTHER: Choice.Status.ANOTHER_WAY,
    NONE: Choice.Status.NO,
    LATER: Choice.Status.LATER,
}


@command
def choose_model(
    *,
    actor: Actor,
    organisation_id: UUID,
    kind: str,
    name: str = "",
    short_name: str = "",
    description: str = "",
    responsible: str = "",
    begun_on: date | None = None,
    seen: int = 0,
    confirmed: bool = False,
) -> PreventionModel | None:
    """Choose SLT, another model, none, or not now. A choice that is changed leaves its history behind.

    Shape    `kind` is a `PreventionModel.Kind`, «none» or «later». `seen` is the version on screen, 0 for none.
    Who      the municipality (`may_choose_model`).
    Refuses  another model without a name; a beginning to come; a save on top of a colleague's.
    Records  ModelChosen, and ChoiceStated.
    Source   V-6-b, V-6-l, V-6-m.
    """
    choice = choices_of([organisation_id])[organisation_id][Matter.SLT]
    may_choose_model(actor, choice).require()
    running = living_model(actor, choice, lock=True)
    _refuse_an_older_page(running, seen)
    since = begun_on or (running.begun_on if running else today())
    words = _words(kind, name, short_name, description, responsible, since, confirmed)
    model = _ended(running, kind)
    if kind in PreventionModel.Kind.values:
        model = model or PreventionModel(
            cooperation_id=choice.cooperation_id, organisation_id=organisation_id, kind=kind
        )
        for column, value in words.items():
            setattr(model, column, value)
        model.save()
    state_choice(
        actor=actor,
        organisation_id=organisation_id,
        matter=Matter.SLT,
        status=STATED[kind],
        since=since if model else None,
    )
    made = ModelChosen(organisation_id, model.kind if model else "", model.pk if model else None)
    record(made, by=actor, cooperation=choice.cooperation_id)
    return model


def _refuse_an_older_page(running: PreventionModel | None, seen: int) -> None:
    if (running.version if running else 0) != seen:
        raise Stale(
            _("En kollega endret valget mens du skrev. Les det som står der, og lagre på nytt."),
            theirs=f"{running}\n{running.description}" if running else "",
            version=running.version if running else 0,
        )


def _words(
    kind: str, name: str, short: str, description: str, responsible: str, since: date, confirmed: bool
) -> dict[str, object]:
    if since > today():
        raise Refused(_("Modellen kan ikke begynne på en dag som ikke er kommet. Velg «Ikke nå» til da."))
    cleaned = " ".join(guarded(name, confirmed=confirmed, longest=120).split())
    if kind == PreventionModel.Kind.ANOTHER and not cleaned:
        raise Refused(_("Skriv hva modellen heter hos dere, så den kan vises ved navn."))
    return {
        "name": cleaned,
        "short_name": " ".join(guarded(short, confirmed=confirmed, longest=24).split()),
        "description": guarded(description, confirmed=confirmed, longest=4_000),
        "responsible": " ".join(guarded(responsible, confirmed=confirmed, longest=120).split()),
        "begun_on": since,
    }


def _ended(running: PreventionModel | None, kind: str) -> PreventionModel | None:
    """The running model when it goes on, with its next version. One of another kind ends today."""
    if running is None:
        return None
    running.version += 1
    if running.kind == kind:
        return running
    running.ended_on = max(today(), running.begun_on)
    running.save()
    return None


def _locked(actor: Actor, model_id: UUID) -> PreventionModel:
    model_visible_to(actor, model_id)
    PreventionModel.objects.select_for_update().get(pk=model_id)
    return model_visible_to(actor, model_id)


@command
def set_target_group(
    *,
    actor: Actor,
    model_id: UUID,
    theme: str,
    from_age: int,
    to_age: int | None = None,
    confirmed: bool = False,
) -> TargetGroup:
    """Say whom the model is for in one theme; without a last age nobody is too old.

    Who      the municipality (`may_order_model`).
    Refuses  an empty or taken theme; ages in the wrong order.
    Records  TargetGroupSet.
    Source   V-6-a, V-6-d.
    """
    model = _locked(actor, model_id)
    may_order_model(actor, model).require()
    cleaned = " ".join(guarded(theme, confirmed=confirmed, longest=80).split())
    if not cleaned:
        raise Refused(_("Skriv hva arbeidet gjelder, for eksempel «Rus og kriminalitet blant unge»."))
    if not 0 <= from_age <= (OLDEST if to_age is None else to_age) <= OLDEST:
        raise Refused(_("Den første alderen må være lavere enn den siste. La den siste stå tom for alle."))
    try:
        with transaction.atomic():
            target = TargetGroup.objects.create(
                cooperation_id=model.cooperation_id,
                model=model,
                theme=cleaned,
                from_age=from_age,
                to_age=to_age,
            )
    except IntegrityError:
        raise Refused(_("Temaet står der allerede. Ta det ut først hvis alderen skal endres.")) from None
    record(TargetGroupSet(model.pk, target.pk, from_age, to_age), by=actor, cooperation=model.cooperation_id)
    return target


@command
def remove_target_group(*, actor: Actor, model_id: UUID, target_id: UUID) -> None:
    """Take a target group out.

    Who      the municipality (`may_order_model`).
    Refuses  with `TargetGroup.DoesNotExist` one that is not the model's.
    Records  TargetGroupRemoved.
    """
    model = _locked(actor, model_id)
    may_order_model(actor, model).require()
    TargetGroup.objects.get(pk=target_id, model=model).delete()
    record(TargetGroupRemoved(model.pk, target_id), by=actor, cooperation=model.cooperation_id)


@command
def name_coordinator(
    *,
    actor: Actor,
    model_id: UUID,
    post_id: UUID | None,
    form: str = Coordinator.Form.POSITION,
    title: str = "",
    share: int | None = None,
    on: date | None = None,
    confirmed: bool = False,
) -> Coordinator | None:
    """Name the post that ties the levels together, or leave the function vacant from a day on.

    Who      the municipality (`may_order_model`).
    Refuses  a post outside the municipality that is not a coordinator's; a day before the last coordinator began, or to come.
    Records  CoordinatorNamed.
    Source   V-6-h, V-6-i.
    """
    model = _locked(actor, model_id)
    may_order_model(actor, model).require()
    day = on or today()
    if day > today() or day < model.begun_on:
        raise Refused(_("Velg en dag mellom den modellen begynte og i dag."))
    if post_id and post_id not in {post.pk for post in posts_to_coordinate(actor, model)}:
        raise Refused(_("Stillingen hører ikke til kommunen. Velg en av dem som står i listen."))
    last = model.coordinators.filter(valid_to=None).first()
    if last:
        if day < last.valid_from:
            raise Refused(_("Den forrige koordinatoren begynte senere enn denne dagen. Velg en senere dag."))
        last.valid_to = day
        last.save(update_fields=["valid_to"])
    made = None
    if post_id:
        made = Coordinator.objects.create(
            cooperation_id=model.cooperation_id,
            model=model,
            post_id=post_id,
            form=Coordinator.Form(form),
            title=" ".join(guarded(title, confirmed=confirmed, longest=120).split()),
            share=share,
            valid_from=day,
        )
    record(CoordinatorNamed(model.pk, post_id, form, day), by=actor, cooperation=model.cooperation_id)
    return made


@command
def set_up_levels(*, actor: Actor, model_id: UUID, council_steers: bool) -> list[Forum]:
    """Set up the levels that are missing. The council steers, or a group of its own does: never both.

    Who      either party (`may_set_up_levels`).
    Refuses  the council as steering level while a steering group lives, or where there is no council.
    Records  ForumSetUp for each new forum; ForumChanged when the council begins or stops steering.
    Source   V-6-f, V-6-k.
    """
    model = _locked(actor, model_id)
    may_set_up_levels(actor, model).require()
    living = {
        forum.kind: forum
        for forum in Forum.objects.select_for_update().filter(cooperation=model.cooperation, ended_on=None)
    }
    council = _let_the_council_steer(living, council_steers)
    if council:
        record(ForumChanged(council.pk, council.version), by=actor, cooperation=council.cooperation_id)
    Kind = Forum.Kind
    wanted = [Kind.SLT_COORDINATING, Kind.SLT_EXECUTING]
    wanted = wanted if council_steers else [Kind.SLT_STEERING, *wanted]
    return [
        set_up_forum(
            actor=actor,
            cooperation_id=model.cooperation_id,
            kind=kind,
            name=_level_name(model, kind),
            whole_year=False,
        )
        for kind in wanted
        if kind not in living
    ]


def _let_the_council_steer(living: dict[str, Forum], steers: bool) -> Forum | None:
    """The council, when it begins or stops steering."""
    council = living.get(Forum.Kind.COUNCIL)
    if steers and council is None:
        raise Refused(_("Det er ikke noe politiråd her som kan være styrende nivå. Velg en egen gruppe."))
    if steers and Forum.Kind.SLT_STEERING in living:
        raise Refused(
            _("Det finnes allerede en styringsgruppe. Avslutt den før politirådet blir styrende nivå.")
        )
    if council is None or council.steers_slt == steers:
        return None
    council.steers_slt, council.version = steers, council.version + 1
    council.save(update_fields=["steers_slt", "version"])
    return council


def _level_name(model: PreventionModel, kind: str) -> str:
    names = {
        Forum.Kind.SLT_STEERING: _("%(model)s, styringsgruppe"),
        Forum.Kind.SLT_COORDINATING: _("%(model)s, koordineringsgruppe"),
        Forum.Kind.SLT_EXECUTING: _("%(model)s, utførende nettverk"),
    }
    return names[Forum.Kind(kind)] % {"model": model}
