# Smew: one Makefile for both programs, the tests and everything around them.
# `make help` lists the targets. Everything that is made is below build/.

MODE     ?= release
B        := build
O        := $(B)/obj/$(MODE)
# Where the programs of this mode go: the release ones are build/pkg and build/smew.
OUT      := $(if $(filter release,$(MODE)),$(B),$(B)/$(MODE))
PREFIX   ?= /usr/local
DESTDIR  ?=
VERSION  := 0.1.0
REGISTRY ?= $(shell cat $(B)/deps/registry 2>/dev/null)
DUKTAPE  := $(B)/deps/duktape/src

CC       ?= gcc
WARN     := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla \
            -Wno-format-truncation -Werror
CFLAGS_release := -O2 -g1
CFLAGS_debug   := -O0 -g3
CFLAGS_asan    := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
                  -fno-sanitize-recover=undefined
LDFLAGS_asan   := -fsanitize=address,undefined
LDFLAGS_release := -Wl,--gc-sections -Wl,-O1
ALL_CFLAGS = -std=gnu11 -D_GNU_SOURCE $(WARN) $(CFLAGS_$(MODE)) -ffunction-sections -fdata-sections \
             -I. -I$(B)/gen -DSMEW_VERSION='"$(VERSION)"' -DDEFAULT_REGISTRY='"$(REGISTRY)"' $(CFLAGS)
# The id says which build compiled code is of: runtime/modules/code_cache.h.
ALL_LDFLAGS = -Wl,--build-id=sha1 $(LDFLAGS_$(MODE)) $(LDFLAGS)

# ---- sources: a folder's files are found, not listed ----
COMMON_SRC   := $(wildcard common/*.c)
REGISTRY_SRC := $(wildcard registry-client/*.c)
PKG_SRC      := $(filter-out pkg/main.c,$(wildcard pkg/*.c pkg/*/*.c))
RUNTIME_SRC  := $(filter-out runtime/main.c runtime/engine/duktape_unit.c,\
                  $(wildcard runtime/*.c runtime/*/*.c runtime/*/*/*.c))
RUNTIME_SRC  := $(filter-out runtime/engine/graft/% runtime/engine/unit/%,$(RUNTIME_SRC))
objs = $(patsubst %.c,$(O)/%.o,$(1))

LIB_COMMON   := $(O)/libcommon.a
LIB_REGISTRY := $(O)/libregistry.a
LIB_PKG      := $(O)/libpkg.a
LIB_RUNTIME  := $(O)/libruntime.a

# Libraries that are heavy to load (curl, archive, OpenSSL) are opened when first
# needed: see common/dynlib.h. What is linked here is loaded at every start; of small ones
# the static library is taken where the distribution has it: finding and binding a shared
# one takes 0.15 ms.
static_or = $(or $(filter /%,$(shell $(CC) -print-file-name=lib$(1).a)),-l$(2))
LIBS_COMMON  := $(call static_or,sodium,sodium) $(call static_or,deflate,deflate) \
                -lz -ldl -lm -lpthread
LIBS_PKG     := $(call static_or,uv_a,uv) $(LIBS_COMMON)
LIBS_RUNTIME := $(call static_or,uv_a,uv) $(call static_or,utf8proc,utf8proc) \
                $(patsubst -lz,$(call static_or,z,z),$(LIBS_COMMON))

.PHONY: all setup demo test check bench fuzz format install dist clean help debug asan tests tools
.DEFAULT_GOAL := all

# A fresh clone first gets what it needs (the engine's source, libraries).
ifeq ($(wildcard $(DUKTAPE)/duktape.c)$(SETUP_TRIED),)
all: ## build both programs (release)
	@scripts/setup || echo "make: setup failed; going on with what is there" >&2
	@$(MAKE) --no-print-directory SETUP_TRIED=1 all
else
all: $(OUT)/pkg $(OUT)/smew tools
endif
debug: ; $(MAKE) MODE=debug
asan: ; $(MAKE) MODE=asan all tests

setup: ## install what the build needs (system packages, Duktape's source)
	@scripts/setup

