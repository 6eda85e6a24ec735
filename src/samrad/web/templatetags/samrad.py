"""The house's components: `{% load samrad %}`.

Sides are those of the model: `municipality`, `police` or `other`. Texts are handed in ready translated: `_("Lagre")`.
A tag with an `end…` has content between the two.

A page extends `base.html` and fills its blocks
    title · crumbs (links and spans, no wrapping) · head (h1, lead, turn: above the columns) · content · aside (beside
    content; left out when empty) · body (instead of the two columns) · page (instead of everything but skip link and
    demo strip, for login; must then hold <main id="innhold">)
    The frame reads here (name, url, rooms of name, url, is_current, state), own_cooperations (name, url),
    unread_notices, actor, actors, languages, is_demo, page_language, frameless.

    {% same_for_all "frame/about.html" %}    a part of the frame that knows nothing of who reads

Signs
    {% disc left="full" right="hollow" size=16 label="" left_side="municipality" %}
                                             full, hollow or none; without a label it is decoration
    {% half side size=14 %}                  one party's half, decoration; letter K or P from 34 px up
    {% party name side %}                    half and name; the name is text
    {% node state size=18 %}                 done, now, todo, late: decoration, say the state in words
    {% icon name %}                          bell book buildings chevron compass padlock person search shield wrench
    {% mark size=28 %}                       Samråd's own sign
    {% login_way %}                          the way from two halves to one, for the login page
Words
    {% status_tag text tone="plain" %}       plain, outline, done, late
    {% day date form="short" %}              <time>: short «16. okt.», long «16. oktober 2026», weekday «fre. 16. okt.», weekday_and_year
    {{ date|dated:"long" }}                  the same words inside a sentence: long, without_year, with_weekday
    {% when date %}                          «om 3 dager», «i dag», «12 dager siden»
Doing
    {% button text kind="primary" name="" value="" side="" %}     kind: primary, secondary, quiet
    {% link_button text url kind="secondary" side="" %}           side: only where a party hands something over
    {% form_errors form %}                   first in the page; takes focus; links to each field
    {% field form.name %}                    label, help, error and control, whatever its kind
    {% choice_table form caption heading %}  a row of radio buttons for each field: all have the same answers
    {% fields form %}                        hidden fields and every visible one, in order (no summary)
    {% toggle options label %}               options: (text, url, is_current)
Boxes
    {% turn side heading ours=True action="" url="" %}…{% endturn %}      who has the next move; side "shared": both
    {% guide source="" heading="" strength="" %}…{% endguide %}           advice; source «4.1.2», strength «Bør»
    {% private_draft name side heading="" saved="" %}…{% endprivate_draft %}   only this party sees it
    {% stale theirs ours who="" %}           what a colleague saved, above what you wrote
    {% empty text url="" action="" %}        nothing here, and the one thing to do
    {% compare left_heading left right_heading right language="" %}                   two texts side by side
    {% folded title note left right left_side %}…{% endfolded %}          a list that steers the page: one row on
                                             phones, open elsewhere; no ids inside
Lists and pictures
    {% definitions pairs %}                  pairs: (term, value)
    {% clause_rows rows %}                   inside <ol class="clauses">; rows: .number .heading .url .left .right
                                             .left_side .note .tone (a side, or "") .current .status, which is read
                                             aloud when there is no note
    {% redline pieces side="" %}             pieces: .kind equal|delete|insert (or same|removed|added) and .text
    {% life state %}                         an agreement's way: draft, negotiation, approval, signing, in_force
    {% clocks rows %}                        rows: (date, what); the date may be None
    {% pagination page %}                    Django's Page; keeps the other query values

Classes to write by hand
    Layout   with-side (main + 352 px) · three (296, 1fr, 272) · reading (nav.contents > ol, paper, side) · two · narrow
    Text     eyebrow · lead · prose (agreement text) · small · quiet (ink-2) · num (figures) · as-typed · sr-only
    Section  <section class="ruled"><header><h2>…</h2><span or a>…</header>…  ink rule above; add late or soft
    Sheet    sheet, inside it sheet-head and sheet-body · reason reason-kommune|reason-politi (with an eyebrow)
    Paper    paper (a document) · clause-number · what-became · signatures > side-kommune, side-politi · sealed
    Rows     ul or ol.rows > li · li.task-row [late] > task-date (with <small>), task-what, one button or tag
             li.own-row > disc, link, <p> · ol.history > li · details.folded > summary (a steering list on phones)
    Table    table · number on th and td · own on tr · table-stack with td data-l="Label": rows on phones
    Figures  ul.figures > li [late] > <strong>239 <small>av 357</small></strong> text
    Forms    form.form (a stack; write novalidate, so that the messages are ours) · actions (a row of buttons)
    Map      div.map > ul.legend > li (tile, words, <span>count</span>; apart sets one off), then the tile map
             legend legend-halves: what the discs mean
    Login    login > header.login-front (p.brand-white, {% login_way %}, a div with p.login-slogan and p) and
             main.login-form · ul.personas > li > button.persona > half or icon, <span><b>…</b><span>…</span></span>
"""

