"""Which files are in this file? Archives and compressed files, and how far they may be unpacked."""
