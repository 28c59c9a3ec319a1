"""How fast is searcher beside others that do the same work, in one run on one machine?

    scripts/benchmark

What is measured, and the last run that is kept, stand in docs/benchmarks.md.
"""
