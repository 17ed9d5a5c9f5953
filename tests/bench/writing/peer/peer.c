/* The peer that writing is measured against: an on-screen keyboard scanned by row and column, with libpinyin's candidates
 * as ibus-libpinyin shows them. It speaks as much of the driver's protocol as a simulated user of one switch needs:
 * press release wait next write tree.
 *
 *     peer [--data DIR] [--seed N] [--layout onboard|bare] [--full-pinyin] [--scan-time MS]
 *
 * onboard (the start): the keys of Onboard's layout "Compact", in its order     bare: only the keys that are needed
 *
 *     ` 1 2 3 4 5 6 7 8 9 0 - = backspace         1 2 3 4 5 = -     not scanned while there are no candidates
 *     tab q w e r t y u i o p [ ] \               q w e r t y u i o p
 *     caps a s d f g h j k l ; ' return           a s d f g h j k l
 *     shift z x c v b n m , . / shift             z x c v b n m '
 *     ctrl win alt space altgr ← → ↑ ↓            return space backspace
 *
 * 1–5 take a candidate, = and - turn the page; return speaks when nothing is being spelt. To the peer's advantage: a page
 * that was turned is found again when the same is spelt again; keys that writing does not need do nothing; a press to
 * begin scanning after each key, which Onboard asks for, is not counted, nor are its upper groups of rows.
 *
 * Scanning as in the profile that rates are measured with: no extra for the first item, no pause after a selection,
 * repeats ignored for 100 ms, endless loops; each row ends with a cell that leaves it. */
#include <getopt.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pinyin_input.h"

enum { PAGE = 5, ROWS = 5, CELLS_AT_MOST = 15, IGNORE_REPEATS_MS = 100, SPEECH_MS_PER_CHARACTER = 200 };
static const gint64 never = G_MAXINT64;

enum act { LETTER, CANDIDATE, PAGE_DOWN, PAGE_UP, ENTER, SPACE, BACKSPACE, LEAVE, NOTHING };

struct cell {
    enum act act;
    char id[32], key[16];
    const char *label; /* what stands on it: the key, or a candidate */
    int candidate;
    gint64 stamp;
};

struct layout {
    const char *name;
    bool hides_candidates; /* the first row is not scanned while there are none */
    const char *rows[ROWS];
};

/* One letter: that letter; "1" to "5", "=" and "-": candidates and pages. */
static const struct layout layouts[] = {
    {"onboard",
     false,
     {"` 1 2 3 4 5 6 7 8 9 0 - = backspace", "tab q w e r t y u i o p [ ] \\",
      "caps a s d f g h j k l ; ' return", "shift z x c v b n m , . / shift",
      "ctrl win alt space altgr ← → ↑ ↓"}},
    {"bare",
     true,
     {"1 2 3 4 5 = -", "q w e r t y u i o p", "a s d f g h j k l", "z x c v b n m '",
      "return space backspace"}},
};

struct row {
    char id[16];
    struct cell cells[CELLS_AT_MOST];
    int count;
};

struct peer {
    struct pinyin_input *input;
    GString *text; /* written, without what is being spelt */
    int scan_time_ms, page;
    const struct layout *layout;
    GHashTable *pages; /* what is being spelt → the page that was turned to */
    struct row rows[ROWS];
    int row_count;
    char *shown[PAGE]; /* the candidates' labels, and since when */
    gint64 shown_since[PAGE];
    bool within;
    int row, cell; /* lit: the row, or the cell within it */
    gint64 now, lit_since, pressed_at, said_at;
    GString *events;
};

/* --- answers -------------------------------------------------------------------------------------------- */

static void put_text(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *text);
    }
    g_string_append_c(out, '"');
}

/* An event's beginning; the caller adds members and the closing brace. */
static GString *event(struct peer *peer, const char *kind)
{
    if (peer->events->len > 0)
        g_string_append_c(peer->events, ',');
    g_string_append_printf(peer->events, "{\"t\":%" G_GINT64_FORMAT ",\"kind\":\"%s\"", peer->now, kind);
    return peer->events;
}

