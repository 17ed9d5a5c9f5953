/* Markdown → blocks, emphases, sentences; and our own articles, every one of them. */
#include "article_text.h"

#include "whole_file.h"

#define OURS                                                                                                       \
    "---\nid: L04\nlang: zh\ngroup: G1 认识这个病\naudience: patient\ntitle: 手和腿\nsummary: 一句话\n" \
    "date: 2026-11-22\n---\n"

/* ---- blocks ---- */

/* H1 C P I1 I2.3 before each block: kind, level, number; **strong** and *soft* within it. */
static void dump_blocks(const struct article *article, struct buffer *out)
{
    for (int i = 0; i < article->block_count; i++) {
        const struct article_block *block = &article->blocks[i];
        buffer_printf(out, "%s%c", i ? "\n" : "", "HPIC"[block->kind]);
        if (block->level)
            buffer_printf(out, "%d", block->level);
        if (block->number)
            buffer_printf(out, ".%d", block->number);
        buffer_add_byte(out, ' ');
        for (size_t at = block->first; at <= block->first + block->size; at++) {
            for (int e = article->emphasis_count - 1; e >= 0; e--)
                if (article->emphases[e].first + article->emphases[e].size == at &&
                    article->emphases[e].first >= block->first)
                    buffer_add_text(out, article->emphases[e].strong ? "**" : "*");
            for (int e = 0; e < article->emphasis_count; e++)
                if (article->emphases[e].first == at && at < block->first + block->size)
                    buffer_add_text(out, article->emphases[e].strong ? "**" : "*");
            if (at < block->first + block->size)
                buffer_add(out, article->text + at, 1);
        }
    }
}

static const struct blocks_case {
    const char *written, *read;
} blocks_cases[] = {
    {"One\ntwo", "H1 my pump\nP One two"},
    {"渐冻症\n病人", "H1 my pump\nP 渐冻症病人"},
    {"用\nBiPAP 呼吸", "H1 my pump\nP 用BiPAP 呼吸"},
    {"One\r\ntwo\r\n\r\nthree", "H1 my pump\nP One two\nP three"},
    {"\xEF\xBB\xBFOne", "H1 my pump\nP One"},
    {"# Pump\n\ntext", "H1 Pump\nP text"},
    {"before\n\n# Pump\n\nbehind\n# Other", "H1 Pump\nP before\nP behind\nH2 Other"},
    {"---\ntitle: Feeding\n---\n# Feeding\ntext", "H1 Feeding\nP text"},
    {"---\ntitle: Feeding\n---\n# Other\ntext", "H1 Feeding\nH2 Other\nP text"},
    {"---\nTitle： 喂食泵\n---\n正文", "H1 喂食泵\nP 正文"},
    {"---\n\nA line across\n\n---\n", "H1 my pump\nP A line across"},
    {"##标题\n　　段落", "H1 my pump\nH2 标题\nP 段落"},
    {"    no code", "H1 my pump\nP no code"},
    {"- a\n- b\n  - c\n    more\n- d", "H1 my pump\nI1 a\nI1 b\nI2 c more\nI1 d"},
    {"3. a\n4. b\n   1) c\n9. d", "H1 my pump\nI1.3 a\nI1.4 b\nI2.1 c\nI1.5 d"},
    {"- a\n\n  again\n\n- b", "H1 my pump\nI1 a\nP again\nI1 b"},
    {"> one\n>\n> two\n\nthree", "H1 my pump\nC one\nC two\nP three"},
    {"> - a\n\n- > b", "H1 my pump\nI1 a\nC b"},
    {"one **two** *three **four***", "H1 my pump\nP one **two** *three **four***"},
    {"** no** *a  \nb*", "H1 my pump\nP ** no** *a*\nP *b*"},
    {"Anna  \n555 12", "H1 my pump\nP Anna\nP 555 12"},
    {"## A  \nB", "H1 my pump\nH2 A\nP B"},
    {"a&amp;b &lt; &#8211; &#x4E2D; &nbsp; &nothing; &#0;", "H1 my pump\nP a&b < – 中 &nothing; &#0;"},
    {"[Ring us](tel:555) now", "H1 my pump\nP Ring us (tel:555) now"},
    {"[电话](tel:555&amp;6)。", "H1 my pump\nP 电话（tel:555&6）。"},
    {"<http://a.b> <x@y.z> [http://a.b](http://a.b)", "H1 my pump\nP http://a.b x@y.z http://a.b"},
    {"[a][b]\n\n[b]: http://c", "H1 my pump\nP a (http://c)"},
    {"a ![the *pump*](p.png) b", "H1 my pump\nP a the *pump* b"},
    {"see <b>this</b>", "H1 my pump\nP see <b>this</b>"},
    {"```sh\nrun  it\n\nagain\n```", "H1 my pump\nP run it\nP again"},
    {"| a | b |\n|---|---|\n| 1 | 2 |\n| 一 | 二 |", "H1 my pump\nP a; b\nP 1; 2\nP 一；二"},
    {"a\x01z \xE2\x80\xAEq\xE2\x80\x8Bq", "H1 my pump\nP az qq"},
    {"~~no~~ \\*star\\*", "H1 my pump\nP ~~no~~ *star*"},
    {"a\n\n***\n\nb", "H1 my pump\nP a\nP b"},
};

