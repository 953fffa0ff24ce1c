/* Which values lie within bounds with AVX-512: comparisons give bits, 64 of which become as many
 * bytes in one step. Part of vector_loops.c. */
#include <immintrin.h>

static inline uint64_t within_eight(const double *x, __m512d low, __m512d high)
{
    __m512d value = _mm512_loadu_pd(x);
    __mmask8 above = _mm512_cmp_pd_mask(value, low, _CMP_GE_OQ);
    return _mm512_mask_cmp_pd_mask(above, value, high, _CMP_LE_OQ);
}

static void within(const double *restrict x, double low, double high, unsigned char *restrict flag,
                   size_t n)
{
    const __m512d least = _mm512_set1_pd(low), most = _mm512_set1_pd(high);
    size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        uint64_t bits = 0;
        for (size_t k = 0; k < 8; k++)
            bits |= within_eight(x + i + 8 * k, least, most) << (8 * k);
        _mm512_storeu_si512(flag + i, _mm512_maskz_mov_epi8(bits, _mm512_set1_epi8(1)));
    }
    for (; i < n; i++)
        flag[i] = (unsigned char)((x[i] >= low) & (x[i] <= high));
}
