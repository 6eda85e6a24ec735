"""Django's settings, made from the settings in `configuration.py`."""

from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from samrad.project import configuration as given

PACKAGE = Path(__file__).resolve().parent.parent
DEBUG = False
DEMO = given.DEMO.is_on
SECRET_KEY = given.SECRET_KEY.value or "only-for-building-and-checking-never-for-serving-anyone-at-all"
GUARD_KEY = given.GUARD_KEY.value
ALLOWED_HOSTS = given.HOSTS.value.split(",")
SCANNER = given.SCANNER.value
STATISTICS_ADDRESS = given.STATISTICS_ADDRESS.value
SEAL_FOLDER = given.SEAL_FOLDER.value
ANCHOR_FILE = given.ANCHOR_FILE.value
REMINDER_DAYS = int(given.REMINDER_DAYS.value)
ELECTION_MONTHS = int(given.ELECTION_MONTHS.value)
SOURCE_MONTHS = int(given.SOURCE_MONTHS.value)
NOTICES_KEPT_DAYS = int(given.NOTICES_KEPT_DAYS.value)
ADDRESSES_KEPT_DAYS = int(given.ADDRESSES_KEPT_DAYS.value)
WAIT_DAYS = int(given.WAIT_DAYS.value)
ADDRESS = given.ADDRESS.value.rstrip("/") or f"https://{ALLOWED_HOSTS[0]}"
MAIL_HOST, MAIL_PORT = given.MAIL_HOST.value, given.MAIL_PORT.value
MAIL_USER, MAIL_PASSWORD = given.MAIL_USER.value, given.MAIL_PASSWORD.value
MAIL_TLS, MAIL_FROM = given.MAIL_TLS.value, given.MAIL_FROM.value
MAIL_RETURN, MAIL_RETURN_FOLDER = given.MAIL_RETURN.value, given.MAIL_RETURN_FOLDER.value
DEMO_MAIL_FOLDER = given.DEMO_MAIL_FOLDER.value

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "samrad.parties",
    "samrad.ledger",
    "samrad.cooperation",
    "samrad.contacts",
    "samrad.sharing",
    "samrad.agreements",
    "samrad.forums",
    "samrad.meetings",
    "samrad.knowledge",
    "samrad.plans",
    "samrad.evaluations",
    "samrad.notices.apps.Notices",
    "samrad.oversight.apps.Oversight",
    "samrad.web.apps.Web",
    "samrad.project",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "samrad.web.middleware.SafeHeaders",
    "samrad.web.middleware.CleanInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samrad.web.middleware.ReaderLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "samrad.web.middleware.OneTransaction",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samrad.web.middleware.ActingPerson",
    "samrad.project.sent_once.SentOnce",
    "samrad.web.middleware.PlainRefusals",
]
ROOT_URLCONF = "samrad.project.urls"
WSGI_APPLICATION = "samrad.project.server.wsgi"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["samrad.web.templatetags.addresses"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.csp",
                "django.contrib.messages.context_processors.messages",
                "samrad.web.frame.frame",
            ],
        },
    }
]

_connection = {
    "ENGINE": "django.db.backends.postgresql",
    "NAME": given.DATABASE_NAME.value,
    "HOST": given.DATABASE_HOST.value,
    "PORT": given.DATABASE_PORT.value,
}
DATABASES = {
    "default": {
        **_connection,
        "USER": given.DATABASE_USER.value,
        "PASSWORD": given.DATABASE_PASSWORD.value,
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 10},
            # A statement asked twice is planned once for its connection: half of the database's work.
            "server_side_binding": True,
            "prepare_threshold": 1,
        },
    },
    # Owns the tables. Only `samrad migrate` and its kin use it; no page ever does.
    "owner": {**_connection, "USER": given.OWNER_USER.value, "PASSWORD": given.OWNER_PASSWORD.value},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
_SLOW = "django.contrib.auth.hashers.PBKDF2PasswordHasher"
PASSWORD_HASHERS = ["samrad.project.demo_passwords.QuickHasher", _SLOW] if DEMO else [_SLOW]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "web:login"
LOGIN_REDIRECT_URL = "web:start"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "samrad.web.login.adapter.ClosedDoor"
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,8/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Samråd"
MFA_ADAPTER = "samrad.web.login.adapter.SecondFactor"

SESSION_ENGINE = "samrad.project.sessions"
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds; the longest a login lives
SESSION_IDLE_SECONDS = 30 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = given.HTTPS.is_on
SESSION_COOKIE_NAME = "__Host-samrad" if given.HTTPS.is_on else "samrad"
CSRF_COOKIE_NAME = "__Host-csrf" if given.HTTPS.is_on else "samrad_csrf"
CSRF_FAILURE_VIEW = "samrad.web.errors.forgery_refused"
SECURE_SSL_REDIRECT = False  # the proxy in front does that
SECURE_HSTS_SECONDS = 31_536_000 if given.HTTPS.is_on else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if given.HTTPS.is_on else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes of form text; files have their own limit
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_HANDLERS = ["samrad.web.uploads.InMemory"]  # with its own limit; no file is written to disk

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Bokmål")), ("nn", _("Nynorsk")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "samrad_language"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TEST_RUNNER = "django.test.runner.DiscoverRunner"
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # the redirect to https belongs to the proxy
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