import functools
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, pgettext

from samrad.kernel.clock import today
from samrad.kernel.days import dated, on_day, when

register = template.Library()
register.filter(dated)
register.simple_tag(when)

LETTER_FROM = 34  # px; a smaller half has no room for its letter
LETTERS = {"kommune": "K", "politi": "P", "other": ""}
SIDES = {"municipality": "kommune", "police": "politi"}
STEPS = (
    ("draft", gettext_lazy("Utkast")),
    ("negotiation", gettext_lazy("Forhandling")),
    ("approval", gettext_lazy("Godkjenning")),
    ("signing", gettext_lazy("Underskrift")),
    ("in_force", gettext_lazy("I kraft")),
)
PIECES = {"same": "equal", "removed": "delete", "added": "insert"}


class Piece(Protocol):
    """A stretch of a redline."""

    kind: str
    text: str


def _side(side: str) -> str:
    return SIDES.get(side, "other")


def drawing[**P](
    file: str, most: int = 2_000
) -> Callable[[Callable[P, dict[str, object]]], Callable[P, SafeString]]:
    """What is drawn from what it is given and nothing else, and kept: the same again for whoever gives the same.

    Shape    `most` are kept. Whose words are in it, has given them. Words that are markup already are another thing than the
             same words typed by somebody, though they are equal: they are told apart by their type.
    """

    def register_as(build: Callable[P, dict[str, object]]) -> Callable[P, SafeString]:
        @functools.lru_cache(maxsize=most, typed=True)
        def kept(_language: str | None, *args: P.args, **kwargs: P.kwargs) -> SafeString:
            return render_to_string(file, build(*args, **kwargs))

        @functools.wraps(build)
        def drawn(*args: P.args, **kwargs: P.kwargs) -> SafeString:
            return kept(get_language(), *args, **kwargs)  # type: ignore[arg-type] # told by plain words, numbers and tuples of them

        return drawn

    return register_as


@register.simple_tag
def same_for_all(file: str) -> SafeString:
    return _same_for_all(file, get_language())


@functools.lru_cache(maxsize=100)
def _same_for_all(file: str, _language: str | None) -> SafeString:
    """Rendered once for each language, with nothing of the request: whatever is in it, no reader's own can be."""
    return render_to_string(file)


@register.simple_tag
@drawing("components/disc.html")
def disc(
    left: str = "none", right: str = "none", size: int = 16, label: str = "", left_side: str = "municipality"
) -> dict[str, object]:
    return {"left": left, "right": right, "size": size, "label": label, "left_side": _side(left_side)}


@register.simple_tag
@drawing("components/half.html")
def half(side: str, size: int = 14) -> dict[str, object]:
    side = _side(side)
    letter = LETTERS[side] if size >= LETTER_FROM else ""
    return {"side": side, "size": size, "width": str(size / 2), "letter": letter}


