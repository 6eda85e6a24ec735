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
