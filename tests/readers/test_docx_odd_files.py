""".docx files that are refused, and odd ones that are not."""

import random

import pytest

from review.errors import (
    FileError,
    FileTooLarge,
    ProtectedFile,
    UnreadableFile,
    UnsupportedFile,
)
from review.readers.docx import read_docx
from tests.readers.docx_files import (
    GRID,
    REPORT_LIST,
    SOURCE,
    cell,
    document_xml,
    docx,
    grids,
    numbered,
    paragraph,
    parts_of,
    relations,
    row,
    run,
    table,
    texts,
    zipped,
)


def test_main_part_is_found_by_its_relationship() -> None:
    """The main part may have any name and an absolute target."""
    data = zipped(
        {
            "_rels/.rels": relations(("officeDocument", "/main/text.xml")),
            "main/text.xml": document_xml(paragraph("甲")),
        }
    )
    assert texts(read_docx(data, SOURCE)) == ["甲"]


def test_strict_documents_are_read() -> None:
    """Files in strict OOXML, with other namespaces, read alike."""
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    xml = document_xml(paragraph("甲") + GRID).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    data = zipped(
        {"_rels/.rels": relations(("officeDocument", "w.xml"), base=strict), "w.xml": xml}
    )
    document = read_docx(data, SOURCE)
    assert texts(document) == ["甲"]
    assert len(grids(document)) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_other_encodings_of_the_xml(encoding: str) -> None:
    """Parts in another encoding are read by their declaration."""
    xml = f'<?xml version="1.0" encoding="{encoding}"?>' + document_xml(paragraph("年报"))
    data = zipped(
        {
            "_rels/.rels": relations(("officeDocument", "d.xml")),
            "d.xml": xml.encode(encoding),
        }
    )
    assert texts(read_docx(data, SOURCE)) == ["年报"]


def with_main(xml: str | bytes) -> bytes:
    return zipped({"_rels/.rels": relations(("officeDocument", "d.xml")), "d.xml": xml})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
XXE = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BOMB = document_xml(paragraph(" " * 3_000_000))
DEEP = "<w:tbl><w:tr><w:tc>" * 60 + paragraph("深") + "</w:tc></w:tr></w:tbl>" * 60
DEEPER = "<w:sdt><w:sdtContent>" * 300 + paragraph("深") + "</w:sdtContent></w:sdt>" * 300
DEEP_INLINE = "<w:p>" + "<w:smartTag>" * 80 + run("深") + "</w:smartTag>" * 80 + "</w:p>"
WIDE = table(row(cell("甲", '<w:gridSpan w:val="1000000000"/>'), cell("乙")))
SUM_WIDE = table(row(*(cell("甲", '<w:gridSpan w:val="60"/>') for _ in range(3))))
MANY = table(*(row(*(cell("1") for _ in range(50))) for _ in range(401)))

REFUSED = [
    ("empty", b"", UnreadableFile),
    ("noise", b"\x01\x02\x03" * 50, UnsupportedFile),
    ("rtf", b"{\\rtf1 }", UnsupportedFile),
    ("encrypted", OLE + "EncryptedPackage".encode("utf-16-le"), ProtectedFile),
    ("doc", OLE + "WordDocument".encode("utf-16-le"), UnsupportedFile),
    ("xls", OLE + "Workbook".encode("utf-16-le"), UnsupportedFile),
    ("plain zip", zipped({"a.txt": "甲"}), UnsupportedFile),
    ("ofd", zipped({"OFD.xml": "<OFD/>"}), UnsupportedFile),
    (
        "xlsx",
        zipped(
            {
                "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
                "xl/workbook.xml": "<workbook/>",
            }
        ),
        UnsupportedFile,
    ),
    (
        "no main part",
        zipped({"_rels/.rels": relations(("officeDocument", "x.xml"))}),
        UnreadableFile,
    ),
    ("truncated", docx(paragraph("甲" * 999))[:-60], UnreadableFile),
    ("cut in half", docx(paragraph("甲" * 999))[:150], UnreadableFile),
    ("broken xml", with_main(document_xml("<w:p>")), UnreadableFile),
    ("empty main", with_main(""), UnreadableFile),
    ("doctype", with_main(XXE + document_xml(paragraph("&x;"))), UnreadableFile),
    ("doctype utf-16", with_main((XXE + document_xml("")).encode("utf-16")), UnreadableFile),
    (
        "doctype utf-32",
        with_main(
            ('<?xml version="1.0" encoding="UTF-32"?>' + XXE + document_xml("")).encode("utf-32")
        ),
        UnreadableFile,
    ),
    ("bomb", with_main(BOMB), FileTooLarge),
    ("deep", docx(DEEP), FileTooLarge),
    ("deeper than libxml2 goes", docx(DEEPER), FileTooLarge),
    ("deep inline", docx(DEEP_INLINE), FileTooLarge),
    ("wide", docx(WIDE), FileTooLarge),
    ("wide in sum", docx(SUM_WIDE), FileTooLarge),
    ("many cells", docx(MANY), FileTooLarge),
    ("many entries", zipped({f"{i}": "" for i in range(2_001)}), FileTooLarge),
    ("great", b"PK" + b"\x00" * (20 * 1024 * 1024), FileTooLarge),
]


@pytest.mark.parametrize(("data", "error"), [x[1:] for x in REFUSED], ids=[x[0] for x in REFUSED])
def test_bad_files_are_refused_with_a_sentence(data: bytes, error: type[FileError]) -> None:
    """Whatever is no sound .docx within the limits is refused, and the message says what to do."""
    with pytest.raises(FileError) as caught:
        read_docx(data, SOURCE)
    assert type(caught.value) is error
    assert caught.value.message.endswith("。")
    assert any(word in caught.value.message for word in ("请", "重新"))


def test_old_word_files_are_told_how_to_save() -> None:
    """A .doc is answered with the way to a .docx."""
    with pytest.raises(UnsupportedFile, match=r"请在 Word 或 WPS 中另存为 \.docx 后重新上传"):
        read_docx(OLE + "WordDocument".encode("utf-16-le"), SOURCE)


def test_encrypted_entries_are_protected() -> None:
    """A zip whose entries are encrypted is protected, not damaged."""
    data = bytearray(with_main(document_xml("")))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    with pytest.raises(ProtectedFile):
        read_docx(bytes(data), SOURCE)


def test_doctype_in_styles_is_refused() -> None:
    """A document type declaration is refused in any part that is opened, parsed or not."""
    parts = parts_of(docx(paragraph("甲", '<w:pStyle w:val="a"/>'), styles="<w:style/>"))
    parts["word/styles.xml"] = XXE.encode() + parts["word/styles.xml"]
    with pytest.raises(UnreadableFile):
        read_docx(zipped(parts), SOURCE)


def test_no_byte_flip_escapes_as_another_error() -> None:
    """Damage anywhere in a file gives a FileError or a Document, never another exception."""
    good = docx(
        numbered("总", 1) + GRID + paragraph("甲", '<w:pStyle w:val="a"/>'),
        styles='<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="a"/></w:style>',
        numbering=REPORT_LIST,
    )
    chance = random.Random(7)
    for _ in range(600):
        data = bytearray(good)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read_docx(
                bytes(data[: chance.choice((len(data), chance.randrange(len(data))))]), SOURCE
            )
        except FileError:
            continue
