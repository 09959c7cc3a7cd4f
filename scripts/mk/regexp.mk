# Tables of Unicode's properties and case for regular expressions, from the distribution's
# package unicode-data.
UNICODE_DATA ?= /usr/share/unicode
UNICODE_GEN  := $(B)/gen/unicode_data.c
# What names are made of, for runtime/compiler/chars.c; made along with it.
UNICODE_IDS  := $(B)/gen/runtime/compiler/unicode_id.h
$(O)/gen-unicode: $(call objs,scripts/gen_unicode.c) $(LIB_COMMON)
	@mkdir -p $(@D)
	$(call note,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS_COMMON)
$(UNICODE_GEN): $(O)/gen-unicode $(wildcard $(UNICODE_DATA)/UnicodeData.txt) scripts/unicode-17.txt
	@mkdir -p $(@D) $(dir $(UNICODE_IDS))
	$(call note,UNICODE)
	$(Q)ASAN_OPTIONS=detect_leaks=0 $(O)/gen-unicode $(UNICODE_DATA) $@.tmp scripts/unicode-17.txt $(UNICODE_IDS) && mv $@.tmp $@
$(UNICODE_IDS): $(UNICODE_GEN)
	@touch $@
$(O)/runtime/compiler/chars.o: $(UNICODE_IDS)
$(O)/unicode_data.o: $(UNICODE_GEN)
	$(call note,CC)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@
RUNTIME_EXTRA_OBJ += $(O)/unicode_data.o
