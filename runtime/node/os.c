/* os.c: internalBinding('os'): what libuv knows of the machine. Functions that can fail
 * give a negative number then, and os.js throws. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <uv.h>

#include "common/buf.h"
#include "runtime/engine/bind.h"
#include "runtime/natives.h"

static void put_text(duk_context *ctx, const char *key, const char *text)
{
    js_push_utf8(ctx, str_of(text));
    duk_put_prop_string(ctx, -2, key);
}

static void put_number(duk_context *ctx, const char *key, double n)
{
    duk_push_number(ctx, n);
    duk_put_prop_string(ctx, -2, key);
}

/* Pushes text, or the error's number. */
static duk_ret_t give_text(duk_context *ctx, int rc, const char *text)
{
    if (rc < 0)
        duk_push_int(ctx, rc);
    else
        js_push_utf8(ctx, str_of(text));
    return 1;
}

/* [ ] -> [ text | rc ] */
static duk_ret_t js_hostname(duk_context *ctx)
{
    char text[UV_MAXHOSTNAMESIZE];
    size_t n = sizeof text;

    return give_text(ctx, uv_os_gethostname(text, &n), text);
}

static duk_ret_t js_homedir(duk_context *ctx)
{
    char text[4096];
    size_t n = sizeof text;

    return give_text(ctx, uv_os_homedir(text, &n), text);
}

/* [ ] -> [ [sysname, version, release, machine] | rc ] */
static duk_ret_t js_uname(duk_context *ctx)
{
    uv_utsname_t u;
    int rc = uv_os_uname(&u);
    const char *const parts[] = { u.sysname, u.version, u.release, u.machine };

    if (rc < 0)
        return give_text(ctx, rc, "");
    duk_push_array(ctx);
    for (duk_uarridx_t i = 0; i < 4; i++) {
        js_push_utf8(ctx, str_of(parts[i]));
        duk_put_prop_index(ctx, -2, i);
    }
    return 1;
}

/* [ ] -> [ number ] */
static duk_ret_t js_number(duk_context *ctx)
{
    double up = 0;

    switch (duk_get_current_magic(ctx)) {
    case 0: duk_push_number(ctx, (double)uv_get_free_memory()); break;
    case 1: duk_push_number(ctx, (double)uv_get_total_memory()); break;
    case 2:
        uv_uptime(&up);
        duk_push_number(ctx, up);
        break;
    default: duk_push_uint(ctx, uv_available_parallelism());
    }
    return 1;
}

/* [ ] -> [ [1, 5, 15 minutes] ] */
static duk_ret_t js_loadavg(duk_context *ctx)
{
    double load[3];

    uv_loadavg(load);
    duk_push_array(ctx);
    for (duk_uarridx_t i = 0; i < 3; i++) {
        duk_push_number(ctx, load[i]);
        duk_put_prop_index(ctx, -2, i);
    }
    return 1;
}

static void push_cpu(duk_context *ctx, const uv_cpu_info_t *cpu)
{
    duk_push_object(ctx);
    put_text(ctx, "model", cpu->model ? cpu->model : "unknown");
    put_number(ctx, "speed", cpu->speed);
    duk_push_object(ctx);
    put_number(ctx, "user", (double)cpu->cpu_times.user);
    put_number(ctx, "nice", (double)cpu->cpu_times.nice);
    put_number(ctx, "sys", (double)cpu->cpu_times.sys);
    put_number(ctx, "idle", (double)cpu->cpu_times.idle);
    put_number(ctx, "irq", (double)cpu->cpu_times.irq);
    duk_put_prop_string(ctx, -2, "times");
}

typedef struct {
    uv_cpu_info_t *cpus;
    uv_interface_address_t *addresses;
    int n;
} Listed;

static duk_ret_t push_cpus(duk_context *ctx, void *udata)
{
    Listed *l = udata;

    duk_push_array(ctx);
    for (int i = 0; i < l->n; i++) {
        push_cpu(ctx, &l->cpus[i]);
        duk_put_prop_index(ctx, -2, (duk_uarridx_t)i);
    }
    return 1;
}

/* [ ] -> [ list ] */
static duk_ret_t js_cpus(duk_context *ctx)
{
    Listed l = { 0 };
    duk_int_t rc;

    if (uv_cpu_info(&l.cpus, &l.n) < 0)
        l.n = 0;
    rc = duk_safe_call(ctx, push_cpus, &l, 0, 1);
    if (l.cpus != NULL)
        uv_free_cpu_info(l.cpus, l.n);
    return rc == DUK_EXEC_SUCCESS ? 1 : duk_throw(ctx);
}