static char *whole_text(const struct peer *peer)
{
    return g_strconcat(peer->text->str, pinyin_input_chosen(peer->input), NULL);
}

static const char *cell_action(enum act act)
{
    static const char *const names[] = {
        [PAGE_DOWN] = "more",   [PAGE_UP] = "less", [ENTER] = "speak", [SPACE] = "space",
        [BACKSPACE] = "delete", [LEAVE] = "back",   [NOTHING] = ""};
    return names[act];
}

static bool is_lit(const struct peer *peer, int row, int cell)
{
    return peer->row == row && (cell < 0 ? !peer->within : peer->within && peer->cell == cell);
}

static void put_cell(const struct peer *peer, GString *out, int row, int number)
{
    const struct cell *cell = &peer->rows[row].cells[number];
    g_string_append_printf(out, "%s{\"id\":\"%s\",\"role\":\"%s\",\"label\":", number ? "," : "", cell->id,
                           cell->act == CANDIDATE ? "word"
                           : cell->act == LETTER  ? "key"
                                                  : "action");
    put_text(out, cell->label);
    g_string_append_printf(out, ",\"rect\":[%d,%d,100,100],\"stamp\":%" G_GINT64_FORMAT, 16 + 104 * number,
                           90 + 116 * row, cell->stamp);
    if (cell->act == CANDIDATE) {
        g_string_append(out, ",\"commit\":");
        put_text(out, pinyin_input_adds(peer->input, cell->candidate));
    } else if (cell->act == LETTER) {
        g_string_append(out, ",\"spell\":[");
        put_text(out, cell->label);
        g_string_append_c(out, ']');
    } else {
        g_string_append_printf(out, ",\"action\":\"%s\"", cell_action(cell->act));
    }
    g_string_append(out, is_lit(peer, row, number) ? ",\"lit\":true}" : "}");
}

static void put_tree(const struct peer *peer, GString *out)
{
    char *text = whole_text(peer);
    g_string_append(out, ",\"screen\":\"write\",\"size\":[1280,800],\"message\":{\"text\":");
    put_text(out, text);
    g_string_append(out, ",\"reading\":");
    put_text(out, pinyin_input_rest(peer->input));
    gint64 lit_ms = peer->now - peer->lit_since;
    g_string_append_printf(
        out,
        ",\"caret\":%ld},\"scan\":{\"technique\":\"row-column\",\"period_ms\":%d,\"state\":\"%s\","
        "\"lit_ms\":%" G_GINT64_FORMAT ",\"left_ms\":%" G_GINT64_FORMAT "},\"nodes\":[",
        g_utf8_strlen(text, -1), peer->scan_time_ms, peer->within ? "cells" : "rows", lit_ms,
        peer->scan_time_ms - lit_ms);
    g_free(text);
    for (int i = 0; i < peer->row_count; i++) {
        g_string_append_printf(
            out, "%s{\"id\":\"%s\",\"role\":\"row\",\"rect\":[16,%d,1248,106]%s,\"children\":[", i ? "," : "",
            peer->rows[i].id, 90 + 116 * i, is_lit(peer, i, -1) ? ",\"lit\":true" : "");
        for (int j = 0; j < peer->rows[i].count; j++)
            put_cell(peer, out, i, j);
        g_string_append(out, "]}");
    }
    g_string_append_c(out, ']');
}

/* --- the board ------------------------------------------------------------------------------------------ */

static int first_shown(const struct peer *peer)
{
    return peer->page * PAGE;
}

static int shown_count(const struct peer *peer)
{
    int left = pinyin_input_count(peer->input) - first_shown(peer);
    return CLAMP(left, 0, PAGE);
}

