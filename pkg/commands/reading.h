/* reading.h: what the commands that only look at the tree have in common. */
#ifndef PKG_COMMANDS_READING_H
#define PKG_COMMANDS_READING_H

#include "pkg/commands/places.h"
#include "pkg/install/survey.h"

typedef struct {
    Survey survey;
    NodeList workspaces; /* the selected ones; empty: none were asked for */
    bool selected;       /* what was asked for is there; the rest may have failed */
} Reading;

/* Loads the tree and the nodes of the selected workspaces. reading_close is due. */
int reading_open(Reading *r, Ctx *ctx, const SurveyOptions *o, Err *err);
/* For commands with --package-lock-only: a lock that is missing or bad is an error of
 * usage, and --include-workspace-root is enough of a selection. `warns`: of what is
 * selected and no workspace of the tree. */
int reading_open_lock(Reading *r, Ctx *ctx, const SurveyOptions *o, bool warns, Err *err);
void reading_close(Reading *r);

/* Packages that the selected workspaces need, or (--no-workspaces) that the root needs
 * without its workspaces, get the mark that is returned; 0: all are meant. */
uint32_t reading_filter(Reading *r, bool with_root);

/* The arguments as texts. */
Str *reading_args(Ctx *ctx, char **args, int n);

#endif
