"""What the figures say, in sentences; what is asked for, and what can be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samrad.knowledge.models import SeriesFigure
from samrad.knowledge.queries.figures import Break, Figure, Figures, Line, has_rate
from samrad.knowledge.reference_data import OFFENCES, PEOPLE
from samrad.parties.models import Organisation
from samrad.web.knowledge.charts import number

if TYPE_CHECKING:
    from samrad.web.knowledge.drawing import Lines

ENOUGH = 20  # cases; below this a sentence about more or less would say nothing
BESIDE = ("district", "county", "like")


@dataclass(frozen=True)
class Asked:
    """Which group, beside whom, and as rate or count. What is not known is read as the usual."""

    line: Line | None
    beside: str
    by: str
    table: str

    @classmethod
    def read(cls, said: Mapping[str, str], figures: Figures) -> Self:
        wanted = said.get("gruppe", "")
        line = next((line for line in figures.lines if line.indicator.code == wanted), None)
        beside = said.get("med", "")
        line = line or next(iter(figures.lines), None)
        rated = line is not None and has_rate(line.indicator)
        return cls(
            line,
            beside if beside in BESIDE else "district",
            "rate" if rated and said.get("vis") != "count" else "count",
            line.indicator.table if line else OFFENCES,
        )

    @property
    def is_offences(self) -> bool:
        return self.table == OFFENCES

    @property
    def code(self) -> str:
        return self.line.indicator.code if self.line else ""


@dataclass(frozen=True)
class Options:
    """What the three lists offer, as value and words."""

    tables: list[tuple[str, str]]
    groups: list[tuple[str, str]]
    beside: list[tuple[str, str]]
    by: list[tuple[str, str]]


def options_of(figures: Figures, town: Organisation, asked: Asked) -> Options:
    tables = [(number, table_in_words(number, title)) for number, title in figures.tables]
    groups = [(line.indicator.code, str(line.indicator)) for line in figures.lines]
    if asked.line is None or not has_rate(asked.line.indicator):
        return Options(tables, groups, [], [])
    beside = [("district", _("Distriktet og hele landet"))]
    if town.county_id:
        beside.append(("county", _("Fylket og hele landet")))
    if town.centrality:
        beside.append(("like", _("Lignende kommuner og hele landet")))
    return Options(
        tables,
        groups,
        beside,
        [("rate", _("Per 1000 innbyggere")), ("count", _("Antall i året"))],
    )


def table_in_words(number: str, title: str) -> str:
    """What a table is called: the two that we know by our names, others by their own."""
    known = {OFFENCES: _("Anmeldte lovbrudd"), PEOPLE: _("Innbyggere")}
    return known.get(number) or title or _("Tabell %(number)s") % {"number": number}


def heading(town: Organisation, asked: Asked, figures: Figures) -> str:
    match asked.table:
        case "08487":
            return _("Anmeldte lovbrudd i %(name)s") % {"name": town.name}
        case "07459":
            return _("Innbyggere i %(name)s") % {"name": town.name}
        case number:
            return _("Tall for %(name)s: %(table)s") % {
                "name": town.name,
                "table": table_in_words(number, dict(figures.tables).get(number, "")),
            }


def value_in_words(figure: Figure, line: Line) -> str:
    """A figure with its decimals, or what stands where it does not."""
    return hidden_words(figure) if figure.count is None else number(figure.count, line.indicator.decimals)


def beside_in_words(town: Organisation, beside: str) -> str:
    match beside:
        case "county" if town.county:
            return town.county.name
        case "like":
            return _("Lignende kommuner")
        case _:
            return town.district.official_name if town.district else _("Distriktet")


def period_in_words(period: str) -> str:
    """«2023–2024», with the dash of a span."""
    return period.replace("-", "–")


def hidden_words(figure: Figure) -> str:
    """What stands where a figure does not."""
    return {"small": "≤4", "guarding": _("skjult")}.get(figure.state, "–")


def own_cell(figure: SeriesFigure | None) -> str:
    """A cell of the parties' own figures, with a comma; what is hidden says so."""
    if figure is None:
        return "–"
    if figure.value is None:
        return {"small": "≤4", "guarding": _("skjult")}.get(figure.state, "–")
    return number(float(figure.value), 0 if figure.value == figure.value.to_integral_value() else 1)


def break_in_words(change: Break) -> str:
    names = ", ".join(change.names)
    if change.is_whole and len(change.names) > 1:
        return _("Før %(year)s: %(names)s lagt sammen") % {"year": change.year, "names": names}
    return _("Før %(year)s: %(names)s") % {"year": change.year, "names": names}


@dataclass(frozen=True)
class Sentences:
    """The lead of the page, and the lines under the chart."""

    lead: str
    notes: list[str]


