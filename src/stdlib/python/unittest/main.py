"""`unittest.main` and `python -m unittest`: the command line of a test program.

The options are read here rather than by argparse, which would take longer to import than most tests to run.
"""
import os
import sys

from . import loader, runner
from .signals import installHandler

__unittest = True

_OPTIONS = """\
  -h, --help            show this help message and exit
  -v, --verbose         Verbose output
  -q, --quiet           Quiet output
  --locals              Show local variables in tracebacks
  -f, --failfast        Stop on first fail or error
  -c, --catch           Catch Ctrl-C and display results so far
  -b, --buffer          Buffer stdout and stderr during tests
  -k TESTNAMEPATTERNS   Only run tests which match the given substring
"""
_DISCOVERY = """\
  -s START, --start-directory START
                        Directory to start discovery ('.' default)
  -p PATTERN, --pattern PATTERN
                        Pattern to match tests ('test*.py' default)
  -t TOP, --top-level-directory TOP
                        Top level directory of project (defaults to start
                        directory)
"""
MAIN_EXAMPLES = """\
Examples:
  %(prog)s test_module               - run tests from test_module
  %(prog)s module.TestClass          - run tests from module.TestClass
  %(prog)s module.Class.test_method  - run specified test method
  %(prog)s path/to/test_file.py      - run tests from test_file.py
"""
MODULE_EXAMPLES = """\
Examples:
  %(prog)s                           - run default set of tests
  %(prog)s MyTestSuite               - run suite 'MyTestSuite'
  %(prog)s MyTestCase.testSomething  - run MyTestCase.testSomething
  %(prog)s MyTestCase                - run all 'test*' test methods
                                       in MyTestCase
"""
# Option -> (attribute, value); a value of None is the option's argument.
_MEANINGS = {
    '-v': ('verbosity', 2), '-q': ('verbosity', 0), '-l': ('tb_locals', True), '-f': ('failfast', True),
    '-c': ('catchbreak', True), '-b': ('buffer', True), '-k': ('testNamePatterns', None),
    '-s': ('start', None), '-p': ('pattern', None), '-t': ('top', None),
}
_LONG = {
    '--verbose': '-v', '--quiet': '-q', '--locals': '-l', '--failfast': '-f', '--catch': '-c', '--buffer': '-b',
    '--start-directory': '-s', '--pattern': '-p', '--top-level-directory': '-t', '--help': '-h',
}


def _convert_name(name):
    """A module's name for a path."""
    if not (os.path.isfile(name) and name.lower().endswith('.py')):
        return name
    if os.path.isabs(name):
        relative = os.path.relpath(name, os.getcwd())
        if os.path.isabs(relative) or relative.startswith(os.pardir):
            return name
        name = relative
    return os.path.normpath(name)[:-3].replace('\\', '.').replace('/', '.')


def _convert_names(names):
    return [_convert_name(name) for name in names]


def _convert_select_pattern(pattern):
    return pattern if '*' in pattern else f'*{pattern}*'


