/* json.h: our reader beside cJSON's own, on seeded random documents: the same trees. */
#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "common/buf.h"
#include "common/json.h"
#include "tests/kit/test.h"

typedef struct {
    uint64_t seed;
    Buf text;
    int keys; /* given so far: each object's are its own */
} Writer;

static unsigned draw(Writer *w, unsigned below)
{
    w->seed = w->seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(w->seed >> 33) % below;
}

static void put_space(Writer *w)
{
    static const char *const spaces[] = { "", "", "", " ", "\n", "\t", "\r\n  " };

    buf_puts(&w->text, spaces[draw(w, 7)]);
}

static void put_string(Writer *w)
{
    static const char *const pieces[] = { "a",
                                          "xyz",
                                          "\\n",
                                          "\\\"",
                                          "\\\\",
                                          "\\/",
                                          "\\u00e9",
                                          "\\ud83d\\ude00",
                                          "\xc3\xa9",
                                          "\xf0\x9f\x98\x80",
                                          "\\b\\f\\r\\t",
                                          "0123456789abcdef" };

    buf_putc(&w->text, '"');
    for (unsigned n = draw(w, 6); n > 0; n--)
        buf_puts(&w->text, pieces[draw(w, 12)]);
    buf_putc(&w->text, '"');
}

static void put_number(Writer *w)
{
    static const char *const odd[] = {
        "0",     "-0",     "1e5", "1.5E-3", "123456789012345678",
        "2e308", "1e-400", "0.1", "-7.25",  "4503599627370497.5"
    };

    if (draw(w, 2) == 0)
        buf_puts(&w->text, odd[draw(w, 10)]);
    else
        buf_printf(&w->text, "%d.%u", (int)draw(w, 2000) - 1000, draw(w, 100000));
}

static void put_value(Writer *w, int depth);

static void put_members(Writer *w, int depth, bool object)
{
    unsigned n = draw(w, 5);

    buf_putc(&w->text, object ? '{' : '[');
    for (unsigned i = 0; i < n; i++) {
        if (i > 0)
            buf_putc(&w->text, ',');
        put_space(w);
        if (object)
            buf_printf(&w->text, "\"k%d\":", w->keys++);
        put_value(w, depth + 1);
    }
    put_space(w);
    buf_putc(&w->text, object ? '}' : ']');
}

static void put_value(Writer *w, int depth)
{
    put_space(w);
    switch (draw(w, depth > 5 ? 5 : 7)) {
    case 0: buf_puts(&w->text, "true"); break;
    case 1: buf_puts(&w->text, "false"); break;
    case 2: buf_puts(&w->text, "null"); break;
    case 3: put_number(w); break;
    case 4: put_string(w); break;
    case 5: put_members(w, depth, true); break;
    default: put_members(w, depth, false); break;
    }
    put_space(w);
}

static void assert_same(const cJSON *want, const cJSON *got)
{
    const cJSON *g = got->child;

    assert_int_equal(want->type & 0xFF, got->type & 0xFF);
    if (cJSON_IsNumber(want))
        assert_memory_equal(&want->valuedouble, &got->valuedouble,
                            sizeof want->valuedouble);
    if (cJSON_IsString(want))
        assert_string_equal(want->valuestring, got->valuestring);
    for (const cJSON *c = want->child; c != NULL; c = c->next, g = g->next) {
        assert_non_null(g);
        if (c->string != NULL)
            assert_string_equal(c->string, g->string);
        assert_same(c, g);
    }
    assert_null(g);
}

TEST(json_reads_the_same_trees_as_cjson)
{
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        Writer w = { .seed = seed * 77 };
        Arena a = { 0 };
        cJSON *want, *got = NULL;
        Err err;

        put_members(&w, 0, seed % 2 == 0);
        want = cJSON_ParseWithLength(w.text.ptr, w.text.len);
        assert_non_null(want);
        assert_int_equal(0,
                         json_parse(&a, buf_view(&w.text), "random", NULL, &got, &err));
        assert_same(want, got);
        cJSON_Delete(want);
        arena_release(&a);
        buf_release(&w.text);
    }
}
