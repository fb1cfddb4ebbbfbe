"""Copied text: sentences with names and figures masked, held against last year's and against other agencies'.

`masking` makes templates of sentences; `rarity` says what a shared pair of letters is worth, `runs` how far a
sentence is its writer's own; `alignment` holds two reports against each other sentence by sentence, `order` by the
order of all. `signature` keeps as arrays what both need, `texts` is a report's text with it.
`reuse` measures against last year. In a batch `index` (with `grouping`, `neighbours`) finds who may share text,
`passages` says what two share, `batch_map` puts it together (`bodies`: who is one agency, `same_text`: parts that
dozens have), `clusters` who belongs together, `shared_passage` is what the checks get, `foreign` the names left in.
`measures` are two figures of a text in plain words.
"""
