#include "core/hybrid.h"

#include "core/writer.h"

#include <string.h>

static const struct {
    const char *id;
    Words title;
} kinds[HYBRID_KINDS] = {
    [HYBRID_BASE] = { "base", WORDS("base", "số gốc") },
    [HYBRID_GROWTH] = { "growth", WORDS("growth", "tốc độ tăng") },
    [HYBRID_NOISE] = { "volatility",
                       WORDS("volatility and correlation", "biến động và tương quan") },
    [HYBRID_MEASURES] = { "measures",
                          WORDS("programmes, projects, events", "chương trình, dự án, biến cố") },
    [HYBRID_TARGETS] = { "targets", WORDS("the target itself", "chính mục tiêu") },
    [HYBRID_REST] = { "rest", WORDS("the rest", "phần còn lại") },
};

char *hybrid_part_id(const HybridPart *part)
{
    return text_format("%s%s%s", kinds[part->kind].id, part->period ? " " : "",
                       part->period ? part->period : "");
}

char *hybrid_part_title(const HybridPart *part, Language language)
{
    return text_format("%s%s%s", words_in(&kinds[part->kind].title, language),
                       part->period ? " " : "", part->period ? part->period : "");
}

/* ---- what is alike ---- */

static const Indicator *same_id(const Scenario *s, const char *id)
{
    size_t i = scenario_indicator(s, id);
    return i < s->indicators ? &s->indicator[i] : NULL;
}

static bool same_years(const Scenario *one, const Scenario *other)
{
    bool same =
        one->base == other->base && one->end == other->end && one->periods == other->periods;
    for (size_t p = 0; same && p < one->periods; p++)
        same = one->period[p].from == other->period[p].from &&
               one->period[p].to == other->period[p].to &&
               !strcmp(one->period[p].id, other->period[p].id);
    return same;
}

static bool same_indicators(const Scenario *one, const Scenario *other)
{
    bool same = one->indicators == other->indicators;
    for (size_t i = 0; same && i < one->indicators; i++) {
        const Indicator *x = &one->indicator[i], *y = same_id(other, x->id);
        same = y && x->model == y->model && x->ofs == y->ofs;
        for (size_t k = 0; same && k < x->ofs; k++)
            same = !strcmp(one->indicator[x->of[k]].id, other->indicator[y->of[k]].id);
    }
    return same;
}

/* ---- merging ---- */

typedef struct Merge {
    const Hybrid *hybrid;
    const HybridPart *part;
    size_t parts;
    unsigned mask;
    Tree *tree;
} Merge;

static bool takes(const Merge *merge, HybridKind kind, const char *period)
{
    bool taken = false;
    for (size_t i = 0; i < merge->parts; i++) {
        const HybridPart *part = &merge->part[i];
        bool meant =
            part->kind == kind && (!period || !part->period || !strcmp(part->period, period));
        taken |= meant && merge->mask >> i & 1;
    }
    return taken;
}

/* What needs the same years, or the same indicators, else belongs to the rest. */
static HybridKind in_years(const Merge *merge, HybridKind kind)
{
    return merge->hybrid->same_years ? kind : HYBRID_REST;
}

static HybridKind in_indicators(const Merge *merge, HybridKind kind)
{
    return merge->hybrid->same_indicators ? in_years(merge, kind) : HYBRID_REST;
}

static HybridKind kind_of_param(const Merge *merge, const Param *param)
{
    if (param->drawn && param->by_period)
        return in_years(merge, HYBRID_GROWTH);
    return strcmp(param->name, "base") ? HYBRID_REST : HYBRID_BASE;
}

static HybridKind kind_of(const Merge *merge, const Model *model, const char *key)
{
    for (size_t k = 0; model->params[k].name; k++)
        if (!strcmp(model->params[k].name, key))
            return kind_of_param(merge, &model->params[k]);
    for (size_t k = 0; k < NOISE_PARAMS; k++)
        if (!strcmp(noise_params[k].name, key))
            return in_years(merge, HYBRID_NOISE);
    if (!strcmp(key, "shock"))
        return in_years(merge, HYBRID_NOISE);
    return strcmp(key, "projects") ? HYBRID_REST : HYBRID_MEASURES;
}

