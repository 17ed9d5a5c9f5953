#include "sample_pages.h"

#include <math.h>
#include <string.h>

#include "board/body_figure.h"
#include "sample_builder.h"
#include "sample_read.h"

const char *sample_say(const struct builder *b, const char *chinese, const char *english)
{
    return b->english ? english : chinese;
}

struct cell *sample_add(const struct builder *b, enum cell_role role, enum cell_mark mark, const char *label)
{
    struct cell *cell = page_cell(b->page, role, "cell", label);
    cell->id = arena_printf(&b->page->arena, "cell.%d", b->page->cell_count);
    cell->mark = mark;
    return cell;
}

static void add_tinted(const struct builder *b, enum cell_role role, const char *label, enum cell_tint tint)
{
    sample_add(b, role, MARK_NONE, label)->tint = tint;
}

static void add_exit(const struct builder *b)
{
    sample_add(b, CELL_ACTION, MARK_BACK, "↩")->row_exit = true;
}

static void add_bar(const struct builder *b, bool writing)
{
    page_row(b->page, "bar", ROW_BAR);
    if (writing) {
        sample_add(b, CELL_ACTION, MARK_SPEAK, sample_say(b, "朗读", "Speak"));
        sample_add(b, CELL_ACTION, MARK_UNDO, sample_say(b, "撤销", "Undo"));
        sample_add(b, CELL_ACTION, MARK_DELETE, sample_say(b, "删除", "Delete"));
        sample_add(b, CELL_ACTION, MARK_CLEAR, sample_say(b, "清空", "Clear"));
        sample_add(b, CELL_ACTION, MARK_KEEP, sample_say(b, "存为短语", "Keep"));
    }
    sample_add(b, CELL_ACTION, MARK_BACK, sample_say(b, "返回", "Back"));
    sample_add(b, CELL_ACTION, MARK_HOME, sample_say(b, "主页", "Home"));
    sample_add(b, CELL_URGENT, MARK_CALL, sample_say(b, "呼叫", "Call"));
    add_exit(b);
}

static void add_strip(const struct builder *b)
{
    static const char *const chinese[] = {"吸痰", "喘不上气", "疼", "翻身"};
    static const char *const english[] = {"Suction", "Can't breathe", "Pain", "Turn me"};
    page_row(b->page, "urgent", ROW_STRIP);
    for (int i = 0; i < 4; i++)
        sample_add(b, CELL_URGENT, MARK_NONE, sample_say(b, chinese[i], english[i]));
    add_exit(b);
}

static void build_home(struct builder *b)
{
    page_begin(b->page, "home", sample_say(b, "主页", "Home"));
    page_section(b->page, "all");
    page_row(b->page, "row.0", ROW_CELLS);
    sample_add(b, CELL_URGENT, MARK_CALL, sample_say(b, "呼叫", "Call"));
    sample_add(b, CELL_TILE, MARK_YES, sample_say(b, "是", "Yes"))->tint = TINT_GREEN;
    sample_add(b, CELL_TILE, MARK_NO, sample_say(b, "不是", "No"))->tint = TINT_RED;
    sample_add(b, CELL_TILE, MARK_NEEDS, sample_say(b, "快捷需要", "Quick needs"));
    sample_add(b, CELL_TILE, MARK_PHRASES, sample_say(b, "短语", "Phrases"));
    page_row(b->page, "row.1", ROW_CELLS);
    sample_add(b, CELL_TILE, MARK_WRITE, sample_say(b, "写字", "Write"));
    sample_add(b, CELL_TILE, MARK_BODY, sample_say(b, "身体", "Body"));
    sample_add(b, CELL_TILE, MARK_LIBRARY, sample_say(b, "阅读", "Library"));
    sample_add(b, CELL_TILE, MARK_REST, sample_say(b, "休息", "Rest"));
    sample_add(b, CELL_TILE, MARK_SETTINGS, sample_say(b, "设置", "Settings"));
    b->scene->lit_row = 0;
}

static void build_start(struct builder *b)
{
    page_begin(b->page, "home", "");
    page_section(b->page, "all");
    page_row(b->page, "row.0", ROW_CELLS);
    sample_add(b, CELL_TILE, MARK_YES, sample_say(b, "是", "Yes"))->tint = TINT_GREEN;
    sample_add(b, CELL_TILE, MARK_NO, sample_say(b, "不是", "No"))->tint = TINT_RED;
    sample_add(b, CELL_URGENT, MARK_CALL, sample_say(b, "呼叫", "Call"));
    b->scene->lit_cell = 1;
    b->scene->within_row = 0;
}