static void push_address(duk_context *ctx, const uv_interface_address_t *a)
{
    bool six = a->address.address4.sin_family == AF_INET6;
    const unsigned char *m = (const unsigned char *)a->phys_addr;
    char ip[INET6_ADDRSTRLEN] = "", mask[INET6_ADDRSTRLEN] = "";

    if (six) {
        uv_ip6_name(&a->address.address6, ip, sizeof ip);
        uv_ip6_name(&a->netmask.netmask6, mask, sizeof mask);
    } else {
        uv_ip4_name(&a->address.address4, ip, sizeof ip);
        uv_ip4_name(&a->netmask.netmask4, mask, sizeof mask);
    }
    duk_push_object(ctx);
    put_text(ctx, "name", a->name);
    put_text(ctx, "address", ip);
    put_text(ctx, "netmask", mask);
    put_text(ctx, "family", six ? "IPv6" : "IPv4");
    duk_push_sprintf(ctx, "%02x:%02x:%02x:%02x:%02x:%02x", m[0], m[1], m[2], m[3], m[4],
                     m[5]);
    duk_put_prop_string(ctx, -2, "mac");
    duk_push_boolean(ctx, a->is_internal);
    duk_put_prop_string(ctx, -2, "internal");
    put_number(ctx, "scopeid", six ? (double)a->address.address6.sin6_scope_id : -1);
}

static duk_ret_t push_addresses(duk_context *ctx, void *udata)
{
    Listed *l = udata;

    duk_push_array(ctx);
    for (int i = 0; i < l->n; i++) {
        push_address(ctx, &l->addresses[i]);
        duk_put_prop_index(ctx, -2, (duk_uarridx_t)i);
    }
    return 1;
}

/* [ ] -> [ list | rc ] */
static duk_ret_t js_interfaces(duk_context *ctx)
{
    Listed l = { 0 };
    int rc = uv_interface_addresses(&l.addresses, &l.n);
    duk_int_t status;

    if (rc < 0)
        return give_text(ctx, rc, "");
    status = duk_safe_call(ctx, push_addresses, &l, 0, 1);
    uv_free_interface_addresses(l.addresses, l.n);
    return status == DUK_EXEC_SUCCESS ? 1 : duk_throw(ctx);
}

/* [ pid ] -> [ [rc, priority] ] */
static duk_ret_t js_get_priority(duk_context *ctx)
{
    int priority = 0, rc = uv_os_getpriority(duk_require_int(ctx, 0), &priority);

    duk_push_array(ctx);
    duk_push_int(ctx, rc);
    duk_put_prop_index(ctx, -2, 0);
    duk_push_int(ctx, priority);
    duk_put_prop_index(ctx, -2, 1);
    return 1;
}

/* [ pid priority ] -> [ rc ] */
static duk_ret_t js_set_priority(duk_context *ctx)
{
    duk_push_int(ctx,
                 uv_os_setpriority(duk_require_int(ctx, 0), duk_require_int(ctx, 1)));
    return 1;
}

static duk_ret_t push_user(duk_context *ctx, void *udata)
{
    uv_passwd_t *p = udata;

    duk_push_bare_object(ctx);
    put_number(ctx, "uid", (double)p->uid);
    put_number(ctx, "gid", (double)p->gid);
    put_text(ctx, "username", p->username);
    put_text(ctx, "homedir", p->homedir);
    if (p->shell != NULL)
        put_text(ctx, "shell", p->shell);
    return 1;
}

/* [ ] -> [ user | rc ] */
static duk_ret_t js_user_info(duk_context *ctx)
{
    uv_passwd_t p;
    int rc = uv_os_get_passwd(&p);
    duk_int_t status;

    if (rc < 0)
        return give_text(ctx, rc, "");
    status = duk_safe_call(ctx, push_user, &p, 0, 1);
    uv_os_free_passwd(&p);
    return status == DUK_EXEC_SUCCESS ? 1 : duk_throw(ctx);
}

void js_init_os(duk_context *ctx)
{
    static const JsFunction fns[] = {
        { "hostname", js_hostname, 0, 0 },
        { "homedir", js_homedir, 0, 0 },
        { "uname", js_uname, 0, 0 },
        { "freemem", js_number, 0, 0 },
        { "totalmem", js_number, 0, 1 },
        { "uptime", js_number, 0, 2 },
        { "parallelism", js_number, 0, 3 },
        { "loadavg", js_loadavg, 0, 0 },
        { "cpus", js_cpus, 0, 0 },
        { "interfaces", js_interfaces, 0, 0 },
        { "getPriority", js_get_priority, 1, 0 },
        { "setPriority", js_set_priority, 2, 0 },
        { "userInfo", js_user_info, 0, 0 },
        { NULL, NULL, 0, 0 },
    };

    duk_push_object(ctx);
    js_put_functions(ctx, fns);
}
