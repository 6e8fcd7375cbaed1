"""Examples in docstrings as tests: testmod, testfile, DocTestParser, DocTestFinder, DocTestRunner, OutputChecker, `-m doctest`.

The unittest half (DocTestSuite, DocFileSuite, ...) is in `_doctest_unittest`. Left out: debugging with pdb.
"""
import inspect
import linecache
import os
import sys
from collections import namedtuple
from io import StringIO

__all__ = ['register_optionflag', 'DONT_ACCEPT_TRUE_FOR_1', 'DONT_ACCEPT_BLANKLINE', 'NORMALIZE_WHITESPACE',
           'ELLIPSIS', 'SKIP', 'IGNORE_EXCEPTION_DETAIL', 'COMPARISON_FLAGS', 'REPORT_UDIFF', 'REPORT_CDIFF',
           'REPORT_NDIFF', 'REPORT_ONLY_FIRST_FAILURE', 'REPORTING_FLAGS', 'FAIL_FAST', 'Example', 'DocTest',
           'DocTestParser', 'DocTestFinder', 'DocTestRunner', 'OutputChecker', 'DocTestFailure',
           'UnexpectedException', 'DebugRunner', 'testmod', 'testfile', 'run_docstring_examples', 'DocTestSuite',
           'DocFileSuite', 'set_unittest_reportflags', 'script_from_examples', 'testsource']

TestResults = namedtuple('TestResults', ['failed', 'attempted'])
# Option -> its bit
OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    """The bit of an option, a new one for a new name."""
    known = OPTIONFLAGS_BY_NAME
    return known.setdefault(name, 1 << len(known))


_comparison = (DONT_ACCEPT_TRUE_FOR_1, DONT_ACCEPT_BLANKLINE, NORMALIZE_WHITESPACE, ELLIPSIS, SKIP,
               IGNORE_EXCEPTION_DETAIL) = [*map(register_optionflag, (
                   'DONT_ACCEPT_TRUE_FOR_1', 'DONT_ACCEPT_BLANKLINE', 'NORMALIZE_WHITESPACE', 'ELLIPSIS', 'SKIP',
                   'IGNORE_EXCEPTION_DETAIL'))]
_reporting = REPORT_UDIFF, REPORT_CDIFF, REPORT_NDIFF, REPORT_ONLY_FIRST_FAILURE, FAIL_FAST = [
    *map(register_optionflag, ('REPORT_UDIFF', 'REPORT_CDIFF', 'REPORT_NDIFF', 'REPORT_ONLY_FIRST_FAILURE',
                               'FAIL_FAST'))]
COMPARISON_FLAGS, REPORTING_FLAGS = sum(_comparison), sum(_reporting)

BLANKLINE_MARKER, ELLIPSIS_MARKER = '<BLANKLINE>', '...'
_UNITTEST_HALF = ('DocTestCase', 'SkipDocTestCase', 'DocTestSuite', 'DocFileCase', 'DocFileTest', 'DocFileSuite',
                  'set_unittest_reportflags', 'script_from_examples', 'testsource', 'debug_src', 'debug_script',
                  'debug')


def __getattr__(name):
    if name in _UNITTEST_HALF:
        import _doctest_unittest
        return getattr(_doctest_unittest, name)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def _extract_future_flags(globs):
    import __future__
    features = [vars(__future__)[name] for name in __future__.all_feature_names]
    return sum(feature.compiler_flag for feature, name in zip(features, __future__.all_feature_names)
               if globs.get(name) is feature)


def _normalize_module(module, depth=2):
    if module is None:
        caller = sys._getframe(depth)
        return sys.modules[caller.f_globals['__name__']]
    if isinstance(module, str):
        return __import__(module, globals(), locals(), ['*'])
    if inspect.ismodule(module):
        return module
    raise TypeError('Expected a module, string, or None')


def _load_testfile(filename, package, module_relative, encoding):
    if module_relative:
        package = _normalize_module(package, depth=3)
        filename = _module_relative_path(package, filename)
        loaders = getattr(package, '__loader__', None), getattr(getattr(package, '__spec__', None), 'loader', None)
        get_data = getattr(loaders[0] or loaders[1], 'get_data', None)
        if get_data is not None:
            return _with_newlines(get_data(filename).decode(encoding)), filename
    with open(filename, encoding=encoding) as file:
        return file.read(), filename


