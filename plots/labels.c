#include "plots/labels.h"

#include <math.h>

static const double sample = 3; /* points between two samples of a line */
static const double air = 2;

void labels_avoid(Labels *labels, LabelPoint from, LabelPoint to)
{
    double length = hypot(to.x - from.x, to.y - from.y);
    if (!(length < 1e5)) /* NaN too */
        return;
    int steps = (int)(length / sample) + 1;
    for (int i = 0; i <= steps && labels->points < LABELS_POINTS; i++) {
        double share = (double)i / steps;
        labels->point[labels->points++] =
            (LabelPoint){ from.x + share * (to.x - from.x), from.y + share * (to.y - from.y) };
    }
}

void labels_block(Labels *labels, LabelBox box)
{
    if (labels->boxes < LABELS_BOXES)
        labels->box[labels->boxes++] = box;
}

static bool overlap(LabelBox a, LabelBox b)
{
    return a.left < b.right + air && b.left < a.right + air && a.low < b.high + air &&
           b.low < a.high + air;
}

static bool allowed(const Labels *labels, LabelBox box)
{
    if (box.left < air || box.low < air || box.right > labels->width - air ||
        box.high > labels->height - air)
        return false;
    for (size_t i = 0; i < labels->boxes; i++)
        if (overlap(box, labels->box[i]))
            return false;
    return true;
}

static size_t covered(const Labels *labels, LabelBox box)
{
    size_t count = 0;
    for (size_t i = 0; i < labels->points; i++) {
        LabelPoint p = labels->point[i];
        count += p.x > box.left - air && p.x < box.right + air && p.y > box.low - air &&
                 p.y < box.high + air;
    }
    return count;
}

/* The box whose nearest edge or corner lies `distance` away from `at` in a direction. */
static LabelBox box_towards(LabelPoint at, double angle, double distance, double width,
                            double height)
{
    double x = at.x + distance * cos(angle), y = at.y + distance * sin(angle);
    double left = x - width * (1 - cos(angle)) / 2, low = y - height * (1 - sin(angle)) / 2;
    return (LabelBox){ left, low, left + width, low + height };
}

/* Where a line from `at` meets the box. */
static LabelPoint nearest(LabelBox box, LabelPoint at)
{
    return (LabelPoint){ fmin(fmax(at.x, box.left), box.right),
                         fmin(fmax(at.y, box.low), box.high) };
}

/* Whether the line between two points runs through a label. */
static bool crossed(const Labels *labels, LabelPoint from, LabelPoint to)
{
    for (int i = 0; i <= 20; i++) {
        double share = i / 20.0;
        double x = from.x + share * (to.x - from.x), y = from.y + share * (to.y - from.y);
        for (size_t b = 0; b < labels->boxes; b++) {
            LabelBox box = labels->box[b];
            if (x > box.left && x < box.right && y > box.low && y < box.high)
                return true;
        }
    }
    return false;
}

bool labels_place(Labels *labels, LabelPoint at, LabelNeed need, LabelBox *box)
{
    enum { DIRECTIONS = 16 };
    const double turn = 2 * acos(-1) / DIRECTIONS;
    double best = INFINITY;
    for (double distance = 7; distance <= need.farthest; distance += 6) {
        for (int i = 0; i < DIRECTIONS; i++) {
            /* begins above, to the left: free where a series rises */
            LabelBox tried = box_towards(at, (i + 6) * turn, distance, need.width, need.height);
            if (!allowed(labels, tried))
                continue;
            size_t hidden = covered(labels, tried);
            if (need.clear && hidden > 1)
                continue;
            double cost = 20.0 * (double)hidden + distance + 0.1 * i;
            cost += crossed(labels, at, nearest(tried, at)) ? 300 : 0;
            if (cost < best) {
                best = cost;
                *box = tried;
            }
        }
    }
    if (!(best < INFINITY))
        return false;
    labels_avoid(labels, at, nearest(*box, at));
    labels_block(labels, *box);
    return true;
}
