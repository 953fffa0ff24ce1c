/* Scores by table, the plain form (see vector_loops.h): what the form for AVX-512 is tested
 * against. Part of vector_loops.c, whose Philox it uses. */

/* As that file counts them: word r of a group comes from counter r % 16 / 2, as its word of number
 * r / 16 * 2 + r % 2. */
static void group_words(const Counters *c, size_t counter, uint32_t word[VECTOR_GROUP])
{
    for (size_t i = 0; i < VECTOR_GROUP / 4; i++) {
        word[2 * i] = (uint32_t)c->c0[counter + i];
        word[2 * i + 1] = (uint32_t)c->c1[counter + i];
        word[VECTOR_GROUP / 2 + 2 * i] = (uint32_t)c->c2[counter + i];
        word[VECTOR_GROUP / 2 + 2 * i + 1] = (uint32_t)c->c3[counter + i];
    }
}

static double score(const OctaveTable *table, uint32_t word)
{
    float x = (float)(int32_t)((word & 0x7FFFFFFF) | 1), m, z;
    uint32_t bits, side = word >> 31;
    const float(*term)[OCTAVES] = table->term[table->symmetric ? 0 : side];
    memcpy(&bits, &x, sizeof bits);
    size_t octave = bits >> 23 & (OCTAVES - 1);
    bits = (bits & 0x007FFFFF) | 0x3F800000;
    memcpy(&m, &bits, sizeof m);
    m -= 1.5f;
    z = term[OCTAVE_TERMS - 1][octave];
    for (int k = OCTAVE_TERMS - 2; k >= 0; k--)
        z = fmaf(z, m, term[k][octave]);
    if (table->symmetric)
        return side ? -z : z;
    double value = z + table->median;
    value = value > table->low ? value : table->low;
    return value < table->high ? value : table->high;
}

static void scores(const VectorAddress *at, const OctaveTable *table, double *restrict z, size_t n)
{
    for (size_t from = 0; from < n; from += 4 * BATCH) {
        Counters c;
        uint32_t word[4 * BATCH];
        size_t left = n - from < 4 * BATCH ? n - from : 4 * BATCH;
        count(&c, at, at->first + from / 4);
        philox(&c, at->key[0], at->key[1]);
        for (size_t i = 0; i < BATCH; i += VECTOR_GROUP / 4)
            group_words(&c, i, word + 4 * i);
        for (size_t i = 0; i < left; i++) {
            word[i] ^= at->mirror;
            z[from + i] = score(table, word[i]);
        }
        for (size_t i = 0; i < left; i++)
            if ((word[i] & 0x7FFFFFFF) < OCTAVE_DEEP)
                z[from + i] = deep_score(at, table, from + i, word[i]);
    }
}
