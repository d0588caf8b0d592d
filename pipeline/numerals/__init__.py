"""German numerals: from a word to its value, from words to an interval.

The intervals are those of ``docs/record.md``. The rooms that count something (troops, dates) share
this reading.
"""

from pipeline.numerals.quantities import Quantity, is_quantity_word, quantity_at
from pipeline.numerals.words import number_word, ordinal_word

__all__ = ["Quantity", "is_quantity_word", "number_word", "ordinal_word", "quantity_at"]
