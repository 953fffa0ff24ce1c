/* The pipe to gnuplot. */
#ifndef PLOTS_GNUPLOT_H
#define PLOTS_GNUPLOT_H

#include "base/error.h"
#include "base/output.h"
#include "base/text.h"
#include "core/chart.h"

/* Picture formats, to be combined. */
enum { PICTURE_SVG = 1, PICTURE_PNG = 2, PICTURE_PDF = 4, PICTURE_ALL = 7 };

/* Writes NAME.gp and NAME.tsv (which stay, for editing and redrawing by `gnuplot NAME.gp`), then
 * runs gnuplot over them so that NAME.svg, .png, .pdf of the formats asked for lie beside them.
 * STATUS_CHARTS when gnuplot is missing, fails, or leaves no picture: script and data are written
 * all the same. STATUS_OUTPUT when those cannot be written. */
Status gnuplot_draw(Output *output, const Chart *chart, const ChartInput *in, const char *name,
                    unsigned formats, Error *err);

/* Appends `text` as a gnuplot string in double quotes that no content can leave. */
void gnuplot_string(Text *script, const char *text);

#endif
