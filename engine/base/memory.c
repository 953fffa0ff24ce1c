#include "base/memory.h"

#include <malloc.h>

/* The most that glibc takes for a block from its own heaps, and far above what a sweep frees. */
enum { LARGEST = 32 << 20, KEPT = 1 << 30 };

void memory_keep(void)
{
    mallopt(M_MMAP_THRESHOLD, LARGEST);
    mallopt(M_TRIM_THRESHOLD, KEPT);
}
