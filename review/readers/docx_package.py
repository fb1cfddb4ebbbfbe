"""The package around a .docx: what kind of file this is, its parts, their XML.

Parts are found through relationships, as the Open Packaging Conventions have it, never by a
fixed name. The namespaces of strict OOXML are mapped to the transitional ones, so that readers
know only these. A document type declaration anywhere makes the file unreadable.
"""

import posixpath
from functools import cached_property

from lxml import etree

from review.errors import FileTooLarge, ProtectedFile, UnreadableFile, UnsupportedFile
from review.readers.limits import LIMITS, BoundedZip, check_size, too_many

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/",
        b"http://schemas.openxmlformats.org/drawingml/2006/",
    ),
)
_RESAVE = "请在 Word 或 WPS 中另存为 .docx 后重新上传。"
_DAMAGED = f"文件已损坏，内容无法解析。{_RESAVE}"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIG_PART = 4 * 1024 * 1024


def parse_part(data: bytes) -> etree._Element:
    """The root of an XML part. Nothing is fetched and no entity is resolved."""
    data = _utf8(data)
    _refuse_doctype(data)
    if len(data) > _BIG_PART and data.count(b"<") > LIMITS.markup:
        raise too_many("的标记", LIMITS.markup)
    if b"http://purl.oclc.org/ooxml/" in data[:_BIG_PART]:
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise FileTooLarge(f"文档内容嵌套过深。{_RESAVE}") from error
        raise UnreadableFile(_DAMAGED) from error
    # An encoding in which the test above was blind (UTF-32 …).
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile(f"文件中含有不允许的文档类型声明（DOCTYPE）。{_RESAVE}")
    return root


def _refuse_doctype(data: bytes) -> None:
    if b"<!DOCTYPE" in data:
        raise UnreadableFile(f"文件中含有不允许的文档类型声明（DOCTYPE）。{_RESAVE}")


def _utf8(data: bytes) -> bytes:
    """UTF-16 as UTF-8 without its XML declaration; anything else as it is."""
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff") and b"\x00" not in data[:4]:
        return data
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = data.decode("utf-16")
        else:
            text = data.decode("utf-16-le" if data[:1] == b"<" else "utf-16-be")
    except UnicodeDecodeError as error:
        raise UnreadableFile(_DAMAGED) from error
    if text.startswith("<?xml"):
        text = text[text.find("?>") + 2 :]
    return text.encode("utf-8", "surrogatepass")


class Package:
    """A .docx: its main part, and the parts that this one refers to.

    Raises the FileError that fits whatever else the bytes turn out to be.
    """

    def __init__(self, data: bytes) -> None:
        check_size(data)
        _refuse_other_formats(data)
        self._zip = BoundedZip(data)
        self.main_name = self._find_main()
        main = self._zip.read(self.main_name)
        if main is None:
            raise UnreadableFile(f"文件不完整，缺少正文。{_RESAVE}")
        self.main_xml = _utf8(main)
        self.main = parse_part(self.main_xml)
        if self.main.tag != f"{WORD}document":
            raise self._unsupported()

    def related(self, kind: str) -> bytes | None:
        """The bytes of the part that the main part relates to as `kind` ("styles" …), if any."""
        target = self._targets.get(kind)
        data = self._zip.read(target) if target else None
        if data is None:
            return None
        data = _utf8(data)
        _refuse_doctype(data)
        return data

    @cached_property
    def _targets(self) -> dict[str, str]:
        folder, name = posixpath.split(self.main_name)
        data = self._zip.read(posixpath.join(folder, "_rels", f"{name}.rels"))
        return _relationships(data, folder) if data else {}

    def _find_main(self) -> str:
        data = self._zip.read("_rels/.rels")
        if data is None:
            raise self._unsupported()
        target = _relationships(data, "").get("officeDocument")
        if target is None:
            raise self._unsupported()
        return target

    def _unsupported(self) -> UnsupportedFile:
        names = self._zip.names
        if "OFD.xml" in names:
            return UnsupportedFile(
                f"这是 OFD 版式文件，不是 Word 文档。请找到制作时的原稿，{_RESAVE}"
            )
        if any(name.startswith("xl/") for name in names):
            return UnsupportedFile(
                "这是 Excel 工作簿，不是 Word 文档。请上传年度报告的 .docx 文件。"
            )
        if any(name.startswith("ppt/") for name in names):
            return UnsupportedFile("这是演示文稿，不是 Word 文档。请上传年度报告的 .docx 文件。")
        if "content.xml" in names:
            return UnsupportedFile(f"这是 OpenDocument 文件，不是 .docx 文档。{_RESAVE}")
        return UnsupportedFile("这是压缩包，不是 .docx 文档。请解压后上传其中的年度报告。")


def _refuse_other_formats(data: bytes) -> None:
    if data[:2] == b"PK":
        return
    if data[:8] == _OLE_MAGIC:
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ProtectedFile("文件设有打开密码。请在 Word 或 WPS 中取消密码后重新上传。")
        if "WordDocument".encode("utf-16-le") in data:
            raise UnsupportedFile(f"这是旧版 Word（.doc）或 WPS（.wps）文档。{_RESAVE}")
        if "Workbook".encode("utf-16-le") in data:
            raise UnsupportedFile(
                "这是旧版 Excel 工作簿（.xls），不是 Word 文档。请上传年度报告的 .docx 文件。"
            )
        if "PowerPoint Document".encode("utf-16-le") in data:
            raise UnsupportedFile(
                "这是旧版演示文稿（.ppt），不是 Word 文档。请上传年度报告的 .docx 文件。"
            )
        raise UnsupportedFile(f"这是旧版 Office 或 WPS 文件，不是 .docx 文档。{_RESAVE}")
    raise UnsupportedFile(f"文件内容不是 .docx 文档，可能只改了扩展名。{_RESAVE}")


def _relationships(data: bytes, folder: str) -> dict[str, str]:
    """Kind (the last word of the type) to part name, the first of each kind; no external ones."""
    targets: dict[str, str] = {}
    for relationship in parse_part(data):
        target = relationship.get("Target")
        if not target or relationship.get("TargetMode") == "External":
            continue
        kind = relationship.get("Type", "").rsplit("/", 1)[-1]
        if target.startswith("/"):
            name = posixpath.normpath(target.lstrip("/"))
        else:
            name = posixpath.normpath(posixpath.join(folder, target))
        targets.setdefault(kind, name)
    return targets