static void build_phrases(struct builder *b)
{
    static const char *const chinese[] = {"请帮我吸痰",
                                          "痰很多，在喉咙里",
                                          "我喘不上气，快来",
                                          "呼吸机面罩漏气了",
                                          "请把床头摇高一点",
                                          "管子好像松了",
                                          "请看一下血氧",
                                          "我觉得好多了，谢谢",
                                          "请等一下，让我自己决定",
                                          "嘴唇很干，请用棉签沾点水",
                                          "空气有点闷，请开窗",
                                          "咳不出来，请帮我拍拍背"};
    static const char *const english[] = {"Please suction me",
                                          "There is phlegm in my throat",
                                          "I can't breathe, come quickly",
                                          "The mask is leaking air",
                                          "Raise the head of the bed a little, please",
                                          "The tube seems to be loose",
                                          "Please check my oxygen",
                                          "I feel much better, thank you",
                                          "Wait, let me decide",
                                          "My lips are dry, please moisten them",
                                          "The air is stuffy, please open the window",
                                          "I cannot cough it up, please help me"};
    page_begin(b->page, "phrases:breathing", sample_say(b, "呼吸与吸痰", "Breathing and suction"));
    b->page->with_message = true;
    page_section(b->page, "all");
    add_strip(b);
    for (int i = 0; i < 12; i++) {
        if (i % 3 == 0) {
            page_row(b->page, "row", ROW_CELLS);
            if (i)
                b->page->rows[b->page->row_count - 1].id = arena_printf(&b->page->arena, "row.%d", i / 3);
        }
        add_tinted(b, CELL_PHRASE, sample_say(b, chinese[i], english[i]),
                   i < 3   ? TINT_RED
                   : i < 6 ? TINT_BLUE
                           : TINT_NONE);
        if (i % 3 == 2)
            add_exit(b);
    }
    add_bar(b, false);
    b->scene->within_row = 2;
    b->scene->lit_cell = b->page->rows[2].first_cell + 1;
    b->scene->spoken_text = sample_say(b, "请把床头摇高一点", "Raise the head of the bed a little, please");
    b->scene->spoken_first = 2;
    b->scene->spoken_count = b->english ? 3 : 1;
}

static void build_write(struct builder *b)
{
    static const char *const words[] = {"喝水", "睡觉", "翻个身", "谢谢你", "一会儿"};
    static const char *const english_words[] = {"water", "sleep", "thank you", "turn me", "in a while"};
    static const char *const keys[] = {"d", "sh", "y", "j",  "z", "zh", "x", "g", "b", "l", "h", "m",  "q",
                                       "t", "w",  "f", "ch", "n", "r",  "k", "s", "p", "c", "’", "ABC"};
    page_begin(b->page, "write", sample_say(b, "写字", "Write"));
    b->page->with_message = true;
    page_section(b->page, "all");
    page_row(b->page, "suggest", ROW_WORDS);
    for (int i = 0; i < 5; i++)
        sample_add(b, CELL_WORD, MARK_NONE, sample_say(b, words[i], english_words[i]));
    add_exit(b);
    for (int i = 0; i < 25; i++) {
        if (i % 5 == 0)
            page_row(b->page, "initials", ROW_CELLS);
        struct cell *cell = sample_add(b, CELL_KEY, MARK_NONE, keys[i]);
        cell->empty = i == 18;
        if (i % 5 == 4)
            add_exit(b);
    }
    add_bar(b, true);
    b->scene->message = sample_say(b, "今天晚上我想", "This evening I would like ");
    b->scene->reading = sample_say(b, "he", "wat");
    b->scene->caret = (int)(b->english ? 26 : 6);
    b->scene->lit_row = 2;
}

