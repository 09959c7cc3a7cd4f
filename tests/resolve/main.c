/* main.c: resolves worlds (world.h) and prints what came of them, a line of JSON for
 * each:
 *
 *     resolve WORLD.json …        or      resolve - < worlds, one in a line
 *
 * A world's "steps" are [{"args": ["install", "--legacy-peer-deps"], "registry",
 * "files"}]: installs one after the other, each on what the one before left. The answer:
 * {"steps": [{"lock": text}, {"error": code, "message": text, "explanation": text}]}.
 * A file that is null goes. With RESOLVE_TIMES set, stderr says how long each step took,
 * lock included: the second step finds its packuments read. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "common/fs.h"
#include "pkg/lock/lock.h"
#include "pkg/model/manifest.h"
#include "pkg/tree/actual.h"
#include "pkg/ui/explain_text.h"
#include "pkg/tree/ideal.h"
#include "tests/resolve/world.h"

typedef struct {
    IdealOptions ideal;
    TreeOptions tree;
    int lock_version; /* 0: not said */
} Step;

/* ---- What is asked for ---- */

static void read_option(Step *s, Str arg)
{
    Str name, value;

    str_cut(arg, '=', &name, &value);
    if (str_is(name, "--legacy-peer-deps"))
        s->tree.legacy_peer_deps = true;
    else if (str_is(name, "--install-links"))
        s->tree.install_links = true;
    else if (str_is(name, "--force"))
        s->ideal.force = s->ideal.place.force = true;
    else if (str_is(name, "--strict-peer-deps"))
        s->ideal.place.strict_peer_deps = true;
    else if (str_is(name, "--prefer-dedupe"))
        s->ideal.place.prefer_dedupe = true;
    else if (str_is(name, "--no-save"))
        s->ideal.save = false;
    else if (str_is(name, "--package-lock-only"))
        s->ideal.complete = true;
    else if (str_is(arg, "--install-strategy=nested"))
        s->ideal.place.strategy = STRATEGY_NESTED;
    else if (str_is(arg, "--install-strategy=shallow"))
        s->ideal.place.strategy = STRATEGY_SHALLOW;
    else if (str_is(arg, "--omit=dev"))
        s->ideal.omit.dev = true;
    else if (str_is(arg, "--omit=optional"))
        s->ideal.omit.optional = true;
    else if (str_is(arg, "--omit=peer"))
        s->ideal.omit.peer = true;
    else if (str_is(name, "--lockfile-version"))
        s->lock_version = value.len == 1 ? value.ptr[0] - '0' : 0;
}

static Step read_step(World *w, const cJSON *step)
{
    Step s = { .ideal = { .save = true, .prune = true, .suspects_flags = true } };

    s.ideal.node_version = w->pick.node_version;
    s.ideal.npm_version = w->pick.npm_version;
    JSON_EACH (a, json_get(step, "args"))
        read_option(&s, json_str(a));
    return s;
}

/* ---- Doing it ---- */

static int load_lock(World *w, Tree *t, Step *s, Str text, Err *err)
{
    TreeSource source = world_source(w);
    Lock lock;
    bool suspect;
    int rc = lock_parse(w->arena, text, "package-lock.json", &lock, err);

    if (rc < 0)
        return 0; /* npm goes on without it */
    if (lock.is_v1)
        lock_finish_v1(w->arena, &lock, t->root->pkg, t->root->path);
    if (s->lock_version == 0 && lock.version > 1)
        s->lock_version = lock.version;
    s->ideal.loaded_from_disk = true;
    rc = lock_load(t, &lock, &(LockHooks){ .folder = source.folder, .ctx = w }, &suspect,
                   err);
    if (rc == 0 && lock.version < 2)
        ideal_inflate(t, &source, NULL, NULL);
    return rc;
}

static int load(World *w, Tree *t, Step *s, Err *err)
{
    Str lock = world_file(w, STR("npm-shrinkwrap.json"));
    Files files = world_files(w);
    int rc = node_load_overrides(t->root, err);

    if (rc < 0)
        return rc;
    if (w->workspaces.len > 0)
        node_set_workspaces(t->root, &w->workspaces);
    if (lock.ptr == NULL)
        lock = world_file(w, STR("package-lock.json"));
    if (lock.ptr != NULL)
        rc = load_lock(w, t, s, lock, err);
    if (rc == 0 && !s->ideal.loaded_from_disk)
        rc = actual_load(t, &files, err);
    if (!s->ideal.loaded_from_disk)
        s->ideal.loaded_from_disk = t->root->children.len > 0;
    return rc;
}

