#include "core/joint_document.h"

#include "core/joint.h"
#include "core/measure.h"

#include <math.h>

static const Words all_targets = WORDS("(all)", "(tất cả)");
static const Words title_joint = WORDS("Targets together", "Các mục tiêu cùng lúc");
static const Words title_members =
    WORDS("Which target holds the others back", "Mục tiêu nào cản trở các mục tiêu còn lại");
static const Words title_pairs = WORDS("Targets missed together", "Các mục tiêu cùng không đạt");

#define COLUMN_GROUP                                                                               \
    {                                                                                              \
        "group", WORDS("group", "nhóm")                                                            \
    }

static const Column joint_columns[] = {
    COLUMN_GROUP,
    COLUMN_CHANCE,
    COLUMN_ERROR,
    COLUMN_LOW95,
    COLUMN_HIGH95,
    { "if_independent", WORDS("if independent", "nếu độc lập") },
    { "bound_low", WORDS("at least", "ít nhất") },
    { "bound_high", WORDS("at most", "nhiều nhất") },
    { "binding", WORDS("binding target", "mục tiêu ràng buộc") },
    { "method", WORDS("method", "phương pháp") },
    { 0 },
};
static const Column member_columns[] = {
    COLUMN_GROUP,
    COLUMN_TARGET,
    { "only_miss", WORDS("only this one missed", "chỉ mục tiêu này không đạt") },
    COLUMN_ERROR,
    { "without", WORDS("all others met", "đạt mọi mục tiêu khác") },
    { 0 },
};
static const Column pair_columns[] = {
    COLUMN_TARGET,
    { "other", WORDS("other target", "mục tiêu khác") },
    { "both_missed", WORDS("both missed", "cùng không đạt") },
    COLUMN_ERROR,
    { "given_target", WORDS("of the target's misses", "trong số lần mục tiêu không đạt") },
    { "given_other", WORDS("of the other's misses", "trong số lần mục tiêu khác không đạt") },
    { 0 },
};

const char *joint_document_name(const Scenario *scenario, size_t index, Language language)
{
    return index ? scenario->group[index - 1].id : words_in(&all_targets, language);
}

static void joint_rows(const Forecast *forecast, Document *document, Table *table)
{
    const Scenario *s = forecast->scenario;
    for (size_t k = 0; k < scenario_joints(s); k++) {
        const Joint *joint = &forecast->joint[k];
        double error = joint_single_error(forecast, k);
        table_text(document, table, joint_document_name(s, k, document->language));
        chance_cells(&joint->chance, document, table);
        table_rate(document, table, joint->if_independent, error);
        table_rate(document, table, joint->bounds[0], error);
        table_rate(document, table, joint->bounds[1], error);
        table_text(document, table, s->target[joint->binding].id);
        table_text(document, table, isfinite(joint->chance.probability) ? joint->method : "");
    }
}

static void member_rows(const Forecast *forecast, Document *document, Table *table)
{
    const Scenario *s = forecast->scenario;
    for (size_t k = 0; k < scenario_joints(s); k++)
        for (size_t m = 0; m < scenario_members(s, k); m++) {
            const Joint *joint = &forecast->joint[k];
            const Chance *only = &joint->member[m].only_miss;
            table_text(document, table, joint_document_name(s, k, document->language));
            table_text(document, table, s->target[scenario_member(s, k, m)].id);
            table_rate(document, table, only->probability, only->standard_error);
            table_rate(document, table, only->standard_error, only->standard_error);
            table_rate(document, table, joint->member[m].without, joint_without_error(joint, m));
        }
}

static void pair_rows(const Forecast *forecast, Document *document, Table *table)
{
    const Scenario *s = forecast->scenario;
    for (size_t i = 0; i < s->targets; i++)
        for (size_t j = i + 1; j < s->targets; j++) {
            const Chance *both = forecast_both_missed(forecast, i, j);
            double first = forecast_both_missed(forecast, i, i)->probability;
            double second = forecast_both_missed(forecast, j, j)->probability;
            double error = both->standard_error;
            table_text(document, table, s->target[i].id);
            table_text(document, table, s->target[j].id);
            table_rate(document, table, both->probability, error);
            table_rate(document, table, error, error);
            table_rate(document, table, first > 0 ? both->probability / first : NAN, error / first);
            table_rate(document, table, second > 0 ? both->probability / second : NAN,
                       error / second);
        }
}

static bool pairs_known(const Forecast *forecast)
{
    size_t targets = forecast->scenario->targets;
    for (size_t i = 0; i < targets && forecast->both_missed; i++)
        for (size_t j = i + 1; j < targets; j++)
            if (isfinite(forecast_both_missed(forecast, i, j)->probability))
                return true;
    return false;
}

void joint_document_tables(const Forecast *forecast, Document *document)
{
    if (!forecast->scenario->targets)
        return;
    joint_rows(forecast, document, document_table(document, "joint", title_joint, joint_columns));
    member_rows(forecast, document,
                document_table(document, "joint_members", title_members, member_columns));
    if (pairs_known(forecast))
        pair_rows(forecast, document,
                  document_table(document, "both_missed", title_pairs, pair_columns));
}

/* Of the pairs each is given once, under the first of its targets. */
static void pairs_tree(const Forecast *forecast, Tree *tree, const char *key, bool error)
{
    const Scenario *s = forecast->scenario;
    tree_object(tree, key);
    for (size_t i = 0; i + 1 < s->targets; i++) {
        tree_object(tree, s->target[i].id);
        for (size_t j = i + 1; j < s->targets; j++) {
            const Chance *both = forecast_both_missed(forecast, i, j);
            tree_number(tree, s->target[j].id, error ? both->standard_error : both->probability);
        }
        tree_close(tree);
    }
    tree_close(tree);
}

static void set_tree(const Forecast *forecast, size_t index, Tree *tree, Language language)
{
    const Scenario *s = forecast->scenario;
    const Joint *joint = &forecast->joint[index];
    chance_tree(&joint->chance, tree);
    if (joint->note)
        tree_text(tree, "note", words_in(joint->note, language));
    if (joint->unknown)
        tree_text(tree, "unknown", joint->unknown);
    else
        tree_text(tree, "method", joint->method);
    tree_number(tree, "if_independent", joint->if_independent);
    tree_numbers(tree, "bounds", joint->bounds, 2);
    tree_text(tree, "binding", s->target[joint->binding].id);
    tree_object(tree, "members");
    for (size_t m = 0; m < scenario_members(s, index); m++) {
        const JointMember *member = &joint->member[m];
        tree_object(tree, s->target[scenario_member(s, index, m)].id);
        tree_number(tree, "only_miss", member->only_miss.probability);
        tree_number(tree, "standard_error", member->only_miss.standard_error);
        tree_number(tree, "without", member->without);
        tree_close(tree);
    }
    tree_close(tree);
}

void joint_document_tree(const Forecast *forecast, Tree *tree, Language language)
{
    const Scenario *s = forecast->scenario;
    if (!s->targets)
        return;
    tree_object(tree, "joint");
    set_tree(forecast, 0, tree, language);
    if (forecast->both_missed) {
        pairs_tree(forecast, tree, "both_missed", false);
        pairs_tree(forecast, tree, "both_missed_standard_error", true);
    }
    tree_close(tree);
    tree_object(tree, "groups");
    for (size_t g = 0; g < s->groups; g++) {
        tree_object(tree, s->group[g].id);
        set_tree(forecast, 1 + g, tree, language);
        tree_close(tree);
    }
    tree_close(tree);
}
