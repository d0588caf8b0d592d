"""Streamlit entry: page configuration and navigation and the filters that all pages share."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from views.parts.data import query
from views.parts.filters import filter_bar
from views.parts.palette import palette
from views.parts.texts import text

#: Module of ``views`` and address of each page.
PAGES = {
    "overview": "lage",
    "country": "land",
    "events": "ereignisse",
    "actors": "akteure",
    "troops": "truppen",
    "sources": "quellen",
    "evidence": "belege",
    "method": "methode",
}
ICON = Path(__file__).parent / "static" / "icon.png"

st.set_page_config(page_title="Lagebild", page_icon=str(ICON), layout="wide")
# Captions in the pale grey of Streamlit are too faint to be read by everybody.
st.html(
    "<style>.stMainBlockContainer {padding-top: 4rem}"
    " [class*='st-key-'] {scroll-margin-top: 4rem}"
    " [data-testid='stCaptionContainer'] {opacity: 1}"
    f" [data-testid='stCaptionContainer'] p {{color: {palette().muted}}}</style>"
)
page = st.navigation(
    [
        st.Page(
            f"views/{name}.py", title=text(f"page.{name}"), url_path=path, default=path == "lage"
        )
        for name, path in PAGES.items()
    ],
    position="top",
)
# Drawn here and not by the pages, so that choices outlast a change of page.
filter_bar(query())
page.run()
