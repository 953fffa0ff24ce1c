/* Scores by table with AVX-512: eight Philox counters at a time give two registers of words, and
 * the 32 values of each term of the table lie in two registers, from which the octaves pick theirs
 * (vpermt2ps). The same operations as in vector_scores_plain.h, so the same bits. Part of
 * vector_loops.c. */
#include <immintrin.h>

typedef struct FourWords {
    __m512i c[4]; /* the low halves of 64-bit lanes; what stands above is not used */
} FourWords;

static inline FourWords philox_lanes(FourWords w, uint32_t k0, uint32_t k1)
{
    const __m512i m0 = _mm512_set1_epi64((long long)multiplier0);
    const __m512i m1 = _mm512_set1_epi64((long long)multiplier1);
    for (int round = 0; round < ROUNDS; round++) {
        __m512i p0 = _mm512_mul_epu32(m0, w.c[0]), p1 = _mm512_mul_epu32(m1, w.c[2]);
        __m512i key0 = _mm512_set1_epi64(k0), key1 = _mm512_set1_epi64(k1);
        w.c[0] = _mm512_ternarylogic_epi64(_mm512_srli_epi64(p1, 32), w.c[1], key0, 0x96);
        w.c[2] = _mm512_ternarylogic_epi64(_mm512_srli_epi64(p0, 32), w.c[3], key1, 0x96);
        w.c[1] = p1;
        w.c[3] = p0;
        k0 += (uint32_t)increment0;
        k1 += (uint32_t)increment1;
    }
    return w;
}

/* Words of two of the four registers, in turn. */
static inline __m512i interleave(__m512i even, __m512i odd)
{
    return _mm512_mask_mov_epi32(_mm512_slli_epi64(odd, 32), 0x5555, even);
}

typedef struct Terms {
    __m512 low[OCTAVE_TERMS], high[OCTAVE_TERMS];
} Terms;

static inline Terms load_terms(const OctaveTable *table, unsigned side)
{
    Terms terms;
    for (size_t k = 0; k < OCTAVE_TERMS; k++) {
        terms.low[k] = _mm512_loadu_ps(table->term[side][k]);
        terms.high[k] = _mm512_loadu_ps(table->term[side][k] + 16);
    }
    return terms;
}

static inline __m512 polynomial(const Terms *terms, __m512i octave, __m512 m)
{
    __m512 s =
        _mm512_permutex2var_ps(terms->low[OCTAVE_TERMS - 1], octave, terms->high[OCTAVE_TERMS - 1]);
    for (int k = OCTAVE_TERMS - 2; k >= 0; k--)
        s = _mm512_fmadd_ps(s, m, _mm512_permutex2var_ps(terms->low[k], octave, terms->high[k]));
    return s;
}

static inline __m512d place_value(const OctaveTable *table, __m256 s)
{
    __m512d value = _mm512_add_pd(_mm512_cvtps_pd(s), _mm512_set1_pd(table->median));
    value = _mm512_max_pd(value, _mm512_set1_pd(table->low));
    return _mm512_min_pd(value, _mm512_set1_pd(table->high));
}

/* Stores 16 scores; the mask has the words that are to be deepened. */
static inline __mmask16 store_scores(const OctaveTable *table, const Terms terms[2], __m512i word,
                                     double *z)
{
    const __m512i one = _mm512_set1_epi32(1), rest = _mm512_set1_epi32(0x7FFFFFFF);
    __m512i x = _mm512_ternarylogic_epi32(word, rest, one, 0xEA); /* (word & rest) | one */
    __m512i bits = _mm512_castps_si512(_mm512_cvtepi32_ps(x)), octave = _mm512_srli_epi32(bits, 23);
    __m512 m = _mm512_castsi512_ps(_mm512_ternarylogic_epi32(bits, _mm512_set1_epi32(0x007FFFFF),
                                                             _mm512_set1_epi32(0x3F800000), 0xEA));
    m = _mm512_sub_ps(m, _mm512_set1_ps(1.5F));
    __m512 s = polynomial(&terms[0], octave, m);
    if (table->symmetric) { /* the word's highest bit is the sign */
        s = _mm512_castsi512_ps(
            _mm512_ternarylogic_epi32(_mm512_castps_si512(s), rest, word, 0xD2));
        _mm512_storeu_pd(z, _mm512_cvtps_pd(_mm512_castps512_ps256(s)));
        _mm512_storeu_pd(z + 8, _mm512_cvtps_pd(_mm512_extractf32x8_ps(s, 1)));
    } else {
        s = _mm512_mask_mov_ps(s, _mm512_movepi32_mask(word), polynomial(&terms[1], octave, m));
        _mm512_storeu_pd(z, place_value(table, _mm512_castps512_ps256(s)));
        _mm512_storeu_pd(z + 8, place_value(table, _mm512_extractf32x8_ps(s, 1)));
    }
    return _mm512_cmplt_epi32_mask(x, _mm512_set1_epi32(OCTAVE_DEEP));
}

static void deepen(const VectorAddress *at, const OctaveTable *table, __m512i word, unsigned mask,
                   double *z, size_t from)
{
    uint32_t words[16];
    _mm512_storeu_si512(words, word);
    for (size_t i = 0; i < 16; i++)
        if (mask >> i & 1)
            z[from + i] = deep_score(at, table, from + i, words[i]);
}

static void scores(const VectorAddress *at, const OctaveTable *table, double *restrict z, size_t n)
{
    const __m512i lanes = _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7);
    const __m512i mirror = _mm512_set1_epi32((int)at->mirror);
    const Terms terms[2] = { load_terms(table, 0), load_terms(table, 1) };
    for (size_t from = 0; from < n; from += VECTOR_GROUP) {
        __m512i counter =
            _mm512_add_epi64(_mm512_set1_epi64((long long)(at->first + from / 4)), lanes);
        FourWords w = { { counter, _mm512_srli_epi64(counter, 32), _mm512_set1_epi64(at->step),
                          _mm512_set1_epi64(at->purpose) } };
        w = philox_lanes(w, at->key[0], at->key[1]);
        __m512i first = _mm512_xor_si512(interleave(w.c[0], w.c[1]), mirror);
        __m512i second = _mm512_xor_si512(interleave(w.c[2], w.c[3]), mirror);
        unsigned near = store_scores(table, terms, first, z + from);
        unsigned far = store_scores(table, terms, second, z + from + 16);
        if (near | far) {
            deepen(at, table, first, near, z, from);
            deepen(at, table, second, far, z, from + 16);
        }
    }
}
