"""The council and its meetings: who sits in it, how often it meets, and what is written down. Guide 2.3, 4 to 4.4 and 8."""

from collections.abc import Sequence
from datetime import date, timedelta

from samrad.guide.editions import number_on
from samrad.guide.rules.book import rule
from samrad.guide.rules.facts import ADMINISTRATIVE, POLICE_LEADERS, POLITICAL, ForumFacts, Meeting
from samrad.guide.rules.verdicts import Verdict, kept, not_applicable, short, unknown

# The guide gives no number here; these are ours, and a forum's own go before them.
MINUTES_DAYS = 30
LONGEST_PAUSE = 365
ORGANISATION_MONTHS = 48
FOUNDED_BEFORE = 7  # the founding year counts when the council was set up before this month
MUNICIPAL_LEADERS = POLITICAL | ADMINISTRATIVE


def _not_a_council(forum: ForumFacts) -> Verdict | None:
    return None if forum.is_council else not_applicable("no_council")


def _functions(forum: ForumFacts) -> set[str]:
    return {member.function for member in forum.members}


def _share(held: Sequence[Meeting], fine: int) -> Verdict:
    """Whether every meeting held was so."""
    if not held:
        return unknown("no_meeting_yet", "meetings")
    numbers = {"meetings": len(held), "so": fine}
    return kept(**numbers) if fine == len(held) else short("not_every_meeting", "meetings", **numbers)


@rule("A-forum-a", "should")
def council_has_the_three_roles(forum: ForumFacts) -> Verdict:
    """A political and an administrative role from the municipality, and a leader from the police."""
    if other := _not_a_council(forum):
        return other
    here = sum(bool(_functions(forum) & kinds) for kinds in (POLITICAL, ADMINISTRATIVE, POLICE_LEADERS))
    return kept(roles=here) if here == 3 else short("roles_missing", "members", roles=here, needed=3)


@rule("V-2.3-o", "should")
def the_three_kinds_of_leaders_meet(forum: ForumFacts) -> Verdict:
    """Police, political and administrative leaders are members, and come."""
    if other := _not_a_council(forum):
        return other
    groups = (POLITICAL, ADMINISTRATIVE, POLICE_LEADERS)
    members = sum(bool(_functions(forum) & kinds) for kinds in groups)
    if members < 3:
        return short("roles_missing", "members", roles=members, needed=3)
    held = forum.held_since(LONGEST_PAUSE)
    return _share(held, sum(all(meeting.present & kinds for kinds in groups) for meeting in held))


@rule("V-3-b", "may")
def council_keeps_its_own_number(forum: ForumFacts) -> Verdict:
    """What the forum has set for itself against what it held last year."""
    if other := _not_a_council(forum):
        return other
    last = forum.day.year - 1
    if forum.begun_on >= date(last, 1, 1):
        return unknown("no_whole_year")
    numbers = {"held": len(forum.held_in(last)), "own": forum.meetings_a_year}
    return (
        kept(**numbers)
        if numbers["held"] >= numbers["own"]
        else unknown("other_than_set", "wheel", **numbers)
    )


@rule("V-4.1.1-a", "should")
def strategic_leaders_come(forum: ForumFacts) -> Verdict:
    """At each meeting a strategic leader from the municipality, and one from the police."""
    if other := _not_a_council(forum):
        return other
    held = forum.held_since(LONGEST_PAUSE)
    return _share(held, sum(bool(m.present & MUNICIPAL_LEADERS and m.present & POLICE_LEADERS) for m in held))


@rule("V-4.1.1-b", "should")
def political_and_administrative_leaders_sit_in_it(forum: ForumFacts) -> Verdict:
    """Two different persons, and one of each kind at each meeting."""
    if other := _not_a_council(forum):
        return other
    political = {member.person for member in forum.members if member.function in POLITICAL}
    administrative = {member.person for member in forum.members if member.function in ADMINISTRATIVE}
    numbers = {"political": len(political), "administrative": len(administrative)}
    if not political or not administrative or len(political | administrative) < 2:
        return short("roles_missing", "members", **numbers)
    held = forum.held_since(LONGEST_PAUSE)
    return _share(held, sum(bool(m.present & POLITICAL and m.present & ADMINISTRATIVE) for m in held))


