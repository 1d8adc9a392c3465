"""The corruption suite: does a claim check notice that a sentence was made false?

Sentences of the sample newsroom and original ones are changed by rule into claims their source does
not support, each kind of fault fifty times; faithful rewrites of the same sentences are the
controls. `python -m bench.corruptions` prints the score.
"""
