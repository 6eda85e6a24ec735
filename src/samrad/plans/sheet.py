"""Measures in a sheet, one a row: the columns, a measure as a row, and a row as the details of a measure."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samrad.contacts.fields import PoliceField
from samrad.cooperation.models import Area
from samrad.kernel.answers import Refused, Sentence
from samrad.knowledge.sheets import FaultySheet, Row
from samrad.plans.content import LONG, SHORT, Details
from samrad.plans.models import Measure
from samrad.plans.models.measure import Rhythm
from samrad.plans.queries.ground import Ground

MOST = 500  # measures in one sheet
SHOWN_ONLY = {"number", "state", "parts"}
COLUMNS: dict[str, Sentence] = {
    "number": gettext_lazy("Nummer"),
    "name": gettext_lazy("Tiltak"),
    "state": gettext_lazy("Status"),
    "owner": gettext_lazy("Ansvarlig"),
    "house": gettext_lazy("Virksomhet"),
    "service": gettext_lazy("Tjeneste eller enhet"),
    "focus_area": gettext_lazy("Satsingsområde"),
    "goal": gettext_lazy("Mål"),
    "further": gettext_lazy("Andre satsingsområder"),
    "areas": gettext_lazy("Hva det gjelder"),
    "description": gettext_lazy("Hva som skal gjøres"),
    "origin": gettext_lazy("Nytt eller videreført"),
    "target_group": gettext_lazy("Målgruppe"),
    "level": gettext_lazy("Nivå"),
    "main_purpose": gettext_lazy("Hovedformål"),
    "side_effects": gettext_lazy("Andre virkninger"),
    "rhythm": gettext_lazy("Hvor ofte"),
    "begins_on": gettext_lazy("Begynner"),
    "ends_on": gettext_lazy("Slutter"),
    "place": gettext_lazy("Sted"),
    "channel": gettext_lazy("Kanal"),
    "reach": gettext_lazy("Hvor mange det når"),
    "change": gettext_lazy("Hva som skal endre seg"),
    "seen_by": gettext_lazy("Hvordan dere ser det"),
    "rests_on": gettext_lazy("Kunnskapen det hviler på"),
    "needs": gettext_lazy("Innbyggernes behov"),
    "step": gettext_lazy("Trinn"),
    "decision": gettext_lazy("Beslutningen det hviler på"),
    "resources": gettext_lazy("Ressurser fra hver part"),
    "alone_because": gettext_lazy("Hvorfor bare én part setter av noe"),
    "weighing": gettext_lazy("Slik vurderte dere det"),
    "spares": gettext_lazy("Plan som er justert, og målet den sparer"),
    "report_every": gettext_lazy("Rapport"),
    "police_fields": gettext_lazy("Fagområder i politiet"),
    "is_public": gettext_lazy("Kan være offentlig"),
    "parts": gettext_lazy("Hvem som er med"),
}
CHOICES: dict[str, type[TextChoices]] = {
    "origin": Measure.Origin,
    "level": Measure.Level,
    "rhythm": Rhythm,
    "report_every": Rhythm,
}
NO_REPORT = {Rhythm.ONCE, Rhythm.WEEKLY, Rhythm.STEADY}
SPREADSHEETS_COUNT_FROM = date(1899, 12, 30)
DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y")


def row_of(measure: Measure, ground: Ground) -> Row:
    """A measure as its row."""
    own: dict[str, Any] = {
        "number": measure.number,
        "state": measure.get_state_display(),
        "owner": measure.owner.title,
        "house": measure.owner.organisation.official_name,
        "focus_area": measure.focus_area and measure.focus_area.name,
        "goal": measure.goal and measure.goal.name,
        "further": "; ".join(ground.areas[key] for key in map(UUID, measure.further) if key in ground.areas),
        "areas": "; ".join(str(name) for name in measure.area_names),
        "police_fields": "; ".join(str(name) for name in measure.field_names),
        "decision": measure.decision_id and ground.decisions.get(measure.decision_id),
        "is_public": _("ja") if measure.is_public else _("nei"),
        "parts": "; ".join(part.name for part in measure.parts.all()),
    }
    own |= {name: kind(value).label for name, kind in CHOICES.items() if (value := getattr(measure, name))}
    return [_cell(own[name] if name in own else getattr(measure, name)) for name in COLUMNS]


def _cell(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def heads() -> Row:
    return [str(head) for head in COLUMNS.values()]


def allowed(ground: Ground) -> list[Row]:
    """What may stand in the columns that point at something, a column for each: to lay beside an empty sheet."""
    columns: list[tuple[str, list[str]]] = [
        ("owner", [post.title for post in ground.owners.values()]),
        ("house", sorted({post.organisation.official_name for post in ground.owners.values()})),
        ("focus_area", sorted(ground.areas.values())),
        ("goal", sorted(name for name, _area in ground.goals.values())),
        ("decision", list(ground.decisions.values())),
        ("areas", [str(label) for label in Area.labels]),
        ("police_fields", [str(label) for label in PoliceField.labels]),
        *((name, _labels(name)) for name in CHOICES),
        ("step", ["1", "2", "3", "4"]),
        ("is_public", [_("ja"), _("nei")]),
    ]
    longest = max(len(values) for _name, values in columns)
    rows = [[values[at] if at < len(values) else "" for _name, values in columns] for at in range(longest)]
    return [[str(COLUMNS[name]) for name, _values in columns], *rows]


def _labels(name: str) -> list[str]:
    return [str(each.label) for each in CHOICES[name] if name != "report_every" or each not in NO_REPORT]


def in_every_language(words: Sentence) -> set[str]:
    """The same words as each language writes them, in small letters."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.add(str(words).casefold())
    return found


