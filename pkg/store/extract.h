/* extract.h: a package's tarball becomes an entry of the store.
 *
 * The archive is somebody else's: what may land is decided here. Files only; links
 * and devices in the archive are left out, as npm does; no path leaves the package;
 * no setuid, setgid or sticky bit; sizes and counts have ceilings; an archive that
 * is cut or damaged, or that grows like a bomb, leaves nothing behind.
 */
#ifndef PKG_STORE_EXTRACT_H
#define PKG_STORE_EXTRACT_H

#include "common/buf.h"
#include "common/inflate.h"
#include "common/inflate_stream.h"
#include "pkg/store/share.h"
#include "pkg/store/store.h"
#include "pkg/store/tar.h"

/* What one thread needs and uses again. Zero is valid. */
typedef struct {
    InflateStream stream;
    TarWindow window;
    bool no_stream;    /* as where InflateStream's library isn't: for tests */
    Inflater inflater; /* then */
    Buf path;
    unsigned umask; /* of the process: modes are mended where it takes too much */
} ExtractRoom;

typedef struct {
    bool keep_gitignore;  /* leave ".gitignore" as it is: npm does for folders and git */
    bool replace;         /* an entry that is there is damaged */
    const Sharer *sharer; /* of writing many files; NULL: nobody */
} ExtractOptions;

/* What was left out: for a warning. */
typedef struct {
    unsigned n_left_out;
    char first[256]; /* "'lib/x' is a link" */
} ExtractNotes;

/* Total size of a package, and how many times as large as its tarball it may be
 * (only asked above EXTRACT_RATIO_FROM). */
#define EXTRACT_SIZE_MAX ((uint64_t)4 << 30)
#define EXTRACT_RATIO_MAX 250
#define EXTRACT_RATIO_FROM ((uint64_t)64 << 20)

/* Extracts verified bytes, keeps them behind the entry's list, and opens the entry. The
 * list lives in the arena. notes may be NULL. Fails with ERR_ETARBALL, what tar.h and
 * inflate_fault.h have for damage, ERR_ETOOBIG or an
 * errno. */
int extract_tarball(Store *s, ExtractRoom *room, const StoreKey *key, Str tarball,
                    const ExtractOptions *opts, Arena *a, StorePkg *out,
                    ExtractNotes *notes, Err *err);
void extract_room_release(ExtractRoom *room);

#endif
