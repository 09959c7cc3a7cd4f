/* lower_class.c: classes.
 *
 *     class A extends B {                 var A = (A = ʃclass("A", 1, B, [
 *         constructor() { super(); }          5, 0, function ʃc_A() { …
 *                                                 ʃthis = ʃsc(void 0, new.target,
 *                                                 ʃthis), ʃf(ʃthis); … },
 *         m() {}                              0, "m", function ʃa__m() {},
 *         x = 1; #y = this.z()                3, 0, function ʃa_() { ʃd(this, "x", 1);
 *                                                 ʃd(this, #y, this.z()) },
 *         static s = 1                        27, "s", 1
 *     }                                   ]), ʃcs(A), A);
 *
 * Members come as kind, key, value in the source's order; instance fields that stand
 * together are one function, or, where all of them are constants, [key, value, …].
 * super.m is ʃsg(A, static, "m", this). In a derived constructor `this` is a variable
 * that super() sets; ʃsc takes its value so far last, so that a second super() can be
 * told. */
#include "runtime/compiler/lower.h"

/* ---- super ---- */

static bool is_constant(const Node *n)
{
    return n->kind == NODE_NUMBER || n->kind == NODE_STRING || n->kind == NODE_NULL ||
           n->kind == NODE_TRUE || n->kind == NODE_FALSE;
}

static void w_home(Lower *l)
{
    Str home = l->fn->home;

    if (home.len == 0)
        home = STR("void 0");
    w_fmt(l, STR_FMT ",%d,", STR_ARG(home), l->fn->home_static);
}

static void w_super_key(Lower *l, Node *n)
{
    if (n->kind == NODE_MEMBER) {
        w_quoted(l, n->atom->text);
    } else if (l->fn->owner != NULL && l->fn->owner->derived && !is_constant(n->b)) {
        /* `this` is looked at first. */
        w(l, "(");
        w_this(l, n);
        w(l, ",");
        move_to(l, n->b->start);
        emit_arg(l, n->b);
        w(l, ")");
    } else {
        move_to(l, n->b->start);
        emit_at(l, n->b);
    }
}

void emit_super_member(Lower *l, Node *n)
{
    copy_to(l, n->start);
    w(l, P "sg(");
    w_home(l);
    w_super_key(l, n);
    w(l, ",");
    w_this(l, NULL);
    w(l, ")");
    skip_to(l, n->end);
}

/* ʃss(home, static, key, this, — the value and ")" follow; ʃssl in sloppy code. */
void w_super_set(Lower *l, Node *target)
{
    w(l, l->fn->strict ? P "ss(" : P "ssl(");
    w_home(l);
    w_super_key(l, target);
    w(l, ",");
    w_this(l, NULL);
    w(l, ",");
}

static void w_new_target(Lower *l)
{
    Fn *f = l->fn;

    if (!f->arrow) {
        w(l, "new.target");
        return;
    }
    f->owner->needs_new_target = true;
    w(l, P "nt");
}

/* The class, as the helpers of a constructor want it: they know it themselves where the
 * constructor's own code calls them. */
static void w_own_class(Lower *l)
{
    if (l->fn->arrow)
        w_str(l, l->fn->home);
    else
        w(l, "void 0");
}

/* Has the class fields to define when super() has returned? An eval can't know. */
static bool may_have_fields(const Lower *l)
{
    return l->cls == NULL || l->cls->node == NULL || l->cls->has_fields;
}

static void w_define_fields(Lower *l)
{
    w(l, P "f(" P "this");
    if (l->fn->arrow) {
        w(l, ",");
        w_str(l, l->fn->home);
    }
    w(l, ")");
}