def each_row[Made](rows: list[Row], ground: Ground, make: Callable[[Details], Made]) -> list[Made]:
    """What `make` makes of every row of a sheet, read as the details of a measure: of all, or of none.

    Refuses  with `FaultySheet` and a line for each faulty row: a column that is missing, or twice; a name, a day or a choice that
             is not understood; and whatever `make` refuses. More than `MOST` rows.
    """
    at = _places(rows[0] if rows else [])
    if len(rows) > MOST + 1:
        raise Refused(_("Arket har flere enn %(most)s tiltak. Del det opp.") % {"most": MOST})
    sheet, made = FaultySheet.gathering(), []
    for number, row in enumerate(rows[1:], 2):
        if not any(row):
            continue
        cells = {name: row[place] if place < len(row) else "" for name, place in at.items()}
        with sheet.in_row(number):
            made.append(make(_read(cells, ground)))
    sheet.require_none()
    if not made:
        raise FaultySheet([_("Rad 2: arket har ingen tiltak.")])
    return made


def _places(row: Row) -> dict[str, int]:
    """Which column stands where, by the heads in any of the languages."""
    known = {words: name for name, head in COLUMNS.items() for words in in_every_language(head)}
    found: dict[str, int] = {}
    for place, words in enumerate(row):
        name = known.get(words.casefold().strip())
        if name is None or name in SHOWN_ONLY:
            continue
        if name in found:
            raise FaultySheet([_("Rad 1: kolonnen «%(head)s» står to ganger.") % {"head": words[:40]}])
        found[name] = place
    lacking = [str(COLUMNS[name]) for name in ("name", "owner") if name not in found]
    if lacking:
        raise FaultySheet(
            [
                _("Rad 1: disse kolonnene mangler: %(names)s. Bruk malen, så står de riktig.")
                % {"names": ", ".join(lacking)}
            ]
        )
    return found


