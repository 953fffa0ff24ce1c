#include "io/store_schema.h"

#include "io/store_base.h"

const char store_schema_target[] =
    "r.target, r.probability, r.standard_error, r.low95, r.high95, r.median, r.median_gap,"
    " r.required_growth, r.method";

static const char tables[] =
    "CREATE TABLE run (\n"
    "  id INTEGER PRIMARY KEY CHECK (id = 1),\n"
    "  version TEXT NOT NULL,         -- of the program\n"
    "  sweep TEXT NOT NULL,           -- id\n"
    "  sweep_digest TEXT NOT NULL,    -- SHA-256 of all that the results depend on\n"
    "  scenario TEXT NOT NULL,        -- id\n"
    "  scenario_digest TEXT NOT NULL, -- SHA-256 of its files\n"
    "  paths INTEGER NOT NULL,\n"
    "  seed TEXT NOT NULL,            -- text, since it may be above 2^63\n"
    "  sampling TEXT NOT NULL,\n"
    "  cells INTEGER NOT NULL,        -- as planned\n"
    "  parameters TEXT NOT NULL       -- JSON: the scenario of cell 0 with every default\n"
    ");\n"
    "CREATE TABLE axis (\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  position INTEGER NOT NULL UNIQUE,\n"
    "  pointer TEXT NOT NULL UNIQUE,  -- into the scenario\n"
    "  title TEXT NOT NULL UNIQUE,    -- its column in the views\n"
    "  design TEXT NOT NULL,          -- grid, latin_hypercube, sobol\n"
    "  points INTEGER NOT NULL\n"
    ");\n"
    "CREATE TABLE cell (\n"
    "  id INTEGER PRIMARY KEY,        -- from 0, the last axis fastest\n"
    "  status TEXT NOT NULL CHECK (status IN ('good', 'failed')),\n"
    "  message TEXT,                  -- why it failed\n"
    "  variant TEXT\n"
    ");\n"
    "CREATE TABLE cell_value (\n"
    "  cell_id INTEGER NOT NULL REFERENCES cell,\n"
    "  axis_id INTEGER NOT NULL REFERENCES axis,\n"
    "  value REAL,                    -- rates as shares: 0.165\n"
    "  text TEXT,                     -- what is no number\n"
    "  PRIMARY KEY (cell_id, axis_id)\n"
    ") WITHOUT ROWID;\n"
    "CREATE TABLE target_result (\n"
    "  cell_id INTEGER NOT NULL REFERENCES cell,\n"
    "  target TEXT NOT NULL,\n"
    "  probability REAL, standard_error REAL, low95 REAL, high95 REAL,\n"
    "  median REAL, median_gap REAL, required_growth REAL,\n"
    "  method TEXT NOT NULL,\n"
    "  PRIMARY KEY (cell_id, target)\n"
    ") WITHOUT ROWID;\n"
    "CREATE TABLE joint_result (\n"
    "  cell_id INTEGER NOT NULL REFERENCES cell,\n"
    "  \"group\" TEXT NOT NULL,         -- '' stands for all targets\n"
    "  probability REAL, standard_error REAL, low95 REAL, high95 REAL,\n"
    "  if_independent REAL,\n"
    "  binding TEXT NOT NULL,\n"
    "  PRIMARY KEY (cell_id, \"group\")\n"
    ") WITHOUT ROWID;\n"
    "CREATE TABLE quantile (\n"
    "  cell_id INTEGER NOT NULL REFERENCES cell,\n"
    "  indicator TEXT NOT NULL,\n"
    "  year INTEGER NOT NULL,\n"
    "  q05 REAL, q10 REAL, q25 REAL, q50 REAL, q75 REAL, q90 REAL, q95 REAL, mean REAL, sd REAL,\n"
    "  PRIMARY KEY (cell_id, indicator, year)\n"
    ") WITHOUT ROWID;\n"
    "CREATE INDEX cell_value_by_value ON cell_value (axis_id, value);\n"
    "CREATE INDEX target_result_by_probability ON target_result (target, probability);\n"
    "CREATE INDEX quantile_by_year ON quantile (indicator, year);\n";

static const char views[] =
    "CREATE VIEW best AS SELECT * FROM target WHERE (cell, target) IN (SELECT cell_id, target "
    "FROM\n"
    "  (SELECT cell_id, target, row_number() OVER (PARTITION BY target ORDER BY probability DESC,\n"
    "  cell_id) AS place FROM target_result) WHERE place = 1);\n"
    "CREATE VIEW effect AS SELECT t.target, a.title AS axis, coalesce(v.value, v.text) AS value,\n"
    "  count(*) AS cells, avg(t.probability) AS mean, min(t.probability) AS least,\n"
    "  max(t.probability) AS most\n"
    "  FROM target_result AS t JOIN cell_value AS v ON v.cell_id = t.cell_id\n"
    "  JOIN axis AS a ON a.id = v.axis_id GROUP BY t.target, a.id, v.value, v.text;\n"
    "CREATE VIEW failed AS SELECT c.id AS cell, c.variant, c.message, group_concat(a.title || ' = "
    "'\n"
    "  || coalesce(v.value, v.text), ', ') AS place FROM cell AS c\n"
    "  LEFT JOIN cell_value AS v ON v.cell_id = c.id LEFT JOIN axis AS a ON a.id = v.axis_id\n"
    "  WHERE c.status = 'failed' GROUP BY c.id;\n"
    "CREATE VIEW progress AS SELECT r.cells, count(c.id) AS done,\n"
    "  coalesce(sum(c.status = 'failed'), 0) AS failed FROM run AS r LEFT JOIN cell AS c;\n";

static void put_name(const char *name, Text *sql)
{
    text_put(sql, "\"");
    for (; *name; name++)
        text_put_bytes(sql, *name == '"' ? "\"\"" : name, *name == '"' ? 2 : 1);
    text_put(sql, "\"");
}

void store_schema_axis(size_t id, const char *title, Text *sql)
{
    text_add(sql,
             "\n  (SELECT coalesce(v.value, v.text) FROM cell_value AS v"
             " WHERE v.cell_id = c.id AND v.axis_id = %zu) AS ",
             id);
    put_name(title, sql);
    text_put(sql, ",");
}

/* A view of a table of results with the values of the axes in front. */
static void put_view(const Sweep *sweep, const char *name, const char *columns, const char *table,
                     Text *sql)
{
    text_add(sql, "CREATE VIEW \"%s\" AS SELECT c.id AS cell,", name);
    for (size_t i = 0; i < sweep->axes; i++)
        store_schema_axis(i + 1, sweep->axis[i].title, sql);
    text_add(sql, "%s\n  %s FROM cell AS c JOIN %s AS r ON r.cell_id = c.id;\n",
             sweep->variants ? "\n  c.variant," : "", columns, table);
}

void store_schema(const Sweep *sweep, Text *sql)
{
    text_put(sql, tables);
    put_view(sweep, "target", store_schema_target, "target_result", sql);
    put_view(sweep, "joint",
             "r.\"group\", r.probability, r.standard_error, r.low95, r.high95, r.if_independent,"
             " r.binding",
             "joint_result", sql);
    text_put(sql, views);
    text_add(sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;\n", STORE_APPLICATION,
             STORE_VERSION);
}
