#include "run/shock.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool any(const Indicator *it)
{
    const Parameter *volatility = &it->noise[NOISE_VOLATILITY];
    for (size_t q = 0; it->model->noisy && q < volatility->count; q++)
        if (volatility->quantity[q].law->high(&volatility->quantity[q]) > 0)
            return true;
    return false;
}

static bool is_whole(const Indicator *it, bool correlated)
{
    const Quantity *persistence = &it->noise[NOISE_PERSISTENCE].quantity[0];
    const Parameter *volatility = &it->noise[NOISE_VOLATILITY];
    if (it->model->counts || correlated || !quantity_is_constant(persistence) ||
        quantity_side(persistence, 0) != 0)
        return false;
    for (size_t q = 0; q < volatility->count; q++)
        if (!quantity_is_constant(&volatility->quantity[q]))
            return false;
    return true;
}

Status shock_start(Shock *shock, const Indicator *indicator, bool correlated, Error *err)
{
    const Parameter *volatility = &indicator->noise[NOISE_VOLATILITY];
    OctaveTable table;
    Error unfit = { 0 };
    *shock = (Shock){ .any = indicator->model->counts || any(indicator) };
    if (!shock->any)
        return STATUS_GOOD;
    if (isfinite(indicator->freedom))
        TRY(student_new(&shock->student, indicator->freedom, err));
    OctaveQuantile *quantile = shock->student ? student_octave : octave_normal;
    if (octave_fit_symmetric(&table, quantile, shock->student, &unfit) != STATUS_GOOD)
        return STATUS_GOOD;
    shock->whole = is_whole(indicator, correlated);
    shock->tables = shock->whole ? volatility->count : 1;
    shock->table = malloc(shock->tables * sizeof *shock->table);
    if (!shock->table)
        return error_memory(err);
    for (size_t i = 0; i < shock->tables; i++) {
        memcpy(&shock->table[i], &table, sizeof table);
        if (shock->whole)
            octave_scale(&shock->table[i], quantity_side(&volatility->quantity[i], 0));
    }
    return STATUS_GOOD;
}

void shock_free(Shock *shock)
{
    student_free(shock->student);
    free(shock->table);
}

const OctaveTable *shock_table(const Shock *shock, size_t period)
{
    return shock->table ? &shock->table[shock->tables > 1 ? period : 0] : NULL;
}
