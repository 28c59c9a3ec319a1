"""Which lines does a concordance have, and in which order?"""
