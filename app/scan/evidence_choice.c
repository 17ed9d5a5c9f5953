#include "scan/evidence_choice.h"

#include <math.h>
#include <string.h>

#define LEAST_OF_AIM 4
#define LEAST_AIM 0.15 /* no slower sets than these, however slow the pace */

enum { N = EVIDENCE_LEAVES_AT_MOST };

/* --- one question --------------------------------------------------------------------------------------- */

/* x log2(1/x) */
static double bits(double x)
{
    return x > 0 ? -x * log2(x) : 0;
}

static double binary_entropy(double x)
{
    return bits(x) + bits(1 - x);
}

static double press_probability(const struct evidence_channel *channel, double probability)
{
    return probability * (1 - channel->miss) + (1 - probability) * channel->slip;
}

double evidence_information(const struct evidence_channel *channel, double probability)
{
    return binary_entropy(press_probability(channel, probability)) -
           probability * binary_entropy(channel->miss) - (1 - probability) * binary_entropy(channel->slip);
}

double evidence_cost_s(const struct evidence_channel *channel, double probability)
{
    double pressed = press_probability(channel, probability);
    return pressed * channel->press_s + (1 - pressed) * channel->silent_s;
}

static double rate_at(const struct evidence_channel *channel, double probability)
{
    return evidence_information(channel, probability) / evidence_cost_s(channel, probability);
}

/* The rate has one hill: golden section. */
double evidence_best_rate(const struct evidence_channel *channel, double *probability)
{
    const double section = 0.6180339887498949;
    double low = 0, high = 1;
    for (int i = 0; i < 24; i++) {
        double left = high - section * (high - low), right = low + section * (high - low);
        if (rate_at(channel, left) < rate_at(channel, right))
            low = left;
        else
            high = right;
    }
    double best = (low + high) / 2;
    if (probability)
        *probability = best;
    return rate_at(channel, best);
}

static double price_of(const struct evidence_channel *channel, double probability)
{
    double y = press_probability(channel, probability), rise = 1 - channel->miss - channel->slip;
    double information = evidence_information(channel, probability) * rise;
    double slope = rise * log2((1 - y) / y) - binary_entropy(channel->miss) + binary_entropy(channel->slip);
    return channel->silent_s * (information + slope * (1 - y)) / (information - slope * y);
}

double evidence_press_price_s(const struct evidence_channel *channel, double reaction_s,
                              double least_effort_s, double pace_s)
{
    struct evidence_channel timed = *channel, dear = *channel;
    timed.press_s = fmax(reaction_s, 0.001);
    dear.press_s = timed.press_s + least_effort_s;
    double low = LEAST_AIM, high;
    evidence_best_rate(&dear, &high);
    if (1 / rate_at(&timed, high) > pace_s)
        return dear.press_s;
    for (int i = 0; i < 24; i++) {
        double middle = (low + high) / 2;
        if (1 / rate_at(&timed, middle) > pace_s)
            low = middle;
        else
            high = middle;
    }
    return fmax(price_of(channel, high), dear.press_s);
}

/* --- a set, weighed ------------------------------------------------------------------------------------- */

struct search {
    const struct evidence_question *question;
    double rate, aim; /* R, and the P at which it is reached */
    double entropy;   /* Σ p log2(1/p) over all leaves */
    double least;     /* no set with less than this */
    int leaf[N];      /* those that may be lit, in reading order */
    int count;
    double score;
    struct evidence_answer *best;
};

/* The bits that are left after an answer in which the lit leaves weigh `in` times and the others `out` times
 * as much; `total` is the probability of the answer. Σ w log(1/w) of the weights, then scaled to 1. */
static double bits_left(double in, double out, double p_in, double h_in, double p_out, double h_out,
                        double total)
{
    double sum = in * h_in + p_in * bits(in) + out * h_out + p_out * bits(out);
    return total > 0 ? fmax(sum / total + log2(total), 0) : 0;
}

struct weighed {
    double p, entropy;   /* of the leaves that are lit */
    double lead, needed; /* of the likeliest of them */
    int count;
};

static void weigh(const struct evidence_question *question, int leaf, struct weighed *weighed)
{
    double p = question->p[leaf];
    if (!weighed->count++ || p > weighed->lead) {
        weighed->lead = p;
        weighed->needed = question->needed[leaf];
    }
    weighed->p += p;
    weighed->entropy += bits(p);
}