static void build_body(struct builder *b, bool back)
{
    size_t count;
    const struct body_part *parts = body_parts(&count);
    static const char *const chinese_front[] = {
        "头",     "眼睛",   "鼻子", "嘴",     "喉咙",   "胸口", "肚子",   "右肩膀", "右胳膊", "右手",
        "左肩膀", "左胳膊", "左手", "右大腿", "右膝盖", "右脚", "左大腿", "左膝盖", "左脚"};
    static const char *const chinese_back[] = {"后脑勺",   "左耳",       "右耳",       "后颈",     "上背",
                                               "腰",       "屁股",       "右肩胛骨",   "右胳膊肘", "左肩胛骨",
                                               "左胳膊肘", "右胯",       "右大腿后侧", "右小腿",   "右脚跟",
                                               "左胯",     "左大腿后侧", "左小腿",     "左脚跟"};
    page_begin(b->page, "body",
               back ? sample_say(b, "身体 · 背面", "Body · back")
                    : sample_say(b, "身体 · 正面", "Body · front"));
    b->page->shape = PAGE_BODY;
    b->page->body_back = back;
    page_section(b->page, "all");
    int index = 0, group = -1;
    for (size_t i = 0; i < count; i++) {
        if ((parts[i].side == BODY_BACK) != back)
            continue;
        if ((int)parts[i].group != group)
            page_row(b->page, body_group_id(parts[i].group), ROW_FREE);
        group = (int)parts[i].group;
        struct cell *cell =
            sample_add(b, CELL_PART, MARK_NONE,
                       sample_say(b, back ? chinese_back[index] : chinese_front[index], parts[i].name));
        cell->place = parts[i].place;
        cell->id = arena_printf(&b->page->arena, "part.%s", parts[i].id);
        index++;
    }
    page_row(b->page, "bar", ROW_BAR);
    sample_add(b, CELL_ACTION, MARK_BODY,
               back ? sample_say(b, "看正面", "Front") : sample_say(b, "看背面", "Back view"));
    sample_add(b, CELL_ACTION, MARK_BACK, sample_say(b, "返回", "Back"));
    sample_add(b, CELL_ACTION, MARK_HOME, sample_say(b, "主页", "Home"));
    sample_add(b, CELL_URGENT, MARK_CALL, sample_say(b, "呼叫", "Call"));
    if (back) {
        b->scene->lit_row = 1;
    } else {
        b->scene->within_row = 2;
        b->scene->lit_cell = b->page->rows[2].first_cell;
    }
}

static void build_ask(struct builder *b)
{
    page_begin(b->page, "ask", sample_say(b, "清空", "Clear"));
    b->page->shape = PAGE_ASK;
    b->page->question = sample_say(b, "要清空整段文字吗？", "Clear the whole message?");
    page_section(b->page, "all");
    page_row(b->page, "answers", ROW_CELLS);
    sample_add(b, CELL_TILE, MARK_NO, sample_say(b, "不，保留", "No, keep it"));
    sample_add(b, CELL_TILE, MARK_YES, sample_say(b, "是，清空", "Yes, clear"));
    b->scene->lit_cell = 0;
    b->scene->within_row = 0;
    b->scene->dwell = 0.4f;
}

static void build_rest(struct builder *b)
{
    page_begin(b->page, "rest", sample_say(b, "休息", "Rest"));
    b->page->shape = PAGE_REST;
    b->page->question =
        sample_say(b, "休息中。按两下开关就会醒来。", "Resting. Press the switch twice to wake up.");
}

static void build_call(struct builder *b)
{
    page_begin(b->page, "call", sample_say(b, "呼叫", "Call"));
    b->page->shape = PAGE_CALL;
    b->page->question = sample_say(b, "正在呼叫，请过来", "Calling for help");
    page_section(b->page, "all");
    page_row(b->page, "answers", ROW_CELLS);
    sample_add(b, CELL_ACTION, MARK_STOP, sample_say(b, "有人来了，停止响铃", "Somebody is here, stop"));
    sample_add(b, CELL_URGENT, MARK_NONE, sample_say(b, "吸痰", "Suction"));
    b->scene->ringing = b->scene->flash_on = true;
    b->scene->lit_cell = 0;
}

static void build_settings(struct builder *b)
{
    static const char *const chinese[] = {"800 毫秒",  "1000 毫秒", "1200 毫秒",
                                          "1500 毫秒", "1800 毫秒", "2000 毫秒"};
    static const char *const english[] = {"800 ms", "1000 ms", "1200 ms", "1500 ms", "1800 ms", "2000 ms"};
    page_begin(b->page, "settings:scan_time", sample_say(b, "设置 · 扫描时间", "Settings · scan time"));
    page_section(b->page, "all");
    page_row(b->page, "help", ROW_CELLS);
    struct cell *help = sample_add(
        b, CELL_LINE, MARK_NONE,
        sample_say(b, "每一项亮多久。手慢一点就选长一点：按下开关时，亮着的那一项就是选中的。",
                   "How long each item stays lit. Choose a longer time if pressing is slow: what is lit "
                   "when you press is what is taken."));
    help->empty = true;
    for (int i = 0; i < 6; i++) {
        if (i % 3 == 0)
            page_row(b->page, "values", ROW_CELLS);
        struct cell *cell = sample_add(b, CELL_TILE, MARK_NONE, sample_say(b, chinese[i], english[i]));
        cell->chosen = i == 3;
        cell->note = i == 3 ? sample_say(b, "起始值", "start value") : NULL;
    }
    add_bar(b, false);
    b->scene->taken_cell = b->page->rows[1].first_cell + 1;
}

