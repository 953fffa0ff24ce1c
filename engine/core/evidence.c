#include "core/evidence.h"

#include "core/measure.h"

#include <math.h>
#include <string.h>

static const Words circular_alone =
    WORDS("Circular: growth here is the plan's own wish, so this says whether the plan closes, not "
          "whether it will happen",
          "Lập luận vòng: tốc độ tăng ở đây là mong muốn của chính kế hoạch, nên kết quả chỉ cho "
          "biết kế hoạch có khớp hay không, chưa phải khả năng xảy ra");
/* {1} scenario, {2} probability */
static const Words circular_beside =
    WORDS("; the evidence ({1}) gives {2}", "; theo số liệu đã có ({1}), xác suất là {2}");
static const Words word_yes = WORDS("yes", "có");
static const Words word_no = WORDS("no", "không");
static const Words title_evidence =
    WORDS("Growth that the plan wishes for, and the evidence beside it",
          "Tốc độ tăng là mong muốn của kế hoạch, và số liệu làm bằng chứng");

static const Column evidence_columns[] = {
    COLUMN_TARGET,
    COLUMN_CHANCE,
    COLUMN_ERROR,
    { "circular", WORDS("circular", "lập luận vòng") },
    { "evidence", WORDS("evidence", "bằng chứng") },
    { "evidence_probability", WORDS("by the evidence", "theo bằng chứng") },
    { "evidence_standard_error", WORDS("± std. error", "± sai số chuẩn") },
    { 0 },
};

static bool same(double a, double b)
{
    return a == b || fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b));
}

/* Whether the growth of a period is what the target of growth, which lies in it, wishes for. */
static bool wishes(const Target *target, const Quantity *growth)
{
    double low = growth->law->low(growth), high = growth->law->high(growth);
    if (!quantity_is_bounded(growth))
        return false;
    bool least = isfinite(target->low), most = isfinite(target->high);
    return (!least || same(target->low, low)) && (!most || same(target->high, high));
}

static bool wished(const Scenario *s, size_t indicator, int until)
{
    const Indicator *it = &s->indicator[indicator];
    size_t growth = model_shifted(it->model);
    for (size_t i = 0; it->model->params[growth].name && i < s->targets; i++) {
        const Target *wish = &s->target[i];
        size_t period = scenario_period(s, wish->from);
        if (wish->indicator == indicator && wish->shape == TARGET_GROWTH && wish->from <= until &&
            period == scenario_period(s, wish->to) &&
            wishes(wish, parameter_in(&it->parameter[growth], period)))
            return true;
    }
    return false;
}

/* Dependence has no circle, so this ends. */
static bool rests_on_wish(const Scenario *s, size_t indicator, int until)
{
    if (wished(s, indicator, until))
        return true;
    for (size_t k = 0; k < s->indicator[indicator].ofs; k++)
        if (rests_on_wish(s, s->indicator[indicator].of[k], until))
            return true;
    return false;
}

bool evidence_circular(const Scenario *scenario, size_t target)
{
    return rests_on_wish(scenario, scenario->target[target].indicator, scenario->target[target].to);
}

const TargetForecast *evidence_of(const Forecast *forecast, size_t index)
{
    const Forecast *evidence = forecast->evidence;
    if (!evidence)
        return NULL;
    const Scenario *s = forecast->scenario, *other = evidence->scenario;
    const Target *target = &s->target[index];
    size_t i = scenario_target(other, target->id);
    if (i == other->targets)
        return NULL;
    const Target *found = &other->target[i];
    bool equal = found->shape == target->shape && found->from == target->from &&
                 found->to == target->to && found->low == target->low &&
                 found->high == target->high &&
                 !strcmp(other->indicator[found->indicator].id, s->indicator[target->indicator].id);
    return equal ? &evidence->target[i] : NULL;
}

static bool concerned(const Forecast *forecast, size_t target)
{
    return evidence_circular(forecast->scenario, target) || evidence_of(forecast, target);
}

static void evidence_row(const Forecast *forecast, size_t target, Document *document, Table *table)
{
    const Chance *own = &forecast->target[target].chance;
    const TargetForecast *found = evidence_of(forecast, target);
    table_text(document, table, forecast->scenario->target[target].id);
    table_rate(document, table, own->probability, own->standard_error);
    table_rate(document, table, own->standard_error, own->standard_error);
    table_text(document, table,
               words_in(evidence_circular(forecast->scenario, target) ? &word_yes : &word_no,
                        document->language));
    table_text(document, table, found ? forecast->evidence->scenario->id : "");
    double error = found ? found->chance.standard_error : NAN;
    table_rate(document, table, found ? found->chance.probability : NAN, error);
    table_rate(document, table, error, error);
}

void evidence_document(const Forecast *forecast, Document *document)
{
    const Scenario *s = forecast->scenario;
    Table *table = NULL;
    for (size_t i = 0; i < s->targets; i++) {
        if (!concerned(forecast, i))
            continue;
        if (!table) {
            table = document_table(document, "evidence", title_evidence, evidence_columns);
            tree_object(&document->tree, "evidence");
        }
        evidence_row(forecast, i, document, table);
        const TargetForecast *found = evidence_of(forecast, i);
        tree_object(&document->tree, s->target[i].id);
        tree_boolean(&document->tree, "circular", evidence_circular(s, i));
        if (found) {
            tree_text(&document->tree, "scenario", forecast->evidence->scenario->id);
            tree_number(&document->tree, "probability", found->chance.probability);
            tree_number(&document->tree, "standard_error", found->chance.standard_error);
        }
        tree_close(&document->tree);
    }
    if (table)
        tree_close(&document->tree);
}

void evidence_words(const Forecast *forecast, size_t target, bool beside, Language language,
                    Text *text)
{
    const TargetForecast *found = beside ? evidence_of(forecast, target) : NULL;
    if (!evidence_circular(forecast->scenario, target))
        return;
    text_put(text, words_in(&circular_alone, language));
    if (found) {
        char chance[NUMBER_SIZE];
        const Chance *it = &found->chance;
        if (!rare_words(it->probability, it->standard_error, language, chance))
            percent_words(it->probability, rate_decimals(it->probability, it->standard_error),
                          language, chance);
        text_fill(text, words_in(&circular_beside, language),
                  (const char *const[]){ forecast->evidence->scenario->id, chance }, 2);
    }
    text_put(text, ".");
}
