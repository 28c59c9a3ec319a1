"""Which of the IPTC's Media Topics is meant? Codes, labels and their tree; names that mean one."""
