/* replay.c: main for a fuzz target built without libFuzzer: runs it on each file named;
 * with --seconds N first, then on random changes of them for that long. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct {
    uint8_t *data;
    size_t n;
} Input;

static Input read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    Input in = { NULL, 0 };
    size_t cap = 1 << 16, got;

    if (f == NULL) {
        perror(path);
        return in;
    }
    in.data = malloc(cap);
    while (in.data != NULL && (got = fread(in.data + in.n, 1, cap - in.n, f)) > 0) {
        in.n += got;
        if (in.n == cap)
            in.data = realloc(in.data, cap *= 2);
    }
    fclose(f);
    return in;
}

/* ---- Changes ---- */

static uint32_t state = 1;

static size_t below(size_t n)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return n == 0 ? 0 : state % n;
}

#define MAX_CHANGED 8192

/* Bytes from..from+n of `other` in place of `gone` bytes at `at`. */
static size_t splice(uint8_t *out, size_t n, size_t at, size_t gone, const uint8_t *other,
                     size_t more)
{
    if (n - gone + more > MAX_CHANGED)
        return n;
    memmove(out + at + more, out + at + gone, n - at - gone);
    memcpy(out + at, other, more);
    return n - gone + more;
}

static size_t change(uint8_t *out, size_t n, const Input *other)
{
    static const char odd[] = "(){}[];,.?:=+-*/<>!&|^~%'\"`\\#@$\n0x9e\xff\x80\xed\xa0";
    size_t at = below(n + 1), from = below(other->n + 1), more, gone;

    switch (below(5)) {
    case 0:
        if (n > 0)
            out[below(n)] = (uint8_t)odd[below(sizeof odd - 1)];
        return n;
    case 1:
        gone = below(n - at + 1);
        return splice(out, n, at, gone > 16 ? 16 : gone, out, 0);
    case 2: return splice(out, n, at, 0, (const uint8_t *)odd + below(sizeof odd - 2), 1);
    case 3:
        if (n > 0)
            out[below(n)] ^= (uint8_t)(1u << below(8));
        return n;
    default:
        more = below(other->n - from + 1);
        return splice(out, n, at, 0, other->data + from, more > 64 ? 64 : more);
    }
}

/* What is being tried is kept in a file, to be found there after a crash. */
static void keep(const uint8_t *data, size_t n)
{
    const char *path = getenv("FUZZ_LAST");
    FILE *f = path != NULL ? fopen(path, "wb") : NULL;

    if (f == NULL)
        return;
    fwrite(data, 1, n, f);
    fclose(f);
}

static void try_changes(const Input *in, size_t count, long seconds)
{
    static uint8_t out[MAX_CHANGED];
    time_t end = time(NULL) + seconds;
    unsigned long runs = 0;

    for (; count > 0 && time(NULL) < end; runs++) {
        const Input *base = &in[below(count)];
        size_t n = base->n > MAX_CHANGED ? MAX_CHANGED : base->n;

        memcpy(out, base->data, n);
        for (size_t k = 1 + below(6); k > 0; k--)
            n = change(out, n, &in[below(count)]);
        keep(out, n);
        LLVMFuzzerTestOneInput(out, n);
    }
    printf("Done %lu runs\n", runs);
}

int main(int argc, char **argv)
{
    int first = 1, bad = 0;
    long seconds = 0;
    Input *in = calloc((size_t)argc, sizeof *in);
    size_t count = 0;

    if (argc > 2 && strcmp(argv[1], "--seconds") == 0) {
        seconds = atol(argv[2]);
        first = 3;
    }
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    for (int i = first; in != NULL && i < argc; i++) {
        in[count] = read_file(argv[i]);
        bad |= in[count].data == NULL;
        if (in[count].data != NULL)
            LLVMFuzzerTestOneInput(in[count].data, in[count].n);
        count += in[count].data != NULL;
    }
    if (seconds > 0)
        try_changes(in, count, seconds);
    for (size_t i = 0; i < count; i++)
        free(in[i].data);
    free(in);
    return bad;
}
