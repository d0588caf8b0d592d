"""Files and folders in an object store, with as much of ``pathlib.Path`` as the pipeline uses.

deltalake's own access to object stores is used, so that an address works for the tables and for
everything else alike: ``s3://``, ``gs://`` and ``az://``. Credentials, region and endpoint come
from the environment alone (``AWS_ACCESS_KEY_ID``, ``AWS_PROFILE``, ``AWS_ENDPOINT_URL`` ...).
"""

from __future__ import annotations

import fnmatch
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TypeAlias, cast
from urllib.parse import unquote, urlsplit

import pyarrow.fs as pafs
from deltalake.fs import DeltaStorageHandler

SCHEMES = ("s3", "gs", "az")
#: Bytes that are asked for at once.
_BUFFER = 4 * 1024**2


@cache
def _bucket(root: str) -> pafs.FileSystem:
    return pafs.PyFileSystem(DeltaStorageHandler(root))


@dataclass(frozen=True, slots=True)
class Stat:
    """What is known of a file."""

    st_size: int
    st_mtime_ns: int


@dataclass(frozen=True, slots=True)
class RemotePath:
    """An address in an object store; folders are there as long as something is in them."""

    uri: str

    def __truediv__(self, name: str) -> RemotePath:
        """Return what has that name within this folder."""
        return RemotePath(f"{self.uri.rstrip('/')}/{name}")

    def __str__(self) -> str:
        """Return the address."""
        return self.uri

    @property
    def name(self) -> str:
        """The last part of the address."""
        return PurePosixPath(self._key).name

    @property
    def suffix(self) -> str:
        """The end of the name with its dot, "" where it has none."""
        return PurePosixPath(self._key).suffix

    @property
    def suffixes(self) -> list[str]:
        """All ends of the name with their dots."""
        return PurePosixPath(self._key).suffixes

    @property
    def parent(self) -> RemotePath:
        """The folder that this is in."""
        return RemotePath(self.uri.rstrip("/").rpartition("/")[0])

    @property
    def filesystem(self) -> pafs.FileSystem:
        """The files of the bucket."""
        scheme, _, rest = self.uri.partition("://")
        return _bucket(f"{scheme}://{rest.partition('/')[0]}")

    @property
    def key(self) -> str:
        """The address within the bucket."""
        return self._key

    def resolve(self) -> RemotePath:
        """Return the address itself: it is absolute."""
        return self

    def open(self, mode: str = "rb") -> BinaryIO:
        """Open a file for reading; it can be set back.

        Raises:
            OSError: When it cannot be opened.
        """
        if mode != "rb":
            raise ValueError(f"{self.uri} can only be opened for reading, not with {mode!r}")
        # Arrow's own file knows no lines.
        raw = cast("io.RawIOBase", self.filesystem.open_input_file(self._key))
        return io.BufferedReader(raw, _BUFFER)

    def read_bytes(self) -> bytes:
        """Return the content of a file."""
        with self.open() as file:
            return file.read()

    def write_bytes(self, content: bytes) -> None:
        """Put a file there, whole or not at all."""
        # Through a buffer that holds all of it: the handler takes no piece that is not bytes.
        size = len(content) + 1
        with self.filesystem.open_output_stream(self._key, buffer_size=size) as stream:
            stream.write(content)

    def exists(self) -> bool:
        """Whether there is anything."""
        return self._info().type is not pafs.FileType.NotFound

    def is_file(self) -> bool:
        """Whether there is a file."""
        return self._info().type is pafs.FileType.File

    def is_dir(self) -> bool:
        """Whether there is something in that folder."""
        return self._info().type is pafs.FileType.Directory

    def stat(self) -> Stat:
        """Return size and age of a file.

        Raises:
            FileNotFoundError: When there is none.
        """
        info = self._info()
        if info.type is not pafs.FileType.File:
            raise FileNotFoundError(2, "No such file", self.uri)
        return Stat(info.size, info.mtime_ns or 0)

    def unlink(self, missing_ok: bool = False) -> None:
        """Remove a file.

        Raises:
            FileNotFoundError: When there is none, unless that is ``missing_ok``.
        """
        if self.is_file():
            self.filesystem.delete_file(self._key)
        elif not missing_ok:
            raise FileNotFoundError(2, "No such file", self.uri)

    def glob(self, pattern: str) -> Iterator[RemotePath]:
        """Yield what is in this folder and fits a pattern, by name."""
        return (path for path in self.iterdir() if fnmatch.fnmatchcase(path.name, pattern))

    def iterdir(self) -> Iterator[RemotePath]:
        """Yield what is in this folder, by name."""
        yield from self.below(recursive=False)

    def below(self, *, recursive: bool = True) -> list[RemotePath]:
        """Return the files below this folder, by name; without ``recursive`` folders in it, too."""
        selector = pafs.FileSelector(self._key, allow_not_found=True, recursive=recursive)
        found = self.filesystem.get_file_info(selector)
        root = self.uri.removesuffix(self._key) if self._key else f"{self.uri.rstrip('/')}/"
        keys = (
            info.path for info in found if not (recursive and info.type is pafs.FileType.Directory)
        )
        return [RemotePath(root + key) for key in sorted(keys)]

    def _info(self) -> pafs.FileInfo:
        return self.filesystem.get_file_info(self._key)

    @property
    def _key(self) -> str:
        # Not urlsplit: a key may hold # and ?.
        return self.uri.partition("://")[2].partition("/")[2].strip("/")


#: Where files lie: on this machine or in an object store.
Folder: TypeAlias = Path | RemotePath


def located(given: str | Folder) -> Folder:
    """Return what an address or a path means.

    Raises:
        ValueError: For an address of a kind that is not known, with credentials or with ``#``.
    """
    if isinstance(given, RemotePath):
        return given
    # A path may have swallowed one of two slashes: "s3:/bucket".
    name = str(given)
    scheme, separator, rest = name.partition(":/")
    if isinstance(given, Path) and scheme in SCHEMES and separator:
        name = f"{scheme}://{rest.lstrip('/')}"
    if "://" not in name:
        return Path(given)
    uri = urlsplit(name)
    if uri.scheme in SCHEMES and uri.netloc:
        # A secret may hold a slash, so that its address ends before the @: a colon is enough.
        if set("@:") & set(uri.netloc) or "?" in name:
            raise ValueError("credentials do not belong in an address; set them in the environment")
        if "#" in name:  # the tables would lie elsewhere: deltalake cuts it off
            raise ValueError("an address cannot hold #; name the folder above")
        return RemotePath(name.rstrip("/"))
    if uri.scheme != "file" or uri.netloc not in {"", "localhost"}:
        raise ValueError(f"{name}: give a path, file:///folder, s3://, gs:// or az://")
    return Path(unquote(uri.path))
