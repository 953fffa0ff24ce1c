#include "io/read_number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 60 };
static const double UNLIMITED = 1e300;

static bool is_rate(ParamUnit unit)
{
    return unit == PARAM_RATE || unit == PARAM_PROBABILITY;
}

/* Length of -digits.digits at the start of `text`; 0 when there is none or it is too long. */
static size_t decimal_length(const char *text)
{
    static const char digits[] = "0123456789";
    size_t at = text[0] == '-', whole = strspn(text + at, digits);
    if (!whole)
        return 0;
    at += whole;
    if (text[at] == '.') {
        size_t part = strspn(text + at + 1, digits);
        if (!part)
            return 0;
        at += 1 + part;
    }
    return at <= LONGEST ? at : 0;
}

/* "16.5%" or "16.5 %" as 0.165, rounded once. */
static bool parse_percent(const char *text, double *value)
{
    size_t length = decimal_length(text);
    const char *rest = text + length + (length && text[length] == ' ');
    if (!length || strcmp(rest, "%"))
        return false;
    char scaled[LONGEST + 4];
    snprintf(scaled, sizeof scaled, "%.*se-2", (int)length, text);
    *value = strtod(scaled, NULL);
    return true;
}

/* A plain number, the whole text. */
static bool parse_plain(const char *text, double *value)
{
    if (!*text || strspn(text, "0123456789.eE+-") != strlen(text) || strchr("eE+", *text))
        return false;
    char *end;
    *value = strtod(text, &end);
    return !*end && isfinite(*value);
}

/* The text with its only comma as a point, or false. */
static bool without_comma(const char *text, char point[LONGEST])
{
    const char *comma = strchr(text, ',');
    if (!comma || strchr(comma + 1, ',') || strlen(text) >= LONGEST)
        return false;
    snprintf(point, LONGEST, "%s", text);
    point[comma - text] = '.';
    return true;
}

/* A rate of x percent, in both spellings. */
static void write_percent(double x, const char *given, char fault[READ_NUMBER_FAULT])
{
    char percent[32], rate[32], scaled[40];
    snprintf(scaled, sizeof scaled, "%se-2", text_number(x, percent));
    if (strchr(percent, 'e'))
        snprintf(scaled, sizeof scaled, "%.17g", x / 100);
    snprintf(fault, READ_NUMBER_FAULT, "%s: a rate is %s or \"%s%%\"", given,
             text_number(strtod(scaled, NULL), rate), percent);
}

/* A rate as a number is below 1 in magnitude. */
static bool check_magnitude(double x, ParamUnit unit, char fault[READ_NUMBER_FAULT])
{
    char given[32];
    if (!is_rate(unit) || fabs(x) < 1)
        return true;
    write_percent(x, text_number(x, given), fault);
    return false;
}

static bool unreadable(const char *text, ParamUnit unit, char fault[READ_NUMBER_FAULT])
{
    char point[LONGEST], given[LONGEST + 2];
    double value;
    bool comma = without_comma(text, point);
    if (comma && unit != PARAM_LEVEL && parse_percent(point, &value))
        snprintf(fault, READ_NUMBER_FAULT, "\"%s\" has a decimal comma; write \"%s\"", text, point);
    else if (comma && parse_plain(point, &value))
        snprintf(
            fault, READ_NUMBER_FAULT,
            "\"%s\" has a comma; wanted is a number with a decimal point and no thousands mark",
            text);
    else if (is_rate(unit) && parse_plain(text, &value) && fabs(value) >= 1) {
        snprintf(given, sizeof given, "\"%.*s\"", LONGEST - 1, text);
        write_percent(value, given, fault);
    } else
        snprintf(fault, READ_NUMBER_FAULT, "found \"%.80s\"; wanted is %s", text,
                 is_rate(unit) ? "a rate, such as 0.165 or \"16.5%\"" : "a number");
    return false;
}

bool read_number_parse(const char *text, ParamUnit unit, double *value,
                       char fault[READ_NUMBER_FAULT])
{
    if (unit != PARAM_LEVEL && parse_percent(text, value))
        return true;
    if (!parse_plain(text, value))
        return unreadable(text, unit, fault);
    return check_magnitude(*value, unit, fault);
}

static bool is_allowed(double x, const Param *row)
{
    bool open = row->open_low || row->unit == PARAM_PROBABILITY;
    bool open_high = row->unit == PARAM_PROBABILITY;
    return (open ? x > row->low : x >= row->low) && (open_high ? x < row->high : x <= row->high);
}

char *read_number_limit(double x, ParamUnit unit, char buffer[READ_NUMBER_LIMIT])
{
    char number[32];
    if (is_rate(unit))
        snprintf(buffer, READ_NUMBER_LIMIT, "%.12g%%", 100 * x);
    else
        snprintf(buffer, READ_NUMBER_LIMIT, "%s", text_number(x, number));
    return buffer;
}

/* "above 0", "-100% to 1000%". */
char *read_number_allowed(const Param *row, ParamUnit unit, char buffer[READ_NUMBER_RANGE])
{
    char low[READ_NUMBER_LIMIT], high[READ_NUMBER_LIMIT];
    bool above = row->open_low || row->unit == PARAM_PROBABILITY;
    read_number_limit(row->low, unit, low);
    read_number_limit(row->high, unit, high);
    if (row->high >= UNLIMITED && row->low > -UNLIMITED)
        snprintf(buffer, READ_NUMBER_RANGE, above ? "above %s" : "%s or more", low);
    else if (row->unit == PARAM_PROBABILITY)
        snprintf(buffer, READ_NUMBER_RANGE, "above %s and below %s", low, high);
    else
        snprintf(buffer, READ_NUMBER_RANGE, above ? "above %s and at most %s" : "%s to %s", low,
                 high);
    return buffer;
}

bool read_number_range(double x, const Param *row, ParamUnit unit, char fault[READ_NUMBER_FAULT])
{
    char given[READ_NUMBER_LIMIT], range[READ_NUMBER_RANGE];
    if (is_allowed(x, row))
        return true;
    snprintf(fault, READ_NUMBER_FAULT, "%s is not allowed; allowed is %s (%s)",
             read_number_limit(x, unit, given), read_number_allowed(row, unit, range), row->doc);
    return false;
}

bool read_number(ReadJson *json, const cJSON *item, const JsonPlace *place, const Param *row,
                 ParamUnit unit, double *value)
{
    char fault[READ_NUMBER_FAULT];
    bool text = cJSON_IsString(item) && unit != PARAM_LEVEL;
    if (!text && !cJSON_IsNumber(item)) {
        read_json_wanted(json, item, place,
                         is_rate(unit) ? "a rate, such as 0.165 or \"16.5%\"" : "a number");
        return false;
    }
    if (!text && !isfinite(item->valuedouble))
        return false; /* json_text has told it */
    *value = text ? 0 : item->valuedouble;
    bool good =
        text ? parse_percent(item->valuestring, value) || unreadable(item->valuestring, unit, fault)
             : check_magnitude(*value, unit, fault);
    good = good && read_number_range(*value, row, unit, fault);
    if (!good)
        read_json_problem(json, place, "%s", fault);
    return good;
}
