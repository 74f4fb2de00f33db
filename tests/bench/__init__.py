"""How fast we are beside what nobody could do much faster; `python -m tests.bench NAME`."""
