"""The least that the same work takes with the bare libraries."""
