"""One module a kind of file: each turns what a trainer has into the same grid."""
