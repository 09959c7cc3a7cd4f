/* eval_ssri.c: integrity strings, as npm's ssri answers. */
#include <stdlib.h>

#include "common/base64.h"
#include "common/integrity.h"
#include "tests/eval/eval.h"

static bool strict(const cJSON *args, int i)
{
    return eval_option(args, i, "strict");
}

/* What JavaScript does on a member of null. */
static int on_null(Err *err)
{
    err_set(err, ERR_EINVALIDINTEGRITY, "null");
    return eval_error_as("TypeError", ERR_EINVALIDINTEGRITY);
}

static cJSON *options_json(Arena *a, Str options)
{
    cJSON *arr = json_new_arr(a);
    Str rest, piece;

    if (options.len == 0)
        return arr;
    rest = str_from(options, 1);
    while (str_next(&rest, '?', &piece))
        json_push(arr, json_new_str(a, piece));
    return arr;
}

static cJSON *hash_json(Arena *a, const IntegrityHash *h, bool source)
{
    cJSON *o = json_new_obj(a);

    if (source)
        json_add_str(a, o, "source", h->source);
    else
        json_add_str(a, o, "algorithm", h->algorithm);
    json_add_str(a, o, "digest", h->digest);
    json_add(a, o, STR("options"), options_json(a, h->options));
    return o;
}

static int parse(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Str text = eval_arg_str(args, 0);
    Integrity i;
    IntegrityHash h;

    (void)err;
    if (text.len == 0)
        return 0;
    if (eval_option(args, 1, "single")) {
        integrity_parse_hash(text, strict(args, 1), &h);
        *out = json_new_obj(a);
        json_add(a, *out, STR("hash"), hash_json(a, &h, false));
        return 0;
    }
    if (!integrity_parse(a, text, strict(args, 1), &i))
        return 0;
    *out = json_new_obj(a);
    for (size_t k = 0; k < i.len; k++) {
        cJSON *list = json_getn(*out, i.hashes[k].algorithm);

        if (list == NULL) {
            list = json_new_arr(a);
            json_add(a, *out, i.hashes[k].algorithm, list);
        }
        json_push(list, hash_json(a, &i.hashes[k], true));
    }
    return 0;
}
EVAL("ssri.parse", parse);

/* Non-space runs of the separator become one space in strict writing. */
static Str strict_separator(Arena *a, Str sep)
{
    char *out = arena_bytes(a, sep.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < sep.len; i++) {
        bool space = sep.ptr[i] == ' ' || (sep.ptr[i] >= '\t' && sep.ptr[i] <= '\r');

        if (space)
            out[n++] = sep.ptr[i];
        else if (i == 0 || sep.ptr[i - 1] == ' ' ||
                 (sep.ptr[i - 1] >= '\t' && sep.ptr[i - 1] <= '\r'))
            out[n++] = ' ';
    }
    return str_n(out, n);
}

static int stringify(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Integrity i;
    Str sep = json_str(json_get(eval_arg(args, 1), "sep"));
    Buf b = { 0 };

    if (!integrity_parse(a, eval_arg_str(args, 0), strict(args, 1), &i))
        return on_null(err);
    if (sep.len == 0)
        sep = STR(" ");
    if (strict(args, 1))
        sep = strict_separator(a, sep);
    integrity_write(&i, strict(args, 1), sep, &b);
    *out = json_new_str(a, buf_view(&b));
    buf_release(&b);
    return 0;
}
EVAL("ssri.stringify", stringify);

static int pick_algorithm(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Integrity i;

    if (!integrity_parse(a, eval_arg_str(args, 0), false, &i))
        return on_null(err);
    *out = json_new_str(a, integrity_strongest(&i, NULL));
    return 0;
}
EVAL("ssri.pickAlgorithm", pick_algorithm);

static int hex_digest(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Integrity i;
    IntegrityHash h;

    if (!integrity_parse(a, eval_arg_str(args, 0), false, &i))
        return on_null(err);
    integrity_parse_hash(integrity_text(a, &i), false, &h);
    *out = json_new_str(a, integrity_hex(a, &h));
    return 0;
}
EVAL("ssri.hexDigest", hex_digest);

static int match(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Integrity i, other;
    const IntegrityHash *h = NULL;
    Buf b = { 0 };

    (void)err;
    if (!integrity_parse(a, eval_arg_str(args, 0), strict(args, 2), &i))
        return 0;
    if (integrity_parse(a, eval_arg_str(args, 1), strict(args, 2), &other))
        h = integrity_match(&i, &other);
    if (h == NULL) {
        *out = json_new_bool(a, false);
        return 0;
    }
    integrity_write(&(Integrity){ (IntegrityHash *)h, 1 }, false, STR(" "), &b);
    *out = json_new_str(a, buf_view(&b));
    buf_release(&b);
    return 0;
}
EVAL("ssri.match", match);

