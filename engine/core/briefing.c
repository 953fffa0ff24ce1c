#include "core/briefing.h"

#include "core/briefing_joint.h"
#include "core/briefing_projects.h"
#include "core/briefing_reach.h"
#include "core/evidence.h"
#include "core/sentence.h"
#include "core/target.h"
#include "core/version.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

static const Words heading_targets = WORDS("Targets", "Mục tiêu");
static const Words heading_assumptions = WORDS("What this rests on", "Các giả định");
static const Words heading_made = WORDS("How it was made", "Cách tính");

static const Words growth_rate = WORDS("growth a year", "tốc độ tăng mỗi năm");
static const Words question_least =
    WORDS("Target: at least {1} in {2}.", "Mục tiêu: ít nhất {1} năm {2}.");
static const Words question_most =
    WORDS("Target: at most {1} in {2}.", "Mục tiêu: nhiều nhất {1} năm {2}.");
static const Words question_between =
    WORDS("Target: between {1} and {3} in {2}.", "Mục tiêu: trong khoảng {1} đến {3} năm {2}.");

/* {1} share */
static const Words undefined_level = WORDS(
    "The level is undefined in {1} of the paths, where something is divided by 0; they count as "
    "missing the target, and the median leaves them out.",
    "Mức không xác định ở {1} số đường mô phỏng, nơi có phép chia cho 0; các đường này tính là "
    "không đạt và không nằm trong trung vị.");
static const Words undefined_growth = WORDS(
    "Growth is undefined in {1} of the paths, where it begins at a level not above 0 or ends "
    "below 0; they count as missing the target, and the median leaves them out.",
    "Tốc độ tăng không xác định ở {1} số đường mô phỏng, nơi mức đầu không lớn hơn 0 hoặc mức "
    "cuối nhỏ hơn 0; các đường này tính là không đạt và không nằm trong trung vị.");
/* {1} probability, {2} error, {3} and {4} interval, {5} class in words */
static const Words chance =
    WORDS("Probability: **{1}**, {5} (standard error {2}; 95 % interval {3} to {4}).",
          "Xác suất đạt: **{1}**, {5} (sai số chuẩn {2}; khoảng tin cậy 95 % từ {3} đến {4}).");
static const Words chance_exact = WORDS("Probability: **{1}**, {5} (exact: no error of sampling).",
                                        "Xác suất đạt: **{1}**, {5} (chính xác: không có sai số "
                                        "lấy mẫu).");
/* {1} median first year, {2} share of paths without any, {3} last year, {4} first year of growth */
static const Words first_level = WORDS(
    "Reached by **{1}** in half of the paths; not within the horizon, to {3}, in {2} of them.",
    "Đạt lần đầu vào năm **{1}** hoặc sớm hơn ở một nửa số đường mô phỏng; không đạt trong kỳ "
    "dự báo, đến {3}, ở {2} số đường.");
static const Words first_growth =
    WORDS("As an average from {4} on, reached by **{1}** in half of the paths; not within the "
          "horizon, to {3}, in {2} of them.",
          "Tính bình quân từ {4}, đạt lần đầu vào năm **{1}** hoặc sớm hơn ở một nửa số đường mô "
          "phỏng; không đạt trong kỳ dự báo, đến {3}, ở {2} số đường.");
static const Words never_level =
    WORDS("Not reached in any year of the horizon, to {3}, in **{2}** of the paths.",
          "Không đạt trong năm nào của kỳ dự báo, đến {3}, ở **{2}** số đường mô phỏng.");
static const Words never_growth = WORDS(
    "As an average from {4} on, not reached within the horizon, to {3}, in **{2}** of the "
    "paths.",
    "Tính bình quân từ {4}, không đạt trong kỳ dự báo, đến {3}, ở **{2}** số đường mô phỏng.");
static const Words under = WORDS("under ", "dưới ");
static const Words over = WORDS("over ", "trên ");
/* {1} chance with 1 % less base, {2} with 1 % more, {3} with 5 % less, {4} with 5 % more */
static const Words base_moves =
    WORDS("With the base 1 % lower the probability is {1}, with 1 % higher {2}; with 5 % lower "
          "{3}, with 5 % higher {4}.",
          "Nếu số gốc thấp hơn 1 % thì xác suất là {1}, cao hơn 1 % là {2}; thấp hơn 5 % là {3}, "
          "cao hơn 5 % là {4}.");
/* {1} base at which the chance is even, {2} how far that is from the base */
static const Words base_even =
    WORDS("The chance would be even at a base of {1} ({2} from the base taken).",
          "Khả năng đạt là một nửa khi số gốc bằng {1} ({2} so với số gốc đã dùng).");
static const Words caution =
    WORDS("The probabilities hold if base, growth and volatility are as the scenario states.",
          "Các xác suất này đúng nếu số gốc, tốc độ tăng và biến động như kịch bản đã nêu.");
