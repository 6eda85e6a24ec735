"""A limited member of a forum still sees the measures that their own post was named to own. V-4-j, V-4.2-d."""

from django.db import migrations

from samrad.cooperation.wall import amended

WAS = "p.forum_id = any(guard.forums())"
BECOMES = "p.forum_id = any(guard.forums() || guard.limited_forums())"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0018_limited_members"), ("plans", "0010_no_key_beside")]
    operations = [amended("guard.measures_in_hand", WAS, BECOMES)]
