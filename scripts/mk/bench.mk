# The measuring tools of `make bench`.
TOOL_BIN += $(OUT)/tests/timeit
$(OUT)/tests/timeit: $(call objs,tests/bench/timeit.c) $(LIB_COMMON)
	@mkdir -p $(@D)
	$(call note,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS_COMMON)
TOOL_BIN += $(OUT)/tests/compile-speed
$(OUT)/tests/compile-speed: $(call objs,tests/bench/compile_speed.c) $(LIB_RUNTIME) $(LIB_COMMON)
	@mkdir -p $(@D)
	$(call note,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS_RUNTIME)
