"""Which articles are copies of one another? What they share, where it is kept, what it decides."""
