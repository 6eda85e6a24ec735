"""The role for facts reads days and codes of police contacts, of the directory, and of what members know of the law."""

from django.db import migrations

from samrad.oversight.wall import granted_to_facts

OPEN = {
    "contacts_approval": "id, post_id, granted, decided_on, valid_to",
    "contacts_approvedtown": "approval_id, organisation_id",
    "contacts_start": "appointment_id, share_on, capacity_on, authority_on, mentor_on, training_on, first_talk_on, second_talk_on",
    "contacts_authority": "appointment_id, matter",
    "contacts_introduction": 'appointment_id, organisation_id, "to", "on"',
    "contacts_presence": 'appointment_id, organisation_id, occasion, partner, "on"',
    "contacts_roleterms": "id, district_id, number, published_on",
    "contacts_termsconfirmed": 'terms_id, appointment_id, "on"',
    "contacts_division": "district_id, changed_on, contact_on, unit_on",
    "contacts_dividedtask": "division_id, main",
    "contacts_entry": "owner_id, kind, town_id, confirmed_on, trained_on",
    "contacts_heard": "organisation_id, asked_on, stated_on, answered_on",
    "contacts_bylaws": "organisation_id, number, adopted_on, reviewed_on",
}
WALLED = {
    "forums_briefing": 'cooperation_id, membership_id, service, by_id, "on"',
    "cooperation_servicecard": "cooperation_id, service",
}


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0002_poor_roles"),
        ("contacts", "0003_presence_training_bylaws"),
        ("cooperation", "0004_service_cards"),
        ("forums", "0005_briefings"),
    ]
    operations = [
        migrations.RunSQL(granted_to_facts(table, columns, walled=walled), migrations.RunSQL.noop)
        for walled, tables in ((False, OPEN), (True, WALLED))
        for table, columns in tables.items()
    ]
