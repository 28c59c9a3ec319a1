"""Do both engines find the same articles, whatever is typed?"""