/* {1} event, {2} probability, {3} years, {4} indicators, {5} loss, {6} how long */
static const Words event_short =
    WORDS("{1}: in each year of {3}, with probability {2}, the growth of {4} is lowered by {5}.",
          "{1}: mỗi năm trong {3}, với xác suất {2}, tốc độ tăng của {4} giảm {5}.");
static const Words event_long =
    WORDS("{1}: in each year of {3}, with probability {2}, an event starts that lowers the growth "
          "of {4} by {5} for {6} years.",
          "{1}: mỗi năm trong {3}, với xác suất {2}, sự kiện bắt đầu và làm tốc độ tăng của {4} "
          "giảm {5} trong {6} năm.");
static const Words points_fixed = WORDS("{1} points", "{1} điểm phần trăm");
static const Words points_range = WORDS("{1} to {2} points", "{1} đến {2} điểm phần trăm");
/* {1} version, {2} scenario, {3} digest, {4} paths, {5} seed, {6} sampling */
static const Words made =
    WORDS("dubao {1}, scenario {2} (sha256 {3}), {4} paths, seed {5}, sampling {6}.",
          "dubao {1}, kịch bản {2} (sha256 {3}), {4} đường mô phỏng, hạt giống {5}, cách lấy mẫu "
          "{6}.");

static void put_question(Text *out, const Scenario *s, const Target *target, Language language)
{
    const Indicator *indicator = &s->indicator[target->indicator];
    Text part[3] = { 0 };
    bool least = isfinite(target->low), most = isfinite(target->high);
    sentence_measure(&part[0], s, target, least ? target->low : target->high, language);
    sentence_years(&part[1], target);
    sentence_measure(&part[2], s, target, target->high, language);
    text_add(out, "### %s\n\n", own_words_in(&target->title, language, target->id));
    sentence_put(out,
                 least && most ? &question_between
                 : least       ? &question_least
                               : &question_most,
                 language, part, 3);
    text_add(out, "%s: %s%s%s\n\n", own_words_in(&indicator->title, language, indicator->id),
             target->shape == TARGET_GROWTH ? words_in(&growth_rate, language)
                                            : own_words_in(&indicator->unit, language, ""),
             target->source ? "; " : "", target->source ? target->source : "");
}

/* base_shifts: -10 % -5 % -1 % 0 1 % 5 % 10 % */
static void put_base(Text *out, const Forecast *forecast, size_t index, Language language)
{
    static const size_t shown[] = { 2, 4, 1, 5 };
    const TargetForecast *it = &forecast->target[index];
    const Target *target = &forecast->scenario->target[index];
    Number buffer;
    if (!isfinite(it->base_chance[0]))
        return;
    Text part[4] = { 0 };
    for (size_t i = 0; i < 4; i++) {
        double p = it->base_chance[shown[i]];
        double n = (double)forecast->scenario->simulation.paths;
        double share = fmax(sqrt(p * (1 - p) / n), 1 / n);
        text_put(&part[i], sentence_percent(p, it->base_error > 0 ? it->base_error : share,
                                            language, buffer));
    }
    text_put(out, "- ");
    sentence_put(out, &base_moves, language, part, 4);
    if (!isfinite(it->base_even))
        return;
    double base = projection_level(forecast->projection, target->indicator, 1)[0];
    Text even[2] = { 0 };
    sentence_measure(&even[0], forecast->scenario, target, it->base_even, language);
    text_add(&even[1], "%s%s", it->base_even > base ? "+" : "",
             percent_words(it->base_even / base - 1, 1, language, buffer));
    text_put(out, "- ");
    sentence_put(out, &base_even, language, even, 2);
}

/* Where all paths agree, what they still leave open. */
static void put_share(Text *out, const Chance *share, Language language)
{
    Number buffer;
    bool none = share->probability <= 0, all = share->probability >= 1;
    double shown = none ? share->interval[1] : all ? share->interval[0] : share->probability;
    text_put(out, none || all ? words_in(none ? &under : &over, language) : "");
    text_put(out, sentence_percent(shown, share->standard_error, language, buffer));
}

/* The first year; nothing when the method does not know it. */
static void put_first_year(Text *out, const Forecast *forecast, size_t index, Language language)
{
    const Scenario *s = forecast->scenario;
    const Target *target = &s->target[index];
    const Chance *last = &forecast->target[index].reached[scenario_years(s) - 1];
    Chance never = chance_missed(last);
    bool growth = target->shape == TARGET_GROWTH;
    int median = forecast_median_year(forecast, index);
    Text part[4] = { 0 };
    if (!isfinite(last->probability))
        return;
    text_add(&part[0], "%d", median);
    put_share(&part[1], &never, language);
    text_add(&part[2], "%d", s->end);
    text_add(&part[3], "%d", target->from);
    text_put(out, "- ");
    sentence_put(out,
                 growth ? (median ? &first_growth : &never_growth)
                        : (median ? &first_level : &never_level),
                 language, part, 4);
}

