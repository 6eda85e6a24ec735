"""What the figures say, in sentences; what is asked for, and what can be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samrad.knowledge.models import SeriesFigure
from samrad.knowledge.queries.figures import Break, Figure, Figures, Line
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

    @classmethod
    def read(cls, said: Mapping[str, str], figures: Figures) -> Self:
        wanted = said.get("gruppe", "")
        line = next((line for line in figures.lines if line.indicator.code == wanted), None)
        beside = said.get("med", "")
        return cls(
            line or next(iter(figures.lines), None),
            beside if beside in BESIDE else "district",
            "count" if said.get("vis") == "count" else "rate",
        )

    @property
    def code(self) -> str:
        return self.line.indicator.code if self.line else ""


@dataclass(frozen=True)
class Options:
    """What the three lists offer, as value and words."""

    groups: list[tuple[str, str]]
    beside: list[tuple[str, str]]
    by: list[tuple[str, str]]


def options_of(figures: Figures, town: Organisation) -> Options:
    beside = [("district", _("Distriktet og hele landet"))]
    if town.county_id:
        beside.append(("county", _("Fylket og hele landet")))
    if town.centrality:
        beside.append(("like", _("Like sentrale kommuner og hele landet")))
    return Options(
        [(line.indicator.code, str(line.indicator)) for line in figures.lines],
        beside,
        [("rate", _("Per 1000 innbyggere")), ("count", _("Antall i året"))],
    )


def beside_in_words(town: Organisation, beside: str) -> str:
    match beside:
        case "county" if town.county:
            return town.county.name
        case "like":
            return _("Like sentrale")
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
    return Sentences(_lead(town, asked, latest, drawn), _notes(town, figures, latest, drawn))


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
            "name": _("like sentrale kommuner")
            if asked.beside == "like"
            else beside_in_words(town, asked.beside),
            "country": number(country, 1),
        }
    elif country is not None:
        said += " " + _("Det er %(own)s per 1000 innbyggere, mot %(country)s i hele landet.") % {
            "own": own,
            "country": number(country, 1),
        }
    else:
        said += " " + _("Det er %(own)s per 1000 innbyggere.") % {"own": own}
    if latest.count < ENOUGH:
        said += " " + _("Tallet er lite: noen få anmeldelser mer eller mindre gir stort utslag.")
    return said


def _notes(town: Organisation, figures: Figures, latest: Figure, drawn: "Lines") -> list[str]:
    notes = [_("Kommunen og tallene er oppdiktet.")] if town.is_fictional else []
    notes += [_("Hvert tall er gjennomsnittet av to år.")] if "-" in latest.period else []
    if figures.people:
        notes.append(
            _("I %(name)s (%(people)s innbyggere) gjør én anmeldelse %(step)s utslag per 1000.")
            % {"name": town.name, "people": number(figures.people), "step": number(1000 / figures.people, 2)}
        )
    count = drawn.places("beside")
    if count:
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
