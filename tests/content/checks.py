"""What is promised of the library's texts (content/README.md), each promise a function that yields what falls short."""
import collections
import re

from articles import CALLOUT, IDS, KEYS, LANGUAGES, MARKS, letters, missing_terms, normal, runs, some_term

LONG, TOO_LONG = 25, 45  # characters of a Chinese sentence
AUDIENCES = ("patient", "caregiver", "background", "all")
MONTHS = ("January February March April May June July August September October November December").split()
# What only L31 says.
OUTLOOK = {"zh": r"\d+(到|–|至)\d+年|[三五两]到?[四五]年内|71个月|活过|去世|死因|预后",
           "en": r"(?i)\d+ (to|or) \d+ years|71 months|\boutlook\b|most patients die|die within|lived longer"}
PREVIEW = {"zh": r"\d|年|月|死|去世|活|生存|寿命|不好|差", "en": r"(?i)\d|year|month|\bdie|death|surviv|\blive|poor|bad"}
DOSE = r"(?i)\d\s*(mg|ml|g|毫克|毫升|克|片|粒)\b|[一两三四\d]+[片粒](药)?"


def front_matter(library, _):
    for lang in LANGUAGES:
        articles = library.articles[lang]
        yield from (f"{lang} has no {key}" for key in IDS if key not in articles)
        yield from (f"{lang}/{key} is no article of the library" for key in articles if key not in IDS)
        for key, article in articles.items():
            head = article.head
            yield from (f"{lang}/{key}: no «{name}»" for name in KEYS if not head.get(name))
            if head.get("id") != key or head.get("lang") != lang:
                yield f"{lang}/{key}: says that it is {head.get('lang')}/{head.get('id')}"
            if head.get("audience") not in (("patient (opt-in)",) if key == "L31" else AUDIENCES):
                yield f"{lang}/{key}: audience «{head.get('audience')}»"
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", head.get("date", "")):
                yield f"{lang}/{key}: date «{head.get('date')}»"
            if head.get("sources") != ", ".join(sorted({fact[0] for fact in article.facts})):
                yield f"{lang}/{key}: sources «{head.get('sources')}» are not those of its facts"


def groups(library, _):
    names = {lang: {} for lang in LANGUAGES}
    for key, zh, en in library.pairs():
        for article in (zh, en):
            group, _, name = article.head.get("group", "").partition(" ")
            if not re.fullmatch(r"G[1-7]", group) or names[article.lang].setdefault(group, name) != name:
                yield f"{article.lang}/{key}: group «{article.head.get('group')}»"
        if zh.head.get("group", "")[:2] != en.head.get("group", "")[:2]:
            yield f"{key}: in another group in English"
    order = [library.articles["zh"][key].head.get("group", "")[:2] for key in IDS if key in library.articles["zh"]]
    if order != sorted(order):
        yield "the groups are not in the order of the articles"


def facts(library, _):
    """Every fact stands in exactly its article, with its terms; its id in the front matter of both and of no other."""
    for name, fact in library.facts.items():
        for lang in LANGUAGES:
            places = [key for key, article in library.articles[lang].items() for own in article.facts if own == name]
            if places != ([fact["article"]] if fact["article"] else []):
                yield f"{name} is named by {lang} {' '.join(places) or '-'}, not by {fact['article'] or 'none'}"
        article = library.articles["zh"].get(fact["article"])
        if article:
            text = normal(article.head.get("title", "") + article.body)
            yield from (f"zh/{fact['article']}: {name} wants «{term}»" for term in missing_terms(fact["terms"], text))
    for lang in LANGUAGES:
        for key, article in library.articles[lang].items():
            yield from (f"{lang}/{key}: {name} is no fact" for name in article.facts if name not in library.facts)


def match(wishes):
    """Gives each fact a marked sentence of its own; those that get none."""
    taken = {}

    def give(fact, seen):
        for place in wishes[fact]:
            if place not in seen:
                seen.add(place)
                if place not in taken or give(taken[place], seen):
                    taken[place] = fact
                    return True
        return False

    return [fact for fact in wishes if not give(fact, set())]


def doubts(library, _):
    """Each doubtful fact has a marked sentence of its own, and its caveat in the callouts that follow."""
    for key, article in library.articles["zh"].items():
        wishes = {}
        for name in article.facts:
            fact = library.facts.get(name, {"status": "sound", "caveat_terms": ""})
            callouts = normal(" ".join(article.of("callout")))
            if fact["status"] == "sound":
                lacking = missing_terms(fact["caveat_terms"], callouts)
                yield from (f"zh/{key}: no callout has «{term}» for {name}" for term in lacking)
                continue
            places = article.marked(MARKS["zh"][fact["status"]])
            wishes[name] = [(fact["status"].replace("internal-conflict", "disputed"), at)
                            for at, (sentence, around, after) in enumerate(places)
                            if some_term(fact["terms"], normal(sentence + around))
                            and not missing_terms(fact["caveat_terms"], normal(after))]
        for name in match(wishes):
            yield f"zh/{key}: {name} has no marked sentence with its caveat after it"


