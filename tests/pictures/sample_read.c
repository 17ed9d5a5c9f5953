/* Pages of an article, in a text of their own: it has everything that an article may have. */
#include "sample_read.h"

#include <string.h>

#include "base/diagnostic.h"
#include "sample_builder.h"
#include "view/layout.h"

static const char chinese[] =
    "# 夜里翻身，怎样少疼一点\n\n"
    "躺久了，皮肤和关节会疼。**每两小时翻一次身**"
    "，能让受压的地方歇一歇。这篇短文讲怎样翻，怎样垫，什么时候要叫人。\n\n"
    "有人说，气垫床可以完全代替翻身（有争议）。\n\n"
    "> 原文之外的提醒：气垫床能减轻压力，但不能代替翻身。用什么样的床垫，请问护士或康复师。\n\n"
    "## 翻身之前\n\n"
    "- 先说一声：“我们要翻身了，好吗？”等对方眨眼，再动手。\n"
    "- 看看管子：呼吸机的管、胃管、尿管，都留出余地。\n"
    "- 准备三个枕头：\n"
    "  - 一个放在背后；\n"
    "  - 一个夹在两膝之间；\n"
    "  - 一个托住上面的手臂。\n\n"
    "## 一步一步来\n\n"
    "1. 把床放平，把枕头先拿开。\n"
    "2. 一只手放在肩后，一只手放在髋部，*一起*往自己这边带。\n"
    "3. 停三秒，问一句：“舒服吗？”\n"
    "4. 看耳朵有没有压住，看脚跟有没有悬空。\n\n"
    "2019年的一份指南写道，每四小时翻身一次也可以（较旧）。那是在用了泡沫床垫的人身上看到的（来源弱）。\n\n"
    "> 原文之外的提醒：后来的指南不再规定几小时一次，而是看皮肤。\n\n"
    "## 什么时候叫人\n\n"
    "皮肤红了，按一下不变白，就是压伤的开始。喘不上气、痰多、说不清哪里难受，也请马上叫人。Braden量表（总分6"
    "～23分）"
    "可以帮助判断风险：分数越低，越要当心。机器上的SpO₂低于90%，请按铃。\n\n"
    "### 记一笔\n\n"
    "把翻身的时间写在纸上，换班的人一看就明白。谢谢你照顾得这么仔细。\n";

static const char english[] =
    "# Turning at night with less pain\n\n"
    "Skin and joints hurt when one lies still for long. **Turning every two hours** lets the places rest "
    "that bear the "
    "weight. This text tells how to turn, what to put where, and when to call somebody.\n\n"
    "Some say that an air mattress makes turning unnecessary (disputed).\n\n"
    "> A note that is not in the sources: an air mattress takes pressure away, but it does not replace "
    "turning. Ask a "
    "nurse or therapist which mattress is right.\n\n"
    "## Before you turn\n\n"
    "- Say so first: \"We are going to turn you, all right?\" Wait for the blink.\n"
    "- Look at the tubes: ventilator, feeding tube and catheter need some slack.\n"
    "- Have three pillows ready:\n"
    "  - one for the back;\n"
    "  - one between the knees;\n"
    "  - one under the upper arm.\n\n"
    "## Step by step\n\n"
    "1. Lay the bed flat and take the pillow away.\n"
    "2. One hand behind the shoulder, one at the hip: pull *both* towards you.\n"
    "3. Wait three seconds and ask: \"Is this comfortable?\"\n"
    "4. See that no ear is folded and that the heels are free.\n\n"
    "A guideline of 2019 said that every four hours is enough (older). That was seen in people on foam "
    "mattresses (weak "
    "source).\n\n"
    "> A note that is not in the sources: later guidelines give no number of hours, but look at the skin.\n\n"
    "## When to call somebody\n\n"
    "Red skin that does not turn white when it is pressed is the beginning of a sore. Call at once, too, "
    "when breath is "
    "short, when there is much phlegm, or when something is wrong and cannot be said. The Braden scale (6–23 "
    "points) "
    "helps to judge the risk. When SpO₂ falls below 90 %, ring.\n\n"
    "### Write it down\n\n"
    "Write the time of each turn on paper, so that whoever comes next knows. Thank you for taking such "
    "care.\n";

/* What each page shows: the one on which these words stand (in the middle of them a sentence is read). */
static const struct {
    const char *name, *chinese, *english;
    bool aloud;
} places[] = {
    {"title", "夜里翻身", "Turning at night", false},
    {"list", "一个夹在", "one between", false},
    {"callout", "后来的指南", "later guidelines", false},
    {"sentence", "有争议", "unnecessary", true},
    {"last", "谢谢你", "Thank you", false},
    {"gaze", "夜里翻身", "Turning at night", false},
    {"blocks", "有争议", "unnecessary", true},
};
enum { PLACES = sizeof places / sizeof *places };

