/* The audit as tables for people; audit_tree.c has it for machines. */
#include "core/audit.h"
#include "core/audit_tree.h"
#include "core/measure.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>

static const Words title_verdict =
    WORDS("Do the statements hold together?", "Các phát biểu có khớp nhau không?");
static const Words title_conflicts = WORDS("Conflicts", "Mâu thuẫn");
static const Words title_blamed =
    WORDS("Statements that cannot hold together", "Các phát biểu không thể cùng đúng");
static const Words title_statements =
    WORDS("Each statement, and what all others imply for it",
          "Từng phát biểu, và các phát biểu còn lại suy ra điều gì cho nó");
static const Words title_levels =
    WORDS("Levels that follow from the statements", "Mức suy ra từ các phát biểu");
static const Words title_casts = WORDS("Base that each target implies when it is just met",
                                       "Nền mà từng mục tiêu ngụ ý khi vừa đạt");
static const Words title_paces =
    WORDS("Growth between stated levels", "Tăng trưởng giữa các mức đã nêu");
static const Words title_ratios = WORDS("Ratios that follow", "Tỷ số suy ra");
static const Words title_shares =
    WORDS("Growth that stated shares need", "Tăng trưởng mà các tỷ trọng đã nêu đòi hỏi");
static const Words title_notes = WORDS("What the audit reads otherwise, or not at all",
                                       "Những gì được đọc theo cách khác hoặc không xét");
static const Words word_yes = WORDS("yes", "có");
static const Words word_no = WORDS("no", "không");
static const Words word_undecided = WORDS("not decided", "chưa xác định");

#define COLUMN_STATEMENT                                                                           \
    {                                                                                              \
        "statement", WORDS("statement", "phát biểu")                                               \
    }
#define COLUMN_YEARS                                                                               \
    {                                                                                              \
        "years", WORDS("year(s)", "năm")                                                           \
    }
#define COLUMN_STATED                                                                              \
    { "stated_low", WORDS("stated from", "nêu: từ") },                                             \
    {                                                                                              \
        "stated_high", WORDS("to", "đến")                                                          \
    }

static const Column verdict_columns[] = {
    { "consistent", WORDS("consistent", "khớp nhau") },
    { "statements", WORDS("statements", "số phát biểu") },
    { "conflicts", WORDS("conflicts", "số mâu thuẫn") },
    { 0 },
};
static const Column conflict_columns[] = {
    { "conflict", WORDS("no.", "số") },
    { "message", WORDS("why", "vì sao") },
    { 0 },
};
static const Column blamed_columns[] = {
    { "conflict", WORDS("no.", "số") },
    COLUMN_STATEMENT,
    COLUMN_YEARS,
    COLUMN_STATED,
    { "source", WORDS("source", "nguồn") },
    { 0 },
};
static const Column statement_columns[] = {
    COLUMN_STATEMENT,
    COLUMN_YEARS,
    COLUMN_UNIT,
    COLUMN_STATED,
    { "implied_low", WORDS("implied from", "suy ra: từ") },
    { "implied_high", WORDS("to", "đến") },
    { "conflict", WORDS("conflict", "mâu thuẫn") },
    { 0 },
};
static const Column level_columns[] = {
    COLUMN_INDICATOR,
    COLUMN_UNIT,
    COLUMN_YEAR,
    { "low", WORDS("from", "từ") },
    { "high", WORDS("to", "đến") },
    { 0 },
};
static const Column cast_columns[] = {
    COLUMN_STATEMENT,
    COLUMN_YEAR,
    { "level", WORDS("level", "mức") },
    COLUMN_UNIT,
    { "base_low", WORDS("base from", "nền: từ") },
    { "base_high", WORDS("to", "đến") },
    { 0 },
};
static const Column pace_columns[] = {
    COLUMN_INDICATOR,
    { "from", WORDS("from year", "từ năm") },
    { "to", WORDS("to year", "đến năm") },
    { "start", WORDS("level", "mức đầu") },
    { "end", WORDS("level then", "mức cuối") },
    { "growth", WORDS("growth a year", "tăng mỗi năm") },
    { "from_statement", WORDS("statement", "phát biểu") },
    { "to_statement", WORDS("and", "và") },
    { 0 },
};
static const Column ratio_columns[] = {
    { "part", WORDS("indicator", "chỉ tiêu") },
    { "whole", WORDS("over", "trên") },
    { "period", WORDS("period", "giai đoạn") },
    { "start", WORDS("ratio before", "tỷ số đầu") },
    { "low", WORDS("at its end from", "cuối kỳ: từ") },
    { "middle", WORDS("middle", "giữa") },
    { "high", WORDS("to", "đến") },
    { "change", WORDS("change a year", "thay đổi mỗi năm") },
    { 0 },
};
static const Column share_columns[] = {
    { "part", WORDS("part", "phần") },
    { "whole", WORDS("whole", "tổng") },
    COLUMN_YEARS,
    { "start", WORDS("share", "tỷ trọng đầu") },
    { "end", WORDS("share then", "tỷ trọng cuối") },
    { "part_low", WORDS("part grows from", "phần tăng: từ") },
    { "part_high", WORDS("to", "đến") },
    { "whole_low", WORDS("whole from", "tổng tăng: từ") },
    { "whole_high", WORDS("to", "đến") },
    { "rest_low", WORDS("rest from", "phần còn lại: từ") },
    { "rest_high", WORDS("to", "đến") },
    { 0 },
};
static const Column note_columns[] = {
    COLUMN_STATEMENT,
    { "note", WORDS("note", "ghi chú") },
    { 0 },
};

