/* config_file.c: .npmrc files: reading one into a layer, writing one back. */
#include <errno.h>
#include <sys/stat.h>

#include "common/config_private.h"
#include "common/fs.h"
#include "common/ini.h"
#include "common/nerf.h"
#include "common/path.h"

int config_load_file(Config *c, ConfigWhere where, Str path, Err *err)
{
    ConfigLayer *l = &c->layers[where];
    const char *file = arena_memdupz(&c->arena, path.ptr, path.len);
    cJSON *obj;
    Str text;
    int rc = fs_read_arena(&c->arena, file, INI_MAX_BYTES, &text, err);

    l->source = str_of(file);
    l->is_file = true;
    if (rc == -ENOENT || rc == -ENOTDIR || rc == -EACCES || rc == -EISDIR)
        return 0; /* as npm: what can't be read says nothing */
    if (rc < 0)
        return err_wrap(err, "cannot read settings");
    rc = ini_parse(&c->arena, text, false, &obj, err);
    if (rc < 0)
        return err_wrap(err, "%s", file);
    if (where == CONFIG_PROJECT && json_truthy(json_get(obj, "prefix"))) {
        config_warn(c, "config prefix cannot be changed from project config: %s.", file);
        c->warnings.ptr[c->warnings.len - 1].is_error = true;
    }
    config_load_object(c, where, obj, path);
    return 0;
}

/* npm does this too: an address that is said of the registry becomes everybody's. */
static void free_email(Config *c)
{
    Str place, key, email;
    Err ignored;

    if (nerf_dart(&c->arena, config_str(c, "registry"), &place, &ignored) < 0)
        return;
    key = arena_strf(&c->arena, STR_FMT ":email", STR_ARG(place));
    email = json_str(config_get_read_at(c, CONFIG_USER, key.ptr));
    if (email.len == 0)
        return;
    config_unset(c, CONFIG_USER, key);
    config_set_text(c, CONFIG_USER, STR("email"), email);
}

int config_save(Config *c, ConfigWhere where, Err *err)
{
    ConfigLayer *l = &c->layers[where];
    const char *file = arena_memdupz(&c->arena, l->source.ptr, l->source.len);
    Buf b = { 0 };
    Str text;
    int rc;

    if (!l->is_file)
        return err_set(err, ERR_EINVALIDCONFIG, "%s settings have no file",
                       config_where_name(where));
    if (where == CONFIG_USER)
        free_email(c);
    if (l->raw != NULL)
        ini_write(l->raw, NULL, &b);
    text = str_trim(buf_view(&b));
    if (text.len == 0) {
        buf_release(&b);
        rc = fs_unlink(file, err);
        return rc == -ENOENT ? 0 : rc;
    }
    text = arena_strf(&c->arena, STR_FMT "\n", STR_ARG(text));
    buf_release(&b);
    rc = fs_mkdirs_for(file, 0777, err);
    if (rc == 0)
        rc = fs_write_atomic(file, text, where == CONFIG_USER ? 0600 : 0666, err);
    if (rc == 0 && where == CONFIG_USER) /* tokens are in it, whoever made it */
        (void)chmod(file, 0600);
    return rc < 0 ? err_wrap(err, "cannot write settings") : 0;
}
