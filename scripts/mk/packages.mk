# Real packages under Node and under smew, outputs compared (needs Node and a registry).
test-nightly: test-nightly-packages
test-nightly-packages: all ## what 200 packages do under Node and under smew
	tests/packages/install build/packages
	PACKAGES=build/packages tests/packages/run
.PHONY: test-nightly-packages