static enum act act_of(const struct peer *peer, const char *key)
{
    static const struct {
        const char *key;
        enum act act;
    } named[] = {
        {"=", PAGE_DOWN}, {"-", PAGE_UP}, {"return", ENTER}, {"space", SPACE}, {"backspace", BACKSPACE}};
    if (strlen(key) == 1 && (strchr("'", *key) || g_ascii_islower(*key)))
        return LETTER;
    if (strlen(key) == 1 && *key > '0' && *key <= '0' + shown_count(peer))
        return CANDIDATE;
    for (size_t i = 0; i < G_N_ELEMENTS(named); i++)
        if (strcmp(named[i].key, key) == 0)
            return named[i].act;
    return NOTHING;
}

static void add_cell(struct peer *peer, struct row *row, const char *key, enum act act)
{
    struct cell *cell = &row->cells[row->count];
    *cell = (struct cell){.act = act};
    g_strlcpy(cell->key, key, sizeof cell->key);
    g_snprintf(cell->id, sizeof cell->id, "%s.%d", row->id, row->count++);
    cell->label = cell->key;
    if (act == CANDIDATE) {
        int place = *key - '1';
        cell->label = peer->shown[place];
        cell->candidate = first_shown(peer) + place;
        cell->stamp = peer->shown_since[place];
    }
}

static void add_row(struct peer *peer, int number)
{
    struct row *row = &peer->rows[peer->row_count++];
    char **keys = g_strsplit(peer->layout->rows[number], " ", -1);
    row->count = 0;
    g_snprintf(row->id, sizeof row->id, "row%d", number);
    for (int i = 0; keys[i]; i++)
        add_cell(peer, row, keys[i], act_of(peer, keys[i]));
    add_cell(peer, row, "leave", LEAVE);
    g_strfreev(keys);
}

/* What stands at each place for a candidate, and since when. */
static void note_candidates(struct peer *peer)
{
    for (int i = 0; i < PAGE; i++) {
        const char *label =
            i < shown_count(peer) ? pinyin_input_label(peer->input, first_shown(peer) + i) : NULL;
        if (g_strcmp0(label, peer->shown[i]) == 0)
            continue;
        g_free(peer->shown[i]);
        peer->shown[i] = g_strdup(label);
        peer->shown_since[i] = peer->now;
    }
}

static void build(struct peer *peer)
{
    note_candidates(peer);
    peer->row_count = 0;
    for (int i = peer->layout->hides_candidates && shown_count(peer) == 0; i < ROWS; i++)
        add_row(peer, i);
}

/* --- scanning ------------------------------------------------------------------------------------------- */

static void light(struct peer *peer)
{
    const struct row *row = &peer->rows[peer->row];
    const struct cell *cell = &row->cells[peer->cell];
    const char *id = peer->within ? cell->id : row->id, *label = peer->within ? cell->label : row->id;
    peer->lit_since = peer->now;
    GString *out = event(peer, "highlight");
    g_string_append_printf(out, ",\"ids\":[\"%s\"],\"labels\":[", id);
    put_text(out, label);
    g_string_append(out, "]}");
}

static void scan_rows(struct peer *peer)
{
    peer->within = false;
    peer->row = peer->cell = 0;
    light(peer);
}

static void step(struct peer *peer)
{
    if (peer->within)
        peer->cell = (peer->cell + 1) % peer->rows[peer->row].count;
    else
        peer->row = (peer->row + 1) % peer->row_count;
    light(peer);
}

/* --- what the cells do ---------------------------------------------------------------------------------- */

static void tell_message(struct peer *peer)
{
    char *text = whole_text(peer);
    GString *out = event(peer, "message");
    g_string_append(out, ",\"text\":");
    put_text(out, text);
    g_string_append(out, ",\"reading\":");
    put_text(out, pinyin_input_rest(peer->input));
    g_string_append_c(out, '}');
    g_free(text);
}

static void choose(struct peer *peer, int candidate)
{
    char *finished = pinyin_input_choose(peer->input, candidate);
    if (finished)
        g_string_append(peer->text, finished);
    g_free(finished);
}

