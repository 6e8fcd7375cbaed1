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

TestResults = namedtuple('TestResults', 'failed attempted')
OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    """The bit of an option, a new one for a new name."""
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag('DONT_ACCEPT_TRUE_FOR_1')
DONT_ACCEPT_BLANKLINE = register_optionflag('DONT_ACCEPT_BLANKLINE')
NORMALIZE_WHITESPACE = register_optionflag('NORMALIZE_WHITESPACE')
ELLIPSIS = register_optionflag('ELLIPSIS')
SKIP = register_optionflag('SKIP')
IGNORE_EXCEPTION_DETAIL = register_optionflag('IGNORE_EXCEPTION_DETAIL')
COMPARISON_FLAGS = (1 << len(OPTIONFLAGS_BY_NAME)) - 1
REPORT_UDIFF = register_optionflag('REPORT_UDIFF')
REPORT_CDIFF = register_optionflag('REPORT_CDIFF')
REPORT_NDIFF = register_optionflag('REPORT_NDIFF')
REPORT_ONLY_FIRST_FAILURE = register_optionflag('REPORT_ONLY_FIRST_FAILURE')
FAIL_FAST = register_optionflag('FAIL_FAST')
REPORTING_FLAGS = ((1 << len(OPTIONFLAGS_BY_NAME)) - 1) & ~COMPARISON_FLAGS

BLANKLINE_MARKER = '<BLANKLINE>'
ELLIPSIS_MARKER = '...'
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
    flags = 0
    for name in __future__.all_feature_names:
        feature = globs.get(name)
        if feature is getattr(__future__, name):
            flags |= feature.compiler_flag
    return flags


def _normalize_module(module, depth=2):
    if inspect.ismodule(module):
        return module
    if isinstance(module, str):
        return __import__(module, globals(), locals(), ['*'])
    if module is None:
        return sys.modules[sys._getframe(depth).f_globals['__name__']]
    raise TypeError('Expected a module, string, or None')


def _load_testfile(filename, package, module_relative, encoding):
    if module_relative:
        package = _normalize_module(package, 3)
        filename = _module_relative_path(package, filename)
        loader = getattr(package, '__loader__', None) or getattr(getattr(package, '__spec__', None), 'loader', None)
        if hasattr(loader, 'get_data'):
            text = loader.get_data(filename).decode(encoding)
            return text.replace('\r\n', '\n').replace('\r', '\n'), filename
    with open(filename, encoding=encoding) as file:
        return file.read(), filename


def _module_relative_path(module, test_path):
    if not inspect.ismodule(module):
        raise TypeError(f'Expected a module: {module!r}')
    if test_path.startswith('/'):
        raise ValueError('Module-relative files may not have absolute paths')
    if hasattr(module, '__file__'):
        base = os.path.dirname(module.__file__)
    elif module.__name__ == '__main__':
        base = os.path.dirname(sys.argv[0]) if sys.argv and sys.argv[0] else os.curdir
    else:
        for folder in getattr(module, '__path__', ()):
            path = os.path.join(folder, test_path)
            if os.path.exists(path):
                return path
        raise ValueError(f"Can't resolve paths relative to the module {module.__name__!r} (it has no __file__)")
    return os.path.join(base, test_path)


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
        result = StringIO.getvalue(self)
        # Else the expected text would have to end without a line's end, too.
        return result + '\n' if result and not result.endswith('\n') else result

    def truncate(self, size=None):
        self.seek(size)
        StringIO.truncate(self)


def _ellipsis_match(want, got):
    """Whether the texts are equal, with `...` standing for anything."""
    if ELLIPSIS_MARKER not in want:
        return want == got
    first, *pieces, last = want.split(ELLIPSIS_MARKER)
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


