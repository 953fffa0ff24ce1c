/* The sentences that several charts need, in both languages. */
#ifndef PLOTS_WORDING_H
#define PLOTS_WORDING_H

#include "core/chart.h"

/* "165.000" or "16,5 %": all digits that were given, none more. Returns buffer. */
char *wording_exact(double value, bool rate, Language language, char buffer[NUMBER_SIZE]);

/* The target's title, else that of its indicator. */
const char *wording_title(const ChartInput *in, const Target *target);

/* What the target asks for: "ít nhất 165.000 vào năm 2025". */
void wording_condition(const ChartInput *in, const Target *target, Text *text);

/* The same, short: "Mục tiêu 2025: ≥ 165.000"; numbers in units of 10^exponent. */
void wording_mark(const ChartInput *in, const Target *target, int exponent, Text *text);

/* A probability with the digits its error supports: "12,3 %", or "trên 99,9 %" where every path
 * agrees but the number of paths sets a limit. */
void wording_probability(const Chance *chance, Language language, Text *text);

/* Its 95 % interval: "12,1–12,5 %"; "chính xác" where that has no width. */
void wording_interval(const Chance *chance, Language language, Text *text);

/* "Đơn vị tính: tỷ đồng", with the power of ten that the labels leave out. */
void wording_unit(const ChartInput *in, size_t indicator, int exponent, Text *text);

/* What is circular about the picture's target, or about the first such target of its indicator
 * or of the scenario; nothing when there is none. */
void wording_caution(const ChartInput *in, Text *text);

/* Where the picture comes from; `random`: with the number of paths and the seed. */
void wording_source(const ChartInput *in, bool random, Text *text);

#endif