static void markdown_becomes_blocks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof blocks_cases / sizeof blocks_cases[0]; i++) {
        struct article article;
        struct buffer out;
        buffer_init(&out);
        assert_true(parse_own(&article, blocks_cases[i].written, NULL));
        dump_blocks(&article, &out);
        if (strcmp(buffer_text(&out), blocks_cases[i].read) != 0)
            print_message("written: %s\n", blocks_cases[i].written);
        assert_string_equal(buffer_text(&out), blocks_cases[i].read);
        buffer_destroy(&out);
        article_destroy(&article);
    }
}

/* ---- sentences ---- */

static const struct blocks_case sentence_cases[] = {
    {"你好。吃了吗？吃了！好；再见……走", "你好。|吃了吗？|吃了！|好；|再见……|走"},
    {"他说：“你好。”她走了。", "他说：“你好。”|她走了。"},
    {"“真的吗？”、“是的！”，都对。", "“真的吗？”、“是的！”，都对。"},
    {"他问\"好吗?\"她说\"好。\"\"那走\"", "他问\"好吗?\"|她说\"好。\"|\"那走\""},
    {"（见下。）然后。", "（见下。）|然后。"},
    {"真的？！不会吧。。。好", "真的？！|不会吧。。。|好"},
    {"It is so. Is it? Yes! Good", "It is so.|Is it?|Yes!|Good"},
    {"He said \"Go.\" Then (it is so.) it 'ends.' Here", "He said \"Go.\"|Then (it is so.) it 'ends.'|Here"},
    {"Ask Dr. Li, e.g. today. See J. Smith in the U.S. or No. 5.",
     "Ask Dr. Li, e.g. today.|See J. Smith in the U.S. or No. 5."},
    {"The answer is no. Ask. It costs 3.5 or 3. Pay.", "The answer is no.|Ask.|It costs 3.5 or 3.|Pay."},
    {"Look at a.b/c?d=1!x now... then stop... Then", "Look at a.b/c?d=1!x now...|then stop...|Then"},
    {"1\\. Sit up. 2\\. Drink.", "1. Sit up.|2. Drink."},
    {"用BiPAP.然后3.5小时，1.第一步", "用BiPAP.|然后3.5小时，1.第一步"},
    {"- 手指发笨\n- 没力气。真的\n\n## 为什么", "手指发笨|没力气。|真的|为什么"},
    {"one line\nand another. End", "one line and another.|End"},
    {"。。。", "。。。"},
    {"He asked \"Why?\" and left. \"Why?\" Then", "He asked \"Why?\" and left.|\"Why?\"|Then"},
    {"turn me. then wait approx. five min. or so. etc. Then etc. and",
     "turn me.|then wait approx. five min. or so.|etc.|Then etc. and"},
    {"*Strong.* **Next.** x", "Strong.|Next.|x"},
};

