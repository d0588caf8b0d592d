"""Streamlit entry: page configuration and navigation and the filters that all pages share.

The server imports this file for ``app``, which stands guard over every request; each session runs
it for the pages.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route
from streamlit.runtime.scriptrunner import StopException

from views.parts.back import arrive, leave
from views.parts.data import query, reading
from views.parts.filters import filter_bar
from views.parts.guard import guards
from views.parts.login import admit
from views.parts.picks import JUMP
from views.parts.style import style
from views.parts.texts import settle_language, text

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
FIRST = "lage"
ICON = Path(__file__).parent / "static" / "icon.png"


def pages() -> None:
    """Draw the page that the reader chose."""
    settle_language()
    st.set_page_config(page_title="Lagebild", page_icon=str(ICON), layout="wide")
    style()
    admit()
    page = st.navigation(
        [
            st.Page(
                f"views/{name}.py",
                title=text(f"page.{name}"),
                url_path=path,
                default=path == FIRST,
            )
            for name, path in PAGES.items()
        ],
        position="top",
    )
    arrive(page.url_path)
    try:
        # Drawn here and not by the pages, so that choices outlast a change of page.
        filter_bar(query())
        page.run()
    except StopException:
        leave(page.url_path)
        raise
    leave(page.url_path)


async def first_page(request: Request) -> RedirectResponse:
    """Lead to the first page, which Streamlit serves at the root only, with what was chosen."""
    chosen = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"./{chosen}")


if __name__ == "__main__":
    pages()
else:
    first = Route(f"/{FIRST}", first_page)
    app = st.App(__file__, routes=[first], middleware=guards([JUMP]), lifespan=reading)