void emit_super_call(Lower *l, Node *n)
{
    Fn *owner = l->fn->owner;
    bool fields = may_have_fields(l), spread = has_spread(n->list);

    copy_to(l, n->start);
    owner->needs_this = true;
    w_fmt(l, "(" P "this=" P "%s(", spread ? "sv" : "sc");
    w_own_class(l);
    w(l, ",");
    w_new_target(l);
    w(l, ",");
    if (spread) {
        w(l, P "this,");
        w_spread_list(l, n->list);
    } else {
        for (Node *a = n->list; a != NULL; a = a->next) {
            emit_arg(l, a);
            w(l, ",");
        }
        w(l, P "this");
    }
    w(l, ")");
    if (fields) {
        w(l, ",");
        w_define_fields(l);
        w(l, "," P "this");
    }
    w(l, ")");
    skip_to(l, n->end);
}

/* ---- Members ---- */

static Str method_name(Lower *l, const Node *m)
{
    Str name = key_name(l, m, m->a);
    const char *hash = m->a->kind == NODE_PRIVATE_NAME ? "#" : "";

    if (m->flags & NF_COMPUTED && m->a->kind != NODE_STRING)
        return STR("");
    if (m->op == PROPERTY_GET)
        return arena_strf(l->arena, "get %s" STR_FMT, hash, STR_ARG(name));
    if (m->op == PROPERTY_SET)
        return arena_strf(l->arena, "set %s" STR_FMT, hash, STR_ARG(name));
    return arena_strf(l->arena, "%s" STR_FMT, hash, STR_ARG(name));
}

static void w_member_key(Lower *l, const Node *m)
{
    if (node_is_private(m)) {
        w_str(l, find_private(l, m->a, m->a->atom)->key);
    } else if (m->flags & NF_COMPUTED) {
        w(l, P "k(");
        emit_arg(l, m->a);
        w(l, ")");
    } else {
        w_quoted(l, key_name(l, m, m->a));
    }
}

/* Where in a derived constructor super() has been called for certain: behind a statement
 * of its body that is nothing but that. */
static uint32_t super_done(const Node *fn)
{
    for (const Node *s = fn->b->list; s != NULL; s = s->next) {
        if (s->kind == NODE_EXPRESSION && s->a->kind == NODE_CALL &&
            s->a->a->kind == NODE_SUPER)
            return s->end;
    }
    return 0;
}

static Str constructor_prologue(Lower *l, const Node *n, Str name)
{
    Buf saved = l->out;
    size_t spans = l->spans.len;
    Str text;

    l->out = (Buf){ 0 };
    w(l, "new.target||" P "cc(");
    w_quoted(l, name);
    w(l, ");");
    if (n->b == NULL && l->cls->has_fields)
        w(l, P "f(this);");
    text = arena_str(l->arena, buf_view(&l->out));
    buf_release(&l->out);
    l->out = saved;
    l->spans.len = spans;
    return text;
}

/* How a function that is the field's value is called. */
static Str field_name(Lower *l, const Node *m)
{
    Str name = key_name(l, m, m->a);

    return m->a->kind == NODE_PRIVATE_NAME
               ? arena_strf(l->arena, "#" STR_FMT, STR_ARG(name))
               : name;
}

static void emit_constructor(Lower *l, Node *n, Node *m, Str name)
{
    ClassInfo *c = l->cls;
    Str prologue = constructor_prologue(l, n, name);
    FunctionShape shape = { .marker = 'c',
                            .kind = COMPILED_CLASS,
                            .name = name,
                            .home = c->self,
                            .prologue =
                                arena_memdupz(l->arena, prologue.ptr, prologue.len),
                            .derived = n->b != NULL,
                            .super_done = n->b != NULL ? super_done(m->b) : 0 };

    move_to(l, m->b->start);
    sync(l);
    emit_function_as(l, m->b, &shape);
    skip_to(l, m->b->end);
}