@rule("V-4.1.1-c", "should")
def police_contact_sits_in_it(forum: ForumFacts) -> Verdict:
    """The municipality's police contact is a member. Without a contact this is not asked here."""
    if other := _not_a_council(forum):
        return other
    if not forum.contact_posts:
        return not_applicable("no_contact")
    sits = bool(forum.contact_posts & {member.post for member in forum.members})
    return kept() if sits else short("contact_is_no_member", "members")


@rule("V-4.1.1-e", "should")
def slt_stands_on_the_agenda(forum: ForumFacts) -> Verdict:
    """Where there is SLT, the council treats it at least once a year."""
    if other := _not_a_council(forum):
        return other
    if not forum.slt_in_force:
        return not_applicable("no_slt")
    times = sum(meeting.is_about_slt for meeting in forum.held_since(365))
    return kept(times=times) if times else short("not_on_the_agenda", "meetings", times=0, needed=1)


@rule("V-4.1.2-a", "should")
def next_meeting_is_planned(forum: ForumFacts) -> Verdict:
    """There is always a next meeting."""
    if other := _not_a_council(forum):
        return other
    ahead = [m.on for m in forum.meetings if m.state in {"planned", "called"} and m.on > forum.day]
    return kept(next_on=min(ahead)) if ahead else short("none_planned", "plan_meeting")


@rule("V-4.1.2-b", "should")
def calls_go_out_in_good_time(forum: ForumFacts) -> Verdict:
    """Everyone had the call as many days before as the forum has set for itself."""
    called = forum.held_since(LONGEST_PAUSE)
    if not called:
        return unknown("no_meeting_yet", "meetings")
    enough = timedelta(days=forum.notice_days)
    good = sum(m.called_on is not None and m.called_on + enough <= m.on for m in called)
    numbers = {"meetings": len(called), "so": good, "own_days": forum.notice_days}
    return kept(**numbers) if good == len(called) else short("called_late", "meetings", **numbers)


@rule("V-4.1.2-c", "should")
def minutes_are_approved_in_time(forum: ForumFacts) -> Verdict:
    """Minutes approved by both within a month."""
    last = forum.day - timedelta(days=MINUTES_DAYS)
    due = [m for m in forum.held_since(LONGEST_PAUSE) if m.minutes_approved_on or m.on < last]
    if not due:
        return unknown("none_due", "meetings")
    limit = timedelta(days=MINUTES_DAYS)
    good = sum(m.minutes_approved_on is not None and m.minutes_approved_on <= m.on + limit for m in due)
    numbers = {"meetings": len(due), "so": good, "days": MINUTES_DAYS}
    return kept(**numbers) if good == len(due) else short("approved_late", "meetings", **numbers)


@rule("V-4.1.2-d", "should")
def every_task_has_owner_and_deadline(forum: ForumFacts) -> Verdict:
    """Each task has one responsible post, and a deadline not before the meeting."""
    tasks = sum(meeting.tasks for meeting in forum.held)
    unsound = sum(meeting.unsound_tasks for meeting in forum.held)
    if not tasks:
        return unknown("no_tasks", "meetings")
    return short("unsound_tasks", "tasks", tasks=tasks, lacking=unsound) if unsound else kept(tasks=tasks)


@rule("V-4.1.2-f", "should")
def council_meets_often_enough(forum: ForumFacts) -> Verdict:
    """At least as often in a calendar year as the guide asks; a forum that has set more is held to the guide's number here."""
    if other := _not_a_council(forum):
        return other
    year, needed = forum.day.year, number_on("meetings_a_year", forum.day).value
    held = len(forum.held_in(year))
    ahead = sum(m.on.year == year and m.state in {"planned", "called", "in_session"} for m in forum.meetings)
    numbers = {"held": held, "planned": ahead, "needed": needed}
    if held >= needed:
        return kept(**numbers)
    if forum.begun_on.year == year and forum.begun_on.month >= FOUNDED_BEFORE:
        return not_applicable("founded_this_year")
    if forum.day == date(year, 12, 31):
        return short("too_few", "plan_meeting", **numbers)
    return unknown("year_runs" if held + ahead >= needed else "plan_more", "plan_meeting", **numbers)


