/* What a function that can fail returns, and the one sentence that says why.
 * The values of Status are the exit codes of the program. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

typedef enum Status {
    STATUS_GOOD = 0,
    STATUS_OUTPUT = 1,   /* output could not be written */
    STATUS_USAGE = 2,    /* the command line is wrong */
    STATUS_INVALID = 3,  /* scenario or data invalid */
    STATUS_NUMERIC = 4,  /* a computation failed */
    STATUS_INTERNAL = 5, /* our own mistake, or no memory */
    STATUS_CHARTS = 6,   /* charts could not be drawn, all numbers were written */
    STATUS_CELLS = 7,    /* a sweep is complete, but some of its cells failed */
    STATUS_NO = 10,      /* the answer is no, and the user asked for this code */
    STATUS_INTERRUPTED = 130,
    STATUS_TERMINATED = 143
} Status;

/* Lives on the caller's stack, zero-initialised. Holds the first failure only. */
typedef struct Error {
    Status status;
    char text[1000];
} Error;

/* Stores status and sentence unless an earlier failure is stored already; returns the stored
 * status. The sentence says where, what is wrong, and what is allowed. */
__attribute__((format(printf, 3, 4))) Status error_set(Error *err, Status status,
                                                       const char *format, ...);

/* error_set for a failed allocation. */
Status error_memory(Error *err);

/* Passes a failure on to the caller. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        Status try_status = (call);                                                                \
        if (try_status != STATUS_GOOD)                                                             \
            return try_status;                                                                     \
    } while (0)

#endif
