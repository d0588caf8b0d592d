"""The events room: who does what to whom, and whether the text says that it is so."""
