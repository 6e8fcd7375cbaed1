# gc.is_tracked tells what CPython's collector follows: not builtin classes, plain objects, or dicts of such
import gc


class Own:
    pass


print([gc.is_tracked(x) for x in (1, 'a', int, object(), Own, Own(), [], type(gc))])  # expect: [False, False, False, False, True, True, True, False]
print([gc.is_tracked({1: x}) for x in ('a', int, object(), Own, Own(), [], {})])  # expect: [False, False, False, True, True, True, True]
