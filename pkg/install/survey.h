/* survey.h: a project's tree for commands that only look at it.
 *
 *     Survey s;
 *     if (survey_open(&s, ctx, &(SurveyOptions){ .from = SURVEY_DISK }, &err) == 0) …
 *     survey_close(&s);
 */
#ifndef PKG_INSTALL_SURVEY_H
#define PKG_INSTALL_SURVEY_H

#include "pkg/install/project.h"

typedef enum {
    SURVEY_DISK,    /* what is there; by the hidden lock where that can be trusted */
    SURVEY_FOLDERS, /* what is there, every package.json read */
    SURVEY_LOCK,    /* what package-lock.json says; ERR_ENOLOCK without one */
    SURVEY_IDEAL,   /* what an install without a lock would make of what is there */
} SurveyFrom;

typedef struct {
    SurveyFrom from;
    bool peers_always; /* legacy-peer-deps doesn't count */
} SurveyOptions;

typedef struct {
    Project project;
    Tree *tree;
    Err bad_package; /* code 0, or package.json is no JSON: it counts as empty */
} Survey;

/* survey_close is due in any case. */
int survey_open(Survey *s, Ctx *ctx, const SurveyOptions *o, Err *err);
void survey_close(Survey *s);
/* In a tree of what is installed: the linked strategy has no link to a workspace that the
 * project doesn't ask for itself. One is made, and the workspace is found by its own name
 * alone. Other strategies: nothing. */
void survey_link_workspaces(Project *p, Tree *t);

/* ---- Selected workspaces ---- */

/* The nodes of their folders, in the project's arena. `warns`: of what has none, and of
 * the project itself, which is no workspace. */
void survey_workspaces(Survey *s, const Workspaces *chosen, bool warns, NodeList *out);
/* Of the selected workspaces and all they need; marks them with a mark of its own (see
 * Forest.next_mark), which is returned. with_root: what the root needs, too. */
uint32_t survey_mark_needed(Survey *s, const NodeList *workspaces, bool with_root);
/* What the root needs without its workspaces. */
uint32_t survey_mark_without_workspaces(Survey *s);
/* --no-workspaces */
bool survey_ignores_workspaces(const Survey *s);

#endif
