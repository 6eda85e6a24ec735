"""The documents of a meeting: its agenda as one reader may see it, and its minutes as one kind of reader sees them.

Minutes that are approved are kept as the file they were, and never set again.
"""

import functools
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samrad.agreements.documents import DocumentNotMade
from samrad.agreements.fingerprint import fingerprint
from samrad.agreements.prose import blocks
from samrad.cooperation.queries import living_parties
from samrad.forums.models import Membership
from samrad.forums.queries import sees_whole
from samrad.kernel.clock import OSLO
from samrad.kernel.days import dated
from samrad.meetings.content import Content, by_party
from samrad.meetings.models import AgendaItem, Attendance, Decision, Meeting, Minutes, MinutesFace, Paper
from samrad.meetings.queries.meetings import agenda_of
from samrad.meetings.sentences import about_facts, matter_facts, outcome_facts
from samrad.parties.actor import Actor
from samrad.typeset.printing import CannotTypeset, typeset

FOLDER = Path(__file__).parent / "typst"
AGENDAS_KEPT = 8
GROUP = 8  # signs of the checksum between two spaces

type Prose = list[dict[str, Any]]
type Fact = tuple[str, str]


@dataclass(frozen=True)
class Sheet:
    """What both documents begin with. `date` is year, month, day; `page` has {page} and {pages} in it."""

    language: str
    title: str
    authors: list[str]
    keywords: list[str]
    date: tuple[int, int, int]
    footer: str
    page: str
    parties: list[dict[str, str]]
    facts: list[Fact]


@dataclass(frozen=True)
class AgendaDocument:
    """The agenda. Shape    items: number, title, facts, background, to_decide, papers."""

    sheet: Sheet
    items: list[dict[str, Any]]
    words: dict[str, str]


@dataclass(frozen=True)
class MinutesDocument:
    """The minutes of one face. `notice` says who may read it, and how far it is approved.

    Shape    matters: number, title, facts, notes, decisions of (outcome, text, facts), tasks as rows, hidden in words.
             attendance: who, and rows of cells for each party. approvals: rows of cells. remarks: who, and blocks.
             no_tasks: a sentence where the meeting gave none.
    """

    sheet: Sheet
    notice: list[str]
    attendance: list[dict[str, Any]]
    matters: list[dict[str, Any]]
    remarks: list[dict[str, Any]]
    no_tasks: str
    approvals: list[list[str]]
    checksum: str
    words: dict[str, Any]


def agenda_pdf(actor: Actor, meeting: Meeting) -> bytes:
    """The agenda as this reader may see it. Expects a meeting that the actor may see."""
    with translation.override(meeting.forum.language):
        document = AgendaDocument(
            sheet=_agenda_sheet(actor, meeting),
            items=[_item(item) for item in agenda_of(actor, meeting)],
            words={
                "agenda": _("Saker"),
                "to_decide": _("Dette skal avgjøres"),
                "papers": _("Vedlegg"),
                "empty": _("Ingen saker er satt opp ennå."),
            },
        )
    return _agenda_set(json.dumps(asdict(document)))


@functools.lru_cache(maxsize=AGENDAS_KEPT)
def _agenda_set(document: str) -> bytes:
    """Set once for all whose agenda is the same to the letter: a call goes to many at the same time."""
    return _set("agenda.typ", json.loads(document))


def minutes_pdf(face: MinutesFace) -> bytes:
    """The minutes as this face has them, in the forum's own language.

    Refuses  (`DocumentNotMade`) a content that is not the one that was sent.
    """
    if fingerprint(face.content) != face.content_hash:
        raise DocumentNotMade(
            _("Referatet er ikke det som ble sendt ut. Dokumentet er ikke laget. Be den som drifter løsningen, om hjelp.")
        )  # fmt: skip
    with translation.override(face.content["language"]):
        document = _minutes_of(face)
    return _set("minutes.typ", asdict(document))


