"""Whether those who sit together know the law they share by. Guide 1, 4.1.5 and 4.3."""

from samrad.guide.law import briefing_state, changed_on, is_old, rules_for
from samrad.guide.rules.book import rule
from samrad.guide.rules.facts import CooperationFacts, ForumFacts, Member
from samrad.guide.rules.verdicts import Verdict, kept, not_applicable, short, unknown


@rule("V-1-f", "fact")
def law_of_each_service_was_checked(facts: CooperationFacts) -> Verdict:
    """Each service that takes part has provisions in the register of law, checked within its time."""
    if not facts.services:
        return not_applicable("no_services")
    so = sum(
        any(not is_old(row.checked, facts.day) for row in rules_for(service, facts.day))
        for service in facts.services
    )
    numbers = {"services": len(facts.services), "so": so}
    return kept(**numbers) if so == len(facts.services) else unknown("law_not_checked", "", **numbers)


@rule("V-2.1-d", "must")
def police_share_what_they_know(facts: CooperationFacts) -> Verdict:
    """The police have shared something within a year, where the parties work together. Each item has purpose and basis."""
    if not (facts.running or facts.councils or facts.slt_in_force):
        return not_applicable("takes_no_part")
    found = facts.sharing
    numbers = {"items": found.items, "from_police": found.from_police}
    if found.unbased:
        return short("shared_without_basis", "sharing", lacking=found.unbased, **numbers)
    return kept(**numbers) if found.from_police else unknown("police_shared_nothing", "sharing", **numbers)


@rule("V-4.1.5-c", "must")
def confidential_sharing_is_based_and_read_by_the_named(facts: CooperationFacts) -> Verdict:
    """Basis, purpose, sender and named recipients; and nobody else has read it."""
    found = facts.sharing
    if not found.confidential:
        return not_applicable("nothing_confidential")
    numbers = {"items": found.confidential, "strangers": found.strangers}
    if found.unnamed or found.strangers:
        return short("read_by_others", "sharing", lacking=found.unnamed, **numbers)
    return kept(**numbers)


@rule("V-5.1-e", "fact")
def what_is_shared_says_with_whom(facts: CooperationFacts) -> Verdict:
    """Each item says which kind of receiver it is for, and has a clearance: open to all, or a provision."""
    found = facts.sharing
    if not found.items:
        return not_applicable("nothing_shared")
    so = found.items - found.unbased
    numbers = {"items": found.items, "so": so}
    return kept(**numbers) if so == found.items else unknown("shared_without_basis", "sharing", **numbers)


@rule("V-4.1.5-e", "should")
def members_know_what_they_may_share(forum: ForumFacts) -> Verdict:
    """Each has confirmed it after joining, after the last change of law, and within two years."""
    members = [member for member in forum.members if member.held_since]
    if not members:
        return not_applicable("no_members")
    states = [_state(member, forum) for member in members]
    numbers = {"members": len(members), "so": states.count("kept")}
    if "never" in states or "law" in states or "old" in states:
        return short("not_briefed", "briefing", **numbers)
    return unknown("members_are_new", "briefing", **numbers) if "new" in states else kept(**numbers)


def _state(member: Member, forum: ForumFacts) -> str:
    joined = max(member.since, member.held_since or member.since)
    changed = changed_on(member.service, forum.day) if member.service else forum.day
    return briefing_state(member.briefed_on, joined=joined, law_changed=changed, today=forum.day)
