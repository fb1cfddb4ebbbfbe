"""Copied text: masks, last year's, passages among agencies, clusters, the command."""