def _with_newlines(text):
    return text.replace('\r\n', '\n').replace('\r', '\n')


def _module_relative_path(module, test_path):
    if not inspect.ismodule(module):
        raise TypeError(f'Expected a module: {module!r}')
    if test_path[:1] == '/':
        raise ValueError('Module-relative files may not have absolute paths')
    try:
        folder = os.path.dirname(module.__file__)
    except AttributeError:
        folder = _folder_without_file(module, test_path)
    return os.path.join(folder, test_path)


def _folder_without_file(module, test_path):
    """The folder of a module that has no __file__ which holds a file."""
    name = module.__name__
    if name == '__main__':
        # The prompt's, or a script's.
        return os.path.split(sys.argv[0])[0] if sys.argv and sys.argv[0] else os.curdir
    for folder in getattr(module, '__path__', ()):
        if os.path.exists(os.path.join(folder, test_path)):
            return folder
    raise ValueError(f"Can't resolve paths relative to the module {name!r} (it has no __file__)")


def _indent(s, indent=4):
    return ''.join(' ' * indent + line if line != '\n' else line for line in s.splitlines(True))


def _exception_traceback(exc_info):
    from traceback import format_exception
    kind, value, tb = exc_info
    # The outermost frame is the runner's.
    if tb is not None and tb.tb_frame.f_globals is globals():
        tb = tb.tb_next
    return ''.join(format_exception(kind, value, tb))


class _SpoofOut(StringIO):
    """Takes what an example prints."""

    def getvalue(self):
        # Else the expected text would have to end without a line's end, too.
        text = super().getvalue()
        return text if text.endswith('\n') or not text else f'{text}\n'

    def truncate(self, size=None):
        # The next write is to begin there.
        self.seek(size)
        super().truncate()


def _ellipsis_match(want, got):
    """Whether the texts are equal, with `...` standing for anything."""
    first, *pieces = want.split(ELLIPSIS_MARKER)
    if not pieces:
        return want == got
    last = pieces.pop()
    start, end = len(first), len(got) - len(last)
    if not got.startswith(first) or not got.endswith(last) or start > end:
        return False
    for piece in pieces:
        start = got.find(piece, start, end)
        if start < 0:
            return False
        start += len(piece)
    return True


def _strip_exception_details(msg):
    """The bare name of the exception class."""
    name = msg.partition('\n')[0].partition(':')[0]
    return name.rpartition('.')[2]


def _whole_lines(text):
    return text if not text or text.endswith('\n') else f'{text}\n'


class Example:
    """One example: its source, what it should print or raise, where it stands."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source, self.want = _whole_lines(source) or '\n', _whole_lines(want)
        self.exc_msg = exc_msg if exc_msg is None else _whole_lines(exc_msg) or '\n'
        self.lineno, self.indent = lineno, indent
        self.options = {} if options is None else options

    def _key(self):
        return self.source, self.want, self.lineno, self.indent, self.exc_msg

    def __hash__(self):
        return hash(self._key())

    def __eq__(self, other):
        if type(self) is type(other):
            return (self._key(), self.options) == (other._key(), other.options)
        return NotImplemented


class DocTest:
    """The examples of one docstring, to be run in one namespace."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        assert not isinstance(examples, str), 'DocTest no longer accepts str; use DocTestParser instead'
        self.name, self.filename, self.lineno = name, filename, lineno
        self.examples, self.docstring = examples, docstring
        self.globs = globs.copy()

    def __repr__(self):
        count = len(self.examples) or 'no'
        examples = f'{count} example{"" if count == 1 else "s"}'
        return f'<{type(self).__name__} {self.name} from {self.filename}:{self.lineno} ({examples})>'

    def _key(self):
        return self.docstring, self.name, self.filename, self.lineno

    def _place(self):
        return self.name, self.filename, self.lineno or 0, id(self)

    def __hash__(self):
        return hash(self._key())

    def __eq__(self, other):
        if type(self) is type(other):
            return self.examples == other.examples and self.globs == other.globs and self._key() == other._key()
        return NotImplemented

    def __lt__(self, other):
        return self._place() < other._place() if isinstance(other, DocTest) else NotImplemented


def _is_blank_or_comment(source):
    text = source.strip(' ')
    return not text or text.startswith('#') and '\n' not in text


