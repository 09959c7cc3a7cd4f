/* manifest_changes.c: what manifest_fix did, told as npm tells it. Old and new are
 * compared; nothing is mended here. */
#include "common/bin_map.h"
#include "common/path.h"
#include "pkg/model/manifest_fix.h"

/* ---- Commands ---- */

/* A text, or a list of paths, as the object that it stands for. */
static const cJSON *bins_of(Arena *a, const cJSON *pkg, Buf *out)
{
    const cJSON *bin = json_get(pkg, "bin");
    Str name = json_str(json_get(pkg, "name"));
    cJSON *o = json_new_obj(a);

    if (json_is_obj(bin))
        return bin;
    if (json_is_str(bin) && json_str(bin).len > 0 && name.len > 0)
        json_set(a, o, name, json_new_str(a, json_str(bin)));
    else if (json_is_arr(bin))
        JSON_EACH (e, bin)
            json_set(a, o, path_basename(json_str(e)), json_new_str(a, json_str(e)));
    else
        return NULL;
    buf_puts(out, "\"bin\" was converted to an object\n");
    return o;
}

static void bin_change(Arena *a, const cJSON *m, Buf *out)
{
    cJSON *one = json_new_obj(a), *list = json_new_obj(a), *made = NULL;
    bool renamed;
    Err ignored;

    json_add(a, list, json_key(m), json_dup(a, m));
    json_add(a, one, STR("bin"), list);
    if (bin_map_normalize(a, one, &made, &ignored) < 0 || made == NULL) {
        buf_printf(out, "removed invalid \"bin[%s]\"\n", m->string);
        return;
    }
    renamed = !str_eq(json_key(made->child), json_key(m));
    if (renamed)
        buf_printf(out, "\"bin[%s]\" was renamed to \"bin[%s]\"\n", m->string,
                   made->child->string);
    /* npm compares with what the old name stood for, which is gone by then. */
    if (renamed || !str_eq(json_str(made->child), json_str(m)))
        buf_printf(out, "\"bin[%s]\" script name " STR_FMT " was invalid and removed\n",
                   made->child->string, STR_ARG(json_str(made->child)));
}

static void bins(Arena *a, const cJSON *old, const cJSON *now, Buf *out)
{
    const cJSON *list = bins_of(a, old, out);

    JSON_EACH (m, list)
        bin_change(a, m, out);
    if (list != NULL && json_get(now, "bin") == NULL)
        buf_puts(out, "empty \"bin\" was removed\n");
}

/* ---- Name, version, bundles, scripts, repository ---- */

static void identity(const cJSON *old, const cJSON *now, Buf *out)
{
    Str version = json_str(json_get(now, "version"));

    if (!json_truthy(json_get(old, "name")))
        buf_puts(out, "Missing \"name\" field was set to an empty string\n");
    else if (!json_equal(json_get(old, "name"), json_get(now, "name")))
        buf_puts(out, "Whitespace was trimmed from \"name\"\n");
    if (json_truthy(json_get(old, "version")) &&
        !json_equal(json_get(old, "version"), json_get(now, "version")))
        buf_printf(out, "\"version\" was cleaned and set to \"" STR_FMT "\"\n",
                   STR_ARG(version));
}

static void bundle(const cJSON *old, Buf *out)
{
    const cJSON *b = json_get(old, "bundleDependencies");

    if (b == NULL || json_is_arr(b))
        return;
    if (json_is_false(b))
        buf_puts(out, "\"bundleDependencies\" was changed from \"false\" to \"[]\"\n");
    else if (json_is_true(b))
        buf_puts(out,
                 "\"bundleDependencies\" was auto-populated from \"dependencies\"\n");
    else if (json_is_obj(b))
        buf_puts(out, "\"bundleDependencies\" was changed from an object to an array\n");
    else
        buf_puts(out, "\"bundleDependencies\" was removed\n");
}

static void scripts(const cJSON *old, const cJSON *now, Buf *out)
{
    const cJSON *were = json_get(old, "scripts"), *are = json_get(now, "scripts");

    if (were != NULL && are == NULL)
        buf_puts(out, "Removed invalid \"scripts\"\n");
    if (!json_is_obj(were) || are == NULL)
        return;
    JSON_EACH (s, were) {
        const cJSON *is = json_getn(are, json_key(s));

        if (is == NULL)
            buf_printf(out, "Invalid scripts.\"%s\" was removed\n", s->string);
        else if (!json_equal(s, is))
            buf_printf(out,
                       "scripts entry \"%s\" was fixed to remove node_modules/.bin "
                       "reference\n",
                       s->string);
    }
}

static void repository(const cJSON *old, const cJSON *now, Buf *out)
{
    const cJSON *was = json_get(old, "repository");
    Str url = json_str(json_at(now, "repository", "url", NULL));
    bool text = json_is_str(was) && json_truthy(was);

    if (text)
        buf_puts(out, "\"repository\" was changed from a string to an object\n");
    if (url.len > 0 &&
        !str_eq(url, text ? json_str(was) : json_str(json_get(was, "url"))))
        buf_printf(out, "\"repository.url\" was normalized to \"" STR_FMT "\"\n",
                   STR_ARG(url));
}

/* ---- Dependency lists ---- */

static void converted(const cJSON *old, const char *type, Buf *out)
{
    const cJSON *was = json_get(old, type);

    if (json_is_arr(was) || (json_is_str(was) && json_truthy(was)))
        buf_printf(out, "\"%s\" was converted from %s into an object\n", type,
                   json_is_arr(was) ? "an array" : "a string");
}

static void specs(const cJSON *old, const cJSON *now, const char *type, Buf *out)
{
    const cJSON *was = json_get(old, type), *is = json_get(now, type);

    if (was != NULL && is == NULL)
        buf_printf(out, "Removed invalid \"%s\"\n", type);
    if (!json_is_obj(was) || is == NULL)
        return;
    JSON_EACH (d, was) {
        const cJSON *left = json_getn(is, json_key(d));

        if (left == NULL)
            buf_printf(out, "Removed invalid \"%s.%s\"\n", type, d->string);
        else if (!json_equal(d, left))
            buf_printf(out, "Normalized git reference to \"%s.%s\"\n", type, d->string);
    }
}

void manifest_fix_changes(Arena *a, const cJSON *old, const cJSON *now, Buf *out)
{
    bins(a, old, now, out);
    identity(old, now, out);
    bundle(old, out);
    scripts(old, now, out);
    repository(old, now, out);
    converted(old, "dependencies", out);
    converted(old, "devDependencies", out);
    converted(old, "optionalDependencies", out);
    specs(old, now, "dependencies", out);
    specs(old, now, "devDependencies", out);
}
