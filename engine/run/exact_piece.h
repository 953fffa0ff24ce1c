/* The years of a span that lie in one period: spans are products of such pieces. Pieces of as many
 * years of the same kinds, in periods whose draws have the same law, are one. */
#ifndef RUN_EXACT_PIECE_H
#define RUN_EXACT_PIECE_H

#include "run/exact_law.h"

typedef struct ExactPiece {
    size_t period, first, last; /* years */
} ExactPiece;

typedef struct ExactPieces {
    ExactPiece *piece; /* those of one first year follow each other, each a year longer; owned */
    size_t count;
    size_t *of; /* [span * periods + period]: `count` where the span has no year in it; owned */
} ExactPieces;

Status exact_pieces_make(ExactPieces *pieces, const ExactLaw *law, const ExactSpan *span,
                         size_t spans, Error *err);

/* Whether some piece lies in the period. */
bool exact_pieces_any(const ExactPieces *pieces, size_t period);
void exact_pieces_free(ExactPieces *pieces);

#endif
