"""At start the room plugs itself in after the ledger: a shared event wakes the one who delivers."""

from django.apps import AppConfig

from samrad.kernel import records


class Notices(AppConfig):
    name = "samrad.notices"

    def ready(self) -> None:
        from samrad.notices.tasks import wake  # models can be imported now, not before

        records.plug_in(wake)
