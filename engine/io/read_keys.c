#include "io/read_keys.h"

#include <stddef.h>

const ReadKey read_keys_scenario[] = {
    { "$schema", "text", false, "Lược đồ cho trình soạn thảo / schema for the editor" },
    { "dubao", "version", true, "Phiên bản định dạng / version of the format" },
    { "id", "id", true, "Mã kịch bản / id of the scenario" },
    { "title", "words", false, "Tên kịch bản / title" },
    { "source", "text", false, "Nguồn / where the plan is written" },
    { "language", "language", false, "Ngôn ngữ kết quả / language of the results" },
    { "extends", "file", false,
      "Kịch bản gốc, cùng thư mục / scenario that this one changes (RFC 7396), in the same "
      "folder" },
    { "years", "years", true, "Năm gốc và năm cuối / base year and last year" },
    { "periods", "periods", true, "Các giai đoạn / periods, each [first year, last year]" },
    { "history", "file", false, "Tệp số liệu đã qua / CSV file: indicator, year, value" },
    { "evidence", "file", false,
      "Kịch bản dựa trên số liệu đã có, cùng thư mục / scenario of the same targets whose growth "
      "rests on evidence, in the same folder" },
    { "indicators", "indicators", true, "Các chỉ tiêu dự báo / indicators by id" },
    { "correlation", "correlation", false, "Tương quan / correlation of pairs of indicators" },
    { "targets", "targets", false, "Các mục tiêu / targets by id" },
    { "groups", "groups", false, "Các nhóm mục tiêu / groups of targets that belong together" },
    { "events", "events", false, "Các sự kiện có thể xảy ra / events that may happen, by id" },
    { "programmes", "programmes", false,
      "Các đề án, chương trình / policy programmes that raise growth, by id" },
    { "levers", "levers", false,
      "Các đòn bẩy / numbers that people can change, with limits and effort, by id" },
    { "assumptions", "assumptions", false, "Các giả định / assumptions by id" },
    { "simulation", "simulation", false, "Cách mô phỏng / how to simulate" },
    { 0 },
};

const ReadKey read_keys_years[] = {
    { "base", "year", true, "Năm gốc / base year" },
    { "end", "year", true, "Năm cuối / last year" },
    { 0 },
};

const ReadKey read_keys_indicator[] = {
    { "title", "words", false, "Tên chỉ tiêu / title" },
    { "unit", "words", false, "Đơn vị tính / unit" },
    { "price_basis", "words", false, "Giá so sánh hay hiện hành / price basis" },
    { "source", "text", false, "Nguồn / source" },
    { "model", "model", true, "Mô hình / model" },
    { 0 },
};

const ReadKey read_keys_of[] = {
    { "of", "of", false, "Các chỉ tiêu hợp thành / the indicators that it follows" },
    { 0 },
};

const ReadKey read_keys_dated[] = {
    { "projects", "projects", true, "Các dự án / dated projects that add to the base line, by id" },
    { 0 },
};

const ReadKey read_keys_drawn[] = {
    { "draw", "draw", false,
      "Rút ngẫu nhiên theo giai đoạn hay năm / one draw a period or a year" },
    { 0 },
};

const ReadKey read_keys_linked[] = {
    { "linked", "boolean", false,
      "Cùng phân vị ở mọi giai đoạn, mọi mốc năm / the same quantile in every period or given "
      "year" },
    { 0 },
};

const ReadKey read_keys_noisy[] = {
    { "shock", "shock", false, "Dạng cú sốc hằng năm / shape of the yearly shocks" },
    { 0 },
};

const ReadKey read_keys_target[] = {
    { "indicator", "id", true, "Chỉ tiêu / id of the indicator" },
    { "title", "words", false, "Tên mục tiêu / title" },
    { "source", "text", false, "Mục trong kế hoạch / paragraph of the plan" },
    { "weight", "weight", false, "Trọng số / weight" },
    { "at_least", "bound", false, "Ít nhất / least value that meets the target" },
    { "at_most", "bound", false, "Nhiều nhất / greatest value that meets the target" },
    { "between", "bounds", false, "Trong khoảng / [least, greatest]" },
    { "year", "year", false, "Mức trong năm này / the level in this year" },
    { "each_year", "span", false, "Mức mỗi năm / the level in each of these years" },
    { "growth", "span", false, "Tăng bình quân năm / average yearly growth over these years" },
    { 0 },
};

const ReadKey read_keys_group[] = {
    { "title", "words", false, "Tên nhóm / title" },
    { "targets", "members", true, "Các mục tiêu trong nhóm / ids of the targets in the group" },
    { 0 },
};

const ReadKey read_keys_event[] = {
    { "title", "words", false, "Tên sự kiện / title" },
    { "probability", "probability", true,
      "Xác suất bắt đầu trong một năm / chance to start in a year" },
    { "loss", "loss", true, "Số điểm tăng trưởng bị mất / points taken off the growth" },
    { "indicators", "hit", true,
      "Các chỉ tiêu bị ảnh hưởng / indicators that it hits, all at once" },
    { "years", "span", false,
      "Các năm có thể bắt đầu / years in which it may start; all if not given" },
    { "duration", "duration", false, "Số năm kéo dài / years that the loss lasts" },
    { "source", "text", false, "Nguồn / source" },
    { 0 },
};

