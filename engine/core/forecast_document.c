/* The forecast as tables for people and as a tree for machines. */
#include "core/evidence.h"
#include "core/forecast.h"
#include "core/joint_document.h"
#include "core/likelihood.h"
#include "core/measure.h"
#include "core/projects_document.h"
#include "core/reach_document.h"

#include <math.h>
#include <stdio.h>

static const Words title_forecast = WORDS("Simulated levels", "Mức mô phỏng");
static const Words title_targets = WORDS("Chance of the targets", "Khả năng đạt mục tiêu");
static const Words title_base =
    WORDS("How the chance moves with the base", "Khả năng đạt thay đổi theo số liệu gốc");
static const Words title_notes = WORDS("Notes", "Ghi chú");
static const Words title_path = WORDS("Chance of being on the required path, by year",
                                      "Khả năng nằm trên đường cần đạt, theo năm");

static const Column forecast_columns[] = {
    COLUMN_INDICATOR,
    COLUMN_UNIT,
    COLUMN_YEAR,
    { "mean", WORDS("mean", "trung bình") },
    { "sd", WORDS("std. deviation", "độ lệch chuẩn") },
    { "q0.05", WORDS("5 %", "5 %") },
    { "q0.1", WORDS("10 %", "10 %") },
    { "q0.25", WORDS("25 %", "25 %") },
    { "q0.5", WORDS("median", "trung vị") },
    { "q0.75", WORDS("75 %", "75 %") },
    { "q0.9", WORDS("90 %", "90 %") },
    { "q0.95", WORDS("95 %", "95 %") },
    { "undefined", WORDS("undefined", "không xác định") },
    { 0 },
};
static const Column target_columns[] = {
    COLUMN_TARGET,
    COLUMN_INDICATOR,
    COLUMN_CHANCE,
    COLUMN_ERROR,
    COLUMN_LOW95,
    COLUMN_HIGH95,
    { "class", WORDS("in words", "bằng lời") },
    COLUMN_BOUND,
    COLUMN_BOUND_HIGH,
    { "median", WORDS("median", "trung vị") },
    { "median_gap", WORDS("median minus target", "trung vị trừ mục tiêu") },
    COLUMN_UNIT,
    COLUMN_REQUIRED,
    COLUMN_REQUIRED_LOW,
    COLUMN_REQUIRED_HIGH,
    { "undefined", WORDS("undefined", "không xác định") },
    { "method", WORDS("method", "phương pháp") },
    { 0 },
};
static const Column path_columns[] = {
    COLUMN_TARGET, COLUMN_YEAR, COLUMN_CHANCE, COLUMN_ERROR, COLUMN_LOW95, COLUMN_HIGH95, { 0 },
};
static const Column base_columns[] = {
    COLUMN_TARGET,
    { "base_change", WORDS("change of the base", "số gốc thay đổi") },
    { "base", WORDS("base", "số gốc") },
    COLUMN_UNIT,
    COLUMN_CHANCE,
    COLUMN_ERROR,
    { 0 },
};
static const Words title_moments =
    WORDS("Means and deviations that do not exist", "Trung bình và độ lệch chuẩn không tồn tại");
static const Column moment_columns[] = {
    COLUMN_INDICATOR,
    { "missing", WORDS("what is missing", "đại lượng không có") },
    { "from", WORDS("from", "từ năm") },
    { "reason", WORDS("why", "lý do") },
    { "order", WORDS("moments exist below order", "mô men tồn tại dưới bậc") },
    { 0 },
};

/* A mean is the moment of order 1, a deviation needs that of order 2. */
static const struct {
    const char *id;
    double order;
    Words words;
} moments[] = {
    { "mean", 1, WORDS("mean", "trung bình") },
    { "sd", 2, WORDS("std. deviation", "độ lệch chuẩn") },
};
enum { MOMENTS = sizeof moments / sizeof *moments };

/* The first year in which a moment does not exist; the number of years when it always does. */
static size_t first_missing(const Fan *fan, size_t moment, size_t years)
{
    size_t t = 0;
    while (t < years && !(moments[moment].order * fan->tail[t] >= 1))
        t++;
    return t;
}

static const Words too_heavy =
    WORDS("the upper tail of the law is too heavy", "đuôi trên của phân phối quá nặng");

static void moment_rows(const Forecast *forecast, Document *document)
{
    const Scenario *s = forecast->scenario;
    size_t years = scenario_years(s);
    Table *table = NULL;
    for (size_t i = 0; i < s->indicators; i++)
        for (size_t m = 0; m < MOMENTS; m++) {
            size_t t = first_missing(&forecast->fan[i], m, years);
            if (t == years)
                continue;
            if (!table)
                table = document_table(document, "moments", title_moments, moment_columns);
            table_text(document, table, s->indicator[i].id);
            table_text(document, table, words_in(&moments[m].words, document->language));
            table_year(document, table, s->base + (int)t);
            table_text(document, table, words_in(&too_heavy, document->language));
            table_number(document, table, 1 / forecast->fan[i].tail[t], 0);
        }
}