static void put_undefined(Text *out, const Forecast *forecast, size_t index, Language language)
{
    const TargetForecast *it = &forecast->target[index];
    bool growth = forecast->scenario->target[index].shape == TARGET_GROWTH;
    Text part[1] = { 0 };
    Number buffer;
    if (!(it->undefined > 0))
        return;
    text_put(&part[0],
             sentence_percent(it->undefined, it->chance.standard_error, language, buffer));
    text_put(out, "- ");
    sentence_put(out, growth ? &undefined_growth : &undefined_level, language, part, 1);
}

static void put_evidence(Text *out, const Forecast *forecast, size_t index, Language language)
{
    Text words = { 0 };
    evidence_words(forecast, index, true, language, &words);
    if (words.size)
        text_add(out, "- %s\n", words.data);
    out->failed |= words.failed;
    text_free(&words);
}

static void put_target(Text *out, const Forecast *forecast, size_t index, Language language)
{
    Text part[5] = { 0 };
    put_question(out, forecast->scenario, &forecast->scenario->target[index], language);
    briefing_reach(out, forecast, index, language);
    sentence_chance(part, &forecast->target[index].chance, language);
    text_put(out, "- ");
    sentence_put(out, chance_is_exact(&forecast->target[index].chance) ? &chance_exact : &chance,
                 language, part, 5);
    put_undefined(out, forecast, index, language);
    put_evidence(out, forecast, index, language);
    put_first_year(out, forecast, index, language);
    put_base(out, forecast, index, language);
    briefing_projects(forecast, index, language, out);
    text_put(out, "\n");
}

/* Ends of the loss, or its 5 % and 95 % quantiles where it has none. */
static void put_loss(Text *text, const Quantity *loss, Language language)
{
    char low[NUMBER_SIZE], high[NUMBER_SIZE];
    double from = 100 * quantity_side(loss, -1), to = 100 * quantity_side(loss, 1);
    number_words(from, number_decimals_given(from), language, low);
    number_words(to, number_decimals_given(to), language, high);
    text_fill(text, words_in(from < to ? &points_range : &points_fixed, language),
              (const char *const[]){ low, high }, 2);
}

static void put_event(Text *out, const Scenario *s, const Event *event, Language language)
{
    Text part[6] = { 0 };
    Number buffer;
    text_put(&part[0], own_words_in(&event->title, language, event->id));
    text_put(&part[1],
             percent_words(event->probability, number_decimals_given(100 * event->probability),
                           language, buffer));
    text_add(&part[2], event->from == event->to ? "%d" : "%d-%d", event->from, event->to);
    for (size_t i = 0; i < event->indicators; i++) {
        const Indicator *indicator = &s->indicator[event->indicator[i]];
        text_add(&part[3], "%s%s", i ? ", " : "",
                 own_words_in(&indicator->title, language, indicator->id));
    }
    put_loss(&part[4], &event->loss, language);
    text_add(&part[5], "%d", event->duration);
    text_put(out, "- ");
    sentence_put(out, event->duration > 1 ? &event_long : &event_short, language, part, 6);
}

static void put_made(Text *out, const Scenario *s, Language language)
{
    Text part[6] = { 0 };
    Number buffer;
    text_put(&part[0], version);
    text_put(&part[1], s->id);
    text_put(&part[2], s->digest);
    text_put(&part[3], number_words((double)s->simulation.paths, 0, language, buffer));
    text_add(&part[4], "%" PRIu64, s->simulation.seed);
    text_put(&part[5], s->simulation.sampling);
    text_add(out, "## %s\n\n", words_in(&heading_made, language));
    sentence_put(out, &made, language, part, 6);
}

void briefing_write(const Forecast *forecast, Language language, Text *out)
{
    const Scenario *s = forecast->scenario;
    text_add(out, "# %s\n\n", own_words_in(&s->title, language, s->id));
    if (s->targets)
        text_add(out, "## %s\n\n", words_in(&heading_targets, language));
    for (size_t i = 0; i < s->targets; i++)
        put_target(out, forecast, i, language);
    if (s->targets > 1 || s->groups)
        briefing_joint(out, forecast, language);
    text_add(out, "## %s\n\n%s\n\n", words_in(&heading_assumptions, language),
             words_in(&caution, language));
    for (size_t i = 0; i < s->assumptions; i++)
        text_add(out, "- %s\n",
                 own_words_in(&s->assumption[i].text, language, s->assumption[i].id));
    for (size_t i = 0; i < s->events; i++)
        put_event(out, s, &s->event[i], language);
    for (size_t i = 0; i < s->programmes; i++)
        briefing_programme(s, &s->programme[i], language, out);
    text_put(out, s->assumptions || s->events || s->programmes ? "\n" : "");
    put_made(out, s, language);
}
