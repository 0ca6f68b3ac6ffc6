"""A second opinion by a language model, where the firm allowed one: what is asked, and what an answer may change."""
