/* publish.h: what goes to a registry with a tarball, and how it gets there. */
#ifndef PKG_PUBLISH_PUBLISH_H
#define PKG_PUBLISH_PUBLISH_H

#include "pkg/publish/pack.h"

typedef VEC(const char *) PublishConfig;

/* Settings in "publishConfig" count where the command line doesn't say otherwise: for one
 * package, until publish_config_end. tell: warns of those that don't exist. */
void publish_config(Ctx *ctx, const cJSON *manifest, bool tell, PublishConfig *set);
void publish_config_end(Ctx *ctx, PublishConfig *set);
/* Warns of each member of a publishConfig that is no setting. */
void publish_config_tell(Ctx *ctx, const cJSON *own);
/* "public", "restricted" or "": who may see it. */
Str publish_access(const Ctx *ctx);

/* ERR_ENEEDAUTH without credentials for the package's registry; in a dry run that is a
 * warning. *registry: where it goes. */
int publish_check_login(Ctx *ctx, Str name, Str *registry, Err *err);

/* Versions that may not be published: those that are there, and with the tag "latest" by
 * default those below. */
int publish_check_version(Ctx *ctx, const Packed *p, bool default_tag, Err *err);

/* Uploads. stage_id NULL: for everybody; else only to be approved, and *stage_id is its
 * name there ("": the registry gave none). ERR_EPRIVATE, ERR_EUNSCOPED, what
 * provenance_bundle and registry_ask fail with. */
int publish_upload(Ctx *ctx, const Packed *p, Str registry, Str *stage_id, Err *err);

/* `stage publish`: publish, to be approved. */
int publish_staged(Ctx *ctx, char **args, int n_args, Err *err);

#endif
