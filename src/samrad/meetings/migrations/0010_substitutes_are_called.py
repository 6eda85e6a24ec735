"""Whoever comes in a member's place is called to that meeting, and stands in its forum until it is over."""

import django.db.models.deletion
from django.db import migrations, models

from samrad.cooperation.wall import amended

SEATED = "l.left_on is null));"
OR_CALLED = """l.left_on is null));
            select v_forums || coalesce(array_agg(distinct r.forum_id), '{}'),
                   v_forum_cooperations || coalesce(array_agg(distinct r.cooperation_id), '{}')
                into v_forums, v_forum_cooperations
                from meetings_recipient r join meetings_meeting h on h.id = r.meeting_id
                where r.substitute_appointment_id = p_appointment
                  and (h.state in ('called', 'in_session') or (h.state = 'cancelled' and h.ends_at > now()));"""


class Migration(migrations.Migration):
    dependencies = [
        ("forums", "0007_a_party_that_left"),
        ("meetings", "0009_matters_between_the_parties"),
        ("parties", "0002_mail_and_language"),
    ]

    operations = [
        migrations.AddField(
            model_name="recipient",
            name="substitute_appointment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="parties.appointment",
            ),
        ),
        migrations.AddField(
            model_name="recipient",
            name="substitute_bounced_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="recipient",
            name="substitute_sent_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunSQL("grant select on meetings_meeting to samrad_guard", migrations.RunSQL.noop),
        amended("guard.enter", SEATED, OR_CALLED),
    ]
