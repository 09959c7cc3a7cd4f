/* project_yarn.h: what an install does with yarn.lock. It counts where there is no lock,
 * tells what the lock doesn't, and is kept true in any case. */
#ifndef PKG_INSTALL_PROJECT_YARN_H
#define PKG_INSTALL_PROJECT_YARN_H

#include "pkg/install/project.h"

/* Reads it, if there is one. */
void project_read_yarn(Project *p);
/* npm looks into yarn.lock for each edge that comes to lead somewhere; of those that the
 * tree begins with the order is all the same. A hidden lock is read into a tree that
 * knows nothing of yarn.lock, and whose packages then come with what is below them. */
void project_begin_yarn(Project *p);
/* If the lock was written, what yarn.lock says from now on is what the tree does. By that
 * those are looked at to which others lead once what isn't installed has left. */
void project_renew_yarn(Project *p);
/* Would the next run learn from yarn.lock? */
bool project_yarn_knows_more(const Project *p);
/* Writes yarn.lock anew, where there was one and npm would. all: the tree with what isn't
 * installed of it. */
int project_write_yarn(Project *p, bool all, Err *err);

#endif
