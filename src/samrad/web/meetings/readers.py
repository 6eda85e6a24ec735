"""The minutes as seen by each kind of reader, by name: one's own party, the others, members from outside, everybody."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samrad.cooperation.queries import living_parties
from samrad.forums.models import Face, Forum, Membership
from samrad.forums.queries import limited_members
from samrad.parties.actor import Actor
from samrad.web.meetings.people import named

KINDS = ("own", "parties", "forum", "public")


@dataclass(frozen=True)
class Readers:
    """Whom an insider may look through the eyes of. `asked` is what the address asks for, `begins` how addresses begin."""

    actor: Actor
    forum: Forum
    asked: str
    begins: str

    @property
    def member(self) -> Membership | None:
        """The limited member, where it is one: then the face is the forum's, with their own matters."""
        return next((each for each in limited_members(self.forum) if str(each.pk) == self.asked), None)

    @property
    def kind(self) -> str:
        return self.asked if self.asked in KINDS or self.member else "own"

    def face_among(self, faces: Collection[str]) -> str:
        """The face this reader gets: a party that has nothing for itself gets the parties'."""
        if self.member:
            return "forum"
        return self.kind if self.kind in faces else "parties"

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        names = (self._parties(ours=True), self._parties(ours=False), _("Medlemmer utenfra"), _("Alle"))
        kinds = list(zip(KINDS, names, strict=True))
        kinds += [(str(each.pk), named(each.post)) for each in limited_members(self.forum)]
        return [(name, f"{self.begins}leser={kind}", kind == self.kind) for kind, name in kinds]

    @property
    def sentence(self) -> str:
        """What the chosen reader sees, and what they do not."""
        if self.member:
            who = {"member": named(self.member.post)}
            return _("Slik ser %(member)s referatet: et utdrag med sakene medlemmet deltar i.") % who
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
