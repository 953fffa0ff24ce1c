#include "io/read_history.h"

#include "io/read_keys.h"
#include "io/read_number.h"
#include "io/read_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Row {
    size_t indicator;
    size_t line;
    Observation seen;
} Row;

static int compare_rows(const void *a, const void *b)
{
    const Row *x = a, *y = b;
    if (x->indicator != y->indicator)
        return x->indicator < y->indicator ? -1 : 1;
    if (x->seen.year != y->seen.year)
        return x->seen.year < y->seen.year ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static bool parse_year(ReadJson *json, const ReadTable *table, size_t line, const char *text,
                       int *year)
{
    size_t digits = strspn(text, "0123456789");
    long value = digits && digits <= 4 && !text[digits] ? strtol(text, NULL, 10) : 0;
    if (value < READ_KEYS_FIRST_YEAR)
        read_table_problem(json, table, line, "year \"%.40s\"; wanted is a year such as 2020",
                           text);
    *year = (int)value;
    return value >= READ_KEYS_FIRST_YEAR;
}

/* One row of the file; false when it is of another indicator or wrong. */
static bool parse_row(ReadJson *json, const ReadTable *table, size_t at, const size_t column[3],
                      Row *row)
{
    char fault[READ_NUMBER_FAULT];
    const char *value = read_table_cell(table, at, column[2]);
    *row = (Row){ .line = table->line[at], .seen.value = NAN };
    row->indicator = read_json_indicator(json, read_table_cell(table, at, column[0]));
    if (row->indicator == json->scenario->indicators ||
        !parse_year(json, table, row->line, read_table_cell(table, at, column[1]), &row->seen.year))
        return false;
    if (!*value || read_number_parse(value, PARAM_LEVEL, &row->seen.value, fault))
        return true;
    read_table_problem(json, table, row->line, "value: %s", fault);
    return false;
}

/* Gives each indicator its part of the sorted rows, one for each year. */
static void hand_out(ReadJson *json, const ReadTable *table, const Row *row, size_t rows)
{
    for (size_t i = 0, end; i < rows; i = end) {
        Indicator *indicator = &json->scenario->indicator[row[i].indicator];
        for (end = i; end < rows && row[end].indicator == row[i].indicator;)
            end++;
        indicator->history = read_json_memory(json, end - i, sizeof *indicator->history);
        for (size_t k = i; k < end && indicator->history; k++) {
            if (k > i && row[k].seen.year == row[k - 1].seen.year)
                read_table_problem(json, table, row[k].line,
                                   "%s has a value for %d in line %zu already; allowed is one",
                                   indicator->id, row[k].seen.year, row[k - 1].line);
            else
                indicator->history[indicator->observations++] = row[k].seen;
        }
    }
}

static void read_rows(ReadJson *json, const ReadTable *table)
{
    static const char *const heading[] = { "indicator", "year", "value" };
    size_t column[3], rows = 0;
    bool complete = true;
    for (size_t i = 0; i < 3; i++) {
        column[i] = read_table_column(json, table, heading[i]);
        complete = complete && column[i] < table->columns;
    }
    Row *row = complete ? read_json_memory(json, table->rows, sizeof *row) : NULL;
    if (!row)
        return;
    for (size_t at = 1; at < table->rows; at++)
        rows += parse_row(json, table, at, column, &row[rows]);
    qsort(row, rows, sizeof *row, compare_rows);
    hand_out(json, table, row, rows);
    free(row);
}

void read_history(ReadJson *json, const char *name, const JsonPlace *place)
{
    ReadTable table = { 0 };
    if (read_table(json, place, name, &table))
        read_rows(json, &table);
    read_table_free(&table);
}
