"""Machinery names its errand, and the guard signs it. It stands inside no cooperation, whatever the errand."""

from django.db import migrations

ERRAND = """
set local role samrad_guard;
create function guard.take_errand(p_secret text, p_errand text) returns void language plpgsql security definer
set search_path = guard, pg_temp as $$
begin
    if p_errand = '' then
        perform set_config('samrad.errand', '', true);
        return;
    end if;
    if not exists (select 1 from guard.key where secret_hash = encode(sha256(convert_to(p_secret, 'UTF8')), 'hex')) then
        raise exception 'the guard does not know this process' using errcode = '42501';
    end if;
    perform set_config('samrad.errand', p_errand || '#' || guard.mac('errand;' || p_errand), true);
end $$;
create function guard.errand() returns text language plpgsql stable security definer
set search_path = guard, pg_temp as $$
declare v_errand text := nullif(current_setting('samrad.errand', true), '');
begin
    if v_errand is null then return null; end if;
    if guard.mac('errand;' || split_part(v_errand, '#', 1)) <> split_part(v_errand, '#', 2) then
        raise exception 'the errand was not signed by the guard' using errcode = '42501';
    end if;
    return split_part(v_errand, '#', 1);
end $$;
create function guard.person() returns uuid language sql stable security definer
set search_path = public, guard, pg_temp as $$
    select person_id from parties_appointment where id = guard.appointment() $$;
revoke all on function guard.take_errand, guard.errand, guard.person from public;
grant execute on function guard.take_errand, guard.errand, guard.person to samrad_app, samrad_owner;
reset role;
"""


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0002_the_second_wall")]
    operations = [migrations.RunSQL(ERRAND, migrations.RunSQL.noop)]
