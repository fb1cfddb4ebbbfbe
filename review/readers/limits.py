"""How much a submission may ask of us: sizes, counts and depths, in one place.

Every reader takes its bounds from `LIMITS`; whoever exceeds one gets `FileTooLarge` with a
sentence that says what to do. Archives are read in memory, an entry at a time and never beyond
the bound; nothing is ever unpacked to disk.
"""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from review.errors import FileTooLarge, ProtectedFile, UnreadableFile

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds, all inclusive. Sizes in bytes; `ratio` counts only beyond `ratio_grace`."""

    file: int = 20 * MEGABYTE
    unpacked: int = 200 * MEGABYTE
    entry: int = 50 * MEGABYTE
    ratio: int = 100
    ratio_grace: int = MEGABYTE
    entries: int = 2_000
    markup: int = 2_000_000
    """Tags (opening and closing) in one XML part: what bounds the memory of its tree."""
    cells: int = 20_000
    """Cells of all grids of a file together."""
    columns: int = 64
    depth: int = 50
    """Nesting of tables, content controls and other containers."""
    paragraphs: int = 20_000
    characters: int = 300_000
    """Of all paragraphs and cells together; a long report has 30,000."""


LIMITS = Limits()

_DAMAGED = "文件已损坏或不完整，无法打开。请在 Word 或 WPS 中打开原文件，另存后重新上传。"
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    IndexError,
)
_ENCRYPTED_FLAG = 0x1


def check_size(data: bytes, limits: Limits = LIMITS) -> None:
    """Refuse an empty file (UnreadableFile) and one over the limit (FileTooLarge)."""
    if not data:
        raise UnreadableFile("文件是空的（0 字节）。请确认保存成功后重新上传。")
    too_large(len(data), limits)


def too_large(size: int, limits: Limits = LIMITS) -> None:
    """Refuse a file of so many bytes if that is over the limit (FileTooLarge)."""
    if size > limits.file:
        raise FileTooLarge(
            f"文件有 {size / MEGABYTE:.1f} MB，超过 {limits.file // MEGABYTE} MB 的上限。"
            "请删去或压缩其中的图片和附件后重新上传。"
        )


def too_many(what: str, limit: int) -> FileTooLarge:
    """The error for a count over its limit: `what` names the thing counted, in Chinese."""
    return FileTooLarge(
        f"文档中{what}超过上限（{limit}），不像一份年度报告。请检查文档，删去无关内容后重新上传。"
    )


def check_characters(count: int, limits: Limits = LIMITS) -> None:
    """Refuse more text than any report has (FileTooLarge)."""
    if count > limits.characters:
        raise FileTooLarge(
            f"文件的文字超过{limits.characters // 10_000}万字，不像一份年度报告。"
            "请删去附件等无关内容，只提交年度报告本身。"
        )


class BoundedZip:
    """A zip archive in memory whose entries are read only within the limits.

    Raises UnreadableFile (damaged, unknown compression), ProtectedFile (encrypted entries) and
    FileTooLarge (too many or too big entries, a compression ratio of a zip bomb).
    """

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        check_size(data, limits)
        # Counted before zipfile builds an object for each.
        if data.count(b"PK\x01\x02") > limits.entries:
            raise too_many("的内部条目", limits.entries)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ZIP_ERRORS as error:
            raise UnreadableFile(_DAMAGED) from error
        self._size = len(data)
        self._limits = limits
        self._left = limits.unpacked
        self._folded: dict[str, zipfile.ZipInfo] | None = None
        if sum(info.file_size for info in self._zip.filelist) > limits.unpacked:
            raise _bomb()

    @property
    def names(self) -> list[str]:
        """Names of all entries, as they stand in the archive."""
        return self._zip.namelist()

    def read(self, name: str) -> bytes | None:
        """The bytes of an entry, or None if there is none of that name (case is ignored)."""
        info = self._zip.NameToInfo.get(name) or self._find(name)
        if info is None:
            return None
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise ProtectedFile("文件已加密。请取消密码保护后重新上传。")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableFile(_DAMAGED)
        self._check_entry(info)
        try:
            # zipfile never yields more than the size that the entry declares, checked above.
            with self._zip.open(info) as entry:
                content = entry.read()
        except _ZIP_ERRORS as error:
            raise UnreadableFile(_DAMAGED) from error
        self._left -= len(content)
        return content

    def _check_entry(self, info: zipfile.ZipInfo) -> None:
        packed = min(info.compress_size, self._size)
        size = info.file_size
        if size > self._limits.entry or size > self._left:
            raise _bomb()
        if size > self._limits.ratio_grace and size > packed * self._limits.ratio:
            raise _bomb()

    def _find(self, name: str) -> zipfile.ZipInfo | None:
        """Part names do not heed case, and some writers use backslashes."""
        if self._folded is None:
            self._folded = {
                info.filename.replace("\\", "/").lower(): info for info in self._zip.filelist
            }
        return self._folded.get(name.lower())


def _bomb() -> FileTooLarge:
    return FileTooLarge(
        "文件解压后过大，可能含有异常内容。请在 Word 或 WPS 中删去图片和附件，另存后重新上传。"
    )
