"""Django's settings. What differs between firms lies in the home or in the environment, never here.

COMITY_HOME            the home folder (default ./comity-home)
COMITY_DATABASE_URL    a PostgreSQL for a team; without it SQLite in the home
COMITY_HOSTS           further names under which the app is reached, with commas
COMITY_LANGUAGE        the language of the app: en (default) or de
COMITY_HTTPS           1 behind a proxy that speaks TLS: cookies are then sent over TLS only
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from comity.web.assets_policy import shut_static
from comity.web.languages import language
from comity.web.secret import secret

WEB = Path(__file__).parent
HOME = Path(os.environ.get("COMITY_HOME") or "comity-home").resolve()
HTTPS = os.environ.get("COMITY_HTTPS") == "1"
HOSTS = [h.strip() for h in os.environ.get("COMITY_HOSTS", "").split(",") if h.strip()]

SECRET_KEY = secret(HOME)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver", *HOSTS]
CSRF_TRUSTED_ORIGINS = [f"https://{h}" for h in HOSTS if HTTPS]
ROOT_URLCONF = "comity.web.urls"
WSGI_APPLICATION = "comity.web.wsgi.application"
AUTH_USER_MODEL = "web.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "week"

INSTALLED_APPS = [
    "comity.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "comity.web.weight.Weight",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "comity.web.plain.Plain",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "comity.web.sessions.Noting",
    "comity.web.log.Logging",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates", WEB / "pages"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "comity.web.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_htmx.templatetags.django_htmx",
                "comity.web.templatetags.comity",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    """SQLite in the home unless a team has a database of its own."""
    url = os.environ.get("COMITY_DATABASE_URL")
    if url:
        return dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "comity.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A writer waits for another one instead of failing, and readers never wait.
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "pragma journal_mode=wal; pragma synchronous=normal; pragma foreign_keys=on;",
        },
    }


DATABASES = {"default": _database()}

# One for everybody: what a browser asks for is not looked at, since pages and what jobs say shall be told in one
# language. Sentences that are made with figures (reasons) are English yet.
LANGUAGE_CODE = language(os.environ.get("COMITY_LANGUAGE", ""))
LANGUAGES = [(LANGUAGE_CODE, LANGUAGE_CODE)]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "comity.web.assets.Assets"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 86_400
WHITENOISE_ADD_HEADERS_FUNCTION = shut_static

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name")}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]

# Nothing is loaded from elsewhere, and nothing runs that is not a file of ours.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_HTTPONLY = True

# Uploads: mailboxes are large and exports are many files; `intake` counts both and stops at its own limits.
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_NUMBER_FILES = 20_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 25_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