@register.simple_tag
@drawing("components/party.html")
def party(name: str, side: str) -> dict[str, object]:
    return {"name": name, "side": side}


@register.simple_tag
@drawing("components/node.html")
def node(state: str, size: int = 18) -> dict[str, object]:
    return {"state": state, "size": size}


@register.simple_tag
@drawing("components/icon.html")
def icon(name: str) -> dict[str, object]:
    return {"file": f"components/icons/{name}.svg"}


@register.simple_tag
@drawing("components/mark.html")
def mark(size: int = 28) -> dict[str, object]:
    return {"size": size}


@register.simple_tag
@drawing("components/login_way.html")
def login_way() -> dict[str, object]:
    return {}


@register.simple_tag
@drawing("components/status_tag.html")
def status_tag(text: str, tone: str = "plain") -> dict[str, object]:
    return {"text": text, "tone": tone}


@register.simple_tag
def day(given: date | None, form: str = "short") -> SafeString:
    """The year is left out of a short date when it is this one."""
    return _day(on_day(given) if given else None, form, today().year)


@drawing("components/day.html")
def _day(on: date | None, form: str, this_year: int) -> dict[str, object]:
    if on is None:
        return {"given": None}
    # Django's letters for dates, so that a language can write them its own way: English has no points.
    shapes = {
        "short": pgettext("date", "j. N") if on.year == this_year else pgettext("date", "j. N Y"),
        "long": pgettext("date", "j. F Y"),
        "weekday": pgettext("date", "D. j. N"),
        "weekday_and_year": pgettext("date", "D. j. N")
        if on.year == this_year
        else pgettext("date", "D. j. N Y"),
    }
    text, full = (formats.date_format(on, shape) for shape in (shapes[form], pgettext("date", "l j. F Y")))
    return {"given": on, "text": text, "full": full}


@register.inclusion_tag("components/button.html")
def button(
    text: str, kind: str = "primary", name: str = "", value: str = "", side: str = "", about: str = ""
) -> dict[str, object]:
    return {
        "text": text,
        "about": about,
        "kind": kind,
        "name": name,
        "value": value,
        "colour": _side(side) if side else "",
    }


@register.inclusion_tag("components/link_button.html")
def link_button(text: str, url: str, kind: str = "secondary", side: str = "") -> dict[str, object]:
    return {"text": text, "url": url, "kind": kind, "colour": _side(side) if side else ""}


