"""Lets spaCy be imported without its command line.

``import spacy`` imports all commands of spaCy (training, downloads, an HTTP client) for the sake of
one function, ``spacy.info``. That is a third of the import, and each process of a run pays it. A
stand-in for the module of that function spares it and imports the real one when it is called.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

_NAME = "spacy.cli.info"


class _StandIn(ModuleType):
    """Stands for ``spacy.cli.info`` until somebody asks for it."""

    def info(self, *given: object, **named: object) -> object:
        """Call the real function, see ``spacy.info``."""
        if sys.modules.get(_NAME) is self:
            del sys.modules[_NAME]
        return import_module(_NAME).info(*given, **named)


if "spacy" not in sys.modules:
    sys.modules[_NAME] = _StandIn(_NAME)
