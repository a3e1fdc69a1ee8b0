"""Files of what is shown: the records behind a number, in five forms, each with a descriptor."""
