/* packlist.c: see packlist.h. npm-packlist's way: each folder has a walker with rules in
 * five places, of which the later ones win; a folder's entries are asked of all walkers
 * above it first. */
#include "pkg/pack/packlist.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "common/collate.h"
#include "common/fs.h"
#include "common/glob.h"
#include "common/path.h"

#define IGNORE_MAX ((size_t)4 << 20)
#define DEPTH_MAX 1000

/* In the order in which they are asked. */
enum { AT_DEFAULT, AT_PACKAGE, AT_NPMIGNORE, AT_GITIGNORE, AT_STRICT, N_PLACES };

#define BIT(place) (1u << (place))
#define ALL_PLACES                                                               \
    (BIT(AT_DEFAULT) | BIT(AT_PACKAGE) | BIT(AT_NPMIGNORE) | BIT(AT_GITIGNORE) | \
     BIT(AT_STRICT))

static const char *const place_files[N_PLACES] = { NULL, "package.json", ".npmignore",
                                                   ".gitignore", NULL };

static const char default_rules[] = ".npmignore\n.gitignore\n**/.git\n**/.svn\n**/.hg\n"
                                    "**/CVS\n**/.git/**\n**/.svn/**\n**/.hg/**\n"
                                    "**/CVS/**\n/.lock-wscript\n/.wafpickle-*\n"
                                    "/build/config.gypi\nnpm-debug.log\n**/.npmrc\n"
                                    ".*.swp\n.DS_Store\n**/.DS_Store/**\n._*\n**/._*/**\n"
                                    "*.orig\n/archived-packages/**\n";

static const char strict_rules[] = "/.git\n!/package.json\n!/readme{,.*[^~$]}\n"
                                   "!/copying{,.*[^~$]}\n!/license{,.*[^~$]}\n"
                                   "!/licence{,.*[^~$]}\n/.git\n/node_modules\n.npmrc\n"
                                   "/package-lock.json\n/yarn.lock\n/pnpm-lock.yaml\n"
                                   "/bun.lockb\n";

typedef VEC(Glob) Rules;
typedef VEC(Str) Texts;

typedef struct {
    Arena *a;
    Str top; /* the folder that is packed */
    const PacklistOptions *o;
    Packlist *out;
    Map found; /* paths, relative to top */
    Map seen;  /* Nodes whose bundles were gathered, by address */
    Err *err;
} Pack;

typedef struct Walker {
    Pack *pack;
    struct Walker *parent;
    Node *tree;
    Str path; /* absolute */
    Str base;
    unsigned places; /* BIT()s */
    bool is_package, exact;
    bool has[N_PLACES];
    Rules rules[N_PLACES];
    Texts required; /* paths relative to here */
    int depth;
} Walker;

/* ---- Rules ---- */

static void set_rules(Walker *w, int place, Str text)
{
    Str line;

    w->has[place] = true;
    w->rules[place] = (Rules){ 0 };
    while (text.len > 0 && str_next(&text, '\n', &line)) {
        Glob g;

        line = str_trim(line);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        glob_parse(w->pack->a, line, &g);
        vec_push_in(w->pack->a, &w->rules[place], g);
    }
}

/* A rule of one piece holds at any depth. */
static bool is_relative(const Glob *g)
{
    for (size_t i = 0; i < g->n_sets; i++) {
        const GlobSet *s = &g->sets[i];

        if (s->n <= (s->parts[s->n - 1].len > 0 ? 1u : 2u))
            return true;
    }
    return false;
}

/* name with a slash before and/or behind it, as rules may have it. */
static bool match_folder(Pack *p, const Glob *g, Str name)
{
    Str slash = arena_strf(p->a, "/" STR_FMT "/", STR_ARG(name));

    return glob_match(g, slash, false) || glob_match(g, str_from(slash, 1), false) ||
           (g->negate && (glob_match(g, str_sub(slash, 0, slash.len - 1), true) ||
                          glob_match(g, name, true)));
}

static bool rule_matches(Pack *p, const Glob *g, Str entry, bool partial, Str base)
{
    Str slash = arena_strf(p->a, "/" STR_FMT, STR_ARG(entry));

    if (glob_match(g, slash, false) || glob_match(g, entry, false))
        return true;
    if (!partial)
        return false;
    return match_folder(p, g, entry) ||
           (base.len > 0 && is_relative(g) && match_folder(p, g, base));
}

/* Does the entry stay? entry is relative to w; base is its last piece when a walker below
 * asks, else "". */
