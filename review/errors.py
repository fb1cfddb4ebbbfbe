"""Errors that a user can meet. Each carries a sentence in Chinese that says what to do.

ReviewError
├── FileError            a file that cannot be reviewed; `code` is the contract's
│   ├── UnreadableFile   unreadable
│   ├── ProtectedFile    protected
│   ├── FileTooLarge     too_large
│   ├── UnsupportedFile  unsupported
│   └── NotAReport       not_a_report
├── ProfileError         a profile that cannot be used: file, line and reason
└── StoreError           the store cannot be opened or written
"""


class ReviewError(Exception):
    """Base of all errors with a message for the user. `message` is Chinese."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class FileError(ReviewError):
    """A file that cannot be reviewed; the rest of a batch goes on."""

    code = "unreadable"


class UnreadableFile(FileError):
    """Damaged, empty, or without text that can be read."""


class ProtectedFile(FileError):
    """Encrypted or locked by a password."""

    code = "protected"


class FileTooLarge(FileError):
    """Over a limit of size, pages, cells or depth."""

    code = "too_large"


class UnsupportedFile(FileError):
    """A format that is not read (.doc, .wps, pictures …)."""

    code = "unsupported"


class NotAReport(FileError):
    """Read, but not an annual report on disclosure (a README, a notice)."""

    code = "not_a_report"


class ProfileError(ReviewError):
    """A profile with an unknown key, a wrong type or a value out of range."""


class StoreError(ReviewError):
    """The store cannot be opened, migrated or written."""