/* Without the title. */
static void dump_sentences(const struct article *article, struct buffer *out)
{
    for (int i = 1; i < article->sentence_count; i++) {
        if (i > 1)
            buffer_add_byte(out, '|');
        buffer_add(out, article->text + article->sentences[i].first, article->sentences[i].size);
    }
}

static void text_becomes_sentences(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sentence_cases / sizeof sentence_cases[0]; i++) {
        struct article article;
        struct buffer out;
        buffer_init(&out);
        assert_true(parse_own(&article, sentence_cases[i].written, NULL));
        dump_sentences(&article, &out);
        assert_string_equal(buffer_text(&out), sentence_cases[i].read);
        buffer_destroy(&out);
        article_destroy(&article);
    }
}

/* The sentences of `piece`, `count` times over, are never longer than `most`; the first ends with `end`. */
static void check_cut(const char *piece, int count, size_t most, const char *end)
{
    struct article article;
    struct buffer text;
    buffer_init(&text);
    for (int i = 0; i < count; i++)
        buffer_add_text(&text, piece);
    assert_true(parse_own(&article, buffer_text(&text), NULL));
    assert_true(article.sentence_count > 2);
    for (int i = 0; i < article.sentence_count; i++) {
        const struct article_sentence *sentence = &article.sentences[i];
        assert_true(utf8_count(article.text + sentence->first, sentence->size) <= most);
    }
    const struct article_sentence *first = &article.sentences[1];
    assert_memory_equal(article.text + first->first + first->size - strlen(end), end, strlen(end));
    article_destroy(&article);
    buffer_destroy(&text);
}

static void long_sentences_are_cut(void **state)
{
    (void)state;
    check_cut("他每天都在床边，", 50, 121, "，");
    check_cut("and so it goes on, ", 50, 121, ",");
    check_cut("word ", 100, 121, "word");
    check_cut("渐", 1000, 240, "渐");
    check_cut("1,000", 200, 240, "0");
}

static void sentences_are_found_by_place(void **state)
{
    (void)state;
    struct article article;
    assert_true(parse_own(&article, "# T\n\nAa. Bb.\n\nCc.", NULL)); /* "T\nAa. Bb.\nCc." */
    assert_string_equal(article.text, "T\nAa. Bb.\nCc.");
    static const int at[] = {0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, -1, -1};
    for (size_t i = 0; i < sizeof at / sizeof at[0]; i++)
        assert_int_equal(article_sentence_at(&article, i), i == 13 ? -1 : at[i]);
    assert_int_equal(article_last_sentence(&article, 0, 2), 0);
    assert_int_equal(article_last_sentence(&article, 2, 7), 2);
    assert_int_equal(article_last_sentence(&article, 2, 13), 3);
    assert_int_equal(article_last_sentence(&article, 5, 6), -1); /* the blank between two */
    assert_int_equal(article_last_sentence(&article, 0, 0), -1);
    assert_int_equal(article_block_at(&article, 1), 0);
    assert_int_equal(article_block_at(&article, 2), 1);
    assert_int_equal(article_block_at(&article, 99), 2);
    article_destroy(&article);
}

