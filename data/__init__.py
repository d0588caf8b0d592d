"""What the pipeline knows, as reviewed tables."""
