"""Templates: open starting points for anyone who may write."""

from samrad.agreements.models import Template
from samrad.cooperation.models import Cooperation

KIND_OF = {"municipal": "cooperation", "regional": "regional", "school": "school", "county": "county"}


def templates_for(cooperation: Cooperation) -> list[Template]:
    """The templates that fit a cooperation's kind and language, our own last."""
    rows = Template.objects.filter(kind=KIND_OF[cooperation.kind], language=cooperation.language)
    return sorted(rows, key=lambda template: (template.source == "Samråd", template.title))
