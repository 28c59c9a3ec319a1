"""Documents of an office as their programs write them: zips of markup, made here."""

import io
import zipfile
from collections.abc import Mapping

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EITHER = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SPACES = f'xmlns:w="{WORD}" xmlns:mc="{_EITHER}"'
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = " ".join(
    f'xmlns:{prefix}="{_OPEN}:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
    )
)
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)


def zipped(parts: Mapping[str, str | bytes], *, stored: str = "mimetype") -> bytes:
    """Give a zip of parts, in their order; the same bytes at any time."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return whole.getvalue()


def run(text: str, how: str = "") -> str:
    """Give a run of a paragraph, with its properties."""
    said = f"<w:rPr>{how}</w:rPr>" if how else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, how: str = "") -> str:
    """Give a paragraph of runs, or of text."""
    said = f"<w:pPr>{how}</w:pPr>" if how else ""
    return f"<w:p>{said}{inside if inside.startswith('<') or not inside else run(inside)}</w:p>"


def paragraphs(*lines: str) -> str:
    """Give several."""
    return "".join(map(paragraph, lines))


def rows(*cells: tuple[str, ...]) -> str:
    """Give a table; a cell is text, or paragraphs."""
    body = "".join(
        "<w:tr>"
        + "".join(
            f"<w:tc><w:tcPr/>{one if one.startswith('<') else paragraph(one)}</w:tc>"
            for one in line
        )
        + "</w:tr>"
        for line in cells
    )
    return f"<w:tbl><w:tblPr/>{body}</w:tbl>"


def word(body: str, first: str = "[Content_Types].xml", **parts: str) -> bytes:
    """Give a document of Word; more parts by name, such as `styles`."""
    more = {f"word/{name}.xml": data for name, data in parts.items()}
    document = f"<w:document {_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:t="t"><dc:creator>Tem Plate'
        "</dc:creator><dc:title>Template</dc:title><t:created>2013-12-23T23:15:00Z</t:created>"
        "</cp:coreProperties>"
    )
    return zipped(
        {first: "<Types/>", "word/document.xml": document, "docProps/core.xml": core, **more}
    )


def part(name: str, inside: str) -> str:
    """Give another part of a document of Word."""
    return f"<w:{name} {_SPACES}>{inside}</w:{name}>"


def opened(body: str, styles: str = "", *, manifest: str = "<m/>") -> bytes:
    """Give an OpenDocument text."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_NAMES}>{_content(body, styles)}"
            "</office:document-content>",
            "META-INF/manifest.xml": manifest,
        }
    )


def flat(body: str, styles: str = "") -> bytes:
    """Give one in a single file."""
    kind = 'office:mimetype="application/vnd.oasis.opendocument.text"'
    meta = "<office:meta>Tem Plate</office:meta>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_NAMES} {kind}>'
        f"{meta}{_content(body, styles)}</office:document>"
    ).encode()


def _content(body: str, styles: str) -> str:
    return (
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body>"
    )


def book(said: str, *chapters: str, **parts: str) -> bytes:
    """Give an EPUB with that in its head; the chapters are bodies of pages."""
    pages = {
        f"OEBPS/c{number}.xhtml": '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>Of a template</title></head><body>{chapter}</body></html>"
        for number, chapter in enumerate(chapters)
    }
    items = "".join(
        f'<item id="c{number}" href="c{number}.xhtml" media-type="application/xhtml+xml"/>'
        for number in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:opf="http://www.idpf.org/2007/opf">{said}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/book.opf": package,
            **pages,
            **{f"META-INF/{name}.xml": data for name, data in parts.items()},
        }
    )