class TestProgram:
    """Runs the tests that a command line asks for."""

    module = None
    verbosity = 1
    failfast = catchbreak = buffer = progName = warnings = testNamePatterns = None

    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None,
                 buffer=None, warnings=None, *, tb_locals=False):
        if isinstance(module, str):
            self.module = __import__(module)
            for part in module.split('.')[1:]:
                self.module = getattr(self.module, part)
        else:
            self.module = module
        argv = sys.argv if argv is None else argv
        self.exit = exit
        self.failfast = failfast
        self.catchbreak = catchbreak
        self.verbosity = verbosity
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.warnings = 'default' if warnings is None and not sys.warnoptions else warnings
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        self.progName = os.path.basename(argv[0])
        self.parseArgs(argv)
        self.runTests()

    def usageExit(self, msg=None):
        if msg:
            print(msg)
        self._print_help()
        sys.exit(2)

    def _usage(self, discovery=False):
        flags = '[-h] [-v] [-q] [--locals] [-f] [-c] [-b] [-k TESTNAMEPATTERNS]'
        program = f'{self.progName} discover' if discovery else self.progName
        rest = '[-s START] [-p PATTERN] [-t TOP]' if discovery else '[tests ...]'
        return f'usage: {program} {flags}\n{" " * (len(program) + 8)}{rest}\n'

    def _print_help(self, *args, **kwargs):
        names = '\npositional arguments:\n  tests                 a list of any number of test modules, classes and ' \
                'test\n                        methods.\n'
        print(f'{self._usage()}{names}\noptions:\n{_OPTIONS}')
        examples = MAIN_EXAMPLES if self.module is None else MODULE_EXAMPLES
        print(examples % {'prog': self.progName})
        if self.module is None:
            print(f'{self._usage(discovery=True)}\noptions:\n{_OPTIONS}{_DISCOVERY}\n'
                  'For test discovery all test modules must be importable from the top level\n'
                  'directory of the project.')

    def parseArgs(self, argv):
        if self.module is None and len(argv) > 1 and argv[1].lower() == 'discover':
            self._do_discovery(argv[2:])
            return
        self.tests = self._read(argv[1:], discovery=False)
        if self.tests:
            self.testNames = _convert_names(self.tests)
        elif self.module is None:
            self._do_discovery([])
            return
        elif self.defaultTest is None:
            self.testNames = None
        elif isinstance(self.defaultTest, str):
            self.testNames = self.defaultTest,
        else:
            self.testNames = list(self.defaultTest)
        self.createTests()

    def _read(self, args, discovery):
        """Sets what the options say; gives the other arguments."""
        for name in 'failfast', 'catchbreak', 'buffer':
            if getattr(self, name) is None:
                setattr(self, name, False)
        if self.testNamePatterns is None:
            self.testNamePatterns = []
        names = []
        args = list(args)
        while args:
            arg = args.pop(0)
            if arg == '--':
                return names + args
            if not arg.startswith('-') or arg == '-':
                names.append(arg)
                continue
            option, value = arg, None
            if arg.startswith('--'):
                option, equals, text = arg.partition('=')
                value = text if equals else None
                known = [_LONG[name] for name in _LONG if name == option] or \
                        [_LONG[name] for name in _LONG if name.startswith(option)]
                option = known[0] if len(known) == 1 else None
            elif len(arg) > 2:
                # `-vf` are two flags, `-kname` is one with its argument.
                option = arg[:2]
                if _MEANINGS.get(option, (None, None))[1] is None and option != '-h':
                    value = arg[2:]
                else:
                    args.insert(0, '-' + arg[2:])
            if option == '-h':
                self._help(discovery)
            if option not in _MEANINGS or option == '-l' and not arg.startswith('--') \
                    or not discovery and option in ('-s', '-p', '-t'):
                self._error(f'unrecognized arguments: {arg}', discovery)
            name, meaning = _MEANINGS[option]
            if meaning is None:
                if value is None:
                    if not args:
                        self._error(f'argument {arg}: expected one argument', discovery)
                    value = args.pop(0)
                meaning = value
                if name == 'testNamePatterns':
                    meaning = [*self.testNamePatterns, _convert_select_pattern(value)]
            setattr(self, name, meaning)
        return names

    def _help(self, discovery):
        if discovery:
            print(f'{self._usage(discovery=True)}\noptions:\n{_OPTIONS}{_DISCOVERY}\n'
                  'For test discovery all test modules must be importable from the top level\n'
                  'directory of the project.')
        else:
            self._print_help()
        sys.exit(0)

    def _error(self, message, discovery):
        print(f'{self._usage(discovery)}{self.progName}: error: {message}', file=sys.stderr)
        sys.exit(2)

    def createTests(self, from_discovery=False, Loader=None):
        if self.testNamePatterns:
            self.testLoader.testNamePatterns = self.testNamePatterns
        if from_discovery:
            finder = self.testLoader if Loader is None else Loader()
            self.test = finder.discover(self.start, self.pattern, self.top)
        elif self.testNames is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.loadTestsFromNames(self.testNames, self.module)

    def _do_discovery(self, argv, Loader=None):
        self.start, self.pattern, self.top = '.', 'test*.py', None
        if argv is not None:
            names = self._read(argv, discovery=True)
            if len(names) > 3:
                self._error(f'unrecognized arguments: {" ".join(names[3:])}', True)
            for name, value in zip(('start', 'pattern', 'top'), names):
                setattr(self, name, value)
        self.createTests(from_discovery=True, Loader=Loader)

    def runTests(self):
        if self.catchbreak:
            installHandler()
        if self.testRunner is None:
            self.testRunner = runner.TextTestRunner
        test_runner = self.testRunner
        if isinstance(test_runner, type):
            options = dict(verbosity=self.verbosity, failfast=self.failfast, buffer=self.buffer,
                           warnings=self.warnings)
            try:
                try:
                    test_runner = self.testRunner(**options, tb_locals=self.tb_locals)
                except TypeError:
                    # A runner that is older than tb_locals.
                    test_runner = self.testRunner(**options)
            except TypeError:
                test_runner = self.testRunner()
        self.result = test_runner.run(self.test)
        if self.exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
