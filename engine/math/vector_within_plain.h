/* Which values lie within bounds, the plain form (see vector_loops.h). Part of vector_loops.c. */

static void within(const double *restrict x, double low, double high, unsigned char *restrict flag,
                   size_t n)
{
    for (size_t i = 0; i < n; i++)
        flag[i] = (unsigned char)((x[i] >= low) & (x[i] <= high));
}
