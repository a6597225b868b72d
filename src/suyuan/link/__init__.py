"""Many articles → reuse, claims, events, stories, chains, discrepancies, naming."""