static double shown(double value)
{
    return isfinite(value) ? value : NAN;
}

static void years_cell(Document *document, Table *table, int from, int to)
{
    char years[32];
    snprintf(years, sizeof years, from == to ? "%d" : "%d-%d", from, to);
    table_text(document, table, years);
}

static void count_cell(Document *document, Table *table, size_t count)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", count);
    table_text(document, table, text);
}

static void stated_cell(Document *document, Table *table, const AuditStatement *it, double value)
{
    (it->measure == AUDIT_LEVEL ? table_number : table_rate)(document, table, shown(value), 0);
}

static void verdict(const Audit *audit, Document *document)
{
    Table *table = document_table(document, "verdict", title_verdict, verdict_columns);
    table_text(document, table,
               words_in(audit->conflicts   ? &word_no
                        : audit->undecided ? &word_undecided
                                           : &word_yes,
                        document->language));
    count_cell(document, table, audit->statements);
    count_cell(document, table, audit->conflicts);
}

static void conflicts(const Audit *audit, Document *document)
{
    if (!audit->conflicts)
        return;
    Table *table = document_table(document, "conflicts", title_conflicts, conflict_columns);
    for (size_t i = 0; i < audit->conflicts; i++) {
        Text text = { 0 };
        audit_sentence(audit, &audit->conflict[i], document->language, &text);
        count_cell(document, table, i + 1);
        table_text(document, table, text.data);
        document->failed |= text.failed;
        text_free(&text);
    }
    table = document_table(document, "conflict_statements", title_blamed, blamed_columns);
    for (size_t i = 0; i < audit->conflicts; i++)
        for (size_t k = 0; k < audit->conflict[i].statements; k++) {
            const AuditStatement *it = &audit->statement[audit->conflict[i].statement[k]];
            count_cell(document, table, i + 1);
            table_text(document, table, it->pointer);
            years_cell(document, table, it->from, it->to);
            stated_cell(document, table, it, it->low);
            stated_cell(document, table, it, it->high);
            table_text(document, table, it->source);
        }
}

/* "1, 3": the conflicts that a statement has a part in. */
static void part_cell(const Audit *audit, Document *document, Table *table, size_t statement)
{
    Text text = { 0 };
    for (size_t i = 0; i < audit->conflicts; i++)
        for (size_t k = 0; k < audit->conflict[i].statements; k++)
            if (audit->conflict[i].statement[k] == statement)
                text_add(&text, "%s%zu", text.size ? ", " : "", i + 1);
    table_text(document, table, text.data);
    document->failed |= text.failed;
    text_free(&text);
}

static void statements(const Audit *audit, Document *document)
{
    static const Words share = WORDS("share", "tỷ trọng"), rate = WORDS("a year", "mỗi năm");
    Language language = document->language;
    Table *table = document_table(document, "statements", title_statements, statement_columns);
    for (size_t i = 0; i < audit->statements; i++) {
        const AuditStatement *it = &audit->statement[i];
        if (isnan(it->implied_low) && isnan(it->implied_high))
            continue;
        table_text(document, table, it->pointer);
        years_cell(document, table, it->from, it->to);
        table_text(document, table,
                   it->measure == AUDIT_LEVEL
                       ? measure_level_unit(audit->scenario, it->indicator, language)
                       : words_in(it->measure == AUDIT_GROWTH ? &rate : &share, language));
        stated_cell(document, table, it, it->low);
        stated_cell(document, table, it, it->high);
        stated_cell(document, table, it, audit_implied_low(it));
        stated_cell(document, table, it, it->implied_high);
        part_cell(audit, document, table, i);
    }
}

static void levels(const Audit *audit, Document *document)
{
    const Scenario *s = audit->scenario;
    size_t years = scenario_years(s);
    Table *table = document_table(document, "implied", title_levels, level_columns);
    for (size_t i = 0; i < s->indicators; i++)
        for (size_t t = 0; t < years; t++) {
            table_text(document, table, s->indicator[i].id);
            table_text(document, table, measure_level_unit(s, i, document->language));
            table_year(document, table, s->base + (int)t);
            table_number(document, table, shown(audit->low[i * years + t]), 0);
            table_number(document, table, shown(audit->high[i * years + t]), 0);
        }
}