static bool stays(Walker *w, Str entry, bool partial, Str base)
{
    bool included = true;

    if (w->parent != NULL) {
        Str above =
            arena_strf(w->pack->a, STR_FMT "/" STR_FMT, STR_ARG(w->base), STR_ARG(entry));

        included = stays(w->parent, above, partial, base.len > 0 ? base : entry);
        if (!included && !w->exact)
            return false;
    }
    for (int place = 0; place < N_PLACES; place++) {
        if (!w->has[place] || !(w->places & BIT(place)))
            continue;
        VEC_EACH (Glob, g, w->rules[place]) {
            if (g->negate != included && rule_matches(w->pack, g, entry, partial, base))
                included = g->negate;
        }
    }
    return included;
}

/* ---- package.json's say ---- */

static void put_line(Buf *b, const char *before, Str text, const char *after)
{
    buf_puts(b, before);
    buf_str(b, text);
    buf_puts(b, after);
}

/* One entry of "files": its rules, and whether it is a file that must come. */
static void take_entry(Walker *w, Str file, Buf *rules, Texts *first)
{
    Arena *a = w->pack->a;
    Str bare;

    if (str_starts(file, STR("./")))
        file = str_from(file, 1);
    if (str_ends(file, STR("/*")))
        file = arena_strf(a, STR_FMT "*", STR_ARG(file));
    for (bare = file; str_starts(bare, STR("!")); bare = str_from(bare, 1))
        ;
    switch (fs_kind_nofollow(path_join(a, w->path, bare).ptr)) {
    case FS_FILE:
        vec_push_in(a, first, file);
        vec_push_in(a, &w->required,
                    str_starts(file, STR("/")) ? str_from(file, 1) : file);
        break;
    case FS_DIR:
        put_line(rules, "!", file, "\n");
        put_line(rules, "!", file, "/**\n");
        break;
    case FS_NONE: put_line(rules, "!", file, "\n"); break;
    default: break;
    }
}

static int bad_files(Walker *w)
{
    return err_set(w->pack->err, ERR_EPKGJSON,
                   "\"files\" of " STR_FMT "/package.json is no list of texts",
                   STR_ARG(w->path));
}

static int take_files(Walker *w, const cJSON *files, Texts *first)
{
    Buf rules = { 0 };
    int rc = 0;

    buf_puts(&rules, "*\n");
    if (json_is_str(files)) {
        /* npm does this too: a text is a list of its letters. */
        Str s = json_str(files);

        for (size_t i = 0; i < s.len; i++)
            take_entry(w, str_sub(s, i, i + 1), &rules, first);
    } else if (json_is_arr(files)) {
        JSON_EACH (f, files) {
            if (json_is_str(f))
                take_entry(w, json_str(f), &rules, first);
            else
                rc = bad_files(w);
        }
    } else {
        rc = bad_files(w);
    }
    set_rules(w, AT_PACKAGE, arena_str(w->pack->a, buf_view(&rules)));
    buf_release(&rules);
    return rc;
}

static void put_required(Buf *b, const cJSON *path)
{
    if (json_is_str(path) && json_str(path).len > 0)
        put_line(b, "!/", json_str(path), "\n");
}

static int read_package(Walker *w)
{
    const cJSON *pkg = w->tree->pkg, *files = json_get(pkg, "files");
    Texts first = { 0 };
    Buf strict = { 0 };

    if (json_truthy(files) && take_files(w, files, &first) < 0)
        return w->pack->err->code;
    for (size_t i = first.len; i-- > 0;)
        put_line(&strict, "!", first.ptr[i], "\n");
    buf_puts(&strict, strict_rules);
    put_required(&strict, json_get(pkg, "browser"));
    put_required(&strict, json_get(pkg, "main"));
    JSON_EACH (b, json_get(pkg, "bin"))
        put_required(&strict, b);
    set_rules(w, AT_STRICT, arena_str(w->pack->a, buf_view(&strict)));
    buf_release(&strict);
    return 0;
}

/* ---- Walking ---- */

static int read_rules(Walker *w, int place)
{
    const char *file = path_join(w->pack->a, w->path, str_of(place_files[place])).ptr;
    Str text;

    if (place == AT_PACKAGE && w->is_package)
        return read_package(w);
    if (fs_read_arena(w->pack->a, file, IGNORE_MAX, &text, w->pack->err) < 0)
        return w->pack->err->code;
    set_rules(w, place, text);
    return 0;
}

