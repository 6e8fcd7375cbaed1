"""Options of the command line as C's getopt reads them. Covers CPython's module.

Both functions take words off the front as long as they are options; what they differ in is where they stop.
"""
import os

__all__ = ['GetoptError', 'error', 'getopt', 'gnu_getopt']


class GetoptError(Exception):
    opt = msg = ''

    def __init__(self, msg, opt=''):
        super().__init__(msg, opt)
        self.msg, self.opt = msg, opt

    def __str__(self):
        return self.msg


error = GetoptError


def _take_options(found, words, shorts, longs):
    # Takes options until a word is none.
    while words and words[0].startswith('-') and words[0] not in ('-', '--'):
        take, start, names = (do_longs, 2, longs) if words[0].startswith('--') else (do_shorts, 1, shorts)
        found, words = take(found, words[0][start:], names, words[1:])
    return words


def _names(longopts):
    return [longopts] if isinstance(longopts, str) else list(longopts)


def getopt(args, shortopts, longopts=[]):
    """(options with their values, the arguments after them)."""
    found = []
    rest = _take_options(found, args, shortopts, _names(longopts))
    return found, rest[1:] if rest and rest[0] == '--' else rest


def gnu_getopt(args, shortopts, longopts=[]):
    """As getopt; options may come after other arguments."""
    found, others, longs = [], [], _names(longopts)
    strict = shortopts.startswith('+')
    shorts = shortopts[1:] if strict else shortopts
    strict = strict or os.environ.get('POSIXLY_CORRECT')
    while (args := _take_options(found, args, shorts, longs)) and args[0] != '--' and not strict:
        others.append(args[0])
        args = args[1:]
    others += args[1:] if args and args[0] == '--' else args
    return found, others


def do_longs(opts, opt, longopts, args):
    name, given, value = opt.partition('=')
    wanted, name = long_has_args(name, longopts)
    if given and not wanted:
        raise GetoptError(f'option --{name} must not have an argument', name)
    if wanted and not given:
        if not args:
            raise GetoptError(f'option --{name} requires argument', name)
        value, args = args[0], args[1:]
    opts.append((f'--{name}', value))
    return opts, args


def long_has_args(opt, longopts):
    """(does it take an argument, its whole name)."""
    likely = [name for name in longopts if name.startswith(opt)]
    for takes_value, whole in (False, opt), (True, opt + '='):
        if whole in likely:
            return takes_value, opt
    if len(likely) == 1:
        return likely[0].endswith('='), likely[0].removesuffix('=')
    raise GetoptError(f'option --{opt} not ' + ('a unique prefix' if likely else 'recognized'), opt)


def do_shorts(opts, optstring, shortopts, args):
    # Letters in one word; the rest of it, or the next word, belongs to one that takes a value.
    for at, letter in enumerate(optstring, 1):
        if short_has_arg(letter, shortopts):
            value = optstring[at:]
            if not value:
                if not args:
                    raise GetoptError(f'option -{letter} requires argument', letter)
                value, args = args[0], args[1:]
            opts.append((f'-{letter}', value))
            break
        opts.append((f'-{letter}', ''))
    return opts, args


def short_has_arg(opt, shortopts):
    at = shortopts.find(opt) if opt != ':' else -1
    if at < 0:
        raise GetoptError(f'option -{opt} not recognized', opt)
    return shortopts.startswith(':', at + 1)
