/* read_document.h: the body of an answer becomes a packument, on whatever thread.
 * Private to registry-client/.
 *
 * A reading holds its text, which may be large; how many there are at a time is bounded.
 */
#ifndef REGISTRY_CLIENT_READ_DOCUMENT_H
#define REGISTRY_CLIENT_READ_DOCUMENT_H

#include "common/inflate.h"
#include "registry-client/packument.h"
#include "registry-client/threads.h"

typedef struct DocumentReading DocumentReading;

struct DocumentReading {
    /* The question. */
    const char *name;                 /* for messages */
    Str body;                         /* as it came; stays until `over` */
    bool gzip;                        /* it may be compressed so */
    bool is_whole;                    /* the packument has its text itself */
    bool aside;                       /* the loop's thread has something else to do */
    void (*over)(DocumentReading *r); /* on the loop's thread; the texts end with it */

    /* What came of it. */
    bool coded; /* the coding couldn't be undone: nothing else is there */
    Str text;
    Packument *packument; /* the caller's; NULL: *why says why */
    Err why;
    bool held; /* set by `over`: the texts stay until read_document_let_go */

    /* read_document.c's. */
    RegistryWork work;
    RegistryClient *client;
    Inflater *inflater;
    DocumentReading *next;
};

/* `over` comes from the loop, or at once where no thread is to be had, or it isn't worth
 * one. */
void read_document(RegistryClient *c, DocumentReading *r);

void read_document_let_go(DocumentReading *r);

/* Room of readings that are over, to be used again. */
typedef struct {
    Inflater *idle[4];
    unsigned n_idle, n_running;
    DocumentReading *first, **end; /* that wait for their turn */
    bool beginning;
} DocumentReader;

void document_reader_release(DocumentReader *r);

#endif
