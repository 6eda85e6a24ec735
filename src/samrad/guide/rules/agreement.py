"""The agreement: its parties and dates, how it was made, and when it is looked at again. Template, and Guide 3, 7 and 9."""

from datetime import date

from samrad.guide.rules.book import FIRST, rule
from samrad.guide.rules.facts import Agreement, CooperationFacts
from samrad.guide.rules.verdicts import Verdict, kept, not_applicable, short, unknown

FORMER = {"former_council", "former_service"}
MADE = {"approval", "signing", "in_force"}
SHAPES = {"cooperation", "regional"}


def _latest(facts: CooperationFacts, kinds: set[str] = SHAPES) -> Agreement | None:
    """The agreement that is spoken of: the one in force, else the one on its way."""
    own = [one for one in facts.agreements if one.kind in kinds]
    running = [one for one in own if one.runs(facts.day)]
    coming = [one for one in own if one.state != "in_force" or one.valid_from > facts.day]
    return max(running or coming, key=lambda one: one.valid_from, default=None)


@rule("A-tittel-a", "fact")
def agreement_names_parties_and_years(facts: CooperationFacts) -> Verdict:
    """One district, at least one municipality, and years that follow each other."""
    agreement = _latest(facts)
    if agreement is None:
        return not_applicable("no_agreement")
    numbers = {"municipalities": facts.municipalities, "districts": facts.districts}
    right = facts.districts == 1 or agreement.kind == "regional"
    if right and facts.districts and facts.municipalities and agreement.valid_from <= agreement.valid_to:
        return kept(**numbers, since=agreement.valid_from, ends_on=agreement.valid_to)
    return unknown("parties_missing", "agreements", **numbers)


@rule("A-om-a", "fact")
def one_agreement_holds_at_a_time(facts: CooperationFacts) -> Verdict:
    """At most one agreement of this kind in force on a day; the one before ends as the next begins."""
    running = [one for one in facts.running if one.kind in SHAPES]
    if not running:
        return not_applicable("no_agreement")
    return (
        kept(in_force=1)
        if len(running) == 1
        else unknown("several_in_force", "agreements", in_force=len(running))
    )


@rule("A-om-b", "must")
def every_party_approved_the_same_text(facts: CooperationFacts) -> Verdict:
    """What is agreed was approved by each party, on the identical version."""
    made = [one for one in facts.agreements if one.kind in SHAPES and one.state in {"signing", "in_force"}]
    if not made:
        return not_applicable("no_agreement")
    fewest = min(made, key=lambda one: one.approved_by - one.parties)
    numbers = {"approved": fewest.approved_by, "parties": fewest.parties}
    enough = fewest.approved_by >= fewest.parties
    return kept(**numbers) if enough else short("approval_missing", "agreements", **numbers)


@rule("A-om-e", "should")
def every_point_of_the_template_was_considered(facts: CooperationFacts) -> Verdict:
    """No point is left open before approval; all points as they came is worth a second look."""
    agreement = _latest(facts)
    if agreement is None or not agreement.points:
        return not_applicable("no_template_points")
    numbers = {"points": agreement.points, "unchanged": agreement.unchanged}
    if agreement.state not in MADE:
        return unknown("not_finished", "agreements", open=agreement.open_clauses, **numbers)
    if agreement.open_clauses:
        return short("points_open", "agreements", open=agreement.open_clauses, **numbers)
    return kept("all_as_they_came" if agreement.unchanged == agreement.points else "as_advised", **numbers)


@rule("A-forum-b", "may")
def contact_of_the_agreement_is_there(facts: CooperationFacts) -> Verdict:
    """An agreement that speaks of the police contact has one to speak of."""
    if not any("contacts" in one.roles for one in facts.running):
        return not_applicable("no_such_clause")
    if any(span.holds(facts.day) for span in facts.contact_days):
        return kept()
    return short("no_contact", "contacts")


@rule("A-eval-a", "should")
def revision_has_a_day(facts: CooperationFacts) -> Verdict:
    """A day for the revision, before the agreement ends; overdue when it has passed and nothing was begun."""
    agreement = _latest(facts)
    if agreement is None:
        return not_applicable("no_agreement")
    due = agreement.revision_due_on
    if due is None:
        return short("no_revision_day", "agreements")
    if due > agreement.valid_to:
        return short("after_the_end", "agreements", due_on=due, ends_on=agreement.valid_to)
    if due < facts.day and not _is_revised(agreement):
        return short("overdue", "agreements", due_on=due, days_late=(facts.day - due).days)
    return kept(due_on=due)


def _is_revised(agreement: Agreement) -> bool:
    return agreement.has_successor or bool(agreement.open_requests) or agreement.answered_requests > 0


@rule("A-gyld-a", "fact")
def agreement_is_in_force(facts: CooperationFacts) -> Verdict:
    """In force from the first day to the last. That one has run out is no breach: to go on is a free choice."""
    running = [one for one in facts.running if one.kind in SHAPES]
    if not running:
        return not_applicable("no_agreement")
    ends = max(one.valid_to for one in running)
    return kept(ends_on=ends, days_left=(ends - facts.day).days)


