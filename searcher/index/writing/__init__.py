"""What does the one writer of an index do up to its commit?"""
