"""Whom to ask about what: the functions that the police have for prevention, and the services of a municipality. Plain data.

The words are ours. Source   V-2.1-h to V-2.1-p, V-2.2-b, V-2.2-d to V-2.2-f, V-4.3-g, V-5.3-i.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from samrad.contacts.fields import PoliceField
from samrad.kernel.answers import Sentence

POLICE, MUNICIPALITY = "police", "municipality"


class ServiceType(TextChoices):
    """The municipal services that the police work with from day to day, as the guide lists them. V-4.3-e."""

    FIRE = "fire", _("Brann og redning")
    HEALTH = "health", _("Helsetjenester, også legevakt")
    SOCIAL = "social", _("Sosiale tjenester")
    SUBSTANCES = "substances", _("Rusomsorg")
    CHILD_WELFARE = "child_welfare", _("Barnevern")
    KINDERGARTEN = "kindergarten", _("Barnehager")
    SCHOOL = "school", _("Skoler")


@dataclass(frozen=True)
class Kind:
    """A function. `asks` is what it is asked about, `note` what one must know first, `also` other names it is searched by.

    `is_trained` where it is asked when the function was last trained. V-2.1-m. `themes` are the guide's challenges for which it is
    the one to ask, `partners` whom it works with, `field` which of the police's nine it belongs to; of no meaning for a municipality. V-2.1-a, V-2.1-k, V-2.1-l.
    `service` is which of the guide's types a municipal service is, where it is one of them. V-4.3-e.
    """

    code: str
    side: str
    name: Sentence
    asks: Sentence
    note: Sentence = ""
    also: str = ""
    is_trained: bool = False
    themes: tuple[str, ...] = ()
    partners: Sentence = ""
    field: str = PoliceField.PREVENTION
    service: str = ""


KINDS = (
    Kind("police_contact", POLICE, _("Politikontakt"),
         _("Alt som gjelder samarbeidet i hverdagen, råd om forebygging, og hvem andre i politiet du skal spørre")),
    Kind("prevention", POLICE, _("Forebyggende enhet"),
         _("Arbeidet med barn og unge som er på vei til å begå kriminalitet, og bekymringssamtaler"),
         themes=("young_people", "substances", "schools", "gangs")),
    Kind("business", POLICE, _("Næringslivskontakt"),
         _("Kriminalitet i arbeidslivet og kriminalitet som rammer bedrifter"),
         themes=("work_crime",), partners=_("Bedrifter, tilsyn og skattemyndigheter")),
    Kind("close_relations", POLICE, _("Familievoldskoordinator"),
         _("Vold i nære relasjoner, og hvordan de som er utsatt, blir fulgt opp"),
         themes=("close_relations", "sexual_abuse"), partners=_("Krisesenter, barnevern og helsetjenester")),
    Kind("risk_assessment", POLICE, _("Fagansvarlig for partnervold og æresrelatert vold"),
         _("Hvordan politiet vurderer risiko for partnervold og æresrelatert vold"), also="SARA-koordinator", is_trained=True),
    Kind("prevention_risk", POLICE, _("Forebyggende risikovurderer"),
         _("Hvordan politiet vurderer risiko før noe skjer")),
    Kind("radicalisation", POLICE, _("Radikaliseringskontakt"),
         _("Uro for radikalisering og voldelig ekstremisme"), themes=("extremism", "threats"),
         partners=_("PST")),
    Kind("diversity", POLICE, _("Mangfoldskoordinator"),
         _("Tillit og dialog med grupper og trossamfunn. Ikke alle distrikt har en"),
         themes=("hate",), partners=_("Trossamfunn og organisasjoner")),
    Kind("environment", POLICE, _("Miljøkoordinator"), _("Kriminalitet mot natur, dyr og miljø"),
         also="miljøkrimkoordinator", themes=("environment",), partners=_("Økokrim, Statsforvalteren og Statens naturoppsyn")),
    Kind("net_patrol", POLICE, _("Nettpatrulje"),
         _("Råd om livet på nett, og informasjon som skal nå mange unge"), also="nettpatrolje", themes=("online",)),
    Kind("preparedness", POLICE, _("Politiets beredskap"), _("Planer, øvelser og sikkerhet ved arrangementer"),
         themes=("preparedness", "accidents", "ongoing_violence"), field=PoliceField.OPERATIONS),
    Kind("victims", POLICE, _("Støttesenter for kriminalitetsutsatte"),
         _("Råd og støtte til den som er utsatt for kriminalitet, fra anmeldelsen til saken er avgjort"),
         field=PoliceField.CRIMINAL_CASES),
    Kind("childrens_house", POLICE, _("Statens barnehus"),
         _("Barn, unge og voksne med utviklingshemming som kan ha vært utsatt for vold eller overgrep"),
         _("Saken må være anmeldt først. Barnehuset tar ikke imot på egen henvendelse."),
         field=PoliceField.CRIMINAL_CASES),
    Kind("slt", MUNICIPALITY, _("Den som koordinerer forebyggingen"),
         _("Samarbeid mellom tjenestene om barn og unge, og arbeidet i politirådet"), also="SLT-koordinator SaLTo"),
    Kind("child_welfare", MUNICIPALITY, _("Barneverntjenesten"),
         _("Omsorgssvikt og vold mot barn, og unge som skader seg selv eller andre"),
         _("Er det akutt, ring barnevernvakten eller 112. Meld en bekymring til barnevernet selv, ikke her."), service=ServiceType.CHILD_WELFARE),
    Kind("health", MUNICIPALITY, _("Helsestasjon og skolehelsetjeneste"), _("Barns og unges helse og trivsel"), service=ServiceType.HEALTH),
    Kind("out_of_hours", MUNICIPALITY, _("Legevakt"), _("Øyeblikkelig hjelp, akutt uro og bistand om natten"),
         _("Står det om liv, ring 113."), service=ServiceType.HEALTH),
    Kind("kindergartens", MUNICIPALITY, _("Barnehage"), _("Barns miljø i barnehagen, og trygghet på vei dit"),
         service=ServiceType.KINDERGARTEN),
    Kind("schools", MUNICIPALITY, _("Skole"), _("Skolemiljø, fravær og trygg skolevei"), service=ServiceType.SCHOOL),
    Kind("youth", MUNICIPALITY, _("Ungdoms- og fritidstilbud"), _("Møteplasser og aktiviteter for unge")),
    Kind("substance_use", MUNICIPALITY, _("Rus og psykisk helse"), _("Voksne med rusproblemer eller psykisk sykdom"), service=ServiceType.SUBSTANCES),
    Kind("violence", MUNICIPALITY, _("Hjelp til den som er utsatt for vold"),
         _("Krisesenter og oppfølging av voksne som er utsatt for vold")),
    Kind("drug_cases", MUNICIPALITY, _("Rådgivende enhet for russaker"),
         _("Samtaler og råd til den som er tatt med narkotika til egen bruk, etter helse- og omsorgstjenesteloven § 3-9 b"),
         _("Enheten kan være felles for flere kommuner. Enkeltsaker tas med enheten selv, ikke her."), also="rådgivende enhet narkotika", service=ServiceType.SUBSTANCES),
    Kind("after_prison", MUNICIPALITY, _("Tilbakeføring etter soning"),
         _("Bolig, arbeid og oppfølging etter fengsel")),
    Kind("vulnerable", MUNICIPALITY, _("Sosiale tjenester"), _("Grupper i en utsatt situasjon, økonomi og bolig"), service=ServiceType.SOCIAL),
    Kind("licences", MUNICIPALITY, _("Salg og skjenking"), _("Bevillinger, kontroll og trygt uteliv")),
    Kind("planning", MUNICIPALITY, _("Plan og bygg"), _("Trygge sentrum, byrom og boområder")),
    Kind("municipal_preparedness", MUNICIPALITY, _("Kommunens beredskap"),
         _("Risikoanalyser, kriseledelse og øvelser")),
    Kind("fire", MUNICIPALITY, _("Brann og redning"), _("Brannforebygging og redning"), service=ServiceType.FIRE),
    Kind("enterprise", MUNICIPALITY, _("Næring"), _("Bedrifter, handel og arbeidsplasser")),
)  # fmt: skip
BY_CODE = {kind.code: kind for kind in KINDS}


def function_for(theme: str) -> Kind | None:
    """The function of the police to ask about a theme, where it has one of its own. V-2.1-k, V-2.1-l."""
    return next((kind for kind in KINDS if theme in kind.themes), None)