/* What the press that is still to come adds to the bits that are left. */
static double last_press(double left, double last)
{
    return last * exp(-left / last);
}

/* How near a belief below the threshold is to it, 0–1, in log odds: where one press cannot end the choice,
 * it must still look better than none. */
static double nearness(double lead, double needed)
{
    return lead <= 0.5 || needed <= lead ? 0 : log(lead / (1 - lead)) / log(needed / (1 - needed));
}

static double loss_of(const struct search *search, const struct weighed *set)
{
    const struct evidence_channel *channel = &search->question->channel;
    double loss = search->rate * evidence_cost_s(channel, set->p) - evidence_information(channel, set->p);
    double press = press_probability(channel, set->p), last = search->rate * channel->press_s;
    double rest_p = fmax(1 - set->p, 0), rest_entropy = fmax(search->entropy - set->entropy, 0);
    double after_press =
        bits_left(1 - channel->miss, channel->slip, set->p, set->entropy, rest_p, rest_entropy, press);
    double after_silence =
        bits_left(channel->miss, 1 - channel->slip, set->p, set->entropy, rest_p, rest_entropy, 1 - press);
    double lead = press > 0 ? fmin(set->lead * (1 - channel->miss) / press, 1) : 0;
    double risk = search->rate * search->question->verify_s * (1 - lead) / (1 - set->needed);
    double still = lead >= set->needed ? risk - after_press
                                       : (1 - nearness(lead, set->needed)) * last_press(after_press, last);
    return loss + press * still + (1 - press) * last_press(after_silence, last);
}

/* --- how it looks --------------------------------------------------------------------------------------- */

int evidence_pieces(const struct evidence_question *question, const struct evidence_set *set)
{
    int pieces = 0;
    bool whole_before = false;
    for (int first = 0, end; first < question->count; first = end) {
        int lit = 0, all = 0, runs = 0;
        bool lit_before = false;
        for (end = first; end < question->count && question->row[end] == question->row[first]; end++) {
            if (!question->may_light[end])
                continue;
            bool is_lit = evidence_set_has(set, end);
            runs += is_lit && !lit_before;
            lit += is_lit;
            all++;
            lit_before = is_lit;
        }
        bool whole = all && lit == all;
        pieces += whole && whole_before ? 0 : runs;
        whole_before = all ? whole : whole_before;
    }
    return pieces;
}

/* --- candidates ----------------------------------------------------------------------------------------- */

static bool is_refused(const struct evidence_question *question, const struct evidence_set *set)
{
    for (int i = 0; i < question->refused_count; i++)
        if (evidence_set_same(&question->refused[i], set))
            return true;
    return false;
}

static void consider(struct search *search, const struct evidence_set *set, const struct weighed *weighed)
{
    if (!weighed->count || (weighed->count >= search->question->alive && search->question->alive > 1))
        return;
    if (weighed->p < search->least)
        return;
    double loss = loss_of(search, weighed);
    if (loss >= search->score)
        return;
    int pieces = evidence_pieces(search->question, set);
    double score = loss + search->question->calm * (pieces - 1);
    if (score >= search->score || is_refused(search->question, set))
        return;
    search->score = score;
    *search->best = (struct evidence_answer){*set, weighed->p, loss, pieces};
}

/* The runs in reading order that begin at each leaf: the leaf alone, and the last below and first above the
 * aim. */
static void consider_runs(struct search *search)
{
    for (int first = 0; first < search->count; first++) {
        struct evidence_set set = {{0}};
        struct weighed weighed = {.count = 0};
        for (int i = first; i < search->count; i++) {
            int leaf = search->leaf[i];
            double with = weighed.p + search->question->p[leaf];
            if (weighed.count && weighed.p < search->aim && with >= search->aim)
                consider(search, &set, &weighed);
            evidence_set_add(&set, leaf);
            weigh(search->question, leaf, &weighed);
            if (i == first || weighed.p >= search->aim || i == search->count - 1)
                consider(search, &set, &weighed);
            if (weighed.p >= search->aim)
                break;
        }
    }
}

static int end_of_row(const struct search *search, int first)
{
    int end = first;
    const int *row = search->question->row, *leaf = search->leaf;
    while (end < search->count && row[leaf[end]] == row[leaf[first]])
        end++;
    return end;
}

