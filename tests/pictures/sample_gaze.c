#include <stdio.h>
#include <string.h>

#include "sample_builder.h"

static void add_words(struct builder *b)
{
    static const char *const chinese[] = {"喝水", "睡觉", "翻个身", "谢谢你"};
    static const char *const english[] = {"water", "sleep", "thank you", "turn me"};
    page_row(b->page, "suggest", ROW_WORDS);
    for (int i = 0; i < 4; i++)
        sample_add(b, CELL_WORD, MARK_NONE, sample_say(b, chinese[i], english[i]));
}

static void add_keys(struct builder *b)
{
    static const char *const pinyin[] = {"b", "p", "m", "f", "d",  "t",  "n",  "l", "g", "k", "h", "’",
                                         "j", "q", "x", "r", "zh", "ch", "sh", "z", "c", "s", "y", "w"};
    static const char *const letters[] = {"e", "t", "a", "o", "i", "n", "s", "h", "r", "d", "l", "u",
                                          "c", "m", "w", "f", "g", "y", "p", "b", "v", "k", "j", "x"};
    for (int i = 0; i < 24; i++) {
        if (i % 8 == 0)
            page_row(b->page, "keys", ROW_CELLS);
        sample_add(b, CELL_KEY, MARK_NONE, sample_say(b, pinyin[i], letters[i]))->empty = i == 11;
    }
}

static void add_actions(struct builder *b)
{
    page_row(b->page, "bar", ROW_BAR);
    sample_add(b, CELL_ACTION, MARK_SPEAK, sample_say(b, "朗读", "Speak"));
    sample_add(b, CELL_ACTION, MARK_DELETE, sample_say(b, "删除", "Delete"));
    sample_add(b, CELL_ACTION, MARK_REST, sample_say(b, "休息", "Rest"));
    sample_add(b, CELL_ACTION, MARK_BACK, sample_say(b, "返回", "Back"));
    sample_add(b, CELL_URGENT, MARK_CALL, sample_say(b, "呼叫", "Call"));
}

static void build_board(struct builder *b)
{
    page_begin(b->page, "write", sample_say(b, "写字", "Write"));
    b->page->with_message = true;
    page_section(b->page, "all");
    add_words(b);
    add_keys(b);
    add_actions(b);
    b->scene->by_gaze = b->scene->corners = true;
    b->scene->message = sample_say(b, "今天晚上我想", "This evening I would like ");
    b->scene->reading = sample_say(b, "he", "wat");
    b->scene->caret = b->english ? 26 : 6;
}

static int last_with_role(const struct builder *b, const char *role)
{
    int found = -1;
    for (int i = 0; i < b->page->cell_count; i++)
        if (strncmp(role, cell_role_name(b->page->cells[i].role),
                    strlen(cell_role_name(b->page->cells[i].role))) == 0 &&
            !b->page->cells[i].empty && (found < 0 || i % 8 < 6))
            found = i;
    return found;
}

/* "gaze-ROLE-PERCENT": so much of its dwell time has gone by on a cell of that role. */
static bool build_dwell(struct builder *b, const char *name)
{
    int percent;
    const char *number = strrchr(name, '-');
    if (sscanf(number, "-%d", &percent) != 1)
        return false;
    build_board(b);
    b->scene->lit_cell = last_with_role(b, name + strlen("gaze-"));
    b->scene->dwell = (float)percent / 100;
    return b->scene->lit_cell >= 0;
}

static void build_kept(struct builder *b)
{
    build_board(b);
    b->scene->lit_cell = 8;
    b->scene->held = true;
    b->scene->dwell = 0.1f;
    b->scene->kept_cell = 9;
    b->scene->kept_dwell = 0.7f;
    b->scene->corners_seen = 1;
}

static void build_taken(struct builder *b)
{
    build_board(b);
    b->scene->taken_cell = 1;
    b->scene->corners_seen = 2;
}

