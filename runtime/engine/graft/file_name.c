/* file_name.c: the engine keeps the name of a function's file as its property `fileName`,
 * which programs would see. It becomes the hidden one that was meant for its source (and
 * stays that for regular expressions): see ENGINE_FILE_NAME in internals.h. */
#undef DUK_STRIDX_FILE_NAME
#define DUK_STRIDX_FILE_NAME DUK_STRIDX_INT_SOURCE
