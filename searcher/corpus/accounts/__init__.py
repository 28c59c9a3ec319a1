"""What was read, what came of each record, and which of several stands?"""
