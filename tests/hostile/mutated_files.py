"""All mutations by suffix, and a mutated file for every seed."""

import zlib
from collections.abc import Callable, Sequence
from random import Random
from zipfile import BadZipFile

from tests.hostile.made import sound_docx, sound_html, sound_mht, sound_pdf, sound_text
from tests.hostile.mutations import (
    Mutation,
    edit_docx_package,
    edit_docx_xml,
    edit_lines,
    flip_bytes,
)
from tests.hostile.page_mutations import (
    edit_envelope,
    edit_page_of_archive,
    edit_pdf_content,
    edit_pdf_objects,
    edit_tags,
)

UNOPENED = (BadZipFile, zlib.error, EOFError)
SEEDS = 6
"""Sound reports that are mutated."""

READERS: dict[str, tuple[Callable[[int], bytes], Sequence[Mutation]]] = {
    "docx": (sound_docx, (edit_docx_xml, edit_docx_xml, edit_docx_package, flip_bytes)),
    "html": (
        lambda seed: sound_html(seed).encode(),
        (edit_tags, edit_tags, edit_lines, flip_bytes),
    ),
    "mht": (sound_mht, (edit_envelope, edit_page_of_archive, flip_bytes)),
    "txt": (
        lambda seed: sound_text(seed, ("tabs", "bars", "spaces", "cell_a_line")[seed % 4]).encode(),
        (edit_lines, edit_lines, edit_lines, flip_bytes),
    ),
    "md": (lambda seed: ("# " + sound_text(seed, "bars")).encode(), (edit_lines, flip_bytes)),
    "pdf": (sound_pdf, (edit_pdf_objects, edit_pdf_objects, edit_pdf_content, flip_bytes)),
}
"""By suffix: the sound file of a seed, and how it is mutated."""


def mutated(suffix: str, seed: int) -> tuple[str, bytes]:
    """A name and the bytes of a mutated file."""
    rng = Random(f"{suffix} {seed}")
    sound, mutations = READERS[suffix]
    data = sound(rng.randrange(SEEDS))
    for _ in range(rng.choice((1, 1, 1, 2))):
        try:
            data = rng.choice(mutations)(rng, data)
        except (*UNOPENED, ValueError, KeyError, OSError, RuntimeError, NotImplementedError):
            break  # what the first mutation left cannot be opened by the second
    return f"a.{suffix}", data
