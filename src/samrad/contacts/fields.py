"""The nine fields of the police's task, as the guide names them: what a function or a measure of the police belongs to.

Source   V-2.1-a: the mission itself stands in the Police Act, sections 1 and 2. The words about each field are ours.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from samrad.kernel.answers import Sentence


class PoliceField(TextChoices):
    """One of the nine."""

    PREVENTION = "prevention", _("Forebygging")
    CRIMINAL_CASES = "criminal_cases", _("Straffesaksbehandling")
    OPERATIONS = "operations", _("Politioperativt og beredskap")
    ADMINISTRATION = "administration", _("Forvaltning")
    CIVIL_JUSTICE = "civil_justice", _("Sivil rettspleie")
    INTELLIGENCE = "intelligence", _("Etterretning")
    BORDER = "border", _("Grense- og utlendingsforvaltning")
    TRAFFIC = "traffic", _("Trafikksikkerhet")
    IDENTITY = "identity", _("ID-forvaltning")


ABOUT: dict[str, Sentence] = {
    PoliceField.PREVENTION: _("Hindre at noe skjer. Hovedstrategien for hele politiet."),
    PoliceField.CRIMINAL_CASES: _("Etterforske det som er anmeldt, og avgjøre eller sende det videre."),
    PoliceField.OPERATIONS: _("Rykke ut, lede ved ulykker og være forberedt."),
    PoliceField.ADMINISTRATION: _("Pass, våpen, vandelsattester og tillatelser."),
    PoliceField.CIVIL_JUSTICE: _("Tvangssaker, utlegg og forkynnelser."),
    PoliceField.INTELLIGENCE: _("Samle og vurdere kunnskap, så politiet velger riktig."),
    PoliceField.BORDER: _("Kontroll på grensen, og saker etter utlendingsloven."),
    PoliceField.TRAFFIC: _("Kontroll på veien, så færre blir drept og skadd."),
    PoliceField.IDENTITY: _("Slå fast hvem noen er, og hindre misbruk av identitet."),
}
