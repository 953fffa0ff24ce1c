#include "core/design.h"

#include "math/latin.h"
#include "math/sobol.h"
#include "math/stream.h"

#include <string.h>

static void latin(const DesignAxis *axis, double *u, size_t n)
{
    Stream stream = stream_of(axis->seed, axis->name);
    double draw[LATIN_KEYS];
    uint64_t key[LATIN_KEYS];
    stream_uniforms(stream, PURPOSE_PARAMETER, 0, 0, draw, LATIN_KEYS);
    for (size_t i = 0; i < LATIN_KEYS; i++)
        key[i] = (uint64_t)(draw[i] * 0x1p52);
    stream_uniforms(stream, PURPOSE_SHOCK, 0, 0, u, n);
    latin_uniforms(key, n, 0, u, n);
}

static void sobol(const DesignAxis *axis, double *u, size_t n)
{
    Stream stream = stream_of(axis->seed, axis->name);
    double draw[2];
    stream_uniforms(stream, PURPOSE_PARAMETER, 0, 0, draw, 2);
    sobol_uniforms(axis->dimension,
                   (uint32_t[]){ (uint32_t)(draw[0] * 0x1p32), (uint32_t)(draw[1] * 0x1p32) }, 0, u,
                   n);
}

static const Design designs[] = {
    { .name = "latin_hypercube", .uniforms = latin },
    { .name = "sobol", .uniforms = sobol },
};

const Design *design_find(const char *name)
{
    for (size_t i = 0; i < sizeof designs / sizeof *designs; i++)
        if (!strcmp(designs[i].name, name))
            return &designs[i];
    return NULL;
}
