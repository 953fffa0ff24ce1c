#include "run/audit_relax.h"

#include "run/audit_reduce.h"

#include <stdlib.h>
#include <string.h>

static const Words why_draw =
    WORDS("one growth for all years of a period: here each year's growth only lies in its band",
          "một tốc độ tăng cho mọi năm của giai đoạn: ở đây tăng trưởng mỗi năm chỉ cần nằm trong "
          "khoảng");
static const Words why_ceiling =
    WORDS("growth that slows towards a ceiling: here each year's growth lies between none and that "
          "stated, and the level between its low and its high path",
          "tăng trưởng chậm dần khi gần trần: ở đây tăng trưởng mỗi năm nằm giữa 0 và mức đã nêu, "
          "và mức nằm giữa đường thấp và đường cao");
static const Words why_shape =
    WORDS("links the growth of indicators, which is no constraint on levels: left out",
          "liên kết tốc độ tăng của các chỉ tiêu, không phải ràng buộc về mức: không xét");
static const Words why_proportion =
    WORDS("an elasticity: here each year's growth only lies in the band that follows from both",
          "hệ số co giãn: ở đây tăng trưởng mỗi năm chỉ cần nằm trong khoảng suy ra từ cả hai");
static const Words why_projects =
    WORDS("projects: here what they add in a year lies between the least and the most, whatever "
          "the other years",
          "dự án: ở đây phần tăng thêm mỗi năm nằm giữa mức ít nhất và nhiều nhất, bất kể các năm "
          "khác");
static const Words why_product =
    WORDS("a product of two uncertain numbers: here each year's share only lies in its band",
          "tích của hai số chưa chắc chắn: ở đây tỷ trọng mỗi năm chỉ cần nằm trong khoảng");
static const Words why_linked =
    WORDS("the same quantile for all: here each number only lies in its range",
          "cùng một phân vị cho tất cả: ở đây mỗi số chỉ cần nằm trong khoảng của nó");
static const Words why_ratio = WORDS("a ratio that other statements use: here it can be any number",
                                     "tỷ số mà phát biểu khác dùng đến: ở đây có thể là số bất kỳ");
static const Words why_ratio_growth =
    WORDS("growth of a ratio links four levels, which is no row of two: left out",
          "tăng trưởng của một tỷ số liên kết bốn mức, không phải ràng buộc của hai: không xét");
static const Words why_sign =
    WORDS("a share or ratio of what may be below 0 has no bounds in levels: left out",
          "tỷ trọng hoặc tỷ số của đại lượng có thể âm không có giới hạn theo mức: không xét");

typedef struct Concern {
    AuditSystem *system;
    bool *touched; /* of each level: whether other statements than its own speak of it */
    bool some;
} Concern;

/* Whether a row rests on statements other than those of the indicator. */
static bool is_foreign(const AuditSystem *system, const AuditRow *row, size_t indicator)
{
    for (size_t i = 0; i < row->labels; i++) {
        size_t label = system->label[row->first_label + i];
        if (label < system->statement[indicator] || label >= system->statement[indicator + 1])
            return true;
    }
    return false;
}

static Status find_touched(Concern *concern, const bool *kept, Error *err)
{
    AuditSystem *system = concern->system;
    AuditReduced reduced;
    size_t levels = system->scenario->indicators * system->years;
    Status status = audit_reduce(&reduced, system, kept, NULL, 0, AUDIT_CONCERNED, err);
    for (size_t i = 0; i < reduced.rows && status == STATUS_GOOD; i++) {
        const ReducedRow *row = &reduced.row[i];
        for (size_t k = 0; row->alive && k < row->terms; k++) {
            size_t node = reduced.term[row->first + k].node;
            if (node >= 1 && node <= levels &&
                is_foreign(system, &system->row[row->source], audit_node_indicator(system, node)))
                concern->touched[node - 1] = true;
        }
    }
    audit_reduced_free(&reduced);
    return status;
}

static void note(Concern *concern, const Words *why, size_t statement)
{
    AuditSystem *system = concern->system;
    concern->some = true;
    audit_note_add(system, why, text_copy(system->audit->statement[statement].pointer));
}