def _read(cells: Mapping[str, str], ground: Ground) -> Details:
    def said(name: str) -> str:
        return cells.get(name, "")

    area = _one(said("focus_area"), ground.areas, COLUMNS["focus_area"])
    goals = {key: name for key, (name, home) in ground.goals.items() if area in {None, home}}
    goal = _one(said("goal"), goals, COLUMNS["goal"])
    further = [_one(name, ground.areas, COLUMNS["further"]) for name in _split(said("further"))]
    texts = {name: said(name) for name in (*SHORT, *LONG) if name in cells}
    choices = {name: _chosen(said(name), kind, COLUMNS[name]) for name, kind in CHOICES.items()}
    if choices["report_every"] in NO_REPORT:
        choices["report_every"] = ""
    given: dict[str, Any] = texts | choices | {"origin": choices["origin"] or Measure.Origin.NEW}
    return Details(
        **given,
        owner_id=_owner(said("owner"), said("house"), ground),
        focus_area_id=area or (ground.goals[goal][1] if goal else None),
        goal_id=goal,
        further=tuple(key for key in further if key),
        areas=tuple(_chosen(name, Area, COLUMNS["areas"]) for name in _split(said("areas"))),
        police_fields=tuple(
            _chosen(name, PoliceField, COLUMNS["police_fields"]) for name in _split(said("police_fields"))
        ),
        begins_on=_day(said("begins_on")),
        ends_on=_day(said("ends_on")),
        step=_step(said("step")),
        decision_id=_one(said("decision"), ground.decisions, COLUMNS["decision"]),
        is_public=_yes(said("is_public")),
    )


def _split(text: str) -> Iterable[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _one(name: str, among: Mapping[UUID, str], head: Sentence) -> UUID | None:
    """The one that is called so; none where nothing is said."""
    if not name:
        return None
    found = [key for key, words in among.items() if words.casefold() == name.casefold()]
    if len(found) != 1:
        raise Refused(_unknown(name, head) if not found else _twice(name, head))
    return found[0]


def _unknown(name: str, head: Sentence) -> str:
    return _("«%(name)s» finnes ikke under %(head)s. Skriv det slik det står i malen") % {
        "name": name[:60], "head": head,
    }  # fmt: skip


def _twice(name: str, head: Sentence) -> str:
    return _("det er flere som heter «%(name)s» under %(head)s") % {"name": name[:60], "head": head}


def _owner(title: str, house: str, ground: Ground) -> UUID:
    posts = {
        key: post.title
        for key, post in ground.owners.items()
        if not house
        or house.casefold() in {post.organisation.official_name.casefold(), post.organisation.name.casefold()}
    }
    found = _one(title, posts, COLUMNS["owner"])
    if found is None:
        raise Refused(_("ingen ansvarlig. Skriv stillingen"))
    return found


def _chosen(words: str, kind: type[TextChoices], head: Sentence) -> str:
    if not words:
        return ""
    for each in kind:
        if words.casefold() in in_every_language(each.label):
            return str(each.value)
    raise Refused(_unknown(words, head))


def _day(text: str) -> date | None:
    if not text:
        return None
    if text.isdecimal() and len(text) == 5:  # a spreadsheet's own count of days
        return SPREADSHEETS_COUNT_FROM + timedelta(days=int(text))
    for shape in DAYS:
        try:
            return datetime.strptime(text, shape).date()  # a day has no zone
        except ValueError:
            continue
    raise Refused(
        _("«%(text)s» er ingen dato. Skriv dag.måned.år, for eksempel 01.01.2027") % {"text": text[:40]}
    )


def _step(text: str) -> int | None:
    if text and text not in {"1", "2", "3", "4"}:
        raise Refused(_("«%(text)s» er ikke ett av de fire trinnene") % {"text": text[:40]})
    return int(text) if text else None


def _yes(text: str) -> bool:
    if not text or text.casefold() in {"ja", "yes", "x"}:
        return True
    if text.casefold() not in {"nei", "no"}:
        raise Refused(_("«%(text)s» er verken ja eller nei") % {"text": text[:40]})
    return False
