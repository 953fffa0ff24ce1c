/* Contours against closed forms: planes, a circle, a saddle, and the chance of a normal growth. */
#include "math/contour.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

enum { COLUMNS = 61, ROWS = 41 };

typedef struct Field {
    double x[COLUMNS], y[ROWS], value[COLUMNS * ROWS];
    ContourGrid grid;
} Field;

/* f over low..high in both directions. */
static void fill(Field *f, double low, double high, double (*function)(double x, double y))
{
    for (size_t i = 0; i < COLUMNS; i++)
        f->x[i] = low + (high - low) * (double)i / (COLUMNS - 1);
    for (size_t j = 0; j < ROWS; j++)
        f->y[j] = low + (high - low) * (double)j / (ROWS - 1);
    for (size_t i = 0; i < COLUMNS; i++)
        for (size_t j = 0; j < ROWS; j++)
            f->value[i * ROWS + j] = function(f->x[i], f->y[j]);
    f->grid = (ContourGrid){ f->x, f->y, COLUMNS, ROWS, f->value };
}

static double plane(double x, double y)
{
    return 0.3 * x - 0.7 * y + 0.01;
}

static double cone(double x, double y)
{
    return x * x + y * y;
}

static double saddle(double x, double y)
{
    return x * y;
}

/* The chance that a growth of mean x and deviation 0.02 + 0.05 y is above 0.17. */
static double chance(double x, double y)
{
    double mean = 0.10 + 0.14 * x, sd = 0.02 + 0.05 * y;
    return 0.5 * erfc((0.17 - mean) / sd / sqrt(2));
}

static double length_of(const Contour *c, size_t line)
{
    double length = 0;
    for (size_t i = c->first[line] + 1; i < c->first[line + 1]; i++)
        length += hypot(c->x[i] - c->x[i - 1], c->y[i] - c->y[i - 1]);
    return length;
}

/* Linear interpolation of a plane is exact: one straight line from edge to edge. */
static void test_plane(void **state)
{
    (void)state;
    Field f;
    Contour c;
    fill(&f, -1, 1, plane);
    assert_true(contour_trace(&f.grid, 0.1, &c));
    assert_int_equal(c.lines, 1);
    for (size_t i = 0; i < c.first[1]; i++)
        assert_true(fabs(plane(c.x[i], c.y[i]) - 0.1) < 1e-13);
    size_t last = c.first[1] - 1;
    double slope = 0.3 / 0.7; /* from x = -1 to x = 1 */
    assert_true(fabs(fabs(c.x[last] - c.x[0]) - 2) < 1e-12);
    assert_true(fabs(length_of(&c, 0) - 2 * sqrt(1 + slope * slope)) < 1e-12);
    contour_free(&c);
    assert_true(contour_trace(&f.grid, 5, &c)); /* nowhere */
    assert_int_equal(c.lines, 0);
    contour_free(&c);
}

/* Closed, on the circle to the square of the step. */
static void test_circle(void **state)
{
    (void)state;
    Field f;
    Contour c;
    fill(&f, -1, 1, cone);
    assert_true(contour_trace(&f.grid, 0.49, &c));
    assert_int_equal(c.lines, 1);
    size_t last = c.first[1] - 1;
    assert_true(c.x[0] == c.x[last] && c.y[0] == c.y[last]);
    double step = 2.0 / (ROWS - 1), worst = step * step / 4 / (2 * 0.7);
    for (size_t i = 0; i <= last; i++)
        assert_true(fabs(hypot(c.x[i], c.y[i]) - 0.7) < worst);
    assert_true(fabs(length_of(&c, 0) - 2 * acos(-1) * 0.7) < 0.01);
    contour_free(&c);
}

