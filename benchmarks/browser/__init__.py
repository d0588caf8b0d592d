"""The dashboard in a real browser, over a store of millions of mentions."""
