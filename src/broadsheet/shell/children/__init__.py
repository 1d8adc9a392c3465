"""Child processes for work on hostile input: limited in memory and time, and free to crash."""
