"""Streamlit entry: page configuration and navigation and the filters that all pages share."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from views.parts.data import query
from views.parts.filters import filter_bar
from views.parts.style import style
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
style()
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
