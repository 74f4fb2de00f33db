"""Certificates: drawing, signing, and reading numbers out of PDF files."""