class DocTestParser:
    """Finds the examples in a text."""

    def parse(self, string, name='<string>'):
        """The text in pieces: strs and Examples by turns."""
        string = string.expandtabs()
        margin = self._min_indent(string)
        lines = string.split('\n')
        if margin:
            lines = [line[margin:] for line in lines]
        output, text = [], []
        i = 0
        while i < len(lines):
            stripped = lines[i].lstrip(' ')
            if not stripped.startswith('>>>'):
                text.append(lines[i])
                i += 1
                continue
            start = i
            i += 1
            while i < len(lines) and lines[i].lstrip(' ').startswith('...'):
                i += 1
            source_end = i
            while i < len(lines) and lines[i].strip(' ') and not lines[i].lstrip(' ').startswith('>>>'):
                i += 1
            output.append('\n'.join([*text, '']) if text else '')
            text = []
            indent = len(lines[start]) - len(stripped)
            example = self._example(lines[start:source_end], lines[source_end:i], indent, margin, name, start)
            if example is not None:
                output.append(example)
        output.append('\n'.join(text))
        return output

    def _example(self, source_lines, want_lines, indent, margin, name, lineno):
        _check(source_lines, name, lineno, lambda line: line[indent + 3:indent + 4] in ('', ' '),
               lambda line: f'lacks blank after {line[indent:indent + 3]}')
        wrong_margin = 'has inconsistent leading whitespace'.format
        _check(source_lines[1:], name, lineno, lambda line: line.startswith(' ' * indent + '.'), wrong_margin)
        _check(want_lines, name, lineno + len(source_lines), lambda line: line.startswith(' ' * indent), wrong_margin)
        source = '\n'.join(line[indent + 4:] for line in source_lines)
        want_lines = [line[indent:] for line in want_lines]
        options = self._find_options(source, name, lineno)
        if _is_blank_or_comment(source):
            return None
        return Example(source, '\n'.join(want_lines), self._exception_message(want_lines), lineno, margin + indent,
                       options)

    def _exception_message(self, want):
        """Of an expected traceback, what follows the stack."""
        if not want or want[0].rstrip() not in ('Traceback (most recent call last):', 'Traceback (innermost last):'):
            return None
        for i, line in enumerate(want[1:], 1):
            if line[:1].isalnum() or line[:1] == '_':
                return '\n'.join(want[i:])
        return None

    def get_doctest(self, string, globs, name, filename, lineno):
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name='<string>'):
        return [each for each in self.parse(string, name) if isinstance(each, Example)]

    def _find_options(self, source, name, lineno):
        """The options of `# doctest:` comments."""
        options = {}
        for line in source.split('\n'):
            comment = line.rpartition('#')[2].strip()
            if '#' not in line or not comment.startswith('doctest:') or "'" in comment or '"' in comment:
                continue
            for option in comment[len('doctest:'):].replace(',', ' ').split():
                if option[0] not in '+-' or option[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError(f'line {lineno + 1!r} of the doctest for {name} has an invalid option: '
                                     f'{option!r}')
                options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == '+'
        if options and _is_blank_or_comment(source):
            raise ValueError(f'line {lineno!r} of the doctest for {name} has an option directive on a line with no '
                             f'example: {source!r}')
        return options

    def _min_indent(self, s):
        return min((len(line) - len(line.lstrip(' ')) for line in s.split('\n') if line.strip()), default=0)


def _check(lines, name, lineno, is_right, wrong):
    for number, line in enumerate(lines, lineno + 1):
        if line and not is_right(line):
            raise ValueError(f'line {number!r} of the docstring for {name} {wrong(line)}: {line!r}')


class DocTestFinder:
    """Finds the docstrings with examples of an object and all that it contains."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._parser, self._recurse = parser, recurse
        self._verbose, self._exclude_empty = verbose, exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        name = getattr(obj, '__name__', None) if name is None else name
        if name is None:
            raise ValueError("DocTestFinder.find: name must be given when obj.__name__ doesn't exist: "
                             f'{type(obj)!r}')
        if not module:
            # False is the wish for none.
            module = inspect.getmodule(obj) if module is None else None
        if globs is None:
            globs = vars(module) if module is not None else {}
        found = []
        self._find(found, obj, name, module, self._source_lines(obj, module),
                   {'__name__': '__main__', **globs, **(extraglobs or {})}, {})
        return sorted(found)

    def _source_lines(self, obj, module):
        try:
            file = inspect.getsourcefile(obj) or inspect.getfile(obj)
        except TypeError:
            return None
        namespaces = () if module is None else (module.__dict__,)
        return linecache.getlines(file, *namespaces) or None

    def _from_module(self, module, object):
        """Whether the object was defined in the module."""
        if module is None:
            return True
        home = inspect.getmodule(object)
        if home is not None:
            return module is home
        if inspect.isfunction(object):
            return object.__globals__ is vars(module)
        if inspect.ismethoddescriptor(object):
            owner = getattr(object, '__objclass__', object)
            return module.__name__ == owner.__module__ if hasattr(owner, '__module__') else True
        home = getattr(object, '__module__', None)
        if home is None and not hasattr(object, '__module__'):
            if isinstance(object, property):
                return True
            raise ValueError('object must be a class or function')
        return home == module.__name__

    def _is_routine(self, obj):
        try:
            obj = inspect.unwrap(obj)
        except ValueError:
            pass
        return inspect.isroutine(obj)

    def _find(self, tests, obj, name, module, source_lines, globs, seen):
        if self._verbose:
            print('Finding tests in', name)
        if seen.get(id(obj)):
            return
        seen[id(obj)] = True
        test = self._get_test(obj, name, module, globs, source_lines)
        tests += [] if test is None else [test]
        for member_name, member in self._members(obj, module) if self._recurse else ():
            self._find(tests, member, f'{name}.{member_name}', module, source_lines, globs, seen)

    def _members(self, obj, module):
        """Yields names and values of what in a module or class may have examples."""
        is_module = inspect.ismodule(obj)
        if not is_module and not inspect.isclass(obj):
            return
        for name, member in [*vars(obj).items()]:
            if is_module:
                may_have = self._is_routine(member) or inspect.isclass(member)
            else:
                if isinstance(member, (classmethod, staticmethod)):
                    member = member.__func__
                may_have = inspect.isroutine(member) or inspect.isclass(member) or isinstance(member, property)
            if may_have and self._from_module(module, member):
                yield name, member
        for name, member in getattr(obj, '__test__', {}).items() if is_module else ():
            if not isinstance(name, str):
                raise ValueError(f'DocTestFinder.find: __test__ keys must be strings: {type(name)!r}')
            if not (isinstance(member, str)
                    or any(kind(member) for kind in (inspect.isroutine, inspect.isclass, inspect.ismodule))):
                raise ValueError('DocTestFinder.find: __test__ values must be strings, functions, methods, '
                                 f'classes, or modules: {type(member)!r}')
            yield f'__test__.{name}', member

    def _get_test(self, obj, name, module, globs, source_lines):
        docstring = obj if isinstance(obj, str) else getattr(obj, '__doc__', None)
        docstring = str('' if docstring is None else docstring)
        if not docstring and self._exclude_empty:
            return None
        file = None if module is None else getattr(module, '__file__', None) or module.__name__
        return self._parser.get_doctest(docstring, globs, name, file, self._find_lineno(obj, source_lines))

    def _find_lineno(self, obj, source_lines):
        """The line of the docstring, counted from 0; None if it cannot be found."""
        begin = self._first_line(obj, source_lines)
        if begin is None or source_lines is None:
            return None if begin is None else begin + 1
        import re
        is_string = re.compile(r'(^|.*:)\s*\w*("|\')').match
        return next((number for number in range(begin, len(source_lines)) if is_string(source_lines[number])), None)

    def _first_line(self, obj, source_lines):
        """The line where the definition of an object begins; None if it cannot be found."""
        has_docstring = getattr(obj, '__doc__', None) is not None
        if inspect.ismodule(obj):
            return 0 if has_docstring else None
        if inspect.isclass(obj):
            return self._class_line(obj, source_lines or ()) if has_docstring else None
        obj = obj.__func__ if inspect.ismethod(obj) else obj
        for kind, inner in _TO_CODE:
            if kind(obj) and (inner != '__code__' or getattr(obj, '__doc__', None)):
                obj = getattr(obj, inner)
        return obj.co_firstlineno - 1 if inspect.iscode(obj) else None

    def _class_line(self, cls, source_lines):
        for number, line in enumerate(source_lines):
            word, _, rest = line.strip().partition(' ')
            if word == 'class' and rest.lstrip().partition('(')[0].partition(':')[0].strip() == cls.__name__:
                return number
        return None


# How to get from what runs to its code.
_TO_CODE = [(inspect.isfunction, '__code__'), (inspect.istraceback, 'tb_frame'), (inspect.isframe, 'f_code')]


class DocTestRunner:
    """Runs examples and reports those that print something else."""

    DIVIDER = '*' * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self.optionflags = self.original_optionflags = optionflags
        self._verbose = verbose if verbose is not None else '-v' in sys.argv
        self._checker, self._fakeout = checker or OutputChecker(), _SpoofOut()
        # Name of a DocTest -> how many examples failed, and how many there were
        self._name2ft = {}
        self.failures = self.tries = 0

    def report_start(self, out, test, example):
        if self._verbose:
            expecting = f'Expecting:\n{_indent(example.want)}' if example.want else 'Expecting nothing\n'
            out(f'Trying:\n{_indent(example.source)}{expecting}')

    def report_success(self, out, test, example, got):
        if self._verbose:
            out('ok\n')

    def report_failure(self, out, test, example, got):
        out(self._failure_header(test, example)
            + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        out(f'{self._failure_header(test, example)}Exception raised:\n{_indent(_exception_traceback(exc_info))}')

    def _failure_header(self, test, example):
        if test.filename:
            known = test.lineno is not None and example.lineno is not None
            lineno = test.lineno + example.lineno + 1 if known else '?'
            place = f'File "{test.filename}", line {lineno}, in {test.name}'
        else:
            place = f'Line {example.lineno + 1}, in {test.name}'
        return f'{self.DIVIDER}\n{place}\nFailed example:\n{_indent(example.source)}'

    def _run_all(self, test, compileflags, out):
        failed = tried = 0
        usual = self.optionflags
        for number, example in enumerate(test.examples):
            quiet = bool(failed) and usual & REPORT_ONLY_FIRST_FAILURE
            self.optionflags = _with_options(usual, example.options)
            if self.optionflags & SKIP:
                continue
            tried += 1
            quiet or self.report_start(out, test, example)
            exception = self._run_example(test, number, example, compileflags)
            got = self._fakeout.getvalue()
            self._fakeout.truncate(0)
            if self._judge(out, test, example, got, exception, quiet):
                continue
            failed += 1
            if self.optionflags & FAIL_FAST:
                break
        self.optionflags = usual
        self.failures, self.tries = self.failures + failed, self.tries + tried
        self._count(test.name, failed, tried)
        return TestResults(failed, tried)

    def _count(self, name, failed, tried):
        before = self._name2ft.get(name, (0, 0))
        self._name2ft[name] = before[0] + failed, before[1] + tried

    def _run_example(self, test, number, example, compileflags):
        """Runs an example; gives what it raised, as exc_info."""
        place = f'<doctest {test.name}[{number}]>'
        try:
            exec(compile(example.source, place, 'single', compileflags, True), test.globs)
        except KeyboardInterrupt:
            raise
        except BaseException:
            return sys.exc_info()
        return None

    def _judge(self, out, test, example, got, exception, quiet):
        """Reports what an example did; true if it was right."""
        check = self._checker.check_output
        if exception is None:
            right = check(example.want, got, self.optionflags)
        else:
            from traceback import format_exception_only
            message = format_exception_only(*exception[:2])[-1]
            if example.exc_msg is None:
                quiet or self.report_unexpected_exception(out, test, example, exception)
                return False
            got += _exception_traceback(exception)
            right = check(example.exc_msg, message, self.optionflags)
            if not right and self.optionflags & IGNORE_EXCEPTION_DETAIL:
                right = check(_strip_exception_details(example.exc_msg), _strip_exception_details(message),
                              self.optionflags)
        if not quiet:
            (self.report_success if right else self.report_failure)(out, test, example, got)
        return right

    def _getlines(self, filename, module_globals=None):
        """linecache.getlines, which knows the examples' sources too."""
        name, _, number = filename.rpartition('[')
        if name == f'<doctest {self.test.name}' and number[:-2].isdigit():
            return self.test.examples[int(number[:-2])].source.splitlines(keepends=True)
        return self.save_linecache_getlines(filename, module_globals)

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        self.test = test
        flags = _extract_future_flags(test.globs) if compileflags is None else compileflags
        streams = sys.stdout, sys.displayhook, linecache.getlines
        self.save_linecache_getlines = streams[2]
        sys.stdout, sys.displayhook, linecache.getlines = self._fakeout, sys.__displayhook__, self._getlines
        try:
            return self._run_all(test, flags, _writer(streams[0]) if out is None else out)
        finally:
            sys.stdout, sys.displayhook, linecache.getlines = streams
            if clear_globs:
                import builtins
                test.globs.clear()
                builtins._ = None

    def summarize(self, verbose=None):
        verbose = self._verbose if verbose is None else verbose
        results = sorted(self._name2ft.items())
        failed = [(name, f, t) for name, (f, t) in results if f]
        total = sum(t for _, (_, t) in results)
        failures = sum(f for _, (f, _) in results)
        if verbose:
            empty = [name for name, (_, t) in results if not t]
            passed = [(name, t) for name, (f, t) in results if t and not f]
            if empty:
                print(len(empty), 'items had no tests:')
                for name in empty:
                    print('   ', name)
            if passed:
                print(len(passed), 'items passed all tests:')
                for name, t in passed:
                    print(f' {t:3d} tests in {name}')
        if failed:
            print(self.DIVIDER)
            print(len(failed), 'items had failures:')
            for name, f, t in failed:
                print(f' {f:3d} of {t:3d} in {name}')
        if verbose:
            print(total, 'tests in', len(results), 'items.')
            print(total - failures, 'passed and', failures, 'failed.')
        if failures:
            print('***Test Failed***', failures, 'failures.')
        elif verbose:
            print('Test passed.')
        return TestResults(failures, total)

    def merge(self, other):
        for name, counts in other._name2ft.items():
            self._count(name, *counts)


def _with_options(flags, options):
    for flag, on in options.items():
        flags = flags | flag if on else flags & ~flag
    return flags


def _writer(stream):
    """What writes to a stream, with escapes for what its encoding does not have."""
    encoding = stream.encoding
    if (encoding or 'utf-8').lower() == 'utf-8':
        return stream.write
    return lambda text: stream.write(str(text.encode(encoding, 'backslashreplace'), encoding))


# Python did not always have True and False.
_BOOLS = ('True\n', '1\n'), ('False\n', '0\n')


def _without_marker(line):
    is_marker = line.startswith(BLANKLINE_MARKER) and not line[len(BLANKLINE_MARKER):].strip()
    return '' if is_marker else line


class OutputChecker:
    """Compares what was printed with what was expected."""

    def _toAscii(self, s):
        return str(s.encode('ASCII', 'backslashreplace'), 'ASCII')

    def check_output(self, want, got, optionflags):
        want, got = self._toAscii(want), self._toAscii(got)
        if got == want:
            return True
        if (got, want) in _BOOLS and not optionflags & DONT_ACCEPT_TRUE_FOR_1:
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = '\n'.join(map(_without_marker, want.split('\n')))
            got = '\n'.join(line if line.strip() else '' for line in got.split('\n'))
        if optionflags & NORMALIZE_WHITESPACE:
            want, got = (' '.join(text.split()) for text in (want, got))
        return got == want or bool(optionflags & ELLIPSIS) and _ellipsis_match(want, got)

    def _do_a_fancy_diff(self, want, got, optionflags):
        if not optionflags & (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF):
            return False
        # ndiff is of use for short texts, too.
        return bool(optionflags & REPORT_NDIFF) or want.count('\n') > 2 and got.count('\n') > 2

    def output_difference(self, example, got, optionflags):
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = ''.join(BLANKLINE_MARKER + '\n' if not line.strip(' \n') and line.endswith('\n') else line
                          for line in got.splitlines(True))
        if self._do_a_fancy_diff(want, got, optionflags):
            how, diff = _diff(want.splitlines(True), got.splitlines(True), optionflags)
            return f'Differences ({how}):\n{_indent("".join(diff))}'
        expected = f'Expected:\n{_indent(want)}' if want else 'Expected nothing\n'
        return expected + (f'Got:\n{_indent(got)}' if got else 'Got nothing\n')


def _diff(want, got, optionflags):
    """A name for a kind of difference, and its lines."""
    import difflib
    for flag, kind, how in ((REPORT_UDIFF, difflib.unified_diff, 'unified diff with -expected +actual'),
                            (REPORT_CDIFF, difflib.context_diff, 'context diff with expected followed by actual')):
        if optionflags & flag:
            # The first two lines name files.
            return how, [*kind(want, got, n=2)][2:]
    return 'ndiff with -expected +actual', difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK).compare(want, got)


