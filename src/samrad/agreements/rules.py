"""When an agreement's text is ready to be frozen, and its three clocks: plain functions of plain facts."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from samrad.agreements.reading import leftovers

type Place = Literal["clause", "terms", "agreement"]
type ClockKind = Literal["validity", "revision", "evaluation"]

# Words that one written language has and the other has not. A place name or a quotation may hold one; not several.
BOKMAL = (
    "ikke et en fra være hva hvem hvordan hver hvert noen noe flere uke måned partene kommunene gjøre gjør gjøres "
    "gjennomføres oppgaver tjenester ansvarlig forebygge forebygging forebyggende trygghet kommer sammen jevnlig årlig"
)
NYNORSK = (
    "ikkje eit ein frå vere vera kva kven korleis kvar kvart nokon noko fleire veke månad partane kommunane gjere gjer "
    "gjerast gjennomførast oppgåver tenester ansvarleg førebygge førebyggje førebygging førebyggjande tryggleik gong "
    "gonger kjem saman jamleg dei deira møtest årleg"
)
MARKERS = {"nb": frozenset(BOKMAL.split()), "nn": frozenset(NYNORSK.split())}
OTHER = {"nb": "nn", "nn": "nb"}
FEWEST_FOREIGN_WORDS = 2
SHORTEST_GUIDANCE = 20  # characters; a shorter line may well be anyone's own words
WORD = re.compile(r"\w+")
YEAR = re.compile(r"(?<!\w)(?:19|20)\d\d(?!\w)")


class Terms(Protocol):
    """The dates of an agreement."""

    valid_from: date
    valid_to: date
    revision_due_on: date | None
    evaluation_due_on: date | None


@dataclass(frozen=True)
class ClauseFacts:
    """What the rules need of a clause. `waits` says that a proposal about it lies on the table."""

    id: UUID
    number: str
    heading: str
    text: str
    state: str
    level: int = 1
    role: str = "own"
    waits: bool = False
    guidance: str = ""
    template_text: str | None = None


@dataclass(frozen=True)
class Finding:
    """Something to look at before the end. `sentence` says what, and what to do; advice does not block. `place` is
    where to go, `source` the section of the guide that advises it, always as a «should»."""

    code: str
    sentence: str
    clause_id: UUID | None = None
    place: Place = "clause"
    blocks: bool = True
    source: str = ""


@dataclass(frozen=True)
class Clock:
    """One of the three clocks: they run apart. `days_left` is negative when the day is past."""

    kind: ClockKind
    due_on: date
    days_left: int
    is_late: bool


def finish_findings(
    clauses: Sequence[ClauseFacts], language: str, terms: Terms, on: date, *, loose: int = 0
) -> list[Finding]:
    """Everything that stands between the parties and a frozen text, and what they are advised to look at.

    Shape    A noted disagreement is settled: it is left out of the text. `loose` counts proposals about order and
             dates that lie on the table.
    Source   A-om-b, A-om-e, A-om-g, A-gyld-a, A-eval-a.
    """
    text = [clause for clause in clauses if clause.state != "parked"]
    found = [] if text else [_finding("empty_agreement", _("Avtalen har ingen punkter. Legg til minst ett."))]
    for place, clause in enumerate(clauses):
        found += _open(clause)
        if clause.state == "agreed":
            after = clauses[place + 1] if place + 1 < len(clauses) else None
            found += [*_empty(clause, after), *_leftovers(clause), *_guidance(clause)]
            found += _language(clause, language)
    if loose:
        sentence = _("Et forslag om rekkefølge eller datoer ligger fortsatt på bordet. Svar på det først.")
        found.append(Finding("open_terms", sentence, place="terms"))
    return [*found, *_dates(terms, on), *_advice(text, terms)]


def _finding(code: str, sentence: str, clause: ClauseFacts | None = None, *, blocks: bool = True) -> Finding:
    if clause is None:
        return Finding(code, sentence, place="agreement", blocks=blocks)
    return Finding(code, sentence, clause.id, "clause", blocks)


def named(clause: ClauseFacts) -> str:
    """«3 «Evaluering»», or the heading alone where the clause has no number."""
    return f"{clause.number} «{clause.heading}»".strip()


def _open(clause: ClauseFacts) -> Iterator[Finding]:
    if clause.waits:
        sentence = _("Et forslag til punkt %(clause)s ligger på bordet. Svar på det, og lever runden.")
        yield _finding("open", sentence % {"clause": named(clause)}, clause)
    elif clause.state == "open":
        sentence = _(
            "Punkt %(clause)s er ikke avklart. Legg fram en ny ordlyd, ta punktet ut eller noter uenigheten."
        )
        yield _finding("open", sentence % {"clause": named(clause)}, clause)


def _empty(clause: ClauseFacts, after: ClauseFacts | None) -> Iterator[Finding]:
    """A heading without a text is fine above clauses of the second level."""
    if clause.text.strip() or (clause.level == 1 and after is not None and after.level > 1):
        return
    sentence = _("Punkt %(clause)s har ingen tekst. Skriv teksten, eller ta punktet ut.")
    yield _finding("empty", sentence % {"clause": named(clause)}, clause)


def _leftovers(clause: ClauseFacts) -> Iterator[Finding]:
    found = [*leftovers(clause.heading), *leftovers(clause.text)]
    if found:
        words = _quoted(leftover.words for leftover in found)
        sentence = _("Punkt %(clause)s har rester av malen: %(words)s. Skriv det som skal stå der.")
        yield _finding("leftover", sentence % {"clause": named(clause), "words": words}, clause)


def _guidance(clause: ClauseFacts) -> Iterator[Finding]:
    """Guidance is for the writer; a signed text must not hold it. A-om-g."""
    text = _plain(clause.text)
    lines = (_plain(line) for line in clause.guidance.splitlines())
    if any(len(line) >= SHORTEST_GUIDANCE and line in text for line in lines):
        sentence = _("Punkt %(clause)s har med veiledning fra malen. Ta den bort fra teksten.")
        yield _finding("guidance", sentence % {"clause": named(clause)}, clause)


def _language(clause: ClauseFacts, language: str) -> Iterator[Finding]:
    """More words of the other written language than of the agreement's own."""
    words = [word.lower() for word in WORD.findall(f"{clause.heading} {clause.text}")]
    foreign = [word for word in words if word in MARKERS[OTHER[language]]]
    own = [word for word in words if word in MARKERS[language]]
    kinds = list(dict.fromkeys(foreign))
    if len(kinds) < FEWEST_FOREIGN_WORDS or len(foreign) <= len(own):
        return
    sentences = {
        "nb": _(
            "Avtalen er på bokmål, men punkt %(clause)s ser ut til å være på nynorsk: %(words)s. Skriv det om."
        ),
        "nn": _(
            "Avtalen er på nynorsk, men punkt %(clause)s ser ut til å være på bokmål: %(words)s. Skriv det om."
        ),
    }
    sentence = sentences[language] % {"clause": named(clause), "words": _quoted(kinds)}
    yield _finding("language", sentence, clause)


