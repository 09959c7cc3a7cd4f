/* git_refs.c: see git_refs.h (@npmcli/git's lines-to-revs). */
#include "pkg/model/git_refs.h"

#include "common/buf.h"
#include "common/json.h"
#include "common/json_write.h"
#include "common/semver.h"

bool git_is_commit(Str s)
{
    if (s.len < 40 || s.len > 64)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f'))
            return false;
    }
    return true;
}

/* ---- One line ---- */

static void name_ref(GitRef *r)
{
    static const struct {
        const char *prefix;
        size_t cut;
        GitRefType type;
    } kinds[] = { { "refs/tags/", 10, GIT_REF_TAG },
                  { "refs/heads/", 11, GIT_REF_BRANCH },
                  { "refs/pull/", 5, GIT_REF_PULL } };

    r->name = r->raw;
    r->type = str_is(r->raw, "HEAD") ? GIT_REF_HEAD : GIT_REF_OTHER;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!str_starts(r->raw, str_of(kinds[i].prefix)))
            continue;
        r->type = kinds[i].type;
        r->name = str_from(r->raw, kinds[i].cut);
    }
    if (r->type == GIT_REF_PULL && str_ends(r->name, STR("/head")))
        r->name = str_sub(r->name, 0, r->name.len - 5);
}

static size_t digits(Str s, size_t at)
{
    size_t n = at;

    while (n < s.len && s.ptr[n] >= '0' && s.ptr[n] <= '9')
        n++;
    return n - at;
}

/* "1.2.3" and what may stand behind it, up to the end of s. */
static bool is_version_tail(Str s, size_t at)
{
    for (int i = 0; i < 3; i++) {
        size_t n = digits(s, at);

        if (n == 0)
            return false;
        at += n;
        if (i < 2 && (at >= s.len || s.ptr[at++] != '.'))
            return false;
    }
    return at == s.len || ((s.ptr[at] == '-' || s.ptr[at] == '+') && at + 1 < s.len);
}

/* The version that a tag's name ends in; "" for none. */
static Str version_of(Arena *a, Str name)
{
    Semver v;

    if (str_ends(name, STR("^{}")))
        return STR("");
    for (size_t i = 0; i < name.len; i++) {
        if (!is_version_tail(name, i))
            continue;
        return semver_parse(a, str_from(name, i), SEMVER_LOOSE, &v) ? semver_text(a, &v)
                                                                    : STR("");
    }
    return STR("");
}

static void take_line(Arena *a, Str line, GitRefs *out)
{
    GitRef *r = arena_new(a, GitRef);
    Str rest = str_trim(line), version;
    size_t n = 0;

    while (n < rest.len && rest.ptr[n] != ' ' && rest.ptr[n] != '\t')
        n++;
    r->sha = str_sub(rest, 0, n);
    rest = str_trim(str_from(rest, n));
    for (n = 0; n < rest.len && rest.ptr[n] != ' ' && rest.ptr[n] != '\t';)
        n++;
    r->raw = str_sub(rest, 0, n);
    if (r->sha.len == 0 || r->raw.len == 0)
        return;
    name_ref(r);
    map_set(&out->names, r->name, r);
    map_set(&out->names, r->raw, r);
    version = r->type == GIT_REF_TAG ? version_of(a, r->name) : STR("");
    if (version.len > 0)
        map_set(&out->versions, version, r);
}

/* ---- All of them ---- */

/* "v1^{}" is the commit of the tag object "v1". */
static void peel(GitRefs *out)
{
    VEC(Str) gone = { 0 };

    MAP_EACH (m, out->names) {
        const GitRef *peeled = m->value;
        GitRef *tag;

        if (!str_ends(m->key, STR("^{}")))
            continue;
        tag = map_get(&out->names, str_sub(m->key, 0, m->key.len - 3));
        if (tag == NULL)
            continue;
        tag->sha = peeled->sha;
        vec_push(&gone, m->key);
    }
    VEC_EACH (Str, key, gone)
        map_del(&out->names, *key);
    vec_release(&gone);
}

static void find_latest(GitRefs *out)
{
    const GitRef *latest = map_get(&out->names, STR("latest"));
    const GitRef *head = map_get(&out->names, STR("HEAD"));
    const GitRef *wanted = latest != NULL ? latest : head;

    out->latest = STR("");
    MAP_EACH (m, out->versions) {
        const GitRef *r = m->value;

        if (wanted != NULL && str_eq(r->sha, wanted->sha))
            out->latest = m->key;
    }
}

void git_refs_parse(Arena *a, Str text, GitRefs *out)
{
    Str rest = text, line;

    *out = (GitRefs){ 0 };
    while (rest.len > 0 && str_next(&rest, '\n', &line))
        take_line(a, line, out);
    peel(out);
    MAP_EACH (m, out->names) {
        const GitRef *r = m->value;

        if (!map_has(&out->commits, r->sha))
            map_set(&out->commits, r->sha, m->value);
    }
    find_latest(out);
}

void git_refs_release(GitRefs *r)
{
    map_release(&r->names);
    map_release(&r->commits);
    map_release(&r->versions);
}

const GitRef *git_refs_find(const GitRefs *r, Str name)
{
    return map_get(&r->names, name);
}

const GitRef *git_refs_of_commit(const GitRefs *r, Str sha)
{
    return map_get(&r->commits, sha);
}

const GitRef *git_refs_of_version(const GitRefs *r, Str version)
{
    return map_get(&r->versions, version);
}

Str git_refs_document(Arena *a, const GitRefs *r, Str name)
{
    cJSON *doc = json_new_obj(a), *versions = json_new_obj(a), *tags = json_new_obj(a);
    JsonStyle style = json_default_style();
    Buf b = { 0 };

    json_add_str(a, doc, "name", name);
    MAP_EACH (m, r->versions) {
        cJSON *v = json_new_obj(a);

        json_add_str(a, v, "name", name);
        json_add_str(a, v, "version", m->key);
        json_add(a, versions, m->key, v);
    }
    if (r->latest.len > 0)
        json_add_str(a, tags, "latest", r->latest);
    json_add(a, doc, STR("dist-tags"), tags);
    json_add(a, doc, STR("versions"), versions);
    json_write(doc, &style, &b);
    return buf_to_arena(&b, a);
}