@register.inclusion_tag("components/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, object]:
    wrong = [(bound, str(bound.label).rstrip(".?:")) for bound in form.visible_fields() if bound.errors]
    return {"form": form, "wrong": wrong}


def _sort(bound: BoundField) -> str:
    """Which shape the control has: one box to tick, several choices, or a single line or area."""
    kind = bound.widget_type
    if kind in {"radioselect", "checkboxselectmultiple"}:
        return "choices"
    return "checkbox" if kind == "checkbox" else "single"


@register.inclusion_tag("components/field.html")
def field(bound: BoundField) -> dict[str, object]:
    """A form's fields are its own copies, so dressing one changes no other form."""
    bound.field.widget.attrs["class"] = "ds-input"
    optional = not bound.field.required and bound.widget_type != "checkbox"
    return {"field": bound, "sort": _sort(bound), "optional": optional}


@register.inclusion_tag("components/fields.html")
def fields(form: BaseForm) -> dict[str, object]:
    return {"form": form}


@register.inclusion_tag("components/choice_table.html")
def choice_table(form: BaseForm, caption: str, heading: str) -> dict[str, object]:
    """Radio buttons that all have the same answers, one row for each question."""
    rows = form.visible_fields()
    for bound in rows:
        bound.field.widget.attrs["class"] = "ds-input"
    names = [choice.choice_label for choice in rows[0]] if rows else []
    return {"fields": rows, "names": names, "caption": caption, "heading": heading}


@register.inclusion_tag("components/toggle.html")
def toggle(options: Iterable[tuple[str, str, bool]], label: str) -> dict[str, object]:
    return {"options": options, "label": label}


@register.simple_block_tag
def turn(
    content: str, side: str, heading: str, ours: bool = True, action: str = "", url: str = ""
) -> SafeString:
    given: dict[str, object] = {
        "content": content,
        "side": side if side == "shared" else _side(side),
        "model_side": side,
        "heading": heading,
    }
    given |= {"ours": ours, "action": action, "url": url}
    return render_to_string("components/turn.html", given)


@register.simple_block_tag
def guide(content: str, source: str = "", heading: str = "", strength: str = "") -> SafeString:
    given = {"content": content, "source": source, "heading": heading, "strength": strength}
    return render_to_string("components/guide.html", given)


@register.simple_block_tag
def private_draft(content: str, name: str, side: str, heading: str = "", saved: str = "") -> SafeString:
    given = {"content": content, "name": name, "side": side, "heading": heading, "saved": saved}
    return render_to_string("components/private_draft.html", given)


@register.simple_block_tag
def folded(
    content: str, title: str, note: str = "", left: str = "none", right: str = "none", left_side: str = ""
) -> SafeString:
    """Written once and shown twice: a closed row cannot be opened by width alone."""
    given = {"content": content, "title": title, "note": note, "left": left, "right": right}
    return render_to_string("components/folded.html", given | {"left_side": left_side})


@register.inclusion_tag("components/stale.html")
def stale(theirs: str, ours: str, who: str = "") -> dict[str, object]:
    return {"theirs": theirs, "ours": ours, "who": who}


@register.inclusion_tag("components/empty.html")
def empty(text: str, url: str = "", action: str = "") -> dict[str, object]:
    return {"text": text, "url": url, "action": action}


@register.inclusion_tag("components/compare.html")
def compare(
    left_heading: str, left: str, right_heading: str, right: str, language: str = ""
) -> dict[str, object]:
    """`language` is that of the two texts, where it may be another than the page's."""
    return {
        "left_heading": left_heading,
        "left": left,
        "right_heading": right_heading,
        "right": right,
        "language": language,
    }


@register.inclusion_tag("components/definitions.html")
def definitions(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    return {"pairs": pairs}


@register.inclusion_tag("components/clause_rows.html")
def clause_rows(rows: Iterable[Mapping[str, object]]) -> dict[str, object]:
    """The list that steers the negotiation, one row for each clause."""
    return {
        "rows": [dict(row) | {"tone": _side(str(row["tone"])) if row.get("tone") else ""} for row in rows]
    }


def _told(piece: Piece) -> dict[str, object]:
    """The piece without the spaces around it, which stand outside the marking."""
    kind, text = PIECES.get(piece.kind, piece.kind), piece.text
    if kind == "equal" or not text.strip():
        return {"kind": kind, "text": text}
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    whole = getattr(piece, "whole", False)
    return {"kind": kind, "text": text.strip(), "before": before, "after": after, "whole": whole}


@register.inclusion_tag("components/redline.html")
def redline(pieces: Iterable[Piece], side: str = "") -> dict[str, object]:
    told = [_told(piece) for piece in pieces]
    return {"pieces": told, "side": _side(side) if side else "shared"}


@register.simple_tag
@drawing("components/life.html")
def life(state: str) -> dict[str, object]:
    """The five steps; in a state outside them, such as discarded, none is reached."""
    names = [name for name, _label in STEPS]
    at = names.index(state) if state in names else -1
    steps = [{"text": label, "state": _reached(place, at)} for place, (_name, label) in enumerate(STEPS)]
    return {"steps": steps}


def _reached(place: int, at: int) -> str:
    if place < at or place == at == len(STEPS) - 1:
        return "done"
    return "now" if place == at else "todo"


@register.inclusion_tag("components/clocks.html")
def clocks(rows: Iterable[tuple[date | None, str]]) -> dict[str, object]:
    return {"rows": rows}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: "Page[Any]") -> dict[str, object]:
    return {"page": page, "query": context["request"].GET}
