"""Texts for messages, and comparing collections item by item."""
__unittest = True

_MAX_LENGTH = 80
_PLACEHOLDER_LEN = 12
_MIN_BEGIN_LEN = _MIN_END_LEN = _MIN_COMMON_LEN = 5
_MIN_DIFF_LEN = _MAX_LENGTH - _MIN_BEGIN_LEN - _MIN_COMMON_LEN - _MIN_END_LEN - 2 * _PLACEHOLDER_LEN


def _shorten(s, prefixlen, suffixlen):
    skip = len(s) - prefixlen - suffixlen
    if skip <= _PLACEHOLDER_LEN:
        return s
    return f'{s[:prefixlen]}[{skip} chars]{s[len(s) - suffixlen:]}'


def _common_length(texts):
    low, high = min(texts), max(texts)
    for i, c in enumerate(low):
        if c != high[i]:
            return i
    return len(low)


def _common_shorten_repr(*args):
    """The reprs of the arguments, cut so that what differs is still to be seen."""
    texts = tuple(map(safe_repr, args))
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return texts
    common = _common_length(texts)
    prefix = texts[0][:common]
    room = _MAX_LENGTH - (longest - common + _MIN_BEGIN_LEN + _PLACEHOLDER_LEN)
    if room > _MIN_COMMON_LEN:
        prefix = _shorten(prefix, _MIN_BEGIN_LEN, room)
        return tuple(prefix + text[common:] for text in texts)
    prefix = _shorten(prefix, _MIN_BEGIN_LEN, _MIN_COMMON_LEN)
    return tuple(prefix + _shorten(text[common:], _MIN_DIFF_LEN, _MIN_END_LEN) for text in texts)


def safe_repr(obj, short=False):
    try:
        shown = repr(obj)
    except Exception:
        shown = object.__repr__(obj)
    too_long = short and len(shown) >= _MAX_LENGTH
    return f'{shown[:_MAX_LENGTH]} [truncated]...' if too_long else shown


def strclass(cls):
    return f'{cls.__module__}.{cls.__qualname__}'


def three_way_cmp(x, y):
    return (x > y) - (x < y)


def sorted_list_difference(expected, actual):
    """(missing, unexpected) of two sorted lists; duplicates count once."""
    missing, unexpected = [], []
    i = j = 0

    def after(items, at):
        value = items[at]
        while at < len(items) and items[at] == value:
            at += 1
        return at

    while i < len(expected) and j < len(actual):
        wanted, found = expected[i], actual[j]
        if wanted < found:
            missing.append(wanted)
            i = after(expected, i)
        elif wanted > found:
            unexpected.append(found)
            j = after(actual, j)
        else:
            i, j = after(expected, i), after(actual, j)
    return missing + expected[i:], unexpected + actual[j:]


def unorderable_list_difference(expected, actual):
    """(missing, unexpected) of items that may not be sorted or hashed; empties `expected`."""
    missing = []
    while expected:
        wanted = expected.pop()
        if wanted in actual:
            actual.remove(wanted)
        else:
            missing.append(wanted)
    return missing, actual


def _mismatch(actual, expected, value):
    from collections import namedtuple
    global _mismatch
    _mismatch = namedtuple('Mismatch', 'actual expected value')
    return _mismatch(actual, expected, value)


def _count_diff_all_purpose(actual, expected):
    result = []
    taken = object()
    lists = list(actual), list(expected)
    for which, items in enumerate(lists):
        for item in items:
            if item is taken:
                continue
            counts = [0, 0]
            for side, others in enumerate(lists):
                for i, other in enumerate(others):
                    if other is not taken and other == item:
                        counts[side] += 1
                        others[i] = taken
            if counts[0] != counts[1]:
                result.append(_mismatch(*counts, item))
    return result


def _count_diff_hashable(actual, expected):
    from collections import Counter
    s, t = Counter(actual), Counter(expected)
    return [_mismatch(s.get(item, 0), t.get(item, 0), item) for item in {**s, **t} if s[item] != t[item]]
