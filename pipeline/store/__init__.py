"""The only room that writes: Delta tables, published as snapshots."""
