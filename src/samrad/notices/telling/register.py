"""What the register of people and organisations records. None of it is news to the parties of a cooperation."""

from samrad.notices.telling.registry import Telling

TELLINGS: tuple[Telling, ...] = ()

OF_THE_INSTALLATION = "The installation's own, and behind no wall."
UNTOLD = dict.fromkeys(
    (
        "ReferenceLoaded",
        "OrganisationRegistered",
        "SchoolKept",
        "PostCreated",
        "PostCovers",
        "MunicipalitiesMerged",
        "Appointed",
        "AppointmentEnded",
        "LoginGiven",
        "PersonRegistered",
        "AddressChanged",
        "AddressCameBack",
        "LanguageChosen",
        "NoticesMade",
        "DigestsGathered",
        "MailOffered",
        "MailSettled",
        "MailPutOff",
        "MailTriedAgain",
        "NoticesRead",
        "NoticesForgotten",
        "MailChosen",
        "CalendarOpened",
        "CalendarClosed",
        "FindingsRefreshed",
    ),
    OF_THE_INSTALLATION,
)
