/* platform.c: engines, os, cpu and libc. devEngines are dev_engines.c's. See platform.h.
 */
#include "common/platform.h"

#include "common/semver_range.h"

#if defined(__linux__)
#define HOST_OS "linux"
#elif defined(__APPLE__)
#define HOST_OS "darwin"
#elif defined(__FreeBSD__)
#define HOST_OS "freebsd"
#else
#define HOST_OS "unknown"
#endif

#if defined(__x86_64__)
#define HOST_CPU "x64"
#elif defined(__aarch64__)
#define HOST_CPU "arm64"
#elif defined(__arm__)
#define HOST_CPU "arm"
#elif defined(__i386__)
#define HOST_CPU "ia32"
#elif defined(__riscv) && __riscv_xlen == 64
#define HOST_CPU "riscv64"
#elif defined(__powerpc64__)
#define HOST_CPU "ppc64"
#elif defined(__s390x__)
#define HOST_CPU "s390x"
#elif defined(__loongarch64)
#define HOST_CPU "loong64"
#elif defined(__mips__)
#define HOST_CPU "mips"
#else
#define HOST_CPU "unknown"
#endif

#if defined(__GLIBC__)
#define HOST_LIBC "glibc"
#elif defined(__linux__)
#define HOST_LIBC "musl"
#else
#define HOST_LIBC ""
#endif

Platform platform_host(void)
{
    return (Platform){ STR(HOST_OS), STR(HOST_CPU), STR(HOST_LIBC) };
}

Platform platform_or_host(Platform wanted)
{
    if (wanted.os.len == 0)
        wanted.os = STR(HOST_OS);
    if (wanted.cpu.len == 0)
        wanted.cpu = STR(HOST_CPU);
    /* Asked about another system, npm knows no libc of it. */
    if (wanted.libc.len == 0 && str_is(wanted.os, "linux"))
        wanted.libc = STR(HOST_LIBC);
    return wanted;
}

/* ---- engines ---- */

static bool version_fits(Arena *a, Str version, const cJSON *wanted)
{
    Semver v;
    SemverRange r;

    if (!semver_parse(a, version, 0, &v) || !json_is_str(wanted))
        return false;
    /* To a release it makes no difference, and to reading the range it does. */
    return semver_range_parse(a, json_str(wanted),
                              v.n_pre > 0 ? SEMVER_INCLUDE_PRERELEASE : 0, &r) &&
           semver_satisfies(&v, &r);
}

static bool engine_fails(Arena *a, const cJSON *engines, const char *name, Str version)
{
    const cJSON *wanted = json_get(engines, name);

    return version.len > 0 && json_truthy(wanted) && !version_fits(a, version, wanted);
}

int platform_check_engine(Arena *a, const cJSON *pkg, Str npm_version, Str node_version,
                          bool force, Err *err)
{
    const cJSON *engines = json_get(pkg, "engines");
    ArenaMark mark;
    bool fails;

    if (!json_is_obj(engines))
        return 0;
    mark = arena_mark(a);
    fails = (!force && engine_fails(a, engines, "node", node_version)) ||
            engine_fails(a, engines, "npm", npm_version);
    arena_rewind(a, mark);
    return fails ? err_set(err, ERR_EBADENGINE, "Unsupported engine") : 0;
}

/* ---- os, cpu, libc ---- */

typedef struct {
    size_t negated, seen;
    bool match, excluded;
} ListCheck;

static void check_entry(ListCheck *c, Str entry, Str value)
{
    bool negated = str_starts(entry, STR("!"));
    bool same = str_eq(str_from(entry, negated ? 1 : 0), value);

    c->seen++;
    if (negated) {
        c->negated++;
        c->excluded |= same;
    } else {
        c->match |= same;
    }
}

/* 1 where the value is none of the negated ones, and one of the others if there are any;
 * 0 where not; ERR_EINVALIDTYPE. */
static int check_list(const cJSON *list, const char *key, Str value, Err *err)
{
    ListCheck c = { 0 };

    if (!json_truthy(list))
        return 1;
    if (json_is_str(list)) {
        if (str_is(json_str(list), "any"))
            return 1;
        check_entry(&c, json_str(list), value);
    } else if (json_is_arr(list)) {
        if (json_len(list) == 1 && str_is(json_str(list->child), "any"))
            return 1;
        JSON_EACH (entry, list) {
            if (!json_is_str(entry))
                return err_set(err, ERR_EINVALIDTYPE, "'%s' has an entry that is no text",
                               key);
            check_entry(&c, json_str(entry), value);
            if (c.excluded)
                return 0;
        }
    } else {
        return err_set(err, ERR_EINVALIDTYPE, "'%s' is no list", key);
    }
    return !c.excluded && (c.match || c.negated == c.seen);
}

int platform_check(const cJSON *pkg, const Platform *p, Err *err)
{
    const cJSON *libc = json_get(pkg, "libc");
    int os_ok = check_list(json_get(pkg, "os"), "os", p->os, err);
    int cpu_ok = os_ok < 0 ? os_ok : check_list(json_get(pkg, "cpu"), "cpu", p->cpu, err);
    int libc_ok = cpu_ok < 0 ? cpu_ok : check_list(libc, "libc", p->libc, err);

    if (libc_ok < 0)
        return libc_ok;
    if (json_truthy(libc) && p->libc.len == 0)
        libc_ok = 0;
    if (!os_ok || !cpu_ok || !libc_ok)
        return err_set(err, ERR_EBADPLATFORM, "Unsupported platform");
    return 0;
}
