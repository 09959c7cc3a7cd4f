/* glob.h: patterns of files, as .npmignore and "files" of package.json have them.
 *
 *     Glob g;
 *     glob_parse(&a, STR("lib/{a,b}/x.js"), &g);    g.negate: it began with "!"
 *     glob_match(&g, STR("lib/a/x.js"), false)      true
 *
 * minimatch's rules with the options matchBase, dot, nocase and flipNegate: a pattern
 * without a slash looks at a path's last piece, dot files are files like others, letters
 * are the same in both cases (ASCII), and "!" is the caller's to act on. "**" stands for
 * any number of folders; "*", "?", "[a-z]", "@(a|b)" and its kin stay within one piece;
 * braces are expanded first; "\" takes a character's meaning away.
 *
 * The caller may set `exact` and `whole` after parsing, for what npm matches without
 * those options.
 */
#ifndef COMMON_GLOB_H
#define COMMON_GLOB_H

#include "common/arena.h"
#include "common/str.h"

typedef struct {
    Str *parts; /* between the slashes */
    size_t n;
} GlobSet;

typedef struct {
    bool negate;  /* an odd number of "!" before it */
    bool comment; /* "# …": matches nothing */
    bool empty;   /* "": matches "" */
    bool exact;   /* case counts, and "*" doesn't stand for a dot at the beginning */
    bool dots;    /* it does, although `exact` */
    bool whole;   /* a pattern without a slash is for the whole path, too */
    GlobSet *sets;
    size_t n_sets;
} Glob;

/* Of one pattern come at most so many. */
#define GLOB_SETS_MAX 1000

/* Lives in the arena; pattern is copied. */
void glob_parse(Arena *a, Str pattern, Glob *out);
/* partial: the path may also lead to what the pattern means ("/a" for "/a/b"). */
bool glob_match(const Glob *g, Str path, bool partial);
/* The same without any option, "!" included: exact and whole, "!a" is all but a. */
bool glob_match_plain(Arena *a, Str pattern, Str path);
/* In two steps, where there is more than one path. */
void glob_parse_plain(Arena *a, Str pattern, Glob *out);
bool glob_means(const Glob *g, Str path);
/* One piece of a path against one of a pattern, exactly; no braces, no "!" before it. */
bool glob_match_piece(Str piece, Str name);
/* Is there anything in the piece that doesn't stand for itself? */
bool glob_is_magic(Str piece);

#endif
