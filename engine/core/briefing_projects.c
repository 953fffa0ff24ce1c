#include "core/briefing_projects.h"

#include "core/sentence.h"

#include <math.h>

/* {1} project, {2} chance with it, {3} chance without it, {4} difference, {5} its error */
static const Words decides =
    WORDS("The project that decides most is **{1}**: if it surely comes the probability is {2}, "
          "without it {3} (difference {4} points, standard error {5}).",
          "Dự án quyết định nhất là **{1}**: nếu chắc chắn có thì xác suất đạt là {2}, nếu không "
          "có thì là {3} (chênh lệch {4} điểm phần trăm, sai số chuẩn {5}).");
static const Words none_decides =
    WORDS("No single project moves this probability measurably.",
          "Không dự án riêng lẻ nào làm xác suất này thay đổi rõ rệt.");
/* {1} programme, {2} agency, {3} approval, {4} indicators, {5} effect */
static const Words acts =
    WORDS("{1}{2}, due from {3}: raises the growth of {4} by {5} a year once in full effect.",
          "{1}{2}, từ {3}: khi có đủ tác động, nâng tốc độ tăng của {4} thêm {5} mỗi năm.");
static const Words points_fixed = WORDS("{1} points", "{1} điểm phần trăm");
static const Words points_range = WORDS("{1} to {2} points", "{1} đến {2} điểm phần trăm");

enum { PARTS = 5 };

static void put_cell(Text *text, const Cell *cell, Language language)
{
    char buffer[NUMBER_SIZE];
    text_put(text, cell_words(cell, language, buffer));
}

static void put_rate(Text *text, double rate, double error, Language language)
{
    put_cell(text, &(Cell){ .kind = CELL_RATE, .number = rate, .error = error }, language);
}

/* A difference of rates. */
static void put_points(Text *text, double rate, double error, Language language)
{
    put_cell(text, &(Cell){ .kind = CELL_NUMBER, .number = 100 * rate, .error = 100 * error },
             language);
}

void briefing_projects(const Forecast *forecast, size_t target, Language language, Text *out)
{
    const ProjectForecast *most = NULL;
    for (size_t i = 0; i < forecast->projects && !most; i++)
        if (forecast->project[i].target == target)
            most = &forecast->project[i];
    if (!most)
        return;
    if (fabs(most->difference) < 2 * most->error) {
        text_add(out, "- %s\n", words_in(&none_decides, language));
        return;
    }
    const Project *project = &forecast->scenario->indicator[most->indicator].project[most->project];
    Text part[PARTS] = { 0 };
    text_put(&part[0], own_words_in(&project->title, language, project->id));
    put_rate(&part[1], most->with.probability, most->with.standard_error, language);
    put_rate(&part[2], most->without.probability, most->without.standard_error, language);
    put_points(&part[3], most->difference, most->error, language);
    put_points(&part[4], most->error, most->error, language);
    text_put(out, "- ");
    sentence_put(out, &decides, language, part, PARTS);
}

static void put_effect(Text *text, const Quantity *effect, Language language)
{
    char low[NUMBER_SIZE], high[NUMBER_SIZE];
    double from = 100 * quantity_side(effect, -1), to = 100 * quantity_side(effect, 1);
    number_words(from, number_decimals_given(from), language, low);
    number_words(to, number_decimals_given(to), language, high);
    text_fill(text, words_in(from < to ? &points_range : &points_fixed, language),
              (const char *const[]){ low, high }, 2);
}

void briefing_programme(const Scenario *scenario, const Programme *programme, Language language,
                        Text *out)
{
    Text part[PARTS] = { 0 };
    int year = (int)floor(programme->onset.date);
    int month = 1 + (int)floor(12 * (programme->onset.date - year) + 1e-6);
    const char *lead = own_words_in(&programme->lead, language, NULL);
    text_put(&part[0], own_words_in(&programme->title, language, programme->id));
    if (lead)
        text_add(&part[1], " (%s)", lead);
    text_add(&part[2], language == LANGUAGE_VI ? "tháng %d/%d" : "%d/%d", month, year);
    for (size_t i = 0; i < programme->indicators; i++) {
        const Indicator *indicator = &scenario->indicator[programme->indicator[i]];
        text_add(&part[3], "%s%s", i ? ", " : "",
                 own_words_in(&indicator->title, language, indicator->id));
    }
    put_effect(&part[4], &programme->effect, language);
    text_put(out, "- ");
    sentence_put(out, &acts, language, part, PARTS);
}
