"""German, the default."""

from __future__ import annotations

from typing import Final

from views.parts.texts.de.codes import CODES
from views.parts.texts.de.method import METHOD
from views.parts.texts.de.pages import PAGES
from views.parts.texts.de.shared import SHARED

TEXTS: Final = {**SHARED, **PAGES, **METHOD, **CODES}