static void moment_tree(const Forecast *forecast, size_t indicator, Tree *tree, Language language)
{
    const Fan *fan = &forecast->fan[indicator];
    size_t years = scenario_years(forecast->scenario);
    for (size_t m = 0; m < MOMENTS; m++) {
        size_t t = first_missing(fan, m, years);
        char key[32];
        if (t == years)
            continue;
        snprintf(key, sizeof key, "%s_missing", moments[m].id);
        tree_object(tree, key);
        tree_number(tree, "from", forecast->scenario->base + (int)t);
        tree_text(tree, "reason", words_in(&too_heavy, language));
        tree_number(tree, "finite_below_order", 1 / fan->tail[t]);
        tree_close(tree);
    }
}

static const Column note_columns[] = {
    COLUMN_TARGET,
    { "note", WORDS("note", "ghi chú") },
    { 0 },
};

/* Only where some path has no level. */
static void undefined_tree(const Forecast *forecast, const Fan *fan, Tree *tree)
{
    size_t years = scenario_years(forecast->scenario);
    for (size_t t = 0; t < years; t++)
        if (fan->undefined[t] > 0) {
            tree_numbers(tree, "undefined", fan->undefined, years);
            return;
        }
}

static void fan_rows(const Forecast *forecast, Document *document, Table *table)
{
    table_optional(table, "undefined");
    const Scenario *s = forecast->scenario;
    for (size_t i = 0; i < s->indicators; i++)
        for (size_t t = 0; t < scenario_years(s); t++) {
            const Fan *fan = &forecast->fan[i];
            table_text(document, table, s->indicator[i].id);
            table_text(document, table, measure_level_unit(s, i, document->language));
            table_year(document, table, s->base + (int)t);
            table_number(document, table, fan->mean[t], fan->mean_error[t]);
            table_number(document, table, fan->sd[t], fan->mean_error[t]);
            for (size_t q = 0; q < QUANTILES; q++)
                table_number(document, table, fan->quantile[q][t], fan->quantile_error[q][t]);
            table_rate(document, table, fan->undefined[t], 0);
        }
}

static void target_rows(const Forecast *forecast, Document *document, Table *table)
{
    const Scenario *s = forecast->scenario;
    char words[LIKELIHOOD_SIZE];
    measure_optional(table);
    table_optional(table, "undefined");
    for (size_t i = 0; i < s->targets; i++) {
        const Target *target = &s->target[i];
        const TargetForecast *it = &forecast->target[i];
        const Requirement *requirement = &forecast->projection->requirement[i];
        table_text(document, table, target->id);
        table_text(document, table, s->indicator[target->indicator].id);
        chance_cells(&it->chance, document, table);
        table_text(document, table,
                   likelihood_words(likelihood_of(&it->chance), document->language, words));
        measure_cell(document, table, target, requirement->bound, 0);
        measure_high_cell(document, table, target);
        measure_cell(document, table, target, it->median, it->median_error);
        measure_cell(document, table, target, it->gap, it->median_error);
        table_text(document, table, measure_unit(s, target, document->language));
        measure_required_cells(document, table, target, requirement->required_growth,
                               requirement->band);
        table_rate(document, table, it->undefined, it->chance.standard_error);
        table_text(document, table, it->method);
    }
}

static void path_rows(const Forecast *forecast, Document *document, Table *table)
{
    const Scenario *s = forecast->scenario;
    for (size_t i = 0; i < s->targets; i++)
        for (size_t t = 1; t < scenario_years(s); t++) {
            const Chance *chance = &forecast->target[i].on_path[t];
            if (isnan(chance->probability))
                continue;
            table_text(document, table, s->target[i].id);
            table_year(document, table, s->base + (int)t);
            chance_cells(chance, document, table);
        }
}

static void base_rows(const Forecast *forecast, Document *document, Table *table)
{
    const Scenario *s = forecast->scenario;
    for (size_t i = 0; i < s->targets; i++) {
        const TargetForecast *it = &forecast->target[i];
        size_t indicator = s->target[i].indicator;
        double base = projection_level(forecast->projection, indicator, 1)[0];
        for (size_t b = 0; b < BASE_SHIFTS && isfinite(it->base_chance[b]); b++) {
            double p = it->base_chance[b];
            double share = fmax(sqrt(p * (1 - p) / (double)s->simulation.paths),
                                1 / (double)s->simulation.paths);
            double error = it->base_error > 0 ? it->base_error : share;
            table_text(document, table, s->target[i].id);
            table_rate(document, table, base_shifts[b], 0);
            table_number(document, table, base * (1 + base_shifts[b]), 0);
            table_text(document, table, measure_level_unit(s, indicator, document->language));
            table_rate(document, table, p, error);
            table_rate(document, table, error, error);
        }
    }
}

