.PHONY: demo test check bench ready
ready:
	@scripts/bootstrap.sh

demo: ready
	@.venv/bin/samrad demo

test: ready
	@scripts/test.sh

check: ready
	@scripts/check.sh

bench: ready
	@.venv/bin/python -m bench
