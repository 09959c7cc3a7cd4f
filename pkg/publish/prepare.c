/* prepare.c: see prepare.h. The order of what is added is npm's. */
#include "pkg/publish/prepare.h"

#include <ctype.h>
#include <stdlib.h>

#include "common/fs.h"
#include "common/path.h"
#include "pkg/install/disk.h"
#include "pkg/model/manifest_fix.h"

#define README_MAX ((size_t)1 << 20)
#define NO_README "ERROR: No README data found!"

typedef struct {
    Arena *a;
    Str folder;
    cJSON *m;
    FileNames names; /* of what is in the folder, sorted */
} Prepare;

static void look(Prepare *p)
{
    Files files = disk_files();

    files.list(files.ctx, p->a, p->folder, &p->names);
    if (p->names.len > 0)
        qsort(p->names.ptr, p->names.len, sizeof *p->names.ptr, str_order);
}

static bool read_file(Prepare *p, Str folder, Str name, Str *out)
{
    Err ignored;

    return fs_read_arena(p->a, path_join(p->a, folder, name).ptr, README_MAX, out,
                         &ignored) == 0;
}

static void set_text(Prepare *p, cJSON *obj, Str key, Str value)
{
    json_set(p->a, obj, key, json_new_str(p->a, value));
}

/* ---- Scripts that are there though nobody wrote them ---- */

static cJSON *scripts_of(Prepare *p)
{
    cJSON *scripts = json_get(p->m, "scripts");

    if (json_is_obj(scripts))
        return scripts;
    json_set(p->a, p->m, STR("scripts"), json_new_obj(p->a));
    return json_get(p->m, "scripts");
}

static void add_scripts(Prepare *p)
{
    const cJSON *scripts = json_get(p->m, "scripts");
    bool gyp = false;

    VEC_EACH (Str, n, p->names)
        gyp |= str_ends(*n, STR(".gyp")) && n->ptr[0] != '.';
    if (gyp && !json_truthy(json_get(scripts, "install")) &&
        !json_truthy(json_get(scripts, "preinstall")) &&
        !json_is_false(json_get(p->m, "gypfile"))) {
        set_text(p, scripts_of(p), STR("install"), STR("node-gyp rebuild"));
        json_set(p->a, p->m, STR("gypfile"), json_new_bool(p->a, true));
    }
    if (!json_truthy(json_get(json_get(p->m, "scripts"), "start")) &&
        fs_kind(path_join(p->a, p->folder, STR("server.js")).ptr) != FS_NONE)
        set_text(p, scripts_of(p), STR("start"), STR("node server.js"));
}

/* ---- Files that say more ---- */

static void add_authors(Prepare *p)
{
    cJSON *list;
    Str text, line;

    if (json_truthy(json_get(p->m, "contributors")) ||
        !read_file(p, p->folder, STR("AUTHORS"), &text))
        return;
    list = json_new_arr(p->a);
    while (text.len > 0) {
        str_next(&text, '\n', &line);
        line = str_trim(line);
        if (line.len > 0 && line.ptr[0] != '#')
            json_push(list, json_new_str(p->a, line));
    }
    json_set(p->a, p->m, STR("contributors"), list);
}

/* "md", "mkd", "markdown", even "": its letters, in their order. */
static bool is_markdown(Str name)
{
    ptrdiff_t dot = str_rindex(name, '.');
    const char *letter = "markdown";

    if (dot < 0)
        return false;
    for (size_t i = (size_t)dot + 1; i < name.len; i++) {
        while (*letter != '\0' && *letter != tolower((unsigned char)name.ptr[i]))
            letter++;
        if (*letter++ == '\0')
            return false;
    }
    return true;
}

static void add_readme(Prepare *p)
{
    Str found = STR(""), text;

    if (json_truthy(json_get(p->m, "readme")))
        return;
    VEC_EACH (Str, n, p->names) {
        if (n->len < 6 || !str_ieq(str_sub(*n, 0, 6), STR("readme")) ||
            (n->len > 6 && n->ptr[6] != '.') ||
            fs_kind(path_join(p->a, p->folder, *n).ptr) != FS_FILE)
            continue;
        if (is_markdown(*n)) {
            found = *n;
            break;
        }
        if (str_is(*n, "README"))
            found = *n;
    }
    if (found.len > 0 && read_file(p, p->folder, found, &text)) {
        set_text(p, p->m, STR("readme"), text);
        set_text(p, p->m, STR("readmeFilename"), found);
    }
    if (!json_truthy(json_get(p->m, "readme")))
        set_text(p, p->m, STR("readme"), STR(NO_README));
}