def _set(template: str, data: dict[str, Any]) -> bytes:
    try:
        return typeset(FOLDER / template, data.pop("sheet") | data)
    except CannotTypeset as wrong:
        raise DocumentNotMade(
            _("Dokumentet kunne ikke lages. Ingenting er endret. Be den som drifter løsningen, om hjelp.")
        ) from wrong


def _sheet(title: str, day: date, footer: str, parties: list[dict[str, str]], **given: Any) -> Sheet:
    return Sheet(
        language=translation.get_language(),
        title=title,
        authors=[party["name"] for party in parties],
        date=(day.year, day.month, day.day),
        footer=footer,
        page=_("Side %(page)s av %(pages)s") % {"page": "{page}", "pages": "{pages}"},
        parties=[{"name": party["name"], "side": party["side"]} for party in parties],
        **given,
    )


def _agenda_sheet(actor: Actor, meeting: Meeting) -> Sheet:
    begins, ends = meeting.starts_at.astimezone(OSLO), meeting.ends_at.astimezone(OSLO)
    living = living_parties(meeting.forum.cooperation)
    made = (meeting.agenda_frozen_at or meeting.starts_at).astimezone(OSLO).date()
    return _sheet(
        _("Saksliste: %(meeting)s") % {"meeting": meeting.title},
        made,
        _("Saksliste, %(forum)s") % {"forum": meeting.forum.name},
        [{"name": party.organisation.official_name, "side": party.side} for party in living],
        keywords=[],
        facts=[
            *_when_and_where(meeting.forum.name, begins, ends, meeting.mode, meeting.place),
            *(
                []
                if sees_whole(actor, meeting.forum)
                else [(_("Utdrag"), _("Bare sakene du deltar i, står her."))]
            ),
        ],
    )


def _when_and_where(forum: str, begins: datetime, ends: datetime, mode: str, place: str) -> list[Fact]:
    time = _("%(day)s kl. %(begins)s–%(ends)s") % {
        "day": capfirst(dated(begins.date(), "with_weekday")),
        "begins": begins.strftime("%H.%M"),
        "ends": ends.strftime("%H.%M"),
    }
    where = [str(Meeting.Mode(mode).label), *([place] if place else [])]
    return [(_("Forum"), forum), (_("Tid"), time), (_("Sted"), ", ".join(where))]


def _item(item: AgendaItem) -> dict[str, Any]:
    papers = [paper.filename for paper in item.papers.all() if paper.state == Paper.State.CLEAN]
    presenter = (
        f"{item.presenter.title}, {item.presenter.organisation.official_name}" if item.presenter else ""
    )
    facts = [
        (_("Type sak"), str(item.get_kind_display())),
        (_("Legges fram av"), presenter),
        (_("Tid til saken"), _minutes_long(item.time_minutes)),
        (_("Trinn i samordningstrappen"), str(item.step or "")),
        (_("Meldt etter innkallingen"), _("Ja") if item.is_late else ""),
    ]
    return {
        "number": item.case_number,
        "title": item.title,
        "facts": [fact for fact in facts if fact[1]],
        "background": _prose(item.background),
        "to_decide": _prose(item.what_to_decide),
        "papers": papers,
    }


def _minutes_long(minutes: int | None) -> str:
    return ngettext("%(count)s minutt", "%(count)s minutter", minutes) % {"count": minutes} if minutes else ""


def _prose(text: str) -> Prose:
    return [asdict(block) for block in blocks(text)]


