# The measuring tools of `make bench`.
TOOL_BIN += $(OUT)/tests/timeit
$(OUT)/tests/timeit: $(call objs,tests/bench/timeit.c) $(LIB_COMMON)
	@mkdir -p $(@D)
	$(call note,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS_COMMON)
