"""Issuing, looking at, printing, saving, revoking and reissuing certificates."""
