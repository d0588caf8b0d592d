"""Input that a program makes up, led by which code it reaches (atheris, libFuzzer).

``python -m benchmarks.fuzz readers --seconds 300`` needs ``requirements-fuzz.txt``; Linux only.
"""