@rule("V-4.1.2-g", "should")
def council_meets_as_recommended(forum: ForumFacts) -> Verdict:
    """Three or more is what is recommended; two is what is asked, and never a failure."""
    if other := _not_a_council(forum):
        return other
    held, needed = len(forum.held_in(forum.day.year)), number_on("meetings_a_year", forum.day).value
    if held > needed:
        return kept("recommended_reached", held=held)
    return kept("minimum_reached", held=held) if held == needed else unknown("year_runs", held=held)


@rule("V-4.1.4-f", "should")
def nothing_lies_past_its_deadline(forum: ForumFacts) -> Verdict:
    """Every task past its day is done, has a new day, or a word on how it goes."""
    if not forum.open_tasks:
        return not_applicable("no_tasks")
    numbers = {"open": forum.open_tasks, "late": forum.overdue_tasks}
    return short("tasks_late", "tasks", **numbers) if forum.overdue_tasks else kept(**numbers)


def _external(forum: ForumFacts) -> Verdict:
    outside = [member for member in forum.members if member.is_external]
    if not outside:
        return not_applicable("no_external")
    sound = sum(
        member.is_challenge_named and member.agreed_on is not None and member.agreed_on <= member.since
        for member in outside
    )
    numbers = {"members": len(outside), "so": sound}
    return kept(**numbers) if sound == len(outside) else short("not_assessed", "assess", **numbers)


@rule("V-4.2-f", "must")
def others_come_in_after_an_assessment(forum: ForumFacts) -> Verdict:
    """An external member sits after both have agreed on a named local challenge."""
    return _external(forum)


@rule("V-4.4-e", "voluntary")
def regional_council_invites_together(forum: ForumFacts) -> Verdict:
    """Others in a regional council were invited by decision. Whether there are any is free."""
    if forum.kind != "council_reg":
        return not_applicable("not_regional")
    found = _external(forum)
    return found if found.code != "short" else unknown("not_assessed", found.step, **found.numbers)


@rule("V-4.3-c", "should")
def forms_are_talked_about(forum: ForumFacts) -> Verdict:
    """How the forums are organised was a matter within the agreement's term, or four years."""
    if other := _not_a_council(forum):
        return other
    since = (
        forum.agreement.since
        if forum.agreement
        else forum.day - timedelta(days=ORGANISATION_MONTHS * 365 // 12)
    )
    times = sum(meeting.organises_forum for meeting in forum.held if meeting.on >= since)
    if times:
        return kept(times=times, since=since)
    is_new = forum.begun_on > forum.day - timedelta(days=LONGEST_PAUSE)
    return unknown("not_yet") if is_new else short("not_on_the_agenda", "meetings", times=0, needed=1)


@rule("V-5.2-e", "should")
def unit_head_comes(forum: ForumFacts) -> Verdict:
    """The head of the police unit is present at each meeting."""
    if other := _not_a_council(forum):
        return other
    held = forum.held_since(LONGEST_PAUSE)
    return _share(held, sum("police_unit_head" in meeting.present for meeting in held))


@rule("V-8-e", "should")
def meetings_do_not_stop(forum: ForumFacts) -> Verdict:
    """No longer than a year between meetings, nor since the last."""
    if other := _not_a_council(forum):
        return other
    days = sorted(meeting.on for meeting in forum.held)
    if not days:
        young = forum.begun_on > forum.day - timedelta(days=LONGEST_PAUSE)
        return unknown("no_meeting_yet", "plan_meeting") if young else short("long_pause", "plan_meeting")
    longest = max((later - day).days for day, later in zip(days, [*days[1:], forum.day], strict=True))
    numbers = {"longest_pause": longest, "days": LONGEST_PAUSE}
    return kept(**numbers) if longest <= LONGEST_PAUSE else short("long_pause", "plan_meeting", **numbers)


@rule("V-5.1-h", "fact")
def contacts_drafts_are_approved_by_others(forum: ForumFacts) -> Verdict:
    """Each meeting that a police contact drafts names the leader it assists, and somebody else approves agenda and minutes."""
    if not forum.contact_drafts:
        return not_applicable("no_drafts_by_contact")
    numbers = {"meetings": forum.contact_drafts, "lacking": forum.unsound_drafts}
    return (
        short("approved_by_the_drafter", "meetings", **numbers) if forum.unsound_drafts else kept(**numbers)
    )