static int concat(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Integrity i, both;
    Str text, other = eval_arg_str(args, 1);

    if (!integrity_parse(a, eval_arg_str(args, 0), false, &i))
        return on_null(err);
    text = integrity_text(a, &i);
    if (!integrity_parse(a,
                         arena_strf(a, STR_FMT " " STR_FMT, STR_ARG(text),
                                    STR_ARG(other)),
                         false, &both))
        return on_null(err);
    *out = json_new_str(a, integrity_text(a, &both));
    return 0;
}
EVAL("ssri.concat", concat);

static int merge(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Integrity i, other;
    bool has = integrity_parse(a, eval_arg_str(args, 0), false, &i);

    *out = json_new_obj(a);
    if (integrity_parse(a, eval_arg_str(args, 1), false, &other) && has &&
        integrity_merge(a, &i, &other, err) < 0) {
        json_add_str(a, *out, "code", STR("Error"));
        return 0;
    }
    if (!has) {
        json_add_str(a, *out, "code", STR("TypeError"));
        return 0;
    }
    json_add(a, *out, STR("ok"), json_new_bool(a, true));
    json_add_str(a, *out, "value", integrity_text(a, &i));
    return 0;
}
EVAL("ssri.merge", merge);

static Str joined_options(Arena *a, const cJSON *list)
{
    Buf b = { 0 };

    JSON_EACH (o, list) {
        buf_putc(&b, '?');
        buf_str(&b, json_str(o));
    }
    return buf_to_arena(&b, a);
}

static Str decoded(Arena *a, Str text)
{
    Buf b = { 0 };

    base64_decode(text, &b);
    return buf_to_arena(&b, a);
}

static int from_data(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    const cJSON *options = eval_arg(args, 1), *list = json_get(options, "algorithms");
    Str names[8] = { STR("sha512") };
    size_t n = 1;
    Integrity i;
    int rc;

    if (list != NULL) {
        n = 0;
        JSON_EACH (name, list) {
            if (n < 8)
                names[n++] = json_str(name);
        }
    }
    rc = integrity_of(a, decoded(a, eval_arg_str(args, 0)), names, n,
                      joined_options(a, json_get(options, "options")), &i, err);
    if (rc == 0)
        *out = json_new_str(a, integrity_text(a, &i));
    return rc;
}
EVAL("ssri.fromData", from_data);

static int from_hex(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    Str hex = eval_arg_str(args, 0), options;
    Buf bytes = { 0 }, text = { 0 };
    Integrity i;
    bool ok;

    options = joined_options(a, json_get(eval_arg(args, 2), "options"));
    buf_str(&text, eval_arg_str(args, 1));
    buf_putc(&text, '-');
    for (size_t k = 0; k + 1 < hex.len; k += 2) {
        char pair[3] = { hex.ptr[k], hex.ptr[k + 1], '\0' };
        char *end;
        long v = strtol(pair, &end, 16);

        if (*end != '\0')
            break;
        buf_putc(&bytes, (char)v);
    }
    base64_encode(buf_view(&bytes).ptr, bytes.len, &text);
    buf_str(&text, options);
    ok = integrity_parse(a, arena_str(a, buf_view(&text)), false, &i);
    buf_release(&bytes);
    buf_release(&text);
    if (!ok)
        return on_null(err);
    *out = json_new_str(a, integrity_text(a, &i));
    return 0;
}
EVAL("ssri.fromHex", from_hex);

static int check_failed(const cJSON *options, Str data, Err *err)
{
    const cJSON *size = json_get(options, "size");

    if (json_is_num(size) && size->valuedouble != (double)data.len)
        return err_set(err, ERR_EBADSIZE, "size");
    return err_set(err, ERR_EINTEGRITY, "integrity");
}

static int check_data(Arena *a, const cJSON *args, cJSON **out, Err *err)
{
    const cJSON *options = eval_arg(args, 2);
    Str data = decoded(a, eval_arg_str(args, 0)), algorithm;
    bool throws = json_truthy(json_get(options, "error"));
    Integrity want, got;
    const IntegrityHash *h;
    Buf b = { 0 };
    int rc;

    if (!integrity_parse(a, eval_arg_str(args, 1), strict(args, 2), &want)) {
        if (throws)
            return err_set(err, ERR_EINTEGRITY, "none");
        *out = json_new_bool(a, false);
        return 0;
    }
    algorithm = integrity_strongest(&want, NULL);
    rc = integrity_of(a, data, &algorithm, 1, STR(""), &got, err);
    if (rc < 0)
        return rc;
    h = integrity_match(&got, &want);
    if (h == NULL && throws)
        return check_failed(options, data, err);
    if (h == NULL) {
        *out = json_new_bool(a, false);
        return 0;
    }
    integrity_write(&(Integrity){ (IntegrityHash *)h, 1 }, false, STR(" "), &b);
    *out = json_new_str(a, buf_view(&b));
    buf_release(&b);
    return 0;
}
EVAL("ssri.checkData", check_data);
