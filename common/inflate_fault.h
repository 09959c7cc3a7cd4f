/* inflate_fault.h: what is wrong with a gzip file, in zlib's words.
 *
 * The fast readers (inflate.h, inflate_stream.h) only say that something is. This one
 * reads the file once more, as Node does, and is asked when there is an error to tell of.
 */
#ifndef COMMON_INFLATE_FAULT_H
#define COMMON_INFLATE_FAULT_H

#include "common/err.h"
#include "common/str.h"

/* Sets ERR_Z_DATA_ERROR ("zlib: incorrect data check") or ERR_Z_BUF_ERROR (it ends too
 * early), and returns the code; 0 if zlib finds nothing: then *err is untouched. */
int inflate_fault(Str gz, Err *err);
/* errno of such an error, a number of zlib's; 0 for others, also of the network's. */
int inflate_fault_number(const Err *err);

#endif
