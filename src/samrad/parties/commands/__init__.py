"""Every write of the room: the register of organisations, posts, people, logins and schools."""

from samrad.parties.commands.merging import carry_posts, merge_municipalities
from samrad.parties.commands.register import (
    Successor,
    appoint,
    change_address,
    choose_language,
    create_post,
    end_appointment,
    give_login,
    load_reference,
    note_that_mail_came_back,
    register_organisation,
    renew_posts,
)
from samrad.parties.commands.schools import SchoolFacts, keep_school

__all__ = [
    "SchoolFacts",
    "Successor",
    "appoint",
    "carry_posts",
    "change_address",
    "choose_language",
    "create_post",
    "end_appointment",
    "give_login",
    "keep_school",
    "load_reference",
    "merge_municipalities",
    "note_that_mail_came_back",
    "register_organisation",
    "renew_posts",
]
