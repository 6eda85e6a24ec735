"""What the parties have shared, who read it, and what stands in the way."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from samrad.cooperation.queries import cooperation_visible_to
from samrad.guide.law import KINDS, rules_on
from samrad.kernel.clock import today
from samrad.parties.models import Post
from samrad.sharing.commands import note_obstacle, open_shared, share
from samrad.sharing.models import Obstacle, Shared
from samrad.sharing.permissions import may_note_obstacle, may_share
from samrad.sharing.queries import (
    one_shared_visible_to,
    posts_to_name,
    recurring_obstacles,
    shared_visible_to,
)
from samrad.web.contacts.deeds import deed_page
from samrad.web.doors import for_people
from samrad.web.forms import DayField, DeedForm, chosen_among, sent
from samrad.web.law.words import KINDS as KIND_WORDS
from samrad.web.law.words import SERVICES
from samrad.web.pages import page
from samrad.web.requests import Request
from samrad.web.ways import address

form_page = require_http_methods(["GET", "HEAD", "POST"])
A_YEAR = timedelta(days=365)
GIVING = ("duty_to_disclose", "right_to_disclose", "cooperation", "openness")
STOPPING = ("confidentiality",)


def provisions(kinds: Iterable[str]) -> list[tuple[str, str]]:
    """Provisions of these kinds as choices, in the reader's language."""
    language, wanted = get_language() or "nb", set(kinds)
    rows = [row for row in rules_on(today()) if row.kind in wanted]
    rows.sort(key=lambda row: (KINDS.index(row.kind), row.key))
    return [(row.key, f"{KIND_WORDS[row.kind]}: {row.act.name(language)} {row.section}") for row in rows]


class ShareForm(DeedForm):
    """Something about many, for the other party."""

    theme = forms.CharField(label=_("Hva det gjelder"), max_length=120)
    text = forms.CharField(
        label=_("Det dere deler"),
        help_text=_("Kunnskap om mange eller om et sted. Ingen personer, og ingen tall på fire eller færre."),
        widget=forms.Textarea(attrs={"rows": 6}),
        strip=False,
    )
    purpose = forms.CharField(label=_("Hva det skal brukes til"), max_length=200)
    receiver = forms.ChoiceField(
        label=_("Hvem det er til"), choices=Shared.Receiver, widget=forms.RadioSelect
    )
    sensitivity = forms.ChoiceField(
        label=_("Hvem som kan lese det"), choices=Shared.Sensitivity, widget=forms.RadioSelect
    )
    basis = forms.ChoiceField(
        label=_("Bestemmelsen dere deler etter"),
        help_text=_(
            "Trengs når det ikke er åpent for alle. Er du usikker, bruk «Kan jeg dele dette?» først."
        ),
        required=False,
    )
    recipients = forms.MultipleChoiceField(
        label=_("Hvem som er nevnt"),
        help_text=_("Bare når det er for dem som er nevnt."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    kept_until = DayField(label=_("Gjelder til og med"))

    def __init__(self, *args: object, posts: Iterable[Post], **given: object) -> None:
        super().__init__(*args, **given)
        basis, named = self.fields["basis"], self.fields["recipients"]
        assert isinstance(basis, forms.ChoiceField)
        assert isinstance(named, forms.MultipleChoiceField)
        basis.choices = [("", _("Ingen")), *provisions(GIVING)]
        named.choices = [(str(post.pk), f"{post.title}, {post.organisation.name}") for post in posts]


class ObstacleForm(DeedForm):
    """A reason, and nothing of the case."""

    service = forms.ChoiceField(
        label=_("Hvilken tjeneste kunne ikke dele"), choices=[*SERVICES.items()], widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(
        label=_("Hva som sto i veien"), choices=Obstacle.Reason, widget=forms.RadioSelect
    )
    basis = forms.ChoiceField(label=_("Bestemmelsen som ble nevnt"), required=False)

    def __init__(self, *args: object, **given: object) -> None:
        super().__init__(*args, **given)
        chosen_among(self, "basis", [("", _("Ingen")), *provisions(STOPPING)])


@for_people
@require_safe
def everything(request: Request, slug: str) -> HttpResponse:
    """What was shared, with how many readings, and what stands in the way again and again. V-2.1-d, V-4.1.5-b, V-5.1-e."""
    cooperation = cooperation_visible_to(request.actor, slug)
    reasons = dict(Obstacle.Reason.choices)
    return page(
        request,
        "sharing/everything.html",
        cooperation=cooperation,
        room="forums",
        rows=list(shared_visible_to(request.actor, cooperation)),
        obstacles=[
            (reasons[row.reason], SERVICES[row.service], row)
            for row in recurring_obstacles(request.actor, cooperation)
        ],
        may_share=may_share(request.actor, cooperation),
        may_note=bool(may_note_obstacle(request.actor, cooperation)),
    )


@for_people
@form_page
def new(request: Request, slug: str) -> HttpResponse:
    """Share something. The basis is asked about before it is sent. V-2.1-d, V-4.1.5-c."""
    cooperation = cooperation_visible_to(request.actor, slug)
    may_share(request.actor, cooperation).require()
    form = ShareForm(
        sent(request),
        posts=posts_to_name(cooperation),
        initial={"sensitivity": "internal", "kept_until": today() + A_YEAR},
    )
    return deed_page(
        request,
        "sharing/share.html",
        form,
        lambda: share(
            actor=request.actor,
            cooperation_id=cooperation.pk,
            confirmed=form.is_confirmed,
            **form.said | {"recipients": [UUID(post) for post in form.said["recipients"]]},
        ),
        said=_("Det er delt. Dere ser her hvem som leser det."),
        back=address("sharing", slug),
        cooperation=cooperation,
        room="forums",
    )


@for_people
@form_page
def obstacle(request: Request, slug: str) -> HttpResponse:
    """Note what stood in the way, by its reason. V-4.1.5-b."""
    cooperation = cooperation_visible_to(request.actor, slug)
    may_note_obstacle(request.actor, cooperation).require()
    form = ObstacleForm(sent(request))
    return deed_page(
        request,
        "sharing/obstacle.html",
        form,
        lambda: note_obstacle(actor=request.actor, cooperation_id=cooperation.pk, **form.said),
        said=_("Det er ført. Partene ser hva som går igjen, og ingenting om saken."),
        back=address("sharing", slug),
        cooperation=cooperation,
        room="forums",
    )


@for_people
@form_page
def one(request: Request, shared_id: UUID) -> HttpResponse:
    """What it is; the text shows to whoever has opened it, and both parties see who has. V-4.1.5-c."""
    found, cooperation = one_shared_visible_to(request.actor, shared_id)
    readings = list(found.readings.all())
    return deed_page(
        request,
        "sharing/one.html",
        DeedForm(sent(request)),
        lambda: open_shared(actor=request.actor, shared_id=shared_id),
        said=_("Du har åpnet det. Begge parter ser det."),
        back=address("shared", shared_id),
        cooperation=cooperation,
        room="forums",
        shared=found,
        basis=dict(provisions(GIVING)).get(found.basis, found.basis),
        readings=readings,
        is_opened=request.actor.appointment in {found.sent_by_id, *(row.by_id for row in readings)},
    )
