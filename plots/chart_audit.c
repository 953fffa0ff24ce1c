/* Each statement of the plan against what all others leave it: two bars in a row, on a scale of the
 * row's own. Those in conflict come first; an arrow shows how far the stated figure is off. */
#include "plots/lettering.h"
#include "plots/theme.h"

#include <math.h>
#include <string.h>

enum { ROWS = 18 }; /* what fits on a page */

static const Words consistent = WORDS("The statements hold together: stated figures, and what all "
                                      "others leave them",
                                      "Các phát biểu khớp nhau: con số đã nêu, và khoảng mà các "
                                      "phát biểu còn lại cho phép");
static const Words undecided = WORDS(
    "Not decided whether the statements hold together: stated figures, and what all others "
    "leave them",
    "Chưa xác định các phát biểu có khớp nhau không: con số đã nêu, và khoảng mà các phát biểu "
    "còn lại cho phép");
static const Words contradict =
    WORDS("{1} conflicts: stated figures, and what all others leave them",
          "{1} mâu thuẫn: con số đã nêu, và khoảng mà các phát biểu "
          "còn lại cho phép");
static const Words one_conflict =
    WORDS("1 conflict: stated figures, and what all others leave them",
          "1 mâu thuẫn: con số đã nêu, và khoảng mà các phát biểu "
          "còn lại cho phép");
static const Words not_shown = WORDS(" ({1} of {2})", " ({1} trong {2})");
static const Words stated = WORDS("Stated", "Đã nêu");
static const Words implied = WORDS("Left by all other statements", "Các phát biểu khác cho phép");
static const Words apart = WORDS("Conflict", "Mâu thuẫn");
static const Words of_growth = WORDS("growth, {1}", "tăng trưởng, {1}");
static const Words of_level = WORDS("level, {1}", "mức, {1}");
static const Words of_share = WORDS("share, {1}", "tỷ trọng, {1}");
static const Words wished = WORDS("target: ", "mục tiêu: ");

/* Points. */
static const double size_name = 10, size_detail = 8.5, leading = 11, row_height = 33;
static const double frame = 134, room_left = 172, room_right = 108;

/* Of the width of a row: the least that a bar takes, and the air at both ends. */
static const double thin = 0.008, air = 0.12;

typedef struct Rows {
    const AuditStatement *row[ROWS];
    bool blamed[ROWS];
    size_t count, all;
} Rows;

/* Statements that some other bounds. */
static bool shown(const AuditStatement *it)
{
    bool low = it->implied_low > (it->measure == AUDIT_GROWTH ? -1 : 0);
    return (low || isfinite(it->implied_high)) && (isfinite(it->low) || isfinite(it->high));
}

static Rows rows_of(const Audit *audit)
{
    Rows rows = { 0 };
    for (int blamed = 1; blamed >= 0; blamed--)
        for (size_t i = 0; i < audit->statements; i++) {
            if (audit_blamed(audit, i) != blamed || !shown(&audit->statement[i]))
                continue;
            rows.all++;
            if (rows.count == ROWS)
                continue;
            rows.blamed[rows.count] = blamed;
            rows.row[rows.count++] = &audit->statement[i];
        }
    return rows;
}

/* The ends of both intervals on the row's scale, 0 to 1; those that are open lie at the edge. */
typedef struct Ends {
    double stated[2], implied[2];
} Ends;

static Ends ends_of(const AuditStatement *it)
{
    double least = it->measure == AUDIT_GROWTH ? -1 : 0;
    double end[] = { it->low, it->high, it->implied_low > least ? it->implied_low : -INFINITY,
                     it->implied_high };
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < 4; i++)
        if (isfinite(end[i])) {
            low = fmin(low, end[i]);
            high = fmax(high, end[i]);
        }
    double width = (high - low) / (1 - 2 * air);
    for (size_t i = 0; i < 4; i++) {
        if (isfinite(end[i]))
            end[i] = width > 0 ? air + (end[i] - low) / width : 0.5;
        else
            end[i] = i % 2 ? 1 : 0;
    }
    for (size_t i = 0; i < 4; i += 2)
        if (end[i + 1] - end[i] < thin) {
            double middle = (end[i] + end[i + 1]) / 2;
            end[i] = middle - thin / 2;
            end[i + 1] = middle + thin / 2;
        }
    return (Ends){ { end[0], end[1] }, { end[2], end[3] } };
}

