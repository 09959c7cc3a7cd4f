# pkg.json.schema as a part of pkg: what the schema says is what pkg checks.
PKG_EXTRA_OBJ += $(O)/pkg_json_schema.o
$(O)/pkg_json_schema.o: pkg.json.schema scripts/mk/pkg.mk
	@mkdir -p $(@D)
	$(call note,AS)
	$(Q)printf '%s\n' '.section .rodata' '.global pkg_json_schema, pkg_json_schema_size' 'pkg_json_schema:' \
	    '.incbin "pkg.json.schema"' '1: .byte 0' '.balign 8' 'pkg_json_schema_size: .quad 1b - pkg_json_schema' '.section .note.GNU-stack,"",%progbits' | \
	    $(CC) -c -x assembler -o $@ -

# sqrt as an instruction: otherwise each start of pkg would load libm for it.
$(O)/pkg/ui/inspect.o: ALL_CFLAGS += -fno-math-errno