static bool is_range(const Concern *concern, size_t statement)
{
    const AuditStatement *it = &concern->system->audit->statement[statement];
    return it->low < it->high;
}

/* How often something is touched in the years from..to. */
static size_t touches(const Concern *concern, size_t indicator, int from, int to)
{
    size_t count = 0;
    for (int year = from; year <= to; year++)
        count += concern->touched[audit_node(concern->system, indicator, year) - 1];
    return count;
}

/* Between two levels that matter a constant growth can do what growth by year can do: one growth
 * binds only where at least two such stretches share it. */
static bool is_shared(const Concern *concern, size_t i, int from, int to)
{
    const Scenario *s = concern->system->scenario;
    size_t stretches = 0;
    int start = s->base; /* the base is stated */
    for (int year = s->base + 1; year <= s->end; year++) {
        if (!touches(concern, i, year, year))
            continue;
        stretches += start < to && year >= from;
        start = year;
    }
    return stretches >= 2;
}

/* The first statement of the indicator that is stated by the parameter of that name. */
static size_t statement_of(const Concern *concern, size_t i, const char *name)
{
    const AuditSystem *system = concern->system;
    const Indicator *it = &system->scenario->indicator[i];
    Text start = { 0 };
    size_t k = system->statement[i];
    text_add(&start, "/indicators/%s/%s", it->id, name);
    while (start.data && k < system->statement[i + 1] &&
           strncmp(system->audit->statement[k].pointer, start.data, start.size) != 0)
        k++;
    text_free(&start);
    return k;
}

static void relax_growth(Concern *concern, size_t i)
{
    const Scenario *s = concern->system->scenario;
    const Indicator *it = &s->indicator[i];
    const Parameter *growth = audit_parameter(it, it->model->claims.growth);
    size_t first = statement_of(concern, i, it->model->claims.growth);
    for (size_t which = 0; which < growth->count; which++) {
        bool shared = false;
        for (size_t p = 0; p < s->periods && !it->linked; p++)
            if (growth->count == 1 || p == which)
                shared |= is_shared(concern, i, s->period[p].from, s->period[p].to);
        if (it->linked)
            shared = is_shared(concern, i, s->base + 1, s->end);
        if (it->model->claims.ceiling)
            shared = touches(concern, i, s->base + 1, s->end) > 0;
        else if (it->draw == DRAW_YEAR || !is_range(concern, first + which))
            shared = false;
        if (shared)
            note(concern, it->model->claims.ceiling ? &why_ceiling : &why_draw, first + which);
    }
}

/* A parameter of growth that no row reads. */
static void relax_shape(Concern *concern, size_t i)
{
    const Scenario *s = concern->system->scenario;
    const Indicator *it = &s->indicator[i];
    const ModelClaims *claims = &it->model->claims;
    const ModelClaims *of = it->ofs ? &s->indicator[it->of[0]].model->claims : NULL;
    bool banded = claims->elasticity && of && of->growth && !of->ceiling;
    for (const Param *row = it->model->params; row->name; row++)
        if (row->drawn && !(claims->growth && !strcmp(row->name, claims->growth)) &&
            !(claims->increase && !strcmp(row->name, claims->increase))) {
            audit_note_add(concern->system, banded ? &why_proportion : &why_shape,
                           text_format("/indicators/%s/%s", it->id, row->name));
            concern->some |= touches(concern, i, s->base + 1, s->end) > 0;
        }
}

/* Values of one indicator that are drawn together. */
static void relax_linked(Concern *concern, size_t i, const char *name)
{
    const Scenario *s = concern->system->scenario;
    const Indicator *it = &s->indicator[i];
    size_t first = statement_of(concern, i, name), ranges = 0;
    size_t count = audit_parameter(it, name)->count;
    for (size_t k = 0; k < count; k++)
        ranges += is_range(concern, first + k);
    if (it->linked && ranges > 1 && touches(concern, i, s->base, s->end))
        note(concern, &why_linked, first);
}

