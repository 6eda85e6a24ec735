"""A plan as a document, and as everybody may read it: in the cooperation's language, made for screen readers and archives."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from samrad.agreements.documents import DocumentNotMade
from samrad.agreements.prose import blocks
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import living_parties
from samrad.kernel.clock import today
from samrad.kernel.days import dated
from samrad.plans.models import Measure, Plan
from samrad.typeset.printing import CannotTypeset, typeset

FOLDER = Path(__file__).parent / "typst"
type Fact = tuple[str, str]
type Content = dict[str, Any]


@dataclass(frozen=True)
class PlanDocument:
    """Shape    measures: number, title, facts, text. `date` is year, month, day; `page` has {page} and {pages} in it."""

    language: str
    title: str
    authors: list[str]
    keywords: list[str]
    date: tuple[int, int, int]
    footer: str
    page: str
    parties: list[dict[str, str]]
    facts: list[Fact]
    about: list[dict[str, Any]]
    measures: list[dict[str, Any]]
    heading: str
    empty: str


def content_of(plan: Plan, measures: list[Measure], cooperation: Cooperation, *, for_all: bool) -> Content:
    """What stands in the document, in plain words. `for_all` leaves out what is not for everybody.

    Shape    What everybody reads has no reasons, no reports and no means: name, aim, who, when, where and how it stands.
    """
    with translation.override(cooperation.language):
        facts = [
            (_("Hva slags plan"), str(plan.get_kind_display())),
            (_("Forum"), plan.forum.name),
            (_("Periode"), plan.period),
            (_("Utfordringen planen gjelder"), plan.challenge),
            (_("Vedtatt"), dated(plan.agreed_on) if plan.agreed_on else _("Utkast, ikke vedtatt")),
        ]
        return {
            "language": cooperation.language,
            "title": plan.name,
            "parties": [
                {"name": party.organisation.official_name, "side": party.side}
                for party in living_parties(cooperation)
            ],
            "facts": [fact for fact in facts if fact[1]],
            "about": plan.about,
            "measures": [
                _measure(measure, for_all=for_all) for measure in measures if measure.is_public or not for_all
            ],
        }


def _measure(measure: Measure, *, for_all: bool) -> dict[str, Any]:
    when = " – ".join(dated(day) if day else "" for day in (measure.begins_on, measure.ends_on))
    facts = [
        (_("Status"), str(measure.get_state_display())),
        (_("Ansvarlig"), f"{measure.owner.title}, {measure.owner.organisation.official_name}"),
        (_("Satsingsområde"), measure.focus_area.name if measure.focus_area else ""),
        (_("Mål"), measure.goal.name if measure.goal else ""),
        (_("Målgruppe"), measure.target_group),
        (_("Når"), when.strip(" –") and when),
        (_("Sted"), measure.place),
        (_("Hva som skal endre seg"), measure.change),
        (_("Hvordan dere ser det"), measure.seen_by),
    ]
    inner = [
        (_("Ressurser fra hver part"), measure.resources),
        (_("Trinn i samordningstrappen"), str(measure.step or "")),
        (_("Hvorfor"), measure.state_reason),
    ]
    rows = facts if for_all else facts + inner
    return {
        "number": str(measure.number),
        "title": measure.name,
        "text": measure.description,
        "facts": [row for row in rows if row[1]],
    }


def plan_pdf(content: Content) -> bytes:
    """The document. Refuses (`DocumentNotMade`) when it cannot be set."""
    day = today()
    with translation.override(content["language"]):
        document = PlanDocument(
            language=content["language"],
            title=content["title"],
            authors=[party["name"] for party in content["parties"]],
            keywords=[],
            date=(day.year, day.month, day.day),
            footer=_("Slik planen var %(day)s") % {"day": dated(day)},
            page=_("Side %(page)s av %(pages)s") % {"page": "{page}", "pages": "{pages}"},
            parties=content["parties"],
            facts=content["facts"],
            about=_prose(content["about"]),
            measures=[row | {"text": _prose(row["text"])} for row in content["measures"]],
            heading=_("Tiltak"),
            empty=_("Ingen tiltak i planen ennå."),
        )
    try:
        return typeset(FOLDER / "plan.typ", asdict(document))
    except CannotTypeset as wrong:
        raise DocumentNotMade(
            _("Dokumentet kunne ikke lages. Ingenting er endret. Be den som drifter løsningen, om hjelp.")
        ) from wrong


def _prose(text: str) -> list[dict[str, Any]]:
    return [asdict(block) for block in blocks(text)]
