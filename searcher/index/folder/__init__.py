"""What lies in an index's folder, and how is it made, opened and removed?"""
