/* Promise: paths read and write as npm's do; the answers are npm's. */
#include "pkg/commands/queryable.h"

#include <stdio.h>
#include <string.h>

#include "common/json_write.h"
#include "tests/kit/test.h"

#define HEAD                                                                  \
    "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1}," \
    "{\"k\":\"w\"},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2," \
    "\"deep\":{\"x\":{\"y\":\"z\"}},\"n\":null,\"num\":5"
#define DATA HEAD "}"

/* op: get (flag: unwrap), set (flag: force), delete. */
static const struct {
    char op;
    const char *key;
    int flag;
    const char *value, *result;
} cases[] = {
    { 'g', "name", 1, NULL, "{\"name\":\"n\"}" },
    { 'g', "name", 0, NULL, "{\"name\":\"n\"}" },
    { 'g', "a.b", 1, NULL, "{\"a.b\":{\"c\":1}}" },
    { 'g', "a.b", 0, NULL, "{\"a.b\":{\"c\":1}}" },
    { 'g', "a[b].c", 1, NULL, "{\"a[b].c\":1}" },
    { 'g', "a[b].c", 0, NULL, "{\"a[b].c\":1}" },
    { 'g', "arr[0].k", 1, NULL, "{\"arr[0].k\":\"v\"}" },
    { 'g', "arr[0].k", 0, NULL, "{\"arr[0].k\":\"v\"}" },
    { 'g', "arr[1]", 1, NULL, "{\"arr[1]\":{\"k\":\"w\"}}" },
    { 'g', "arr[1]", 0, NULL, "{\"arr[1]\":{\"k\":\"w\"}}" },
    { 'g', "arr", 1, NULL, "{\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":\"w\"},3,null]}" },
    { 'g', "arr", 0, NULL, "{\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":\"w\"},3,null]}" },
    { 'g', "one", 1, NULL, "{\"one\":7}" },
    { 'g', "one", 0, NULL, "{\"one\":[7]}" },
    { 'g', "empty", 1, NULL, "{\"empty\":undefined}" },
    { 'g', "arr.k", 0, NULL,
      "{\"arr[0].k\":\"v\",\"arr[1].k\":\"w\",\"arr[2].k\":undefined,\"arr[3].k\":"
      "undefined}" },
    { 'g', "empty", 0, NULL, "{\"empty\":[]}" },
    { 'g', "x.y", 1, NULL, "{}" },
    { 'g', "x.y", 0, NULL, "{}" },
    { 'g', "[x.y]", 1, NULL, "{}" },
    { 'g', "[x.y]", 0, NULL, "{}" },
    { 'g', "q[x.y]", 1, NULL, "{}" },
    { 'g', "q[x.y]", 0, NULL, "{}" },
    { 'g', "arr[9]", 1, NULL, "{}" },
    { 'g', "arr[9]", 0, NULL, "{}" },
    { 'g', "nope", 1, NULL, "{}" },
    { 'g', "nope", 0, NULL, "{}" },
    { 'g', "a.nope.x", 1, NULL, "{}" },
    { 'g', "a.nope.x", 0, NULL, "{}" },
    { 'g', "s.length", 1, NULL, "{\"s.length\":3}" },
    { 'g', "s.length", 0, NULL, "{\"s.length\":3}" },
    { 'g', "deep.x.y", 1, NULL, "{\"deep.x.y\":\"z\"}" },
    { 'g', "deep.x.y", 0, NULL, "{\"deep.x.y\":\"z\"}" },
    { 'g', "a.b.", 1, NULL, "{}" },
    { 'g', "a.b.", 0, NULL, "{}" },
    { 'g', "num.x", 1, NULL, "{}" },
    { 'g', "num.x", 0, NULL, "{}" },
    { 'g', "deep.x", 1, NULL, "{\"deep.x\":{\"y\":\"z\"}}" },
    { 'g', "deep.x", 0, NULL, "{\"deep.x\":{\"y\":\"z\"}}" },
    { 'g', "deep", 1, NULL, "{\"deep\":{\"x\":{\"y\":\"z\"}}}" },
    { 'g', "deep", 0, NULL, "{\"deep\":{\"x\":{\"y\":\"z\"}}}" },
    { 's', "name", 0, "x",
      "{\"name\":\"x\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{"
      "\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 's', "name", 1, "x",
      "{\"name\":\"x\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{"
      "\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 's', "name.x", 0, "1", "error EOVERRIDEVALUE" },
    { 's', "name.x", 1, "1",
      "{\"name\":{\"x\":\"1\"},\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{"
      "\"k\":\"w\"},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{"
      "\"x\":{\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 's', "new.a.b", 0, "1", HEAD ",\"new\":{\"a\":{\"b\":\"1\"}}}" },
    { 's', "new.a.b", 1, "1", HEAD ",\"new\":{\"a\":{\"b\":\"1\"}}}" },
    { 's', "arr[]", 0, "last",
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3,null,\"last\"],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":"
      "{\"x\":{\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 's', "arr[]", 1, "last",
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3,null,\"last\"],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":"
      "{\"x\":{\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 's', "arr[0]", 0, "first",
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[\"first\",{\"k\":\"w\"},3,null],"
      "\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{\"y\":\"z\"}},"
      "\"n\":null,\"num\":5}" },
    { 's', "arr[0]", 1, "first",
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[\"first\",{\"k\":\"w\"},3,null],"
      "\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{\"y\":\"z\"}},"
      "\"n\":null,\"num\":5}" },
    { 's', "arr[6]", 0, "gap",
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3,null,null,null,\"gap\"],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,"
      "\"deep\":{\"x\":{\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 's', "arr[6]", 1, "gap",
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3,null,null,null,\"gap\"],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,"
      "\"deep\":{\"x\":{\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 's', "arr[-1]", 0, "x", DATA },
    { 's', "arr[-1]", 1, "x", DATA },
    { 's', "list[0].name", 0, "A", HEAD ",\"list\":[{\"name\":\"A\"}]}" },
    { 's', "list[0].name", 1, "A", HEAD ",\"list\":[{\"name\":\"A\"}]}" },
    { 's', "list[].name", 0, "A", HEAD ",\"list\":[{\"name\":\"A\"}]}" },
    { 's', "list[].name", 1, "A", HEAD ",\"list\":[{\"name\":\"A\"}]}" },
    { 's', "deep.x.y", 0, "q",
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{"
      "\"y\":\"q\"}},\"n\":null,\"num\":5}" },
    { 's', "deep.x.y", 1, "q",
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{"
      "\"y\":\"q\"}},\"n\":null,\"num\":5}" },
    { 's', "a.b", 0, "lit",
      "{\"name\":\"n\",\"a\":{\"b\":\"lit\"},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":\"w\"}"
      ",3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{\"y\":"
      "\"z\"}},\"n\":null,\"num\":5}" },
    { 's', "a.b", 1, "lit",
      "{\"name\":\"n\",\"a\":{\"b\":\"lit\"},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":\"w\"}"
      ",3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{\"y\":"
      "\"z\"}},\"n\":null,\"num\":5}" },
    { 's', "arr.foo", 0, "x", "error ENOADDPROP" },
    { 's', "arr.foo", 1, "x",
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":{\"0\":{\"k\":\"v\",\"z\":1},"
      "\"1\":{\"k\":\"w\"},\"2\":3,\"3\":null,\"foo\":\"x\"},\"one\":[7],\"empty\":[],"
      "\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 's', "arr[1].k.z", 0, "x", "error EOVERRIDEVALUE" },
    { 's', "arr[1].k.z", 1, "x",
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":{"
      "\"z\":\"x\"}},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{"
      "\"x\":{\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 's', "x[a.b]", 0, "1", HEAD ",\"x\":{\"a.b\":\"1\"}}" },
    { 's', "x[a.b]", 1, "1", HEAD ",\"x\":{\"a.b\":\"1\"}}" },
    { 's', "__proto__.x", 0, "1", "error EFORBIDDENKEY" },
    { 's', "__proto__.x", 1, "1", "error EFORBIDDENKEY" },
    { 's', "a.constructor", 0, "1", "error EFORBIDDENKEY" },
    { 's', "a.constructor", 1, "1", "error EFORBIDDENKEY" },
    { 's', "n.x", 0, "1",
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{"
      "\"y\":\"z\"}},\"n\":{\"x\":\"1\"},\"num\":5}" },
    { 's', "n.x", 1, "1",
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{"
      "\"y\":\"z\"}},\"n\":{\"x\":\"1\"},\"num\":5}" },
    { 's', "name[0]", 0, "x", "error EOVERRIDEVALUE" },
    { 's', "name[0]", 1, "x",
      "{\"name\":[\"x\"],\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{"
      "\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 's', "exports[.].require", 0, "./x",
      HEAD ",\"exports\":{\".\":{\"require\":\"./x\"}}}" },
    { 's', "exports[.].require", 1, "./x",
      HEAD ",\"exports\":{\".\":{\"require\":\"./x\"}}}" },
    { 's', "é", 0, "ü", HEAD ",\"é\":\"ü\"}" },
    { 's', "é", 1, "ü", HEAD ",\"é\":\"ü\"}" },
    { 's', "a[0]", 0, "zero",
      "{\"name\":\"n\",\"a\":{\"0\":\"zero\",\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\","
      "\"z\":1},{\"k\":\"w\"},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,"
      "\"deep\":{\"x\":{\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 's', "a[0]", 1, "zero",
      "{\"name\":\"n\",\"a\":{\"0\":\"zero\",\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\","
      "\"z\":1},{\"k\":\"w\"},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,"
      "\"deep\":{\"x\":{\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 's', "empty.foo", 0, "x", "error ENOADDPROP" },
    { 's', "empty.foo", 1, "x",
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3,null],\"one\":[7],\"empty\":{\"foo\":\"x\"},\"s\":\"str\",\"x.y\":2,"
      "\"deep\":{\"x\":{\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 's', "num", 0, "6",
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{"
      "\"y\":\"z\"}},\"n\":null,\"num\":\"6\"}" },
    { 's', "num", 1, "6",
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{"
      "\"y\":\"z\"}},\"n\":null,\"num\":\"6\"}" },
    { 's', "one[0][1]", 0, "m", "error EOVERRIDEVALUE" },
    { 's', "one[0][1]", 1, "m",
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3,null],\"one\":[[null,\"m\"]],\"empty\":[],\"s\":\"str\",\"x.y\":2,"
      "\"deep\":{\"x\":{\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 's', "deep[]", 0, "x", "error ENOAPPEND" },
    { 's', "deep[]", 1, "x", "error ENOAPPEND" },
    { 's', "1.2", 0, "one",
      "{\"1\":[null,null,\"one\"],\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":"
      "\"v\",\"z\":1},{\"k\":\"w\"},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x."
      "y\":2,\"deep\":{\"x\":{\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 's', "1.2", 1, "one",
      "{\"1\":[null,null,\"one\"],\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":"
      "\"v\",\"z\":1},{\"k\":\"w\"},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x."
      "y\":2,\"deep\":{\"x\":{\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 'd', "name", 0, NULL,
      "{\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":\"w\"},3,null],"
      "\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{\"y\":\"z\"}},"
      "\"n\":null,\"num\":5}" },
    { 'd', "a.b.c", 0, NULL,
      "{\"name\":\"n\",\"a\":{\"b\":{}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":\"w\"},3,"
      "null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{\"y\":"
      "\"z\"}},\"n\":null,\"num\":5}" },
    { 'd', "a.nope.x", 0, NULL,
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1},\"nope\":{}},\"arr\":[{\"k\":\"v\",\"z\":1}"
      ",{\"k\":\"w\"},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{"
      "\"x\":{\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 'd', "arr[0]", 0, NULL,
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"w\"},3,null],\"one\":[7]"
      ",\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{\"y\":\"z\"}},\"n\":null,"
      "\"num\":5}" },
    { 'd', "arr[9]", 0, NULL, DATA },
    { 'd', "arr[-1]", 0, NULL,
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{\"y\":"
      "\"z\"}},\"n\":null,\"num\":5}" },
    { 'd', "arr.foo", 0, NULL,
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"w\"},3,null],\"one\":[7]"
      ",\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{\"y\":\"z\"}},\"n\":null,"
      "\"num\":5}" },
    { 'd', "name.x", 0, NULL,
      "{\"name\":{},\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":\"w\"},"
      "3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{\"y\":"
      "\"z\"}},\"n\":null,\"num\":5}" },
    { 'd', "nope", 0, NULL, DATA },
    { 'd', "deep", 0, NULL,
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3,null],\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"n\":null,"
      "\"num\":5}" },
    { 'd', "arr[1].k", 0, NULL,
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{},3,null],"
      "\"one\":[7],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{\"y\":\"z\"}},"
      "\"n\":null,\"num\":5}" },
    { 'd', "one[0]", 0, NULL,
      "{\"name\":\"n\",\"a\":{\"b\":{\"c\":1}},\"arr\":[{\"k\":\"v\",\"z\":1},{\"k\":"
      "\"w\"},3,null],\"one\":[],\"empty\":[],\"s\":\"str\",\"x.y\":2,\"deep\":{\"x\":{"
      "\"y\":\"z\"}},\"n\":null,\"num\":5}" },
    { 'd', "empty[0]", 0, NULL, DATA },
};

static const char *run(Arena *a, char op, const char *key, int flag, const char *value)
{
    cJSON *data, *out = json_new_obj(a);
    Err err = { 0 };
    int rc;

    assert_int_equal(0, json_parse(a, str_of(DATA), "data", NULL, &data, &err));
    if (op == 'g') {
        rc = queryable_get(a, data, str_of(key), flag, out, &err);
        data = out;
    } else {
        rc = queryable_set(a, data, str_of(key),
                           op == 's' ? json_new_str(a, str_of(value)) : NULL, flag, &err);
    }
    if (rc < 0)
        return arena_printf(a, "error %s", err_name(rc));
    return arena_strdup(a, json_text(a, data).ptr);
}

TEST(queryable_answers_as_npm)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Arena a = { 0 };
        const char *got =
            run(&a, cases[i].op, cases[i].key, cases[i].flag, cases[i].value);

        if (strcmp(cases[i].result, got) != 0)
            print_error("%c %s %d\n", cases[i].op, cases[i].key, cases[i].flag);
        assert_string_equal(cases[i].result, got);
        arena_release(&a);
    }
}

TEST(queryable_has_no_empty_brackets_for_reading)
{
    Arena a = { 0 };

    assert_string_equal("error EINVALIDSYNTAX", run(&a, 'g', "arr[]", 1, NULL));
    arena_release(&a);
}
