"""At start the room plugs itself in after the ledger: an event wakes the one who looks again at what it touched."""

from django.apps import AppConfig

from samrad.kernel import records


class Oversight(AppConfig):
    name = "samrad.oversight"

    def ready(self) -> None:
        from samrad.oversight.tasks import wake  # models can be imported now, not before

        records.plug_in(wake)
