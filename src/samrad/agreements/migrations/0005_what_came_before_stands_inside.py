"""An agreement builds on one of the same cooperation: a key that cannot cross the wall."""

from django.db import migrations

from samrad.cooperation.wall import key_led_by_cooperation


class Migration(migrations.Migration):
    dependencies = [("agreements", "0004_frames_and_text_checksums")]
    operations = [key_led_by_cooperation("agreements_agreement", "predecessor_id", "agreements_agreement")]