class _Stop(Exception):
    """What DebugRunner raises."""

    def __str__(self):
        return str(self.test)


class DocTestFailure(_Stop):
    """An example printed something else (DebugRunner)."""

    def __init__(self, test, example, got):
        self.test, self.example, self.got = test, example, got


class UnexpectedException(_Stop):
    """An example raised something (DebugRunner)."""

    def __init__(self, test, example, exc_info):
        self.test, self.example, self.exc_info = test, example, exc_info


class DebugRunner(DocTestRunner):
    """Raises at the first failure, and leaves the namespace as it is."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        result = super().run(test, compileflags, out, clear_globs=False)
        if clear_globs:
            test.globs.clear()
        return result

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)


# The runner of the last call, with the results of all.
master = None


def _run_tests(tests, verbose, report, optionflags, raise_on_error):
    global master
    kind = DebugRunner if raise_on_error else DocTestRunner
    runner = kind(verbose=verbose, optionflags=optionflags)
    for test in tests:
        runner.run(test)
    if report:
        runner.summarize()
    if master is not None:
        master.merge(runner)
    else:
        master = runner
    return TestResults(failed=runner.failures, attempted=runner.tries)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None,
            raise_on_error=False, exclude_empty=False):
    """Runs the examples in all docstrings of a module (of `__main__` without one)."""
    m = sys.modules.get('__main__') if m is None else m
    if not inspect.ismodule(m):
        raise TypeError(f'testmod: module required; {m!r}')
    find = DocTestFinder(exclude_empty=exclude_empty).find
    tests = find(m, m.__name__ if name is None else name, globs=globs, extraglobs=extraglobs)
    return _run_tests(tests, verbose, report, optionflags, raise_on_error)


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True,
             optionflags=0, extraglobs=None, raise_on_error=False, parser=DocTestParser(), encoding=None):
    """Runs the examples in a text file."""
    if not module_relative and package:
        raise ValueError('Package may only be specified for module-relative paths.')
    text, filename = _load_testfile(filename, package, module_relative, encoding or 'utf-8')
    globs = {'__name__': '__main__', **(globs or {}), **(extraglobs or {})}
    test = parser.get_doctest(text, globs, os.path.basename(filename) if name is None else name, filename, 0)
    return _run_tests([test], verbose, report, optionflags, raise_on_error)


def run_docstring_examples(f, globs, verbose=False, name='NoName', compileflags=None, optionflags=0):
    """Runs the examples in one object's docstring."""
    run = DocTestRunner(verbose=verbose, optionflags=optionflags).run
    for test in DocTestFinder(verbose, recurse=False).find(f, name, globs=globs):
        run(test, compileflags)


def _test():
    """`python -m doctest [-v] [-o OPTION] [-f] file ...`."""
    verbose, options, files = False, 0, []
    args = sys.argv[1:]
    while args:
        arg = args.pop(0)
        if arg in ('-v', '--verbose'):
            verbose = True
        elif arg in ('-f', '--fail-fast'):
            options |= FAIL_FAST
        elif arg in ('-o', '--option') and args:
            options |= OPTIONFLAGS_BY_NAME[args.pop(0)]
        elif arg.startswith('-'):
            sys.exit(f'doctest: error: unrecognized arguments: {arg}')
        else:
            files.append(arg)
    if not files:
        sys.exit('usage: doctest.py [-h] [-v] [-o OPTION] [-f] file [file ...]')
    for filename in files:
        if filename.endswith('.py'):
            folder, base = os.path.split(filename)
            sys.path.insert(0, folder)
            module = __import__(base[:-3])
            del sys.path[0]
            failures, _ = testmod(module, verbose=verbose, optionflags=options)
        else:
            failures, _ = testfile(filename, module_relative=False, verbose=verbose, optionflags=options)
        if failures:
            return 1
    return 0


if __name__ == '__main__':
    sys.exit(_test())
