# pkg.json.schema as a part of pkg: what the schema says is what pkg checks.
PKG_EXTRA_OBJ += $(O)/schema.o
$(O)/schema.o: pkg.json.schema scripts/mk/schema.mk
	@mkdir -p $(@D)
	$(call note,AS)
	$(Q)printf '%s\n' '.section .rodata' '.global pkg_json_schema, pkg_json_schema_end' 'pkg_json_schema:' \
	    '.incbin "pkg.json.schema"' 'pkg_json_schema_end:' '.byte 0' '.section .note.GNU-stack,"",%progbits' | \
	    $(CC) -c -x assembler -o $@ -
