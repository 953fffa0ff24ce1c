#include "math/vector_loops.h"

extern const VectorLoops vector_loops_plain;
#ifdef DUBAO_X86_64
extern const VectorLoops vector_loops_avx2;
extern const VectorLoops vector_loops_avx512;

const VectorLoops *const vector_loops_table[] = { &vector_loops_avx512, &vector_loops_avx2,
                                                  &vector_loops_plain, NULL };
#else
const VectorLoops *const vector_loops_table[] = { &vector_loops_plain, NULL };
#endif

const VectorLoops *vector_loops(void)
{
    size_t i = 0;
    while (!vector_loops_table[i]->supported())
        i++;
    return vector_loops_table[i];
}
