#!/bin/sh
# Makes .venv from nothing: finds a Python 3.12-3.14, gets the installer, installs the locked packages.
# All code is compiled here, once: where Python may not keep what it compiles, each process would do it again.
set -eu
cd "$(dirname "$0")/.."
want=$(cat requirements.lock pyproject.toml scripts/bootstrap.sh | cksum)
if [ ! -x .venv/bin/python ] || [ "$(cat .venv/.stamp 2>/dev/null)" != "$want" ]; then
  # Candidates are run, not only looked up: a version manager's shim can exist and still fail.
  ok() { "$1" -c 'import sys; raise SystemExit(not ((3,12) <= sys.version_info < (3,15)))' >/dev/null 2>&1; }
  PY=
  for c in ${SAMRAD_PYTHON:-} python3.14 python3.13 python3.12 python3 \
           "$HOME"/.pyenv/versions/3.14*/bin/python3 "$HOME"/.pyenv/versions/3.13*/bin/python3 "$HOME"/.pyenv/versions/3.12*/bin/python3; do
    if p=$(command -v "$c" 2>/dev/null) && ok "$p"; then PY=$p; break; fi
  done
  UV=$(command -v uv || true)
  if [ -z "$UV" ]; then
    if [ ! -x .boot/bin/uv ]; then
      { "${PY:-python3}" -m venv .boot && .boot/bin/pip install -q --disable-pip-version-check 'uv==0.13.9'; } || {
        echo "Samråd needs Python 3.12 or newer with venv. On Debian or Ubuntu: apt install python3-venv make git" >&2; exit 1; }
    fi
    UV=.boot/bin/uv
  fi
  if [ -z "$PY" ]; then
    echo "No Python 3.12-3.14 found here; asking the installer to fetch 3.13." >&2
    "$UV" venv -q --clear --python 3.13 .venv || {
      echo "Samråd needs Python 3.12 or newer. On Debian 13 or Ubuntu 24.04: apt install python3-venv make git" >&2; exit 1; }
  else
    "$UV" venv -q --clear --python "$PY" .venv
  fi
  "$UV" pip install -q --compile-bytecode --python .venv/bin/python --require-hashes -r requirements.lock
  "$UV" pip install -q --python .venv/bin/python --no-deps -e .
  printf %s "$want" > .venv/.stamp
fi
.venv/bin/python -m compileall -q -j 0 src
.venv/bin/python -m samrad.project.catalogs compile
