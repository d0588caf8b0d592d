"""Troops: mentions of soldiers and military hardware with their numbers, owners and places."""

import pipeline.troops.component  # noqa: F401  registers the factory
