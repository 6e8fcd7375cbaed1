# Edges of unittest, tempfile, uuid, sysconfig, urllib.parse, concurrent.futures, shutil, pathlib, codecs and queue.
import codecs
import concurrent.futures
import contextlib
import io
import os
import queue
import sysconfig
import tempfile
import threading
import unittest
import urllib.parse
import uuid
import warnings
from pathlib import Path


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


# What a test program decides itself is no option of it.
class Case(unittest.TestCase):
    def test(self):
        pass


class Program(unittest.TestProgram):
    def runTests(self):
        pass


for options in {}, {'failfast': True, 'buffer': False}:
    for args in ['-f'], ['-v', '-q'], ['-h']:
        with contextlib.redirect_stderr(io.StringIO()) as shown, contextlib.redirect_stdout(shown):
            try:
                program = Program(module=None, argv=['t', *args, 'unittest'], **options)
                print(program.failfast, program.verbosity)
            except SystemExit as end:
                print(end.code)
        print(shown.getvalue().splitlines()[0])
        # expect: True 1
        # expect: False 0
        # expect: usage: t [-h] [-v] [-q] [--locals] [-f] [-c] [-b] [-k TESTNAMEPATTERNS]
        # expect: usage: t [-h] [-v] [-q] [--locals] [-c] [-k TESTNAMEPATTERNS] [tests ...]
        # expect: True 0
        # expect: usage: t [-h] [-v] [-q] [--locals] [-c] [-k TESTNAMEPATTERNS] [tests ...]

# A subtest in a set-up counts for the set-up only.
class Parts(unittest.TestCase):
    failureException = AssertionError

    def setUp(self):
        with self.subTest(a=1, b=2):
            with self.subTest(b=3):
                self.fail('inner')

    def test(self):
        print('never')

    def tearDown(self):
        print('never')


result = unittest.TestResult()
unittest.TestSuite([Parts('test')]).run(result)
print(result, [part._subDescription() for part, _ in result.failures])
# expect: <unittest.result.TestResult run=1 errors=0 failures=1> ['(b=3, a=1)']

folder = tempfile.TemporaryDirectory()
attempt(tempfile.NamedTemporaryFile, 'w', encoding='nothing', dir=folder.name)
# expect: LookupError unknown encoding: nothing
attempt(tempfile.TemporaryFile, 'w', encoding='nothing', dir=folder.name)
# expect: LookupError unknown encoding: nothing
print(os.listdir(folder.name))  # expect: []
with tempfile.TemporaryFile(dir=folder.name) as file, tempfile.NamedTemporaryFile(dir=folder.name) as named:
    print(file.name == file.fileno(), named.name == named.file.name, len(os.listdir(folder.name)))
    # expect: True True 1

attempt(uuid.UUID, fields=(0, 0, 0, 256, 0, 0))  # expect: ValueError field 4 out of range (need an 8-bit value)
attempt(uuid.UUID, fields=(0, 0, 1 << 16, 0, 0, 0))  # expect: ValueError field 3 out of range (need a 16-bit value)
attempt(uuid.UUID, bytes_le=b'1')  # expect: ValueError bytes_le is not a 16-char string
print(sysconfig.get_scheme_names(), sysconfig.get_preferred_scheme('home'))
# expect: ('nt', 'nt_user', 'osx_framework_user', 'posix_home', 'posix_prefix', 'posix_user') posix_home
print(sysconfig.get_path('purelib', 'posix_home', {'base': '/b'}), sysconfig.is_python_build())
# expect: /b/lib/python False

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    print(urllib.parse.splittype('HTTP://h:1/p?q#t'), urllib.parse.splithost('//h?q'), urllib.parse.splitport('h:8x'))
    # expect: ('http', '//h:1/p?q#t') ('h', '/?q') ('h:8x', None)
    print(urllib.parse.splitnport('h:x'), urllib.parse.splitattr('p;a=1;b'), urllib.parse.splitvalue('a=1'))
    # expect: ('h', None) ('p', ['a=1', 'b']) ('a', '1')
print(*{str(one.message) for one in caught if 'value' in str(one.message)})
# expect: urllib.parse.splitvalue() is deprecated as of 3.8, use urllib.parse.parse_qsl() instead
attempt(urllib.parse.quote_plus, None)  # expect: TypeError quote_from_bytes() expected bytes
attempt(getattr, concurrent.futures, 'Nothing')
# expect: AttributeError module concurrent.futures has no attribute Nothing

# An item that cannot be put is not counted.
items = queue.PriorityQueue()
items.put(1)
attempt(items.put, 'a')  # expect: TypeError '<' not supported between instances of 'str' and 'int'
print(items.unfinished_tasks, queue.SimpleQueue.__module__)  # expect: 1 _queue
print(threading.Barrier(0).parties)  # expect: 0

# Lines of a stream that is read in other pieces, too.
stream = codecs.getreader('utf-16')(io.BytesIO('a\r\nb\u2028c\nd'.encode('utf-16')))
print([stream.readline(3), stream.read(2), stream.readline(keepends=False), next(stream), stream.readlines()])
# expect: ['a\r\n', 'b\u2028', 'c', 'd', []]

for path in Path('a/.b.c'), Path('..'), Path('a.b.'):
    print(path.stem, path.suffix, path.suffixes)
    # expect: .b .c ['.c']
    # expect: ..  []
    # expect: a.b.  []
Path(folder.name, 'x').mkdir()
os.chmod(Path(folder.name, 'x'), 0)
print(sorted(p.name for p in Path(folder.name).glob('*/y')), Path('a\0b').exists())  # expect: [] False
folder.cleanup()
print(os.path.exists(folder.name))  # expect: False
