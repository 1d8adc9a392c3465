"""The composition root: the program over a workspace, with real parts."""
