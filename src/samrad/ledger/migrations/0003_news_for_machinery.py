"""The one way in which machinery reads the ledger: a cooperation's shared events, for those who deliver notices."""

from django.db import migrations

SHARED = """
create function ledger_shared_since(p_cooperation uuid, p_seq bigint, p_most int)
returns table (id bigint, seq bigint, at timestamptz, kind text, payload jsonb, appointment uuid, acting_party uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if guard.errand() is distinct from 'deliver_notices' then
        raise exception 'the ledger is read so for the delivery of notices only' using errcode = '42501';
    end if;
    return query
        select e.id, e.seq, e.at, e.kind::text, e.payload, e.appointment, e.acting_party from ledger_entry e
        where e.chain = p_cooperation::text and e.party is null and e.seq > p_seq order by e.seq limit p_most;
end $$;
grant create on schema public to samrad_guard;
alter function ledger_shared_since owner to samrad_guard;
revoke create on schema public from samrad_guard;
set local role samrad_guard;
revoke all on function ledger_shared_since from public;
grant execute on function ledger_shared_since to samrad_app;
reset role;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only"), ("cooperation", "0003_machinery_on_an_errand")]
    operations = [migrations.RunSQL(SHARED, migrations.RunSQL.noop)]
