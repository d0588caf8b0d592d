"""The pages of the dashboard: thin, all figures come from ``pipeline.query``."""
