/* What several tests need: a scenario from text, simulated. */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/output.h"
#include "core/forecast.h"
#include "core/manifest.h"
#include "core/writer.h"
#include "io/read_scenario.h"
#include "math/start.h"
#include "run/project.h"
#include "run/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Simulated {
    Scenario *scenario;
    Projection *projection;
    Forecast *forecast;
} Simulated;

/* A new file that holds the text; `path` ends with XXXXXX and takes its name. The caller unlinks.
 */
static inline void file_from(const char *json, char path[])
{
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, json, strlen(json)), strlen(json));
    close(file);
}

static inline Scenario *scenario_from(const char *json)
{
    char path[] = "/tmp/dubao-test-XXXXXX";
    file_from(json, path);
    Scenario *scenario = NULL;
    Problems problems = { 0 };
    Error err = { 0 };
    Status status = read_scenario(path, NULL, 0, &scenario, &problems, &err);
    unlink(path);
    if (status != STATUS_GOOD)
        fail_msg("%s: %s", err.text, problems.count ? problems.line[0] : json);
    problems_free(&problems);
    return scenario;
}

/* `sampling` stands in for "auto". */
static inline Simulated simulate_with(const char *sampling, const char *json, size_t threads)
{
    Simulated made = { .scenario = scenario_from(json) };
    if (!strcmp(made.scenario->simulation.sampling, "auto")) {
        free(made.scenario->simulation.sampling);
        made.scenario->simulation.sampling = text_copy(sampling);
    }
    SimulateOptions options = { .threads = threads };
    Error err = { 0 };
    Status status = project(made.scenario, &made.projection, &err);
    if (status == STATUS_GOOD)
        status = simulate(made.projection, &options, &made.forecast, &err);
    if (status != STATUS_GOOD)
        fail_msg("%s", err.text);
    return made;
}

static inline Simulated simulate_from(const char *json, size_t threads)
{
    return simulate_with("auto", json, threads);
}

static inline void simulated_free(Simulated *made)
{
    forecast_free(made->forecast);
    projection_free(made->projection);
    scenario_free(made->scenario);
}

/* The whole result as JSON; owned. */
static inline char *result_text(const Simulated *made)
{
    Document document = { 0 };
    Text text = { 0 };
    manifest_start(&document, made->scenario, true);
    forecast_document(made->forecast, &document);
    manifest_finish(&document, made->scenario);
    writer_find("json")->write(&document, &text);
    document_free(&document);
    return text.data;
}

/* Statistical checks: fixed seeds and a limit of so many standard errors. */
static inline void assert_near(double value, double truth, double error, const char *what)
{
    if (!(fabs(value - truth) <= 4 * error))
        fail_msg("%s: %.10g is %.2f standard errors from %.10g", what, value,
                 fabs(value - truth) / error, truth);
}

#endif
