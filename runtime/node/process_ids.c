/* process_ids.c: the part of internalBinding('process') about users, groups and what the
 * process uses (internal/process/more.js). */
#include "runtime/node/process_ids.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include <uv.h>

#include "common/bug.h"
#include "runtime/engine/bind.h"
#include "runtime/loop/loop.h"

#define MAX_GROUPS 65536

/* The number of a user or group that is given by number or name. False: no such name. */
static bool find_id(duk_context *ctx, duk_idx_t i, bool group, unsigned *out)
{
    if (duk_is_number(ctx, i)) {
        *out = duk_to_uint32(ctx, i);
        return true;
    }
    if (group) {
        struct group *g = getgrnam(js_to_utf8(ctx, i).ptr);

        if (g != NULL)
            *out = g->gr_gid;
        return g != NULL;
    }
    struct passwd *p = getpwnam(js_to_utf8(ctx, i).ptr);

    if (p != NULL)
        *out = p->pw_uid;
    return p != NULL;
}

/* [ call id ] -> [ rc ]: 0, negative, or 1 where there is no such name */
duk_ret_t js_process_set_id(duk_context *ctx)
{
    static const struct {
        const char *name;
        bool group;
        int (*set_user)(uid_t);
        int (*set_group)(gid_t);
    } calls[] = {
        { "setuid", false, setuid, NULL },
        { "seteuid", false, seteuid, NULL },
        { "setgid", true, NULL, setgid },
        { "setegid", true, NULL, setegid },
    };
    const char *name = duk_require_string(ctx, 0);

    for (size_t i = 0; i < ARRAY_LEN(calls); i++) {
        unsigned id;
        int rc;

        if (strcmp(calls[i].name, name) != 0)
            continue;
        if (!find_id(ctx, 1, calls[i].group, &id)) {
            duk_push_int(ctx, 1);
            return 1;
        }
        rc = calls[i].group ? calls[i].set_group(id) : calls[i].set_user(id);
        duk_push_int(ctx, rc < 0 ? -errno : 0);
        return 1;
    }
    UNREACHABLE();
}

/* [ ] -> [ array ] */
duk_ret_t js_process_get_groups(duk_context *ctx)
{
    gid_t *groups;
    int n = getgroups(0, NULL);
    bool has_own = false;

    if (n < 0)
        n = 0;
    groups = duk_push_fixed_buffer(ctx, sizeof *groups * ((size_t)n + 1));
    n = getgroups(n, groups);
    duk_push_array(ctx);
    for (int i = 0; i < n; i++) {
        has_own = has_own || groups[i] == getegid();
        duk_push_uint(ctx, groups[i]);
        duk_put_prop_index(ctx, -2, (duk_uarridx_t)i);
    }
    if (!has_own) {
        duk_push_uint(ctx, getegid());
        duk_put_prop_index(ctx, -2, n > 0 ? (duk_uarridx_t)n : 0);
    }
    return 1;
}

/* [ array ] -> [ rc ]: i + 1 where element i is no group */
duk_ret_t js_process_set_groups(duk_context *ctx)
{
    size_t n = duk_get_length(ctx, 0);
    gid_t *groups;

    if (n > MAX_GROUPS) {
        duk_push_int(ctx, -EINVAL);
        return 1;
    }
    groups = duk_push_fixed_buffer(ctx, sizeof *groups * (n + 1));
    for (size_t i = 0; i < n; i++) {
        unsigned id;

        duk_get_prop_index(ctx, 0, (duk_uarridx_t)i);
        if (!find_id(ctx, -1, true, &id)) {
            duk_push_int(ctx, (int)i + 1);
            return 1;
        }
        groups[i] = id;
        duk_pop(ctx);
    }
    duk_push_int(ctx, setgroups(n, groups) < 0 ? -errno : 0);
    return 1;
}