static void speak(struct peer *peer)
{
    char *text = whole_text(peer);
    GString *out = event(peer, "say");
    g_string_append(out, ",\"text\":");
    put_text(out, text);
    g_string_append(out, ",\"as\":");
    put_text(out, text);
    g_string_append(out, ",\"voice\":\"main\",\"source\":\"espeak\"}");
    peer->said_at = peer->now + SPEECH_MS_PER_CHARACTER * g_utf8_strlen(text, -1);
    g_free(text);
}

static void delete (struct peer *peer)
{
    if (pinyin_input_erase(peer->input) || peer->text->len == 0)
        return;
    const char *last = g_utf8_prev_char(peer->text->str + peer->text->len);
    g_string_truncate(peer->text, (gsize)(last - peer->text->str));
}

/* Space takes the first candidate of the page; Enter leaves the letters as they are. */
static void end_spelling(struct peer *peer, bool take)
{
    bool spelling = *pinyin_input_rest(peer->input) != '\0';
    if (spelling && take && shown_count(peer) > 0) {
        choose(peer, first_shown(peer));
    } else if (spelling) {
        g_string_append(peer->text, pinyin_input_chosen(peer->input));
        g_string_append(peer->text, pinyin_input_rest(peer->input));
        pinyin_input_clear(peer->input);
    } else {
        g_string_append_c(peer->text, ' ');
    }
}

/* The page of what is being spelt now: the one that was turned to, should it have been spelt before. */
static void find_page(struct peer *peer)
{
    char *text = whole_text(peer), *spelt = g_strconcat(text, "|", pinyin_input_rest(peer->input), NULL);
    peer->page = GPOINTER_TO_INT(g_hash_table_lookup(peer->pages, spelt));
    g_free(spelt);
    g_free(text);
}

static void turn_page(struct peer *peer, int by)
{
    int pages = (pinyin_input_count(peer->input) + PAGE - 1) / PAGE;
    char *text = whole_text(peer);
    peer->page = CLAMP(peer->page + by, 0, MAX(pages - 1, 0));
    g_hash_table_insert(peer->pages, g_strconcat(text, "|", pinyin_input_rest(peer->input), NULL),
                        GINT_TO_POINTER(peer->page));
    g_free(text);
}

static void change(struct peer *peer, const struct cell *cell)
{
    if (cell->act == LETTER)
        pinyin_input_letter(peer->input, cell->key[0]);
    else if (cell->act == CANDIDATE)
        choose(peer, cell->candidate);
    else if (cell->act == BACKSPACE)
        delete (peer);
    else
        end_spelling(peer, cell->act == SPACE);
    find_page(peer);
    tell_message(peer);
}

static void take(struct peer *peer, const struct cell *cell)
{
    GString *out = event(peer, "select");
    g_string_append_printf(out, ",\"id\":\"%s\",\"label\":", cell->id);
    put_text(out, cell->label);
    g_string_append_c(out, '}');
    if (cell->act == ENTER && *pinyin_input_rest(peer->input) == '\0')
        speak(peer);
    else if (cell->act == PAGE_DOWN || cell->act == PAGE_UP)
        turn_page(peer, cell->act == PAGE_DOWN ? 1 : -1);
    else if (cell->act != LEAVE && cell->act != NOTHING)
        change(peer, cell);
    build(peer);
    scan_rows(peer);
}

static void press(struct peer *peer)
{
    if (peer->now < peer->pressed_at + IGNORE_REPEATS_MS)
        return;
    peer->pressed_at = peer->now;
    if (peer->within) {
        struct cell cell = peer->rows[peer->row].cells[peer->cell];
        take(peer, &cell);
        return;
    }
    peer->within = true;
    peer->cell = 0;
    light(peer);
}

static void start_message(struct peer *peer)
{
    g_string_truncate(peer->text, 0);
    pinyin_input_clear(peer->input);
    g_hash_table_remove_all(peer->pages);
    peer->page = 0;
    build(peer);
    scan_rows(peer);
}

/* --- time and commands ---------------------------------------------------------------------------------- */