/* Adds the leaves from `first` on, while they stay at or below the aim. */
static void fill(struct search *search, int first, int end, int step, struct evidence_set *set,
                 struct weighed *weighed)
{
    for (int i = first; i != end; i += step) {
        int leaf = search->leaf[i];
        if (weighed->p + search->question->p[leaf] > search->aim)
            break;
        evidence_set_add(set, leaf);
        weigh(search->question, leaf, weighed);
    }
}

/* Runs of whole rows, from each row on. */
static void consider_rows(struct search *search)
{
    for (int first = 0; first < search->count; first = end_of_row(search, first)) {
        struct evidence_set set = {{0}};
        struct weighed weighed = {.count = 0};
        for (int i = first; i < search->count && weighed.p < search->aim;) {
            for (int end = end_of_row(search, i); i < end; i++) {
                evidence_set_add(&set, search->leaf[i]);
                weigh(search->question, search->leaf[i], &weighed);
            }
            consider(search, &set, &weighed);
        }
    }
}

struct row_part {
    int first, end;
    double p;
};

static int rows_by_weight(const struct search *search, struct row_part *rows)
{
    int count = 0;
    for (int first = 0, end; first < search->count; first = end) {
        end = end_of_row(search, first);
        struct row_part row = {first, end, 0};
        for (int i = first; i < end; i++)
            row.p += search->question->p[search->leaf[i]];
        int at = count++;
        for (; at > 0 && rows[at - 1].p < row.p; at--)
            rows[at] = rows[at - 1];
        rows[at] = row;
    }
    return count;
}

/* Whole rows, the heaviest that fit first; then the beginning, or the end, of one more. */
static void consider_rows_and_part(struct search *search)
{
    struct row_part rows[N];
    int count = rows_by_weight(search, rows);
    struct evidence_set set = {{0}}, taken = {{0}};
    struct weighed weighed = {.count = 0};
    for (int i = 0; i < count; i++)
        if (weighed.p + rows[i].p <= search->aim) {
            fill(search, rows[i].first, rows[i].end, 1, &set, &weighed);
            evidence_set_add(&taken, i);
        }
    consider(search, &set, &weighed);
    for (int i = 0; i < count; i++) {
        if (evidence_set_has(&taken, i))
            continue;
        struct evidence_set with = set, with_end = set;
        struct weighed weighed_with = weighed, weighed_with_end = weighed;
        fill(search, rows[i].first, rows[i].end, 1, &with, &weighed_with);
        consider(search, &with, &weighed_with);
        fill(search, rows[i].end - 1, rows[i].first - 1, -1, &with_end, &weighed_with_end);
        consider(search, &with_end, &weighed_with_end);
    }
}

/* Anywhere: from the k-th heaviest leaf on, each that still fits. */
static void consider_by_weight(struct search *search)
{
    enum { STARTS = 6 };
    int order[N] = {0};
    for (int i = 0; i < search->count; i++) {
        int at = i;
        for (; at > 0 && search->question->p[order[at - 1]] < search->question->p[search->leaf[i]]; at--)
            order[at] = order[at - 1];
        order[at] = search->leaf[i];
    }
    for (int start = 0; start < search->count && start < STARTS; start++) {
        struct evidence_set set = {{0}};
        struct weighed weighed = {.count = 0};
        for (int i = start; i < search->count; i++) {
            if (weighed.count && weighed.p + search->question->p[order[i]] > search->aim * 1.02)
                continue;
            evidence_set_add(&set, order[i]);
            weigh(search->question, order[i], &weighed);
            if (i < start + STARTS)
                consider(search, &set, &weighed);
        }
        consider(search, &set, &weighed);
    }
}

void evidence_choose(const struct evidence_question *question, struct evidence_answer *answer)
{
    struct search search = {.question = question, .score = INFINITY, .best = answer};
    memset(answer, 0, sizeof *answer);
    double heaviest = 0;
    for (int i = 0; i < question->count; i++) {
        search.entropy += bits(question->p[i]);
        if (!question->may_light[i])
            continue;
        search.leaf[search.count++] = i;
        heaviest = fmax(heaviest, question->p[i]);
    }
    search.rate = evidence_best_rate(&question->channel, &search.aim);
    search.least = fmin(search.aim / LEAST_OF_AIM, heaviest) * (1 - 1e-9);
    consider_runs(&search);
    consider_rows(&search);
    consider_rows_and_part(&search);
    consider_by_weight(&search);
}
