"""Every setting that an operator can choose, declared once: name, default, and a line of help."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Setting:
    """One environment variable. An empty default means that it must be given when it is in `REQUIRED`."""

    name: str
    default: str
    help: str

    @property
    def value(self) -> str:
        return os.environ.get(self.name, self.default)

    @property
    def is_on(self) -> bool:
        return self.value.lower() in {"1", "true", "yes", "on"}


SECRET_KEY = Setting(
    "SAMRAD_SECRET_KEY", "", "Signs cookies and forms. At least 50 random characters; keep it secret."
)
GUARD_KEY = Setting(
    "SAMRAD_GUARD_KEY",
    "",
    "Opens the database's second wall for this process. At least 32 random characters.",
)
HOSTS = Setting(
    "SAMRAD_HOSTS", "127.0.0.1,localhost", "Host names that Samråd answers to, separated by commas."
)
DATABASE_HOST = Setting("SAMRAD_DATABASE_HOST", "", "Host name or socket folder of PostgreSQL.")
DATABASE_PORT = Setting("SAMRAD_DATABASE_PORT", "", "Port of PostgreSQL; empty for the standard one.")
DATABASE_NAME = Setting("SAMRAD_DATABASE_NAME", "samrad", "Name of the database.")
DATABASE_USER = Setting(
    "SAMRAD_DATABASE_USER", "samrad_app", "The role the application runs as. It owns nothing."
)
DATABASE_PASSWORD = Setting(
    "SAMRAD_DATABASE_PASSWORD", "", "Password of that role; empty where none is asked for."
)
OWNER_USER = Setting(
    "SAMRAD_OWNER_USER", "samrad_owner", "The role that owns the tables; used by `samrad migrate` only."
)
OWNER_PASSWORD = Setting(
    "SAMRAD_OWNER_PASSWORD", "", "Password of the owner role; empty where none is asked for."
)
DEMO = Setting(
    "SAMRAD_DEMO", "", "Set to 1 to mark every page as a demo and to offer the demo people at login."
)
HTTPS = Setting(
    "SAMRAD_HTTPS", "1", "1 when people reach Samråd over https, which production must. The demo sets 0."
)
SCANNER = Setting(
    "SAMRAD_SCANNER",
    "",
    "Host and port of a clamd that looks through papers, as host:port. Empty: a paper is known by its kind and content only.",
)
STATISTICS_ADDRESS = Setting(
    "SAMRAD_STATISTICS_ADDRESS",
    "",
    "The one address that `samrad import-statistics --table` may fetch from: https://data.ssb.no/api/pxwebapi/v2. Empty: nothing is fetched, and tables come from files.",
)
SEAL_FOLDER = Setting(
    "SAMRAD_SEAL_FOLDER",
    "",
    "Folder with seal-key.pem and seal-certificate.pem, the electronic seal of agreements.",
)
ANCHOR_FILE = Setting(
    "SAMRAD_ANCHOR_FILE", "", "File outside the database that `samrad anchor` adds ledger heads to."
)
REMINDER_DAYS = Setting(
    "SAMRAD_REMINDER_DAYS",
    "90",
    "How many days before an agreement is to be revised, or ends, both parties are reminded. Our own number.",
)
ELECTION_MONTHS = Setting(
    "SAMRAD_ELECTION_MONTHS",
    "6",
    "How many months after a municipal election seats and focus areas may wait to be confirmed. Our own number.",
)
SOURCE_MONTHS = Setting(
    "SAMRAD_SOURCE_MONTHS",
    "12",
    "How many months may pass before a source of the guide is held against its publisher's page again. Our own number.",
)
NOTICES_KEPT_DAYS = Setting(
    "SAMRAD_NOTICES_KEPT_DAYS",
    "400",
    "How many days a person's notices are kept, with what became of their mail. What happened stays in the ledger.",
)
ADDRESSES_KEPT_DAYS = Setting(
    "SAMRAD_ADDRESSES_KEPT_DAYS",
    "90",
    "How many days it is kept to which address a mail went, from the last that was heard of it.",
)
WAIT_DAYS = Setting(
    "SAMRAD_WAIT_DAYS",
    "30",
    "How many days a measure may wait for the other party before it stands as stuck. Our own number.",
)
ADDRESS = Setting(
    "SAMRAD_ADDRESS",
    "",
    "Where people reach Samråd, for links in mail: https://samrad.example.no. Empty: https and the first host name.",
)
MAIL_HOST = Setting(
    "SAMRAD_MAIL_HOST",
    "",
    "Mail server (SMTP) that takes mail from Samråd. Empty: mail waits in its queue, and nothing is sent.",
)
MAIL_PORT = Setting("SAMRAD_MAIL_PORT", "587", "Port of the mail server.")
MAIL_USER = Setting("SAMRAD_MAIL_USER", "", "User name at the mail server; empty where none is asked for.")
MAIL_PASSWORD = Setting(
    "SAMRAD_MAIL_PASSWORD", "", "Password at the mail server; empty where none is asked for. Keep it secret."
)
MAIL_TLS = Setting(
    "SAMRAD_MAIL_TLS",
    "starttls",
    "starttls, or tls for a server that speaks it from the first byte (often port 465), or none inside one machine.",
)
MAIL_FROM = Setting(
    "SAMRAD_MAIL_FROM",
    "",
    "Sender of all mail, such as Samråd <samrad@example.no>. Refusals come back to this address, unless SAMRAD_MAIL_RETURN is set.",
)
MAIL_RETURN = Setting(
    "SAMRAD_MAIL_RETURN",
    "",
    "Where servers report what became of a mail: samrad-retur+{}@example.no. Samråd puts the mail's own mark for {}.",
)
MAIL_RETURN_FOLDER = Setting(
    "SAMRAD_MAIL_RETURN_FOLDER",
    "",
    "Maildir that the return address delivers to; `samrad work` reads it every other minute. Empty: use `samrad read-returns`.",
)
DEMO_MAIL_FOLDER = Setting(
    "SAMRAD_DEMO_MAIL_FOLDER", "", "Where a demo's own mail server keeps what it gets. Set by `samrad demo`."
)

ALL = [value for value in list(globals().values()) if isinstance(value, Setting)]
REQUIRED = (SECRET_KEY, GUARD_KEY)  # an empty one would open to whoever tries the empty one


def missing() -> str:
    """One sentence about the first secret that must be given and is not; empty when all are."""
    lacking = next((setting for setting in REQUIRED if not setting.value), None)
    return f"{lacking.name} is not set. {lacking.help}" if lacking else ""
