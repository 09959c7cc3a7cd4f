/* source.h: manifests for the ideal tree: from the registry, tarballs and folders.
 *
 * Implements pkg/tree/source.h. Registry documents are fetched ahead (prefetch); the
 * version that a range gets is npm-pick-manifest's choice; tarballs of other places go
 * to the store first and are read there.
 */
#ifndef PKG_INSTALL_SOURCE_H
#define PKG_INSTALL_SOURCE_H

#include "common/platform.h"
#include "pkg/context.h"
#include "pkg/install/git_package.h"
#include "pkg/lock/yarn_lock.h"
#include "pkg/tree/source.h"
#include "registry-client/fetch_packument.h"
#include "registry-client/pick.h"

/* look_ahead.c's. */
typedef struct {
    Forest *forest; /* NULL: nobody looks ahead */
    Tree *tree;     /* what it has isn't asked for; may be NULL */
    Map waiting;    /* name -> specs that wait for its document */
    Map looked;     /* specs that were looked at, by their text */
    PackumentWatch watch;
} LookAhead;

typedef struct {
    Ctx *ctx;
    Arena *arena; /* the forest's */
    PickOptions pick;
    bool brief;          /* short documents will do: no licences, no times */
    bool install;        /* manifests need what an install reads, no more */
    Map manifests;       /* "name@version" of the registry -> cJSON */
    Map brief_manifests; /* the same of short documents */
    Map promised;        /* those with an integrity of yarn.lock, with it as well */
    size_t n_asked;      /* manifests that were wanted: for the progress display */
    size_t n_elsewhere;  /* of them those that no registry has */
    Map folders;         /* path -> cJSON */
    Map new_documents;   /* names whose documents were fetched, not found */
    Map stored;          /* integrities of what the store was seen to have */
    /* Versions of a package to keep away from, "" for none; NULL: of none at all. */
    Str (*avoid)(void *ctx, Str name);
    void *avoid_ctx;
    struct Contents *contents; /* tarballs that were looked into */
    GitPackages *git;          /* repositories that were asked; NULL: none yet */
    struct FetchRun *ahead; /* tarballs of what is chosen come ahead; NULL: they don't */
    Platform platform;      /* with it: for which machine */
    const YarnLock *yarn;   /* what it says of a spec counts; NULL: nothing does */
    LookAhead look;
} Source;

int source_init(Source *s, Ctx *ctx, Arena *forest_arena, Err *err);
TreeSource source_of(Source *s);
void source_release(Source *s);

/* A package of the registry has its place in the tree, which it keeps in all likelihood:
 * it is linked ahead, where packages are. source: a Source. */
void source_placed(void *source, Node *n);
/* Does the store have what has its integrity, in all likelihood? Then nobody has to say
 * where it comes from. */
bool source_is_stored(Source *s, const Node *n);
/* What the registry is asked for where a lock has no place for a package: its version. */
bool source_version_spec(Source *s, const Node *n, Spec *spec);
/* "REGISTRY/@s/a/-/a-1.0.0.tgz": where most registries have their tarballs. */
Str source_usual_url(Arena *a, Str registry, Str name, Str version);
/* The same of a package of which a lock says only what it is, not where: it is there if
 * what comes is that. "" where it says neither, or the store has it. */
Str source_likely_url(Source *s, const Node *n);
/* Where the registry has it; "" with *err (its code is 0 otherwise) where nobody says.
 * *integrity, where it is empty: what the registry says of that. */
Str source_ask_place(Source *s, const Node *n, Str *integrity, Err *err);
/* Where its tarball is: what a lock says, the registry of the settings in place of npm's;
 * without a lock's word "" where it is in the store, or what the registry says, as above.
 */
Str source_tarball_url(Source *s, const Node *n, Str *integrity, Err *err);
/* What isn't there (ERR_E404) is called by the spec's name and range. Gives the code. */
int source_not_found(const Spec *spec, Err *err);
/* All of the document of what the spec names, for which the registry is asked anew, as it
 * is for all that comes later. */
int source_document(Ctx *ctx, const Spec *spec, Packument **out, Err *err);
/* The manifest that a spec of the command line means: for its name. */
int source_manifest(Source *s, const Spec *spec, const cJSON **out, Err *err);
/* The same, by what the registry says now. */
int source_manifest_anew(Source *s, const Spec *spec, const cJSON **out, Err *err);
/* The document that source_manifest will want is asked for meanwhile. */
void source_prefetch(Source *s, const Spec *spec);
/* What a spec of the registry comes to: an alias's own, what yarn.lock says. NULL where
 * that is of no registry. */
const Spec *source_spec_meant(const Source *s, const Spec *spec);
/* As registry_packument_prefetch, for what this source reads. */
Packument *source_ask(Source *s, Str name, RegistryPriority priority,
                      const PackumentWatch *w);
/* The manifest that a spec of the registry means in a document. */
int source_manifest_in(Source *s, const Spec *spec, Packument *p, const cJSON **out,
                       Err *err);
/* How a version of this package is chosen. */
PickOptions source_pick_options(const Source *s, Str name);
/* ERR_EALLOWGIT and its like where settings forbid this kind of spec. root: the project
 * itself (or a workspace) asks. */
int source_check_allowed(Source *s, const Spec *spec, bool root, Err *err);
/* Brings a package that is no tarball (a commit, a folder) into the store; *integrity is
 * what its entry is called by. */
int source_make_package(Source *s, Str name, Str resolved, Str *integrity, Err *err);
/* Is it such a package? */
bool source_is_made(Source *s, Str resolved);
/* package.json of a folder, normalised; an empty object where there is none. source: a
 * Source, untyped as who asks through a TreeSource or lock_load has it. */
const cJSON *source_folder(void *source, Str path);
/* NULL where there is none: a package.json may be empty. */
const cJSON *source_folder_if_any(void *source, Str path);

#endif