class Example:
    """One example: its source, what it should print or raise, where it stands."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith('\n') else source + '\n'
        self.want = want + '\n' if want and not want.endswith('\n') else want
        if exc_msg is not None and not exc_msg.endswith('\n'):
            exc_msg += '\n'
        self.exc_msg = exc_msg
        self.lineno = lineno
        self.indent = indent
        self.options = {} if options is None else options

    def _key(self):
        return self.source, self.want, self.lineno, self.indent, self.exc_msg

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._key() == other._key() and self.options == other.options

    def __hash__(self):
        return hash(self._key())


class DocTest:
    """The examples of one docstring, to be run in one namespace."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        assert not isinstance(examples, str), 'DocTest no longer accepts str; use DocTestParser instead'
        self.examples = examples
        self.docstring = docstring
        self.globs = globs.copy()
        self.name = name
        self.filename = filename
        self.lineno = lineno

    def __repr__(self):
        count = len(self.examples)
        examples = 'no examples' if not count else '1 example' if count == 1 else f'{count} examples'
        return f'<{type(self).__name__} {self.name} from {self.filename}:{self.lineno} ({examples})>'

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self.examples == other.examples and self.globs == other.globs and self._key() == other._key()

    def _key(self):
        return self.docstring, self.name, self.filename, self.lineno

    def __hash__(self):
        return hash(self._key())

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        return ((self.name, self.filename, self.lineno or 0, id(self))
                < (other.name, other.filename, other.lineno or 0, id(other)))


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
        self._check_prompt_blank(source_lines, indent, name, lineno)
        self._check_prefix(source_lines[1:], ' ' * indent + '.', name, lineno)
        source = '\n'.join(line[indent + 4:] for line in source_lines)
        self._check_prefix(want_lines, ' ' * indent, name, lineno + len(source_lines))
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

    def _check_prompt_blank(self, lines, indent, name, lineno):
        for i, line in enumerate(lines):
            if len(line) >= indent + 4 and line[indent + 3] != ' ':
                raise ValueError(f'line {lineno + i + 1!r} of the docstring for {name} lacks blank after '
                                 f'{line[indent:indent + 3]}: {line!r}')

    def _check_prefix(self, lines, prefix, name, lineno):
        for i, line in enumerate(lines):
            if line and not line.startswith(prefix):
                raise ValueError(f'line {lineno + i + 1!r} of the docstring for {name} has inconsistent leading '
                                 f'whitespace: {line!r}')


