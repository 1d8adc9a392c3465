"""Pictures from the user's disk, decoded where a hostile one can harm nothing."""