static void reading_takes_time(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int units;
    } cases[] = {{"渐冻症。", 3}, {"two words", 4}, {"it's well-known", 4}, {"用BiPAP 3小时", 7}, {"…", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(article_units(cases[i].text, strlen(cases[i].text)), cases[i].units);
    struct article article = {.reading_units = 201};
    assert_int_equal(article_minutes(&article, 200), 2);
    assert_int_equal(article_minutes(&article, 201), 1);
    assert_int_equal(article_minutes(&article, 0), 201);
    article.reading_units = 0;
    assert_int_equal(article_minutes(&article, 200), 1);
}

/* ---- the head ---- */

static void front_matter_is_read(void **state)
{
    (void)state;
    struct article article;
    static const char text[] = OURS "正文。";
    assert_true(article_parse(&article, text, strlen(text), "L04.md", false, NULL));
    check_article(&article);
    assert_string_equal(article.id, "L04");
    assert_string_equal(article.language, "zh");
    assert_string_equal(article.group, "G1 认识这个病");
    assert_string_equal(article.title, "手和腿");
    assert_string_equal(article.summary, "一句话");
    assert_string_equal(article.date, "2026-11-22");
    assert_string_equal(article.facts, "");
    assert_int_equal(article.audience, AUDIENCE_PATIENT);
    assert_false(article.by_choice || article.own);
    assert_string_equal(article.text, "手和腿\n正文。");
    article_destroy(&article);
}

static void own_id_is_the_files_name(void **state)
{
    (void)state;
    static const struct {
        const char *file, *id, *title;
    } cases[] = {{"/a/b/feeding-pump.md", "feeding-pump", "feeding-pump"},
                 {"my  pump.MD", "my__pump", "my pump"},
                 {"呼吸机　说明.md", "呼吸机_说明", "呼吸机 说明"},
                 {".md", ".md", ".md"},
                 {"", "_", "?"},
                 {"a\xFFz.md", "a_z", "?"},
                 {"一二三四五六七八九十一二三四五六.md", "一二三四五六七八九十一二-5efb6d76",
                  "一二三四五六七八九十一二三四五六"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct article article;
        assert_true(article_parse(&article, "---\nid: L04\n---\nx", 17, cases[i].file, true, NULL));
        assert_string_equal(article.id, cases[i].id);
        assert_string_equal(article.title, cases[i].title);
        assert_true(strlen(article.id) < ARTICLE_ID_BYTES && article.own);
        article_destroy(&article);
    }
}

static void only_by_choice_is_known(void **state)
{
    (void)state;
    struct article article;
    assert_true(parse_own(&article, "---\naudience: patient (opt-in)\n---\nx", NULL));
    assert_true(article.by_choice);
    assert_int_equal(article.audience, AUDIENCE_PATIENT);
    article_destroy(&article);
}

/* ---- complaints ---- */

struct complaint_case {
    const char *text, *first; /* NULL: none */
    bool own, taken;
};

static const struct complaint_case complaint_cases[] = {
    {OURS "正文", NULL, false, true},
    {"x", NULL, true, true},
    {"---\ntitle: a\ncolour: red\n---\nx",
     "f.md:3:1: colour: the head of an article knows no such line; valid: id, lang, group, audience, title, "
     "summary, "
     "facts, sources, date",
     true, true},
    {"---\ntitle: a\ntitle: b\n---\nx", "f.md:3:1: title: this stands here a second time; the first is taken",
     true, true},
    {"---\ntitle: a\n  who\n---\nx",
     "f.md:3:3: in the head of an article this line says nothing; valid: key: value", true, true},
    {"---\nlang: fr\n---\nx", "f.md:2:7: lang: this is not known; valid: zh, en", true, true},
    {"---\nlang:\n---\nx", "f.md:2:6: lang: nothing stands here; valid: zh, en", true, true},
    {"---\nlang: zh\nx", "f.md:3:1: in the head of an article this line says nothing; valid: key: value",
     true, false},
    {"---\nlang: zh\n", "f.md:1:1: the head that begins here is never closed; valid: ---", true, false},
    {"text", "f.md:1:1: id: the head of the article does not say this; valid: L01, L02 …", false, false},
    {"---\nid: X\n---\nx", "f.md:2:5: id: this is not known; valid: L01, L02 …", false, false},
    {OURS, "f.md:10:1: there is nothing to read in this file", false, false},
    {"# Title\n", "f.md:1:1: there is nothing to read in this file", true, false},
    {"", "f.md:1:1: there is nothing to read in this file", true, false},
    {"渐\n冻\xC3\x28", "f.md:2:2: from here on this file is not UTF-8; valid: a file saved as UTF-8", true,
     false},
    {"\xFF\xFEz", "f.md:1:1: this file is UTF-16; nothing in it can be read; valid: a file saved as UTF-8",
     true, false},
    {"a\n\nsee <b>this", "f.md:3:5: HTML is shown as it is written", true, true},
    {"a\n\n```\ncode\n```", "f.md:4:1: a block of code is shown as plain text", true, true},
    {"| a |\n|---|\n| b |", "f.md:1:3: a table is shown as plain text, a line for each row", true, true},
    {"渐冻 ![泵](a.png)", "f.md:1:6: a picture cannot be shown here; its description stands in its place",
     true, true},
    {"a ![](a.png)", "f.md:1:1: a picture cannot be shown here; its description stands in its place", true,
     true},
};

static void complaints_have_their_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof complaint_cases / sizeof complaint_cases[0]; i++) {
        const struct complaint_case *one = &complaint_cases[i];
        struct diagnostics problems;
        struct article article;
        char line[300] = "";
        diagnostics_init(&problems);
        bool taken = article_parse(&article, one->text, strlen(one->text), "f.md", one->own, &problems);
        if (problems.count)
            diagnostic_format(&problems.items[0], line, sizeof line);
        assert_string_equal(line, one->first ? one->first : "");
        assert_int_equal(taken, one->taken);
        assert_int_equal(taken, problems.errors == 0);
        assert_true(taken || (article.block_count == 0 && article.sentence_count == 0 && *article.text == 0));
        article_destroy(&article);
        diagnostics_destroy(&problems);
    }
}

