"""`unittest.main` and `python -m unittest`: the command line of a test program.

The options are read here rather than by argparse, which would take longer to import than most tests to run.
"""
import os
import sys
from functools import reduce

from . import loader, runner
from .signals import installHandler

__unittest = True

# Each option: short and long form, name of its argument, (attribute, value or None for the argument), help.
_OPTIONS = [
    ('-h', '--help', '', (None, True), 'show this help message and exit'),
    ('-v', '--verbose', '', ('verbosity', 2), 'Verbose output'),
    ('-q', '--quiet', '', ('verbosity', 0), 'Quiet output'),
    ('', '--locals', '', ('tb_locals', True), 'Show local variables in tracebacks'),
    ('-f', '--failfast', '', ('failfast', True), 'Stop on first fail or error'),
    ('-c', '--catch', '', ('catchbreak', True), 'Catch Ctrl-C and display results so far'),
    ('-b', '--buffer', '', ('buffer', True), 'Buffer stdout and stderr during tests'),
    ('-k', '', 'TESTNAMEPATTERNS', ('testNamePatterns', None), 'Only run tests which match the given substring'),
]
_DISCOVERY = [
    ('-s', '--start-directory', 'START', ('start', None), "Directory to start discovery ('.' default)"),
    ('-p', '--pattern', 'PATTERN', ('pattern', None), "Pattern to match tests ('test*.py' default)"),
    ('-t', '--top-level-directory', 'TOP', ('top', None),
     'Top level directory of project (defaults to start directory)'),
]
_TESTS = ['tests', 'a list of any number of test modules, classes and test methods.']
# These are options only where the program has not decided itself.
_WISHES = 'failfast', 'catchbreak', 'buffer'


def _examples(*rows):
    return 'Examples:\n' + ''.join(f'  {"%(prog)s " + names:<34} - {what}\n' for names, what in rows)


_ALL = "run all 'test*' test methods\n" + ' ' * 39 + 'in MyTestCase'
MAIN_EXAMPLES = _examples(
    ('test_module', 'run tests from test_module'), ('module.TestClass', 'run tests from module.TestClass'),
    ('module.Class.test_method', 'run specified test method'),
    ('path/to/test_file.py', 'run tests from test_file.py'))
MODULE_EXAMPLES = _examples(
    ('', 'run default set of tests'), ('MyTestSuite', "run suite 'MyTestSuite'"),
    ('MyTestCase.testSomething', 'run MyTestCase.testSomething'), ('MyTestCase', _ALL))
_TOP = ('For test discovery all test modules must be importable from the top level\n'
        'directory of the project.')


def _packed(words, indent, first=0):
    """The words in lines of at most 78 columns; `first` of the first line are taken."""
    lines, used = [[]], first or indent
    for word in words:
        if lines[-1] and used + 1 + len(word) > 78:
            lines.append([])
            used = indent
        lines[-1].append(word)
        used += len(word) + (len(lines[-1]) > 1)
    return ('\n' + ' ' * indent).join(map(' '.join, lines))


def _rows(rows, column):
    """Lines of help: what each is about, and its text from a column on."""
    return ''.join(f'  {heading:<{column - 2}}{_packed(text.split(" "), column)}\n' if len(heading) <= column - 4 else
                   f'  {heading}\n{" " * column}{_packed(text.split(" "), column)}\n' for heading, text in rows)


def _heading(option):
    short, long, argument, _, _ = option
    return ', '.join(f'{form} {argument}'.rstrip() for form in (short, long) if form)


def _convert_name(name):
    """A module's name for a path."""
    if name[-3:].lower() != '.py' or not os.path.isfile(name):
        return name
    inner = os.path.relpath(name) if os.path.isabs(name) else name
    # What lies elsewhere cannot be imported from here.
    if inner is not name and (os.path.isabs(inner) or inner.startswith(os.pardir)):
        return name
    return os.path.normpath(inner)[:-3].translate({ord('/'): '.', ord('\\'): '.'})


def _convert_names(names):
    return [*map(_convert_name, names)]


def _convert_select_pattern(pattern):
    return pattern if '*' in pattern else f'*{pattern}*'


