/* integrity.c: SRI strings (W3C SRI, npm's ssri). */
#include "common/integrity.h"

#include "common/base64.h"
#include "common/bug.h"
#include "common/hex.h"
#include "common/jstext.h"
#include "common/vec.h"
#include "common/xalloc.h"

/* Names that count as algorithms, weakest first; those before WEAK have no rank. */
static const char *const algorithms[] = {
    "blake2b512", "blake2s256", "ripemd", "ripemd160", "rmd160", "shake128", "shake256",
    "sm3",        "md5",        "sha1",   "sha224",    "sha256", "sha384",   "sha512"
};
#define UNRANKED 8
static const char *const spec_algorithms[] = { "sha512", "sha384", "sha256" };

static int find_name(Str name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_is(name, names[i]))
            return (int)i;
    }
    return -1;
}

static int rank_of(Str algorithm)
{
    int i = find_name(algorithm, algorithms, ARRAY_LEN(algorithms));

    return i < UNRANKED ? -1 : i;
}

static bool is_spec(Str algorithm)
{
    return find_name(algorithm, spec_algorithms, ARRAY_LEN(spec_algorithms)) >= 0;
}

/* ---- Reading ---- */

static bool is_visible(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < 0x21 || s.ptr[i] > 0x7E)
            return false;
    }
    return true;
}

static bool is_strict_digest(Str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (base64_standard_value(s.ptr[i]) < 0 && s.ptr[i] != '=')
            return false;
    }
    return s.len >= 44 && s.len <= 88;
}

bool integrity_parse_hash(Str text, bool strict, IntegrityHash *out)
{
    Str source = js_trim(text), rest;
    ptrdiff_t question;

    *out = (IntegrityHash){ .source = source };
    if (!str_cut(source, '-', &out->algorithm, &rest))
        goto none;
    question = str_index(rest, '?');
    out->digest = question < 0 ? rest : str_sub(rest, 0, (size_t)question);
    out->options = question < 0 ? STR("") : str_from(rest, (size_t)question);
    if (out->digest.len == 0 ||
        find_name(out->algorithm, algorithms, ARRAY_LEN(algorithms)) < 0)
        goto none;
    if (strict ? !is_visible(out->options) : js_has_space(out->options))
        goto none;
    if (strict && (!is_strict_digest(out->digest) || !is_spec(out->algorithm)))
        goto none;
    return true;
none:
    *out = (IntegrityHash){
        .source = source, .algorithm = STR(""), .digest = STR(""), .options = STR("")
    };
    return false;
}

/* Puts h behind the last hash of its algorithm. */
static void add_hash(Arena *a, Integrity *i, IntegrityHash h)
{
    size_t at = i->len;

    for (size_t k = 0; k < i->len; k++) {
        if (str_eq(i->hashes[k].algorithm, h.algorithm))
            at = k + 1;
    }
    i->hashes = arena_realloc(a, i->hashes, i->len * sizeof h, (i->len + 1) * sizeof h);
    memmove(i->hashes + at + 1, i->hashes + at, (i->len - at) * sizeof h);
    i->hashes[at] = h;
    i->len++;
}

bool integrity_parse(Arena *a, Str text, bool strict, Integrity *out)
{
    Str rest = text, word;

    *out = (Integrity){ 0 };
    while (js_next_word(&rest, &word)) {
        IntegrityHash h;

        if (integrity_parse_hash(word, strict, &h))
            add_hash(a, out, h);
    }
    return out->len > 0;
}

/* ---- Writing ---- */

/* [a-z0-9+/]+ with up to two = behind. */
static bool is_base64(Str s)
{
    size_t n = s.len;

    for (int pad = 0; pad < 2 && n > 0 && s.ptr[n - 1] == '='; pad++)
        n--;
    for (size_t i = 0; i < n; i++) {
        if (base64_standard_value(s.ptr[i]) < 0)
            return false;
    }
    return n > 0;
}

/* Every option is of visible characters and not empty. */
static bool strict_options(Str options)
{
    Str rest, piece;

    if (options.len == 0)
        return true;
    rest = str_from(options, 1);
    while (str_next(&rest, '?', &piece)) {
        if (piece.len == 0 || !is_visible(piece))
            return false;
    }
    return true;
}

