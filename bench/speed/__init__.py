"""How fast the embedded index writes and answers, beside other engines given the same terms."""