/* ---- The commit ---- */

static Str packed_ref(Prepare *p, Str git, Str ref)
{
    Str text, line, hash, name;

    if (!read_file(p, git, STR("packed-refs"), &text))
        return STR("");
    while (text.len > 0) {
        str_next(&text, '\n', &line);
        if (str_cut(line, ' ', &hash, &name) && hash.len == 40 &&
            str_eq(str_trim(name), ref))
            return hash;
    }
    return STR("");
}

/* Of the clone that the folder lies in. */
static void add_git_head(Prepare *p)
{
    Str dir = p->folder, git, head, ref;

    if (json_truthy(json_get(p->m, "gitHead")))
        return;
    while (fs_kind(path_join(p->a, dir, STR(".git")).ptr) == FS_NONE) {
        if (str_eq(path_dirname(dir), dir))
            return;
        dir = path_dirname(dir);
    }
    git = path_join(p->a, dir, STR(".git"));
    if (!read_file(p, git, STR("HEAD"), &head))
        return;
    head = str_trim(head);
    if (str_starts(head, STR("ref: "))) {
        ref = str_trim(str_from(head, 5));
        if (str_has(ref, STR("..")))
            return;
        if (!read_file(p, git, ref, &head))
            head = packed_ref(p, git, ref);
        head = str_trim(head);
    }
    if (head.len == 40)
        set_text(p, p->m, STR("gitHead"), head);
}

/* ---- Pages of the manual ---- */

/* Below the package, whatever it says. */
static void add_page(Prepare *p, cJSON *list, const cJSON *page)
{
    Str path = str_from(path_join(p->a, STR("/"), json_str(page)), 1);

    if (path.len > 0)
        json_push(list, json_new_str(p->a, path));
}

static void fix_man(Prepare *p)
{
    const cJSON *man = json_get(p->m, "man");
    cJSON *list = json_new_arr(p->a);

    if (!json_truthy(man))
        return;
    if (json_is_str(man))
        add_page(p, list, man);
    JSON_EACH (e, json_is_arr(man) ? man : NULL)
        add_page(p, list, e);
    if (list->child != NULL)
        json_set(p->a, p->m, STR("man"), list);
    else
        json_del(p->m, "man");
}

/* ---- Types ---- */

static int add_types(Prepare *p, Err *err)
{
    const cJSON *main = json_get(p->m, "main");
    Str index = STR("index.js"), base, types;

    if (json_truthy(main) && !json_is_str(main))
        return err_set(err, ERR_ENOCODE,
                       "The \"main\" attribute must be of type string.");
    if (json_truthy(main))
        index = json_str(main);
    if (json_get(p->m, "types") != NULL || json_get(p->m, "typings") != NULL)
        return 0;
    base = path_basename(index);
    base.len -= path_extname(index).len;
    types = arena_strf(p->a, STR_FMT ".d.ts",
                       STR_ARG(path_join(p->a, path_dirname(index), base)));
    if (fs_kind(path_join(p->a, p->folder, types).ptr) != FS_NONE)
        set_text(p, p->m, STR("types"), arena_strf(p->a, "./" STR_FMT, STR_ARG(types)));
    return 0;
}

int prepare_manifest(Ctx *ctx, Str folder, cJSON *m, Err *err)
{
    Prepare p = { .a = &ctx->arena, .folder = folder, .m = m };

    look(&p);
    add_scripts(&p);
    add_authors(&p);
    add_readme(&p);
    fix_man(&p);
    add_git_head(&p);
    if (add_types(&p, err) < 0)
        return err->code;
    set_text(&p, m, STR("_id"),
             arena_strf(p.a, STR_FMT "@" STR_FMT, STR_ARG(json_str(json_get(m, "name"))),
                        STR_ARG(json_str(json_get(m, "version")))));
    return manifest_fix_data(p.a, m, err);
}
