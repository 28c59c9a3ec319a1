"""What do the exports of weblogs say of an entry, beyond what feeds do? WordPress and Blogger.

Both are feeds (WXR is RSS, Blogger's is Atom) that hold all that a system stores: drafts, pictures,
menus, comments and settings too, each of which says what it is.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from searcher.article import RawTopic, TopicOrigin
from searcher.readers.records.declared import once
from searcher.readers.wordlist import table

# What WordPress and common plug-ins of it store beside posts; any other type may be an article.
_NO_POSTS: Final = frozenset(
    table(
        "attachment nav_menu_item revision custom_css customize_changeset oembed_cache user_request"
        " wp_block wp_template wp_template_part wp_global_styles wp_navigation wp_font_family"
        " wp_font_face guest-author feedback acf-field acf-field-group wpcf7_contact_form wpforms"
        " elementor_library et_pb_layout amp_validated_url shop_order shop_coupon"
        " product_variation scheduled-action flamingo_contact flamingo_inbound mc4wp-form"
        " jetpack_migration tablepress_table"
    )
)
_NO_BLOGGER_POSTS: Final = frozenset(table("comment settings template"))
_UNPUBLISHED: Final = frozenset(table("draft pending private future trash auto-draft"))
_WORDPRESS: Final = "wordpress.org/export"
_BLOGGER: Final = "schemas.google.com/blogger"
_PUBLISHING: Final = ("http://www.w3.org/2007/app", "http://purl.org/atom/app#")  # RFC 5023
_KIND = re.compile(r"https?://schemas\.google\.com/blogger/\d{4}/kind#(\w{1,40})")
_TAXONOMIES: Final[Mapping[str, TopicOrigin]] = {"category": "category", "post_tag": "tag"}
# Terms that say how a theme shows a post, or who wrote it.
_NO_TOPICS: Final = frozenset(
    table("post_format nav_menu author language post_translations wp_theme link_category")
)
_NO_DATE: Final = "0000"


def is_wordpress(item: Any) -> bool:
    """Say whether an item is one that WordPress exports."""
    return any(_WORDPRESS in _tag(child)[0] for child in item)


def stored(item: Any) -> dict[str, str]:
    """Give what WordPress says of an item, by the names of its elements; else nothing."""
    found: dict[str, str] = {}
    for child in item:
        namespace, _, name = _tag(child)
        if _WORDPRESS in namespace and not len(child):
            # `excerpt:encoded`, in a namespace of its own.
            found.setdefault(name, "".join(child.itertext()).strip())
    return found


def no_article(item: Any, said: Mapping[str, str]) -> tuple[str, str] | None:
    """Say, as a reason and its detail, why an entry is no article that came out; else None."""
    if said:
        return wordpress(said.get("post_type", ""), said.get("status", ""))
    if _tag(item)[2] != "entry":
        return None  # RSS has no drafts
    kind = status = ""
    for child in item:
        namespace, _, name = _tag(child)
        if _BLOGGER in namespace and name == "type":
            kind = _inner(child).lower()
        elif _BLOGGER in namespace and name == "status":
            status = _inner(child).lower()
        elif name == "category" and (found := _KIND.fullmatch(child.get("term") or "")):
            kind = kind or found[1].lower()
        elif name == "control" and namespace[1:].startswith(_PUBLISHING):
            drafts = (_inner(one).lower() for one in child if _tag(one)[2] == "draft")
            status = status or ("draft" if "yes" in drafts else "")
    return blogger(kind, status)


def wordpress(kind: str, status: str) -> tuple[str, str] | None:
    """Say the same of an item by its type and status."""
    if kind in _NO_POSTS:
        return "no-article", f"of WordPress: {kind}"
    if status in _UNPUBLISHED:
        return "not-published", f"of WordPress: {status}"
    return None


def blogger(kind: str, status: str) -> tuple[str, str] | None:
    """Say the same of an entry of Blogger, by its kind and status in small letters."""
    if kind in _NO_BLOGGER_POSTS:
        return "no-article", f"of Blogger: {kind}"
    if status and status != "live" and (status == "draft" or kind):
        return "not-published", status[:40]
    return None


def is_kind(category: Any) -> bool:
    """Say whether a category names what Blogger's entry is, and no topic."""
    return _KIND.fullmatch(category.get("term") or "") is not None


def person(element: Any) -> tuple[str, str] | None:
    """Give login and shown name of an author at the head of WordPress's export; else None."""
    namespace, _, name = _tag(element)
    if name != "author" or _WORDPRESS not in namespace:
        return None
    said = {_tag(child)[2]: _inner(child) for child in element}
    shown = said.get("author_display_name", "")
    login = said.get("author_login", "")
    if not shown or shown == login:
        named = (said.get("author_first_name", ""), said.get("author_last_name", ""))
        shown = " ".join(filter(None, named)) or shown
    return (login, shown) if login and shown else None


def topics(item: Any) -> tuple[RawTopic, ...]:
    """Give the terms of an item of WordPress that are topics."""
    return once(
        RawTopic(text, _TAXONOMIES.get(taxonomy))
        for taxonomy, text, _ in _terms(item)
        if taxonomy not in _NO_TOPICS
    )


def fields(
    item: Any, said: Mapping[str, str], found: Mapping[str, Any], people: Mapping[str, str]
) -> dict[str, Any]:
    """Give authors, dates and summary of an item of WordPress, by names of fields."""
    return {
        "authors": _authors(item, found["authors"], people),
        "excerpt": said.get("encoded"),
        **_dates(said, found.get("pubDate")),
    }


def _authors(item: Any, creators: list[str], people: Mapping[str, str]) -> list[str]:
    """Give who wrote it: several where the plug-in for that names them."""
    together = [
        text for taxonomy, text, slug in _terms(item) if taxonomy == "author" and "cap-" in slug[:4]
    ]
    return list(dict.fromkeys(people.get(name, name) for name in together or creators))


def _dates(said: Mapping[str, str], published: str | None) -> dict[str, str | None]:
    """Give the dates, best first.

    `pubDate` is in UTC, and of no day where the moment is not known; `post_date` is by the clock of
    the place, and is then all there is.
    """
    known = not said.get("post_date_gmt", "").startswith(_NO_DATE)
    told = {
        "pubDate": published if known else None,
        "post_date": said.get("post_date"),
        "modified": said.get("post_modified_gmt") or said.get("post_modified"),
    }
    return {
        name: None if not text or text.startswith(_NO_DATE) else text for name, text in told.items()
    }


def _terms(item: Any) -> Iterator[tuple[str, str, str]]:
    """Walk the terms of an item: taxonomy, name, slug."""
    for child in item:
        if _tag(child)[2] == "category" and (text := _inner(child)):
            yield child.get("domain") or "category", text, child.get("nicename") or ""


def _tag(element: Any) -> tuple[str, str, str]:
    tag = element.tag
    return tag.rpartition("}") if isinstance(tag, str) else ("", "", "")


def _inner(element: Any) -> str:
    return "".join(element.itertext()).strip()
