"""What is asked? Knows no engine.

Words, flags, URL parameters and Python arguments all become one `SearchRequest`; engines see
nothing else.
"""
