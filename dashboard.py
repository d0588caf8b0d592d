"""Streamlit entry: page configuration and navigation, nothing else."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from views.parts.texts import text

ICON = Path(__file__).parent / "static" / "icon.png"

st.set_page_config(page_title="Lagebild", page_icon=str(ICON), layout="wide")
st.html(
    "<style>.stMainBlockContainer {padding-top: 4rem}"
    " [class*='st-key-'] {scroll-margin-top: 4rem}</style>"
)
st.navigation(
    [
        st.Page("views/overview.py", title=text("page.overview"), url_path="lage", default=True),
        st.Page("views/evidence.py", title=text("page.evidence"), url_path="belege"),
        st.Page("views/method.py", title=text("page.method"), url_path="methode"),
    ],
    position="top",
).run()