static double place(const Rows *rows, size_t row)
{
    return (double)(rows->count - row) - 0.5;
}

static void add_data(const Rows *rows, Text *data)
{
    text_put(data,
             "row\tstated_low\tstated_high\timplied_low\timplied_high\tfrom\tto\tstatement\n");
    for (size_t i = 0; i < rows->count; i++) {
        Ends ends = ends_of(rows->row[i]);
        bool below = ends.stated[1]<ends.implied[0], above = ends.stated[0]> ends.implied[1];
        bool off = rows->blamed[i] && (below || above);
        text_add(data, "%g", place(rows, i));
        theme_cell(data, ends.stated[0]);
        theme_cell(data, ends.stated[1]);
        theme_cell(data, ends.implied[0]);
        theme_cell(data, ends.implied[1]);
        theme_cell(data, !off ? NAN : below ? ends.stated[1] : ends.stated[0]);
        theme_cell(data, !off ? NAN : below ? ends.implied[0] : ends.implied[1]);
        text_add(data, "\t%s\n", rows->row[i]->pointer);
    }
}

/* ---- words beside the bars ---- */

static const char *figure(const AuditStatement *it, double value, Language language,
                          char buffer[NUMBER_SIZE])
{
    bool level = it->measure == AUDIT_LEVEL;
    double people = level ? value : 100 * value;
    int some = level ? number_decimals(value, 0) : 2, all = number_decimals_given(people);
    int decimals = some < all ? some : all;
    return (level ? number_words : percent_words)(value, decimals, language, buffer);
}

/* "16,5 %–17,5 %", "≥ 73.671". */
static void put_interval(const AuditStatement *it, double low, double high, Language language,
                         Text *text)
{
    char one[NUMBER_SIZE], other[NUMBER_SIZE];
    double least = it->measure == AUDIT_GROWTH ? -1 : 0;
    bool from = isfinite(low) && (low > least || it->low == low), to = isfinite(high);
    if (from)
        figure(it, low, language, one);
    if (to)
        figure(it, high, language, other);
    if (from && to && low < high) {
        one[strcspn(one, " %")] = '\0'; /* the percent sign once */
        text_add(text, "%s–%s", one, other);
    } else if (from)
        text_add(text, "%s%s", to ? "" : "≥ ", one);
    else if (to)
        text_add(text, "≤ %s", other);
}

static void put_detail(const AuditStatement *it, Language language, Text *text)
{
    const Words *what = it->measure == AUDIT_LEVEL    ? &of_level
                        : it->measure == AUDIT_GROWTH ? &of_growth
                                                      : &of_share;
    Text years = { 0 };
    text_add(&years, it->from == it->to ? "%d" : "%d-%d", it->from, it->to);
    text_put(text, it->target ? words_in(&wished, language) : "");
    text_fill(text, words_in(what, language), (const char *const[]){ years.data ? years.data : "" },
              1);
    text->failed |= years.failed;
    text_free(&years);
}

static void put_line(Theme *theme, LabelPoint at, double size, const char *style, Text *text)
{
    theme_label(theme, at, (ThemeLetters){ THEME_LEFT, size, style }, text->data ? text->data : "");
    theme->script->failed |= text->failed;
    text_free(text);
}

static void put_row(const ChartInput *in, const Rows *rows, size_t i, Theme *theme)
{
    const AuditStatement *it = rows->row[i];
    const Indicator *indicator = &in->forecast->scenario->indicator[it->indicator];
    const char *title = own_words_in(&indicator->title, in->language, indicator->id);
    const char *unit = own_words_in(&indicator->unit, in->language, "");
    const char *style = rows->blamed[i] ? " Bold" : "";
    double y = place(rows, i) / (double)rows->count * theme->labels.height;
    double x = theme->labels.width + 8;
    Text text = { 0 }, full = { 0 };
    Lettering name = lettering_wrap(title, size_name * 1.1, room_left - 10, 1);
    theme_label(theme, (LabelPoint){ -room_left, y + leading / 2 },
                (ThemeLetters){ THEME_LEFT, size_name, style }, name.line[0]);
    put_detail(it, in->language, &text);
    text_add(&full, "%s; %s", text.data ? text.data : "", unit);
    if (it->measure == AUDIT_LEVEL && *unit && full.data &&
        lettering_width(full.data, size_detail) < room_left - 4)
        text_add(&text, "; %s", unit);
    text_free(&full);
    put_line(theme, (LabelPoint){ -room_left, y - leading / 2 }, size_detail, "", &text);
    put_interval(it, it->low, it->high, in->language, &text);
    put_line(theme, (LabelPoint){ x, y + leading / 2 }, size_name, style, &text);
    put_interval(it, it->implied_low, it->implied_high, in->language, &text);
    put_line(theme, (LabelPoint){ x, y - leading / 2 }, size_detail, "", &text);
}

