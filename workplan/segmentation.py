"""temporary"""

import re

_W = re.compile(
    r"[\u2e80-\u9fff]|[^\W_](?:[\w\u0300-\u036f]|[-\u2010-\u2013.,:/'’·](?=\w))*|\s+|.", re.DOTALL
)
_END = re.compile("(?:[.!?…؟۔։।॥။](?:[\"'”’»)\\]]*)\\s+(?![a-z])|[。！？][」』”’）]*)")


def words(text):
    return _W.findall(text)


def clusters(text):
    return list(text)


def sentences(text):
    ends = [0, *(m.end() for m in _END.finditer(text)), len(text)]
    return [text[a:b] for a, b in zip(ends, ends[1:]) if a < b]


def is_word(piece):
    return any(map(str.isalnum, piece))
