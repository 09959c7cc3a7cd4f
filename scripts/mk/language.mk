# The language beside Node and beside the suites that others keep: long runs. `make test`
# has 400 random programs, and conformance where TEST262 and COMPAT_TABLE name checkouts.
test-nightly: test-nightly-language
test-nightly-language: all ## 10,000 random programs under Node and smew, all of test262
	DIFF_CASES=10000 DIFF_SEED=1000 DIFF_SHRINK=1 tests/differential/run
	CONFORMANCE_SAMPLE=0 tests/conformance/run
.PHONY: test-nightly-language
