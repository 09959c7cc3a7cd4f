/* read_document.c: see read_document.h. */
#include "registry-client/read_document.h"

#include "common/bug.h"
#include "common/xalloc.h"
#include "registry-client/client_data.h"
#include "registry-client/pick_order.h"

/* Shorter ones are read before a thread has woken up. */
#define WORTH_A_THREAD ((size_t)16 << 10)

static void free_nothing(PackumentKeep *keep)
{
    (void)keep;
}

/* Of a document that is read from its text: others have the text. */
static PackumentKeep borrowed = { .release = free_nothing };

/* False where only somebody else can undo the coding, or say what is wrong with it. */
static bool plain_text(DocumentReading *r)
{
    Err ignored;

    r->text = r->body;
    return !r->gzip ||
           inflate_whole(r->inflater, r->body, &r->text, &ignored) == INFLATE_OK;
}

static void run(RegistryWork *w)
{
    DocumentReading *r = container_of(w, DocumentReading, work);

    r->packument = NULL;
    r->coded = !plain_text(r);
    if (r->coded || packument_from_json(r->text, r->name, r->is_whole ? NULL : &borrowed,
                                        &r->packument, &r->why) < 0)
        return;
    pack_make_order(r->packument);
    if (!r->gzip && !r->is_whole)
        pack_make_checks(r->packument); /* for the cache */
}

/* ---- On the loop's thread ---- */

static Inflater *take_inflater(DocumentReader *d)
{
    return d->n_idle > 0 ? d->idle[--d->n_idle] : xcalloc(1, sizeof(Inflater));
}

static void begin_next(RegistryClient *c);

static void give_back(DocumentReader *d, Inflater *inflater)
{
    if (d->n_idle < ARRAY_LEN(d->idle)) {
        d->idle[d->n_idle++] = inflater;
        return;
    }
    inflater_release(inflater);
    xfree(inflater);
}

void read_document_let_go(DocumentReading *r)
{
    r->held = false;
    give_back(&r->client->reader, r->inflater);
}

/* It may be asked for again by then, as another reading. */
static void done(RegistryWork *w)
{
    DocumentReading *r = container_of(w, DocumentReading, work);
    RegistryClient *c = r->client;
    Inflater *inflater = r->inflater;

    r->over(r);
    if (!r->held)
        give_back(&c->reader, inflater);
    c->reader.n_running--;
    begin_next(c);
}

static bool is_worth_a_thread(const DocumentReading *r)
{
    const RegistryClient *c = r->client;

    return c->threads.submit != NULL && r->body.len >= WORTH_A_THREAD &&
           (r->aside || c->on_wire > 0 || c->reader.n_running > 1);
}

static void begin(DocumentReading *r)
{
    RegistryClient *c = r->client;

    r->inflater = take_inflater(&c->reader);
    c->reader.n_running++;
    r->work = (RegistryWork){ run, done };
    if (is_worth_a_thread(r) && c->threads.submit(c->threads.arg, &r->work))
        return;
    run(&r->work);
    done(&r->work);
}

/* Those that are read at once are over when begin comes back: they call this again. */
static void begin_next(RegistryClient *c)
{
    DocumentReader *d = &c->reader;
    DocumentReading *r;

    if (d->beginning)
        return;
    d->beginning = true;
    while ((r = d->first) != NULL && d->n_running < ARRAY_LEN(d->idle)) {
        d->first = r->next;
        begin(r);
    }
    d->beginning = false;
}

void read_document(RegistryClient *c, DocumentReading *r)
{
    DocumentReader *d = &c->reader;

    r->client = c;
    r->next = NULL;
    if (d->first == NULL)
        d->end = &d->first;
    *d->end = r;
    d->end = &r->next;
    begin_next(c);
}

void document_reader_release(DocumentReader *d)
{
    BUG_IF(d->n_running > 0);
    while (d->n_idle > 0) {
        inflater_release(d->idle[--d->n_idle]);
        xfree(d->idle[d->n_idle]);
    }
}

void registry_client_set_threads(RegistryClient *c, const RegistryThreads *t)
{
    c->threads = t != NULL ? *t : (RegistryThreads){ 0 };
}
