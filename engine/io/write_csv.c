/* CSV for programs: RFC 4180 with a decimal point. */
#include "core/writer.h"
#include "io/csv.h"

static void write(const Document *document, Text *out)
{
    static const CsvDialect rfc4180 = { .mark = "", .separator = ',', .point = '.', .end = "\n" };
    csv_write(&rfc4180, document, out);
}

const Writer writer_csv = {
    .name = "csv",
    .summary = "CSV for programs: RFC 4180, UTF-8, decimal point",
    .extension = "csv",
    .write = write,
};