/* Words, which change no number. */
static bool describes(const char *key)
{
    static const char *const words[] = { "title", "unit", "price_basis", "source" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i], key))
            return true;
    return false;
}

/* What is in force in a period, of a parameter given once or for each. */
static const Node *in_period(const Node *node, const Parameter *parameter, const char *period)
{
    return parameter->by_period ? node_member(node, period) : node;
}

static const Parameter *parameter_of(const Indicator *it, const char *key)
{
    size_t k = 0;
    while (strcmp(it->model->params[k].name, key))
        k++;
    return &it->parameter[k];
}

/* Growth, period by period: given once it means the same as given for each. */
static void merge_periods(const Merge *merge, const Indicator *it, const Node *one,
                          const Node *other)
{
    const Scenario *s = merge->hybrid->one;
    const Parameter *own = parameter_of(it, one->key);
    const Parameter *their = parameter_of(same_id(merge->hybrid->other, it->id), one->key);
    tree_object(merge->tree, one->key);
    for (size_t p = 0; p < s->periods; p++) {
        const char *id = s->period[p].id;
        bool taken = takes(merge, HYBRID_GROWTH, id);
        tree_copy(merge->tree, id, taken ? in_period(other, their, id) : in_period(one, own, id));
    }
    tree_close(merge->tree);
}

/* Of an indicator that both have, by the same model: the same keys but for words. */
static void merge_indicator(const Merge *merge, const Indicator *it, const Node *one,
                            const Node *other)
{
    tree_object(merge->tree, it->id);
    for (const Node *child = one->first; child; child = child->next) {
        const Node *theirs = node_member(other, child->key);
        HybridKind kind = kind_of(merge, it->model, child->key);
        if (describes(child->key) || !theirs)
            tree_copy(merge->tree, child->key, child);
        else if (kind == HYBRID_GROWTH)
            merge_periods(merge, it, child, theirs);
        else
            tree_copy(merge->tree, child->key, takes(merge, kind, NULL) ? theirs : child);
    }
    tree_close(merge->tree);
}

static void merge_indicators(const Merge *merge, const Node *one, const Node *other)
{
    const Scenario *s = merge->hybrid->one, *theirs = merge->hybrid->other;
    bool rest = takes(merge, HYBRID_REST, NULL);
    for (size_t i = 0; i < s->indicators; i++) {
        const Indicator *it = &s->indicator[i], *same = same_id(theirs, it->id);
        const Node *node = node_member(one, it->id), *match = node_member(other, it->id);
        if (same && same->model == it->model)
            merge_indicator(merge, it, node, match);
        else
            tree_copy(merge->tree, it->id, rest ? match : node);
    }
    for (size_t i = 0; rest && i < theirs->indicators; i++) {
        const char *id = theirs->indicator[i].id;
        if (!same_id(s, id))
            tree_copy(merge->tree, id, node_member(other, id));
    }
}

static void merge_targets(const Merge *merge, const Node *one, const Node *other)
{
    HybridKind kind = in_indicators(merge, HYBRID_TARGETS);
    for (const Node *child = one->first; child; child = child->next) {
        const Node *theirs = node_member(other, child->key);
        if (theirs)
            tree_copy(merge->tree, child->key, takes(merge, kind, NULL) ? theirs : child);
    }
}

static void copy_members(const Merge *merge, const Node *node)
{
    for (const Node *child = node ? node->first : NULL; child; child = child->next)
        tree_copy(merge->tree, child->key, child);
}

static void merge_years(const Merge *merge, const Node *one, const Node *other)
{
    copy_members(merge, takes(merge, HYBRID_REST, NULL) ? other : one);
}

static void merge_correlation(const Merge *merge, const Node *one, const Node *other)
{
    bool taken = takes(merge, in_indicators(merge, HYBRID_NOISE), NULL);
    copy_members(merge, taken ? other : one);
}

static void merge_measures(const Merge *merge, const Node *one, const Node *other)
{
    bool taken = takes(merge, in_indicators(merge, HYBRID_MEASURES), NULL);
    copy_members(merge, taken ? other : one);
}

