"""Serve with the settings that the environment names."""

import sys

from samrad.project.server import serve

serve("127.0.0.1", int(sys.argv[1]))
