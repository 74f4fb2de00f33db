"""The write side: one module a subject, each a rule of the domain put to work."""
