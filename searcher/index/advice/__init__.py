"""What should a user know about an answer, and what would help?"""
