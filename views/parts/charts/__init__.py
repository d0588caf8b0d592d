"""Charts, one module an idea; all of them return Plotly figures."""
