# How the engine and the embedded JavaScript are built.
#
# Duktape comes from the distribution's source package (build/deps, see scripts/setup) and is
# compiled with our configuration. The distribution's shared library is no way out: what
# lowered programs need stands inside the engine.

ENGINE_GEN := $(B)/gen/engine
HAVE_DUKTAPE := $(wildcard $(DUKTAPE)/duktape.c)

ENGINE_CFLAGS := -I$(ENGINE_GEN)
ENGINE_OBJ    := $(O)/runtime/engine/duktape_unit.o

ifneq ($(HAVE_DUKTAPE),)
ENGINE_HEADER := $(ENGINE_GEN)/duktape.h
$(ENGINE_GEN)/%.h: $(DUKTAPE)/%.h scripts/prepare-engine scripts/graft-engine runtime/engine/duk_custom.h \
                   runtime/engine/graft/table runtime/engine/graft/opcodes.c
	@scripts/prepare-engine $(DUKTAPE) $(ENGINE_GEN)
$(ENGINE_GEN)/duktape.c: $(ENGINE_GEN)/duktape.h ;
# The executor's loop is faster where the compiler leaves each opcode's code to itself
# (Richards by 8 %).
$(ENGINE_OBJ): ALL_CFLAGS += -fno-gcse -fno-crossjumping
$(O)/runtime/engine/duktape_unit.o: runtime/engine/duktape_unit.c $(ENGINE_GEN)/duktape.h $(ENGINE_GEN)/duk_config.h
	@mkdir -p $(@D)
	$(call note,CC)
	$(Q)$(CC) $(filter-out -Wshadow -Wextra -Wstrict-prototypes -Wmissing-prototypes -Wall -Wvla -Werror,$(ALL_CFLAGS)) -w -MMD -MP -c $< -o $@
else
ENGINE_HEADER := engine-source
.PHONY: engine-source
engine-source:
	@echo "make: smew needs Duktape's source (build/deps/duktape/src): \`make setup' gets it" >&2; exit 1
$(ENGINE_OBJ): | engine-source
endif
RUNTIME_EXTRA_OBJ += $(ENGINE_OBJ) $(O)/natives.o
ALL_CFLAGS += $(ENGINE_CFLAGS)

# Objects of the runtime need the engine's header to be there first.
$(call objs,$(RUNTIME_SRC) runtime/main.c): | $(ENGINE_HEADER)
$(patsubst %.c,$(O)/%.o,$(wildcard tests/unit/runtime/*.c)): | $(ENGINE_HEADER)

# JavaScript halves of the builtin modules: compiled to bytecode by a program of the build,
# embedded as one blob with an index.
NATIVES_JS := $(sort $(shell find runtime/node -name '*.js' 2>/dev/null))
$(O)/embed-js: $(call objs,scripts/embed_js.c runtime/engine/callee_text.c runtime/engine/expression_text.c runtime/engine/date_parse.c) $(ENGINE_OBJ) $(LIB_COMMON)
	@mkdir -p $(@D)
	$(call note,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS_RUNTIME)
$(call objs,scripts/embed_js.c): | $(ENGINE_HEADER)
$(O)/natives.S: $(O)/embed-js $(NATIVES_JS) scripts/mk/runtime.mk
	@mkdir -p $(@D)
	$(call note,JS)
	$(Q)ASAN_OPTIONS=detect_leaks=0 $(O)/embed-js runtime/node $(O)/natives $(NATIVES_JS)
$(O)/natives.o: $(O)/natives.S
	$(call note,AS)
	$(Q)$(CC) -c $< -o $@

# The release's smew holds its heap as it stands after the start (runtime/snapshot.h): the
# program that was linked runs, and writes itself with it; twice, since nothing in it may
# depend on the run. SNAPSHOT=no leaves it out, for a build that can't run what it makes.
SNAPSHOT ?= $(if $(HAVE_DUKTAPE),$(if $(filter release,$(MODE)),yes))
ifeq ($(SNAPSHOT),yes)
SMEW_LINKED  := $(O)/smew-linked
SMEW_LDFLAGS := -no-pie
$(O)/runtime/main.o: ALL_CFLAGS += -DSMEW_SNAPSHOT
$(OUT)/smew: $(SMEW_LINKED)
	$(call note,HEAP)
	$(Q)$< --snapshot $@.new && $< --snapshot $@.again && cmp $@.new $@.again && \
	    mv $@.new $@ && rm $@.again
else
SMEW_LINKED  := $(OUT)/smew
SMEW_LDFLAGS :=
endif