/* Ignore files of folders between the project's root and a workspace. */
static void rules_from_above(Walker *w, Buf *rules)
{
    Arena *a = w->pack->a;
    Str at = w->pack->o->prefix, rest, piece, text;
    Err ignored;

    rest = path_relative(a, at, path_dirname(w->path));
    for (;;) {
        for (int place = AT_NPMIGNORE; place <= AT_GITIGNORE; place++) {
            if (fs_read_arena(a, path_join(a, at, str_of(place_files[place])).ptr,
                              IGNORE_MAX, &text, &ignored) == 0) {
                put_line(rules, "", text, "\n");
                break;
            }
        }
        if (rest.len == 0)
            return;
        str_cut(rest, '/', &piece, &rest);
        at = path_join(a, at, piece);
    }
}

static void set_defaults(Walker *w)
{
    const PacklistOptions *o = w->pack->o;
    Buf rules = { 0 };

    buf_puts(&rules, default_rules);
    if (w->parent == NULL && o->prefix.len > 0 && o->n_workspaces > 0) {
        bool is_root = str_eq(w->path, o->prefix);

        for (size_t i = 0; i < o->n_workspaces; i++) {
            if (is_root)
                put_line(&rules, "", path_relative(w->pack->a, w->path, o->workspaces[i]),
                         "\n");
            else if (str_eq(w->path, o->workspaces[i]))
                rules_from_above(w, &rules);
        }
    }
    set_rules(w, AT_DEFAULT, arena_str(w->pack->a, buf_view(&rules)));
    buf_release(&rules);
    if (w->is_package)
        return;
    rules = (Buf){ 0 };
    buf_puts(&rules, "/.git\n");
    VEC_EACH (Str, r, w->required)
        put_line(&rules, "!", *r, "\n");
    set_rules(w, AT_STRICT, arena_str(w->pack->a, buf_view(&rules)));
    buf_release(&rules);
}

static bool is_workspace_folder(Node *tree, Str path)
{
    MAP_EACH (w, *tree->workspaces) {
        if (str_eq(*(const Str *)w->value, path))
            return true;
    }
    return false;
}

static int walk(Walker *w);

static int walk_folder(Walker *w, Str entry, bool exact)
{
    Walker below = { .pack = w->pack,
                     .parent = w,
                     .tree = w->tree,
                     .path = path_join(w->pack->a, w->path, entry),
                     .base = entry,
                     .places = ALL_PLACES,
                     .exact = exact,
                     .depth = w->depth + 1 };

    if (below.depth > DEPTH_MAX)
        return err_set(w->pack->err, ERR_ETOODEEP, STR_FMT " is nested too deeply",
                       STR_ARG(below.path));
    /* npm does this too: below a project with workspaces, a package.json is read as if it
     * were a list of patterns. */
    if (w->tree->workspaces == NULL || is_workspace_folder(w->tree, below.path))
        below.places = w->tree->workspaces ? ALL_PLACES : ALL_PLACES & ~BIT(AT_PACKAGE);
    VEC_EACH (Str, r, w->required) {
        if (str_eq(path_dirname(*r), entry))
            vec_push_in(w->pack->a, &below.required, path_basename(*r));
    }
    return walk(&below);
}

static void keep(Walker *w, Str entry)
{
    Arena *a = w->pack->a;
    Str path = path_relative(a, w->pack->top, path_join(a, w->path, entry));

    if (!map_has(&w->pack->found, path)) {
        map_set(&w->pack->found, path, w);
        vec_push_in(a, &w->pack->out->paths, path);
    }
}

static int visit(Walker *w, Str entry)
{
    bool as_file = stays(w, entry, false, STR("")), as_folder;
    const char *path;
    struct stat st;
    Str slashed;

    as_folder = stays(w, entry, true, STR(""));
    if ((!as_file && !as_folder) || str_index(entry, '*') >= 0)
        return 0;
    path = path_join(w->pack->a, w->path, entry).ptr;
    if (lstat(path, &st) < 0)
        return err_errno(w->pack->err, "cannot look at '%s'", path);
    if (S_ISREG(st.st_mode) && as_file)
        keep(w, entry);
    if (!S_ISDIR(st.st_mode) || !as_folder)
        return 0;
    slashed = arena_strf(w->pack->a, STR_FMT "/", STR_ARG(entry));
    return walk_folder(w, entry, as_file || stays(w, slashed, false, STR("")));
}

static int list_entries(Walker *w, Texts *out)
{
    const char *path = arena_memdupz(w->pack->a, w->path.ptr, w->path.len);
    DIR *d = opendir(path);
    struct dirent *e;

    if (d == NULL)
        return err_errno(w->pack->err, "cannot read the folder '%s'", path);
    while ((e = readdir(d)) != NULL) {
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            vec_push_in(w->pack->a, out, arena_str(w->pack->a, str_of(e->d_name)));
    }
    closedir(d);
    if (out->len > 0)
        qsort(out->ptr, out->len, sizeof *out->ptr, str_order);
    return 0;
}

