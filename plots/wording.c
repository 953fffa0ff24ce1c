#include "plots/wording.h"

#include "core/evidence.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const Words level_least = WORDS("at least {1}", "ít nhất {1}");
static const Words level_most = WORDS("at most {2}", "không quá {2}");
static const Words level_between = WORDS("between {1} and {2}", "từ {1} đến {2}");
static const Words span_year = WORDS("{1} in {2}", "{1} vào năm {2}");
static const Words span_each = WORDS("{1} in each year {2}–{3}", "{1} trong mỗi năm {2}–{3}");
static const Words span_growth =
    WORDS("average growth of {1} a year, {2}–{3}", "tăng bình quân {1} mỗi năm, giai đoạn {2}–{3}");
static const Words mark_year = WORDS("Target {1}: {3}", "Mục tiêu {1}: {3}");
static const Words mark_span = WORDS("Target {1}–{2}: {3}", "Mục tiêu {1}–{2}: {3}");
static const Words above = WORDS("over ", "trên ");
static const Words below = WORDS("under ", "dưới ");
static const Words exact = WORDS("exact", "chính xác");
static const Words unit_plain = WORDS("Unit: {1}", "Đơn vị tính: {1}");
static const Words unit_power = WORDS("Unit: {2} × {1}", "Đơn vị tính: {2} × {1}");
static const Words unit_none = WORDS("not stated", "không nêu");
static const Words source_own = WORDS("calculated by dubao", "tính toán bằng dubao");
static const Words source_base = WORDS("Source: {1}; scenario {2}", "Nguồn: {1}; kịch bản {2}");
static const Words source_sweep = WORDS("; sweep {6}", "; bảng quét {6}");
static const Words source_random =
    WORDS("; n\u00A0=\u00A0{3}; seed\u00A0{4}", "; n\u00A0=\u00A0{3}; hạt\u00A0giống\u00A0{4}");
static const Words source_digest = WORDS("; sha256\u00A0{5}", "; mã\u00A0băm\u00A0{5}");

/* Decimals that show all of `value`, up to seven significant digits. */
static int exact_decimals(double value)
{
    enum { MOST = 12 };
    int decimals = 0;
    double scaled = value;
    while (decimals < MOST && isfinite(value) && fabs(scaled) < 1e6 &&
           fabs(scaled - round(scaled)) > 1e-9 * fabs(scaled)) {
        decimals++;
        scaled = value * pow(10, decimals);
    }
    return decimals;
}

char *wording_exact(double value, bool rate, Language language, char buffer[NUMBER_SIZE])
{
    if (rate)
        return percent_words(value, exact_decimals(100 * value), language, buffer);
    return number_words(value, exact_decimals(value), language, buffer);
}

const char *wording_title(const ChartInput *in, const Target *target)
{
    const Indicator *indicator = in->forecast->scenario->indicator + target->indicator;
    const char *fallback = own_words_in(&indicator->title, in->language, indicator->id);
    return own_words_in(&target->title, in->language, fallback);
}

static const Words *bound_pattern(const Target *target)
{
    if (!isfinite(target->high))
        return &level_least;
    return isfinite(target->low) ? &level_between : &level_most;
}

void wording_condition(const ChartInput *in, const Target *target, Text *text)
{
    bool rate = target->shape == TARGET_GROWTH;
    char low[NUMBER_SIZE], high[NUMBER_SIZE], from[16], to[16];
    wording_exact(target->low, rate, in->language, low);
    wording_exact(target->high, rate, in->language, high);
    snprintf(from, sizeof from, "%d", target->from);
    snprintf(to, sizeof to, "%d", target->to);
    Text level = { 0 };
    const char *bounds[] = { low, high };
    text_fill(&level, words_in(bound_pattern(target), in->language), bounds, 2);
    const Words *span = rate                           ? &span_growth
                        : target->shape == TARGET_YEAR ? &span_year
                                                       : &span_each;
    const char *parts[] = { level.data ? level.data : "", from, to };
    text_fill(text, words_in(span, in->language), parts, 3);
    text->failed = text->failed || level.failed;
    text_free(&level);
}

void wording_mark(const ChartInput *in, const Target *target, int exponent, Text *text)
{
    bool rate = target->shape == TARGET_GROWTH;
    double factor = rate ? 1 : pow(10, -exponent);
    char low[NUMBER_SIZE], high[NUMBER_SIZE], from[16], to[16], bounds[2 * NUMBER_SIZE + 8];
    wording_exact(target->low * factor, rate, in->language, low);
    wording_exact(target->high * factor, rate, in->language, high);
    snprintf(from, sizeof from, "%d", target->from);
    snprintf(to, sizeof to, "%d", target->to);
    if (*low && *high)
        snprintf(bounds, sizeof bounds, "%s–%s", low, high);
    else
        snprintf(bounds, sizeof bounds, "%s %s", *low ? "≥" : "≤", *low ? low : high);
    const char *parts[] = { from, to, bounds };
    const Words *pattern = target->from == target->to ? &mark_year : &mark_span;
    text_fill(text, words_in(pattern, in->language), parts, 3);
}