def _minutes_of(face: MinutesFace) -> MinutesDocument:
    content: Content = face.content
    given = list(face.minutes.approvals.select_related("party", "by__post").order_by("at"))
    last = max([face.minutes.sent_at, *(approval.at for approval in given)]).astimezone(OSLO)
    begins, ends = (datetime.fromisoformat(content[name]) for name in ("starts_at", "ends_at"))
    when = _when_and_where(content["forum"], begins, ends, content["mode"], content["place"])
    return MinutesDocument(
        sheet=_sheet(
            _("Referat: %(meeting)s") % {"meeting": content["title"]},
            last.date(),
            _footer(face),
            content["parties"],
            keywords=[face.content_hash],
            facts=[*when, (_("Innkalt i tide"), _in_good_time(content["notice"]))],
        ),
        notice=[_standing(face.minutes), _of_an_extract() if face.is_extract else _readers(face.face)],
        attendance=[
            {
                "who": _("%(who)s: %(here)s av %(all)s til stede") % group.counts,
                "rows": [_attending(row) for row in group.rows],
            }
            for group in by_party(content)
        ],
        matters=[_matter(matter) for matter in content["matters"]],
        no_tasks=_("Møtet ga ingen oppgaver.") if content.get("has_tasks") is False else "",
        remarks=_remarks(face),
        approvals=[[row.by.post.title, row.party.official_name, _instant(row.at)] for row in given],
        checksum=" ".join(face.content_hash[at : at + GROUP] for at in range(0, 64, GROUP)),
        words=_words(),
    )


def _footer(face: MinutesFace) -> str:
    return _("Referat, versjon %(number)s, kontrollsum %(checksum)s") % {
        "number": face.minutes.number,
        "checksum": face.content_hash[:GROUP],
    }


def _standing(minutes: Minutes) -> str:
    if minutes.state == Minutes.State.APPROVED:
        return _("Referatet er godkjent av alle parter.")
    if minutes.state == Minutes.State.REPLACED:
        return _("Denne versjonen av referatet er erstattet av en nyere.")
    return _("Referatet er til godkjenning.")


def _readers(face: str) -> str:
    return {
        "own": _("Denne utgaven er for partene, med det som bare gjelder egen part."),
        "parties": _("Denne utgaven er for partene."),
        "forum": _("Denne utgaven er for alle som sitter i forumet."),
        "public": _("Denne utgaven er for alle."),
    }[face]


def _of_an_extract() -> str:
    return _(
        "Dette er et utdrag for et medlem som deltar i noen av sakene. Ordlyden er den som ble sendt til hele forumet."
    )


def _in_good_time(notice: dict[str, Any]) -> str:
    """«Ja, 16 dager før møtet.» V-4.1.2-b."""
    if notice["days"] is None:
        return _("Nei, ingen innkalling er bekreftet levert.")
    given = {"days": _days(notice["days"]), "wanted": _days(notice["wanted"])}
    if notice["in_good_time"]:
        return _("Ja, %(days)s før møtet.") % given
    if notice["days"] >= notice["wanted"]:
        return _("Nei, ikke alle innkallingene er bekreftet levert.")
    return _("Nei, %(days)s før møtet. Forumets regel er %(wanted)s.") % given


def _days(count: int) -> str:
    return ngettext("%(count)s dag", "%(count)s dager", count) % {"count": count}


def _attending(row: Content) -> list[str]:
    parts = [
        _("Vara: %(post)s.") % {"post": row["substitute"]} if row["substitute"] else "",
        _("Kom til sak %(number)s.") % {"number": row["from_item"]} if row["from_item"] else "",
        _("Gikk før sak %(number)s.") % {"number": row["left_before"]} if row["left_before"] else "",
    ]
    role, state = Membership.Role(row["role"]).label, Attendance.State(row["state"]).label
    return [row["post"], row["organisation"], str(role), str(state), " ".join(part for part in parts if part)]


