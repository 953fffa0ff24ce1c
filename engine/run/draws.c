#include "run/draws.h"

#include "base/hash.h"
#include "math/normal.h"
#include "run/block.h"

#include <stdlib.h>
#include <string.h>

enum { N = BLOCK_PATHS, KEY_WORDS = 6 };

/* What a row hangs on. */
typedef struct Key {
    uint64_t word[KEY_WORDS];
} Key;

/* Rows are kept in the order in which they came; slots, twice as many, lead from a key to a row. */
struct DrawsStore {
    double *value; /* [row][path] */
    Key *key;      /* of each row */
    size_t *slot;  /* a row's number and one; 0: free */
    size_t rows, most, slots;
    bool full;
};

/* The first laws; the others are told apart by the marks of their tables. */
enum { LAW_UNIFORM = 1, LAW_NORMAL = 2 };

Status draws_store_new(DrawsStore **made, size_t bytes, Error *err)
{
    DrawsStore *store = calloc(1, sizeof *store);
    *made = store;
    if (!store)
        return error_memory(err);
    store->most = bytes / (N * sizeof *store->value);
    for (store->slots = 2; store->slots < 2 * store->most;)
        store->slots *= 2;
    store->value = malloc((store->most * N + 1) * sizeof *store->value);
    store->key = malloc((store->most + 1) * sizeof *store->key);
    store->slot = calloc(store->slots, sizeof *store->slot);
    if (store->value && store->key && store->slot)
        return STATUS_GOOD;
    draws_store_free(store);
    *made = NULL;
    return error_memory(err);
}

void draws_store_free(DrawsStore *store)
{
    if (!store)
        return;
    free(store->value);
    free(store->key);
    free(store->slot);
    free(store);
}

bool draws_store_full(const DrawsStore *store)
{
    return store->full;
}

void draws_store_clear(DrawsStore *store)
{
    memset(store->slot, 0, store->slots * sizeof *store->slot);
    store->rows = 0;
    store->full = false;
}

static Key key_of(const Draws *draws, Address address, uint64_t law)
{
    Stream stream = draws->plan->stream[address.stream];
    return (Key){ { (uint64_t)(uintptr_t)draws->plan->sampling, draws->plan->family, law,
                    draws->first, (uint64_t)stream.key[1] << 32 | stream.key[0],
                    (uint64_t)address.purpose << 32 | address.step } };
}

/* The slot of the key, or the free one where it belongs. */
static size_t *find(const DrawsStore *store, const Key *key)
{
    size_t at = (size_t)hash_words(0, key->word, KEY_WORDS);
    for (;; at++) {
        size_t *slot = &store->slot[at & (store->slots - 1)];
        if (!*slot || !memcmp(&store->key[*slot - 1], key, sizeof *key))
            return slot;
    }
}

/* Whether x has been filled from the store. */
static bool recall(const Draws *draws, Address address, uint64_t law, double *x)
{
    if (!draws->store)
        return false;
    Key key = key_of(draws, address, law);
    size_t row = *find(draws->store, &key);
    if (row)
        memcpy(x, draws->store->value + (row - 1) * N, N * sizeof *x);
    return row;
}

static void keep(const Draws *draws, Address address, uint64_t law, const double *x)
{
    DrawsStore *store = draws->store;
    if (!store)
        return;
    store->full |= store->rows == store->most;
    if (store->full)
        return;
    Key key = key_of(draws, address, law);
    size_t *slot = find(store, &key);
    memcpy(store->value + store->rows * N, x, N * sizeof *x);
    store->key[store->rows] = key;
    *slot = ++store->rows;
}

Status draws_make(Draws *draws, const Plan *plan, Error *err)
{
    size_t dimensions = plan->sampling->dimension ? plan->dimensions.count : 0;
    *draws = (Draws){ .plan = plan };
    if (!dimensions)
        return STATUS_GOOD;
    draws->score = malloc(dimensions * N * sizeof *draws->score);
    draws->scored = calloc(dimensions, sizeof *draws->scored);
    return draws->score && draws->scored ? STATUS_GOOD : error_memory(err);
}

void draws_free(Draws *draws)
{
    free(draws->score);
    free(draws->scored);
}

void draws_start(Draws *draws, uint64_t first)
{
    draws->first = first;
    for (size_t i = 0; draws->scored && i < draws->plan->dimensions.count; i++)
        draws->scored[i] = false;
}

static const double *dimension_scores(const Draws *draws, const Dimension *dimension)
{
    size_t i = (size_t)(dimension - draws->plan->dimensions.dimension);
    double *row = draws->score + i * N;
    if (!draws->scored[i])
        draws->plan->sampling->dimension(draws->plan, dimension, draws->first, row, N);
    draws->scored[i] = true;
    return row;
}

/* Whether the draw is mixed from several dimensions, which all draws of its run share. */
static bool mix(const Draws *draws, Address address, double *x)
{
    DimensionPart part[DIMENSION_PARTS];
    size_t parts = draws->scored ? dimensions_parts(&draws->plan->dimensions, address, part) : 0;
    if (parts < 2)
        return false;
    for (size_t p = 0; p < N; p++)
        x[p] = 0;
    for (size_t i = 0; i < parts; i++) {
        const double *score = dimension_scores(draws, part[i].dimension);
        for (size_t p = 0; p < N; p++)
            x[p] += part[i].weight * score[p];
    }
    return true;
}

void draws_uniforms(const Draws *draws, Address address, double *x)
{
    if (recall(draws, address, LAW_UNIFORM, x))
        return;
    draws->plan->sampling->uniforms(draws->plan, address, draws->first, x, N);
    keep(draws, address, LAW_UNIFORM, x);
}

void draws_normals(const Draws *draws, Address address, double *x)
{
    const Sampling *sampling = draws->plan->sampling;
    if (recall(draws, address, LAW_NORMAL, x))
        return;
    if (sampling->normals && !mix(draws, address, x)) {
        sampling->normals(draws->plan, address, draws->first, x, N);
    } else if (!sampling->normals) {
        sampling->uniforms(draws->plan, address, draws->first, x, N);
        normal_quantiles(x, x, N);
    }
    keep(draws, address, LAW_NORMAL, x);
}

void draws_scores(const Draws *draws, Address address, const OctaveTable *table, double *x)
{
    if (recall(draws, address, table->mark, x))
        return;
    draws->plan->sampling->scores(draws->plan, address, draws->first, table, x, N);
    keep(draws, address, table->mark, x);
}

void draws_quantity(const Draws *draws, Address address, const Quantity *quantity, double *x)
{
    if (draws->plan->sampling->normals && quantity->law->from_scores) {
        draws_normals(draws, address, x);
        quantity_from_scores(quantity, x, x, N);
    } else {
        draws_uniforms(draws, address, x);
        quantity_from_uniforms(quantity, x, x, N);
    }
}
