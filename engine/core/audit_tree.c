#include "core/audit_tree.h"

#include "core/measure.h"

#include <math.h>
#include <stdint.h>

double audit_implied_low(const AuditStatement *it)
{
    double least = it->measure == AUDIT_GROWTH ? -1 : 0;
    return it->implied_low != least && isfinite(it->implied_low) ? it->implied_low : NAN;
}

static void pair(Tree *tree, const char *key, double low, double high)
{
    tree_numbers(tree, key, (const double[]){ low, high }, 2);
}

static void conflicts(const Audit *audit, Tree *tree, Language language)
{
    tree_array(tree, "conflicts");
    for (size_t i = 0; i < audit->conflicts; i++) {
        const AuditConflict *conflict = &audit->conflict[i];
        Text text = { 0 };
        tree_object(tree, NULL);
        tree_array(tree, "statements");
        for (size_t k = 0; k < conflict->statements; k++)
            tree_text(tree, NULL, audit->statement[conflict->statement[k]].pointer);
        tree_close(tree);
        tree_array(tree, "sources");
        for (size_t k = 0; k < conflict->statements; k++)
            tree_text(tree, NULL, audit->statement[conflict->statement[k]].source);
        tree_close(tree);
        audit_sentence(audit, conflict, language, &text);
        tree_text(tree, "message", text.data);
        tree_close(tree);
        tree->failed |= text.failed;
        text_free(&text);
    }
    tree_close(tree);
}

static void statements(const Audit *audit, Tree *tree)
{
    tree_object(tree, "statements");
    for (size_t i = 0; i < audit->statements; i++) {
        const AuditStatement *it = &audit->statement[i];
        if (isnan(it->low) && isnan(it->high))
            continue;
        tree_object(tree, it->pointer);
        pair(tree, "stated", it->low, it->high);
        pair(tree, "implied", audit_implied_low(it), it->implied_high);
        tree_close(tree);
    }
    tree_close(tree);
}

/* The range of all bases that targets on the indicator cast back. */
static void cast_back(const Audit *audit, Tree *tree, size_t indicator)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < audit->casts; i++) {
        if (audit->statement[audit->cast[i].statement].indicator != indicator)
            continue;
        low = fmin(low, audit->cast[i].low);
        high = fmax(high, audit->cast[i].high);
    }
    if (low < INFINITY)
        pair(tree, "base_cast_back", low, high);
}

static void indicators(const Audit *audit, Tree *tree, Language language)
{
    const Scenario *s = audit->scenario;
    size_t years = scenario_years(s);
    tree_object(tree, "indicators");
    for (size_t i = 0; i < s->indicators; i++) {
        tree_object(tree, s->indicator[i].id);
        tree_text(tree, "unit", measure_level_unit(s, i, language));
        measure_years(tree, s);
        tree_numbers(tree, "low", audit->low + i * years, years);
        tree_numbers(tree, "high", audit->high + i * years, years);
        cast_back(audit, tree, i);
        tree_close(tree);
    }
    tree_close(tree);
}

static void paces(const Audit *audit, Tree *tree)
{
    tree_array(tree, "growth");
    for (size_t i = 0; i < audit->paces; i++) {
        const AuditPace *pace = &audit->pace[i];
        tree_object(tree, NULL);
        tree_array(tree, "statements");
        tree_text(tree, NULL, audit->statement[pace->from].pointer);
        tree_text(tree, NULL, audit->statement[pace->to].pointer);
        tree_close(tree);
        pair(tree, "years", pace->start_year, pace->end_year);
        pair(tree, "levels", pace->start, pace->end);
        tree_number(tree, "growth", pace->growth);
        tree_close(tree);
    }
    tree_close(tree);
}

static void ratios(const Audit *audit, Tree *tree)
{
    const Scenario *s = audit->scenario;
    tree_array(tree, "ratios");
    for (size_t i = 0; i < audit->ratios; i++) {
        const AuditRatio *ratio = &audit->ratio[i];
        tree_object(tree, NULL);
        tree_text(tree, "part", s->indicator[ratio->part].id);
        tree_text(tree, "whole", s->indicator[ratio->whole].id);
        tree_numbers(tree, "low", ratio->low, scenario_years(s));
        tree_numbers(tree, "middle", ratio->middle, scenario_years(s));
        tree_numbers(tree, "high", ratio->high, scenario_years(s));
        tree_object(tree, "change");
        for (size_t p = 0; p < s->periods; p++)
            tree_number(tree, s->period[p].id, ratio->change[p]);
        tree_close(tree);
        tree_close(tree);
    }
    tree_close(tree);
}

static void shares(const Audit *audit, Tree *tree)
{
    const Scenario *s = audit->scenario;
    tree_array(tree, "shares");
    for (size_t i = 0; i < audit->shares; i++) {
        const AuditShare *share = &audit->share[i];
        tree_object(tree, NULL);
        tree_text(tree, "part", s->indicator[share->part].id);
        tree_text(tree, "whole", s->indicator[share->whole].id);
        tree_array(tree, "statements");
        tree_text(tree, NULL,
                  share->from == SIZE_MAX ? NULL : audit->statement[share->from].pointer);
        tree_text(tree, NULL, audit->statement[share->to].pointer);
        tree_close(tree);
        pair(tree, "years", share->start_year, share->end_year);
        pair(tree, "share", share->start, share->end);
        pair(tree, "growth_of_part", share->part_low, share->part_high);
        pair(tree, "growth_of_whole", share->whole_low, share->whole_high);
        pair(tree, "growth_of_rest", share->rest_low, share->rest_high);
        tree_close(tree);
    }
    tree_close(tree);
}

static void notes(const Audit *audit, Tree *tree, Language language)
{
    tree_array(tree, "notes");
    for (size_t i = 0; i < audit->notes; i++) {
        tree_object(tree, NULL);
        tree_text(tree, "statement", audit->note[i].pointer);
        tree_text(tree, "note", words_in(audit->note[i].why, language));
        tree_close(tree);
    }
    tree_close(tree);
}

void audit_tree(const Audit *audit, Tree *tree, Language language)
{
    if (audit->undecided)
        tree_text(tree, "consistent", NULL);
    else
        tree_boolean(tree, "consistent", audit->conflicts == 0);
    conflicts(audit, tree, language);
    tree_object(tree, "implied");
    indicators(audit, tree, language);
    statements(audit, tree);
    paces(audit, tree);
    ratios(audit, tree);
    shares(audit, tree);
    tree_close(tree);
    notes(audit, tree, language);
}
