"""The minutes as seen by each kind of reader, by name: one's own party, the others, members from outside, everybody."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samrad.cooperation.queries import living_parties
from samrad.forums.models import Face, Forum
from samrad.parties.actor import Actor

KINDS = ("own", "parties", "forum", "public")


@dataclass(frozen=True)
class Readers:
    """Whom an insider may look through the eyes of. `asked` is what the address asks for, `begins` how addresses begin."""

    actor: Actor
    forum: Forum
    asked: str
    begins: str

    @property
    def kind(self) -> str:
        return self.asked if self.asked in KINDS else "own"

    def face_among(self, faces: Collection[str]) -> str:
        """The face this reader gets: a party that has nothing for itself gets the parties'."""
        return self.kind if self.kind in faces else "parties"

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        names = (self._parties(ours=True), self._parties(ours=False), _("Medlemmer utenfra"), _("Alle"))
        return [
            (name, f"{self.begins}leser={kind}", kind == self.kind)
            for kind, name in zip(KINDS, names, strict=True)
        ]

    @property
    def sentence(self) -> str:
        """What the chosen reader sees, and what they do not."""
        return {
            "own": _("Slik ser dere referatet, med det dere har for dere selv."),
            "parties": _("Slik ser %(party)s referatet. Det de har for seg selv, ser bare de.")
            % {"party": self._parties(ours=False)},
            "forum": _("Slik ser medlemmer fra andre virksomheter referatet."),
            "public": self._of_everybody(),
        }[self.kind]

    def _of_everybody(self) -> str:
        if self.forum.face == Face.PUBLIC:
            return _("Slik blir referatet publisert for alle når partene har godkjent det.")
        return _("Slik ville alle sett referatet. Forumet er ikke åpent, så det blir ikke publisert.")

    def _parties(self, *, ours: bool) -> str:
        names = [
            party.organisation.official_name
            for party in living_parties(self.forum.cooperation)
            if (party.organisation_id in self.actor.parties) == ours
        ]
        return str(get_text_list(names, _("og")))