/* [ user group ] -> [ rc ]: 1 no such user, 2 no such group */
duk_ret_t js_process_init_groups(duk_context *ctx)
{
    unsigned gid;
    const char *user;

    if (duk_is_number(ctx, 0)) {
        struct passwd *p = getpwuid(duk_to_uint32(ctx, 0));

        user = p != NULL ? p->pw_name : NULL;
        if (user != NULL)
            user = duk_push_string(ctx, user);
    } else {
        user = js_to_utf8(ctx, 0).ptr;
    }
    if (user == NULL)
        duk_push_int(ctx, 1);
    else if (!find_id(ctx, 1, true, &gid))
        duk_push_int(ctx, 2);
    else
        duk_push_int(ctx, initgroups(user, gid) < 0 ? -errno : 0);
    return 1;
}

/* [ ] -> [ array ] in the order of process.resourceUsage */
duk_ret_t js_process_resource_usage(duk_context *ctx)
{
    struct rusage u;
    double values[16];

    getrusage(RUSAGE_SELF, &u);
    values[0] = (double)u.ru_utime.tv_sec * 1e6 + (double)u.ru_utime.tv_usec;
    values[1] = (double)u.ru_stime.tv_sec * 1e6 + (double)u.ru_stime.tv_usec;
    values[2] = (double)u.ru_maxrss;
    values[3] = (double)u.ru_ixrss;
    values[4] = (double)u.ru_idrss;
    values[5] = (double)u.ru_isrss;
    values[6] = (double)u.ru_minflt;
    values[7] = (double)u.ru_majflt;
    values[8] = (double)u.ru_nswap;
    values[9] = (double)u.ru_inblock;
    values[10] = (double)u.ru_oublock;
    values[11] = (double)u.ru_msgsnd;
    values[12] = (double)u.ru_msgrcv;
    values[13] = (double)u.ru_nsignals;
    values[14] = (double)u.ru_nvcsw;
    values[15] = (double)u.ru_nivcsw;
    duk_push_array(ctx);
    for (duk_uarridx_t i = 0; i < ARRAY_LEN(values); i++) {
        duk_push_number(ctx, values[i]);
        duk_put_prop_index(ctx, -2, i);
    }
    return 1;
}

static void push_handle_name(uv_handle_t *h, void *arg)
{
    duk_context *ctx = arg;
    const char *name;

    if (!uv_is_active(h) || !uv_has_ref(h) || uv_is_closing(h))
        return;
    switch (uv_handle_get_type(h)) {
    case UV_TCP: name = "TCPSocketWrap"; break;
    case UV_NAMED_PIPE: name = "PipeWrap"; break;
    case UV_TTY: name = "TTYWrap"; break;
    case UV_UDP: name = "UDPWrap"; break;
    case UV_PROCESS: name = "ProcessWrap"; break;
    case UV_FS_EVENT: name = "FSEventWrap"; break;
    case UV_FS_POLL: name = "StatWatcher"; break;
    default: return;
    }
    duk_push_string(ctx, name);
    duk_put_prop_index(ctx, -2, (duk_uarridx_t)duk_get_length(ctx, -2));
}

/* [ ] -> [ array ]: the kinds of handles that keep the program alive */
duk_ret_t js_process_active_handles(duk_context *ctx)
{
    duk_push_array(ctx);
    uv_walk(loop_of(ctx), push_handle_name, ctx);
    return 1;
}

/* [ which ] -> [ bytes ]: 0 what the process may use at most, 1 what is left of it */
duk_ret_t js_process_memory_limit(duk_context *ctx)
{
    uint64_t limit = uv_get_constrained_memory();
    uint64_t total = uv_get_total_memory();
    size_t rss = 0;

    if (duk_to_int32(ctx, 0) == 0) {
        duk_push_number(ctx, (double)limit);
        return 1;
    }
    if (limit == 0 || limit > total) {
        duk_push_number(ctx, (double)uv_get_free_memory());
        return 1;
    }
    uv_resident_set_memory(&rss);
    duk_push_number(ctx, limit > rss ? (double)(limit - rss) : 0);
    return 1;
}
