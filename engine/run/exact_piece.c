#include "run/exact_piece.h"

#include <stdlib.h>

/* First and last year of the span in the period; false when it has none. */
static bool part_of(const ExactLaw *law, ExactSpan span, size_t period, ExactPiece *part)
{
    bool any = false;
    *part = (ExactPiece){ .period = period };
    for (size_t t = span.first; t <= span.last; t++) {
        if (law->plan->period[t] != period)
            continue;
        part->first = any ? part->first : t;
        part->last = t;
        any = true;
    }
    return any;
}

/* Whether what years of the periods draw has the same law. */
static bool alike(const ExactLaw *law, size_t one, size_t other)
{
    return exact_law_growth(law, one) == exact_law_growth(law, other) &&
           exact_law_volatility(law, one) == exact_law_volatility(law, other);
}

/* As many years of the same kinds in one period of the same law, as early as they occur. */
static ExactPiece earliest(const ExactLaw *law, ExactPiece part)
{
    size_t length = part.last - part.first;
    const size_t *kind = law->events.kind, *period = law->plan->period;
    for (size_t from = 1; from < part.first; from++) {
        bool same = alike(law, period[from], part.period);
        for (size_t k = 0; k <= length && same; k++)
            same = period[from + k] == period[from] && kind[from + k] == kind[part.first + k];
        if (same)
            return (ExactPiece){ period[from], from, from + length };
    }
    return part;
}

static size_t find(const ExactPieces *pieces, ExactPiece wanted)
{
    size_t i = 0;
    while (i < pieces->count &&
           (pieces->piece[i].first != wanted.first || pieces->piece[i].last != wanted.last))
        i++;
    return i;
}

/* Lists the first years of all parts with the longest part from each. */
static size_t list_longest(const ExactLaw *law, const ExactSpan *span, size_t spans,
                           ExactPiece *longest)
{
    size_t count = 0;
    for (size_t i = 0; i < spans; i++)
        for (size_t p = 0; p < law->plan->scenario->periods; p++) {
            ExactPiece part;
            if (!part_of(law, span[i], p, &part))
                continue;
            part = earliest(law, part);
            size_t k = 0;
            while (k < count && longest[k].first != part.first)
                k++;
            if (k == count)
                longest[count++] = part;
            else if (longest[k].last < part.last)
                longest[k] = part;
        }
    return count;
}

Status exact_pieces_make(ExactPieces *pieces, const ExactLaw *law, const ExactSpan *span,
                         size_t spans, Error *err)
{
    size_t periods = law->plan->scenario->periods, years = law->plan->years, room = 0;
    ExactPiece *longest = calloc(years, sizeof *longest);
    *pieces = (ExactPieces){ .of = calloc(spans * periods + 1, sizeof *pieces->of) };
    size_t starts = longest ? list_longest(law, span, spans, longest) : 0;
    for (size_t k = 0; k < starts; k++)
        room += longest[k].last - longest[k].first + 1;
    pieces->piece = calloc(room + 1, sizeof *pieces->piece);
    Status status = longest && pieces->of && pieces->piece ? STATUS_GOOD : error_memory(err);
    for (size_t k = 0; k < starts && status == STATUS_GOOD; k++)
        for (size_t t = longest[k].first; t <= longest[k].last; t++)
            pieces->piece[pieces->count++] = (ExactPiece){ longest[k].period, longest[k].first, t };
    for (size_t i = 0; i < spans * periods && status == STATUS_GOOD; i++) {
        ExactPiece part;
        bool any = part_of(law, span[i / periods], i % periods, &part);
        pieces->of[i] = any ? find(pieces, earliest(law, part)) : pieces->count;
    }
    free(longest);
    if (status != STATUS_GOOD)
        exact_pieces_free(pieces);
    return status;
}

bool exact_pieces_any(const ExactPieces *pieces, size_t period)
{
    for (size_t i = 0; i < pieces->count; i++)
        if (pieces->piece[i].period == period)
            return true;
    return false;
}

void exact_pieces_free(ExactPieces *pieces)
{
    free(pieces->piece);
    free(pieces->of);
    *pieces = (ExactPieces){ 0 };
}
