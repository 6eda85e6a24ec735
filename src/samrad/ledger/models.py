"""The rows of the ledger. Written by the database's own function only."""

from django.db import models


class Entry(models.Model):
    """One event. `chain` is «cooperation» or «cooperation:party», or «system».

    The hash covers the hash before it, so a changed byte breaks the chain from there on.
    """

    id = models.BigAutoField(primary_key=True)
    chain = models.CharField(max_length=80)
    seq = models.BigIntegerField()
    cooperation = models.UUIDField(null=True)
    party = models.UUIDField(null=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    payload = models.JSONField()
    appointment = models.UUIDField(null=True)
    acting_party = models.UUIDField(null=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="a_chain_counts_without_gaps")]
        indexes = [models.Index(fields=["cooperation", "-at", "-id"])]

    def __str__(self) -> str:
        return f"{self.chain} {self.seq} {self.kind}"


class Head(models.Model):
    """The last hash of each chain, kept beside it so that a cut tail shows."""

    chain = models.CharField(primary_key=True, max_length=80)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}"
