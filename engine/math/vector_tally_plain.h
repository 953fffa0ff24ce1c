/* Sums and a histogram of many values in one pass, the plain form (see vector_loops.h): what the
 * form for AVX-512 is tested against. Part of vector_loops.c. */

static VectorTally tally(const VectorBins *bins, const double *x, size_t n, uint32_t *count)
{
    VectorTally lane[VECTOR_LANES];
    for (size_t k = 0; k < VECTOR_LANES; k++)
        lane[k] = (VectorTally){ .least = INFINITY, .most = -INFINITY };
    for (size_t i = 0; i < n; i++) {
        VectorTally *own = &lane[i % VECTOR_LANES];
        double d = x[i] - bins->middle;
        count[vector_cell(bins, x[i])]++;
        own->sum += d;
        own->squares += d * d;
        own->least = x[i] < own->least ? x[i] : own->least;
        own->most = x[i] > own->most ? x[i] : own->most;
    }
    return tally_of(lane);
}
