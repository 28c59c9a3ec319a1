"""How far can an index be trusted, and which of its articles deserve a look?"""