def _dates(terms: Terms, on: date) -> Iterator[Finding]:
    if terms.valid_to < terms.valid_from:
        sentence = _("Avtalen slutter før den begynner. Velg en senere sluttdato.")
        yield Finding("ends_before_it_begins", sentence, place="terms")
        return
    if terms.valid_to < on:
        yield Finding("is_over", _("Avtaletiden er allerede over. Velg en senere sluttdato."), place="terms")
    if terms.revision_due_on and not terms.valid_from <= terms.revision_due_on <= terms.valid_to:
        sentence = _("Datoen for revisjon ligger utenfor avtaletiden. Velg en dag innenfor.")
        yield Finding("revision_outside", sentence, place="terms")
    if terms.evaluation_due_on and not terms.valid_from <= terms.evaluation_due_on <= terms.valid_to:
        sentence = _("Datoen for evaluering ligger utenfor avtaletiden. Velg en dag innenfor.")
        yield Finding("evaluation_outside", sentence, place="terms")


def _advice(clauses: Sequence[ClauseFacts], terms: Terms) -> Iterator[Finding]:
    if terms.revision_due_on is None:
        sentence = _("Avtalen sier ikke når den skal revideres. Sett gjerne en dato.")
        yield Finding("no_revision_date", sentence, place="terms", blocks=False, source="3")
    if terms.evaluation_due_on is None:
        sentence = _("Avtalen sier ikke når den skal evalueres. Sett gjerne en dato.")
        yield Finding("no_evaluation_date", sentence, place="terms", blocks=False, source="7")
    from_template = [clause for clause in clauses if clause.template_text]
    if from_template and all(_plain(c.text) == _plain(c.template_text or "") for c in from_template):
        sentence = _(
            "Alle punktene står som i malen. Se gjerne om noe bør tilpasses kommunen og politiet hos dere."
        )
        yield Finding("all_as_template", sentence, place="agreement", blocks=False, source="3")
    yield from _one_sided(clauses)
    years = {str(terms.valid_from.year), str(terms.valid_to.year)}
    for clause in clauses:
        written = set(YEAR.findall(clause.text)) if clause.role == "validity" else set()
        if written and not written & years:
            sentence = _(
                "Punkt %(clause)s nevner %(written)s, men avtaletiden er %(years)s. Se om årstallene stemmer."
            )
            holes = {"clause": named(clause), "written": _quoted(sorted(written)), "years": _span(years)}
            yield _finding("other_years", sentence % holes, clause, blocks=False)


