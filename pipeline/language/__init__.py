"""What the pipeline knows about a language before it looks for anything in a text."""

from pipeline.language.registry import blank
from pipeline.language.tables import DATA, TableError, read_table, stream_table
from pipeline.language.words import Clip, Word, clips_of, set_clips, words_of

__all__ = [
    "DATA",
    "Clip",
    "TableError",
    "Word",
    "blank",
    "clips_of",
    "read_table",
    "set_clips",
    "stream_table",
    "words_of",
]
