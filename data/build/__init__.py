"""Scripts that build what lies compiled in data/ and static/."""
