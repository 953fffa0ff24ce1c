#include "run/audit_system.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const AuditPhrase level_is = { WORDS("{1} of {2} in {3} ({4})", "{1} {2} năm {3} ({4})"),
                                      AUDIT_LEVEL };
static const AuditPhrase level_most = {
    WORDS("{1} of at most {2} in {3} ({4})", "{1} nhiều nhất {2} năm {3} ({4})"), AUDIT_LEVEL
};
static const AuditPhrase level_least = {
    WORDS("{1} of at least {2} in {3} ({4})", "{1} ít nhất {2} năm {3} ({4})"), AUDIT_LEVEL
};
static const AuditPhrase growth_is = {
    WORDS("growing by {2} a year in {3} ({4})", "tăng {2} mỗi năm trong {3} ({4})"), AUDIT_GROWTH
};
static const AuditPhrase growth_most = { WORDS("growing by at most {2} a year in {3} ({4})",
                                               "tăng nhiều nhất {2} mỗi năm trong {3} ({4})"),
                                         AUDIT_GROWTH };
static const AuditPhrase growth_least = { WORDS("growing by at least {2} a year in {3} ({4})",
                                                "tăng ít nhất {2} mỗi năm trong {3} ({4})"),
                                          AUDIT_GROWTH };
static const AuditPhrase share_is = {
    WORDS("{1} being {2} of {5} in {3} ({4})", "{1} bằng {2} của {5} năm {3} ({4})"), AUDIT_SHARE
};
static const AuditPhrase share_most = { WORDS("{1} being at most {2} of {5} in {3} ({4})",
                                              "{1} nhiều nhất bằng {2} của {5} năm {3} ({4})"),
                                        AUDIT_SHARE };
static const AuditPhrase share_least = { WORDS("{1} being at least {2} of {5} in {3} ({4})",
                                               "{1} ít nhất bằng {2} của {5} năm {3} ({4})"),
                                         AUDIT_SHARE };

const AuditPhrase *const audit_level_phrases[3] = { &level_is, &level_most, &level_least };
const AuditPhrase *const audit_growth_phrases[3] = { &growth_is, &growth_most, &growth_least };
const AuditPhrase *const audit_share_phrases[3] = { &share_is, &share_most, &share_least };

void audit_system_free(AuditSystem *system)
{
    free(system->size);
    free(system->negative);
    free(system->row);
    free(system->term);
    free(system->label);
    free(system->span);
    free(system->statement);
    free(system->of_below);
    free(system->above);
}

size_t audit_node(const AuditSystem *system, size_t indicator, int year)
{
    return 1 + indicator * system->years + (size_t)(year - system->scenario->base);
}

size_t audit_node_indicator(const AuditSystem *system, size_t node)
{
    return (node - 1) / system->years;
}

int audit_node_year(const AuditSystem *system, size_t node)
{
    return system->scenario->base + (int)((node - 1) % system->years);
}

/* Room for so many items more; the system has failed without memory. */
static void *room(AuditSystem *system, void *items, size_t *room, size_t count, size_t size)
{
    if (count <= *room)
        return items;
    void *grown = realloc(items, (2 * count + 64) * size);
    system->failed |= !grown;
    if (!grown)
        return items;
    *room = 2 * count + 64;
    return grown;
}

size_t audit_node_add(AuditSystem *system, double size, bool negative)
{
    size_t rooms = system->node_room;
    system->size = room(system, system->size, &rooms, system->nodes + 1, sizeof(double));
    system->negative =
        room(system, system->negative, &system->node_room, system->nodes + 1, sizeof(bool));
    if (system->failed)
        return AUDIT_GROUND;
    system->size[system->nodes] = size > 0 && isfinite(size) ? size : 1;
    system->negative[system->nodes] = negative;
    return system->nodes++;
}

/* Each node comes once in a row, also where the file names an indicator twice. */
static void put_term(AuditSystem *system, AuditRow *row, const AuditTerm *term)
{
    AuditTerm *own = system->term + row->first;
    for (size_t i = 0; i < row->terms; i++)
        if (own[i].node == term->node) {
            own[i].weight += term->weight;
            return;
        }
    own[row->terms++] = *term;
}

void audit_row_add(AuditSystem *system, const AuditTerm *term, size_t terms, bool equal,
                   const AuditStep *step, const size_t *label, size_t labels)
{
    system->row =
        room(system, system->row, &system->row_room, system->rows + 1, sizeof *system->row);
    system->term =
        room(system, system->term, &system->term_room, system->terms + terms, sizeof *system->term);
    system->label = room(system, system->label, &system->label_room, system->labels + labels,
                         sizeof *system->label);
    if (system->failed)
        return;
    system->row[system->rows++] = (AuditRow){ .first = system->terms,
                                              .terms = terms,
                                              .first_label = system->labels,
                                              .labels = labels,
                                              .equal = equal,
                                              .step = step ? *step : (AuditStep){ 0 } };
    AuditRow *row = &system->row[system->rows - 1];
    row->terms = 0;
    for (size_t i = 0; i < terms; i++)
        put_term(system, row, &term[i]);
    if (labels)
        memcpy(system->label + system->labels, label, labels * sizeof *label);
    system->terms += row->terms;
    system->labels += labels;
}

bool audit_row_counts(const AuditSystem *system, size_t row, const bool *active)
{
    const AuditRow *it = &system->row[row];
    for (size_t i = 0; active && i < it->labels; i++)
        if (!active[system->label[it->first_label + i]])
            return false;
    return true;
}

bool audit_row_rests_on(const AuditSystem *system, size_t row, size_t statement)
{
    const AuditRow *it = &system->row[row];
    for (size_t i = 0; i < it->labels; i++)
        if (system->label[it->first_label + i] == statement)
            return true;
    return false;
}

void audit_band(AuditSystem *system, const AuditBand *band, const size_t *label, size_t labels)
{
    AuditStep step = band->step;
    bool exact = band->low == band->high;
    if (isfinite(band->high)) {
        step.phrase = band->phrase[exact ? 0 : 1];
        step.value = band->value[1];
        audit_row_add(system, (const AuditTerm[]){ { band->to, 1 }, { band->from, -band->high } },
                      2, false, &step, label, labels);
    }
    if (isfinite(band->low) && (band->low > 0 || system->negative[band->to])) {
        step.phrase = band->phrase[exact ? 0 : 2];
        step.value = band->value[0];
        audit_row_add(system, (const AuditTerm[]){ { band->to, -1 }, { band->from, band->low } }, 2,
                      false, &step, label, labels);
    }
}