/* Decimals of a percent figure known to half the width of the interval. */
static int chance_decimals(const Chance *chance)
{
    double half = 50 * (chance->interval[1] - chance->interval[0]);
    int decimals = half > 0 ? number_decimals(100 * chance->probability, half) : 1;
    if (half > 0 && chance_is_exact(chance))
        return rate_decimals(chance->probability, chance->standard_error);
    return decimals < 0 ? 0 : decimals;
}

void wording_probability(const Chance *chance, Language language, Text *text)
{
    char buffer[NUMBER_SIZE];
    double shown = chance->probability;
    int decimals = chance_decimals(chance);
    bool uncertain = chance->interval[1] > chance->interval[0];
    if (uncertain && chance->probability >= 1) {
        text_put(text, words_in(&above, language));
        shown = floor(chance->interval[0] * pow(10, decimals + 2)) / pow(10, decimals + 2);
    } else if (uncertain && chance->probability <= 0) {
        text_put(text, words_in(&below, language));
        shown = ceil(chance->interval[1] * pow(10, decimals + 2)) / pow(10, decimals + 2);
    }
    bool at_end = chance->probability <= 0 || chance->probability >= 1;
    if (at_end || !rare_words(shown, chance->standard_error, language, buffer))
        percent_words(shown, decimals, language, buffer);
    text_put(text, buffer);
}

void wording_interval(const Chance *chance, Language language, Text *text)
{
    char low[NUMBER_SIZE], high[NUMBER_SIZE];
    int decimals = chance_decimals(chance);
    if (chance_is_exact(chance)) {
        text_put(text, words_in(&exact, language));
        return;
    }
    number_words(100 * chance->interval[0], decimals, language, low);
    percent_words(chance->interval[1], decimals, language, high);
    text_add(text, "%s–%s", low, high);
}

/* 10 to that power, with raised digits. */
static void put_power(int exponent, Text *text)
{
    static const char *const raised[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
    char digits[16];
    snprintf(digits, sizeof digits, "%d", exponent);
    text_put(text, "10");
    for (const char *at = digits; *at; at++)
        text_put(text, *at == '-' ? "⁻" : raised[*at - '0']);
}

void wording_unit(const ChartInput *in, size_t indicator, int exponent, Text *text)
{
    const OwnWords *unit = &in->forecast->scenario->indicator[indicator].unit;
    const char *none = words_in(&unit_none, in->language);
    Text power = { 0 };
    put_power(exponent, &power);
    const char *parts[] = { own_words_in(unit, in->language, none), power.data ? power.data : "" };
    text_fill(text, words_in(exponent ? &unit_power : &unit_plain, in->language), parts, 2);
    text->failed = text->failed || power.failed;
    text_free(&power);
}

/* The number of targets when none is concerned. */
static size_t caution_target(const ChartInput *in)
{
    const Scenario *s = in->forecast->scenario;
    size_t target = 0;
    if (!in->chart)
        return s->targets;
    if (in->chart->subject == CHART_OF_TARGET)
        return in->subject;
    bool whole = in->chart->subject == CHART_OF_SCENARIO;
    while (target < s->targets && ((!whole && s->target[target].indicator != in->subject) ||
                                   !evidence_circular(s, target)))
        target++;
    return target;
}

void wording_caution(const ChartInput *in, Text *text)
{
    if (in->view)
        return; /* what a sweep varies is not taken from the plan */
    size_t target = caution_target(in);
    if (target < in->forecast->scenario->targets)
        evidence_words(in->forecast, target, in->chart->subject == CHART_OF_TARGET, in->language,
                       text);
}

/* Of a sweep: its id too, and the digest of all that its results depend on. */
static void source_of_sweep(const ChartInput *in, Text *text)
{
    const SweepTable *table = in->view->table;
    const char *source = table->scenario ? table->scenario->source : NULL;
    char paths[NUMBER_SIZE], digest[9];
    number_words((double)table->paths, 0, in->language, paths);
    snprintf(digest, sizeof digest, "%.8s", table->digest);
    const char *parts[] = { source && *source ? source : words_in(&source_own, in->language),
                            table->scenario_id,
                            paths,
                            table->seed,
                            digest,
                            table->id };
    text_fill(text, words_in(&source_base, in->language), parts, 6);
    text_fill(text, words_in(&source_sweep, in->language), parts, 6);
    if (strcmp(table->sampling, "exact"))
        text_fill(text, words_in(&source_random, in->language), parts, 6);
    text_fill(text, words_in(&source_digest, in->language), parts, 6);
}

void wording_source(const ChartInput *in, bool random, Text *text)
{
    if (in->view) {
        source_of_sweep(in, text);
        return;
    }
    const Scenario *scenario = in->forecast->scenario;
    char paths[NUMBER_SIZE], seed[24], digest[9] = "";
    number_words((double)scenario->simulation.paths, 0, in->language, paths);
    snprintf(seed, sizeof seed, "%" PRIu64, scenario->simulation.seed);
    snprintf(digest, sizeof digest, "%.8s", scenario->digest);
    const char *own = words_in(&source_own, in->language);
    const char *parts[] = { scenario->source && *scenario->source ? scenario->source : own,
                            scenario->id, paths, seed, digest };
    text_fill(text, words_in(&source_base, in->language), parts, 5);
    if (random)
        text_fill(text, words_in(&source_random, in->language), parts, 5);
    if (*digest)
        text_fill(text, words_in(&source_digest, in->language), parts, 5);
}