static void w_default_constructor(Lower *l, const Node *n, Str name)
{
    Str prologue = constructor_prologue(l, n, name);

    w(l, "function ");
    w_marker(l, 'c', n->b != NULL ? 0 : -1, name);
    w_fmt(l, "(%s){%s" STR_FMT, n->b != NULL ? P "r" : "",
          l->fn->strict ? "" : "\"use strict\";", STR_ARG(prologue));
    if (n->b != NULL && l->cls->has_fields)
        w(l, "var " P "this=" P "sv(void 0,new.target,void 0," P "r);" P "f(" P
             "this);return " P "this;");
    else if (n->b != NULL)
        w(l, "return " P "sv(void 0,new.target,void 0," P "r);");
    place_function(l, COMPILED_CLASS, n->start, n->end);
    w(l, "}");
}

/* ---- Fields ---- */

static void emit_static_field(Lower *l, Node *m, int kind)
{
    FunctionShape shape = { .marker = 'a',
                            .name = STR(""),
                            .field = true,
                            .kind = COMPILED_STATICS,
                            .home = l->cls->self,
                            .home_static = true };

    if (m->b == NULL || is_constant(m->b->b))
        kind |= MEMBER_CONSTANT;
    else if (m->flags & NF_COMPUTED && is_anonymous_function(m->b->b))
        kind |= MEMBER_NAME;
    w_fmt(l, "%d,", kind);
    w_member_key(l, m);
    w(l, ",");
    if (m->b == NULL) {
        w(l, "void 0");
        return;
    }
    move_to(l, m->b->start);
    sync(l);
    if (kind & MEMBER_CONSTANT) {
        emit_at(l, m->b->b);
        return;
    }
    if (is_anonymous_function(m->b->b) && !(m->flags & NF_COMPUTED))
        shape.infer = field_name(l, m);
    emit_function_as(l, m->b, &shape);
}

/* The value of a field, named by it where it is a function without a name. */
static void emit_field_value(Lower *l, Node *m)
{
    if (m->b == NULL) {
        w(l, "void 0");
        return;
    }
    move_to(l, m->b->start);
    sync(l);
    if (is_anonymous_function(m->b->b) && !(m->flags & NF_COMPUTED))
        l->infer = field_name(l, m);
    emit_at(l, m->b->b);
    l->infer = (Str){ 0 };
}

/* Can't its value tell whether the fields before it are there yet? */
static bool is_blind(const Node *m)
{
    const Node *v = m->b != NULL ? m->b->b : NULL;

    if (v == NULL || is_constant(v))
        return true;
    return (v->kind == NODE_ARRAY || v->kind == NODE_OBJECT) && v->list == NULL;
}

static bool is_instance_field(const Node *m)
{
    return m != NULL && m->op == PROPERTY_FIELD && !(m->flags & NF_STATIC) &&
           !(m->b != NULL && m->b->flags & NF_CONSTRUCTOR);
}

/* A field that stands alone in its function: an eval has variables of its own. */
static bool is_apart(const Node *m)
{
    return m->b != NULL && m->b->flags & NF_USES_EVAL;
}

/* A computed key is evaluated with the class, as a member of its own before the function.
 */
static Str key_in_variable(Lower *l, Node *m)
{
    Str name = arena_strf(l->arena, P "q%u", ++l->unique);

    declare_here(l, name);
    w_fmt(l, "%d,0," STR_FMT "=", MEMBER_KEY, STR_ARG(name));
    w_member_key(l, m);
    w(l, ",");
    return name;
}

static bool is_constant_field(const Node *m)
{
    return !(m->flags & NF_COMPUTED) && (m->b == NULL || is_constant(m->b->b));
}

/* The fields from m on that stand together, if nothing but constants: gives the last of
 * them, else NULL. */
static Node *emit_constant_fields(Lower *l, Node *m)
{
    Node *end = m;

    while (is_instance_field(end) && is_constant_field(end))
        end = end->next;
    if (is_instance_field(end))
        return NULL;
    w_fmt(l, "%d,0,", MEMBER_FIELD | MEMBER_CONSTANT);
    for (const char *before = "[";; m = m->next, before = ",") {
        w(l, before);
        move_to(l, m->start);
        sync(l);
        w_member_key(l, m);
        w(l, ",");
        emit_field_value(l, m);
        skip_to(l, m->end);
        if (m->next == end)
            break;
    }
    w(l, "]");
    return m;
}