static void build_tints(struct builder *b)
{
    static const char *const chinese[] = {"请帮我吸痰", "我觉得好多了", "请开窗", "谢谢", "等一下", "再见"};
    static const char *const english[] = {"Please suction me", "I feel better", "Open the window",
                                          "Thank you",         "Wait a moment", "Goodbye"};
    page_begin(b->page, "phrases", sample_say(b, "短语", "Phrases"));
    b->page->with_message = true;
    page_section(b->page, "all");
    for (int i = 0; i < 6; i++) {
        if (i % 3 == 0)
            page_row(b->page, "row", ROW_CELLS);
        struct cell *cell = sample_add(b, CELL_PHRASE, MARK_NONE, sample_say(b, chinese[i], english[i]));
        cell->tint = (enum cell_tint)(i + 1);
        cell->note = i % 2 ? NULL : sample_say(b, "常说的", "said often");
    }
    add_actions(b);
    b->scene->by_gaze = b->scene->corners = true;
    b->scene->lit_cell = 3;
    b->scene->dwell = 0.6f;
    b->scene->kept_cell = 0;
    b->scene->kept_dwell = 0.5f;
    b->scene->message_hint = sample_say(b, "想说什么？", "What would you like to say?");
}

static void build_rest(struct builder *b)
{
    page_begin(b->page, "rest", sample_say(b, "休息", "Rest"));
    b->page->shape = PAGE_REST;
    b->page->question =
        sample_say(b, "休息中。先看左上角，再看右上角，就会醒来。",
                   "Resting. To wake up, look at the upper left corner, then at the upper right one.");
    b->scene->by_gaze = b->scene->corners = true;
}

static void build_point(struct builder *b, int x, int y, int share)
{
    page_begin(b->page, "adjust", sample_say(b, "校准", "Adjust"));
    b->page->shape = PAGE_POINT;
    b->page->question = sample_say(b, "请看着圆点，直到它跳到别处。", "Look at the dot until it moves on.");
    b->page->point = (struct cell_place){x, y, share, share};
    page_section(b->page, "all");
    page_row(b->page, "bar", ROW_BAR);
    sample_add(b, CELL_ACTION, MARK_STOP, sample_say(b, "停止", "Stop"));
    sample_add(b, CELL_ACTION, MARK_BACK, sample_say(b, "返回", "Back"));
    b->scene->by_gaze = true;
}

/* A long message, and something is wrong. */
static void build_notice(struct builder *b)
{
    build_board(b);
    b->scene->message = sample_say(
        b, "今天上午护士来过了，她说晚上医生会来看我，请你下班以后早一点过来，把我的眼镜和收音机也带来，我想",
        "The nurse was here this morning and said that the doctor will see me in the evening, please come "
        "early and bring my ");
    b->scene->caret = b->english ? 118 : 48;
    b->scene->scan_paused = true;
    b->scene->notices[0] =
        sample_say(b, "看不到眼睛：请调整眼动仪", "The eyes are not seen: please adjust the tracker");
    b->scene->notices[1] = sample_say(b, "没有声音", "No sound");
}

/* What is said is longer than the strip. */
static void build_said(struct builder *b)
{
    build_notice(b);
    b->scene->scan_paused = false;
    b->scene->notices[0] = NULL;
    b->scene->reading = "";
    b->scene->spoken_text = b->scene->message;
    b->scene->spoken_first = b->english ? 56 : 28;
    b->scene->spoken_count = b->english ? 6 : 2;
    b->scene->lit_cell = b->page->cell_count - 5;
}

