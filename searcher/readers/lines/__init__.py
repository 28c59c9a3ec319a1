"""What do the lines of a scraped page say, and which of them are its text?"""
