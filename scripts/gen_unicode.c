/* gen_unicode.c: a program of the build: makes the tables of
 * runtime/builtins/regexp/unicode.h from the Unicode Character Database (Debian's package
 * unicode-data).
 *
 *     gen-unicode DIR OUT.c CHANGES IDS.h
 *
 * Ranges go out as one blob of numbers of variable length (a count, then gaps and
 * widths), names as one blob of text, so that nothing has to be relocated when a program
 * starts. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/xalloc.h"
#include "runtime/builtins/regexp/unicode.h"

#define MAX_CP 0x10FFFFu

typedef struct {
    uint32_t lo, hi;
} Range;

typedef struct {
    char *name; /* "Lu", "Latn", "Alphabetic" */
    Range *ranges;
    size_t n, cap;
    long at; /* where its ranges are in the blob, -1: not written */
} Set;

typedef struct {
    Set *sets;
    size_t n;
} Sets;

typedef struct {
    char *key; /* "gc=Lu" */
    uint32_t at;
} Name;

static const char *root;
static Buf blob;
static Name *names;
static size_t name_count;
static Sets gc, sc, scx, bin, seq;
static Buf sequences[8];
static size_t sequence_counts[8];

/* ---- Reading ---- */

static char *trim(char *s)
{
    size_t n;

    s += strspn(s, " \t");
    n = strlen(s);
    while (n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL)
        s[--n] = '\0';
    return s;
}

/* Calls fn for each line that holds something, with its fields. */
static void read_lines(const char *file, void (*fn)(char **fields, int n, void *arg),
                       void *arg)
{
    char path[4096], line[4096];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", root, file);
    f = fopen(path, "r");
    if (f == NULL) {
        fprintf(stderr, "gen-unicode: %s is missing: run 'make setup'\n", path);
        exit(1);
    }
    while (fgets(line, sizeof line, f) != NULL) {
        char *fields[20], *p = line;
        int n = 0;

        line[strcspn(line, "#")] = '\0';
        if (*trim(line) == '\0')
            continue;
        while (n < 20) {
            char *end = strchr(p, ';');

            if (end != NULL)
                *end = '\0';
            fields[n++] = trim(p);
            if (end == NULL)
                break;
            p = end + 1;
        }
        fn(fields, n, arg);
    }
    fclose(f);
}

static Range parse_range(const char *s)
{
    char *end;
    Range r;

    r.lo = r.hi = (uint32_t)strtoul(s, &end, 16);
    if (end[0] == '.' && end[1] == '.')
        r.hi = (uint32_t)strtoul(end + 2, NULL, 16);
    return r;
}

static Set *set_named(Sets *s, const char *name, bool make)
{
    for (size_t i = 0; i < s->n; i++) {
        if (strcmp(s->sets[i].name, name) == 0)
            return &s->sets[i];
    }
    if (!make)
        return NULL;
    s->sets = xreallocarray(s->sets, s->n + 1, sizeof(Set));
    s->sets[s->n] = (Set){ .name = xstrdup(name), .at = -1 };
    return &s->sets[s->n++];
}

static void set_add(Set *s, uint32_t lo, uint32_t hi)
{
    if (s->n == s->cap) {
        s->cap = s->cap ? s->cap * 2 : 16;
        s->ranges = xreallocarray(s->ranges, s->cap, sizeof(Range));
    }
    s->ranges[s->n++] = (Range){ lo, hi };
}

static int by_low(const void *a, const void *b)
{
    const Range *x = a, *y = b;

    return x->lo < y->lo ? -1 : x->lo > y->lo;
}

static void set_normalize(Set *s)
{
    size_t n = 0;

    if (s->n == 0)
        return;
    qsort(s->ranges, s->n, sizeof(Range), by_low);
    for (size_t i = 1; i < s->n; i++) {
        if (s->ranges[i].lo <= s->ranges[n].hi + 1) {
            if (s->ranges[i].hi > s->ranges[n].hi)
                s->ranges[n].hi = s->ranges[i].hi;
        } else {
            s->ranges[++n] = s->ranges[i];
        }
    }
    s->n = n + 1;
}

static void add_all(Set *to, const Set *from)
{
    for (size_t i = 0; i < from->n; i++)
        set_add(to, from->ranges[i].lo, from->ranges[i].hi);
}

/* ---- Writing ---- */

static void put_number(Buf *b, uint32_t v)
{
    while (v >= 0x80) {
        buf_putc(b, (char)(v | 0x80));
        v >>= 7;
    }
    buf_putc(b, (char)v);
}

