"""What is an index in one file? How it is packed, carried, looked at and unpacked."""
