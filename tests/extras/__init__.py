"""Tests of what runs on people's own machines alone."""