/* The first look of a page in two looks: words, keys, functions; one block is being dwelt on. */
static void add_block(struct builder *b, int block)
{
    static const char *const chinese[6][6] = {{"喝水", "喝", "和", "还", "我们", "更多"},
                                              {"b", "p", "m", "f", "d", "t"},
                                              {"n", "l", "g", "k", "h", "aoe"},
                                              {"j", "q", "x", "zh", "ch", "sh"},
                                              {"", "", "s", "", "y", "w"},
                                              {"朗读", "撤销", "删除", "其他键", "，。？", "呼叫"}};
    static const char *const english[6][6] = {{"water", "was", "what", "would", "we", "More"},
                                              {"e", "t", "a", "o", "i", "n"},
                                              {"s", "h", "r", "d", "l", "u"},
                                              {"c", "m", "w", "f", "g", "y"},
                                              {"", "", "v", "", "j", "x"},
                                              {"Speak", "Undo", "q", "Other keys", ".,?", "z"}};
    static const enum cell_mark marks[2][6] = {
        {MARK_SPEAK, MARK_UNDO, MARK_DELETE, MARK_KEYS, MARK_NONE, MARK_CALL},
        {MARK_SPEAK, MARK_UNDO, MARK_NONE, MARK_KEYS, MARK_NONE, MARK_NONE}};
    sample_add(b, CELL_KEY, MARK_NONE, "");
    for (int i = 0; i < 6; i++) {
        struct cell cell = {.id = "small",
                            .label = sample_say(b, chinese[block][i], english[block][i]),
                            .role = CELL_KEY,
                            .span = 1,
                            .empty = !chinese[block][i][0]};
        bool key_among_functions = b->english && (i == 2 || i == 5);
        if (block == 0)
            cell.role = i < 5 ? CELL_WORD : CELL_ACTION;
        if (block == 5 && !key_among_functions)
            cell.role = CELL_ACTION;
        cell.mark = block == 5 ? marks[b->english][i] : block == 0 && i == 5 ? MARK_MORE : MARK_NONE;
        page_small(b->page, &cell);
    }
}

static void begin_blocks(struct builder *b)
{
    build_board(b);
    b->page->section_count = b->page->row_count = b->page->cell_count = 0;
    b->page->block_columns = 3;
}

static void build_blocks(struct builder *b)
{
    begin_blocks(b);
    for (int block = 0; block < 6; block++) {
        if (block % 3 == 0)
            page_row(b->page, "blocks", ROW_CELLS);
        add_block(b, block);
    }
    b->scene->lit_cell = 1;
    b->scene->dwell = 0.6f;
}

/* The second look at one of them: its cells in the blocks' places, and the way back at the top. */
static void build_block(struct builder *b)
{
    static const char *const chinese[] = {"b", "p", "m", "f", "d", "t"};
    static const char *const english[] = {"e", "t", "a", "o", "i", "n"};
    begin_blocks(b);
    page_row(b->page, "top", ROW_TOP);
    sample_add(b, CELL_ACTION, MARK_BACK, sample_say(b, "返回", "Back"));
    for (int i = 0; i < 6; i++) {
        if (i % 3 == 0)
            page_row(b->page, "large", ROW_CELLS);
        sample_add(b, CELL_KEY, MARK_NONE, sample_say(b, chinese[i], english[i]));
    }
    b->scene->kept_cell = 3;
    b->scene->kept_dwell = 0.4f;
}

bool sample_build_gaze(struct builder *b, const char *name)
{
    static const struct {
        const char *name;
        void (*build)(struct builder *b);
    } plain[] = {{"gaze-kept", build_kept},     {"gaze-taken", build_taken},   {"gaze-tints", build_tints},
                 {"gaze-rest", build_rest},     {"gaze-notice", build_notice}, {"gaze-said", build_said},
                 {"gaze-blocks", build_blocks}, {"gaze-block", build_block}};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (strcmp(plain[i].name, name) == 0) {
            plain[i].build(b);
            return true;
        }
    if (strcmp(name, "gaze-point-middle") == 0 || strcmp(name, "gaze-point-corner") == 0) {
        bool middle = strcmp(name, "gaze-point-middle") == 0;
        build_point(b, middle ? 500 : 90, middle ? 500 : 90, middle ? 1000 : 450);
        return true;
    }
    return build_dwell(b, name);
}
