"""The product's own settings, with one address more: a signed-in view of nothing."""

from samrad.project.settings import *  # noqa: F403 # the product's, all of them

ROOT_URLCONF = "bench.urls"
