#include "core/briefing_reach.h"

#include "core/sentence.h"
#include "core/target.h"

#include <math.h>

/* {1} low, {2} high, {3} central, {4} years */
static const Words paths_level =
    WORDS("Without chance, the scenario's own growth gives {1} to {2} in {4} (central {3}).",
          "Nếu không có biến động, tốc độ tăng của kịch bản cho {1} đến {2} năm {4} "
          "(trung tâm {3}).");
static const Words paths_growth =
    WORDS("The scenario's own growth is {1} to {2} a year on average over {4} (central {3}).",
          "Tốc độ tăng của kịch bản bình quân {1} đến {2} mỗi năm trong {4} (trung tâm {3}).");
static const Words reached_always = WORDS("**Reachable:** even the low path meets the target.",
                                          "**Đạt được:** ngay cả đường thấp cũng đạt mục tiêu.");
static const Words reached_half =
    WORDS("**Reachable, not assured:** the central path meets the target, the low path does not.",
          "**Có thể đạt, chưa chắc chắn:** đường trung tâm đạt mục tiêu, đường thấp thì không.");
static const Words reached_high =
    WORDS("**Only just reachable:** the high path meets the target, the central path does not.",
          "**Chỉ đạt ở mức cao nhất:** đường cao đạt mục tiêu, đường trung tâm thì không.");
static const Words reached_part = WORDS(
    "**Reachable in part of the range:** some of the low, central and high paths meet it.",
    "**Đạt trong một phần của khoảng:** chỉ một số trong các đường thấp, trung tâm, cao đạt.");
static const Words reached_never =
    WORDS("**Not reachable at the scenario's own growth:** not even the most favourable of the "
          "low, central and high paths meets the target.",
          "**Không đạt được với tốc độ tăng của kịch bản:** cả ba đường thấp, trung tâm và cao đều "
          "không đạt mục tiêu.");
/* {1} required growth, {2} base, {3} base year, {4} and {5} growth of the low and high path */
static const Words required =
    WORDS("From the base of {2} in {3}, the target requires growth of **{1} a year**; the "
          "scenario's own is {4} to {5}.",
          "Từ mức gốc {2} năm {3}, mục tiêu đòi hỏi tăng **{1} mỗi năm**; kịch bản có tốc độ tăng "
          "{4} đến {5}.");
/* The same, and {6} the most */
static const Words required_between =
    WORDS("From the base of {2} in {3}, the target requires growth of **{1} to {6} a year**; the "
          "scenario's own is {4} to {5}.",
          "Từ mức gốc {2} năm {3}, mục tiêu đòi hỏi tăng **{1} đến {6} mỗi năm**; kịch bản có tốc "
          "độ tăng {4} đến {5}.");
/* {4} years */
static const Words paths_undefined = WORDS(
    "Growth over {4} is undefined on some or all of the low, central and high paths: it begins "
    "at a level not above 0, or ends below 0.",
    "Tốc độ tăng trong {4} không xác định ở một số hoặc tất cả các đường thấp, trung tâm và "
    "cao: mức đầu không lớn hơn 0, hoặc mức cuối nhỏ hơn 0.");
static const Words *verdict(const Requirement *requirement)
{
    const bool *met = requirement->met;
    if (met[0] && met[1] && met[2])
        return &reached_always;
    if (!met[0] && !met[1] && !met[2])
        return &reached_never;
    if (met[2] && !met[0])
        return met[1] ? &reached_half : &reached_high;
    return &reached_part;
}

/* Growth a year of a path from the base to the target's first year. */
static double path_growth(const Projection *projection, const Target *target, size_t side)
{
    const double *level = projection_level(projection, target->indicator, side);
    int years = target->from - projection->scenario->base;
    return pow(level[years] / level[0], 1.0 / years) - 1;
}

static void put_required(Text *out, const Forecast *forecast, size_t index, Language language)
{
    const Scenario *s = forecast->scenario;
    const Projection *projection = forecast->projection;
    const Target *target = &s->target[index];
    const Requirement *requirement = &projection->requirement[index];
    double low = path_growth(projection, target, 0), high = path_growth(projection, target, 2);
    bool between = target_two_sided(target);
    Text part[6] = { 0 };
    Number buffer;
    if (!isfinite(requirement->required_growth) || !isfinite(low) || !isfinite(high))
        return;
    text_put(&part[0],
             sentence_percent(between ? requirement->band[0] : requirement->required_growth, 0,
                              language, buffer));
    sentence_measure(&part[1], s, target, projection_level(projection, target->indicator, 1)[0],
                     language);
    text_add(&part[2], "%d", s->base);
    text_put(&part[3], sentence_percent(low, 0, language, buffer));
    text_put(&part[4], sentence_percent(high, 0, language, buffer));
    text_put(&part[5], sentence_percent(requirement->band[1], 0, language, buffer));
    text_put(out, "- ");
    sentence_put(out, between ? &required_between : &required, language, part, 6);
}

void briefing_reach(Text *out, const Forecast *forecast, size_t index, Language language)
{
    const Scenario *s = forecast->scenario;
    const Target *target = &s->target[index];
    const Requirement *requirement = &forecast->projection->requirement[index];
    const double *measure = requirement->measure;
    bool growth = target->shape == TARGET_GROWTH;
    bool defined = !isnan(measure[0]) && !isnan(measure[1]) && !isnan(measure[2]);
    Text part[4] = { 0 };
    sentence_measure(&part[0], s, target, requirement->measure[0], language);
    sentence_measure(&part[1], s, target, requirement->measure[2], language);
    sentence_measure(&part[2], s, target, requirement->measure[1], language);
    sentence_years(&part[3], target);
    text_put(out, "- ");
    sentence_put(out,
                 !defined ? &paths_undefined
                 : growth ? &paths_growth
                          : &paths_level,
                 language, part, 4);
    text_add(out, "- %s\n", words_in(verdict(requirement), language));
    if (!growth)
        put_required(out, forecast, index, language);
}
