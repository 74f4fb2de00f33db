"""Adapters to the outside, one folder a capability."""
