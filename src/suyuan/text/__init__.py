"""Characters, knowing nothing of news: folding, sentences, quotation marks, numerals."""
