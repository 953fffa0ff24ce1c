#include "run/sweep_share.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- a cell as bytes: this, the words of its error, and its three arrays ---- */

typedef struct CellHead {
    uint64_t cell;
    size_t words, targets, joints, fans;
    Status status;
    bool done;
} CellHead;

static void pack(const CellSlot *slot, Text *bytes)
{
    const CellResult *r = &slot->result;
    CellHead head;
    memset(&head, 0, sizeof head); /* no byte of it is left to chance */
    head.cell = r->cell;
    head.words = strlen(r->error.text);
    head.targets = r->targets;
    head.joints = r->joints;
    head.fans = r->fans;
    head.status = r->error.status;
    head.done = slot->done;
    text_put_bytes(bytes, (const char *)&head, sizeof head);
    text_put_bytes(bytes, r->error.text, head.words);
    text_put_bytes(bytes, (const char *)r->target, r->targets * sizeof *r->target);
    text_put_bytes(bytes, (const char *)r->joint, r->joints * sizeof *r->joint);
    text_put_bytes(bytes, (const char *)r->fan, r->fans * sizeof *r->fan);
}

static void take(const char **bytes, void *to, size_t size)
{
    memcpy(to, *bytes, size);
    *bytes += size;
}

/* A copy of the next bytes, owned; never of none. */
static void *take_copy(const char **bytes, size_t size)
{
    void *memory = calloc(size + 1, 1);
    if (memory)
        take(bytes, memory, size);
    return memory;
}

static bool unpack(const char **bytes, CellSlot *slot)
{
    CellResult *r = &slot->result;
    CellHead head;
    take(bytes, &head, sizeof head);
    *slot = (CellSlot){ .done = head.done,
                        .result = { .cell = head.cell,
                                    .error = { .status = head.status },
                                    .targets = head.targets,
                                    .joints = head.joints,
                                    .fans = head.fans } };
    take(bytes, r->error.text, head.words);
    return (r->target = take_copy(bytes, r->targets * sizeof *r->target)) &&
           (r->joint = take_copy(bytes, r->joints * sizeof *r->joint)) &&
           (r->fan = take_copy(bytes, r->fans * sizeof *r->fan));
}

/* ---- orders ---- */

void sweep_share_order(const Ranks *ranks, size_t to, const Order *order)
{
    const Order last = { 0 };
    ranks->send(ranks->context, to, order ? order : &last, sizeof last);
}

bool sweep_share_obey(const Ranks *ranks, Order *order)
{
    size_t from;
    if (!ranks->look(ranks->context, &from))
        return false;
    ranks->receive(ranks->context, from, order, sizeof *order);
    return true;
}

/* ---- reports: this, and the bytes of its cells ---- */

typedef struct Report {
    Order order; /* no cells: a word of trouble, or the last one */
    double seconds;
    size_t bytes; /* of the cells; 0: there was no memory for them */
    size_t trouble;
} Report;

void sweep_share_report(const Ranks *ranks, const Chunk *chunk)
{
    Text bytes = { 0 };
    for (size_t i = 0; chunk->slot && i < chunk->order.cells; i++)
        pack(&chunk->slot[i], &bytes);
    const Report report = { .order = chunk->order,
                            .seconds = chunk->seconds,
                            .bytes = bytes.failed ? 0 : bytes.size };
    ranks->send(ranks->context, 0, &report, sizeof report);
    ranks->send(ranks->context, 0, bytes.data, report.bytes);
    text_free(&bytes);
}

void sweep_share_say(const Ranks *ranks, Status trouble)
{
    const Report report = { .trouble = (size_t)trouble };
    ranks->send(ranks->context, 0, &report, sizeof report);
}

/* What there is no memory for is received all the same, or its sender would wait for ever. */
static void discard(const Ranks *ranks, size_t from, size_t size)
{
    char part[RANKS_PART];
    for (; size > sizeof part; size -= sizeof part)
        ranks->receive(ranks->context, from, part, sizeof part);
    ranks->receive(ranks->context, from, part, size);
}

/* False without memory, on either side. */
static bool receive_cells(const Ranks *ranks, size_t from, const Report *report, Chunk *chunk)
{
    char *bytes = report->bytes && chunk ? malloc(report->bytes) : NULL;
    if (!bytes) {
        discard(ranks, from, report->bytes);
        return false;
    }
    ranks->receive(ranks->context, from, bytes, report->bytes);
    chunk->slot = calloc((size_t)report->order.cells, sizeof *chunk->slot);
    const char *at = bytes;
    bool good = chunk->slot;
    for (size_t i = 0; i < report->order.cells && good; i++)
        good = unpack(&at, &chunk->slot[i]);
    free(bytes);
    return good;
}

bool sweep_share_hear(const Ranks *ranks, Heard *heard)
{
    Report report;
    *heard = (Heard){ 0 };
    if (ranks->count == 1 || !ranks->look(ranks->context, &heard->from))
        return false;
    ranks->receive(ranks->context, heard->from, &report, sizeof report);
    heard->trouble = (Status)report.trouble;
    heard->last = !report.order.cells && !report.trouble;
    if (!report.order.cells)
        return true;
    heard->chunk = chunk_new(&report.order);
    if (heard->chunk)
        heard->chunk->seconds = report.seconds;
    if (receive_cells(ranks, heard->from, &report, heard->chunk))
        return true;
    chunk_free(heard->chunk);
    heard->chunk = NULL;
    heard->trouble = STATUS_INTERNAL;
    return true;
}
