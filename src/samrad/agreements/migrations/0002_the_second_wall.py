"""Row-level security on every table of the room; keys that cannot cross the wall; frozen things stay frozen."""

from django.db import migrations

from samrad.cooperation.wall import key_led_by_cooperation, protect

PRIVATE = ("clause", "wording", "round", "proposal", "reply")
COMMON = ("agreement", "revisionrequest", "version", "approval", "signature", "sealeddocument")
KEYS = (
    ("clause", "agreement_id", "agreement"),
    ("clause", "agreed_wording_id", "wording"),
    ("wording", "clause_id", "clause"),
    ("round", "agreement_id", "agreement"),
    ("proposal", "agreement_id", "agreement"),
    ("proposal", "round_id", "round"),
    ("proposal", "clause_id", "clause"),
    ("proposal", "wording_id", "wording"),
    ("proposal", "against_id", "wording"),
    ("proposal", "answers_id", "proposal"),
    ("reply", "round_id", "round"),
    ("reply", "proposal_id", "proposal"),
    ("version", "agreement_id", "agreement"),
    ("approval", "version_id", "version"),
    ("signature", "version_id", "version"),
    ("sealeddocument", "version_id", "version"),
    ("revisionrequest", "agreement_id", "agreement"),
    ("seal", "agreement_id", "agreement"),
)

FROZEN = """
create function agreements_stays_as_it_is() returns trigger language plpgsql as $$
begin
    raise exception 'what is signed, approved or sealed is never changed' using errcode = '42501';
end $$;
create trigger stays before update or delete on agreements_approval
    for each row execute function agreements_stays_as_it_is();
create trigger stays before update or delete on agreements_signature
    for each row execute function agreements_stays_as_it_is();
create trigger stays before update or delete on agreements_sealeddocument
    for each row execute function agreements_stays_as_it_is();
create function agreements_version_content_stays() returns trigger language plpgsql as $$
begin
    if new.content <> old.content or new.content_hash <> old.content_hash or old.voided_at is not null then
        raise exception 'a frozen version is never changed' using errcode = '42501';
    end if;
    return new;
end $$;
create trigger content_stays before update on agreements_version
    for each row execute function agreements_version_content_stays();
create function agreements_wording_stays() returns trigger language plpgsql as $$
begin
    if old.shared and (new.text <> old.text or new.heading <> old.heading) then
        raise exception 'a wording that is handed over is never changed' using errcode = '42501';
    end if;
    return new;
end $$;
create trigger words_stay before update on agreements_wording
    for each row execute function agreements_wording_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial"), ("cooperation", "0002_the_second_wall")]
    operations = [
        *(protect(f"agreements_{table}", owner="owner_id", shared="shared") for table in PRIVATE),
        *(protect(f"agreements_{table}") for table in COMMON),
        protect("agreements_seal", read="sha256 = (select guard.asked())"),
        *(key_led_by_cooperation(f"agreements_{t}", c, f"agreements_{target}") for t, c, target in KEYS),
        migrations.RunSQL(FROZEN, migrations.RunSQL.noop),
    ]