static void write_set(Set *s)
{
    uint32_t last = 0;

    if (s->at >= 0)
        return;
    set_normalize(s);
    s->at = (long)blob.len;
    put_number(&blob, (uint32_t)s->n);
    for (size_t i = 0; i < s->n; i++) {
        put_number(&blob, s->ranges[i].lo - last);
        put_number(&blob, s->ranges[i].hi - s->ranges[i].lo);
        last = s->ranges[i].hi;
    }
}

static void name_at(const char *prefix, const char *name, uint32_t at)
{
    Buf b = { 0 };

    buf_printf(&b, "%s=%s", prefix, name);
    for (size_t i = 0; i < name_count; i++) {
        if (strcmp(names[i].key, buf_cstr(&b)) == 0) {
            buf_release(&b);
            return;
        }
    }
    names = xreallocarray(names, name_count + 1, sizeof(Name));
    names[name_count++] = (Name){ buf_take(&b), at };
}

static void name_set(const char *prefix, const char *name, Set *s)
{
    if (*name == '\0')
        return;
    write_set(s);
    name_at(prefix, name, (uint32_t)s->at);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const Name *)a)->key, ((const Name *)b)->key);
}

/* ---- The files ---- */

/* "0041..005A ; Lu" */
static void take_property(char **f, int n, void *arg)
{
    Range r = parse_range(f[0]);

    if (n >= 2)
        set_add(set_named(arg, f[1], true), r.lo, r.hi);
}

/* ScriptExtensions.txt: "1CF7 ; Beng Deva"; the names are short there and long in
 * Scripts.txt: brought together in script_aliases. */
static Sets extensions;
static Set extended;

static void take_extensions(char **f, int n, void *arg)
{
    Range r = parse_range(f[0]);

    (void)n;
    (void)arg;
    set_add(&extended, r.lo, r.hi);
    for (char *rest = NULL, *name = strtok_r(f[1], " ", &rest); name != NULL;
         name = strtok_r(NULL, " ", &rest))
        set_add(set_named(&extensions, name, true), r.lo, r.hi);
}

/* a without b */
static void subtract(Set *out, Set *a, Set *b)
{
    size_t j = 0;

    set_normalize(a);
    set_normalize(b);
    for (size_t i = 0; i < a->n; i++) {
        uint32_t lo = a->ranges[i].lo, hi = a->ranges[i].hi;

        while (j > 0 && b->ranges[j - 1].hi >= lo)
            j--;
        for (; j < b->n && b->ranges[j].lo <= hi && lo <= hi; j++) {
            if (b->ranges[j].hi < lo)
                continue;
            if (b->ranges[j].lo > lo)
                set_add(out, lo, b->ranges[j].lo - 1);
            lo = b->ranges[j].hi + 1;
        }
        if (lo <= hi)
            set_add(out, lo, hi);
    }
}

static const char *const groups[][9] = {
    { "C", "Cc", "Cf", "Cn", "Co", "Cs", NULL },
    { "L", "Ll", "Lm", "Lo", "Lt", "Lu", NULL },
    { "LC", "Ll", "Lt", "Lu", NULL },
    { "M", "Mc", "Me", "Mn", NULL },
    { "N", "Nd", "Nl", "No", NULL },
    { "P", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", NULL },
    { "S", "Sc", "Sk", "Sm", "So", NULL },
    { "Z", "Zl", "Zp", "Zs", NULL },
};

static void make_groups(void)
{
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        Set all = { .name = xstrdup(groups[i][0]), .at = -1 };

        for (int k = 1; groups[i][k] != NULL; k++)
            add_all(&all, set_named(&gc, groups[i][k], true));
        gc.sets = xreallocarray(gc.sets, gc.n + 1, sizeof(Set));
        gc.sets[gc.n++] = all;
    }
}

/* "gc ; Lu ; Uppercase_Letter", "sc ; Latn ; Latin" */
static void take_value_aliases(char **f, int n, void *arg)
{
    (void)arg;
    if (n >= 3 && strcmp(f[0], "gc") == 0) {
        for (int i = 1; i < n; i++)
            name_set("gc", f[i], set_named(&gc, f[1], true));
    } else if (n >= 3 && strcmp(f[0], "sc") == 0) {
        Set *s = set_named(&sc, f[2], false), *x;

        if (s == NULL)
            return;
        x = set_named(&scx, f[1], true);
        if (x->n == 0) {
            Set *e = set_named(&extensions, f[1], false);

            subtract(x, s, &extended);
            if (e != NULL)
                add_all(x, e);
        }
        for (int i = 1; i < n; i++) {
            name_set("sc", f[i], s);
            name_set("scx", f[i], x);
        }
    }
}

