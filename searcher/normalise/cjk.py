"""How do Chinese, Japanese and Korean bylines say who reports? `（记者李明）`, `김철수 기자`."""

import re

# `(记者 NAME)` in the head of a dispatch.
_IN_DISPATCH = re.compile(
    r"[(（]\s*[记記]者\s*[:：]?\s*([^()（）／/]{2,40})(?:[／/][^()（）]*)?[)）]"
)
# `〔記者王小明／台北報導〕`, `記者王小明台北報導`, `（中央社記者王小明台北3日電）`; where no mark
# parts them, a table tells the place from the name.
_PLACE = (
    "[台臺]北|新北|桃園|[台臺]中|[台臺]南|高雄|基隆|新竹|苗栗|彰化|南投"
    "|雲林|嘉義|屏東|宜蘭|花蓮|[台臺]東|澎湖|金門|馬祖|香港|澳門"
    "|北京|上海|廣州|深圳|東京|首爾|華盛頓|紐約|洛杉磯|舊金山|倫敦|巴黎"
    "|柏林|布魯塞爾|曼谷|新加坡|河內|雅加達|馬尼拉|吉隆坡|新德里"
    "|莫斯科|耶路撒冷|雪梨|日內瓦|羅馬|馬德里|綜合|专题|專題|專訪|即時"
)
_IN_TAIPEI = re.compile(
    rf"[\[(（〔【]?(?:中央社|新华社|新華社)?(?:[記记]者|編譯|编译)\s?"
    rf"([一-鿿]{{2,4}}?(?:、[一-鿿]{{2,4}}?){{0,4}})"
    rf"\s?[／/]?\s?(?:{_PLACE})?\s?(?:連線|外電)?(?:[報报][導道]|\d{{1,2}}日.{{0,4}}電)[\])）〕】]?"
)
_BEHIND = re.compile(
    r"(?<=[一-鿿ぁ-ヶ가-힣]{2})\s?(?:(?:선임|수석|전문|객원|인턴)?(?:記者|记者|기자)"
    r"|특파원|논설위원|报道|報導|发自[一-鿿]{2,4})$"
)
_HAN_NAMES = re.compile(r"[一-鿿]{2,3}(?:\s[一-鿿]{2,3})+")
_KOREAN_AND = re.compile(r"(?<=[가-힣])\s?[·ㆍ]\s?(?=[가-힣]{2,4}\s)")

# `记者 李明 通讯员 王芳`: who writes to a paper, and is none of its staff.
_CORRESPONDENT = re.compile(r"(?<=[一-鿿])[\s,，、]*通[讯訊][员員]\s?[:：]?\s?(?=[一-鿿])")
_PICTURES = re.compile(r"[\s,，]+(?:摄影|攝影|图|圖|摄|攝|사진)\s?[｜|:：/=\s]\s?\S.{0,40}$")
_ASKED = re.compile(r"^(?:聞き手|構成|取材・文|取材)\s?[・:：=＝]\s?|・(?:文|構成)$")
_ABROAD = re.compile(r"【[^【】=＝]{1,12}[=＝]([^【】]{2,20})】")  # `【ワシントン=山田太郎】`
_KOREAN_CITY = re.compile(r"(?<=[가-힣])\s[가-힣]{2,6}\s?특파원$")
# `[서울=뉴시스] 김철수 기자`
_KOREAN_HEAD = re.compile(r"^[\[(]?[가-힣]{2,6}\s?=\s?[가-힣\d]{2,6}[\])]\s?(?=[가-힣])")
_WORDS_AND_PICTURES = re.compile(r"^글[·ㆍ]사진\s+")
# Around the whole, or closed only: `王小明（實習）` keeps its pair.
_BRACKETS = re.compile(r"[【〔（(]?([^【】〔〕（）()]+)[】〕）)]")
_KOREAN_PLACE = re.compile(r"^[가-힣]{2,12}[=\s](?=[가-힣]{2,4}$)")


def of_dispatch(text: str) -> str | None:
    """Give who reports, in the brackets of a dispatch, with the place behind a name or none."""
    if taipei := _IN_TAIPEI.fullmatch(text):
        return taipei[1]
    found = _IN_DISPATCH.search(text)
    return found[1] if found else None


def with_commas(text: str) -> str:
    """Part names by commas, where a point or the word for another kind of reporter does.

    Pictures are another's, and so are words that stand before who asked or wrote them down.
    """
    text = _PICTURES.sub("", _ASKED.sub("", _WORDS_AND_PICTURES.sub("", text)))
    if abroad := _ABROAD.fullmatch(text):
        text = abroad[1]
    text = _KOREAN_CITY.sub(" 특파원", text)
    return _KOREAN_AND.sub(", ", _CORRESPONDENT.sub("、", text))


def parted(names: str, byline: str) -> str:
    """Part Chinese names: a Japanese one has a space inside, but nobody there signs as `记者`."""
    several = "记者" in byline and _HAN_NAMES.fullmatch(names)
    return names.replace(" ", "、") if several else names


def without_reporter(name: str) -> str:
    """Cut off `記者` and `기자` behind a name, and where or for whom a Korean one reports."""
    name = _KOREAN_HEAD.sub("", name)
    if bracketed := _BRACKETS.fullmatch(name):
        name = bracketed[1]
    bare = _BEHIND.sub("", name)
    return _KOREAN_PLACE.sub("", bare) if bare != name else bare