static int place_named(const char *name)
{
    for (int i = 0; i < PLACES; i++)
        if (strcmp(places[i].name, name) == 0)
            return i;
    return -1;
}

static void add_cells(const struct builder *b)
{
    page_row(b->page, "read", ROW_BAR);
    sample_add(b, CELL_ACTION, MARK_BOOK_NEXT, sample_say(b, "下一页", "Next page"));
    sample_add(b, CELL_ACTION, MARK_SPEAK, sample_say(b, "朗读", "Read aloud"));
    sample_add(b, CELL_ACTION, MARK_BOOK_BACK, sample_say(b, "上一页", "Page back"));
    sample_add(b, CELL_ACTION, MARK_BOOKMARK, sample_say(b, "做记号", "Mark this"));
    sample_add(b, CELL_ACTION, MARK_WORDS, sample_say(b, "词的意思", "Words"));
    sample_add(b, CELL_ACTION, MARK_MORE, sample_say(b, "更多", "More"));
    page_row(b->page, "bar", ROW_BAR);
    sample_add(b, CELL_ACTION, MARK_BACK, sample_say(b, "返回", "Back"));
    sample_add(b, CELL_ACTION, MARK_HOME, sample_say(b, "主页", "Home"));
    sample_add(b, CELL_ACTION, MARK_REST, sample_say(b, "休息", "Rest"));
    sample_add(b, CELL_URGENT, MARK_CALL, sample_say(b, "呼叫", "Call"));
}

static void add_few_cells(const struct builder *b)
{
    page_row(b->page, "read", ROW_CELLS);
    sample_add(b, CELL_ACTION, MARK_BOOK_NEXT, sample_say(b, "下一页", "Next page"));
    sample_add(b, CELL_ACTION, MARK_STOP, sample_say(b, "停", "Stop"));
    sample_add(b, CELL_ACTION, MARK_MORE, sample_say(b, "更多", "More"));
    b->page->block_columns = 3;
}

bool sample_build_read(struct sample *sample, const char *name, bool in_english)
{
    struct builder b = {&sample->page, &sample->scene, in_english};
    int place = place_named(name);
    if (place < 0)
        return false;
    const char *text = in_english ? english : chinese;
    struct diagnostics problems;
    diagnostics_init(&problems);
    article_parse(&sample->article, text, strlen(text), "sample.md", true, &problems);
    diagnostics_destroy(&problems);
    page_begin(b.page, "read:sample", sample->article.title);
    page_section(b.page, "read");
    b.page->shape = PAGE_READ;
    b.page->article = &sample->article;
    b.scene->by_gaze = strcmp(name, "gaze") == 0 || strcmp(name, "blocks") == 0;
    if (strcmp(name, "blocks") == 0)
        add_few_cells(&b);
    else
        add_cells(&b);
    if (!b.scene->by_gaze)
        b.scene->lit_row = 0;
    sample->place = place;
    return true;
}

/* The sentence with these words, and the third word of it, or the third and the fourth character. */
static void read_aloud(struct sample *sample, size_t offset)
{
    const struct article *article = &sample->article;
    const struct article_sentence *sentence = &article->sentences[article_sentence_at(article, offset)];
    const char *text = article->text + sentence->first;
    size_t first = 6, size = 6;
    if (sample->scene.english) {
        first = strcspn(text, " ") + 1;
        first += strcspn(text + first, " ") + 1;
        size = strcspn(text + first, " ");
    }
    sample->scene.read_first = sentence->first;
    sample->scene.read_size = sentence->size;
    sample->scene.read_word_first = sentence->first + first;
    sample->scene.read_word_size = size;
}

void sample_fit_read(struct sample *sample, int width, int height, const struct text_measure *measure)
{
    struct arena arena;
    arena_init(&arena);
    sample->page.set = NULL;
    sample->page.title = sample->article.title;
    struct layout layout = layout_of(&sample->page, width, height, sample->scene.text_percent, &arena);
    reading_pages_make(&sample->set, &sample->article, layout.text.width, layout.text.height,
                       reading_size_px(width, height, sample->scene.text_percent), measure);
    arena_destroy(&arena);
    const char *words = sample->scene.english ? places[sample->place].english : places[sample->place].chinese;
    const char *found = strstr(sample->article.text, words);
    size_t offset = found ? (size_t)(found - sample->article.text) : 0;
    sample->page.set = &sample->set;
    sample->page.reading_page = reading_page_of(&sample->set, offset);
    sample->page.title = arena_printf(&sample->page.arena, "%s · %d/%d", sample->article.title,
                                      sample->page.reading_page + 1, sample->set.page_count);
    if (places[sample->place].aloud)
        read_aloud(sample, offset);
}
