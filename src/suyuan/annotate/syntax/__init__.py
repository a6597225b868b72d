"""A small clause analysis over folded text, without dependencies: units, clauses, adjuncts, noun phrases."""
