"""Figures as pages, pictures and files."""
