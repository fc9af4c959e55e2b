"""How a document or one of its turns is cited: one style a file."""
