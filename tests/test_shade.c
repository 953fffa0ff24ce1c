/* The colours of chances: each is darker than those of lower ones, in black and white too. */
#include "plots/shade.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

/* One channel of sRGB as light (IEC 61966-2-1). */
static double light(unsigned channel)
{
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

/* The lightness that people see, 0..100 (CIE 1976). */
static double lightness(unsigned colour)
{
    double luminance = 0.2126 * light(colour >> 16) + 0.7152 * light(colour >> 8 & 0xFF) +
                       0.0722 * light(colour & 0xFF);
    return 116 * cbrt(luminance) - 16;
}

static void test_darker(void **state)
{
    (void)state;
    double before = lightness(shade_of(0)), first = before;
    for (int percent = 1; percent <= 100; percent++) {
        double now = lightness(shade_of(percent / 100.0));
        assert_true(now < before);
        before = now;
    }
    assert_true(first > 95 && before > 20 && before < 40); /* a black line is seen on the darkest */
    for (int tenth = 1; tenth <= 10; tenth++)              /* told apart by lightness alone */
        assert_true(lightness(shade_of((tenth - 1) / 10.0)) - lightness(shade_of(tenth / 10.0)) >
                    2);
}

static void test_ends(void **state)
{
    (void)state;
    assert_int_equal(shade_of(-1), shade_of(0));
    assert_int_equal(shade_of(2), shade_of(1));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_darker),
                                        cmocka_unit_test(test_ends) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