# ---- per-part rules; a part that needs more than wildcards has its own file ----
-include scripts/mk/*.mk

# `make V=1` shows whole commands.
Q := $(if $(V),,@)
note = $(if $(V),,@echo '  $(1)  $(patsubst $(B)/%,%,$@)')

$(O)/%.o: %.c
	@mkdir -p $(@D)
	$(call note,CC)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(LIB_COMMON): $(call objs,$(COMMON_SRC))
$(LIB_REGISTRY): $(call objs,$(REGISTRY_SRC))
$(LIB_PKG): $(call objs,$(PKG_SRC)) $(PKG_EXTRA_OBJ)
$(LIB_RUNTIME): $(call objs,$(RUNTIME_SRC)) $(RUNTIME_EXTRA_OBJ)
$(O)/%.a:
	@mkdir -p $(@D)
	@rm -f $@
	$(call note,AR)
	$(Q)ar rcs $@ $^

$(OUT)/pkg: $(O)/pkg/main.o $(LIB_PKG) $(LIB_REGISTRY) $(LIB_COMMON)
	@mkdir -p $(@D)
	$(call note,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS_PKG)
# What is linked is smew, or makes it: see scripts/mk/runtime.mk.
$(SMEW_LINKED): $(O)/runtime/main.o $(LIB_RUNTIME) $(LIB_COMMON)
	@mkdir -p $(@D)
	$(call note,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) $(SMEW_LDFLAGS) -o $@ $^ $(LIBS_RUNTIME)

# ---- tests: one program for each folder below tests/unit, and tests/eval ----
KIT_OBJ := $(call objs,$(wildcard tests/kit/*.c))
TEST_OUT := $(OUT)/tests
UNITS   := $(notdir $(patsubst %/,%,$(wildcard tests/unit/*/)))
UNIT_BIN := $(UNITS:%=$(TEST_OUT)/unit-%)
ifneq ($(wildcard tests/eval/*.c),)
TOOL_BIN += $(TEST_OUT)/eval
endif
ifneq ($(wildcard tests/registry/*.c),)
TOOL_BIN += $(TEST_OUT)/registry
endif

unit_src = $(wildcard tests/unit/$(1)/*.c tests/unit/$(1)/*/*.c)
UNIT_LIBS_common   := $(LIB_COMMON)
UNIT_LIBS_registry := $(LIB_REGISTRY) $(LIB_COMMON)
UNIT_LIBS_pkg      := $(LIB_PKG) $(LIB_REGISTRY) $(LIB_COMMON)
UNIT_LIBS_runtime  := $(LIB_RUNTIME) $(LIB_COMMON)
UNIT_LIBS_compiler := $(LIB_RUNTIME) $(LIB_COMMON)
UNIT_LIBS_regexp   := $(LIB_RUNTIME) $(LIB_COMMON)

define unit_rule
$(TEST_OUT)/unit-$(1): $(call objs,$(call unit_src,$(1))) $(KIT_OBJ) $(UNIT_LIBS_$(1))
	@mkdir -p $$(@D)
	$$(call note,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $$@ $$^ $(LIBS_CURL) $(LIBS_RUNTIME) -lcjson -lcmocka
endef
$(foreach u,$(UNITS),$(eval $(call unit_rule,$(u))))

$(TEST_OUT)/eval: $(call objs,$(wildcard tests/eval/*.c)) $(LIB_REGISTRY) $(LIB_COMMON)
	@mkdir -p $(@D)
	$(call note,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS_PKG)
$(TEST_OUT)/registry: $(call objs,$(wildcard tests/registry/*.c)) $(LIB_COMMON)
	@mkdir -p $(@D)
	$(call note,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS_PKG)

tools: $(TOOL_BIN)
tests: $(UNIT_BIN) $(TOOL_BIN)

test: setup ## set up, build and run every test
	@$(MAKE) --no-print-directory all
	@$(MAKE) --no-print-directory MODE=asan all tests
	@scripts/run-tests

demo: setup ## set up, build, install an example from the registry and run it
	@$(MAKE) --no-print-directory all
	@scripts/demo

check: setup ## format, lint, layers, headers, sanitizers
	@$(MAKE) --no-print-directory MODE=asan all tests
	@scripts/check

bench: setup all ## measure beside npm, bun and Node, where they are at hand
	@scripts/bench

fuzz: setup ## run each fuzz target for S seconds (default 30): make fuzz T=name S=60
	@T='$(T)' S='$(S)' scripts/fuzz

format: ## put all C in shape
	@git ls-files '*.c' '*.h' | xargs clang-format -i

install: all ## make install PREFIX=/usr/local [DESTDIR=] [DROP_IN=1]
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/smew
	install -m 755 $(B)/pkg $(B)/smew $(DESTDIR)$(PREFIX)/bin/
	install -m 644 pkg.json.schema $(DESTDIR)$(PREFIX)/share/smew/
	$(if $(DROP_IN),@for name in node:smew npm:pkg npx:pkg; do \
	    to=$(DESTDIR)$(PREFIX)/bin/$${name%:*}; \
	    if [ -e "$$to" ] || [ -L "$$to" ]; then echo "kept: $$to"; \
	    else ln -s "$${name#*:}" "$$to"; fi; done)

dist: ## a tarball of what is committed
	@mkdir -p $(B)
	git archive --prefix=smew-$(VERSION)/ -o $(B)/smew-$(VERSION).tar.gz HEAD

clean: ## remove what was built, keep what setup fetched
	@find $(B) -mindepth 1 -maxdepth 1 ! -name deps -exec rm -rf {} + 2>/dev/null || true

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile

-include $(shell find $(B)/obj/$(MODE) -name '*.d' 2>/dev/null)
