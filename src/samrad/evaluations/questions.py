"""The questions an evaluation begins with, in our own words. The sub-questions are Samråd's, and are marked so. V-7-g, V-7-h, V-7-l."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from samrad.kernel.answers import Sentence


@dataclass(frozen=True)
class Asking:
    """One question. `code` stays the same over the years, so that answers can be compared; `hints` are our own."""

    code: str
    heading: Sentence
    words: Sentence
    hints: tuple[Sentence, ...] = ()
    has_level: bool = False


CLIMATE, AHEAD, LEARNING = "internal", "ahead", "learning"
SIX = (
    Asking(
        "status",
        _("Status for samarbeidet"),
        _("Hva har forumet gjort i perioden, og hva har dere oppnådd?"),
        (
            _("Hvilke beslutninger ble til noe, og hvilke ble liggende?"),
            _("Hva ville ikke ha skjedd uten forumet?"),
        ),
        has_level=True,
    ),
    Asking(
        "measures",
        _("Tiltak"),
        _("Hvilke tiltak ble satt i gang, og hvem var med på dem?"),
        (_("Hvem manglet dere?"), _("Hvilke tiltak stoppet opp, og hvorfor?")),
        has_level=True,
    ),
    Asking(
        CLIMATE,
        _("Forholdene innad"),
        _("Hvordan er klimaet mellom dere? Hva gjør det lettere å samarbeide, og hva gjør det vanskeligere?"),
        (_("Blir begge parter hørt?"), _("Kommer de som kan bestemme, på møtene?")),
        has_level=True,
    ),
    Asking(
        "frames",
        _("Rammene utenfra"),
        _("Hvordan virker de formelle rammene, som avtale, mandat, vedtekter og taushetsplikt?"),
        (_("Hva hindrer dere som forumet ikke rår over selv?"),),
        has_level=True,
    ),
    Asking(
        LEARNING,
        _("Læringspunkter"),
        _("Hva er det viktigste dere har lært?"),
        (_("Hva vil dere gjøre igjen, og hva vil dere gjøre annerledes?"),),
    ),
    Asking(
        AHEAD,
        _("Veien videre"),
        _("Hvordan kan forumet bli bedre, ut fra svarene på de andre spørsmålene?"),
        (_("Hva bør stå i neste plan eller i neste avtale?"),),
    ),
)
# What marks good cooperation, in the guide's view: offered beside the climate, never asked unless chosen. V-4.1.4-b.
MARKS = (
    Asking(
        "respect",
        _("Klima: respekt og tillit"),
        _("Er det gjensidig respekt og tillit mellom dere?"),
        has_level=True,
    ),
    Asking(
        "dialogue",
        _("Klima: dialog"),
        _("Er dialogen mellom dere åpen og konstruktiv?"),
        has_level=True,
    ),
    Asking(
        "fields",
        _("Klima: interesse for hverandres fag"),
        _("Kjenner dere hverandres fagområder, og er dere interessert i dem?"),
        has_level=True,
    ),
    Asking(
        "solving",
        _("Klima: kompetanse og felles interesse"),
        _("Har dere kompetansen som trengs, og en felles interesse av å løse utfordringene?"),
        has_level=True,
    ),
)
CLIMATES = {CLIMATE, *(each.code for each in MARKS)}
GLL = (
    Asking("done", _("Gjort"), _("Hva har vi gjort?")),
    Asking("learned", _("Lært"), _("Hva har vi lært?")),
    Asking("wise", _("Lurt"), _("Hva var lurt?")),
)
# For a project, in our own words; KS's own guide, which is made for such projects, is in the register of sources. V-7-m.
PROJECT = (
    Asking("aim", _("Målet"), _("Hva skulle prosjektet oppnå, og for hvem?")),
    Asking("carried_out", _("Gjennomføringen"), _("Hva ble gjort, og hva ble annerledes enn planlagt?")),
    Asking("reached", _("Hvem vi nådde"), _("Hvem var med, og hvem nådde vi ikke?")),
    Asking("result", _("Resultatet"), _("Hva er endret, og hvordan vet vi det?")),
    Asking("onward", _("Videre"), _("Hva bør føres videre, og hvem tar det?")),
)
METHODS = {"six": SIX, "gll": GLL, "project": PROJECT}
OFFERED = METHODS | {"six": SIX + MARKS}
LEVELS: tuple[tuple[int, Sentence], ...] = (
    (4, _("Svært godt")),
    (3, _("Godt")),
    (2, _("Delvis")),
    (1, _("Dårlig")),
)