@rule("A-gyld-b", "may")
def requests_for_revision_are_answered(facts: CooperationFacts) -> Verdict:
    """Either party may ask; what is asked has an answer, or is shown with its age."""
    waiting = [asked for one in facts.agreements for asked in one.open_requests]
    answered = sum(one.answered_requests for one in facts.agreements)
    if waiting:
        return unknown(
            "awaits_answer", "agreements", open=len(waiting), days_old=(facts.day - min(waiting)).days
        )
    return kept(answered=answered) if answered else not_applicable("nobody_asked")


@rule("V-1.1-b", "must")
def nothing_is_adopted_by_one_party(facts: CooperationFacts) -> Verdict:
    """An agreement in force has the approval of every party."""
    running = facts.running
    if not running:
        return not_applicable("no_agreement")
    lacking = sum(one.approved_by < one.parties for one in running if one.kind not in FORMER)
    return (
        short("approval_missing", "agreements", lacking=lacking) if lacking else kept(in_force=len(running))
    )


@rule("V-3-a", "should")
def core_tasks_are_described(facts: CooperationFacts) -> Verdict:
    """Both parties' services are described, and intentions are told apart from obligations."""
    agreement = _latest(facts, {"cooperation"})
    if agreement is None:
        return not_applicable("no_agreement")
    numbers = {
        "intentions": agreement.intentions,
        "descriptions": agreement.descriptions,
        "obligations": agreement.obligations,
    }
    described = {"municipal_services", "police_services"} & agreement.roles
    if len(described) == 2:
        return kept(**numbers)
    return short("core_tasks_missing", "agreements", described=len(described), needed=2, **numbers)


@rule("V-3-f", "should")
def revision_falls_within_the_term(facts: CooperationFacts) -> Verdict:
    """At least one planned revision while the agreement holds, agreed by both."""
    running = [one for one in facts.running if one.kind in SHAPES]
    if not running:
        return not_applicable("no_agreement")
    planned = [
        one.revision_due_on
        for one in running
        if one.revision_due_on and one.valid_from <= one.revision_due_on <= one.valid_to
    ]
    return kept(due_on=min(planned)) if planned else short("no_revision_day", "agreements")


@rule("V-3-j", "voluntary")
def school_agreement_needs_no_municipality(facts: CooperationFacts) -> Verdict:
    """One school and one unit of the police is enough."""
    if facts.kind != "school":
        return not_applicable("no_school")
    if not any(one.kind == "school" for one in facts.running):
        return not_applicable("no_agreement")
    numbers = {"schools": facts.schools, "municipalities": facts.municipalities}
    return kept(**numbers) if facts.schools else unknown("parties_missing", "", **numbers)


@rule("V-3-k", "may")
def frame_stood_when_the_school_agreed(facts: CooperationFacts) -> Verdict:
    """A school's agreement may name a county's agreement; then that one was in force on the first day."""
    named = [one for one in facts.agreements if one.kind == "school" and one.names_frame]
    if not named:
        return not_applicable("no_frame")
    lacking = sum(not one.frame_stood for one in named)
    return unknown("frame_had_ended", "agreements", lacking=lacking) if lacking else kept(named=len(named))


@rule("V-4.2-g", "may")
def agreement_opens_for_those_who_are_let_in(facts: CooperationFacts) -> Verdict:
    """An agreement may name each kind of external member. Advice: what it does not name is no fault."""
    if not facts.external_kinds:
        return not_applicable("nobody_from_outside")
    running = [one for one in facts.running if one.kind in SHAPES]
    if not running:
        return not_applicable("no_agreement")
    opened = frozenset[str]().union(*(one.opens_for for one in running))
    numbers = {"kinds": len(facts.external_kinds), "lacking": len(facts.external_kinds - opened)}
    return unknown("kind_not_named", "agreements", **numbers) if numbers["lacking"] else kept(**numbers)


@rule("V-3-l", "fact")
def former_kinds_are_only_history(facts: CooperationFacts) -> Verdict:
    """No agreement of the two former kinds begins after the guide came; those that run are shown with their end."""
    if not facts.former_agreements:
        return not_applicable("no_former_kind")
    former = [one for one in facts.agreements if one.kind in FORMER]
    late = sum(one.valid_from > FIRST for one in former)
    if late:
        return unknown("begun_too_late", "agreements", late=late)
    return kept(registered=facts.former_agreements, running=sum(one.runs(facts.day) for one in former))


@rule("V-7-n", "should")
def evaluation_falls_within_the_term(facts: CooperationFacts) -> Verdict:
    """The agreement says when it is evaluated, and the day comes before it ends."""
    agreement = _latest(facts)
    if agreement is None:
        return not_applicable("no_agreement")
    due = agreement.evaluation_due_on
    if due is None:
        return short("no_evaluation_day", "agreements")
    if due > agreement.valid_to:
        return short("after_the_end", "agreements", due_on=due, ends_on=agreement.valid_to)
    return _evaluation_due(facts.day, due)


def _evaluation_due(day: date, due: date) -> Verdict:
    """Whether it took place, the evaluations will tell."""
    return kept(due_on=due) if due >= day else unknown("was_it_done", due_on=due, days_late=(day - due).days)


@rule("V-9-a", "fact")
def versions_say_what_changed(facts: CooperationFacts) -> Verdict:
    """Every frozen version has a line that says what it is."""
    versions = sum(one.versions for one in facts.agreements)
    if not versions:
        return not_applicable("no_versions")
    lacking = sum(one.undescribed_versions for one in facts.agreements)
    if lacking:
        return unknown("no_description", "agreements", versions=versions, lacking=lacking)
    return kept(versions=versions)
