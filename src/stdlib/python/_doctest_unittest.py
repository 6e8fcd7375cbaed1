"""The half of `doctest` that makes unittest suites of examples, and scripts of them."""
import sys
from io import StringIO
from os.path import basename
from unittest import TestCase, TestSuite

import doctest

_unittest_reportflags = 0


def set_unittest_reportflags(flags):
    """Sets the reporting flags of tests that set none; gives the old ones."""
    global _unittest_reportflags
    if flags & doctest.REPORTING_FLAGS != flags:
        raise ValueError('Only reporting flags allowed', flags)
    old, _unittest_reportflags = _unittest_reportflags, flags
    return old


def _nothing(test):
    """Stands for a fixture that there is none of."""


class DocTestCase(TestCase):
    """The examples of a docstring as a test."""

    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        super().__init__()
        self._dt_test, self._dt_globs = test, test.globs.copy()
        self._dt_setUp, self._dt_tearDown = setUp, tearDown
        self._dt_checker, self._dt_optionflags = checker, optionflags

    def setUp(self):
        (self._dt_setUp or _nothing)(self._dt_test)

    def tearDown(self):
        (self._dt_tearDown or _nothing)(self._dt_test)
        # So that the test may run again.
        globs = self._dt_test.globs
        globs.clear()
        globs.update(self._dt_globs)

    def runTest(self):
        before, report = sys.stdout, StringIO()
        flags = self._dt_optionflags
        # Reporting is the test's, or everybody's.
        flags |= 0 if flags & doctest.REPORTING_FLAGS else _unittest_reportflags
        runner = doctest.DocTestRunner(self._dt_checker, False, flags)
        runner.DIVIDER = '-' * 70
        try:
            failures, _ = runner.run(self._dt_test, None, report.write, clear_globs=False)
        finally:
            sys.stdout = before
        if failures:
            raise self.failureException(self.format_failure(report.getvalue()))

    def format_failure(self, err):
        test = self._dt_test
        lineno = 'unknown line number' if test.lineno is None else test.lineno
        name = test.name.rpartition('.')[2]
        return (f'Failed doctest test for {test.name}\n  File "{test.filename}", line {lineno}, in {name}\n\n{err}')

    def debug(self):
        self.setUp()
        doctest.DebugRunner(self._dt_checker, False, self._dt_optionflags).run(self._dt_test, clear_globs=False)
        self.tearDown()

    def id(self):
        return self._dt_test.name

    def _key(self):
        return self._dt_optionflags, self._dt_setUp, self._dt_tearDown, self._dt_checker

    def __eq__(self, other):
        if type(self) is type(other):
            return self._dt_test == other._dt_test and self._key() == other._key()
        return NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __repr__(self):
        path, _, name = self._dt_test.name.rpartition('.')
        return f'{name} ({path})'

    __str__ = object.__str__

    def shortDescription(self):
        return 'Doctest: ' + self._dt_test.name


class SkipDocTestCase(DocTestCase):
    def __init__(self, module):
        self.module = module
        super().__init__(doctest.DocTest([], {}, module.__name__, None, None, None))

    def setUp(self):
        self.skipTest('DocTestSuite will not work with -O2 and above')

    def shortDescription(self):
        return f'Skipping tests from {self.module.__name__}'

    __str__ = shortDescription


class _DocTestSuite(TestSuite):
    def _removeTestAtIndex(self, index):
        pass


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """The examples of a module as a suite."""
    finder = doctest.DocTestFinder() if test_finder is None else test_finder
    module = doctest._normalize_module(module)
    tests = finder.find(module, globs=globs, extraglobs=extraglobs)
    suite = _DocTestSuite()
    if not tests and sys.flags.optimize >= 2:
        suite.addTest(SkipDocTestCase(module))
        return suite
    for test in sorted(tests):
        if test.examples:
            test.filename = test.filename or module.__file__
            suite.addTest(DocTestCase(test, **options))
    return suite


class DocFileCase(DocTestCase):
    def id(self):
        return '_'.join(self._dt_test.name.split('.'))

    def __repr__(self):
        return self._dt_test.filename

    def format_failure(self, err):
        test = self._dt_test
        return f'Failed doctest test for {test.name}\n  File "{test.filename}", line 0\n\n{err}'


def DocFileTest(path, module_relative=True, package=None, globs=None, parser=doctest.DocTestParser(), encoding=None,
                **options):
    if not module_relative and package:
        raise ValueError('Package may only be specified for module-relative paths.')
    text, path = doctest._load_testfile(path, package, module_relative, encoding or 'utf-8')
    globs = {} if globs is None else globs.copy()
    globs.setdefault('__file__', path)
    return DocFileCase(parser.get_doctest(text, globs, basename(path), path, 0), **options)


def DocFileSuite(*paths, **kw):
    """The examples of text files as a suite."""
    suite = _DocTestSuite()
    if kw.get('module_relative', True):
        kw['package'] = doctest._normalize_module(kw.get('package'))
    for path in paths:
        suite.addTest(DocFileTest(path, **kw))
    return suite


def _comment_line(line):
    line = line.rstrip()
    return '# ' + line if line else '#'


def script_from_examples(s):
    """A text as a program: examples as code, all else as comments."""
    output = []
    for piece in doctest.DocTestParser().parse(s):
        if isinstance(piece, doctest.Example):
            output.append(piece.source[:-1])
            if piece.want:
                output.append('# Expected:')
                output += ['## ' + line for line in piece.want.split('\n')[:-1]]
        else:
            output += [_comment_line(line) for line in piece.split('\n')[:-1]]
    while output and output[-1] == '#':
        output.pop()
    while output and output[0] == '#':
        output.pop(0)
    return '\n'.join(output) + '\n'


def testsource(module, name):
    """The examples of a docstring as a program."""
    module = doctest._normalize_module(module)
    for test in doctest.DocTestFinder().find(module):
        if test.name == name:
            return script_from_examples(test.docstring)
    raise ValueError(name, 'not found in tests')
