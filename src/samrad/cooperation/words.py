"""Free text on its way in: cleaned, measured, and held against the guard on personal data."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samrad.cooperation.guard import Hit, examine
from samrad.kernel.answers import Refused

LONGEST = 20_000  # characters in one text


class LooksPersonal(Refused):
    """The text may name or identify a person. The writer changes it, or confirms that it does not.

    Shape    `confirmed_by` is the field of a form in which it is confirmed.
    """

    confirmed_by = "confirmed"


def guarded(text: str, *, confirmed: bool = False, longest: int = LONGEST) -> str:
    """The text as it may be stored.

    Refuses  a text that is too long; an identity number or a marking of graded information, always; what looks like a
             private person's details, until the writer has confirmed that it is not.
    Source   SECURITY.md M11.
    """
    cleaned = "".join(
        sign for sign in text.replace("\r\n", "\n") if sign.isprintable() or sign in "\n\t"
    ).strip()
    if len(cleaned) > longest:
        raise Refused(
            _(
                "Teksten er for lang: %(length)s tegn. Kort den ned til %(longest)s eller del den i flere punkter."
            )
            % {"length": len(cleaned), "longest": longest}
        )
    hits = examine(cleaned)
    hard = [hit for hit in hits if hit.stop == "hard"]
    if hard:
        raise Refused(_hard_sentence(cleaned, hard))
    if hits and not confirmed:
        raise LooksPersonal(
            _(
                "Dette ligner opplysninger om en person: %(found)s. Ta det bort, "
                "eller bekreft at det ikke gjelder en privatperson."
            )
            % {"found": _quoted(cleaned, hits)}
        )
    return cleaned


def _hard_sentence(text: str, hits: list[Hit]) -> str:
    if any(hit.kind == "marking" for hit in hits):
        return _(
            "Teksten har en merking for gradert informasjon: %(found)s. "
            "Gradert informasjon kan ikke ligge i Samråd. Ta den bort før du lagrer."
        ) % {"found": _quoted(text, hits)}
    return _("Dette ligner et fødselsnummer: %(found)s. Ta det bort før du lagrer.") % {
        "found": _quoted(text, hits)
    }


def _quoted(text: str, hits: list[Hit]) -> str:
    return str(get_text_list([f"«{text[hit.start : hit.end]}»" for hit in hits[:5]], _("og")))
