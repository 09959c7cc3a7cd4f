# The resolver on a world in memory: for tests of trees and locks.
TOOL_BIN += $(OUT)/tests/resolve
$(OUT)/tests/resolve: $(call objs,$(wildcard tests/resolve/*.c)) $(call objs,$(wildcard pkg/tree/*.c pkg/lock/*.c pkg/model/*.c) pkg/ui/explain_text.c pkg/ui/paint.c) $(PKG_EXTRA_OBJ) $(LIB_REGISTRY) $(LIB_COMMON)
	@mkdir -p $(@D)
	$(call note,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS_COMMON)