static void make_unknown_script(void)
{
    Set all = { .at = -1 }, known = { .at = -1 };
    Set *unknown;

    set_add(&all, 0, MAX_CP);
    for (size_t i = 0; i < sc.n; i++)
        add_all(&known, &sc.sets[i]);
    unknown = set_named(&sc, "Unknown", true);
    subtract(unknown, &all, &known);
}

/* The binary properties of ECMA-262's table, by their short names in PropertyAliases.txt.
 */
static const char binary_names[] = " AHex Alpha Bidi_C Bidi_M CI Cased CWCF CWCM CWKCF "
                                   "CWL CWT CWU Dash DI Dep Dia Emoji EComp "
                                   "EMod EBase EPres ExtPict Ext Gr_Base Gr_Ext Hex IDSB "
                                   "IDST IDC IDS Ideo Join_C LOE Lower "
                                   "Math NChar Pat_Syn Pat_WS QMark Radical RI STerm SD "
                                   "Term UIdeo Upper VS space XIDC XIDS ";

static void take_property_aliases(char **f, int n, void *arg)
{
    char wanted[64];
    Set *s;

    (void)arg;
    /* White_Space has its short name behind the long one. */
    if (strcmp(f[0], "WSpace") == 0 && n > 2)
        f[0] = f[2];
    snprintf(wanted, sizeof wanted, " %s ", f[0]);
    if (n < 2 || strstr(binary_names, wanted) == NULL)
        return;
    s = set_named(&bin, f[1], false);
    if (s == NULL) {
        fprintf(stderr, "gen-unicode: nothing has the property %s\n", f[1]);
        exit(1);
    }
    name_set("bin", f[0], s);
    name_set("bin", f[1], s);
}

static void make_computed(void)
{
    Set *ascii, *any, *assigned;

    ascii = set_named(&bin, "ASCII", true);
    set_add(ascii, 0, 0x7F);
    name_set("bin", "ASCII", ascii);
    any = set_named(&bin, "Any", true);
    set_add(any, 0, MAX_CP);
    name_set("bin", "Any", any);
    assigned = set_named(&bin, "Assigned", true);
    any = set_named(&bin, "Any", true);
    subtract(assigned, any, set_named(&gc, "Cn", true));
    name_set("bin", "Assigned", assigned);
}

/* "231A..231B ; Basic_Emoji ; …", "1F468 200D 2764 ; RGI_… ; …" */
static void take_sequence(char **f, int n, void *arg)
{
    Set *s = set_named(&seq, f[1], true);
    size_t k = (size_t)(s - seq.sets);
    uint32_t cps[32];
    int len = 0;

    (void)n;
    (void)arg;
    if (strstr(f[0], "..") != NULL) {
        Range r = parse_range(f[0]);

        for (uint32_t c = r.lo; c <= r.hi; c++) {
            put_number(&sequences[k], 1);
            put_number(&sequences[k], c);
            sequence_counts[k]++;
        }
        return;
    }
    for (char *rest = NULL, *cp = strtok_r(f[0], " ", &rest); cp != NULL && len < 32;
         cp = strtok_r(NULL, " ", &rest))
        cps[len++] = (uint32_t)strtoul(cp, NULL, 16);
    put_number(&sequences[k], (uint32_t)len);
    for (int i = 0; i < len; i++)
        put_number(&sequences[k], cps[i]);
    sequence_counts[k]++;
}

static void write_sequences(void)
{
    Buf all = { 0 };
    size_t count = 0;

    for (size_t k = 0; k < seq.n; k++) {
        name_at("str", seq.sets[k].name, (uint32_t)blob.len);
        put_number(&blob, (uint32_t)sequence_counts[k]);
        buf_str(&blob, buf_view(&sequences[k]));
        buf_str(&all, buf_view(&sequences[k]));
        count += sequence_counts[k];
    }
    name_at("str", "RGI_Emoji", (uint32_t)blob.len);
    put_number(&blob, (uint32_t)count);
    buf_str(&blob, buf_view(&all));
    buf_release(&all);
}

/* ---- Case ---- */

static uint32_t upper[MAX_CP + 1], fold[MAX_CP + 1];

static void take_unicode_data(char **f, int n, void *arg)
{
    (void)arg;
    if (n > 12 && f[12][0] != '\0')
        upper[strtoul(f[0], NULL, 16)] = (uint32_t)strtoul(f[12], NULL, 16);
}

