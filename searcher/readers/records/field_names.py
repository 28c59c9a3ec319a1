"""What do data sets call the title, the date, the author? The tables of names, in every language.

Names are compared without case, marks and separators: `Pub_Date`, `pub-date` and `pubDate` are one.
For each attribute the first name of its row that the record answers is taken; dates and topics take
all, in the order of the row.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from searcher.readers.records.declared import plain_name
from searcher.readers.wordlist import table

# `created` and `timestamp` come late among the dates: they may be a database's own.
SYNONYMS: Final[Mapping[str, str]] = {
    "title": "title headline hed main_headline headline_main article_title news_title post_title"
    " title_raw document_title og_title meta_title titel titre titulo titolo web_title subject"
    " heading name headlines headline_text заголовок 标题 標題 タイトル 제목 العنوان",
    "summary": "summary description abstract dek deck short_description excerpt lead lede"
    " standfirst subtitle subheadline teaser snippet trail_text meta_description og_description"
    " intro lead_paragraph highlights snip abstract_note opening_text hit_sentence"
    " resumen resumo riassunto zusammenfassung chapo bajada samenvatting"
    " аннотация 摘要 요약",
    "body": "maintext article_body body_text body_content body full_text full_content article_text"
    " text content content_original content_text plain_text raw_text clean_text cleaned_text"
    " text_content article_content story_text post_text selftext article story news message"
    " texte texto testo inhalt contenido cuerpo conteúdo corpo contenuto contenu tekst volltext"
    " artikeltext artikel artigo noticia текст содержание 正文 内容 內容 本文 본문 내용 النص"
    " المحتوى document page_content paragraphs markdown markdown_content html body_html"
    " content_html raw_html contents",
    "authors": "authors author byline creator dc_creator writer writers author_name author_names"
    " article_author journalist reporter reporters contributors contributor posted_by by autor"
    " autoren auteur autore screen_name username speaker user authors_byline matched_authors"
    " published_bylines twitter_screen_name influencer extra_author_attributes_name"
    " автор 作者 記者 記者名 기자 작성자 著者 الكاتب",
    "source": "publication_title journal_title publisher outlet source_name site_name"
    " source_hostname source publication newspaper pubtitle media media_name news_source"
    " name_source source_title og_site_name meta_site_name page_name provider journal feed"
    " feed_title website outlet_name extra_source_attributes_name source_domain clean_url domain"
    " hostname host site quelle"
    " fuente fonte bron kilde zeitung periódico krant kaynak источник 来源 來源 出典 출처 المصدر",
    "published": "published published_at publish_date publishing_date date_published"
    " date_publish publication_date pub_date published_date published_time datetime_published"
    " date_time_pub publish_time published_on article_published_time first_published"
    " first_publication_date dc_date datetime date web_publication_date issued posted_at"
    " post_date posted date_posted release_date day timestamp created_at created date_created"
    " created_utc fecha fecha_publicación fecha_de_publicación datum date_publication"
    " date_de_publication data_publicação data_de_publicação data_pubblicazione"
    " data_di_pubblicazione veröffentlicht veröffentlichungsdatum publicatiedatum дата"
    " дата_публикации 发布时间 发布日期 發布時間 日期 公開日 投稿日 날짜 작성일 التاريخ time year",
    "captured": "captured crawl_date crawled_at date_crawled date_download downloaded_at"
    " download_date scraped_at scrape_date date_scraped fetched_at fetch_date date_fetched"
    " retrieved_at retrieval_date date_retrieved accessed access_date collected_at warc_date"
    " harvested_at indexed_at date_collected date_found seendate filedate fetch_time crawl_time"
    " saved_at saved_date date_saved time_added"
    " scraped_date scrape_time scraped_on date_accessed accessed_at extracted_at"
    " extraction_date loaded_time",
    "stamp": "modified updated date_modified date_modify modified_at updated_at last_modified"
    " lastmod modified_date update_date date_updated last_updated modified_time version_created"
    " article_modified_time edited_at",
    "topics": "section sections section_name category categories article_section subsection"
    " subsection_name subcategory subcategories desk news_desk"
    " topic topics pillar_name column tags tag keywords keyword news_keywords subjects subject"
    " labels rubric rubrik ressort genre manual_tags sección categoría catégorie kategorie"
    " sezione seção rubrique rubriek tema temas категория рубрика 分类 栏目 카테고리",
    "language": "language lang language_code in_language lang_code meta_lang locale langue sprache"
    " idioma lingua язык 语言",
    "url": "url link canonical_url permalink web_url article_url source_url article_link"
    " final_url article_source_link original_url page_url href main_entity_of_page uri share_url"
    " short_url guid enlace lien ссылка 链接 canonical loaded_url responded_url requested_url",
    "kind": "kind article_kind",
}
# What a user may call an attribute in `--map`.
ALIASES: Final[Mapping[str, str]] = {
    "text": "body", "content": "body", "author": "authors", "date": "published",
    "topic": "topics", "lang": "language",
}  # fmt: skip
# Where a record keeps its fields one level below.
WRAPPERS: Final = (
    "_source", "article", "fields", "attributes", "data", "post", "item", "node", "record",
    "document", "row", "object",
)  # fmt: skip
WRAPPING: Final = frozenset(WRAPPERS)
# Where a record keeps, beside its text, what is known of it; and what of that is the article's.
_ALL: Final = frozenset(SYNONYMS)
BESIDE: Final[Mapping[str, frozenset[str]]] = {
    "metadata": _ALL,
    "meta": _ALL,
    "thread": frozenset({"source"}),
    "crawl": frozenset({"captured"}),
    "links": frozenset({"url"}),
}
# Fields that hold Markdown.
MARKDOWN: Final = frozenset({"markdown", "markdowncontent"})

# `article_title`, `newsUrl`, `post_content`: what kind of thing the name belongs to. Of these names
# the rest means something else there.
_PREFIXES: Final = ("article", "news", "post", "story", "noticia", "articulo", "artikel")
_ALONE: Final = frozenset(
    table("name by day year user site host column desk subject kind canonical document")
)
# Solr's dynamic fields: what kind of value a field holds is told behind its name.
_TYPED: Final = re.compile(
    r"(.+)_(?:ss?|ts?|txts?|(?:dt|tdt|pdt)s?|(?:txt|text|t)_[a-z]{2,3}|[a-z]{2}_(?:t|txt))"
)
_FEW: Final = 2  # names that say so of one record
# When a record came to Elasticsearch, as Logstash and Beats say.
_INGESTED: Final = "@timestamp"
# `data` is a date where the others are in these languages.
_DATA: Final = frozenset(
    table("titulo titolo testo texto conteudo contenuto corpo autore autor fonte")
)
# Data sets of crawls whose only date is that of the crawl: C4, FineWeb.
_CRAWLED: Final = (frozenset({"text", "timestamp", "url"}), frozenset({"text", "dump", "filepath"}))

Plan = Mapping[str, tuple[str, ...]]  # attribute → the fields that answer it, best first

_ROWS: Final = {
    attribute: {plain_name(name): rank for rank, name in reversed([*enumerate(row.split())])}
    for attribute, row in SYNONYMS.items()
}


@lru_cache(maxsize=1024)
def plan(names: tuple[str, ...]) -> Plan:
    """Give the field names that answer each attribute, best first.

    `beside` and `markdown` are the fields of these tables. Cached, because the records of a data
    set have the same few sets of names.
    """
    keys = _plain(names)
    known = frozenset(keys.values())
    if known & _DATA:
        keys = {name: "fecha" if key == "data" else key for name, key in keys.items()}
    found = {attribute: _ranked(keys, row) for attribute, row in _ROWS.items()}
    crawled = (known == _CRAWLED[0]) or (_CRAWLED[1] <= known)
    if crawled:
        found |= {"published": (), "captured": found["captured"] or found["published"]}
    return found | {
        "beside": tuple(name for name, key in keys.items() if key in BESIDE),
        "markdown": tuple(name for name, key in keys.items() if key in MARKDOWN),
    }


def _plain(names: tuple[str, ...]) -> dict[str, str]:
    """Give the names as they are compared; of several with their kind behind them without that."""
    keys = {name: "indexedat" if name == _INGESTED else plain_name(name) for name in names}
    typed = {name: plain_name(told[1]) for name in names if (told := _TYPED.fullmatch(name))}
    typed = {name: key for name, key in typed.items() if any(key in row for row in _ROWS.values())}
    return keys | typed if len(typed) >= _FEW else keys


def _ranked(keys: Mapping[str, str], row: Mapping[str, int]) -> tuple[str, ...]:
    ranks = {name: _rank(key, row) for name, key in keys.items()}
    return tuple(sorted((n for n, rank in ranks.items() if rank >= 0), key=ranks.__getitem__))


def _rank(key: str, row: Mapping[str, int]) -> int:
    """Give the place in the row, behind all others for a name with a prefix; -1 for no place."""
    if key in row:
        return row[key]
    for prefix in _PREFIXES:
        rest = key.removeprefix(prefix)
        if rest != key and rest in row and rest not in _ALONE:
            return len(row) + row[rest]
    return -1


def attributes_of(names: Sequence[str]) -> frozenset[str]:
    """Give the attributes of an article that fields of these names answer."""
    answers = plan(tuple(names))
    return frozenset(attribute for attribute in SYNONYMS if answers[attribute])
