"""`make_scanner`: what a decoder scans with."""
from _json import make_scanner as c_make_scanner

__all__ = ['make_scanner']

make_scanner = c_make_scanner


def __getattr__(name):
    if name == 'NUMBER_RE':
        import re
        return re.compile(r'(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?', re.VERBOSE | re.MULTILINE | re.DOTALL)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