class TestProgram:
    """Runs the tests that a command line asks for."""

    module = progName = testNamePatterns = warnings = None
    failfast = catchbreak = buffer = None
    verbosity = 1

    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None,
                 buffer=None, warnings=None, *, tb_locals=False):
        if isinstance(module, str):
            first, *rest = module.split('.')
            module = reduce(getattr, rest, __import__(module))
        self.module, self.defaultTest = module, defaultTest
        self.testRunner, self.testLoader = testRunner, testLoader
        self.failfast, self.catchbreak, self.buffer = failfast, catchbreak, buffer
        self.exit, self.verbosity, self.tb_locals = exit, verbosity, tb_locals
        # Options -W say themselves what is to be seen.
        self.warnings = 'default' if warnings is None and not sys.warnoptions else warnings
        line = sys.argv if argv is None else argv
        self.progName = os.path.basename(line[0])
        self.parseArgs(line)
        self.runTests()

    def usageExit(self, msg=None):
        print(*filter(None, [msg]), end='\n' if msg else '')
        self._print_help()
        sys.exit(2)

    def _options(self, discovery=False):
        """The options that there are."""
        return [option for option in _OPTIONS + _DISCOVERY * discovery
                if option[3][0] not in _WISHES or getattr(self, option[3][0]) is None]

    def _usage(self, discovery=False):
        program = f'usage: {self.progName} discover' if discovery else f'usage: {self.progName}'
        words = [f'[{f"{short or long} {argument}".rstrip()}]'
                 for short, long, argument, _, _ in self._options(discovery)]
        tests = [] if discovery else ['[tests ...]']
        width = len(program) + 1
        if len(' '.join([program, *words, *tests])) <= 78:
            return ' '.join([program, *words, *tests]) + '\n'
        lines = [_packed(words, width, first=width), *tests]
        return f'{program} ' + ('\n' + ' ' * width).join(lines) + '\n'

    def _help_of(self, discovery=False):
        rows = [(_heading(option), option[4]) for option in self._options(discovery)]
        column = min(24, max(len(heading) for heading, _ in rows) + 4)
        tests = '' if discovery else f'\npositional arguments:\n{_rows([_TESTS], column)}'
        return f'{self._usage(discovery)}{tests}\noptions:\n{_rows(rows, column)}'

    def _print_help(self, *args, **kwargs):
        is_command = self.module is None
        print(self._help_of())
        print((MAIN_EXAMPLES if is_command else MODULE_EXAMPLES) % {'prog': self.progName})
        if is_command:
            self._print_discovery_help()

    def _print_discovery_help(self):
        print(self._help_of(discovery=True), _TOP, sep='\n')

    def _error(self, message, discovery):
        program = f'{self.progName} discover' if discovery else self.progName
        sys.stderr.write(f'{self._usage(discovery)}{program}: error: {message}\n')
        sys.exit(2)

    def parseArgs(self, argv):
        _, *args = argv
        if self.module is None and args and args[0].lower() == 'discover':
            return self._do_discovery(args[1:])
        self.tests = self._read(args, discovery=False)
        if not self.tests and self.module is None:
            return self._do_discovery([])
        if self.tests:
            self.testNames = _convert_names(self.tests)
        elif self.defaultTest is None or not isinstance(self.defaultTest, str):
            self.testNames = self.defaultTest and [*self.defaultTest]
        else:
            self.testNames = (self.defaultTest,)
        self.createTests()

    def _read(self, args, discovery):
        """Sets what the options say; gives the other arguments."""
        known = _Options(self._options(discovery))
        found, names, unknown, closed = {}, [], [], False
        args = list(args)
        while args:
            arg = args.pop(0)
            if arg == '--':
                names += args
                break
            if arg == '-' or not arg.startswith('-'):
                (unknown if closed else names).append(arg)
                continue
            # Names stand together: after an option there are no more.
            closed = bool(names)
            option, value, rest = known.split(arg)
            if option is None:
                unknown.append(arg)
                continue
            if rest:
                args.insert(0, rest)
            attribute, meaning = option[3]
            if attribute is None:
                self._print_discovery_help() if discovery else self._print_help()
                sys.exit(0)
            forms = '/'.join(filter(None, option[:2]))
            if meaning is None:
                if value is None and not args:
                    self._error(f'argument {forms}: expected one argument', discovery)
                meaning = args.pop(0) if value is None else value
            elif value is not None:
                self._error(f'argument {forms}: ignored explicit argument {value!r}', discovery)
            if attribute == 'testNamePatterns':
                found.setdefault(attribute, []).append(_convert_select_pattern(meaning))
            else:
                found[attribute] = meaning
        unknown += names[3:] if discovery else []
        if unknown:
            self._error(f'unrecognized arguments: {" ".join(unknown)}', discovery)
        for attribute in (*_WISHES, 'testNamePatterns'):
            if getattr(self, attribute) is None:
                found.setdefault(attribute, [] if attribute == 'testNamePatterns' else False)
        vars(self).update(found)
        return names

    def createTests(self, from_discovery=False, Loader=None):
        finder = self.testLoader
        if self.testNamePatterns:
            finder.testNamePatterns = self.testNamePatterns
        if from_discovery:
            finder = finder if Loader is None else Loader()
            self.test = finder.discover(self.start, self.pattern, self.top)
        elif self.testNames is not None:
            self.test = finder.loadTestsFromNames(self.testNames, self.module)
        else:
            self.test = finder.loadTestsFromModule(self.module)

    def _do_discovery(self, argv, Loader=None):
        places = {'start': '.', 'pattern': 'test*.py', 'top': None}
        vars(self).update(places)
        names = [] if argv is None else self._read(argv, discovery=True)
        vars(self).update(zip(places, names))
        self.createTests(True, Loader)

    def runTests(self):
        if self.catchbreak:
            installHandler()
        self.testRunner = self.testRunner or runner.TextTestRunner
        self.result = self._runner().run(self.test)
        if self.exit:
            sys.exit(int(not self.result.wasSuccessful()))

    def _runner(self):
        """The runner, made with as many of the wishes as its class knows."""
        make = self.testRunner
        if not isinstance(make, type):
            return make
        wishes = {name: getattr(self, name) for name in ('verbosity', 'failfast', 'buffer', 'warnings', 'tb_locals')}
        for left_out in ['tb_locals'], list(wishes):
            try:
                return make(**wishes)
            except TypeError:
                for name in left_out:
                    wishes.pop(name, None)
        return make()


class _Options:
    """Finds the option that an argument means."""

    def __init__(self, options):
        self.by_form = {form: option for option in options for form in option[:2] if form}

    def split(self, arg):
        """(option or None, its value or None, further flags in the same argument)"""
        if arg.startswith('--'):
            form, equals, value = arg.partition('=')
            names = [form] if form in self.by_form else [name for name in self.by_form if name.startswith(form)]
            return self.by_form[names[0]] if len(names) == 1 else None, value if equals else None, ''
        option, tail = self.by_form.get(arg[:2]), arg[2:]
        # `-vf` are two flags, `-kname` is one with its argument.
        if not tail or not option or option[2]:
            return option, tail or None, ''
        return (option, None, f'-{tail}') if f'-{tail[0]}' in self.by_form else (option, tail, '')


main = TestProgram
