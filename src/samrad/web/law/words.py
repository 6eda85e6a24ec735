"""The register's codes in words: services, kinds of duty, and what a question may come to."""

from django.utils.translation import gettext_lazy as _

from samrad.kernel.answers import Sentence

SERVICES: dict[str, Sentence] = {
    "politi": _("Politiet"),
    "skole": _("Skolen"),
    "barnehage": _("Barnehagen"),
    "barnevern": _("Barnevernet"),
    "helse": _("Helse- og omsorgstjenesten"),
    "nav": _("NAV"),
    "kommune": _("Resten av kommunen"),
}
KINDS: dict[str, Sentence] = {
    "averting": _("Avvergingsplikt"),
    "duty_to_disclose": _("Opplysningsplikt"),
    "right_to_disclose": _("Opplysningsrett"),
    "confidentiality": _("Taushetsplikt"),
    "alerting": _("Varslingsplikt"),
    "reporting": _("Anmeldelse"),
    "cooperation": _("Samarbeid"),
    "openness": _("Innsyn og åpne møter"),
}
EXPLAINED: dict[str, Sentence] = {
    "averting": _("Du må gjøre noe for å hindre det. Går foran alt annet."),
    "duty_to_disclose": _("Du må si fra, også om det du har taushetsplikt om."),
    "right_to_disclose": _("Du kan si fra når vilkårene er oppfylt. Du må ikke."),
    "confidentiality": _("Du skal hindre at andre får vite det."),
    "alerting": _("Du må si fra på arbeidsplassen eller til tilsynet."),
    "reporting": _("Om et lovbrudd kan eller må meldes til politiet."),
    "cooperation": _("Hvem som har plikt til å samarbeide, og om hva."),
    "openness": _("Hva alle kan få se, og hva som holdes tilbake."),
}
OUTCOMES: dict[str, tuple[Sentence, Sentence]] = {
    "open": (
        _("Ja, dette kan som regel deles"),
        _(
            "Kunnskap om mange, der ingen kan kjennes igjen, er ikke underlagt taushetsplikt for enkeltpersoners skyld. "
            "Se etter små tall: fire eller færre kan peke ut noen. Metoder og planer i politiet kan være hemmelige av andre grunner."
        ),
    ),
    "consent": (
        _("Ja, så langt den det gjelder, har sagt ja"),
        _(
            "Et samtykke må være frivillig og gjelde det du deler, med dem du deler det med. Del ikke mer enn det, og ikke her: "
            "Samråd er ikke stedet for opplysninger om enkeltpersoner."
        ),
    ),
    "duty": (
        _("Du kan ha plikt til å si fra"),
        _(
            "Er vilkårene oppfylt, må du si fra, uten hinder av taushetsplikten. Gjør det til den tjenesten selv, ikke i Samråd."
        ),
    ),
    "right": (
        _("Du kan ha rett til å si fra"),
        _(
            "Er vilkårene oppfylt, kan du gi opplysningene. Du må ikke. Del bare det som trengs, direkte til den som trenger det, "
            "og ikke i Samråd."
        ),
    ),
    "confidential": (
        _("Registeret finner ingen åpning for å dele dette"),
        _(
            "Taushetsplikten gjelder. Kan du spørre den det gjelder om samtykke, eller dele det som gjelder mange?"
        ),
    ),
    "no_cases": (
        _("Enkeltsaker hører ikke hjemme i et råd eller en gruppe"),
        _(
            "Rådet arbeider med det som gjelder mange. Gjør saken om til et mønster uten kjennetegn, "
            "eller ta den direkte med tjenesten det gjelder."
        ),
    ),
}
ASK: dict[str, Sentence] = {
    "politi": _(
        "Spør nærmeste leder eller en av distriktets jurister. Personvernombudet svarer om personopplysninger."
    ),
    "skole": _("Spør rektor eller kommunens jurist. Personvernombudet svarer om personopplysninger."),
    "barnehage": _("Spør styreren eller kommunens jurist. Personvernombudet svarer om personopplysninger."),
    "barnevern": _(
        "Spør barnevernslederen eller kommunens jurist. Personvernombudet svarer om personopplysninger."
    ),
    "helse": _(
        "Spør nærmeste leder eller kommuneoverlegen. Statsforvalteren kan gi veiledning om helselovene."
    ),
    "nav": _("Spør nærmeste leder i NAV-kontoret. Personvernombudet svarer om personopplysninger."),
    "kommune": _(
        "Spør nærmeste leder eller kommunens jurist. Personvernombudet svarer om personopplysninger."
    ),
}