class DocTestFinder:
    """Finds the docstrings with examples of an object and all that it contains."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._parser = parser
        self._verbose = verbose
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        if name is None:
            name = getattr(obj, '__name__', None)
            if name is None:
                raise ValueError("DocTestFinder.find: name must be given when obj.__name__ doesn't exist: "
                                 f'{type(obj)!r}')
        if module is False:
            module = None
        elif module is None:
            module = inspect.getmodule(obj)
        if globs is None:
            globs = {} if module is None else module.__dict__
        globs = {**globs, **(extraglobs or {})}
        globs.setdefault('__name__', '__main__')
        tests = []
        self._find(tests, obj, name, module, self._source_lines(obj, module), globs, {})
        tests.sort()
        return tests

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
            return module.__dict__ is object.__globals__
        if inspect.ismethoddescriptor(object):
            owner = getattr(object, '__objclass__', object)
            return module.__name__ == owner.__module__ if hasattr(owner, '__module__') else True
        if hasattr(object, '__module__'):
            return module.__name__ == object.__module__
        if isinstance(object, property):
            return True
        raise ValueError('object must be a class or function')

    def _is_routine(self, obj):
        try:
            obj = inspect.unwrap(obj)
        except ValueError:
            pass
        return inspect.isroutine(obj)

    def _find(self, tests, obj, name, module, source_lines, globs, seen):
        if self._verbose:
            print(f'Finding tests in {name}')
        if id(obj) in seen:
            return
        seen[id(obj)] = 1
        test = self._get_test(obj, name, module, globs, source_lines)
        if test is not None:
            tests.append(test)
        if not self._recurse:
            return

        def below(value, valname):
            self._find(tests, value, f'{name}.{valname}', module, source_lines, globs, seen)

        if inspect.ismodule(obj):
            for valname, value in list(obj.__dict__.items()):
                if (self._is_routine(value) or inspect.isclass(value)) and self._from_module(module, value):
                    below(value, valname)
            for valname, value in getattr(obj, '__test__', {}).items():
                if not isinstance(valname, str):
                    raise ValueError(f'DocTestFinder.find: __test__ keys must be strings: {type(valname)!r}')
                if not (inspect.isroutine(value) or inspect.isclass(value) or inspect.ismodule(value)
                        or isinstance(value, str)):
                    raise ValueError('DocTestFinder.find: __test__ values must be strings, functions, methods, '
                                     f'classes, or modules: {type(value)!r}')
                below(value, f'__test__.{valname}')
        elif inspect.isclass(obj):
            for valname, value in list(obj.__dict__.items()):
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if ((inspect.isroutine(value) or inspect.isclass(value) or isinstance(value, property))
                        and self._from_module(module, value)):
                    below(value, valname)

    def _get_test(self, obj, name, module, globs, source_lines):
        docstring = obj if isinstance(obj, str) else getattr(obj, '__doc__', None)
        docstring = '' if docstring is None else str(docstring)
        if self._exclude_empty and not docstring:
            return None
        filename = None
        if module is not None:
            filename = getattr(module, '__file__', None) or module.__name__
        lineno = self._find_lineno(obj, source_lines)
        return self._parser.get_doctest(docstring, globs, name, filename, lineno)

    def _find_lineno(self, obj, source_lines):
        """The line of the docstring, counted from 0; None if it cannot be found."""
        lineno = None
        docstring = getattr(obj, '__doc__', None)
        if inspect.ismodule(obj) and docstring is not None:
            lineno = 0
        if inspect.isclass(obj) and docstring is not None:
            if source_lines is None:
                return None
            for i, line in enumerate(source_lines):
                word, _, rest = line.strip().partition(' ')
                if word == 'class' and rest.lstrip().partition('(')[0].partition(':')[0].strip() == obj.__name__:
                    lineno = i
                    break
        if inspect.ismethod(obj):
            obj = obj.__func__
        if inspect.isfunction(obj) and getattr(obj, '__doc__', None):
            obj = obj.__code__
        if inspect.istraceback(obj):
            obj = obj.tb_frame
        if inspect.isframe(obj):
            obj = obj.f_code
        if inspect.iscode(obj):
            lineno = obj.co_firstlineno - 1
        if lineno is None:
            return None
        if source_lines is None:
            return lineno + 1
        import re
        quoted = re.compile(r'(^|.*:)\s*\w*("|\')')
        for lineno in range(lineno, len(source_lines)):
            if quoted.match(source_lines[lineno]):
                return lineno
        return None


class DocTestRunner:
    """Runs examples and reports those that print something else."""

    DIVIDER = '*' * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = '-v' in sys.argv if verbose is None else verbose
        self.optionflags = self.original_optionflags = optionflags
        self.tries = self.failures = 0
        self._name2ft = {}
        self._fakeout = _SpoofOut()

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
        failures = tries = 0
        flags = self.optionflags
        for number, example in enumerate(test.examples):
            quiet = flags & REPORT_ONLY_FIRST_FAILURE and failures > 0
            self.optionflags = flags
            for flag, on in example.options.items():
                self.optionflags = self.optionflags | flag if on else self.optionflags & ~flag
            if self.optionflags & SKIP:
                continue
            tries += 1
            if not quiet:
                self.report_start(out, test, example)
            exception = None
            try:
                exec(compile(example.source, f'<doctest {test.name}[{number}]>', 'single', compileflags, True),
                     test.globs)
            except KeyboardInterrupt:
                raise
            except:
                exception = sys.exc_info()
            got = self._fakeout.getvalue()
            self._fakeout.truncate(0)
            if not self._judge(out, test, example, got, exception, quiet):
                failures += 1
                if self.optionflags & FAIL_FAST:
                    break
        self.optionflags = flags
        f, t = self._name2ft.get(test.name, (0, 0))
        self._name2ft[test.name] = failures + f, tries + t
        self.failures += failures
        self.tries += tries
        return TestResults(failures, tries)

    def _judge(self, out, test, example, got, exception, quiet):
        """Reports what an example did; true if it was right."""
        check = self._checker.check_output
        if exception is None:
            right = check(example.want, got, self.optionflags)
        else:
            from traceback import format_exception_only
            message = format_exception_only(*exception[:2])[-1]
            got += _exception_traceback(exception)
            if example.exc_msg is None:
                if not quiet:
                    self.report_unexpected_exception(out, test, example, exception)
                return False
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
        if compileflags is None:
            compileflags = _extract_future_flags(test.globs)
        stdout = sys.stdout
        displayhook = sys.displayhook
        if out is None:
            encoding = stdout.encoding
            if encoding is None or encoding.lower() == 'utf-8':
                out = stdout.write
            else:
                def out(s):
                    stdout.write(str(s.encode(encoding, 'backslashreplace'), encoding))
        sys.stdout = self._fakeout
        self.save_linecache_getlines = linecache.getlines
        linecache.getlines = self._getlines
        sys.displayhook = sys.__displayhook__
        try:
            return self._run_all(test, compileflags, out)
        finally:
            sys.stdout = stdout
            linecache.getlines = self.save_linecache_getlines
            sys.displayhook = displayhook
            if clear_globs:
                test.globs.clear()
                import builtins
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
        for name, (f, t) in other._name2ft.items():
            f2, t2 = self._name2ft.get(name, (0, 0))
            self._name2ft[name] = f + f2, t + t2


class OutputChecker:
    """Compares what was printed with what was expected."""

    def _toAscii(self, s):
        return str(s.encode('ASCII', 'backslashreplace'), 'ASCII')

    def check_output(self, want, got, optionflags):
        got, want = self._toAscii(got), self._toAscii(want)
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (('True\n', '1\n'), ('False\n', '0\n')):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = '\n'.join('' if line.startswith(BLANKLINE_MARKER) and not line[len(BLANKLINE_MARKER):].strip()
                             else line for line in want.split('\n'))
            got = '\n'.join(line if line.strip() else '' for line in got.split('\n'))
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = ' '.join(got.split()), ' '.join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS and _ellipsis_match(want, got))

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
            import difflib
            wanted, found = want.splitlines(keepends=True), got.splitlines(keepends=True)
            if optionflags & REPORT_UDIFF:
                diff = list(difflib.unified_diff(wanted, found, n=2))[2:]
                kind = 'unified diff with -expected +actual'
            elif optionflags & REPORT_CDIFF:
                diff = list(difflib.context_diff(wanted, found, n=2))[2:]
                kind = 'context diff with expected followed by actual'
            else:
                diff = difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK).compare(wanted, found)
                kind = 'ndiff with -expected +actual'
            return f'Differences ({kind}):\n{_indent("".join(diff))}'
        expected = f'Expected:\n{_indent(want)}' if want else 'Expected nothing\n'
        return expected + (f'Got:\n{_indent(got)}' if got else 'Got nothing\n')


class DocTestFailure(Exception):
    """An example printed something else (DebugRunner)."""

    def __init__(self, test, example, got):
        self.test = test
        self.example = example
        self.got = got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    """An example raised something (DebugRunner)."""

    def __init__(self, test, example, exc_info):
        self.test = test
        self.example = example
        self.exc_info = exc_info

    def __str__(self):
        return str(self.test)


class DebugRunner(DocTestRunner):
    """Raises at the first failure, and leaves the namespace as it is."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        result = DocTestRunner.run(self, test, compileflags, out, False)
        if clear_globs:
            test.globs.clear()
        return result

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)


