"""What tests share: the analysis, loaded once, and a store made of the demo articles."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

import pipeline.events
import pipeline.places  # noqa: F401  registers the factories
from pipeline.annotate import Annotator
from pipeline.batch import run_batch
from pipeline.engine.work import annotator as loaded
from pipeline.language import blank
from pipeline.model import Document, Sentence
from pipeline.query import Query
from pipeline.settings import Settings
from tests.baited import write_articles

ROOT = Path(__file__).resolve().parents[1]
#: A Tuesday; relative dates in tests refer to it.
TUESDAY = date(2022, 1, 18)

Reader = Callable[..., list[Sentence]]


def annotator() -> Annotator:
    """Return the whole analysis, built once for the tests of a process and all their runs."""
    return loaded("de")


@pytest.fixture(autouse=True)
def _main(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the main module back, whose place a tested page takes: new processes start from it."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(scope="session")
def nlp() -> Language:
    """Return a spaCy pipeline of places and events alone."""
    nlp = blank("de")
    nlp.add_pipe("lagebild_places")
    nlp.add_pipe("lagebild_events")
    return nlp


@pytest.fixture(scope="session")
def read() -> Reader:
    """Return a function that analyses a text as if published on a Tuesday."""

    def sentences(text: str, published: date | None = TUESDAY) -> list[Sentence]:
        document = Document("test", text, published=published)
        return list(annotator().annotate(document).sentences)

    return sentences


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with the demo articles."""
    folder = tmp_path_factory.mktemp("seeds") / "store"
    run_batch([ROOT / "seeds"], folder, Settings(store=folder), annotator().methodology)
    return folder


@pytest.fixture(scope="session")
def baited_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of articles that are full of bait."""
    folder = tmp_path_factory.mktemp("baited")
    store = folder / "store"
    settings = Settings(store=store, publish_checks="warn")
    run_batch([write_articles(folder)], store, settings, annotator().methodology)
    return store


@pytest.fixture(scope="session")
def query(seed_store: Path) -> Query:
    """Return the query layer over the demo articles."""
    return Query.open(seed_store)
