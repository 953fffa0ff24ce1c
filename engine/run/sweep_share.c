#include "run/sweep_share.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

size_t sweep_share_cells(const Ranks *ranks, size_t rank, size_t cells)
{
    return cells > rank ? (cells - rank - 1) / ranks->count + 1 : 0;
}

size_t sweep_share_place(const Ranks *ranks, size_t rank, size_t own)
{
    return own * ranks->count + rank;
}

/* ---- a slot as bytes: itself, then its three arrays ---- */

static void pack(const CellSlot *slot, Text *bytes)
{
    const CellResult *r = &slot->result;
    text_put_bytes(bytes, (const char *)slot, sizeof *slot);
    text_put_bytes(bytes, (const char *)r->target, r->targets * sizeof *r->target);
    text_put_bytes(bytes, (const char *)r->joint, r->joints * sizeof *r->joint);
    text_put_bytes(bytes, (const char *)r->fan, r->fans * sizeof *r->fan);
}

/* A copy of the next bytes, owned; never of none. */
static void *take(const char **bytes, size_t size)
{
    void *memory = calloc(size + 1, 1);
    if (memory)
        memcpy(memory, *bytes, size);
    *bytes += size;
    return memory;
}

static bool unpack(const char **bytes, CellSlot *slot)
{
    CellResult *r = &slot->result;
    memcpy(slot, *bytes, sizeof *slot);
    *bytes += sizeof *slot;
    r->target = take(bytes, r->targets * sizeof *r->target);
    r->joint = take(bytes, r->joints * sizeof *r->joint);
    r->fan = take(bytes, r->fans * sizeof *r->fan);
    return r->target && r->joint && r->fan;
}

/* ---- from rank to rank ---- */

/* Size 0 says that there is no memory for it. */
static void send_own(const Ranks *ranks, const CellSlot *slot, size_t cells)
{
    Text bytes = { 0 };
    for (size_t i = 0; i < sweep_share_cells(ranks, ranks->rank, cells); i++)
        pack(&slot[sweep_share_place(ranks, ranks->rank, i)], &bytes);
    size_t size = bytes.failed ? 0 : bytes.size;
    ranks->send(&size, sizeof size);
    ranks->send(bytes.data, size);
    text_free(&bytes);
}

/* What there is no memory for is received all the same, or its sender would wait for ever. */
static void discard(const Ranks *ranks, size_t rank, size_t size)
{
    char part[RANKS_PART];
    for (; size > sizeof part; size -= sizeof part)
        ranks->receive(rank, part, sizeof part);
    ranks->receive(rank, part, size);
}

static Status receive_from(const Ranks *ranks, size_t rank, CellSlot *slot, size_t cells,
                           Error *err)
{
    size_t size = 0, own = sweep_share_cells(ranks, rank, cells);
    ranks->receive(rank, &size, sizeof size);
    char *bytes = malloc(size + 1);
    if (!bytes) {
        discard(ranks, rank, size);
        return error_memory(err);
    }
    ranks->receive(rank, bytes, size);
    const char *at = bytes;
    bool good = size || !own;
    for (size_t i = 0; i < own && good; i++)
        good = unpack(&at, &slot[sweep_share_place(ranks, rank, i)]);
    free(bytes);
    return good ? STATUS_GOOD : error_memory(err);
}

Status sweep_share_gather(const Ranks *ranks, CellSlot *slot, size_t cells, Error *err)
{
    Status status = STATUS_GOOD;
    if (ranks->rank)
        send_own(ranks, slot, cells);
    for (size_t rank = 1; !ranks->rank && rank < ranks->count; rank++) {
        Status one = receive_from(ranks, rank, slot, cells, err);
        status = status == STATUS_GOOD ? one : status;
    }
    return status;
}