def callouts(library, _):
    """Every callout is marked as ours and rests on something; as many marks and callouts in English."""
    basis = {(row["article"], int(row["callout"])): row["rests_on"].split() for row in library.callouts}
    for key, zh, en in library.pairs():
        for article in (zh, en):
            for text in article.of("callout"):
                if not text.startswith(CALLOUT[article.lang]):
                    yield f"{article.lang}/{key}: a callout that does not say whose it is: {text[:30]}"
            yield from (f"{article.lang}/{key}: callout {at} rests on nothing"
                        for at in range(1, len(article.of("callout")) + 1) if not basis.get((key, at)))
        yield from (f"{key} has no callout {at}" for of, at in basis if of == key and at > len(zh.of("callout")))
        for kind in ("heading", "item", "callout"):
            if len(zh.of(kind)) != len(en.of(kind)):
                yield f"{key}: {len(zh.of(kind))} × {kind} in Chinese, {len(en.of(kind))} in English"
        for status in ("dated", "disputed", "source-weak"):
            marks = [article.body.count(MARKS[article.lang][status]) for article in (zh, en)]
            if marks[0] != marks[1]:
                yield f"{key}: {marks[0]} marks «{status}» in Chinese, {marks[1]} in English"
    for place, ids in basis.items():
        for name in ids:
            fact = library.facts.get(name)
            noted = fact and (fact["caveat_zh"] or fact["why"])
            if not noted and name not in library.omissions and name != "rule":
                yield f"callout {place[1]} of {place[0]} rests on {name}: nothing is noted there"
    for name, fact in library.facts.items():
        yield from (f"{name}: no evidence {ref}" for ref in fact["evidence"].split() if ref not in library.evidence)


def own_words(library, sources):
    allowed = [letters(fact["fact_zh"]) for fact in library.facts.values()]
    for key, article in library.articles["zh"].items():
        for run in runs(article.body):
            if run in sources and not any(run in fact for fact in allowed):
                yield (f"zh/{key}: perhaps in a source's words: «{run}» (one new run in 2300 by chance: "
                       "reword it, or let make_runs.py take another salt)")


def figures_of(article):
    text = re.sub(r"(\d),(\d)", r"\1\2", " ".join(block.text for block in article.blocks))
    text = text.replace("三期", "3期").replace("10万", "100000")
    if article.lang == "en":
        for number, month in enumerate(MONTHS, 1):
            beside = rf"(?<=\d ){month}\b|\b{month}(?= \d)"
            text = re.sub(beside, str(number), text)
    return collections.Counter(re.findall(r"\d+", text))


def figures(library, _):
    for key, zh, en in library.pairs():
        chinese, english = figures_of(zh), figures_of(en)
        if chinese != english:
            yield f"{key}: figures only in Chinese {dict(chinese - english)}, only in English {dict(english - chinese)}"
        for article in (zh, en):
            yield from (f"{article.lang}/{key}: a dose, «{found[0]}»" for found in re.finditer(DOSE, article.body))


def glossary(library, _):
    for term in library.terms:
        for lang in LANGUAGES:
            text = "\n".join(article.body for article in library.articles[lang].values()).lower()
            forms = [form for form in [term[lang], *term[f"{lang}_forms"].split("|")] if form]
            if not any(re.search(rf"\b{re.escape(form.lower())}\b" if lang == "en" else re.escape(form.lower()), text)
                       for form in forms):
                yield f"no {lang} article has {term['id']}, {term[lang]}"
    for row in library.readings:
        for key in row["article"].split():
            article = library.articles["zh"].get(key)
            if not article or row["words"] not in article.path.read_text(encoding="utf8"):
                yield f"readings.tsv: {row['words']} is not in {key}"


def sentences_of(library):
    for key, article in library.articles["zh"].items():
        for block in article.blocks:
            for sentence in block.sentences("zh"):
                yield key, sentence


def short_sentences(library, _):
    for key, sentence in sentences_of(library):
        if len(letters(sentence)) > TOO_LONG:
            yield f"zh/{key}: {len(letters(sentence))} characters in one sentence: {sentence}"


def outlook(library, _):
    """L31 gives nothing away before it is chosen, and nothing else says what it says."""
    for lang in LANGUAGES:
        for key, article in library.articles[lang].items():
            shown = " ".join([article.head.get("title", ""), article.head.get("summary", "")])
            if key == "L31":
                for name in ("title", "summary"):
                    if re.search(PREVIEW[lang], article.head.get(name, "")):
                        yield f"{lang}/L31: its {name} gives something away"
            elif found := re.search(OUTLOOK[lang], shown + article.body):
                yield f"{lang}/{key}: says what only L31 says: «{found[0]}»"
        texts = [term[f"{lang}_explanation"] for term in library.terms] + [row[lang] for row in library.questions]
        yield from (f"{lang}: says what only L31 says: {text}" for text in texts if re.search(OUTLOOK[lang], text))


def questions(library, _):
    count = collections.Counter(row["article"] for row in library.questions)
    yield from (f"{count[key]} questions for {key}" for key in IDS if not 2 <= count[key] <= 3)
    yield from (f"a question for «{key}»" for key in count if key not in IDS)
    for row in library.questions:
        zh, en = row["zh"] or "", row["en"] or ""
        if not zh.startswith("医生，") or not zh.endswith("？") or len(zh) > 40:
            yield f"{row['article']}: not to be spoken so: {zh}"
        if not en.startswith("Doctor, ") or not en.endswith("?"):
            yield f"{row['article']}: not to be spoken so: {en}"
        if re.search(DOSE, zh + en):
            yield f"{row['article']}: a dose: {zh}"


CHECKS = (front_matter, groups, facts, doubts, callouts, own_words, figures, glossary, short_sentences, outlook, questions)
