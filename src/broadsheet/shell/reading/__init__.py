"""Reading documents from strangers where they can neither hang nor harm the program."""