static void build_warnings(struct builder *b)
{
    build_write(b);
    b->scene->lit_row = -1;
    b->scene->scan_paused = true;
    b->scene->message = b->scene->reading = "";
    b->scene->caret = 0;
    b->scene->message_hint = sample_say(b, "在这里写字", "Write here");
    b->scene->notices[0] =
        sample_say(b, "开关拔掉了：请检查接线", "The switch is unplugged: check the cable");
    b->scene->notices[1] = sample_say(b, "没有声音", "No sound");
}

static void build_silent(struct builder *b)
{
    build_phrases(b);
    b->scene->large_text =
        sample_say(b, "右肩膀痒，请帮我挠一下。", "My right shoulder itches, please scratch it.");
    b->scene->spoken_text = b->scene->large_text;
    b->scene->spoken_first = b->english ? 3 : 0;
    b->scene->spoken_count = b->english ? 5 : 3;
    b->scene->notices[0] =
        sample_say(b, "没有声音：要说的话写在屏幕上", "No sound: what is said stands on the screen");
}

/* What the listener reads; the word that is being said is marked there too. */
static void build_show(struct builder *b, bool turned)
{
    page_begin(b->page, "show", sample_say(b, "按一下返回", "A press leads back"));
    b->page->shape = PAGE_SHOW;
    b->page->turned = turned;
    b->page->question =
        turned ? sample_say(b, "我想喝一点温水", "I would like a little warm water")
               : sample_say(b, "右肩膀痒，请帮我挠一下。", "My right shoulder itches, please scratch it.");
    b->scene->spoken_text = b->page->question;
    b->scene->spoken_first = !b->english ? 1 : turned ? 2 : 3;
    b->scene->spoken_count = b->english ? 5 : 2;
}

static void build_show_upright(struct builder *b)
{
    build_show(b, false);
}

static void build_show_turned(struct builder *b)
{
    build_show(b, true);
}

const char *const sample_names[] = {
    "home",         "start",         "phrases",     "write",        "body-front",        "body-back",
    "ask",          "rest",          "call",        "settings",     "warnings",          "silent",
    "show",         "show-turned",   "gaze-key-35", "gaze-word-80", "gaze-action-80",    "gaze-urgent-35",
    "gaze-kept",    "gaze-taken",    "gaze-tints",  "gaze-rest",    "gaze-point-middle", "gaze-point-corner",
    "gaze-notice",  "gaze-said",     "gaze-blocks", "gaze-block",   "read-title",        "read-list",
    "read-callout", "read-sentence", "read-last",   "read-gaze",    "read-blocks",       NULL};

static bool build(struct builder *b, const char *name)
{
    static const struct {
        const char *name;
        void (*build)(struct builder *b);
    } plain[] = {{"home", build_home},     {"start", build_start},       {"phrases", build_phrases},
                 {"write", build_write},   {"ask", build_ask},           {"rest", build_rest},
                 {"call", build_call},     {"settings", build_settings}, {"warnings", build_warnings},
                 {"silent", build_silent}, {"show", build_show_upright}, {"show-turned", build_show_turned}};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (strcmp(plain[i].name, name) == 0) {
            plain[i].build(b);
            return true;
        }
    if (strncmp(name, "gaze-", 5) == 0)
        return sample_build_gaze(b, name);
    if (strcmp(name, "body-front") != 0 && strcmp(name, "body-back") != 0)
        return false;
    build_body(b, strcmp(name, "body-back") == 0);
    return true;
}

bool sample_build(struct sample *sample, const char *name, bool english, enum theme theme)
{
    *sample = (struct sample){0};
    page_init(&sample->page);
    sample->scene = scene_of_page(&sample->page);
    sample->scene.clock = "15:04";
    sample->scene.theme = theme;
    sample->scene.english = english;
    struct builder b = {&sample->page, &sample->scene, english};
    if (strncmp(name, "read-", 5) == 0)
        return sample_build_read(sample, name + 5, english);
    return build(&b, name);
}

void sample_fit(struct sample *sample, int width, int height, const struct text_measure *measure)
{
    const double millimetres = 600 * 2 * tan(1.7 / 180 * 3.14159265), diagonal = 15.6 * 25.4;
    if (sample->scene.by_gaze)
        sample->page.key_px = (int)(hypot(width, height) / diagonal * millimetres);
    if (sample->page.shape == PAGE_READ)
        sample_fit_read(sample, width, height, measure);
}

void sample_destroy(struct sample *sample)
{
    page_destroy(&sample->page);
    reading_pages_destroy(&sample->set);
    if (sample->article.text)
        article_destroy(&sample->article);
}
