/* A conflict in words: the chain of statements, the figure that it leads to, and the one that this
 * excludes. */
#include "core/audit.h"
#include "core/sentence.h"

#include <math.h>

static const Words comma = WORDS(", ", ", ");
static const Words and_more = WORDS("{1}, and {2} more", "{1}, và {2} phát biểu khác");
static const Words at_once_below =
    WORDS("{1} is below the {2} of {3}", "{1} thấp hơn mức {2} của {3}");
static const Words at_once_above =
    WORDS("{1} is above the {2} of {3}", "{1} cao hơn mức {2} của {3}");
static const Words rate_below = WORDS("{1}, below the {2} of {3}", "{1}, thấp hơn mức {2} của {3}");
static const Words rate_above = WORDS("{1}, above the {2} of {3}", "{1}, cao hơn mức {2} của {3}");
static const Words of_its_own = WORDS("{1}: {2}", "{1}: {2}");
static const Words gives_most =
    WORDS("{1} gives at most {2} for {3} in {4}, below the {5} of {6}",
          "{1} cho nhiều nhất {2} đối với {3} năm {4}, thấp hơn mức {5} của {6}");
static const Words gives_least =
    WORDS("{1} gives at least {2} for {3} in {4}, above the {5} of {6}",
          "{1} cho ít nhất {2} đối với {3} năm {4}, cao hơn mức {5} của {6}");
static const Words gives_most_own =
    WORDS("{1} gives at most {2} in {4}, below the {5} of {6}",
          "{1}, chỉ đạt nhiều nhất {2} năm {4}, thấp hơn mức {5} của {6}");
static const Words gives_least_own = WORDS("{1} gives at least {2} in {4}, above the {5} of {6}",
                                           "{1}, đạt ít nhất {2} năm {4}, cao hơn mức {5} của {6}");
static const Words share_most =
    WORDS("{1} makes {2} at most {3} of {4} in {5}, below the {6} of {7}",
          "{1}: {2} nhiều nhất bằng {3} của {4} năm {5}, thấp hơn mức {6} của {7}");
static const Words share_least =
    WORDS("{1} makes {2} at least {3} of {4} in {5}, above the {6} of {7}",
          "{1}: {2} ít nhất bằng {3} của {4} năm {5}, cao hơn mức {6} của {7}");
static const Words times_most =
    WORDS("From {1} in {2}: {3} makes {4} in {5} at most {6} times as much, but {7} needs at "
          "least {8} times",
          "Từ {1} năm {2}: {3} làm cho {4} năm {5} nhiều nhất gấp {6} lần, nhưng {7} đòi hỏi ít "
          "nhất {8} lần");
static const Words times_least =
    WORDS("From {1} in {2}: {3} makes {4} in {5} at least {6} times as much, but {7} allows at "
          "most {8} times",
          "Từ {1} năm {2}: {3} làm cho {4} năm {5} ít nhất gấp {6} lần, nhưng {7} chỉ cho phép "
          "nhiều nhất {8} lần");

static const Words together = WORDS("{1} cannot hold together", "{1} không thể cùng đúng");

enum { POINTERS = 4 }; /* named in a sentence */

static void put_title(const Audit *audit, size_t indicator, Language language, Text *out)
{
    const Indicator *it = &audit->scenario->indicator[indicator];
    text_put(out, own_words_in(&it->title, language, it->id));
}

static void put_level(double value, Language language, Text *out)
{
    Number buffer;
    int some = number_decimals(value, 0), all = number_decimals_given(value);
    text_put(out, number_words(value, some < all ? some : all, language, buffer));
}

/* A multiple with digits enough to tell it from the other. */
static void put_multiple(double value, Language language, Text *out)
{
    Number buffer;
    int decimals = value > 0 ? 3 - (int)floor(log10(value)) : 3;
    text_put(out, number_words(value,
                               decimals < 0   ? 0
                               : decimals > 9 ? 9
                                              : decimals,
                               language, buffer));
}

static void put_pointers(const Audit *audit, const bool *said, Language language, Text *out)
{
    size_t count = 0;
    Text part[2] = { 0 };
    for (size_t i = 0; i < audit->statements; i++) {
        if (!said[i])
            continue;
        if (count < POINTERS)
            text_add(&part[0], "%s%s", count ? ", " : "", audit->statement[i].pointer);
        count++;
    }
    if (count <= POINTERS) {
        text_put(out, part[0].data ? part[0].data : "");
        text_free(&part[0]);
        return;
    }
    text_add(&part[1], "%zu", count - POINTERS);
    sentence_add(out, &and_more, language, part, 2);
}

static void put_step(const Audit *audit, const AuditStep *step, Language language, Text *out)
{
    Text part[5] = { 0 };
    Number buffer;
    put_title(audit, step->indicator, language, &part[0]);
    if (step->phrase->measure == AUDIT_LEVEL)
        put_level(step->value, language, &part[1]);
    else
        text_put(&part[1], sentence_percent(step->value, 0, language, buffer));
    if (step->from == step->to)
        text_add(&part[2], "%d", step->to);
    else
        text_add(&part[2], "%d-%d", step->from, step->to);
    put_pointers(audit, step->said, language, &part[3]);
    put_title(audit, step->other, language, &part[4]);
    sentence_add(out, &step->phrase->words, language, part, 5);
}

