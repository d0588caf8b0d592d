"""A snapshot of the store as tables that DuckDB can be asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock, local
from typing import Any, Final, Self, TypeVar

import duckdb

from pipeline.index.cells import NUMBERS, Role
from pipeline.query.answers import Answer, Answers
from pipeline.query.windows import Windows
from pipeline.remote import Folder
from pipeline.store.manifest import StoreError, way_back
from pipeline.store.schema import TABLES
from pipeline.store.snapshot import Snapshot, relation

Row = dict[str, Any]
Known = TypeVar("Known")

#: Which sentence concerns which country: it names a place there, or an event has it as a party.
#: EU, UN and G7 are identifiers of organisations that look like country codes.
_STATE = "length(party) = 2 AND party NOT IN ('EU', 'UN', 'G7')"
_CONCERNS = f"""
SELECT doc_id, sentence, published, country FROM places WHERE country <> ''
UNION
SELECT doc_id, sentence, published, party AS country
FROM (SELECT doc_id, sentence, published, unnest(list_concat(actors, targets)) AS party FROM events)
WHERE {_STATE}
"""  # noqa: S608
#: All countries of that view. Mentions are counted, not sentences: of ten million, to tell the
#: sentences apart takes seconds, and the order is that of a list to choose from.
COUNTRIES: Final = f"""
SELECT country FROM (
    SELECT country, count(*) AS n FROM places WHERE country <> '' GROUP BY country
    UNION ALL
    SELECT party AS country, count(*) AS n
    FROM (SELECT unnest(list_concat(actors, targets)) AS party FROM events)
    WHERE {_STATE} GROUP BY party
) GROUP BY country ORDER BY sum(n) DESC, country
"""  # noqa: S608

#: Small tables that are read once.
_HELD = ("index_base", "index_copies")
#: A store whose files are not larger than this is read once: a page asks fifty times, and
#: unpacking the files at each of them takes most of the time.
_SMALL_BYTES = 48 * 2**20
#: What is read is packed in memory, in the order of its days and in short groups of rows, so that
#: a question about a month passes over all others.
_ATTACH = "ATTACH ':memory:' AS held (COMPRESS, ROW_GROUP_SIZE 8192)"
#: The texts of articles would take most of the memory, and no question is about them.
_LEFT_OUT = {"documents": "* EXCLUDE (text)"}
#: The cells of one role, packed in memory: a page asks for them with every change of its filter.
_CELLS = f"""
CREATE TABLE held.{{name}} AS
SELECT {NUMBERS} FROM index_cells WHERE role = '{{role}}' AND realised = {{realised}}
ORDER BY published
"""  # noqa: S608


class Database:
    """The tables of one snapshot and the view ``concerns``; safe to share between threads."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._database = duckdb.connect()
        self._database.execute(_ATTACH)
        small = _is_small(snapshot)
        if small:
            # Questions take milliseconds then; to share one among threads takes more than it saves.
            self._database.execute("SET threads = 1")
        with self._failures_named():
            for table, schema in TABLES.items():
                files = snapshot.files(table)
                empty = schema.empty_table()  # noqa: F841  DuckDB finds it by its name
                if files and (small or table in _HELD):
                    relation(self._database, files, table).create_view(f"stored_{table}")
                    self._hold(table, f"SELECT {_LEFT_OUT.get(table, '*')} FROM stored_{table}")  # noqa: S608
                elif files:
                    relation(self._database, files, table).create_view(table)
                else:
                    # The name is one of the keys of TABLES.
                    made = f"CREATE TABLE {table} AS SELECT * FROM empty"  # noqa: S608
                    self._database.execute(made)
            if small:
                self._hold("concerns", _CONCERNS)
            else:
                self._database.execute(f"CREATE VIEW concerns AS {_CONCERNS}")
        self._held: set[str] = set()
        self._made: dict[str, Any] = {}
        self._answers = Answers()
        self.windows = Windows()
        self._lock = Lock()
        self._own = local()

    def _hold(self, name: str, sql: str) -> None:
        """Read the rows of a query once; the names are our own."""
        self._database.execute(f"CREATE TABLE held.{name} AS {sql} ORDER BY published")
        viewed = f"CREATE VIEW {name} AS SELECT * FROM held.{name}"  # noqa: S608
        self._database.execute(viewed)

    @classmethod
    def open(cls, store: str | Folder) -> Self:
        """Open the current snapshot of a store.

        Raises:
            StoreError: When there is none, or it cannot be read.
        """
        return cls(Snapshot.open(store))

    @staticmethod
    def current(store: str | Folder) -> str:
        """Return the version of the current snapshot of a store, without reading its tables.

        Raises:
            StoreError: When there is none, or it cannot be read.
        """
        return Snapshot.open(store).version

    def cells(self, role: Role, *, realised: bool) -> str:
        """Return the name of the table with the numbers of the cells of a role, read once."""
        name = f"{role}_{'realised' if realised else 'all'}"
        with self._lock:
            if name not in self._held:
                self._asked(_CELLS.format(name=name, role=role, realised=realised), [])
                self._held.add(name)
        return f"held.{name}"

    def rows(self, sql: str, values: list[object]) -> list[Row]:
        """Return the rows of a query, values by column name; asked again, it is not run again.

        Raises:
            StoreError: When the files of the store cannot be read.
        """
        names, rows = self._answer(sql, values)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def tuples(self, sql: str, values: list[object]) -> Sequence[tuple[Any, ...]]:
        """Return the rows of a query as ``rows`` does, values by position: for long answers.

        Raises:
            StoreError: When the files of the store cannot be read.
        """
        return self._answer(sql, values)[1]

    def arrow(self, sql: str, values: list[object]) -> Any:
        """Return the rows of a query as an Arrow table, which is not kept.

        Raises:
            StoreError: When the files of the store cannot be read.
        """
        with self._failures_named():
            return self._cursor().sql(sql, params=values).to_arrow_table()

    def _answer(self, sql: str, values: list[object]) -> Answer:
        question = f"{sql}\0{values}"
        answer = self._answers.get(question)
        if answer is None:
            answer = self._asked(sql, values)
            self._answers.keep(question, answer)
        return answer

    def kept(self, question: str, make: Callable[[], list[Known]]) -> list[Known]:
        """Return an answer that is not DuckDB's, kept like those as long as there is room."""
        answer = self._answers.get(question)
        if answer is None:
            answer = (), list(make())
            self._answers.keep(question, answer)
        found: list[Any] = answer[1]
        return found

    def once(self, name: str, make: Callable[[], Known]) -> Known:
        """Return what was made of this snapshot under a name, made when it is first asked for."""
        if name not in self._made:
            self._made[name] = make()
        found: Known = self._made[name]
        return found

    def forget(self, *, days: bool = False) -> None:
        """Forget the answers given so far, and the days held; who measures asks again."""
        self._answers = Answers()
        if days:
            self.windows = Windows()

    def _asked(self, sql: str, values: list[object]) -> Answer:
        with self._failures_named():
            cursor = self._cursor()
            cursor.execute(sql, values)
            return tuple(column[0] for column in cursor.description or ()), cursor.fetchall()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """Return the cursor of this thread; what was asked of it before has been read."""
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._own, "cursor", None)
        if cursor is None:
            cursor = self._database.cursor()
            cursor.execute("SET enable_progress_bar = false")  # a setting of the cursor
            self._own.cursor = cursor
        return cursor

    def one(self, sql: str, values: list[object]) -> Row:
        """Return the only row of a query."""
        return self.rows(sql, values)[0]

    @contextmanager
    def _failures_named(self) -> Iterator[None]:
        try:
            yield
        except duckdb.Error as error:
            folder = self.snapshot.folder
            raise StoreError(f"{folder} cannot be read ({error}); {way_back(folder)}") from error


def _is_small(snapshot: Snapshot) -> bool:
    """Whether the tables are best read once; not known of stores without a list of their files."""
    files = snapshot.manifest.files
    size = sum(file.bytes for table in files.values() for file in table.values())
    return bool(files) and size <= _SMALL_BYTES