/* Deadlines at the end of the time that passes belong to it. */
static void pass(struct peer *peer, gint64 duration_ms, bool to_change)
{
    gint64 end = peer->now + duration_ms;
    for (;;) {
        gint64 due = MIN(peer->lit_since + peer->scan_time_ms, peer->said_at);
        if (due > end || duration_ms == 0)
            break;
        peer->now = due;
        if (peer->said_at == due) {
            peer->said_at = never;
            g_string_append_c(event(peer, "said"), '}');
        } else {
            step(peer);
        }
        if (to_change)
            return;
    }
    peer->now = end;
}

/* false: no such command. */
static bool obey(struct peer *peer, const char *line, GString *more)
{
    int ms;
    char extra;
    if (sscanf(line, "wait %d %c", &ms, &extra) == 1 && ms >= 0)
        pass(peer, ms, false);
    else if (sscanf(line, "next %d %c", &ms, &extra) == 1 && ms >= 0)
        pass(peer, ms, true);
    else if (strcmp(line, "press") == 0)
        press(peer);
    else if (strcmp(line, "write") == 0)
        start_message(peer);
    else if (strcmp(line, "tree") == 0)
        put_tree(peer, more);
    else
        return strcmp(line, "release") == 0;
    return true;
}

static void answer_all(struct peer *peer)
{
    char line[256];
    GString *more = g_string_new(NULL);
    for (int number = 1; fgets(line, sizeof line, stdin); number++) {
        line[strcspn(line, "\n")] = '\0';
        g_string_truncate(more, 0);
        if (!obey(peer, line, more)) {
            printf("{\"error\":\"line %d: no such command\"}\n", number);
        } else {
            printf("{\"t\":%" G_GINT64_FORMAT ",\"events\":[%s]%s}\n", peer->now, peer->events->str,
                   more->str);
            g_string_truncate(peer->events, 0);
        }
        fflush(stdout);
    }
    g_string_free(more, TRUE);
}

static int run(struct peer *peer)
{
    peer->text = g_string_new(NULL);
    peer->events = g_string_new(NULL);
    peer->pages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    start_message(peer);
    answer_all(peer);
    g_string_free(peer->text, TRUE);
    g_string_free(peer->events, TRUE);
    g_hash_table_destroy(peer->pages);
    for (int i = 0; i < PAGE; i++)
        g_free(peer->shown[i]);
    pinyin_input_free(peer->input);
    return 0;
}

static const struct layout *find_layout(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(layouts); i++)
        if (strcmp(layouts[i].name, name) == 0)
            return &layouts[i];
    return NULL;
}

int main(int count, char **arguments)
{
    static const struct option options[] = {
        {"data", required_argument, NULL, 'd'},      {"seed", required_argument, NULL, 's'},
        {"layout", required_argument, NULL, 'l'},    {"full-pinyin", no_argument, NULL, 'f'},
        {"scan-time", required_argument, NULL, 't'}, {0}};
    struct peer peer = {
        .layout = layouts, .scan_time_ms = 1000, .pressed_at = -IGNORE_REPEATS_MS, .said_at = never};
    const char *data = ".";
    bool incomplete = true, wrong = false;
    for (int option; (option = getopt_long(count, arguments, "", options, NULL)) != -1;) {
        if (option == 'd')
            data = optarg;
        else if (option == 'l')
            peer.layout = find_layout(optarg);
        else if (option == 'f')
            incomplete = false;
        else if (option == 't')
            peer.scan_time_ms = atoi(optarg);
        else
            wrong = wrong || option != 's';
    }
    if (wrong || !peer.layout || peer.scan_time_ms <= 0) {
        fprintf(stderr, "peer [--data DIR] [--layout onboard|bare] [--full-pinyin] [--scan-time MS]\n");
        return 2;
    }
    peer.input = pinyin_input_new(data, incomplete);
    if (!peer.input) {
        fprintf(stderr, "peer: libpinyin's data cannot be read (package libpinyin-data)\n");
        return 1;
    }
    return run(&peer);
}
