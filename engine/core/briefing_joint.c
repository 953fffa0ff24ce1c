#include "core/briefing_joint.h"

#include "core/joint.h"
#include "core/sentence.h"

#include <math.h>

static const Words heading = WORDS("Targets together", "Các mục tiêu cùng lúc");
/* {1} how many, {2} the group */
static const Words all_targets = WORDS("- **All {1} targets:** ", "- **Cả {1} mục tiêu:** ");
static const Words group_many = WORDS("- **{2} ({1} targets):** ", "- **{2} ({1} mục tiêu):** ");
static const Words group_one = WORDS("- **{2} (1 target):** ", "- **{2} (1 mục tiêu):** ");
/* as by sentence_chance */
static const Words known =
    WORDS("the probability that all are met is **{1}**, {5} (standard error {2}; 95 % interval {3} "
          "to {4}).",
          "xác suất đạt tất cả là **{1}**, {5} (sai số chuẩn {2}; khoảng tin cậy 95 % từ {3} đến "
          "{4}).");
static const Words known_exact =
    WORDS("the probability that all are met is **{1}**, {5} (exact: no error of sampling).",
          "xác suất đạt tất cả là **{1}**, {5} (chính xác: không có sai số lấy mẫu).");
static const Words unknown = WORDS("the probability that all are met is not known to this method.",
                                   "phương pháp này không cho biết xác suất đạt tất cả.");
/* {1} if independent, {2} and {3} bounds */
static const Words independent = WORDS(
    " Were they independent it would be {1}; whatever their dependence, it lies between {2} "
    "and {3}.",
    " Nếu các mục tiêu độc lập, xác suất là {1}; với mọi mức phụ thuộc, xác suất nằm giữa {2} "
    "và {3}.");
/* {1} target, {2} chance without it */
static const Words binding =
    WORDS(" The target that binds: {1}.", " Mục tiêu ràng buộc nhất: {1}.");
static const Words binding_gain =
    WORDS(" The target that binds: {1}; without it the probability would be {2}.",
          " Mục tiêu ràng buộc nhất: {1}; nếu bỏ mục tiêu này, xác suất là {2}.");

static void put_lead(Text *out, const Scenario *s, size_t index, Language language)
{
    Text part[2] = { 0 };
    size_t members = scenario_members(s, index);
    text_add(&part[0], "%zu", members);
    if (index)
        text_put(&part[1],
                 own_words_in(&s->group[index - 1].title, language, s->group[index - 1].id));
    sentence_add(out,
                 !index        ? &all_targets
                 : members > 1 ? &group_many
                               : &group_one,
                 language, part, 2);
}

static void put_bounds(Text *out, const Forecast *forecast, size_t index, Language language)
{
    const Joint *joint = &forecast->joint[index];
    double error = joint_single_error(forecast, index);
    Number buffer;
    Text part[3] = { 0 };
    text_put(&part[0], sentence_percent(joint->if_independent, error, language, buffer));
    text_put(&part[1], sentence_percent(joint->bounds[0], error, language, buffer));
    text_put(&part[2], sentence_percent(joint->bounds[1], error, language, buffer));
    sentence_add(out, &independent, language, part, 3);
}

static void put_binding(Text *out, const Forecast *forecast, size_t index, Language language)
{
    const Scenario *s = forecast->scenario;
    const Joint *joint = &forecast->joint[index];
    const Target *target = &s->target[joint->binding];
    double without = NAN, error = 0;
    Number buffer;
    Text part[2] = { 0 };
    for (size_t m = 0; m < scenario_members(s, index); m++) {
        if (scenario_member(s, index, m) != joint->binding)
            continue;
        without = joint->member[m].without;
        error = joint_without_error(joint, m);
    }
    text_put(&part[0], own_words_in(&target->title, language, target->id));
    text_put(&part[1], sentence_percent(without, error, language, buffer));
    sentence_add(out, isfinite(without) ? &binding_gain : &binding, language, part, 2);
}

static void put_set(Text *out, const Forecast *forecast, size_t index, Language language)
{
    const Joint *joint = &forecast->joint[index];
    Text part[5] = { 0 };
    put_lead(out, forecast->scenario, index, language);
    sentence_chance(part, &joint->chance, language);
    sentence_add(out,
                 !isfinite(joint->chance.probability) ? &unknown
                 : chance_is_exact(&joint->chance)    ? &known_exact
                                                      : &known,
                 language, part, 5);
    if (scenario_members(forecast->scenario, index) > 1) {
        put_bounds(out, forecast, index, language);
        put_binding(out, forecast, index, language);
    }
    text_put(out, "\n");
}

void briefing_joint(Text *out, const Forecast *forecast, Language language)
{
    size_t first = forecast->scenario->targets > 1 ? 0 : 1; /* one target needs no summing up */
    text_add(out, "## %s\n\n", words_in(&heading, language));
    for (size_t k = first; k < scenario_joints(forecast->scenario); k++)
        put_set(out, forecast, k, language);
    text_put(out, "\n");
}