/* What "files" says goes before .npmignore, and that before .gitignore. */
static void settle_precedence(Walker *w)
{
    if (w->has[AT_PACKAGE])
        w->has[AT_NPMIGNORE] = w->has[AT_GITIGNORE] = false;
    else if (w->has[AT_NPMIGNORE])
        w->has[AT_GITIGNORE] = false;
    else if (w->has[AT_GITIGNORE] && w->parent == NULL)
        w->pack->out->gitignore_fallback = true;
}

static int walk(Walker *w)
{
    Texts entries = { 0 };

    set_defaults(w);
    if (list_entries(w, &entries) < 0)
        return w->pack->err->code;
    for (int place = AT_PACKAGE; place <= AT_GITIGNORE; place++) {
        VEC_EACH (Str, e, entries) {
            if ((w->places & BIT(place)) && str_is(*e, place_files[place]) &&
                read_rules(w, place) < 0)
                return w->pack->err->code;
        }
    }
    settle_precedence(w);
    VEC_EACH (Str, e, entries) {
        if (visit(w, *e) < 0)
            return w->pack->err->code;
    }
    return 0;
}

/* ---- Bundles ---- */

static int walk_package(Pack *p, Node *tree, Str path, unsigned places);

static int gather_one(Pack *p, Node *tree, Str name)
{
    Edge *e = node_edge(tree, name);
    Node *n;
    unsigned places = BIT(AT_PACKAGE) | BIT(AT_STRICT);

    if (e == NULL || edge_is_peer(e) || edge_is_dev(e))
        return 0;
    n = node_resolve(tree, name);
    if (n == NULL)
        return 0;
    if (n->is_link)
        places = ALL_PLACES;
    return walk_package(p, node_target(n), node_path(p->a, n), places);
}

static int gather(Pack *p, Node *tree)
{
    static const char *const kinds[] = { "dependencies", "optionalDependencies" };
    Str key = arena_strf(p->a, "%p", (void *)tree);

    if (map_has(&p->seen, key))
        return 0;
    map_set(&p->seen, key, tree);
    if (tree->is_root) {
        JSON_EACH (b, json_get(tree->pkg, "bundleDependencies")) {
            if (json_is_str(b) && gather_one(p, tree, json_str(b)) < 0)
                return p->err->code;
        }
        return 0;
    }
    for (int i = 0; i < 2; i++) {
        JSON_EACH (d, json_get(tree->pkg, kinds[i])) {
            if (gather_one(p, tree, json_key(d)) < 0)
                return p->err->code;
        }
    }
    return 0;
}

static int walk_package(Pack *p, Node *tree, Str path, unsigned places)
{
    Walker w = { .pack = p,
                 .tree = tree,
                 .path = path,
                 .base = path_basename(path),
                 .places = places,
                 .is_package = true };
    int rc = walk(&w);

    return rc < 0 ? rc : gather(p, tree);
}

/* ---- All of it ---- */

/* Alike beside alike compresses best: by extension, name, path. */
static int by_kind(const void *x, const void *y)
{
    Str a = *(const Str *)x, b = *(const Str *)y;
    char low[4][256];
    Str texts[4] = { path_extname(a), path_extname(b), path_basename(a),
                     path_basename(b) };
    int d;

    for (int i = 0; i < 4; i++) {
        size_t n = texts[i].len < sizeof low[i] ? texts[i].len : sizeof low[i];

        for (size_t j = 0; j < n; j++)
            low[i][j] = (char)(texts[i].ptr[j] >= 'A' && texts[i].ptr[j] <= 'Z'
                                   ? texts[i].ptr[j] + 32
                                   : texts[i].ptr[j]);
        texts[i] = str_n(low[i], n);
    }
    d = collate_compare(texts[0], texts[1]);
    d = d ? d : collate_compare(texts[2], texts[3]);
    d = d ? d : collate_compare(a, b);
    return d ? d : str_cmp(a, b);
}

int packlist(Node *root, const PacklistOptions *o, Packlist *out, Err *err)
{
    Pack p = {
        .a = root->forest->arena, .top = root->path, .o = o, .out = out, .err = err
    };
    int rc;

    *out = (Packlist){ 0 };
    rc = walk_package(&p, root, root->path, ALL_PLACES);
    if (rc == 0 && out->paths.len > 0)
        qsort(out->paths.ptr, out->paths.len, sizeof *out->paths.ptr, by_kind);
    map_release(&p.found);
    map_release(&p.seen);
    return rc;
}
