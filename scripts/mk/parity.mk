# npm beside pkg on many seeds; `make test` runs the first 100 of them.
test-nightly: all tests ## npm and pkg on 2,000 seeded projects and on real ones with old locks (needs npm)
	PARITY_SEEDS=2000 tests/parity/run
	tests/parity/older express debug commander chalk ws semver yargs winston
.PHONY: test-nightly
