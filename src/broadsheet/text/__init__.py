"""The language kit: string in, data out. Sentences, words, quantities, dates, names, languages."""