static void casts(const Audit *audit, Document *document)
{
    if (!audit->casts)
        return;
    Table *table = document_table(document, "implied_base", title_casts, cast_columns);
    for (size_t i = 0; i < audit->casts; i++) {
        const AuditCast *cast = &audit->cast[i];
        const AuditStatement *it = &audit->statement[cast->statement];
        table_text(document, table, it->pointer);
        table_year(document, table, it->from);
        table_number(document, table, cast->level, 0);
        table_text(document, table,
                   measure_level_unit(audit->scenario, it->indicator, document->language));
        table_number(document, table, cast->low > 0 ? cast->low : NAN, 0);
        table_number(document, table, shown(cast->high), 0);
    }
}

static void paces(const Audit *audit, Document *document)
{
    if (!audit->paces)
        return;
    Table *table = document_table(document, "implied_growth", title_paces, pace_columns);
    for (size_t i = 0; i < audit->paces; i++) {
        const AuditPace *pace = &audit->pace[i];
        const AuditStatement *to = &audit->statement[pace->to];
        table_text(document, table, audit->scenario->indicator[to->indicator].id);
        table_year(document, table, pace->start_year);
        table_year(document, table, pace->end_year);
        table_number(document, table, pace->start, 0);
        table_number(document, table, pace->end, 0);
        table_rate(document, table, pace->growth, 0);
        table_text(document, table, audit->statement[pace->from].pointer);
        table_text(document, table, to->pointer);
    }
}

static bool has_target(const Scenario *s, size_t indicator)
{
    for (size_t i = 0; i < s->targets; i++)
        if (s->target[i].indicator == indicator)
            return true;
    return false;
}

/* People see those of indicators with targets; the tree has all. */
static bool ratio_shown(const Audit *audit, const AuditRatio *ratio)
{
    return has_target(audit->scenario, ratio->part) && has_target(audit->scenario, ratio->whole);
}

static void ratios(const Audit *audit, Document *document)
{
    const Scenario *s = audit->scenario;
    size_t some = 0;
    for (size_t i = 0; i < audit->ratios; i++)
        some += ratio_shown(audit, &audit->ratio[i]);
    if (!some)
        return;
    Table *table = document_table(document, "ratios", title_ratios, ratio_columns);
    for (size_t i = 0; i < audit->ratios; i++)
        for (size_t p = 0; p < s->periods && ratio_shown(audit, &audit->ratio[i]); p++) {
            const AuditRatio *ratio = &audit->ratio[i];
            int from = s->period[p].from - 1 - s->base, to = s->period[p].to - s->base;
            table_text(document, table, s->indicator[ratio->part].id);
            table_text(document, table, s->indicator[ratio->whole].id);
            table_text(document, table, s->period[p].id);
            table_rate(document, table, ratio->middle[from], 0);
            table_rate(document, table, ratio->low[to], 0);
            table_rate(document, table, ratio->middle[to], 0);
            table_rate(document, table, ratio->high[to], 0);
            table_rate(document, table, ratio->change[p], 0);
        }
}

static void shares(const Audit *audit, Document *document)
{
    const Scenario *s = audit->scenario;
    if (!audit->shares)
        return;
    Table *table = document_table(document, "shares", title_shares, share_columns);
    for (size_t i = 0; i < audit->shares; i++) {
        const AuditShare *share = &audit->share[i];
        table_text(document, table, s->indicator[share->part].id);
        table_text(document, table, s->indicator[share->whole].id);
        years_cell(document, table, share->start_year, share->end_year);
        table_rate(document, table, share->start, 0);
        table_rate(document, table, share->end, 0);
        table_rate(document, table, share->part_low, 0);
        table_rate(document, table, share->part_high, 0);
        table_rate(document, table, share->whole_low, 0);
        table_rate(document, table, share->whole_high, 0);
        table_rate(document, table, share->rest_low, 0);
        table_rate(document, table, share->rest_high, 0);
    }
}

static void notes(const Audit *audit, Document *document)
{
    if (!audit->notes)
        return;
    Table *table = document_table(document, "notes", title_notes, note_columns);
    for (size_t i = 0; i < audit->notes; i++) {
        table_text(document, table, audit->note[i].pointer);
        table_text(document, table, words_in(audit->note[i].why, document->language));
    }
}

void audit_document(const Audit *audit, Document *document)
{
    verdict(audit, document);
    conflicts(audit, document);
    statements(audit, document);
    casts(audit, document);
    paces(audit, document);
    shares(audit, document);
    ratios(audit, document);
    levels(audit, document);
    notes(audit, document);
    audit_tree(audit, &document->tree, document->language);
}