def _matter(matter: Content) -> dict[str, Any]:
    if matter["hidden"]:
        return {
            "number": matter["number"],
            "title": _("Ikke åpen"),
            "hidden": [_closed(matter["number"], matter["legal_basis"])],
        }
    facts = [
        (_("Type sak"), str(AgendaItem.Kind(matter["kind"]).label)),
        (_("Lagt fram av"), matter["presenter"]),
        (_("Trinn i samordningstrappen"), str(matter["step"] or "")),
        (_("Meldt etter innkallingen"), _("Ja") if matter["is_late"] else ""),
        *((_("Fratrådte"), f"{row['post']}, {row['provision']}") for row in matter["stood_aside"]),
        *matter_facts(matter),
    ]
    return {
        "number": matter["number"],
        "title": matter["title"],
        "facts": [fact for fact in facts if fact[1]],
        "notes": [block for note in matter["notes"] for block in _prose(note["text"])],
        "decisions": [_decision(decision) for decision in matter["decisions"]],
        "tasks": [[task["text"], task["owner"], dated(task["due_on"])] for task in matter["tasks"]],
        "hidden": _closed_passages(matter),
    }


def _closed(number: str, basis: str) -> str:
    if basis:
        return _("Sak %(number)s er ikke åpen for denne lesergruppen. Hjemmel: %(basis)s.") % {
            "number": number,
            "basis": basis,
        }
    return _("Sak %(number)s er ikke åpen for denne lesergruppen.") % {"number": number}


def _closed_passages(matter: Content) -> list[str]:
    count, bases = matter["hidden_passages"], ", ".join(matter["hidden_on"])
    if not count:
        return []
    said = ngettext(
        "%(count)s del av saken er ikke åpen for denne lesergruppen.",
        "%(count)s deler av saken er ikke åpne for denne lesergruppen.",
        count,
    ) % {"count": count}
    return [said, *([_("Hjemmel: %(basis)s.") % {"basis": bases}] if bases else [])]


def _decision(decision: Content) -> dict[str, Any]:
    facts = [
        (_("Ansvarlig"), decision["responsible"]),
        (_("Sendt til"), decision["referred_to"]),
        (_("Følger opp punkt"), decision.get("clause", "")),
        *about_facts(decision),
        *outcome_facts(decision),
        (_("Står åpent"), lacking_words(decision)),
    ]
    return {
        "outcome": str(Decision.Outcome(decision["outcome"]).label),
        "text": _prose(decision["text"]),
        "facts": [fact for fact in facts if fact[1]],
        "resources": _prose(decision["resources"]),
        "dissent": _prose(decision["dissent"]),
    }


def lacking_words(decision: Content) -> str:
    """What a decision on the upper steps lacks, in words. V-2.3-n."""
    names = {"responsible": _("hvem som er ansvarlig"), "resources": _("hvilke ressurser som settes av")}
    return ", ".join(names[part] for part in decision.get("lacks", []))


def _remarks(face: MinutesFace) -> list[dict[str, Any]]:
    """What was said of the minutes. For the parties: a remark may speak of a matter that others do not see."""
    if face.face not in {"own", "parties"}:
        return []
    rows = face.minutes.remarks.select_related("by__post", "party").order_by("at")
    return [
        {
            "who": ", ".join(str(part) for part in (row.by and row.by.post.title, row.party) if part),
            "text": _prose(row.text),
        }
        for row in rows
    ]


def _instant(at: datetime) -> str:
    local = at.astimezone(OSLO)
    return _("%(day)s kl. %(time)s") % {
        "day": dated(local.date()),
        "time": local.strftime("%H.%M"),
    }


def _words() -> dict[str, Any]:
    return {
        "attendance": _("Til stede og fravær"),
        "attendance_columns": [_("Stilling"), _("Virksomhet"), _("Rolle"), _("Møtte"), _("Merknad")],
        "resources": _("Ressurser"),
        "dissent": _("Avvikende syn"),
        "tasks": _("Oppgaver"),
        "task_columns": [_("Oppgave"), _("Ansvarlig"), _("Frist")],
        "remarks": _("Merknader til referatet"),
        "approvals": _("Godkjent"),
        "approval_columns": [_("Stilling"), _("Part"), _("Når")],
        "not_approved": _("Ingen part har godkjent referatet ennå."),
        "checksum": _("Kontrollsum for denne utgaven (SHA-256)"),
    }