static void note_rows(const Forecast *forecast, Document *document, Table *table)
{
    const Scenario *s = forecast->scenario;
    for (size_t i = 0; i < s->targets; i++) {
        const Words *note = forecast->target[i].note;
        if (!note)
            continue;
        table_text(document, table, s->target[i].id);
        table_text(document, table, words_in(note, document->language));
    }
    for (size_t k = 0; k < scenario_joints(s); k++) {
        const Words *note = forecast->joint[k].note;
        if (!note || scenario_members(s, k) == 1)
            continue;
        table_text(document, table, joint_document_name(s, k, document->language));
        table_text(document, table, words_in(note, document->language));
    }
}

static bool any_note(const Forecast *forecast)
{
    for (size_t i = 0; i < forecast->scenario->targets; i++)
        if (forecast->target[i].note)
            return true;
    for (size_t k = 0; k < scenario_joints(forecast->scenario); k++)
        if (forecast->joint[k].note)
            return true;
    return false;
}

static void quantiles_tree(Tree *tree, const char *key, double *const *quantile, size_t years)
{
    tree_object(tree, key);
    for (size_t q = 0; q < QUANTILES; q++) {
        char level[16];
        snprintf(level, sizeof level, "%g", quantile_levels[q]);
        tree_numbers(tree, level, quantile[q], years);
    }
    tree_close(tree);
}

static void target_tree(const Forecast *forecast, size_t index, Tree *tree, Language language)
{
    const Scenario *s = forecast->scenario;
    const TargetForecast *it = &forecast->target[index];
    const Requirement *requirement = &forecast->projection->requirement[index];
    char id[LIKELIHOOD_SIZE];
    tree_object(tree, s->target[index].id);
    chance_tree(&it->chance, tree);
    tree_text(tree, "class", likelihood_id(likelihood_of(&it->chance), id));
    tree_text(tree, "method", it->method);
    if (it->note)
        tree_text(tree, "note", words_in(it->note, language));
    tree_number(tree, "required_growth", requirement->required_growth);
    measure_band(tree, &s->target[index], requirement->band);
    tree_number(tree, "undefined", it->undefined);
    tree_number(tree, "median", it->median);
    tree_number(tree, "median_standard_error", it->median_error);
    tree_number(tree, "median_gap", it->gap);
    tree_number(tree, "only_miss", forecast->joint->member[index].only_miss.probability);
    tree_array(tree, "on_path");
    for (size_t t = 0; t < scenario_years(s); t++)
        tree_number(tree, NULL, it->on_path[t].probability);
    tree_close(tree);
    reach_document_tree(forecast, index, tree);
    if (isfinite(it->base_chance[0])) {
        tree_object(tree, "base");
        tree_numbers(tree, "change", base_shifts, BASE_SHIFTS);
        tree_numbers(tree, "probability", it->base_chance, BASE_SHIFTS);
        tree_number(tree, "even_chance_at", it->base_even);
        tree_close(tree);
    }
    tree_close(tree);
}

static void forecast_tree(const Forecast *forecast, Tree *tree, Language language)
{
    const Scenario *s = forecast->scenario;
    size_t years = scenario_years(s);
    tree_object(tree, "indicators");
    for (size_t i = 0; i < s->indicators; i++) {
        const Fan *fan = &forecast->fan[i];
        tree_object(tree, s->indicator[i].id);
        tree_text(tree, "unit", measure_level_unit(s, i, language));
        measure_years(tree, s);
        tree_numbers(tree, "mean", fan->mean, years);
        tree_numbers(tree, "mean_standard_error", fan->mean_error, years);
        tree_numbers(tree, "sd", fan->sd, years);
        moment_tree(forecast, i, tree, language);
        undefined_tree(forecast, fan, tree);
        quantiles_tree(tree, "quantiles", fan->quantile, years);
        quantiles_tree(tree, "quantiles_standard_error", fan->quantile_error, years);
        tree_close(tree);
    }
    tree_close(tree);
    tree_object(tree, "targets");
    for (size_t i = 0; i < s->targets; i++)
        target_tree(forecast, i, tree, language);
    tree_close(tree);
    joint_document_tree(forecast, tree, language);
}

static bool any_base(const Forecast *forecast)
{
    for (size_t i = 0; i < forecast->scenario->targets; i++)
        if (isfinite(forecast->target[i].base_chance[0]))
            return true;
    return false;
}

void forecast_document(const Forecast *forecast, Document *document)
{
    if (forecast->scenario->targets)
        target_rows(forecast, document,
                    document_table(document, "targets", title_targets, target_columns));
    if (any_note(forecast))
        note_rows(forecast, document, document_table(document, "notes", title_notes, note_columns));
    joint_document_tables(forecast, document);
    evidence_document(forecast, document);
    reach_document_tables(forecast, document);
    projects_table(forecast, document);
    if (any_base(forecast))
        base_rows(forecast, document, document_table(document, "base", title_base, base_columns));
    if (forecast->scenario->targets)
        path_rows(forecast, document,
                  document_table(document, "on_path", title_path, path_columns));
    fan_rows(forecast, document,
             document_table(document, "forecast", title_forecast, forecast_columns));
    moment_rows(forecast, document);
    forecast_tree(forecast, &document->tree, document->language);
    projects_tree(forecast, &document->tree);
}
