"""Everything that the data room refuses, in one tree.

DataError
├── ImportRefused      a file cannot be taken at all: nothing of it goes in
│   ├── FileUnreadable     the bytes are not what the format promises (broken, encrypted, too large, hostile)
│   ├── FormatUnknown      no reader recognises the file: map its columns first
│   ├── ColumnsChanged     a reader knows the file, but a column is missing, renamed or moved
│   └── PersonalData       a table about people who could be harmed has a column or cell that could name one
├── StoreError         the store cannot answer
│   ├── StoreDamaged       a file does not match its hash, or the ledger is broken
│   ├── StoreReadOnly      reading works, writing is not allowed
│   ├── StoreFull          the disk is full: nothing was written
│   ├── StoreBusy          somebody else is writing: wait and try again
│   ├── StoreChanged       somebody wrote between the comparison and the writing: compare again
│   └── AlreadyImported    the same bytes are in the store: nothing to do
├── RequestRefused     a question or a command that makes no sense as asked
└── RecordsInvalid     records made by our own code break the schema: a fault of the program, not of a file
"""


class DataError(Exception):
    """Root of what the data room raises on purpose; its text can be shown to an officer."""


class ImportRefused(DataError):
    """A file is refused whole. For single bad rows use a problem in the quarantine instead."""


class FileUnreadable(ImportRefused):
    """The bytes are broken, too large or hostile. For a sound file of an unknown kind use FormatUnknown."""


class FormatUnknown(ImportRefused):
    """No reader recognises the file. For a known file whose columns moved use ColumnsChanged."""


class ColumnsChanged(ImportRefused):
    """A known source renamed, dropped or moved a column; the message names it."""


class PersonalData(ImportRefused):
    """A table about protection, trafficking or a diaspora holds what could name a person; no value is repeated."""


class StoreError(DataError):
    """The store cannot answer or cannot be written."""


class StoreDamaged(StoreError):
    """A file of the store does not match its hash, or its ledger is broken; the message names the last good backup."""


class StoreReadOnly(StoreError):
    """The store may be read but not written here."""


class StoreFull(StoreError):
    """The disk is full; nothing of the import was kept."""


class StoreBusy(StoreError):
    """Somebody else writes to the store; the message says who and since when. Reading goes on."""


class StoreChanged(StoreError):
    """The store changed after a batch was compared with it. Compare again; for the same bytes use AlreadyImported."""


class AlreadyImported(StoreError):
    """An active import has the same bytes; the message says when they came and from whom."""


class RequestRefused(DataError):
    """A question or command that cannot be answered as asked, such as an unknown measure."""


class RecordsInvalid(DataError):
    """Our own code made records that break the schema. For a bad row of a file use a problem instead."""
