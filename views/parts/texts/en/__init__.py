"""English."""

from __future__ import annotations

from typing import Final

from views.parts.texts.en.codes import CODES
from views.parts.texts.en.method import METHOD
from views.parts.texts.en.pages import PAGES
from views.parts.texts.en.shared import SHARED

TEXTS: Final = {**SHARED, **PAGES, **METHOD, **CODES}