static void merge_nothing(const Merge *merge, const Node *one, const Node *other)
{
    (void)merge;
    (void)one;
    (void)other;
}

static const struct {
    const char *key;
    void (*merge)(const Merge *merge, const Node *one, const Node *other);
} sections[HYBRID_SECTIONS] = {
    { "years", merge_years },           { "periods", merge_years },
    { "indicators", merge_indicators }, { "correlation", merge_correlation },
    { "events", merge_measures },       { "programmes", merge_measures },
    { "targets", merge_targets },       { "groups", merge_nothing },
    { "levers", merge_nothing },
};

static Status write_changes(const Merge *merge, Text *change, Error *err)
{
    Merge section = *merge;
    for (size_t i = 0; i < HYBRID_SECTIONS; i++) {
        const char *key = sections[i].key;
        Document document = { 0 };
        section.tree = &document.tree;
        tree_object(section.tree, NULL);
        sections[i].merge(&section, node_member(merge->hybrid->tree_one.root, key),
                          node_member(merge->hybrid->tree_other.root, key));
        tree_close(section.tree);
        text_add(&change[i], "/%s=", key);
        writer_find("json")->write(&document, &change[i]);
        bool failed = section.tree->failed || change[i].failed;
        document_free(&document);
        if (failed)
            return error_memory(err);
    }
    return STATUS_GOOD;
}

Status hybrid_changes(const Hybrid *hybrid, unsigned mask, Text *change, Error *err)
{
    return write_changes(&(Merge){ hybrid, hybrid->part, hybrid->parts, mask, NULL }, change, err);
}

/* ---- which parts differ ---- */

static Status differs(const Hybrid *hybrid, const HybridPart *part, bool *differ, Error *err)
{
    Text without[HYBRID_SECTIONS] = { 0 }, with[HYBRID_SECTIONS] = { 0 };
    Status status = write_changes(&(Merge){ hybrid, part, 1, 0, NULL }, without, err);
    if (status == STATUS_GOOD)
        status = write_changes(&(Merge){ hybrid, part, 1, 1, NULL }, with, err);
    *differ = false;
    for (size_t i = 0; i < HYBRID_SECTIONS; i++) {
        *differ |= status == STATUS_GOOD && strcmp(without[i].data, with[i].data) != 0;
        text_free(&without[i]);
        text_free(&with[i]);
    }
    return status;
}

/* Growth in one period each, or in all. False when the parts are too many. */
static Status find_parts(Hybrid *hybrid, bool by_period, bool *fits, Error *err)
{
    hybrid->parts = 0;
    *fits = true;
    for (int kind = 0; kind < HYBRID_KINDS; kind++) {
        bool many = kind == HYBRID_GROWTH && by_period && hybrid->same_years;
        for (size_t p = 0; p < (many ? hybrid->one->periods : 1); p++) {
            HybridPart part = { (HybridKind)kind, many ? hybrid->one->period[p].id : NULL };
            bool differ;
            TRY(differs(hybrid, &part, &differ, err));
            *fits &= !differ || hybrid->parts < HYBRID_PARTS;
            if (differ && *fits)
                hybrid->part[hybrid->parts++] = part;
        }
    }
    return STATUS_GOOD;
}

Status hybrid_start(Hybrid *hybrid, const Scenario *one, const Scenario *other, Error *err)
{
    bool fits;
    hybrid->one = one;
    hybrid->other = other;
    hybrid->same_years = same_years(one, other);
    hybrid->same_indicators = same_indicators(one, other);
    scenario_tree(one, &hybrid->tree_one, NULL);
    scenario_tree(other, &hybrid->tree_other, NULL);
    if (hybrid->tree_one.failed || hybrid->tree_other.failed)
        return error_memory(err);
    TRY(find_parts(hybrid, true, &fits, err));
    return fits ? STATUS_GOOD : find_parts(hybrid, false, &fits, err);
}

void hybrid_free(Hybrid *hybrid)
{
    tree_free(&hybrid->tree_one);
    tree_free(&hybrid->tree_other);
    *hybrid = (Hybrid){ 0 };
}
