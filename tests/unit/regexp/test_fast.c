/* fast.h: PCRE2, where it is used, finds what our matcher finds; what it would see
 * differently is left to ours. */
#include "runtime/builtins/regexp/fast.h"

#include <stdio.h>
#include <string.h>

#include "tests/unit/regexp/helper.h"

static uint32_t seed;

static uint32_t upto(uint32_t n)
{
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return seed % n;
}

static const char *one_of(const char *const *list, uint32_t n)
{
    return list[upto(n)];
}

static void alternatives(Buf *b, int depth);

static void atom(Buf *b, int depth)
{
    static const char *const atoms[] = { "a",
                                         "b",
                                         "c",
                                         "A",
                                         "\xC3\xA9",
                                         ".",
                                         "\\d",
                                         "\\w",
                                         "\\W",
                                         "\\s",
                                         "[a-c]",
                                         "[^b]",
                                         "[^\xC3\xA9\\d]",
                                         "\\b",
                                         "^",
                                         "$",
                                         "\\1",
                                         "\\2",
                                         "x",
                                         "-",
                                         "\xF0\x9F\x98\x80",
                                         "[\xCE\xB1-\xCF\x89]",
                                         "1",
                                         "\\B" };
    static const char *const opens[] = { "(", "(", "(?:", "(?=", "(?!", "(?<=", "(?<!" };

    if (depth < 3 && upto(4) == 0) {
        buf_puts(b, one_of(opens, 7));
        alternatives(b, depth + 1);
        buf_putc(b, ')');
    } else {
        buf_puts(b, one_of(atoms, sizeof atoms / sizeof atoms[0]));
    }
}

static void alternatives(Buf *b, int depth)
{
    static const char *const quantifiers[] = { "*",     "+",  "?",  "{2}", "{1,3}",
                                               "{0,2}", "*?", "+?", "??",  "{1,}?" };

    for (uint32_t n = 1 + upto(depth > 0 ? 3 : 4); n > 0; n--) {
        size_t start = b->len;

        atom(b, depth);
        /* Assertions of one letter can't be repeated, nor can look-behinds. */
        if (upto(3) == 0 && strchr("^$", b->ptr[start]) == NULL &&
            strncmp(b->ptr + start, "\\b", 2) != 0 &&
            strncmp(b->ptr + start, "\\B", 2) != 0 &&
            strncmp(b->ptr + start, "(?", 2) != 0)
            buf_puts(b, one_of(quantifiers, 10));
        if (upto(8) == 0)
            buf_putc(b, '|');
    }
}

static void make_text(Buf *b, bool ascii)
{
    static const char *const letters[] = { "a",           "b",        "c",
                                           "A",           "a",        "b",
                                           "1",           " ",        "-",
                                           "\n",          "x",        "_",
                                           "\xC3\xA9",    "\xCE\xB2", "\xF0\x9F\x98\x80",
                                           "\xE2\x80\xA8" };

    for (uint32_t n = upto(14); n > 0; n--)
        buf_puts(b, one_of(letters, ascii ? 12 : 16));
}

/* Both on one text; counts where the fast one could be had. */
static void compare(const Program *p, const char *pattern, const char *flags,
                    const char *text, int *compared)
{
    uint16_t units[256];
    Text t = helper_text(text, false, units, 256);
    FastKind kind = fast_kind(p, &t);
    Matcher m = { 0 };
    MatchResult own, fast;
    char first[4096];

    if (kind == FAST_NONE || (!fast_ready(p, kind) && !fast_prepare(p, kind)))
        return;
    for (size_t start = 0; start <= t.n; start += 1 + t.n / 3) {
        own = program_run_own(p, &m, t, start);
        snprintf(first, sizeof first, "%s", helper_show(own, &m, p));
        fast = fast_run(p, kind, &m, &t, start);
        if (fast == MATCH_GIVEN_UP)
            continue;
        if (strcmp(first, helper_show(fast, &m, p)) != 0)
            print_error("/%s/%s on '%s' from %zu\n", pattern, flags, text, start);
        assert_string_equal(first, helper_show(fast, &m, p));
        ++*compared;
    }
    matcher_release(&m);
}

TEST(fast_matcher_finds_what_ours_finds)
{
    static const char *const flag_sets[] = {
        "", "i", "m", "u", "iu", "s", "ims", "y", "v"
    };
    int compared = 0;

    for (uint32_t k = 1; k <= 6000; k++) {
        Buf pattern = { 0 }, text = { 0 };
        const char *error, *flags;
        Program *p;

        seed = k * 2654435761u;
        for (int i = 0; i < 6; i++)
            upto(2);
        flags = one_of(flag_sets, 9);
        alternatives(&pattern, 0);
        p = helper_program(buf_cstr(&pattern), flags, &error);
        for (int i = 0; i < 3 && p != NULL; i++) {
            buf_clear(&text);
            make_text(&text, i < 2);
            compare(p, buf_cstr(&pattern), flags, buf_cstr(&text), &compared);
        }
        program_free(p);
        buf_release(&pattern);
        buf_release(&text);
    }
    /* Without the library there is nothing to compare. */
    assert_true(compared == 0 || compared > 5000);
}

static bool translates(const char *pattern, const char *flags, FastKind kind)
{
    const char *error;
    Program *p = helper_program(pattern, flags, &error);
    Arena a = { 0 };
    Buf out = { 0 };
    Pattern tree;
    bool ok;

    assert_non_null(p);
    assert_int_equal(0,
                     pattern_parse(&a, p->text, p->text_length, p->flags, &tree, &error));
    ok = fast_translate(&tree, kind, &out);
    buf_release(&out);
    arena_release(&a);
    program_free(p);
    return ok;
}

TEST(what_pcre2_sees_differently_is_refused)
{
    static const char *const refused[] = { "(a*)*",      "(?:(a)|b)*", "(?:a|)*",
                                           "(a\\1)",     "\\1(a)",     "(?<=(a))b",
                                           "(a?)?",      "(?:(a)?b)+", "(?:(?!(a))b)+",
                                           "(?:(a)\\1)+" };
    static const char *const taken[] = { "(a+)+",    "(?:(a)b)*",       "a|b",
                                         "(a)\\1",   "(?<=ab)c",        "(?:(a)|b)?",
                                         "(?=(a))b", "(\\d{1,3}\\.){3}" };

    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_false(translates(refused[i], "", FAST_BYTES));
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
        assert_true(translates(taken[i], "", FAST_BYTES));
    assert_true(translates("(a)\\1", "i", FAST_BYTES));
    assert_false(translates("(a)\\1", "i", FAST_UNITS));
    assert_false(translates("\\bx", "iu", FAST_POINTS));
}