def in_words(town: Organisation, figures: Figures, asked: Asked, drawn: "Lines | None") -> Sentences:
    latest = asked.line.latest if asked.line else None
    if latest is None or drawn is None:
        return Sentences(_("Det finnes ingen tall for kommunen ennå."), [])
    return Sentences(
        _lead(town, asked, latest, drawn) if asked.is_offences else _plain_lead(drawn.line, latest),
        _notes(town, figures, latest, drawn),
    )


def _plain_lead(line: Line, latest: Figure) -> str:
    """The latest figure of any other table."""
    if latest.count is None:
        return _("Tallet for %(period)s vises ikke.") % {"period": period_in_words(latest.period)}
    said = {
        "line": str(line.indicator),
        "period": period_in_words(latest.period),
        "value": value_in_words(latest, line),
        "unit": line.indicator.unit,
    }
    return (_("%(line)s i %(period)s: %(value)s %(unit)s") % said).strip() + "."


def _lead(town: Organisation, asked: Asked, latest: Figure, drawn: "Lines") -> str:
    period = period_in_words(latest.period)
    if latest.count is None:
        return _(
            "Tallet for %(period)s vises ikke. Det kan være så lite at noen kunne blitt kjent igjen."
        ) % {"period": period}
    said = _("%(count)s anmeldelser i året i %(period)s.") % {"count": number(latest.count), "period": period}
    if latest.per_1000 is None:
        return said
    own = number(latest.per_1000, 1)
    beside, country = (drawn.rates(name).get(latest.period) for name in ("beside", "country"))
    if beside is not None and country is not None:
        said += " " + _(
            "Det er %(own)s per 1000 innbyggere, mot %(beside)s i %(name)s og %(country)s i hele landet."
        ) % {
            "own": own,
            "beside": number(beside, 1),
            "name": _("lignende kommuner") if asked.beside == "like" else beside_in_words(town, asked.beside),
            "country": number(country, 1),
        }
    elif country is not None:
        said += " " + _("Det er %(own)s per 1000 innbyggere, mot %(country)s i hele landet.") % {
            "own": own,
            "country": number(country, 1),
        }
    else:
        said += " " + _("Det er %(own)s per 1000 innbyggere.") % {"own": own}
    return f"{said} {_change(drawn)}".strip()


def _change(drawn: "Lines") -> str:
    """More or fewer than the time before. Of tiny numbers nothing is said: they go up and down by chance."""
    before, latest = ([None, *drawn.line.figures])[-2:]
    assert latest is not None
    if latest.count is not None and latest.count < ENOUGH:
        return _("Tallet er lite: noen få anmeldelser mer eller mindre gir stort utslag.")
    if before is None or before.count is None or latest.count is None or before.count < ENOUGH:
        return ""
    if any(before.ends < change.year <= latest.ends for change in drawn.figures.breaks):
        return ""
    said = {"count": number(abs(latest.count - before.count)), "period": period_in_words(before.period)}
    if latest.count == before.count:
        return _("Det er like mange som i %(period)s.") % said
    if latest.count > before.count:
        return _("Det er %(count)s flere enn i %(period)s.") % said
    return _("Det er %(count)s færre enn i %(period)s.") % said


def _notes(town: Organisation, figures: Figures, latest: Figure, drawn: "Lines") -> list[str]:
    notes = [_("Kommunen og tallene er oppdiktet.")] if town.is_fictional else []
    notes += [_("Hvert tall er gjennomsnittet av to år.")] if "-" in latest.period else []
    if figures.people and drawn.asked.is_offences:
        notes.append(
            _("I %(name)s (%(people)s innbyggere) gjør én anmeldelse %(step)s utslag per 1000.")
            % {"name": town.name, "people": number(figures.people), "step": number(1000 / figures.people, 2)}
        )
    count = drawn.places("beside")
    if count:
        if drawn.asked.beside == "like":
            notes.append(
                _("Lignende kommuner er like sentrale etter SSBs mål, og har om lag like mange innbyggere.")
            )
        notes.append(
            ngettext(
                "Sammenligningen er laget av %(count)s kommune. Kommuner med skjulte tall er ikke med.",
                "Sammenligningen er laget av %(count)s kommuner. Kommuner med skjulte tall er ikke med.",
                count,
            )
            % {"count": count}
        )
    notes += [
        _("%(change)s. Tall før og etter kan ikke sammenlignes direkte.") % {"change": break_in_words(change)}
        for change in figures.breaks
    ]
    return notes


def how_many_pupils(pupils: int, hidden: int) -> str:
    """A count of pupils in words. `hidden` is how many municipalities have fewer than five in it, which are in no sum. V-4.2-e."""
    if not hidden:
        return number(pupils)
    if pupils:
        return _("minst %(pupils)s") % {"pupils": number(pupils)}
    return _("færre enn 5") if hidden == 1 else _("færre enn 5 fra hver")
