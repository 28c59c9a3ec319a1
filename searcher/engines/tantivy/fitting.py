"""Does a word fit a pattern, or is it another one misspelled? As the engine's automata decide."""


def fits_pattern(pattern: str, token: str) -> bool:
    """Say whether the whole token fits `*` (any run) and `?` (one character).

    No regular expression: with several `*` Python's take time without bound. Only the last `*`
    passed has to be tried again, so this takes at most the product of the lengths.
    """
    at = place = 0
    star, resumed = -1, 0
    while place < len(token):
        sign = pattern[at] if at < len(pattern) else ""
        if sign == "*":
            star, resumed = at, place
            at += 1
        elif sign == "?" or sign == token[place]:
            at += 1
            place += 1
        elif star >= 0:
            resumed += 1
            at, place = star + 1, resumed
        else:
            return False
    return not pattern[at:].strip("*")


def within_distance(first: str, second: str, most: int) -> bool:
    """Say whether two words are within so many edits, transpositions counted as one."""
    if abs(len(first) - len(second)) > most:
        return False
    # An edit changes at most two of the letters that only one word has.
    if len(set(first).symmetric_difference(second)) > 2 * most:
        return False
    above: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        twice, above, row = above, row, [i]
        for j, b in enumerate(second, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, twice[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(above) > most:
            return False
    return row[-1] <= most