/* False where strict writing leaves the hash out. */
static bool write_hash(const IntegrityHash *h, bool strict, Buf *out)
{
    if (strict &&
        !(is_spec(h->algorithm) && is_base64(h->digest) && strict_options(h->options)))
        return false;
    buf_str(out, h->algorithm);
    buf_putc(out, '-');
    buf_str(out, h->digest);
    buf_str(out, h->options);
    return true;
}

/* The hashes of one algorithm, from `from` on; returns where the next begins. */
static size_t write_group(const Integrity *i, size_t from, bool strict, Str sep, Buf *out)
{
    size_t to = from;
    Buf group = { 0 };
    bool any = false;

    while (to < i->len && str_eq(i->hashes[to].algorithm, i->hashes[from].algorithm))
        to++;
    for (size_t k = from; k < to; k++) {
        bool wrote = write_hash(&i->hashes[k], strict, &group);

        any = any || wrote;
        if (wrote && k + 1 < to)
            buf_str(&group, sep);
    }
    if (out->len > 0 && any)
        buf_str(out, sep);
    buf_str(out, buf_view(&group));
    buf_release(&group);
    return to;
}

void integrity_write(const Integrity *i, bool strict, Str sep, Buf *out)
{
    size_t from = 0;

    if (!strict) {
        while (from < i->len)
            from = write_group(i, from, false, sep, out);
        return;
    }
    for (size_t s = 0; s < ARRAY_LEN(spec_algorithms); s++) {
        for (from = 0; from < i->len; from++) {
            if (str_is(i->hashes[from].algorithm, spec_algorithms[s])) {
                write_group(i, from, true, sep, out);
                break;
            }
        }
    }
}

Str integrity_text(Arena *a, const Integrity *i)
{
    Buf b = { 0 };

    integrity_write(i, false, STR(" "), &b);
    return buf_to_arena(&b, a);
}

Str integrity_hex(Arena *a, const IntegrityHash *h)
{
    Str bytes = base64_bytes(a, h->digest);
    Buf hex = { 0 };

    hex_encode(bytes.ptr, bytes.len, &hex);
    return buf_to_arena(&hex, a);
}

/* ---- Comparing ---- */

static bool has_algorithm(const Integrity *i, Str algorithm)
{
    for (size_t k = 0; k < i->len; k++) {
        if (str_eq(i->hashes[k].algorithm, algorithm))
            return true;
    }
    return false;
}

Str integrity_strongest(const Integrity *i, const Integrity *among)
{
    Str best = STR("");

    for (size_t k = 0; k < i->len; k++) {
        Str algorithm = i->hashes[k].algorithm;

        if (among != NULL && !has_algorithm(among, algorithm))
            continue;
        if (best.len == 0 || rank_of(best) < rank_of(algorithm))
            best = algorithm;
    }
    return best;
}

static const IntegrityHash *find_hash(const Integrity *i, Str algorithm, Str digest)
{
    for (size_t k = 0; k < i->len; k++) {
        if (str_eq(i->hashes[k].algorithm, algorithm) &&
            str_eq(i->hashes[k].digest, digest))
            return &i->hashes[k];
    }
    return NULL;
}

const IntegrityHash *integrity_match(const Integrity *i, const Integrity *other)
{
    Str algorithm = integrity_strongest(other, i);

    for (size_t k = 0; k < i->len; k++) {
        if (str_eq(i->hashes[k].algorithm, algorithm) &&
            find_hash(other, algorithm, i->hashes[k].digest) != NULL)
            return &i->hashes[k];
    }
    return NULL;
}

static bool shares_digest(const Integrity *i, const Integrity *other, Str algorithm)
{
    for (size_t k = 0; k < i->len; k++) {
        if (str_eq(i->hashes[k].algorithm, algorithm) &&
            find_hash(other, algorithm, i->hashes[k].digest) != NULL)
            return true;
    }
    return false;
}

int integrity_merge(Arena *a, Integrity *i, const Integrity *other, Err *err)
{
    Integrity before = *i;

    for (size_t k = 0; k < other->len; k++) {
        Str algorithm = other->hashes[k].algorithm;

        if (!has_algorithm(&before, algorithm))
            add_hash(a, i, other->hashes[k]);
        else if (!shares_digest(&before, other, algorithm))
            return err_set(err, ERR_EINTEGRITY,
                           "hashes do not match, cannot update integrity");
    }
    return 0;
}

