"""What does that which lies around a file say of its articles? Folders, lists, names of authors."""
