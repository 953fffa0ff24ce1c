/* What makes the gap between the chances of a target in two scenarios. */
#include "plots/waterfall.h"

static void draw(const ChartInput *in, Text *script, Text *data)
{
    waterfall_draw(in, COMPARED_PROBABILITY, script, data);
}

const Chart chart_waterfall = {
    .name = "waterfall",
    .title = WORDS("What makes the gap in the chance", "Điều gì tạo ra chênh lệch xác suất"),
    .summary = "which changes move the chance of a target (of `dubao compare A B -o NAME.svg`)",
    .subject = CHART_OF_TARGET,
    .applies = waterfall_applies,
    .draw = draw,
};