static void add(World *w, cJSON *o, const char *key, Str text)
{
    json_add_str(w->arena, o, key, text);
}

static Str write_lock(World *w, Tree *t, const Step *s, Err *err)
{
    LockOptions o = { .version = s->lock_version ? s->lock_version : 3 };
    JsonStyle style = json_default_style();
    Buf b = { 0 };
    Str text = { NULL, 0 };

    o.name = json_get(t->root->pkg, "name");
    if (!json_truthy(o.name))
        o.name = json_new_str(w->arena, t->root->name);
    o.pkg_version = json_get(t->root->pkg, "version");
    if (lock_write(t, &o, &style, &b, err) == 0)
        text = buf_to_arena(&b, w->arena);
    return text;
}

static double cpu_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static cJSON *run_step(World *w, const cJSON *step)
{
    double began = cpu_ms();
    Step s = read_step(w, step);
    TreeSource source = world_source(w);
    cJSON *out = json_new_obj(w->arena);
    IdealWarnings warnings = { 0 };
    Forest f;
    Tree *t;
    Err err = { 0 };
    Str lock = { NULL, 0 };

    s.ideal.place.warnings = &warnings;
    forest_init(&f, w->arena, &s.tree);
    t = tree_new(&f, source.folder(w, STR(WORLD_ROOT)), STR(WORLD_ROOT));
    if (load(w, t, &s, &err) == 0 && ideal_build(t, &source, &s.ideal, &err) == 0)
        lock = write_lock(w, t, &s, &err);
    if (getenv("RESOLVE_TIMES") != NULL)
        fprintf(stderr, "%zu packages, %.1f ms CPU\n", t->nodes.len - t->n_left,
                cpu_ms() - began);
    if (lock.ptr != NULL) {
        add(w, out, "lock", lock);
        world_set_file(w, STR("package-lock.json"), lock);
    } else {
        add(w, out, "error", str_of(err_name(err.code)));
        add(w, out, "message", str_of(err.msg));
        if (t->eresolve != NULL)
            add(w, out, "explanation",
                explain_report(w->arena, t->eresolve, 4, false, false));
    }
    forest_release(&f);
    return out;
}

static int run_world(Str text, const char *what)
{
    Arena a = { 0 };
    World w;
    cJSON *doc, *answer = json_new_obj(&a), *steps = json_new_arr(&a);
    Str line;
    Err err;

    if (json_parse(&a, text, what, NULL, &doc, &err) < 0) {
        fprintf(stderr, "%s\n", err.msg);
        arena_release(&a);
        return 2;
    }
    resolve_world_init(&w, &a, doc);
    JSON_EACH (s, json_get(doc, "steps")) {
        if (json_get(s, "registry") != NULL)
            world_set_registry(&w, json_get(s, "registry"));
        world_set_files(&w, json_get(s, "files"));
        json_push(steps, run_step(&w, s));
    }
    json_add(&a, answer, STR("steps"), steps);
    line = json_text(&a, answer);
    printf(STR_FMT "\n", STR_ARG(line));
    fflush(stdout);
    resolve_world_release(&w);
    arena_release(&a);
    return 0;
}

int main(int argc, char **argv)
{
    int rc = 0;

    for (int i = 1; i < argc; i++) {
        Arena a = { 0 };
        Str text;
        Err err;
        char *line = NULL;
        size_t cap = 0;
        ssize_t n;

        if (strcmp(argv[i], "-") == 0) {
            while ((n = getline(&line, &cap, stdin)) > 0)
                rc |= run_world(str_n(line, (size_t)n), "world");
            free(line);
            continue;
        }
        if (fs_read_arena(&a, argv[i], 0, &text, &err) < 0) {
            fprintf(stderr, "%s\n", err.msg);
            rc = 2;
        } else {
            rc |= run_world(text, argv[i]);
        }
        arena_release(&a);
    }
    return rc;
}
