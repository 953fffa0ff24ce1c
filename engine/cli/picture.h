/* A command that writes tables draws its chart instead when --output names a picture. */
#ifndef CLI_PICTURE_H
#define CLI_PICTURE_H

#include "cli/session.h"
#include "core/chart.h"

/* Zero-initialise. */
typedef struct Picture {
    unsigned format; /* 0: --output names no picture */
    char *stem;      /* of the files, without the folder */
    Output *output;
} Picture;

/* Opens the folder of NAME.svg, NAME.png or NAME.pdf; else does nothing. */
Status picture_open(Picture *picture, const Options *options, Error *err);

/* Draws what the charts (ends with NULL) show of the target named, the first under the name given,
 * others under NAME-CHART. STATUS_USAGE when the scenario has several targets and none was named.
 */
Status picture_draw(Picture *picture, const Session *session, const Options *options,
                    const Chart *const *chart, Error *err);

void picture_close(Picture *picture);

#endif
