#!/bin/sh
# Lint, types, contracts, translations, requirements; then the very test command of the README.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/ruff check src tests scripts bench
.venv/bin/ruff format --check src tests scripts bench
.venv/bin/mypy
.venv/bin/lint-imports
.venv/bin/python -m samrad.project.catalogs check
.venv/bin/python scripts/vendor.py --check
.venv/bin/python scripts/requirements.py
make --no-print-directory test
