# libcurl: the distribution's static one where it can be had, see registry-client/curl_late.h;
# with CURL=shared, or without it, the shared one.
CURL ?= static
CURL_A    := $(shell $(CC) -print-file-name=libcurl.a)
CURL_SO   := $(shell $(CC) -print-file-name=libcurl.so)
CURL_LIST := $(B)/gen/curl_late.list
ifeq ($(CURL),static)
CURL_STATIC := $(shell scripts/late-curl $(CURL_A) $(CURL_SO) $(CURL_LIST))
endif
ifeq ($(CURL_STATIC),yes)
CURL_UNUSED := registry-client/curl_api_shared.c
LIBS_CURL   := $(CURL_A) -lpthread
CURL_OBJ    := $(O)/registry-client/curl_late_entries.o
$(CURL_OBJ): registry-client/curl_late.S $(CURL_LIST)
	@mkdir -p $(@D)
	$(call note,AS)
	$(Q)$(CC) -c -I$(dir $(CURL_LIST)) -o $@ $<
else
CURL_UNUSED := registry-client/curl_api_static.c registry-client/curl_late.c
endif
REGISTRY_SRC := $(filter-out $(CURL_UNUSED),$(REGISTRY_SRC))
LIBS_PKG     += $(LIBS_CURL)
# Another choice than the last time makes the library anew.
CURL_CHOICE  := $(O)/curl-$(or $(CURL_STATIC),shared)
ifeq ($(wildcard $(CURL_CHOICE)),)
$(shell rm -f $(LIB_REGISTRY) $(O)/curl-*; mkdir -p $(O); touch $(CURL_CHOICE))
endif
$(LIB_REGISTRY): $(CURL_OBJ)
