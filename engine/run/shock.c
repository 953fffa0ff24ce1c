#include "run/shock.h"

#include <math.h>
#include <stdlib.h>

static bool any(const Indicator *it)
{
    const Parameter *volatility = &it->noise[NOISE_VOLATILITY];
    for (size_t q = 0; it->model->noisy && q < volatility->count; q++)
        if (volatility->quantity[q].law->high(&volatility->quantity[q]) > 0)
            return true;
    return false;
}

Status shock_start(Shock *shock, const Indicator *indicator, Error *err)
{
    Error unfit = { 0 };
    *shock = (Shock){ .any = indicator->model->counts || any(indicator) };
    if (!shock->any)
        return STATUS_GOOD;
    if (!isfinite(indicator->freedom)) {
        shock->table = &octave_normal_table;
        return STATUS_GOOD;
    }
    TRY(student_new(&shock->student, indicator->freedom, err));
    shock->own = malloc(sizeof *shock->own);
    if (!shock->own)
        return error_memory(err);
    if (octave_fit_symmetric(shock->own, student_octave, shock->student, &unfit) == STATUS_GOOD)
        shock->table = shock->own;
    return STATUS_GOOD;
}

void shock_free(Shock *shock)
{
    student_free(shock->student);
    free(shock->own);
}