def _one_sided(clauses: Sequence[ClauseFacts]) -> Iterator[Finding]:
    """A mutual agreement says what both do; where it says it of neither, it is of another kind. V-3-a, A-tjen-a."""
    roles = {clause.role for clause in clauses}
    sentences = {
        "municipal_services": _("Avtalen sier hva politiet bidrar med, men ikke hva kommunen bidrar med."),
        "police_services": _("Avtalen sier hva kommunen bidrar med, men ikke hva politiet bidrar med."),
    }
    missing = [role for role in sentences if role not in roles]
    if len(missing) == 1:
        yield Finding("one_sided", sentences[missing[0]], place="agreement", blocks=False, source="3")


def _span(years: Collection[str]) -> str:
    return "–".join(sorted(years))


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def _quoted(words: Iterable[str]) -> str:
    """«a», «b» og de andre: at most five, each once."""
    return ", ".join(f"«{word}»" for word in list(dict.fromkeys(words))[:5])


def numbers(levels: Iterable[int]) -> list[str]:
    """«1», «2», «2.1» for clauses of these levels, in this order."""
    found: list[str] = []
    first = second = 0
    for level in levels:
        if level == 1 or first == 0:
            first, second = first + 1, 0
            found.append(str(first))
        else:
            second += 1
            found.append(f"{first}.{second}")
    return found


def clocks_of(terms: Terms, on: date, *, met: Collection[str] = ()) -> list[Clock]:
    """The three clocks of an agreement, apart from each other. What is `met` is never late. A-eval-a, A-gyld-a."""
    dated: tuple[tuple[ClockKind, date | None], ...] = (
        ("evaluation", terms.evaluation_due_on),
        ("revision", terms.revision_due_on),
        ("validity", terms.valid_to),
    )
    return [
        Clock(kind, due, (due - on).days, is_late=due < on and kind not in met)
        for kind, due in dated
        if due is not None
    ]


# The kinds of houses outside the parties that a clause can open a forum for; its role names exactly one. V-4.2-g.
OPENS_FOR = ("school", "business", "volunteer", "county", "service", "fire_rescue", "emergency_health")
OPENS = "opens_"


def opened_by(roles: Iterable[str]) -> frozenset[str]:
    """The kinds of external members that the clauses of these roles open for."""
    return frozenset(role.removeprefix(OPENS) for role in roles if role.startswith(OPENS))