static void put_chain(const Audit *audit, const AuditConflict *conflict, Language language,
                      Text *out)
{
    for (size_t i = 0; i + 1 < conflict->steps; i++) {
        text_put(out, i ? words_in(&comma, language) : "");
        put_step(audit, &conflict->step[i], language, out);
    }
}

static void put_anchored(const Audit *audit, const AuditConflict *conflict, Language language,
                         Text *out)
{
    const AuditStep *last = &conflict->step[conflict->steps - 1];
    Text part[6] = { 0 };
    put_chain(audit, conflict, language, &part[0]);
    if (conflict->steps == 2) {
        put_level(conflict->bound, language, &part[1]);
        put_pointers(audit, last->said, language, &part[2]);
        sentence_add(out, conflict->upward ? &at_once_below : &at_once_above, language, part, 3);
        return;
    }
    put_level(conflict->reached, language, &part[1]);
    put_title(audit, conflict->indicator, language, &part[2]);
    text_add(&part[3], "%d", conflict->year);
    put_level(conflict->bound, language, &part[4]);
    put_pointers(audit, last->said, language, &part[5]);
    const Words *other = conflict->upward ? &gives_most : &gives_least;
    const Words *own = conflict->upward ? &gives_most_own : &gives_least_own;
    bool same = conflict->step[0].indicator == conflict->indicator;
    sentence_add(out, same ? own : other, language, part, 6);
}

static void put_relative(const Audit *audit, const AuditConflict *conflict, Language language,
                         Text *out)
{
    Text part[8] = { 0 };
    put_title(audit, conflict->start, language, &part[0]);
    text_add(&part[1], "%d", conflict->start_year);
    put_chain(audit, conflict, language, &part[2]);
    put_title(audit, conflict->indicator, language, &part[3]);
    text_add(&part[4], "%d", conflict->year);
    put_multiple(conflict->reached, language, &part[5]);
    put_step(audit, &conflict->step[conflict->steps - 1], language, &part[6]);
    put_multiple(conflict->bound, language, &part[7]);
    sentence_add(out, conflict->upward ? &times_most : &times_least, language, part, 8);
}

/* Two statements on one rate: the same growth, or the same share. */
static void put_rates(const Audit *audit, const AuditConflict *conflict, Language language,
                      Text *out)
{
    const AuditStep *first = &conflict->step[0], *last = &conflict->step[1];
    Text part[3] = { 0 }, chain[2] = { 0 };
    Number buffer;
    put_title(audit, conflict->indicator, language, &chain[0]);
    put_step(audit, first, language, &chain[1]);
    if (first->phrase->measure == AUDIT_GROWTH)
        sentence_add(&part[0], &of_its_own, language, chain, 2);
    else
        text_put(&part[0], chain[1].data ? chain[1].data : "");
    text_put(&part[1], sentence_percent(last->value, 0, language, buffer));
    put_pointers(audit, last->said, language, &part[2]);
    text_free(&chain[0]);
    text_free(&chain[1]);
    sentence_add(out, conflict->upward ? &rate_below : &rate_above, language, part, 3);
}

/* A chain that leads to a share. */
static void put_share(const Audit *audit, const AuditConflict *conflict, Language language,
                      Text *out)
{
    const AuditStep *last = &conflict->step[conflict->steps - 1];
    bool below = conflict->indicator == last->indicator;
    Text part[7] = { 0 };
    Number buffer;
    put_chain(audit, conflict, language, &part[0]);
    put_title(audit, last->indicator, language, &part[1]);
    text_put(&part[2], sentence_percent(below ? conflict->reached : 1 / conflict->reached, 0,
                                        language, buffer));
    put_title(audit, last->other, language, &part[3]);
    text_add(&part[4], "%d", conflict->year);
    text_put(&part[5], sentence_percent(last->value, 0, language, buffer));
    put_pointers(audit, last->said, language, &part[6]);
    sentence_add(out, below ? &share_most : &share_least, language, part, 7);
}

/* A contradiction that no chain of steps shows. */
static void put_together(const Audit *audit, const AuditConflict *conflict, Language language,
                         Text *out)
{
    Text part[1] = { 0 };
    for (size_t i = 0; i < conflict->statements; i++)
        text_add(&part[0], "%s%s", i ? ", " : "", audit->statement[conflict->statement[i]].pointer);
    sentence_add(out, &together, language, part, 1);
}

static bool of_share(const AuditConflict *conflict)
{
    return conflict->step[conflict->steps - 1].phrase->measure == AUDIT_SHARE &&
           conflict->year == conflict->start_year;
}

static bool of_one_rate(const AuditConflict *conflict)
{
    return !conflict->anchored && conflict->steps == 2 &&
           conflict->step[0].phrase->measure == conflict->step[1].phrase->measure &&
           conflict->step[0].from == conflict->step[1].from &&
           conflict->step[0].to == conflict->step[1].to &&
           conflict->step[0].indicator == conflict->step[1].indicator;
}

void audit_sentence(const Audit *audit, const AuditConflict *conflict, Language language, Text *out)
{
    (!conflict->steps        ? put_together
     : conflict->anchored    ? put_anchored
     : of_one_rate(conflict) ? put_rates
     : of_share(conflict)    ? put_share
                             : put_relative)(audit, conflict, language, out);
    text_put(out, ".");
}
