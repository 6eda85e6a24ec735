"""At start the ledger plugs itself into the kernel's `record`."""

from django.apps import AppConfig

from samrad.kernel import records
from samrad.ledger.commands import write


class LedgerConfig(AppConfig):
    name = "samrad.ledger"

    def ready(self) -> None:
        records.plug_in(write)
