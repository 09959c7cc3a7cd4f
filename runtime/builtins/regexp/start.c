/* start.c: with what a match can begin: lets the matcher skip over what can't be one, and
 * the compiler see which loops never have to give anything back. */
#include <string.h>

#include "runtime/builtins/regexp/program.h"

#include "common/utf8.h"

#define MAX_DEPTH 200

static void add_first(First *f, uint32_t lo, uint32_t hi)
{
    for (uint32_t c = lo; c <= hi && c < 256; c++)
        f->bits[c >> 5] |= 1u << (c & 31);
    if (hi >= 256)
        f->above = true;
}

/* Of the child, or of one of several. */
static bool first_of_any(const Node *n, First *f, int depth)
{
    bool nullable = false;

    for (const Node *k = n->child; k != NULL; k = k->next)
        nullable |= first_of(k, f, depth + 1);
    return nullable;
}

static bool first_of_sequence(const Node *n, First *f, int depth)
{
    for (const Node *k = n->child; k != NULL; k = k->next) {
        if (!first_of(k, f, depth + 1))
            return false;
    }
    return true;
}

/* Assertions match nothing, so that what follows them counts; that they also say
 * something about it may only be used where nothing else is known. */
bool first_of(const Node *n, First *f, int depth)
{
    if (depth > MAX_DEPTH) {
        f->any = true;
        return true;
    }
    switch (n->kind) {
    case NODE_CHAR: add_first(f, n->c, n->c); return false;
    case NODE_SET:
        for (size_t i = 0; i < n->set->n; i++)
            add_first(f, n->set->ranges[i].lo, n->set->ranges[i].hi);
        return false;
    case NODE_SEQ: return first_of_sequence(n, f, depth);
    case NODE_ALT: return first_of_any(n, f, depth);
    case NODE_GROUP: return first_of_any(n, f, depth);
    case NODE_REPEAT:
        if (n->max == 0)
            return true;
        return first_of_any(n, f, depth) || n->min == 0;
    case NODE_BACK: f->any = true; return true;
    case NODE_EMPTY: return true;
    case NODE_END:
        /* Nothing can follow but the end or, with m, a line's. */
        f->end = true;
        if (n->lines) {
            add_first(f, '\n', '\n');
            add_first(f, '\r', '\r');
            f->above = true;
        }
        return false;
    case NODE_START:
    case NODE_WORD:
    case NODE_LOOK: return true;
    }
    return true;
}

bool matches_nothing(const Node *n, int depth)
{
    if (depth > MAX_DEPTH)
        return true;
    switch (n->kind) {
    case NODE_CHAR:
    case NODE_SET: return false;
    case NODE_SEQ:
        for (const Node *k = n->child; k != NULL; k = k->next) {
            if (!matches_nothing(k, depth + 1))
                return false;
        }
        return true;
    case NODE_ALT:
        for (const Node *k = n->child; k != NULL; k = k->next) {
            if (matches_nothing(k, depth + 1))
                return true;
        }
        return false;
    case NODE_GROUP: return matches_nothing(n->child, depth + 1);
    case NODE_REPEAT: return n->min == 0 || matches_nothing(n->child, depth + 1);
    default: return true;
    }
}

/* Does every match begin with ^? */
static bool begins_at_start(const Node *n, int depth)
{
    if (depth > MAX_DEPTH)
        return false;
    switch (n->kind) {
    case NODE_START: return !n->lines;
    case NODE_SEQ:
    case NODE_GROUP: return n->child != NULL && begins_at_start(n->child, depth + 1);
    case NODE_ALT:
        for (const Node *k = n->child; k != NULL; k = k->next) {
            if (!begins_at_start(k, depth + 1))
                return false;
        }
        return true;
    default: return false;
    }
}

/* The units that every match begins with. */
static void find_prefix(Program *p, const Node *n)
{
    const Node *k = n->kind == NODE_SEQ ? n->child : n;

    p->prefix_ascii = true;
    for (; k != NULL && k->kind == NODE_CHAR && p->prefix_length < 30; k = k->next) {
        if (utf16_is_surrogate(k->c))
            break;
        if (k->c > 0xFFFF)
            p->prefix[p->prefix_length++] = (uint16_t)utf16_high(k->c);
        p->prefix[p->prefix_length++] =
            (uint16_t)(k->c > 0xFFFF ? utf16_low(k->c) : k->c);
        if (n->kind != NODE_SEQ)
            break;
    }
    for (size_t i = 0; i < p->prefix_length; i++) {
        p->prefix_bytes[i] = (unsigned char)p->prefix[i];
        if (p->prefix[i] > 127)
            p->prefix_ascii = false;
    }
}

void program_find_start(Program *p, const Node *root)
{
    First f = { 0 };
    bool nullable = first_of(root, &f, 0);

    p->at_start = begins_at_start(root, 0);
    if (!nullable && !f.any && !f.end) {
        p->first_known = true;
        memcpy(p->first, f.bits, sizeof p->first);
        p->first_above = f.above;
    }
    find_prefix(p, root);
}