/* ---- Computing ---- */

static void add_digest(Arena *a, Integrity *i, Str algorithm, const uint8_t *digest,
                       size_t n, Str options)
{
    IntegrityHash h = { .algorithm = algorithm, .options = options };

    h.digest = base64_text(a, str_n((const char *)digest, n));
    h.source = arena_strf(a, STR_FMT "-" STR_FMT STR_FMT, STR_ARG(algorithm),
                          STR_ARG(h.digest), STR_ARG(options));
    add_hash(a, i, h);
}

int integrity_of(Arena *a, Str bytes, const Str *names, size_t n, Str options,
                 Integrity *out, Err *err)
{
    *out = (Integrity){ 0 };
    for (size_t k = 0; k < n; k++) {
        HashKind kind = hash_kind(names[k]);
        uint8_t digest[HASH_MAX];
        int rc;

        if (kind == HASH_NONE)
            return err_set(err, ERR_EINVALIDINTEGRITY, "no such digest: " STR_FMT,
                           STR_ARG(names[k]));
        rc = hash_bytes(kind, bytes, digest, err);
        if (rc < 0)
            return rc;
        add_digest(a, out, str_of(hash_name(kind)), digest, hash_size(kind), options);
    }
    return 0;
}

struct IntegrityCheck {
    const Integrity *want;
    HashKind kind;
    Hash *hash;
    uint64_t size;
};

IntegrityCheck *integrity_check_new(const Integrity *want, Err *err)
{
    IntegrityCheck *c = xcalloc(1, sizeof *c);

    c->want = want && want->len > 0 ? want : NULL;
    c->kind = c->want ? hash_kind(integrity_strongest(want, NULL)) : HASH_SHA512;
    if (c->kind == HASH_NONE) {
        Str name = integrity_strongest(want, NULL);

        err_set(err, ERR_EINVALIDINTEGRITY, "digest " STR_FMT " can't be computed",
                STR_ARG(name));
        xfree(c);
        return NULL;
    }
    c->hash = hash_new(c->kind, err);
    if (c->hash == NULL) {
        xfree(c);
        return NULL;
    }
    return c;
}

void integrity_check_update(IntegrityCheck *c, const void *bytes, size_t n)
{
    hash_update(c->hash, bytes, n);
    c->size += n;
}

static void integrity_check_free(IntegrityCheck *c)
{
    if (c == NULL)
        return;
    hash_free(c->hash);
    xfree(c);
}

/* npm's sentence. */
static int mismatch(const IntegrityCheck *c, const Integrity *got, Arena *a, Err *err)
{
    Buf digests = { 0 };
    Str text = integrity_text(a, c->want), got_text = integrity_text(a, got);

    for (size_t k = 0; k < c->want->len; k++) {
        if (!str_is(c->want->hashes[k].algorithm, hash_name(c->kind)))
            continue;
        if (digests.len > 0)
            buf_putc(&digests, ',');
        write_hash(&c->want->hashes[k], false, &digests);
    }
    err_set(err, ERR_EINTEGRITY,
            STR_FMT " integrity checksum failed when using %s: wanted %s but got " STR_FMT
                    ". (%llu bytes)",
            STR_ARG(text), hash_name(c->kind), buf_cstr(&digests), STR_ARG(got_text),
            (unsigned long long)c->size);
    buf_release(&digests);
    return ERR_EINTEGRITY;
}

int integrity_check_finish(IntegrityCheck *c, Arena *a, Integrity *got, Err *err)
{
    uint8_t digest[HASH_MAX];
    Integrity computed = { 0 };
    int rc = 0;

    hash_final(c->hash, digest);
    add_digest(a, &computed, str_of(hash_name(c->kind)), digest, hash_size(c->kind),
               STR(""));
    if (c->want != NULL && integrity_match(&computed, c->want) == NULL)
        rc = mismatch(c, &computed, a, err);
    if (got != NULL)
        *got = computed;
    integrity_check_free(c);
    return rc;
}
