"""The daily briefing: what an analyst would send to a colleague in the morning, with its sentences.

``content`` says what is in it, ``html`` and ``pdf`` write it down, ``worldmap`` draws, ``words``
holds its texts. All figures come from the query layer.
"""

from pipeline.briefing.content import Briefing, compose
from pipeline.briefing.html import to_html
from pipeline.briefing.pdf import to_pdf
from pipeline.labels import LANGUAGES

__all__ = ["LANGUAGES", "Briefing", "compose", "to_html", "to_pdf"]
