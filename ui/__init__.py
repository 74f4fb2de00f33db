"""The desktop window; the only folder that knows the toolkit."""