static void head_of_ours_must_be_whole(void **state)
{
    (void)state;
    static const char *const lines[] = {"id: L04\n",           "lang: zh\n",      "group: G1 认识这个病\n",
                                        "audience: patient\n", "title: 手和腿\n", "summary: 一句话\n",
                                        "date: 2026-11-22\n"};
    static const char *const wrong[] = {"id: X4\n", "lang: fr\n", "group: 认识\n",    "audience: nurse\n",
                                        "title:\n", "summary:\n", "date: 2026-1-22\n"};
    for (size_t i = 0; i < 2 * sizeof lines / sizeof lines[0]; i++) {
        size_t which = i / 2;
        struct buffer text;
        struct article article;
        struct diagnostics problems;
        diagnostics_init(&problems);
        buffer_init(&text);
        buffer_add_text(&text, OURS "x");
        size_t at = (size_t)(strstr(text.bytes, lines[which]) - text.bytes);
        const char *instead = i % 2 ? wrong[which] : "";
        buffer_splice(&text, at, strlen(lines[which]), instead, strlen(instead));
        assert_false(article_parse(&article, text.bytes, text.size, "f.md", false, &problems));
        assert_int_equal(problems.errors, 1);
        assert_memory_equal(problems.items[0].key, lines[which], strlen(problems.items[0].key));
        assert_int_equal(problems.items[0].line, i % 2 ? (int)which + 2 : 1);
        article_destroy(&article);
        buffer_destroy(&text);
        diagnostics_destroy(&problems);
    }
}

/* ---- hostile ones ---- */

/* `piece`, as often as fits into `size` bytes: is it taken? */
static bool takes(const char *piece, size_t size, const char *reason)
{
    struct buffer text;
    struct article article;
    struct diagnostics problems;
    diagnostics_init(&problems);
    buffer_init(&text);
    while (text.size + strlen(piece) <= size)
        buffer_add_text(&text, piece);
    bool taken = parse_own(&article, buffer_text(&text), &problems);
    assert_int_equal(taken, problems.errors == 0);
    if (!taken)
        assert_string_equal(problems.items[0].reason, reason);
    article_destroy(&article);
    buffer_destroy(&text);
    diagnostics_destroy(&problems);
    return taken;
}

