"""What the police know of a municipality, and what a contact asks the head of the unit to decide. The police's own."""

from uuid import UUID

from django.utils.translation import gettext as _

from samrad.contacts.events import DecisionAnswered, DecisionAsked, LocalNoteWritten, PlaceReviewed
from samrad.contacts.models import AskedDecision, LocalNote
from samrad.contacts.permissions import may_decide_when_asked, may_know_the_place
from samrad.contacts.queries.places import heads_for
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import party_of, with_parties
from samrad.cooperation.words import guarded
from samrad.kernel.answers import Refused, Stale
from samrad.kernel.clock import today
from samrad.kernel.deeds import command
from samrad.kernel.records import record
from samrad.parties.actor import Actor

LONGEST, SHORT = 10_000, 2_000


def _note(actor: Actor, cooperation: Cooperation) -> LocalNote:
    owner = party_of(actor, cooperation).organisation_id
    made, _new = LocalNote.objects.select_for_update().get_or_create(
        cooperation=cooperation, owner_id=owner, defaults={"version": 0}
    )
    return made


@command
def write_local_note(
    *, actor: Actor, cooperation_id: UUID, text: str, seen: int, confirmed: bool = False
) -> LocalNote:
    """Write down what the police know of a municipality. It stays when the contact changes.

    Who      those who write for the police (`may_know_the_place`).
    Refuses  one written while a colleague wrote; what looks personal, until confirmed.
    Records  LocalNoteWritten, for the police alone.
    Units    `seen` is the version on the writer's screen, 0 for none.
    Source   V-5.1-c.
    """
    cooperation = with_parties(cooperation_id)
    may_know_the_place(actor, cooperation).require()
    note = _note(actor, cooperation)
    if note.version != seen:
        raise Stale(
            _("En kollega skrev mens du skrev. Les det som står der, og lagre på nytt."),
            theirs=note.text,
            version=note.version,
        )
    note.text, note.version = guarded(text, confirmed=confirmed, longest=LONGEST), note.version + 1
    note.save(update_fields=["text", "version"])
    record(LocalNoteWritten(note.pk), by=actor, cooperation=cooperation.pk, party=note.owner_id)
    return note


@command
def review_place(*, actor: Actor, cooperation_id: UUID) -> LocalNote:
    """Say that figures, knowledge, plans and notes of a municipality were gone through today.

    Who      those who write for the police (`may_know_the_place`).
    Records  PlaceReviewed, for the police alone.
    Source   V-5.1-c.
    """
    cooperation = with_parties(cooperation_id)
    may_know_the_place(actor, cooperation).require()
    note = _note(actor, cooperation)
    note.reviewed_on, note.reviewed_by_id = today(), actor.appointment
    note.save(update_fields=["reviewed_on", "reviewed_by"])
    record(PlaceReviewed(note.pk, today()), by=actor, cooperation=cooperation.pk, party=note.owner_id)
    return note


@command
def ask_for_decision(
    *,
    actor: Actor,
    cooperation_id: UUID,
    head_id: UUID,
    about: str,
    about_id: UUID,
    question: str,
    confirmed: bool = False,
) -> AskedDecision:
    """Ask the head of the unit to decide, where the contact cannot.

    Who      those who write for the police (`may_know_the_place`).
    Shape    `about` is a matter or a measure, `about_id` which. A contact with several municipalities may have several heads.
    Refuses  nothing asked; a post that heads no unit here, or one's own; what looks personal, until confirmed.
    Records  DecisionAsked, for the police alone.
    Source   V-5.2-d.
    """
    cooperation = with_parties(cooperation_id)
    may_know_the_place(actor, cooperation).require()
    if head_id == actor.post or head_id not in {post.pk for post in heads_for(cooperation)}:
        raise Refused(_("Velg en leder som kan bestemme det."))
    words = guarded(question, confirmed=confirmed, longest=SHORT)
    if not words:
        raise Refused(_("Skriv hva som må avgjøres."))
    made = AskedDecision.objects.create(
        cooperation=cooperation,
        owner_id=party_of(actor, cooperation).organisation_id,
        about=AskedDecision.About(about),
        about_id=about_id,
        head_id=head_id,
        question=words,
        asked_on=today(),
        asked_by_id=actor.appointment,
    )
    record(DecisionAsked(made.pk, head_id), by=actor, cooperation=cooperation.pk, party=made.owner_id)
    return made


@command
def answer_decision(
    *, actor: Actor, asked_id: UUID, answer: str, words: str = "", confirmed: bool = False
) -> AskedDecision:
    """Decide what a contact asked for: yes, no, or that the contact decides.

    Who      whoever holds the post that was asked (`may_decide_when_asked`).
    Refuses  an answer that is none of the three; what looks personal, until confirmed.
    Records  DecisionAnswered, for the police alone.
    Source   V-5.2-d.
    """
    asked = AskedDecision.objects.select_for_update(of=("self",)).get(pk=asked_id)
    may_decide_when_asked(actor, asked).require()
    if answer not in AskedDecision.Answer.values:
        raise Refused(_("Velg ja, nei, eller at kontakten avgjør det selv."))
    asked.answer, asked.words = answer, guarded(words, confirmed=confirmed, longest=SHORT)
    asked.answered_on, asked.answered_by_id = today(), actor.appointment
    asked.save()
    said = DecisionAnswered(asked.pk, answer)
    record(said, by=actor, cooperation=asked.cooperation_id, party=asked.owner_id)
    return asked
