"""How do Chinese, Japanese and Korean bylines say who reports? `（记者李明）`, `김철수 기자`."""

import re

# `(记者 NAME)` in the head of a dispatch.
_IN_DISPATCH = re.compile(
    r"[(（]\s*[记記]者\s*[:：]?\s*([^()（）／/]{2,40})(?:[／/][^()（）]*)?[)）]"
)
_BEHIND = re.compile(
    r"(?<=[一-鿿ぁ-ヶ가-힣]{2})\s?(?:선임|수석|전문|객원|인턴)?(?:記者|记者|기자)$"
)
_HAN_NAMES = re.compile(r"[一-鿿]{2,3}(?:\s[一-鿿]{2,3})+")
_KOREAN_AND = re.compile(r"(?<=[가-힣])[·ㆍ](?=[가-힣]{2,4}\s)")

_KOREAN_PLACE = re.compile(r"^[가-힣]{2,12}[=\s](?=[가-힣]{2,4}$)")


def of_dispatch(text: str) -> str | None:
    """Give who reports, in the brackets of a dispatch."""
    found = _IN_DISPATCH.search(text)
    return found[1] if found else None


def with_commas(text: str) -> str:
    """Part Korean names by commas, where a point does."""
    return _KOREAN_AND.sub(", ", text)


def parted(names: str, byline: str) -> str:
    """Part Chinese names: a Japanese one has a space inside, but nobody there signs as `记者`."""
    several = "记者" in byline and _HAN_NAMES.fullmatch(names)
    return names.replace(" ", "、") if several else names


def without_reporter(name: str) -> str:
    """Cut off `記者` and `기자` behind a name, and where or for whom a Korean one reports."""
    bare = _BEHIND.sub("", name)
    return _KOREAN_PLACE.sub("", bare) if bare != name else bare
