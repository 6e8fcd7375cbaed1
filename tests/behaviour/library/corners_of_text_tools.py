# Corners of configparser, shlex, argparse, textwrap, string, difflib, calendar, random, fractions and logging.
import argparse
import calendar
import collections.abc
import configparser
import contextlib
import difflib
import io
import logging
import pprint
import random
import shlex
import string
import textwrap
from fractions import Fraction


def error(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


# An option without a value is an empty text among the items; comments begin where all prefixes were looked for once.
parser = configparser.ConfigParser(allow_no_value=True, inline_comment_prefixes=('#', ';'))
parser.read_string('[s]\nalone\nboth = a;b ;c #d\nsemi = x ;y\n')
print(parser.items('s'), parser.items('s', raw=True))
# expect: [('alone', ''), ('both', 'a;b ;c'), ('semi', 'x')] [('alone', None), ('both', 'a;b ;c'), ('semi', 'x')]
# Parts of a word, and what never ends.
for line in ('a"b c"d\'e f\' g\\ h', '"x\\"y\\z" # no', "'", '"a\\', 'a\\', '""', 'x#y'):
    print(error(shlex.split, line), error(shlex.split, line, comments=True), error(shlex.split, line, posix=False))
    # expect: ['ab cde f', 'g h'] ['ab cde f', 'g h'] ['a"b', 'c"d\'e', "f'", 'g\\', 'h']
    # expect: ['x"y\\z', '#', 'no'] ['x"y\\z'] ['"x\\"', 'y\\z"', '#', 'no']
    # expect: ValueError: No closing quotation ValueError: No closing quotation ValueError: No closing quotation
    # expect: ValueError: No escaped character ValueError: No escaped character ValueError: No closing quotation
    # expect: ValueError: No escaped character ValueError: No escaped character ['a\\']
    # expect: [''] [''] ['""']
    # expect: ['x#y'] ['x'] ['x#y']


class Long(textwrap.TextWrapper):
    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        cur_line.append(reversed_chunks.pop()[:width] + '~')


print(textwrap.wrap('this-is-a-useful feature -- really--truly e.g. x-1', 8), Long(5).wrap('abc abcdefghij'))
# expect: ['this-is-', 'a-useful', 'feature', '--', 'really--', 'truly', 'e.g. x-1'] ['abc abcde~']
print(textwrap.wrap('Did you say "supercalifragilistic?"', 12), textwrap.wrap('One. Two! "Three." 4', 30, fix_sentence_endings=True))
# expect: ['Did you say ', '"supercalifr', 'agilistic?"'] ['One.  Two!  "Three."  4']


class Percent(string.Template):
    delimiter = '%'
    idpattern = '[a-z]+'


print(Percent('%a %% %{b} $a').substitute(a=1, b=2), bool(Percent.pattern.match('%x')), bool(string.Template.pattern.match('%x')))
# expect: 1 % 2 $a True False
print(error(string.Template('one\ntwo $').substitute), error(string.Template('$x').substitute, None))
# expect: ValueError: Invalid placeholder in string: line 2, col 5 TypeError: 'NoneType' object is not subscriptable
# What no value was given for is checked against the choices.
command = argparse.ArgumentParser(prog='p', exit_on_error=False, add_help=False)
command.add_argument('-v', '--verbose', action='count')
command.add_argument('-x', nargs='?', const=5)
command.add_argument('names', nargs='*', choices=['a', 'b'])
for words in ([], ['a', '-vvx7', 'b'], ['-vvx', '--', 'b'], ['--verb=1']):
    print(error(command.parse_known_args, words))
    # expect: ArgumentError: argument names: invalid choice: [] (choose from 'a', 'b')
    # expect: (Namespace(verbose=2, x='7', names=['a']), ['b'])
    # expect: (Namespace(verbose=2, x=5, names=['b']), [])
    # expect: ArgumentError: argument -v/--verbose: ignored explicit argument '1'
matcher = difflib.SequenceMatcher(None, 'abxcd', 'abcd')
print(matcher.get_opcodes(), list(matcher.get_grouped_opcodes(1)), matcher.get_opcodes())
# expect: [('equal', 1, 2, 1, 2), ('delete', 2, 3, 2, 2), ('equal', 3, 4, 2, 3)] [[('equal', 1, 2, 1, 2), ('delete', 2, 3, 2, 2), ('equal', 3, 4, 2, 3)]] [('equal', 1, 2, 1, 2), ('delete', 2, 3, 2, 2), ('equal', 3, 4, 2, 3)]
print(list(difflib.unified_diff(['a\n', 'b\n'], ['a\n', 'c\n'], 'x', 'y', 'day', n=0)))
# expect: ['--- x\tday\n', '+++ y\n', '@@ -2 +2 @@\n', '-b\n', '+c\n']
print(calendar.TextCalendar(6).formatmonth(2024, 2), list(calendar.Calendar(2).itermonthdays4(1, 1))[:3])
# expect:    February 2024
# expect: Su Mo Tu We Th Fr Sa
# expect:              1  2  3
# expect:  4  5  6  7  8  9 10
# expect: 11 12 13 14 15 16 17
# expect: 18 19 20 21 22 23 24
# expect: 25 26 27 28 29
# expect:  [(0, 12, 27, 2), (0, 12, 28, 3), (0, 12, 29, 4)]


class SetAndSequence(collections.abc.Sequence, collections.abc.Set):
    def __len__(self):
        return 3

    def __getitem__(self, at):
        return range(3)[at]


print(sorted(random.sample(SetAndSequence(), 3)), error(random.sample, {1: 2}, 1))
# expect: [0, 1, 2] TypeError: Population must be a sequence.  For dicts or sets, use sorted(d).
print(error(lambda: Fraction(-6, 4) / 0), Fraction(3, 4).__reduce__(), round(Fraction(5, 2)), Fraction(1, 3) < float('inf'))
# expect: ZeroDivisionError: Fraction(-1, 0) (<class 'fractions.Fraction'>, ('3/4',)) 2 True
print(pprint.pformat({'k' * 30: ['v' * 30, 'w' * 30], 'b': (1,)}, width=40), pprint.pformat([1, [2, [3, [4]]]], depth=2))
# expect: {'b': (1,),
# expect:  'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkk': ['vvvvvvvvvvvvvvvvvvvvvvvvvvvvvv',
# expect:                                     'wwwwwwwwwwwwwwwwwwwwwwwwwwwwww']} [1, [2, [...]]]
out = io.StringIO()
handler = logging.StreamHandler(out)
handler.setFormatter(logging.Formatter('%(funcName)s %(levelname)s %(message)s'))
logging.getLogger().addHandler(handler)


def inner():
    logging.getLogger('a').warning('logger', stacklevel=2)
    logging.warning('function', stacklevel=2)
    logging.warning('function', stacklevel=3)


def outer():
    inner()


outer()
print(out.getvalue())
# expect: outer WARNING logger
# expect: inner WARNING function
# expect: outer WARNING function
# expect:
