"""The ledger in words: who did what, when. Ids and codes become sentences; content never stands there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samrad.ledger.models import Entry

WORDS = {
    "CooperationOpened": _("Samarbeidet ble satt opp."),
    "OfferMade": _("Politiet ga et tilbud."),
    "OfferAnswered": _("Kommunen svarte på et tilbud."),
    "ChoiceStated": _("Kommunen oppdaterte et valg."),
    "ExpectationsAsked": _("Politiet spurte hva kommunen forventer av politikontakten."),
    "ExpectationStated": _("Kommunen sa hva den forventer av politikontakten."),
    "ExpectationAnswered": _("Politiet svarte på hva kommunen forventer."),
    "AgreementStarted": _("Et utkast til avtale ble påbegynt."),
    "DraftDiscarded": _("Et utkast ble forkastet."),
    "ProposalPrepared": _("Et forslag ble skrevet, bare for egen part."),
    "PreparationDropped": _("Noe under arbeid ble slettet, bare for egen part."),
    "ReplyPrepared": _("Et svar ble skrevet, bare for egen part."),
    "RoundHandedOver": _("En runde ble levert."),
    "VersionFrozen": _("En versjon ble låst for godkjenning."),
    "VersionVoided": _("En låst versjon ble åpnet igjen."),
    "VersionApproved": _("En part godkjente versjonen."),
    "AgreementSigned": _("En part undertegnet avtalen."),
    "AgreementSealed": _("Avtalen ble forseglet."),
    "RevisionAsked": _("En part ba om revisjon."),
    "RevisionAnswered": _("Ønsket om revisjon ble besvart."),
    "FormerAgreementRegistered": _("En tidligere avtale ble registrert."),
    "ForumSetUp": _("Et forum ble satt opp."),
    "ForumChanged": _("Et forum fikk nye regler."),
    "ForumEnded": _("Et forum ble avsluttet."),
    "MemberJoined": _("Et forum fikk et nytt medlem."),
    "MemberRoleChanged": _("Et medlem fikk en annen rolle."),
    "MemberLeft": _("Et medlem gikk ut av et forum."),
    "ExtensionAssessed": _("En part sa ja til at et forum tar inn andre."),
    "WheelPointSet": _("Et punkt i årshjulet ble satt."),
    "WheelPointDone": _("Et punkt i årshjulet ble ført som gjort eller åpnet igjen."),
    "WheelPointRemoved": _("Et punkt ble tatt ut av årshjulet."),
    "MeetingPlanned": _("Et møte ble planlagt."),
    "MeetingMoved": _("Et møte ble endret."),
    "MeetingCancelled": _("Et møte ble avlyst."),
    "MeetingCalled": _("Innkallingen til et møte ble sendt."),
    "AgendaSentAgain": _("Sakslisten til et møte ble sendt på nytt."),
    "CallDelivered": _("En innkalling ble levert eller kom i retur."),
    "CallAnswered": _("En innkalling ble besvart."),
    "ItemProposed": _("En sak ble meldt."),
    "ItemChanged": _("En sak ble endret."),
    "ItemPlaced": _("En sak ble satt på sakslisten."),
    "ItemWithdrawn": _("En sak ble trukket."),
    "AgendaOrdered": _("Rekkefølgen på en saksliste ble endret."),
    "PaperAdded": _("Et vedlegg ble lagt til en sak."),
    "PaperChecked": _("Et vedlegg ble kontrollert."),
    "MeetingOpened": _("Et møte begynte."),
    "ItemBegun": _("Et møte gikk videre til neste sak."),
    "AttendanceNoted": _("Oppmøtet i et møte ble notert."),
    "StoodAside": _("Et medlem fratrådte i en sak."),
    "NoteWritten": _("Noen skrev i et referat."),
    "DecisionMade": _("En sak fikk et utfall."),
    "TaskMade": _("En oppgave ble gitt."),
    "TaskMovedOn": _("En oppgave ble fulgt opp."),
    "TaskNoted": _("Noe ble skrevet på en oppgave, bare for egen part."),
    "TaskHandedOver": _("En oppgave fikk en annen ansvarlig."),
    "TaskReminded": _("Den ansvarlige for en oppgave ble minnet om fristen."),
    "MeetingClosed": _("Et møte ble avsluttet."),
    "MinutesSent": _("Et referat ble sendt til godkjenning."),
    "RemarkMade": _("Et referat fikk en merknad."),
    "MinutesApproved": _("En part godkjente et referat."),
    "MunicipalityLeft": _("En kommune gikk ut av samarbeidet."),
    "LocalReasonGiven": _("Et forum gjør noe annerledes enn veilederen råder til, med sin egen grunn."),
    "LocalReasonTakenBack": _("Et lokalt valg ble tatt tilbake."),
    "ItemLifted": _("En sak ble løftet eller sendt ned til et annet nivå."),
    "MatterAddressed": _("En sak ble rettet til en annen part."),
    "PartySpoke": _("Det ble skrevet hva en part svarer, tilpasser eller mener i en sak."),
    "MatterSentOutside": _("En sak ble sendt til noen utenfor partene."),
    "OutsideAnswered": _("Et svar utenfra ble skrevet inn og meldt til forumet."),
    "LiftAnswered": _("En sak fra et annet nivå ble besvart."),
    "BriefingConfirmed": _("Et medlem bekreftet å kjenne reglene for deling."),
    "KnowledgeOrdered": _("Kunnskap ble bestilt fra begge parter."),
    "RequestChanged": _("En bestilling av kunnskap ble endret."),
    "RequestWithdrawn": _("En bestilling av kunnskap ble trukket."),
    "ContributionWritten": _("Et bidrag av kunnskap ble skrevet, bare for egen part."),
    "ContributionDiscarded": _("Et utkast til bidrag ble slettet, bare for egen part."),
    "DocumentAdded": _("En fil ble lagt ved et utkast, bare for egen part."),
    "DocumentChecked": _("En fil ved et utkast ble kontrollert, bare for egen part."),
    "DocumentRemoved": _("En fil ble tatt bort fra et utkast, bare for egen part."),
    "ContributionHandedOver": _("En part leverte et bidrag av kunnskap."),
    "ContributionWithdrawn": _("En part trakk et bidrag av kunnskap."),
    "ProcessRegistered": _("Politiet skrev inn en prosess."),
    "ProcessChanged": _("Politiet oppdaterte en prosess."),
    "KnowledgeShared": _("Noe ble delt med den andre parten."),
    "SharedRead": _("Noe som var delt, ble lest."),
    "ObstacleNoted": _("Det ble ført at noe hindret deling."),
    "ServiceCardWritten": _("En tjeneste skrev hva den kan dele."),
    "ModelChosen": _("Kommunen valgte hvordan forebyggingen for barn og unge er ordnet."),
    "TargetGroupSet": _("Målgruppen for arbeidet med barn og unge ble endret."),
    "TargetGroupRemoved": _("Målgruppen for arbeidet med barn og unge ble endret."),
    "EvaluationBegun": _("En evaluering ble påbegynt."),
    "EvaluationAnswered": _("Et medlem svarte på en evaluering."),
    "EvaluationOpened": _("Svarene på en evaluering ble åpnet."),
    "JointTextWritten": _("Noen skrev i fellesteksten til en evaluering."),
    "LearningPointSet": _("Et læringspunkt ble skrevet eller fulgt opp."),
    "LearningPointRemoved": _("Et læringspunkt ble tatt bort."),
    "PointTakenIn": _("Et læringspunkt ble tatt inn i et utkast, bare for egen part."),
    "GapRaised": _("Noe fra en evaluering ble meldt som sak."),
    "EvaluationClosed": _("En evaluering ble avsluttet."),
    "EvaluationStopped": _("En evaluering ble stanset."),
    "AreaMarked": _("Noe i avtalen ble merket for evaluering."),
    "AreaUnmarked": _("Noe i avtalen skal ikke evalueres likevel."),
    "ReportBegun": _("En årsrapport ble påbegynt."),
    "SectionWritten": _("Noen skrev i en årsrapport."),
    "ReportLaid": _("En årsrapport ble lagt fram for kommunestyret."),
    "CoordinatorNamed": _("Kommunen sa hvem som koordinerer nivåene."),
    "FocusAreaSet": _("Et satsingsområde ble satt opp, endret, sett på eller avsluttet."),
    "GoalSet": _("Et mål ble satt, endret eller avsluttet."),
}


@dataclass(frozen=True)
class Line:
    """One thing that happened."""

    at: datetime
    words: object
    who: str
    is_private: bool


def told(entry: Entry, names: dict[UUID, str]) -> Line:
    """The entry as a sentence. `names` are the parties' names."""
    who = names.get(entry.acting_party, "Samråd") if entry.acting_party else "Samråd"
    return Line(entry.at, WORDS.get(entry.kind, entry.kind), who, entry.party is not None)
