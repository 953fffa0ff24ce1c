/* What makes the gap between the medians of a target's measure in two scenarios. */
#include "plots/waterfall.h"

static void draw(const ChartInput *in, Text *script, Text *data)
{
    waterfall_draw(in, COMPARED_MEDIAN, script, data);
}

const Chart chart_waterfall_median = {
    .name = "waterfall_median",
    .title = WORDS("What makes the gap in the median", "Điều gì tạo ra chênh lệch trung vị"),
    .summary = "which changes move its median (of `dubao compare A B -o NAME.svg`)",
    .subject = CHART_OF_TARGET,
    .applies = waterfall_applies,
    .draw = draw,
};