/* What becomes several characters in capitals stays as it is; so does what becomes ASCII
 * from beyond it (ECMA-262, Canonicalize). */
static void take_special_casing(char **f, int n, void *arg)
{
    (void)arg;
    if (n < 4 || (n > 4 && f[4][0] != '\0'))
        return;
    if (strchr(f[3], ' ') != NULL)
        upper[strtoul(f[0], NULL, 16)] = 0;
}

/* Full foldings of characters, to find those that have the same. */
static struct {
    uint32_t c;
    char to[32];
} full[256];
static size_t full_count;

static void take_case_folding(char **f, int n, void *arg)
{
    uint32_t c = (uint32_t)strtoul(f[0], NULL, 16);

    (void)arg;
    if (n >= 3 && (f[1][0] == 'C' || f[1][0] == 'S'))
        fold[c] = (uint32_t)strtoul(f[2], NULL, 16);
    if (n >= 3 && f[1][0] == 'F' && full_count < 256) {
        full[full_count].c = c;
        snprintf(full[full_count++].to, sizeof full[0].to, "%s", f[2]);
    }
}

/* Characters without a simple folding whose full ones are the same are the same letter:
 * Unicode 15.1 gave them simple ones. */
static void fold_same_letters(void)
{
    for (size_t i = 0; i < full_count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (fold[full[i].c] == 0 && fold[full[k].c] == 0 &&
                strcmp(full[i].to, full[k].to) == 0) {
                fold[full[i].c] = full[k].c;
                break;
            }
        }
    }
}

static void write_case(FILE *out, const char *name, const uint32_t *map, uint32_t max)
{
    size_t n = 0;

    fprintf(out, "const UnicodeCase %s[] = {", name);
    for (uint32_t c = 0; c <= max; c++) {
        if (map[c] != 0 && map[c] != c)
            fprintf(out, "%s{ 0x%X, 0x%X },", n++ % 6 == 0 ? "\n    " : " ", (unsigned)c,
                    (unsigned)map[c]);
    }
    fprintf(out, "\n};\nconst unsigned %s_count = %zu;\n", name, n);
}

/* ---- What is newer than the package ---- */

/* "1C89..1C8A A7CB": into the set. */
static void put_ranges(Set *s, char *list)
{
    for (char *rest = NULL, *r = strtok_r(list, " ", &rest); r != NULL;
         r = strtok_r(NULL, " ", &rest)) {
        Range range = parse_range(r);

        set_add(s, range.lo, range.hi);
    }
}

static void read_set(Set *s, uint32_t at)
{
    const unsigned char *p = (const unsigned char *)blob.ptr + at;
    uint32_t n = unicode_number(&p), c = 0;

    while (n-- > 0) {
        uint32_t lo = c + unicode_number(&p);

        c = lo + unicode_number(&p);
        set_add(s, lo, c);
    }
}

/* Everything that is called like `key` now has these ranges. */
static void change_property(char *keys, char *more, char *less)
{
    Set s = { .at = -1 }, gone = { .at = -1 }, left = { .at = -1 };
    char *rest = NULL, *key = strtok_r(keys, ",", &rest);
    char *other = strtok_r(NULL, ",", &rest);
    uint32_t old = UINT32_MAX;

    for (size_t i = 0; i < name_count; i++) {
        if (strcmp(names[i].key, key) == 0)
            old = names[i].at;
    }
    if (old != UINT32_MAX)
        read_set(&s, old);
    put_ranges(&s, more);
    put_ranges(&gone, less);
    subtract(&left, &s, &gone);
    write_set(&left);
    for (size_t i = 0; i < name_count && old != UINT32_MAX; i++) {
        if (names[i].at == old)
            names[i].at = (uint32_t)left.at;
    }
    for (int k = 0; k < 2 && old == UINT32_MAX; k++) {
        char *name = k == 0 ? key : other,
             *equal = name != NULL ? strchr(name, '=') : NULL;

        if (equal == NULL)
            continue;
        *equal = '\0';
        name_at(name, equal + 1, (uint32_t)left.at);
    }
}

static void read_changes(const char *path)
{
    static char line[8192];
    FILE *f = fopen(path, "r");

    if (f == NULL) {
        perror(path);
        exit(1);
    }
    while (fgets(line, sizeof line, f) != NULL) {
        char *more, *less, none[1] = "";
        unsigned from, to;

        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || line[0] == '\0')
            continue;
        if (sscanf(line, "upper %x %x", &from, &to) == 2) {
            upper[from] = to;
        } else if (sscanf(line, "fold %x %x", &from, &to) == 2) {
            fold[from] = to;
        } else if ((more = strstr(line, " ;")) != NULL) {
            *more = '\0';
            more += 2;
            less = strstr(more, " ;");
            if (less != NULL) {
                *less = '\0';
                less += 2;
            }
            change_property(line, more, less != NULL ? less : none);
        }
    }
    fclose(f);
}