const ReadKey read_keys_programme[] = {
    { "title", "words", false, "Tên đề án / title" },
    { "lead", "words", false, "Cơ quan chủ trì / agency that leads it" },
    { "approval", "date", true, "Thời điểm phê duyệt / when it is approved" },
    { "delay", "delay", false, "Số năm chậm / years from the approval until it starts to act" },
    { "ramp", "ramp", false, "Số năm để đạt đủ tác động / years until it has its full effect" },
    { "effect", "effect", true, "Số điểm tăng trưởng thêm / points added to the growth a year" },
    { "indicators", "hit", true, "Các chỉ tiêu được nâng / indicators that it raises" },
    { "end", "year", false, "Năm cuối có tác động / last year in which it acts" },
    { "source", "text", false, "Nguồn / source" },
    { 0 },
};

const ReadKey read_keys_project[] = {
    { "title", "words", false, "Tên dự án / title" },
    { "start", "date", true, "Thời điểm bắt đầu theo công bố / start as announced" },
    { "delay", "delay", false, "Số năm chậm / years that it starts later" },
    { "probability", "comes", true,
      "Xác suất dự án thành hiện thực / chance that it comes at all" },
    { "ramp", "ramp", false, "Số năm để đạt đủ công suất / years until it has its full capacity" },
    { "capacity", "capacity", true,
      "Phần đóng góp mỗi năm khi đủ công suất / what it adds a year when full" },
    { "source", "text", false, "Nguồn / source" },
    { 0 },
};

const ReadKey read_keys_lever[] = {
    { "title", "words", false, "Tên đòn bẩy / title" },
    { "pointer", "pointer", true,
      "Con trỏ JSON tới một con số của kịch bản này / JSON pointer to a number of this scenario" },
    { "from", "limit", true, "Giá trị nhỏ nhất / least value" },
    { "to", "limit", true, "Giá trị lớn nhất / greatest value" },
    { "cost", "cost", false,
      "Nỗ lực cho mỗi đơn vị thay đổi / effort for each unit of change, up or down" },
    { "source", "text", false, "Nguồn / source" },
    { 0 },
};

const ReadKey read_keys_simulation[] = {
    { "paths", "paths", false, "Số quỹ đạo / number of paths" },
    { "seed", "seed", false, "Hạt giống ngẫu nhiên / random seed" },
    { "sampling", "text", false, "Cách lấy mẫu / sampling method" },
    { 0 },
};

const ReadKey read_keys_words[] = {
    { "vi", "text", false, "Tiếng Việt / in Vietnamese" },
    { "en", "text", false, "Tiếng Anh / in English" },
    { 0 },
};

const Param read_keys_level = {
    .name = "bound", .unit = PARAM_LEVEL, .low = -1e300, .high = 1e300, .doc = "bound of a level"
};

const Param read_keys_growth = {
    .name = "bound", .unit = PARAM_RATE, .low = -1, .high = 10, .doc = "bound of a yearly growth"
};

const Param read_keys_weight = { .name = "weight",
                                 .unit = PARAM_LEVEL,
                                 .low = 0,
                                 .high = 1e300,
                                 .standard = 1,
                                 .doc = "weight of a target" };

const Param read_keys_probability = { .name = "probability",
                                      .unit = PARAM_PURE,
                                      .low = 0,
                                      .high = 1,
                                      .required = true,
                                      .doc = "probability that the event starts in a year" };

const Param read_keys_loss = { .name = "loss",
                               .unit = PARAM_RATE,
                               .low = 0,
                               .high = 11,
                               .required = true,
                               .doc = "points taken off the growth of a year" };

const Param read_keys_delay = { .name = "delay",
                                .unit = PARAM_LEVEL,
                                .low = 0,
                                .high = READ_KEYS_LONGEST,
                                .doc = "years from the date until it starts" };

const Param read_keys_ramp = { .name = "ramp",
                               .unit = PARAM_LEVEL,
                               .low = 0,
                               .high = READ_KEYS_LONGEST,
                               .standard = 1,
                               .doc = "years from the start until all is there" };

const Param read_keys_effect = { .name = "effect",
                                 .unit = PARAM_RATE,
                                 .low = 0,
                                 .high = 10,
                                 .required = true,
                                 .doc = "points added to the growth of a year; what lowers growth "
                                        "is an event" };

const Param read_keys_comes = { .name = "probability",
                                .unit = PARAM_PURE,
                                .low = 0,
                                .high = 1,
                                .required = true,
                                .doc = "probability that the project comes at all" };

const Param read_keys_capacity = { .name = "capacity",
                                   .unit = PARAM_LEVEL,
                                   .low = 0,
                                   .high = 1e300,
                                   .required = true,
                                   .doc = "what the project adds a year when full" };

const Param read_keys_cost = { .name = "cost",
                               .unit = PARAM_LEVEL,
                               .low = 0,
                               .open_low = true,
                               .high = 1e300,
                               .standard = 1,
                               .doc = "effort for each unit of change" };

const Param read_keys_pair = {
    .name = "correlation", .unit = PARAM_LEVEL, .low = -1, .high = 1, .doc = "a correlation"
};

const Param read_keys_freedom = { .name = "df",
                                  .unit = PARAM_LEVEL,
                                  .low = 2,
                                  .open_low = true,
                                  .high = 1e6,
                                  .standard = 5,
                                  .doc = "degrees of freedom of the shocks" };

const Param read_keys_end = { .name = "end",
                              .unit = PARAM_SAME,
                              .low = -1e300,
                              .high = 1e300,
                              .doc = "an end of a distribution" };

const double READ_KEYS_PATHS = 1e12;
const double READ_KEYS_SEED = 9007199254740991; /* 2^53 - 1: 2^53 + 1 would be read as 2^53 */

const char *const read_keys_draw[] = { "period", "year", NULL };
const char *const read_keys_shock[] = { "normal", "student_t", NULL };
const char read_keys_repair[] = "repair";
const char read_keys_within[] = "within";