# The runner of the last call, with the results of all.
master = None


def _run_tests(tests, verbose, report, optionflags, raise_on_error):
    global master
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    for test in tests:
        runner.run(test)
    if report:
        runner.summarize()
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return TestResults(runner.failures, runner.tries)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None,
            raise_on_error=False, exclude_empty=False):
    """Runs the examples in all docstrings of a module (of `__main__` without one)."""
    if m is None:
        m = sys.modules.get('__main__')
    if not inspect.ismodule(m):
        raise TypeError(f'testmod: module required; {m!r}')
    finder = DocTestFinder(exclude_empty=exclude_empty)
    tests = finder.find(m, m.__name__ if name is None else name, globs=globs, extraglobs=extraglobs)
    return _run_tests(tests, verbose, report, optionflags, raise_on_error)


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True,
             optionflags=0, extraglobs=None, raise_on_error=False, parser=DocTestParser(), encoding=None):
    """Runs the examples in a text file."""
    if package and not module_relative:
        raise ValueError('Package may only be specified for module-relative paths.')
    text, filename = _load_testfile(filename, package, module_relative, encoding or 'utf-8')
    globs = {**(globs or {}), **(extraglobs or {})}
    globs.setdefault('__name__', '__main__')
    test = parser.get_doctest(text, globs, os.path.basename(filename) if name is None else name, filename, 0)
    return _run_tests([test], verbose, report, optionflags, raise_on_error)


def run_docstring_examples(f, globs, verbose=False, name='NoName', compileflags=None, optionflags=0):
    """Runs the examples in one object's docstring."""
    finder = DocTestFinder(verbose=verbose, recurse=False)
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in finder.find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


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