/* Whether years that matter rest on numbers that other such years rest on too. */
static bool numbers_meet(const Concern *concern, size_t i, const Parameter *share)
{
    const Scenario *s = concern->system->scenario;
    for (int one = s->base; one <= s->end; one++)
        for (int other = one + 1; other <= s->end; other++) {
            ParameterPart a = parameter_part(share, 0, one), b = parameter_part(share, 0, other);
            bool meet = a.first == b.first || (a.share > 0 && a.second == b.first) ||
                        (b.share > 0 && a.first == b.second) ||
                        (a.share > 0 && b.share > 0 && a.second == b.second);
            if (meet && touches(concern, i, one, one) && touches(concern, i, other, other))
                return true;
        }
    return false;
}

static void relax_share(Concern *concern, size_t i)
{
    const AuditSystem *system = concern->system;
    const Scenario *s = system->scenario;
    const Indicator *it = &s->indicator[i];
    const Parameter *share = audit_parameter(it, it->model->claims.share);
    size_t first = statement_of(concern, i, it->model->claims.share);
    bool touched = touches(concern, i, s->base, s->end) > 0;
    bool scaled = audit_scale(it, -1) < audit_scale(it, 1), ranges = scaled;
    for (size_t k = 0; k < share->count; k++)
        ranges |= is_range(concern, first + k);
    if (it->ofs && system->of_below[it->of[0]] && touched)
        note(concern, &why_sign, first);
    else if ((it->ofs && ranges && numbers_meet(concern, i, share)) || (scaled && touched))
        note(concern, &why_product, first);
}

static void relax_indicator(Concern *concern, size_t i)
{
    const Scenario *s = concern->system->scenario;
    const Indicator *it = &s->indicator[i];
    const ModelClaims *claims = &it->model->claims;
    if (claims->growth)
        relax_growth(concern, i);
    if (claims->increase)
        relax_linked(concern, i, claims->increase);
    if (claims->level)
        relax_linked(concern, i, claims->level);
    if (claims->share)
        relax_linked(concern, i, claims->share);
    if (claims->share)
        relax_share(concern, i);
    relax_shape(concern, i);
    if (claims->divides && touches(concern, i, s->base, s->end)) {
        concern->some = true;
        audit_note_add(concern->system, &why_ratio, text_format("/indicators/%s", it->id));
    }
}

static bool moves(const Scenario *s, const Indicator *it)
{
    for (size_t j = 0; j < it->projects; j++)
        for (int year = s->base; year <= s->end; year++)
            if (project_side(&it->project[j], -1, year) < project_side(&it->project[j], 1, year))
                return true;
    return false;
}

/* Sums of projects, and targets that no row can say. */
static void relax_rest(Concern *concern, const bool *kept)
{
    const AuditSystem *system = concern->system;
    const Scenario *s = system->scenario;
    for (size_t k = system->statement[s->indicators]; k < system->audit->statements; k++) {
        const AuditStatement *it = &system->audit->statement[k];
        const Indicator *of = &s->indicator[it->indicator];
        const AuditSpan *span = &system->span[k];
        if (!it->target) {
            if (of->model->dated && moves(s, of) &&
                touches(concern, it->indicator, s->base, s->end))
                note(concern, &why_projects, k);
        } else if (kept[k] && span->from == span->to) {
            note(concern, it->measure == AUDIT_GROWTH ? &why_ratio_growth : &why_sign, k);
        } else if (kept[k] && of->model->claims.divides &&
                   audit_scale(of, -1) < audit_scale(of, 1)) {
            note(concern, &why_product, k);
        }
    }
}

Status audit_relax(AuditSystem *system, const bool *kept, bool *some, Error *err)
{
    const Scenario *s = system->scenario;
    Concern concern = { .system = system,
                        .touched = calloc(s->indicators * system->years + 1, sizeof(bool)) };
    Status status = concern.touched ? find_touched(&concern, kept, err) : error_memory(err);
    for (size_t i = 0; i < s->indicators && status == STATUS_GOOD; i++)
        relax_indicator(&concern, i);
    if (status == STATUS_GOOD)
        relax_rest(&concern, kept);
    free(concern.touched);
    *some = concern.some;
    return status == STATUS_GOOD && system->failed ? error_memory(err) : status;
}
