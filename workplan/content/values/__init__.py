"""What a single field can say: words, ids, days, deadlines, labels of editions, symbols, languages; and
blanks, for what is not known yet."""
