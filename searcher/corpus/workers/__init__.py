"""Who reads the files, in which steps, and what if one never ends?"""
