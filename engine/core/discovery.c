#include "core/discovery.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void discovery_free(Discovery *discovery)
{
    if (!discovery)
        return;
    for (size_t i = 0; i < discovery->inputs; i++) {
        free(discovery->input[i].pointer);
        free(discovery->input[i].x);
        for (int k = 0; k < LANGUAGE_COUNT; k++)
            free(discovery->input[i].title[k]);
    }
    free(discovery->input);
    free(discovery->interest);
    prim_free(&discovery->trajectory);
    free(discovery);
}

const PrimBox *discovery_box(const Discovery *discovery)
{
    return &discovery->trajectory.box[discovery->chosen];
}

size_t discovery_order(const Discovery *discovery, size_t *order)
{
    size_t count = 0;
    for (size_t v = 0; v < discovery->inputs; v++) {
        if (!prim_restricts(discovery_box(discovery), v))
            continue;
        size_t at = count++;
        for (; at && discovery->input[order[at - 1]].without_it > discovery->input[v].without_it;
             at--)
            order[at] = order[at - 1];
        order[at] = v;
    }
    return count;
}

/* ---- the sentence ---- */

/* {1} the input, {2} and {3} its ends */
static const Words at_least = WORDS("{1} is at least {2}", "{1} từ {2} trở lên");
static const Words at_most = WORDS("{1} is at most {3}", "{1} không quá {3}");
static const Words between = WORDS("{1} is between {2} and {3}", "{1} từ {2} đến {3}");
static const Words comes = WORDS("“{1}” comes", "có “{1}”");
static const Words stays_away = WORDS("“{1}” does not come", "không có “{1}”");

/* {1} the target, {2} density, {3} the conditions, {4} coverage, {5} the share of all paths */
static const Words sentence[2] = {
    WORDS("The target “{1}” is missed in {2} of the paths in which {3} ({5} of all paths); these "
          "are {4} of all misses.",
          "Mục tiêu “{1}” không đạt ở {2} số đường mô phỏng mà {3} ({5} tổng số đường); đó là {4} "
          "tổng số trường hợp không đạt."),
    WORDS("The target “{1}” is met in {2} of the paths in which {3} ({5} of all paths); these are "
          "{4} of all paths that meet it.",
          "Mục tiêu “{1}” đạt ở {2} số đường mô phỏng mà {3} ({5} tổng số đường); đó là {4} tổng "
          "số trường hợp đạt."),
};
static const Words nothing[2] = {
    WORDS(
        "The target “{1}” is missed in {2} of all paths, and no condition on the inputs makes "
        "that more frequent.",
        "Mục tiêu “{1}” không đạt ở {2} số đường mô phỏng, và không điều kiện nào của đầu vào làm "
        "cho việc đó thường xuyên hơn."),
    WORDS("The target “{1}” is met in {2} of all paths, and no condition on the inputs makes that "
          "more frequent.",
          "Mục tiêu “{1}” đạt ở {2} số đường mô phỏng, và không điều kiện nào của đầu vào làm cho "
          "việc đó thường xuyên hơn."),
};
static const Words and = WORDS(" and ", " và ");

static void write_value(const DiscoveryInput *input, double value, Language language,
                        char buffer[NUMBER_SIZE])
{
    int whole = number_decimals(value, 0);
    if (input->unit == INPUT_RATE)
        percent_words(value, 1, language, buffer);
    else if (fabs(value - rint(value)) < 1e-12 * fabs(value))
        number_words(value, 0, language, buffer);
    else
        number_words(value, whole < 2 ? whole : 2, language, buffer);
}

void discovery_clause(const Discovery *discovery, size_t v, Language language, Text *out)
{
    const DiscoveryInput *input = &discovery->input[v];
    const PrimBox *box = discovery_box(discovery);
    char low[NUMBER_SIZE] = "", high[NUMBER_SIZE] = "";
    const Words *words = isinf(box->high[v]) ? &at_least : isinf(box->low[v]) ? &at_most : &between;
    if (isfinite(box->low[v]))
        write_value(input, box->low[v], language, low);
    if (isfinite(box->high[v]))
        write_value(input, box->high[v], language, high);
    if (input->unit == INPUT_YES)
        words = box->low[v] > 0 ? &comes : &stays_away;
    text_fill(out, words_in(words, language),
              (const char *const[]){ input->title[language], low, high }, 3);
}

/* Whole percents, but 99.92 % is not 100 %. */
static char *write_share(double share, Language language, char buffer[NUMBER_SIZE])
{
    int decimals = 0;
    double rest = fmin(share, 1 - share);
    while (decimals < 4 && rest > 0 && rest < 0.005 * pow(10, -decimals))
        decimals++;
    return percent_words(share, decimals, language, buffer);
}

void discovery_sentence(const Discovery *discovery, Language language, Text *out)
{
    const PrimTrajectory *made = &discovery->trajectory;
    const Target *target = &discovery->scenario->target[discovery->target];
    size_t *order = calloc(discovery->inputs + 1, sizeof *order), k = discovery->chosen;
    size_t count = order ? discovery_order(discovery, order) : 0;
    char density[NUMBER_SIZE], coverage[NUMBER_SIZE], mass[NUMBER_SIZE];
    Text conditions = { 0 };
    for (size_t i = 0; i < count; i++) {
        text_put(&conditions, i ? words_in(&and, language) : "");
        discovery_clause(discovery, order[i], language, &conditions);
    }
    const char *part[] = { own_words_in(&target->title, language, target->id),
                           write_share(prim_density(made, k), language, density),
                           conditions.data ? conditions.data : "",
                           write_share(prim_coverage(made, k), language, coverage),
                           write_share(prim_mass(made, k), language, mass) };
    text_fill(out, words_in(count ? &sentence[discovery->met] : &nothing[discovery->met], language),
              part, 5);
    out->failed |= !order || conditions.failed;
    text_free(&conditions);
    free(order);
}
