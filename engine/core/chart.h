/* A chart: reads a finished forecast and writes a gnuplot script and its data. Each describes
 * itself at the foot of its file in plots/, and the build makes the table of all. */
#ifndef CORE_CHART_H
#define CORE_CHART_H

#include "base/text.h"
#include "core/audit.h"
#include "core/forecast.h"
#include "core/sweep_view.h"

typedef enum ChartSource {
    CHART_FROM_SCENARIO, /* what a run makes of it */
    CHART_FROM_SWEEP     /* the database of a sweep */
} ChartSource;

typedef enum ChartSubject {
    CHART_OF_INDICATOR, /* one picture for each indicator */
    CHART_OF_TARGET,    /* one picture for each target */
    CHART_OF_SCENARIO   /* one picture */
} ChartSubject;

/* The axes that a chart of a sweep takes unless it is told which. */
typedef enum ChartAxes {
    CHART_AXES_TWO,    /* the first two across and up */
    CHART_AXES_SOLVED, /* of those two, the one that moves the chance more up; numbers */
    CHART_AXES_PANELS, /* two where something is left that tells panels apart, else one across */
} ChartAxes;

typedef struct Chart Chart;

typedef struct ChartInput {
    const Chart *chart;
    const Forecast *forecast; /* with its projection and scenario; NULL of a sweep */
    const SweepView *view;    /* what to show of a sweep; else NULL */
    const Audit *audit;       /* of the scenario, where the chart is `audited`, else NULL */
    size_t subject;           /* index of the indicator or target; 0 */
    Language language;
    const char *data; /* name of the data file as the script shall call it */
} ChartInput;

struct Chart {
    const char *name;
    Words title;
    const char *summary; /* one line for `dubao list` */
    ChartSource source;
    ChartSubject subject;
    unsigned sensitivity; /* the parts that it shows (core/sensitivity.h), which are worked out only
                           * when the chart is asked for by name; 0: none */
    unsigned solve;       /* the parts of forecast->solve that it shows (core/solve.h); 0: none */
    bool audited;         /* reads the audit of the scenario too */
    /* Whether there is anything to show of the subject; NULL: always. */
    bool (*applies)(const Forecast *forecast, size_t subject);
    /* Points of height that the page takes at a width of 16 cm; NULL: that of all charts. */
    double (*height)(const ChartInput *in);
    /* Adds the plot commands to `script` (terminal and output are set by the caller) and the data,
     * tab-separated with headings, to `data`. */
    void (*draw)(const ChartInput *in, Text *script, Text *data);
    ChartAxes axes; /* of a sweep */
};

/* The table of all charts, made by the build, ends with NULL. */
extern const Chart *const chart_table[];

/* The chart of that name that is drawn from such a source, or NULL. */
const Chart *chart_find(const char *name, ChartSource source);

#endif
