"""Templates: open starting points for anyone who may write."""

from samrad.agreements.models import Agreement, Template
from samrad.cooperation.models import Cooperation
from samrad.cooperation.queries import living_parties

KIND_OF = {"municipal": "cooperation", "regional": "regional", "school": "school", "county": "county"}


def templates_for(cooperation: Cooperation) -> list[Template]:
    """The templates that fit a cooperation's kind and language, our own last."""
    rows = Template.objects.filter(kind=KIND_OF[cooperation.kind], language=cooperation.language)
    return sorted(rows, key=lambda template: (template.source == "Samråd", template.title))


def fields_of(agreement: Agreement) -> dict[str, str]:
    """What the template's fields become: names of the parties and years of the term."""
    houses = [party.organisation for party in living_parties(agreement.cooperation)]
    others = [house.official_name for house in houses if not house.is_police]
    police = [house.official_name for house in houses if house.is_police]
    word = "og"
    return {
        "kommune": _joined(others, word),
        "politidistrikt": _joined(police, word),
        "fra_aar": str(agreement.valid_from.year),
        "til_aar": str(agreement.valid_to.year),
    }


def _joined(names: list[str], word: str) -> str:
    return f"{', '.join(names[:-1])} {word} {names[-1]}" if len(names) > 1 else "".join(names)
