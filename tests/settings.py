"""Django's settings for the tests: the environment is set before the settings are read."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("SAMRAD_SECRET_KEY", "a-key-for-tests-only-that-signs-nothing-of-value-anywhere")
os.environ.setdefault("SAMRAD_GUARD_KEY", "a-guard-key-for-tests-only-0123456789")
if "SAMRAD_SEAL_FOLDER" not in os.environ:  # made by the first process, and gone with it
    os.environ["SAMRAD_SEAL_FOLDER"] = tempfile.mkdtemp(prefix="samrad-seal-")
    atexit.register(shutil.rmtree, os.environ["SAMRAD_SEAL_FOLDER"], ignore_errors=True)
# Two who make a key at once are in each other's way: each process has a folder of its own.
if os.environ.get("PYTEST_XDIST_WORKER", "") not in {"", Path(os.environ["SAMRAD_SEAL_FOLDER"]).name}:
    os.environ["SAMRAD_SEAL_FOLDER"] += "/" + os.environ["PYTEST_XDIST_WORKER"]
    Path(os.environ["SAMRAD_SEAL_FOLDER"]).mkdir(exist_ok=True)
os.environ["SAMRAD_HTTPS"] = "0"
os.environ["SAMRAD_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["SAMRAD_DEMO"] = "1"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver runs a loop in the test's thread

from samrad.project.settings import *  # noqa: F403 # read now, not before
