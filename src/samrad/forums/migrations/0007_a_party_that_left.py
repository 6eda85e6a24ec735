"""Who sits in a forum for a party reaches it no longer from the day the party leaves the cooperation."""

from django.db import migrations

from samrad.cooperation.wall import amended

SEATED = "(s.valid_to is null or s.valid_to >= v_day);"
AND_NOT_LEFT = """(s.valid_to is null or s.valid_to >= v_day)
         and (s.party_id is null or exists (select 1 from cooperation_cooperationparty l
              where l.cooperation_id = s.cooperation_id and l.organisation_id = s.party_id and l.left_on is null));"""


class Migration(migrations.Migration):
    dependencies = [("forums", "0006_local_choices")]
    operations = [amended("guard.enter", SEATED, AND_NOT_LEFT)]