/* Two branches of a hyperbola, which never meet; the middle square is crossed twice. */
static void test_saddle(void **state)
{
    (void)state;
    Contour c;
    Field f;
    fill(&f, -1, 1, saddle);
    assert_true(contour_trace(&f.grid, 0.05, &c));
    assert_int_equal(c.lines, 2);
    for (size_t line = 0; line < 2; line++)
        for (size_t i = c.first[line]; i < c.first[line + 1]; i++)
            assert_true(c.x[i] * c.x[c.first[line]] > 0);
    contour_free(&c);
    const double at[] = { 0, 1 };
    for (int high = 0; high < 2; high++) { /* the mean of the corners decides what is joined */
        const double corner[] = { 1, 0, 0, high ? 1.2 : 0.8 };
        const ContourGrid square = { at, at, 2, 2, corner };
        assert_true(contour_trace(&square, 0.5, &c));
        assert_int_equal(c.lines, 2);
        for (size_t line = 0; line < 2; line++) { /* each around one corner of the level's side */
            size_t i = c.first[line];
            double side = (c.x[i] + c.y[i] - 1) * (c.x[i + 1] + c.y[i + 1] - 1);
            assert_true(high ? side <= 1e-12 : side > 0);
        }
        contour_free(&c);
    }
}

static void test_missing(void **state)
{
    (void)state;
    Field f;
    Contour c;
    fill(&f, -1, 1, plane);
    size_t column = COLUMNS / 2; /* x = 0 is not known */
    for (size_t j = 0; j < ROWS; j++)
        f.value[column * ROWS + j] = NAN;
    assert_true(contour_trace(&f.grid, 0.1, &c));
    assert_int_equal(c.lines, 2);
    for (size_t i = 0; i < c.first[2]; i++)
        assert_true(fabs(c.x[i]) >= f.x[column + 1] - 1e-12);
    contour_free(&c);
}

/* 50 % lies at a mean of 0.17 whatever the deviation, 80 % by 0.8416 deviations above. */
static void test_chance(void **state)
{
    static const struct {
        double level, score;
    } known[] = { { 0.5, 0 }, { 0.8, 0.8416212335729142 } };
    (void)state;
    Field f;
    fill(&f, 0, 1, chance);
    for (size_t k = 0; k < 2; k++) {
        Contour c;
        assert_true(contour_trace(&f.grid, known[k].level, &c));
        assert_int_equal(c.lines, 1);
        for (size_t i = 0; i < c.first[1]; i++) {
            double mean = 0.17 + known[k].score * (0.02 + 0.05 * c.y[i]);
            assert_true(fabs(0.10 + 0.14 * c.x[i] - mean) < 1e-4);
        }
        contour_free(&c);
    }
}

static void test_crossing(void **state)
{
    (void)state;
    const double at[] = { 1, 2, 4, 5 }, value[] = { 0.1, 0.3, 0.9, 0.2 };
    ContourCrossing c[2];
    assert_int_equal(contour_crossings(at, value, 4, 0.5, c, 2), 2);
    assert_int_equal(c[0].segment, 1);
    assert_true(fabs(c[0].at - (2 + 2.0 / 3)) < 1e-14 && fabs(c[0].slope - 0.3) < 1e-14);
    assert_true(fabs(c[0].share - 1.0 / 3) < 1e-14);
    assert_int_equal(c[1].segment, 2);
    assert_true(fabs(c[1].at - (4 + 4.0 / 7)) < 1e-14 && fabs(c[1].slope + 0.7) < 1e-14);
    assert_int_equal(contour_crossings(at, value, 4, 0.5, c, 1), 2);
    assert_int_equal(contour_crossings(at, value, 4, 0.95, c, 2), 0);
    assert_int_equal(contour_crossings(at, value, 4, 0.05, c, 2), 0);
    const double holed[] = { 0.1, NAN, 0.9, 0.2 };
    assert_int_equal(contour_crossings(at, holed, 4, 0.5, c, 2), 1);
    assert_true(fabs(c[0].at - (4 + 4.0 / 7)) < 1e-14 && c[0].slope < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plane),  cmocka_unit_test(test_circle),
        cmocka_unit_test(test_saddle), cmocka_unit_test(test_missing),
        cmocka_unit_test(test_chance), cmocka_unit_test(test_crossing),
    };
    cmocka_set_message_output(CM_OUTPUT_STDOUT);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