/* The fields from m on that stand together as one member; gives the last of them. */
static Node *emit_fields(Lower *l, Node *m)
{
    Fn f = { .home = l->cls->self };
    bool strict = l->fn->strict, in_field = l->in_field, in_params = l->in_params;
    bool open = false, first = true;
    uint32_t start = m->start;
    Str key = m->flags & NF_COMPUTED ? key_in_variable(l, m) : (Str){ 0 };

    w_fmt(l, "%d,0,function ", MEMBER_FIELD);
    w_marker(l, 'a', -1, STR(""));
    w(l, "(){");
    fn_begin(l, &f, m->b != NULL ? m->b : l->cls->node);
    f.strict = true;
    if (!strict)
        w(l, "\"use strict\";");
    f.prologue = l->out.len;
    l->in_field = true;
    l->in_params = false;
    for (;; m = m->next) {
        bool names =
            m->flags & NF_COMPUTED && m->b != NULL && is_anonymous_function(m->b->b);

        if (open && !first && is_blind(m)) {
            w(l, ",");
        } else {
            w(l, open ? ");" : "");
            w_fmt(l, P "d%s(this,", names ? "n" : "");
        }
        move_to(l, m->start);
        sync(l);
        if (key.len)
            w_str(l, key);
        else
            w_member_key(l, m);
        w(l, ",");
        emit_field_value(l, m);
        skip_to(l, m->end);
        open = true;
        first = names;
        if (is_apart(m) || !is_instance_field(m->next) || is_apart(m->next) ||
            m->next->flags & NF_COMPUTED)
            break;
        key = (Str){ 0 };
    }
    w(l, ");");
    fn_end(l, &f);
    l->in_field = in_field;
    l->in_params = in_params;
    place_function(l, COMPILED_FIELDS, start, m->end);
    w(l, "}");
    return m;
}

static int kind_of(const Node *m)
{
    int kind = MEMBER_METHOD;

    switch (m->op) {
    case PROPERTY_GET: kind = MEMBER_GET; break;
    case PROPERTY_SET: kind = MEMBER_SET; break;
    case PROPERTY_FIELD: kind = MEMBER_FIELD; break;
    case PROPERTY_STATIC_BLOCK: kind = MEMBER_BLOCK; break;
    default: break;
    }
    if (m->flags & NF_STATIC)
        kind |= MEMBER_STATIC;
    if (node_is_private(m))
        kind |= MEMBER_PRIVATE;
    return kind;
}

/* Gives the last member that it has written. */
static Node *emit_member_of_class(Lower *l, Node *n, Node *m, Str name)
{
    FunctionShape shape = { .marker = 'a',
                            .home = l->cls->self,
                            .home_static = m->flags & NF_STATIC };
    int kind = kind_of(m);

    move_to(l, m->start);
    sync(l);
    if (m->b != NULL && m->b->flags & NF_CONSTRUCTOR) {
        w_fmt(l, "%d,0,", MEMBER_CONSTRUCTOR);
        emit_constructor(l, n, m, name);
    } else if (is_instance_field(m)) {
        Node *last = emit_constant_fields(l, m);

        m = last != NULL ? last : emit_fields(l, m);
    } else if (m->op == PROPERTY_FIELD) {
        emit_static_field(l, m, kind);
    } else if (m->op == PROPERTY_STATIC_BLOCK) {
        w_fmt(l, "%d,0,", kind | MEMBER_STATIC);
        shape.name = STR("");
        shape.field = true;
        shape.kind = COMPILED_STATICS;
        shape.home_static = true;
        emit_function_as(l, m->b, &shape);
    } else if (m->b != NULL) {
        w_fmt(l, "%d,", kind);
        w_member_key(l, m);
        w(l, ",");
        shape.name = method_name(l, m);
        shape.property = m;
        move_to(l, m->b->start);
        emit_function_as(l, m->b, &shape);
    }
    skip_to(l, m->end);
    return m;
}

