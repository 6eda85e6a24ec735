"""How far each party has come with one version."""

from dataclasses import dataclass

from samrad.agreements.models import Approval, Signature
from samrad.agreements.queries.finishing import Finishing
from samrad.parties.models import Organisation


@dataclass(frozen=True)
class Standing:
    """One party's approval and signature; what has not come is none."""

    party: Organisation
    approval: Approval | None
    signature: Signature | None


def standings_of(finishing: Finishing) -> list[Standing]:
    """Each party in its fixed order, municipality before police."""
    return [
        Standing(party, finishing.approvals.get(party.pk), finishing.signatures.get(party.pk))
        for party in finishing.parties
    ]
