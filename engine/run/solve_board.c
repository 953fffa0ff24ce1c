#include "run/solve_board.h"

#include "math/root.h"

#include <math.h>
#include <string.h>

enum { ROUGH_PATHS = 8192, STEPS = 80 };

static const double CLOSE = 0.05;                /* of the standard error of P */
static const double CLOSE_EXACT = 1e-11;         /* of P */
static const double NARROW = 1e-9, JUMP = 1e-13; /* of the line; the second where P jumps over p */
static const double SAME = 1e-12;                /* of the limits */
static const double JUMPS = 4;                   /* standard errors of P that make a jump */
static const double MARGIN = 0.01; /* of the height: less than any change of P that can be seen */

void board_start(Board *board, const Scenario *scenario, size_t target, const Variants *variants,
                 const SimulateOptions *options)
{
    *board = (Board){ .scenario = scenario, .levers = scenario->levers };
    board->full =
        (SolveChance){ .variants = variants,
                       .options = options,
                       .id = target < scenario->targets ? scenario->target[target].id : NULL,
                       .levers = scenario->levers };
    for (size_t i = 0; i < board->levers; i++) {
        const Lever *lever = &scenario->lever[i];
        board->full.pointer[i] = lever->pointer;
        board->start[i] = lever->number.value;
        board->low[i] = fmin(lever->from.value, board->start[i]);
        board->high[i] = fmax(lever->to.value, board->start[i]);
    }
    board->rough = board->full;
    board->rough.most_paths = ROUGH_PATHS;
}

void board_free(Board *board)
{
    solve_chance_free(&board->rough);
    solve_chance_free(&board->full);
}

double board_value(const Board *board, size_t lever, const double *point)
{
    double start = board->start[lever], value = point[lever];
    if (fabs(value - start) <= SAME * (board->high[lever] - board->low[lever]))
        return start; /* what rounding has moved */
    return board->scenario->lever[lever].number.whole ? rint(value) : value;
}

Status board_look(const Board *board, SolveChance *chance, const double *point,
                  const SolveTrial **trial, Error *err)
{
    Point value = { 0 };
    for (size_t i = 0; i < board->levers; i++)
        value[i] = board_value(board, i, point);
    return solve_chance(chance, value, trial, err);
}

double board_effort(const Board *board, const double *point)
{
    double sum = 0;
    for (size_t i = 0; i < board->levers; i++)
        sum += effort_of(&board->scenario->lever[i], board_value(board, i, point));
    return sum;
}

double board_height(const SolveTrial *trial)
{
    double margin = fmax(fmin(trial->margin, 100), -100);
    return solve_chance_score(trial->chance.probability) + MARGIN * margin;
}

void board_between(const Board *board, const double *from, const double *to, double x, Point point)
{
    Point made = { 0 };
    for (size_t i = 0; i < board->levers; i++)
        made[i] = x <= 0 ? from[i] : x >= 1 ? to[i] : from[i] + x * (to[i] - from[i]);
    memcpy(point, made, sizeof made);
}

typedef struct Line {
    const Board *board;
    SolveChance *chance;
    const double *from, *to;
    double probability;
    double met; /* the first place known that gives as much */
    Status status;
    Error *err;
} Line;

static Status look(Line *line, double x, Chance *found, Error *err)
{
    Point point;
    const SolveTrial *trial;
    board_between(line->board, line->from, line->to, x, point);
    TRY(board_look(line->board, line->chance, point, &trial, err));
    *found = trial->chance;
    if (found->probability >= line->probability)
        line->met = fmin(line->met, x);
    return STATUS_GOOD;
}

static double distance(void *context, double x)
{
    Line *line = context;
    Chance found;
    line->status = look(line, x, &found, line->err);
    return line->status == STATUS_GOOD
               ? solve_chance_score(found.probability) - solve_chance_score(line->probability)
               : NAN;
}

static bool enough(void *context, double x, double value, double low, double high)
{
    Line *line = context;
    Chance found;
    (void)value;
    if (look(line, x, &found, line->err) != STATUS_GOOD)
        return true;
    double over = fabs(found.probability - line->probability), error = found.standard_error;
    bool smooth = over <= fmax(JUMPS * error, CLOSE_EXACT);
    return over <= fmax(CLOSE * error, CLOSE_EXACT) || high - low < (smooth ? NARROW : JUMP);
}

/* Whether one of the ends is the answer, *x. */
static Status at_end(Line *line, double *x, bool *done, Error *err)
{
    Chance from, to;
    TRY(look(line, 0, &from, err));
    TRY(look(line, 1, &to, err));
    *x = from.probability >= line->probability ? 0 : 1;
    *done = *x == 0 || to.probability <= line->probability;
    return STATUS_GOOD;
}

static Status cross(Line *line, double *x, Error *err)
{
    Root root = { .value = distance, .enough = enough, .context = line };
    Error own = { 0 };
    Chance found;
    Status status = root_find(&root, 0, 1, STEPS, x, &own);
    if (line->status != STATUS_GOOD)
        return line->status;
    if (status != STATUS_GOOD)
        return error_set(err, status, "%s", own.text);
    TRY(look(line, *x, &found, err));
    if (line->probability - found.probability > fmax(CLOSE * found.standard_error, CLOSE_EXACT))
        *x = line->met;
    return STATUS_GOOD;
}

Status board_cross(Board *board, SolveChance *chance, const double *from, const double *to,
                   double probability, Point point, Error *err)
{
    Line line = { board, chance, from, to, probability, 1, STATUS_GOOD, err };
    double x;
    bool done;
    TRY(at_end(&line, &x, &done, err));
    if (!done)
        TRY(cross(&line, &x, err));
    Point made;
    board_between(board, from, to, x, made);
    memcpy(point, made, sizeof made);
    return STATUS_GOOD;
}
