"""Tests of the names that copying has left in a report."""
