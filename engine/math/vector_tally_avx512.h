/* Sums and a histogram of many values in one pass with AVX-512. The counters of eight values are
 * raised while the cells of the next eight are worked out, since the one keeps the memory busy and
 * the other the arithmetic. The same operations as in vector_tally_plain.h, so the same bits. Part
 * of vector_loops.c. */
#include <immintrin.h>

typedef struct TallyLanes {
    __m512d sum, squares, least, most;
} TallyLanes;

/* The lanes that `mask` leaves out stay as they are. */
static inline __m256i tally_eight(const VectorBins *bins, __m512d x, __mmask8 mask, TallyLanes *t)
{
    const __m512d middle = _mm512_set1_pd(bins->middle), zero = _mm512_setzero_pd();
    const __m512d over = _mm512_set1_pd(2 * bins->half + 1);
    __m512d d = _mm512_sub_pd(x, middle);
    __mmask8 below = _mm512_cmp_pd_mask(d, zero, _CMP_LT_OQ);
    __m512d scale =
        _mm512_mask_mov_pd(_mm512_set1_pd(bins->scale[1]), below, _mm512_set1_pd(bins->scale[0]));
    __m512d at = _mm512_add_pd(_mm512_set1_pd(bins->half + 1), _mm512_mul_pd(d, scale));
    at = _mm512_max_pd(_mm512_min_pd(at, over), zero); /* a NaN takes the second operand: over */
    t->sum = _mm512_mask_add_pd(t->sum, mask, t->sum, d);
    t->squares = _mm512_mask_add_pd(t->squares, mask, t->squares, _mm512_mul_pd(d, d));
    t->least = _mm512_mask_min_pd(t->least, mask, x, t->least);
    t->most = _mm512_mask_max_pd(t->most, mask, x, t->most);
    return _mm512_cvttpd_epi32(at);
}

static inline void raise_eight(uint32_t *count, const uint32_t *cell)
{
    for (size_t k = 0; k < VECTOR_LANES; k++)
        count[cell[k]]++;
}

static VectorTally tally(const VectorBins *bins, const double *x, size_t n, uint32_t *count)
{
    VectorTally lane[VECTOR_LANES];
    double part[4][VECTOR_LANES];
    TallyLanes t = { _mm512_setzero_pd(), _mm512_setzero_pd(), _mm512_set1_pd(INFINITY),
                     _mm512_set1_pd(-INFINITY) };
    uint32_t cell[2 * VECTOR_LANES] = { 0 }; /* of these eight and of those before, by turns */
    size_t i = 0;
    for (; i + VECTOR_LANES <= n; i += VECTOR_LANES) {
        __m256i now = tally_eight(bins, _mm512_loadu_pd(x + i), 0xFF, &t);
        if (i)
            raise_eight(count, cell + ((i & VECTOR_LANES) ^ VECTOR_LANES));
        _mm256_storeu_si256((__m256i *)(cell + (i & VECTOR_LANES)), now);
    }
    if (i)
        raise_eight(count, cell + ((i & VECTOR_LANES) ^ VECTOR_LANES));
    __mmask8 mask = (__mmask8)((1U << (n - i)) - 1);
    __m256i rest = tally_eight(bins, _mm512_maskz_loadu_pd(mask, x + i), mask, &t);
    memcpy(cell, &rest, sizeof rest);
    for (size_t k = 0; i + k < n; k++)
        count[cell[k]]++;
    _mm512_storeu_pd(part[0], t.sum);
    _mm512_storeu_pd(part[1], t.squares);
    _mm512_storeu_pd(part[2], t.least);
    _mm512_storeu_pd(part[3], t.most);
    for (size_t k = 0; k < VECTOR_LANES; k++)
        lane[k] = (VectorTally){ part[0][k], part[1][k], part[2][k], part[3][k] };
    return tally_of(lane);
}
