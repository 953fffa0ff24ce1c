/* Markdown tables, for a report or a word processor that reads them. */
#include "core/writer.h"
#include "io/flat.h"

static void put_cell(Text *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '|' || *text == '\\')
            text_put(out, "\\");
        if (*text == '\n')
            text_put(out, " ");
        else
            text_put_bytes(out, text, 1);
    }
}

static bool numeric(const Table *table, size_t column)
{
    return table->rows && table->cell[column].kind != CELL_TEXT &&
           table->cell[column].kind != CELL_EMPTY;
}

static void put_table(const Table *table, Language language, Text *out)
{
    char buffer[NUMBER_SIZE];
    text_add(out, "### %s\n\n|", words_in(&table->title, language));
    for (size_t c = 0; c < table->columns; c++) {
        if (!table_shows(table, c))
            continue;
        text_put(out, " ");
        put_cell(out, words_in(&table->column[c].title, language));
        text_put(out, " |");
    }
    text_put(out, "\n|");
    for (size_t c = 0; c < table->columns; c++)
        if (table_shows(table, c))
            text_put(out, numeric(table, c) ? " ---: |" : " --- |");
    for (size_t r = 0; r < table->rows; r++) {
        text_put(out, "\n|");
        for (size_t c = 0; c < table->columns; c++) {
            if (!table_shows(table, c))
                continue;
            text_put(out, " ");
            put_cell(out, cell_words(&table->cell[r * table->columns + c], language, buffer));
            text_put(out, " |");
        }
    }
    text_put(out, "\n\n");
}

static void write(const Document *document, Text *out)
{
    for (size_t t = 0; t < document->tables; t++)
        put_table(&document->table[t], document->language, out);
    if (!document->tags)
        return;
    flat_tags(document, out);
    text_put(out, "\n");
    if (document->verbose)
        text_put(out, "\n");
    flat_parameters(document, "    ", out);
}

const Writer writer_markdown = {
    .name = "markdown",
    .summary = "Markdown tables",
    .extension = "md",
    .write = write,
};
