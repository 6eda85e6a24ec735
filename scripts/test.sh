#!/bin/sh
# Every test, with branch coverage. Gets a browser where it can; in CI a missing browser is a failure.
set -eu
cd "$(dirname "$0")/.."
if ! command -v chromium >/dev/null 2>&1 && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  { apt-get update -q && apt-get install -yq --no-install-recommends chromium poppler-utils; } >/dev/null 2>&1 || true
fi
if ! command -v chromium >/dev/null 2>&1; then .venv/bin/playwright install chromium >/dev/null 2>&1 || true; fi
# Each worker goes through its part in order, so that what neighbours share is made once, and takes over from the other at the end.
exec .venv/bin/pytest --dist worksteal -n "${SAMRAD_TEST_WORKERS:-2}" --cov --cov-report=term "$@"