static void what_is_too_much_is_refused(void **state)
{
    (void)state;
    static const char deep[] = "lists stand too deep within each other here";
    static const char many[] = "there are too many paragraphs in this file";
    static const char large[] = "this file is too large to be shown";
    assert_true(takes("渐冻症病人，", ARTICLE_BYTES_AT_MOST, NULL));
    assert_false(takes("渐冻症病人，，", ARTICLE_BYTES_AT_MOST + 21, large));
    assert_true(takes("a\n\n", 3 * (ARTICLE_BLOCKS_AT_MOST - 2), NULL));
    assert_false(takes("a\n\n", 3 * (ARTICLE_BLOCKS_AT_MOST + 1), many));
    assert_false(takes("- ", 100000, deep));
    assert_false(
        takes("> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > a\n", 200, deep));
    struct article article;
    assert_false(article_parse(&article, "a\0b", 3, "f.md", true, NULL));
    article_destroy(&article);
}

static void links_cannot_multiply(void **state)
{
    (void)state;
    struct buffer text;
    struct article article;
    buffer_init(&text);
    for (int i = 0; i < 50000; i++)
        buffer_add_text(&text, "[a] ");
    buffer_add_text(&text, "\n\n[a]: http://");
    for (int i = 0; i < 10000; i++)
        buffer_add_text(&text, "long/");
    assert_false(article_parse(&article, text.bytes, text.size, "f.md", true, NULL));
    article_destroy(&article);
    buffer_destroy(&text);
}

/* Each of its rows has a thousand cells, written or not. */
static void tables_cannot_multiply(void **state)
{
    (void)state;
    struct buffer text;
    struct article article;
    buffer_init(&text);
    for (int i = 0; i < 1000; i++)
        buffer_add_text(&text, "|a");
    buffer_add_text(&text, "|\n");
    for (int i = 0; i < 1000; i++)
        buffer_add_text(&text, "|---");
    buffer_add_text(&text, "|\n");
    for (int i = 0; i < 15000; i++)
        buffer_add_text(&text, "b\n");
    assert_false(article_parse(&article, text.bytes, text.size, "f.md", true, NULL));
    article_destroy(&article);
    buffer_destroy(&text);
}

/* ---- ours ---- */

enum { ARTICLES = 31 };

static void every_article_of_ours_is_right(void **state)
{
    (void)state;
    for (int i = 0; i < 2 * ARTICLES; i++) {
        char path[300], id[8];
        struct article article;
        struct diagnostics problems;
        size_t size;
        diagnostics_init(&problems);
        const char *language = i < ARTICLES ? "zh" : "en";
        snprintf(id, sizeof id, "L%02d", i % ARTICLES + 1);
        snprintf(path, sizeof path, YINIAN_SOURCE_DIR "/content/%s/%s.md", language, id);
        char *bytes = whole_file(path, &size);
        bool right = article_parse(&article, bytes, size, path, false, &problems);
        for (size_t k = 0; k < problems.count; k++)
            print_message("%s: %s\n", path, problems.items[k].reason);
        assert_true(right && problems.count == 0);
        check_article(&article);
        assert_string_equal(article.id, id);
        assert_string_equal(article.language, language);
        assert_int_equal(article.by_choice, strcmp(id, "L31") == 0);
        assert_true(article.sentence_count > 5 && article.reading_units > 50);
        article_destroy(&article);
        diagnostics_destroy(&problems);
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markdown_becomes_blocks),     cmocka_unit_test(text_becomes_sentences),
        cmocka_unit_test(long_sentences_are_cut),      cmocka_unit_test(sentences_are_found_by_place),
        cmocka_unit_test(reading_takes_time),          cmocka_unit_test(front_matter_is_read),
        cmocka_unit_test(own_id_is_the_files_name),    cmocka_unit_test(only_by_choice_is_known),
        cmocka_unit_test(complaints_have_their_place), cmocka_unit_test(head_of_ours_must_be_whole),
        cmocka_unit_test(what_is_too_much_is_refused), cmocka_unit_test(links_cannot_multiply),
        cmocka_unit_test(tables_cannot_multiply),      cmocka_unit_test(every_article_of_ours_is_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