static void put_frame(const ChartInput *in, const Rows *rows, Theme *theme)
{
    const Scenario *s = in->forecast->scenario;
    size_t conflicts = in->audit->conflicts;
    Text count = { 0 }, some = { 0 }, all = { 0 }, second = { 0 };
    text_add(&count, "%zu", conflicts);
    text_add(&some, "%zu", rows->count);
    text_add(&all, "%zu", rows->all);
    const char *shown_of[] = { some.data ? some.data : "", all.data ? all.data : "" };
    text_fill(&second,
              words_in(in->audit->undecided ? &undecided
                       : conflicts == 0     ? &consistent
                       : conflicts == 1     ? &one_conflict
                                            : &contradict,
                       in->language),
              (const char *const[]){ count.data ? count.data : "" }, 1);
    if (rows->count < rows->all)
        text_fill(&second, words_in(&not_shown, in->language), shown_of, 2);
    theme_frame(theme, own_words_in(&s->title, in->language, s->id), second.data ? second.data : "",
                "");
    theme->script->failed |= second.failed || count.failed || some.failed || all.failed;
    text_free(&count);
    text_free(&some);
    text_free(&all);
    text_free(&second);
}

static void put_curves(const ChartInput *in, Theme *theme)
{
    theme_curve(theme, words_in(&stated, in->language),
                "data using ((column(\"stated_low\")+column(\"stated_high\"))/2):(column(\"row\")+"
                "0.17):\"stated_low\":\"stated_high\":(column(\"row\")+0.05):(column(\"row\")+0.29)"
                " with boxxyerror linestyle %d fillstyle solid noborder",
                THEME_CENTRAL);
    theme_curve(theme, words_in(&implied, in->language),
                "data using ((column(\"implied_low\")+column(\"implied_high\"))/2):(column(\"row\")"
                "-0.17):\"implied_low\":\"implied_high\":(column(\"row\")-0.29):(column(\"row\")-"
                "0.05) with boxxyerror linestyle %d",
                THEME_BAND_INNER);
    if (in->audit->conflicts)
        theme_curve(theme, words_in(&apart, in->language),
                    "data using \"from\":(column(\"row\")+0.17):(column(\"to\")-column(\"from\")):"
                    "(-0.34) with vectors filled head size screen 0.012,20 linestyle %d",
                    THEME_TARGET);
}

static double height(const ChartInput *in)
{
    Rows rows = rows_of(in->audit);
    return frame + row_height * (double)(rows.count ? rows.count : 1);
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    Rows rows = rows_of(in->audit);
    Theme theme;
    theme_start(&theme, in, script);
    theme.random = false;
    theme.height = height(in);
    theme.room_left = room_left;
    theme.room_right = room_right;
    theme.x.kind = theme.y.kind = AXIS_BLANK;
    axis_include(&theme.x, 0);
    axis_include(&theme.x, 1);
    axis_include(&theme.y, 0);
    axis_include(&theme.y, rows.count ? (double)rows.count : 1);
    put_curves(in, &theme);
    put_frame(in, &rows, &theme);
    text_put(theme.script, "unset border\nunset grid\n");
    for (size_t i = 0; i < rows.count; i++) {
        double y = (double)(rows.count - i - 1) / (double)rows.count * theme.labels.height;
        put_row(in, &rows, i, &theme);
        theme_line(&theme, (LabelPoint){ -room_left, y }, (LabelPoint){ theme.labels.width, y },
                   THEME_GRID);
    }
    theme_finish(&theme);
    add_data(&rows, data);
}

static bool applies(const Forecast *forecast, size_t subject)
{
    (void)subject;
    return forecast->scenario->targets > 0;
}

const Chart chart_audit = {
    .name = "audit",
    .title = WORDS("Do the plan's statements hold together?", "Các con số của kế hoạch có khớp "
                                                              "nhau không?"),
    .summary = "each stated figure beside what all other statements leave it",
    .subject = CHART_OF_SCENARIO,
    .audited = true,
    .applies = applies,
    .height = height,
    .draw = draw,
};
