"""Many readers at once: sessions that speak Streamlit's own protocol to the real dashboard.

``python -m benchmarks.load`` gives the figures of ``docs/reliability.md``.
"""
