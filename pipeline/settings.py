"""Every setting and limit of the pipeline, typed, in one place.

Values come, the strongest first, from the environment (``LAGEBILD_MAX_CHARS=500000``), from
``lagebild.toml`` in the working directory (``max_chars = 500000``), and from the defaults here.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from pipeline.remote import Folder, located


class SettingsError(ValueError):
    """A setting in the environment or in ``lagebild.toml`` has no sensible value."""


class Settings(BaseSettings):
    """Settings of one call of the pipeline."""

    model_config = SettingsConfigDict(
        env_prefix="LAGEBILD_",
        toml_file="lagebild.toml",
        frozen=True,
        extra="ignore",
        use_attribute_docstrings=True,
    )

    store: Annotated[Folder, PlainValidator(located)] = Path("data/store")
    """Folder of the store, or its address: ``s3://bucket/folder``, ``gs://``, ``az://``."""

    language: str = "de"
    """ISO 639-1 code of the articles; there must be a module for it in ``pipeline/language/``."""

    ner_model: str | None = None
    """A spaCy model with named entities, by name or folder, that is asked about doubtful place
    names (``de_core_news_lg``, ``data/models/de_lagebild_sm``). None asks no model."""

    boundary_policy: str | None = None
    """Which state disputed areas are shown in: a preset of ``data/places/policies/`` (``control``)
    or the path of a table with the same columns. None: the position of the German Federal
    Government and the United Nations."""

    baseline_first: date | None = None
    """First day of the baseline of the index, whose mean tension of the world is 100 points. None:
    the first day of the store."""

    baseline_last: date | None = None
    """Last day of the baseline of the index. None: the last day of the store. Set both where
    figures are to stay comparable while the store grows."""

    alerts_webhook: str | None = None
    """Where ``alerts`` posts what it found: an address with http or https. None posts nothing."""

    login_users: tuple[str, ...] = ()
    """Who may see the dashboard where a login is set up: addresses that the provider has verified
    (``"a@example.org"``) or whole domains (``"@example.org"``). Empty: every user of the provider.
    """

    max_chars: int = Field(default=1_000_000, ge=1, le=1_000_000)
    """Longest text in characters; spaCy takes no more than 1,000,000."""

    max_line_bytes: int = Field(default=16_000_000, ge=1_000)
    """Longest line of a JSONL file in bytes; longer ones are skipped without being held in memory.

    The default leaves room for a text of ``max_chars`` in which every character is escaped.
    """

    max_field_chars: int = Field(default=4_096, ge=64)
    """Longest identifier, title, source or URL in characters."""

    max_page_bytes: int = Field(default=8_000_000, ge=1_000)
    """Largest HTML page and largest feed in bytes."""

    max_list_bytes: int = Field(default=64_000_000, ge=1_000)
    """Largest file of many articles that has to be read whole, in bytes: NewsML, JSON.
    JSONL, CSV, Parquet, WARC and archives are read piece by piece and may be of any size."""

    archive_max_bytes: int = Field(default=16 * 1024**3, ge=1_000)
    """What an archive may hold when unpacked, in bytes, with all archives inside it."""

    archive_max_ratio: int = Field(default=200, ge=1)
    """How many times its own size an archive may hold; 16 MB are allowed in any case."""

    archive_max_members: int = Field(default=100_000, ge=1)
    """Files in an archive, with all archives inside it."""

    archive_max_depth: int = Field(default=2, ge=1, le=8)
    """How deep archives may lie in each other; an archive in an archive is 2."""

    table_columns: str | None = None
    """What the columns of CSV and Parquet and the fields of JSON mean: a preset of
    ``data/ingest/presets.tsv`` (``gdelt``, ``mediacloud``, ``newsapi``, ``common``) or the path of
    a table with the same columns. None, and for JSON that it does not fit: the preset whose columns
    are there."""

    future_hours: int = Field(default=24, ge=0)
    """A publication date further ahead of the clock than this is left out and flagged."""

    identify_language: bool = True
    """Whether texts in other languages than ``language`` are set aside."""

    duplicate_days: int = Field(default=3, ge=0, le=60)
    """Copies of an article are looked for this many days before and after it."""

    quarantine_bytes: int = Field(default=65_536, ge=0)
    """How much of a rejected input is kept under ``quarantine/raw``, in bytes."""

    workers: int = Field(default=0, ge=0, le=256)
    """Processes that analyse; 0 means one a processor, eight at most."""

    single_process_below: int = Field(default=200, ge=0)
    """Inputs with fewer documents are analysed in one process, since starting more takes longer."""

    batch_documents: int = Field(default=500, ge=1)
    """Documents that are written to the tables at once; bounds the memory of a run."""

    partition_bytes: int = Field(default=128_000_000, ge=1)
    """Files that a partitioned run gives to one worker have at least so many bytes together; a
    file is never divided."""

    commit_partitions: int = Field(default=16, ge=1)
    """Partitions that a partitioned run commits together; a driver that is killed loses no more."""

    tidy_every: int = Field(default=12, ge=1)
    """Snapshots after which files that nobody needs are removed; after a pause of an hour, each."""

    keep_hours: int = Field(default=24, ge=0)
    """How long files that no snapshot needs any more are kept for readers that still use them."""

    fetch_loopback: bool = False
    """Whether feeds may be fetched from this very machine (127.0.0.1). Other addresses that are
    not of the public internet are never fetched from."""

    fetch_max_bytes: int = Field(default=20_000_000, ge=1_000)
    """Largest answer of a feed in bytes."""

    fetch_seconds: float = Field(default=60.0, gt=0)
    """Longest time that fetching one feed may take."""

    keep_snapshots: int = Field(default=3, ge=1)
    """How many earlier snapshots can be gone back to; their files stay, whatever ``keep_hours``."""

    wait_seconds: float = Field(default=600, ge=0)
    """How long a run waits for another that writes to the same store."""

    look_seconds: float = Field(default=60, ge=0)
    """How long a dashboard goes on with a snapshot before it looks for a newer one."""

    publish_checks: Literal["refuse", "warn"] = "refuse"
    """What happens when a new snapshot looks like garbage beside the former one: the former stays
    (``refuse``), or the new one is published and this is said (``warn``)."""

    located_keep: float = Field(default=0.5, ge=0, le=1)
    """A snapshot looks like garbage when the share of documents that name a place on the map falls
    below this part of what it was. The number of documents must never fall."""

    checked_from: int = Field(default=20, ge=1)
    """Stores with fewer documents are not compared by shares: one article would change them."""

    set_aside_most: float = Field(default=0.5, ge=0, le=1)
    """A run that sets aside a greater share of its inputs than this is warned about."""

    batch_chars: int = Field(default=4_000_000, ge=1)
    """Characters of text that are written to the tables at once; bounds the memory of a run."""

    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    """What is logged to standard error. Text of articles is logged at no level."""

    compact_files: int = Field(default=32, ge=2)
    """A table with more files than this is compacted at the end of a run."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file, and leave the other sources out."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load() -> Settings:
    """Read the settings.

    Raises:
        SettingsError: When a value is out of range or the file is no TOML; names the setting.
    """
    try:
        return Settings()
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}"
            for fault in error.errors()
        )
        raise SettingsError(f"bad setting in the environment or lagebild.toml: {faults}") from error
    except ValueError as error:
        raise SettingsError(f"lagebild.toml is not valid TOML: {error}") from error