static void write_out(FILE *out)
{
    Buf text = { 0 };

    fputs("/* Made by scripts/gen_unicode.c. */\n"
          "#include \"runtime/builtins/regexp/unicode.h\"\n\n",
          out);
    qsort(names, name_count, sizeof *names, by_name);
    fputs("const UnicodeName unicode_names[] = {\n", out);
    for (size_t i = 0; i < name_count; i++) {
        fprintf(out, "    { %zu, %u },\n", text.len, (unsigned)names[i].at);
        buf_put(&text, names[i].key, strlen(names[i].key) + 1);
    }
    fprintf(out, "};\nconst unsigned unicode_name_count = %zu;\n", name_count);
    fputs("const char unicode_text[] = {", out);
    for (size_t i = 0; i < text.len; i++)
        fprintf(out, "%s%d,", i % 20 == 0 ? "\n    " : "", text.ptr[i]);
    fputs("\n};\nconst unsigned char unicode_blob[] = {", out);
    for (size_t i = 0; i < blob.len; i++)
        fprintf(out, "%s%d,", i % 20 == 0 ? "\n    " : "", (unsigned char)blob.ptr[i]);
    fputs("\n};\n", out);
    for (uint32_t c = 128; c <= MAX_CP; c++) {
        if (upper[c] != 0 && upper[c] < 128)
            upper[c] = 0;
    }
    write_case(out, "unicode_upper", upper, 0xFFFF);
    write_case(out, "unicode_fold", fold, MAX_CP);
    buf_release(&text);
}

/* ---- What names are made of, for the compiler ---- */

static void write_ranges(FILE *out, const char *name, const char *key)
{
    Set s = { .at = -1 };

    for (size_t i = 0; i < name_count; i++) {
        if (strcmp(names[i].key, key) == 0)
            read_set(&s, names[i].at);
    }
    fprintf(out, "static const uint32_t %s[][2] = {", name);
    for (size_t i = 0, n = 0; i < s.n; i++) {
        if (s.ranges[i].hi >= 0x80)
            fprintf(out, "%s{ 0x%X, 0x%X },", n++ % 4 == 0 ? "\n    " : " ",
                    (unsigned)s.ranges[i].lo, (unsigned)s.ranges[i].hi);
    }
    fputs("\n};\n", out);
}

static int write_ids(const char *path)
{
    FILE *out = fopen(path, "w");

    if (out == NULL) {
        perror(path);
        return 1;
    }
    fputs("/* Made by scripts/gen_unicode.c. */\n", out);
    write_ranges(out, "unicode_id_start", "bin=ID_Start");
    write_ranges(out, "unicode_id_continue", "bin=ID_Continue");
    return fclose(out) == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    static const char *const binary_files[] = {
        "PropList.txt", "DerivedCoreProperties.txt", "DerivedNormalizationProps.txt",
        "extracted/DerivedBinaryProperties.txt", "emoji/emoji-data.txt"
    };
    FILE *out;

    if (argc != 5)
        return 2;
    root = argv[1];
    read_lines("extracted/DerivedGeneralCategory.txt", take_property, &gc);
    make_groups();
    read_lines("Scripts.txt", take_property, &sc);
    make_unknown_script();
    read_lines("ScriptExtensions.txt", take_extensions, NULL);
    read_lines("PropertyValueAliases.txt", take_value_aliases, NULL);
    for (size_t i = 0; i < sizeof binary_files / sizeof binary_files[0]; i++)
        read_lines(binary_files[i], take_property, &bin);
    read_lines("PropertyAliases.txt", take_property_aliases, NULL);
    make_computed();
    read_lines("emoji/emoji-sequences.txt", take_sequence, NULL);
    read_lines("emoji/emoji-zwj-sequences.txt", take_sequence, NULL);
    write_sequences();
    read_lines("UnicodeData.txt", take_unicode_data, NULL);
    read_lines("SpecialCasing.txt", take_special_casing, NULL);
    read_lines("CaseFolding.txt", take_case_folding, NULL);
    fold_same_letters();
    read_changes(argv[3]);
    out = fopen(argv[2], "w");
    if (out == NULL) {
        perror(argv[2]);
        return 1;
    }
    write_out(out);
    return fclose(out) == 0 ? write_ids(argv[4]) : 1;
}
