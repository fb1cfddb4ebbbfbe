"""Copied text: sentences with names and figures masked, held against last year's and against other agencies'.

`masking` makes templates of sentences, `rarity` says what a shared word is worth, `alignment` holds two
reports against each other, `reuse` measures against last year, `index` finds who shares text in a batch
(`signatures`: what it keeps of a report), `passages` and `clusters` say who copied what from whom,
`measures` are two figures of a text in plain words.
"""
