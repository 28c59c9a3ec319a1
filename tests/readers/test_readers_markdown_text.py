"""Markdown to plain text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.readers.records.markdown_text import plain_text


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a [link](http://x.org/a_(b)) here", "a link here"),
        ("a [link\nover lines](/x\n'y') here", "a link\nover lines here"),
        ("a [link][1] here\n\n[1]: http://x.org", "a link here"),
        ("see [1] and <https://x.org/>", "see [1] and https://x.org/"),
        ("[![alt](a.png)](http://x.org)Text", "Text"),
        ("**bold** and *it* and __so__ on", "bold and it and so on"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("`a **b** <i>` and <i>x</i>", "a **b** <i> and x"),
        ("```\n# no <p>heading</p>\n```", "# no <p>heading</p>"),
        ("Title\n---\nText", "Title\n\nText"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a  b\n\n1  2"),
        ("* one\n* two", "one\ntwo"),
        ("{{< box >}}inside{{< /box >}} {% include x %}", "inside"),
        ("a <!-- b\n\nc --> d", "a  d"),
        ("one\n\n<div>\n\ntwo &amp; three\n\n</div>", "one\n\ntwo & three"),
        (r"\*no\* emphasis", "*no* emphasis"),
        ("a\n\n***\n\nb", "a\n\nb"),
        ("text[^1]\n\n[^1]: note", "text\n\nnote"),
        (
            "[Q]: Who paid?\n\n[Ann]: We did.\n\n[2024]: Yes.",
            "[Q]: Who paid?\n\n[Ann]: We did.\n\n[2024]: Yes.",
        ),
        ("a\n\n[1]: /x 'b c'\n[2]: <d e>\n [3]: f.html (g)\n[4]:  mailto:h@x.org\n[5]: #i", "a"),
        ("Paste the `<script>` block.\n\nThen test.", "Paste the <script> block.\n\nThen test."),
        ("`<!-- one -->` and `<!--`\n\nthen", "<!-- one --> and <!--\n\nthen"),
        ("`{{ site.url }}` is set, {{ this }} is not", "{{ site.url }} is set,  is not"),
        ("the <script> element\n\nthen", "the  element\n\nthen"),
        ("an <iframe src='x'/> and <svg/>\n\nthen <svg>a</svg>", "an  and\n\nthen"),
        ("Text\n\n<script>\nvar a = `</b>`;\n\nnever closed", "Text"),
        ("<STYLE>\na {}\n</style>\n\nText", "Text"),
        ("a ` and <script>`</script> b", "a and <script> b"),
        (
            "{% raw %}\n\n```\na {{ b }}\n```\n\n*c* {{ d }}\n\n{% endraw %}",
            "a {{ b }}\n\nc {{ d }}",
        ),
        ("```\n{% raw %}{{ a }}{% endraw %}\n```\n`{% raw %}{{{% endraw %}`", "{{ a }}\n\n{{"),
    ],
)
def test_marks_go_and_text_stays(markdown: str, expected: str) -> None:
    """Each construct leaves its text, or nothing."""
    assert expected == plain_text(markdown)[1]


@given(st.text(alphabet="ab \n#*_`[]()<>!-{}%|\\&~", max_size=200))
def test_any_text_is_converted(markdown: str) -> None:
    """Nothing raises, and no letter is invented."""
    text = plain_text(markdown)[1]
    assert set(text) - {"\n", " "} <= set(markdown)


def test_a_line_of_blanks_takes_no_time() -> None:
    """It is no rule of a table, and is not tried as one in every way."""
    started = time.thread_time()
    assert "end" in plain_text(f"Begin\n\n{' ' * 20_000}\n\n{' ' * 20_000}|x\n\nend")[1]
    assert time.thread_time() - started < 1


def test_many_scripts_that_are_never_closed_take_no_time() -> None:
    """The end of each kind is looked for once."""
    started = time.thread_time()
    text = plain_text("Begin " + "a <script> b <svg> <!-- ` " * 20_000 + "\n\nend")[1]
    assert text.startswith("Begin a  b")
    assert text.endswith("end")
    assert time.thread_time() - started < 3
