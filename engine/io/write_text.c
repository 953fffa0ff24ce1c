/* Plain text for a terminal or a letter: aligned columns, numbers to the right. */
#include "core/writer.h"
#include "io/flat.h"

#include <stdlib.h>

static void put_padded(Text *out, const char *text, size_t width, bool right)
{
    size_t own = text_width(text), pad = width > own ? width - own : 0;
    if (right)
        text_add(out, "%*s", (int)pad, "");
    text_put(out, text);
    if (!right)
        text_add(out, "%*s", (int)pad, "");
}

/* Numbers stand right; a column is one of numbers when its first filled cell is. */
static bool right_aligned(const Table *table, size_t column)
{
    for (size_t r = 0; r < table->rows; r++) {
        const Cell *cell = &table->cell[r * table->columns + column];
        if (cell->kind != CELL_EMPTY)
            return cell->kind != CELL_TEXT;
    }
    return false;
}

static size_t column_width(const Table *table, size_t column, Language language)
{
    char buffer[NUMBER_SIZE];
    size_t width = text_width(words_in(&table->column[column].title, language));
    for (size_t r = 0; r < table->rows; r++) {
        const Cell *cell = &table->cell[r * table->columns + column];
        size_t own = text_width(cell_words(cell, language, buffer));
        width = own > width ? own : width;
    }
    return width;
}

static void end_line(Text *out)
{
    while (out->size && out->data[out->size - 1] == ' ')
        out->data[--out->size] = '\0';
    text_put(out, "\n");
}

static void put_table(const Table *table, Language language, Text *out)
{
    char buffer[NUMBER_SIZE];
    text_add(out, "%s\n\n", words_in(&table->title, language));
    size_t *width = calloc(table->columns, sizeof *width);
    if (!width) {
        out->failed = true;
        return;
    }
    for (size_t c = 0; c < table->columns; c++) {
        if (!table_shows(table, c))
            continue;
        width[c] = column_width(table, c, language);
        put_padded(out, words_in(&table->column[c].title, language), width[c],
                   right_aligned(table, c));
        text_put(out, "  ");
    }
    end_line(out);
    for (size_t r = 0; r < table->rows; r++) {
        for (size_t c = 0; c < table->columns; c++) {
            const Cell *cell = &table->cell[r * table->columns + c];
            if (!table_shows(table, c))
                continue;
            put_padded(out, cell_words(cell, language, buffer), width[c], right_aligned(table, c));
            text_put(out, "  ");
        }
        end_line(out);
    }
    text_put(out, "\n");
    free(width);
}

static void write(const Document *document, Text *out)
{
    for (size_t t = 0; t < document->tables; t++)
        put_table(&document->table[t], document->language, out);
    if (!document->tags)
        return;
    flat_tags(document, out);
    text_put(out, "\n");
    flat_parameters(document, "  ", out);
}

const Writer writer_text = {
    .name = "table",
    .summary = "aligned text for people",
    .extension = "txt",
    .write = write,
};
