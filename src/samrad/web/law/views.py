"""May I share this? And the register of law it rests on. Open to all; nothing that is answered is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from samrad.guide.law import (
    KINDS,
    NoSuchService,
    Provision,
    Question,
    guidance,
    is_old,
    rules_for,
    rules_on,
)
from samrad.guide.law import register as law
from samrad.kernel.answers import Sentence
from samrad.kernel.clock import today
from samrad.web.doors import open_to_all
from samrad.web.forms import sent
from samrad.web.law import words
from samrad.web.pages import page
from samrad.web.requests import Request

TO = [*words.SERVICES.items(), ("forum", _("Politirådet eller et annet forum"))]


class ShareForm(forms.Form):
    """Four choices and no words: there is nothing of a case to keep."""

    danger = forms.ChoiceField(
        label=_("Kan noen bli drept, alvorlig skadd eller utsatt for vold eller overgrep?"),
        choices=[("yes", _("Ja")), ("unsure", _("Jeg er usikker")), ("no", _("Nei"))],
        widget=forms.RadioSelect,
    )
    service = forms.ChoiceField(
        label=_("Hvor arbeider du?"), choices=[*words.SERVICES.items()], widget=forms.RadioSelect
    )
    about = forms.ChoiceField(
        label=_("Hva gjelder det?"),
        choices=[
            ("many", _("Noe som gjelder mange, der ingen kan kjennes igjen")),
            ("person", _("Noe der en person kan kjennes igjen")),
            ("consent", _("En person som har sagt ja til at det deles")),
        ],
        widget=forms.RadioSelect,
    )
    to = forms.ChoiceField(label=_("Hvem vil du dele det med?"), choices=TO, widget=forms.RadioSelect)


@dataclass(frozen=True)
class Rule:
    """A provision as shown."""

    kind: Sentence
    act: str
    section: str
    text: str
    services: list[Sentence]
    since: date
    checked_on: date | None
    checked_by: str
    is_old: bool


def shown(rows: Iterable[Provision]) -> list[Rule]:
    """Provisions in the reader's language."""
    language = get_language() or "nb"
    return [
        Rule(
            words.KINDS[row.kind],
            row.act.name(language),
            row.section,
            row.words.get(language, row.words["nb"]),
            [words.SERVICES[each] for each in row.services],
            row.since,
            row.checked.on if row.checked else None,
            row.checked.by if row.checked else "",
            is_old(row.checked, today()),
        )
        for row in rows
    ]


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def may_i_share(request: Request) -> HttpResponse:
    """A guided answer that advises and never decides. V-4.1.5-b, V-4.1.5-d, V-4.3-f."""
    initial = {"service": "politi"} if request.actor.side == "police" else {}
    form = ShareForm(sent(request), initial=initial)
    context: dict[str, Any] = {"form": form, "averting": shown(_averting())}
    if request.method == "POST" and form.is_valid():
        found = guidance(Question(**form.cleaned_data), today())
        heading, text = words.OUTCOMES[found.outcome]
        context |= {
            "found": found,
            "heading": heading,
            "text": text,
            "rules": shown(found.rules),
            "ask": words.ASK[form.cleaned_data["service"]],
        }
    status = 422 if form.errors else 200
    return page(request, "law/may_i_share.html", status=status, **context)


def _averting() -> list[Provision]:
    return [row for row in rules_on(today()) if row.kind == "averting"]


@open_to_all
@require_safe
def register(request: Request) -> HttpResponse:
    """The acts, and the services' rules side by side. V-1-f, V-2.2-i, V-4.3-f, V-4.3-i."""
    language = get_language() or "nb"
    rows = rules_on(today())
    return page(
        request,
        "law/register.html",
        acts=[(act.name(language), act, is_old(act.checked, today())) for act in law().acts],
        services=list(words.SERVICES.items()),
        kinds=[
            (
                words.KINDS[kind],
                words.EXPLAINED[kind],
                [
                    (name, _sections(rows, kind, service, language))
                    for service, name in words.SERVICES.items()
                ],
            )
            for kind in KINDS
        ],
    )


def _sections(rows: Iterable[Provision], kind: str, service: str, language: str) -> list[str]:
    return [
        f"{row.act.name(language)} {row.section}"
        for row in rows
        if row.kind == kind and service in row.services
    ]


@open_to_all
@require_safe
def one(request: Request, slug: str) -> HttpResponse:
    """What binds one service, kind by kind, the duty to avert first. V-4.3-h, V-4.3-f."""
    try:
        rows = rules_for(slug, today())
    except NoSuchService as missing:
        raise Http404 from missing
    return page(
        request,
        "law/service.html",
        name=words.SERVICES[slug],
        service=slug,
        services=list(words.SERVICES.items()),
        ask=words.ASK[slug],
        kinds=[
            (words.KINDS[kind], words.EXPLAINED[kind], shown(row for row in rows if row.kind == kind))
            for kind in KINDS
            if any(row.kind == kind for row in rows)
        ],
    )