/* ---- The class ---- */

static void survey(ClassInfo *c, const Node *n, bool *has_constructor)
{
    *has_constructor = false;
    for (const Node *m = n->list; m != NULL; m = m->next) {
        bool runs = m->op == PROPERTY_FIELD || m->op == PROPERTY_STATIC_BLOCK;

        if (runs && (m->flags & NF_STATIC || m->op == PROPERTY_STATIC_BLOCK))
            c->has_static = true;
        else if (runs)
            c->has_fields = true;
        else if (node_is_private(m) && !(m->flags & NF_STATIC))
            c->has_fields = c->has_brand = true;
        if (m->b != NULL && m->b->flags & NF_CONSTRUCTOR)
            *has_constructor = true;
    }
}

static bool is_script_program_scope(const Lower *l, const Binding *b)
{
    return l->options->goal == COMPILE_SCRIPT && b->scope->kind == SCOPE_PROGRAM;
}

/* The variable that holds the class for its own members; empty: nobody asks. */
static Str self_variable(Lower *l, Node *n, bool declaration)
{
    Scope *c = n->scope;
    Binding *inside = n->a != NULL ? scopes_find(c, n->a->atom) : NULL;
    Str name;

    if (inside != NULL && inside->same != NULL &&
        is_script_program_scope(l, inside->same))
        inside->same = NULL;
    if (inside != NULL && inside->same != NULL && declaration)
        return inside->same->name;
    if (inside != NULL && (inside->used || c->needs_self)) {
        inside->name = arena_strf(l->arena, P "k%u" STR_FMT, ++l->unique,
                                  STR_ARG(inside->atom->text));
        declare_here(l, inside->name);
        return inside->name;
    }
    if (!c->needs_self)
        return STR("");
    name = arena_strf(l->arena, P "k%u", ++l->unique);
    declare_here(l, name);
    return name;
}

static void emit_members(Lower *l, Node *n, Str name, bool has_constructor)
{
    const char *before = "[";

    if (!has_constructor) {
        w_fmt(l, "[%d,0,", MEMBER_CONSTRUCTOR);
        w_default_constructor(l, n, name);
        before = ",";
    }
    if (l->cls->has_brand) {
        w_fmt(l, "%s%d,0,0", before, MEMBER_BRAND);
        before = ",";
    }
    for (Node *m = n->list; m != NULL; m = m->next) {
        w(l, before);
        m = emit_member_of_class(l, n, m, name);
        before = ",";
    }
    w(l, "]");
}

void emit_class(Lower *l, Node *n, bool declaration)
{
    ClassInfo c = { .outer = l->cls, .node = n };
    Str name = n->a != NULL           ? n->a->atom->text
               : l->infer.ptr != NULL ? l->infer
                                      : STR("");
    bool has_constructor, strict = l->fn->strict;

    l->infer = (Str){ 0 };
    c.name = name;
    survey(&c, n, &has_constructor);
    copy_to(l, n->start);
    c.self = self_variable(l, n, declaration);
    if (c.has_static && c.self.len == 0) {
        c.self = arena_strf(l->arena, P "k%u", ++l->unique);
        declare_here(l, c.self);
    }
    l->cls = &c;
    w(l, "(");
    declare_private_keys(l, &c);
    if (c.self.len)
        w_fmt(l, STR_FMT "=", STR_ARG(c.self));
    w(l, P "class(");
    w_quoted(l, name);
    w_fmt(l, ",%d,", n->b != NULL);
    if (n->b != NULL)
        emit_arg(l, n->b);
    else
        w(l, "0");
    w(l, ",");
    emit_members(l, n, name, has_constructor);
    w(l, ")");
    if (c.has_static && c.self.len)
        w_fmt(l, "," P "cs(" STR_FMT ")," STR_FMT, STR_ARG(c.self), STR_ARG(c.self));
    w(l, ")");
    l->cls = c.outer;
    l->fn->strict = strict;
    move_to(l, n->end);
}
