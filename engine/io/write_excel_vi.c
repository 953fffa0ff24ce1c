/* CSV that Excel opens by a double click on a computer set to Vietnamese: UTF-8 mark, semicolons,
 * decimal comma. */
#include "core/writer.h"
#include "io/csv.h"

static void write(const Document *document, Text *out)
{
    static const CsvDialect excel_vi = {
        .mark = "\xEF\xBB\xBF", .separator = ';', .point = ',', .end = "\r\n", .spreadsheet = true
    };
    csv_write(&excel_vi, document, out);
}

const Writer writer_excel_vi = {
    .name = "excel-vi",
    .summary = "CSV for Excel on a Vietnamese computer: semicolons, decimal comma",
    .extension = "csv",
    .write = write,
};
