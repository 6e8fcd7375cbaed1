"""Finding tests: in classes, modules, by name, and in folders."""
import os
import sys
from contextlib import contextmanager
from functools import cmp_to_key

from . import case, suite, util

__unittest = True

_function = type(util.strclass)


class _FailedTest(case.TestCase):
    """A test that raises why it could not be loaded; its method has the name of what was not found."""

    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super().__init__(method_name)

    def __getattr__(self, name):
        if name == self._testMethodName:
            return self._fail
        raise AttributeError(f'{type(self).__name__!r} object has no attribute {name!r}')

    def _fail(self):
        raise self._exception


def _with_traceback(what):
    from traceback import format_exc
    return f'{what}\n{format_exc()}'


def _is_case(obj):
    return isinstance(obj, type) and issubclass(obj, case.TestCase)


def _stem(path):
    return os.path.splitext(path)[0]


def _is_package(folder):
    return os.path.isfile(os.path.join(folder, '__init__.py'))


class TestLoader:
    """Makes suites of tests that it finds."""

    suiteClass = suite.TestSuite
    testMethodPrefix, testNamePatterns = 'test', None
    sortTestMethodsUsing = staticmethod(util.three_way_cmp)
    _top_level_dir = None

    def __init__(self):
        # Packages whose load_tests is running.
        self._loading_packages = set()
        self.errors = []

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError('Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?')
        whole = ['runTest'] if hasattr(testCaseClass, 'runTest') else []
        return self.suiteClass(map(testCaseClass, self.getTestCaseNames(testCaseClass) or whole))

    def loadTestsFromModule(self, module, *args, pattern=None, **kws):
        self._check_old_arguments(args, kws)
        members = (getattr(module, name) for name in dir(module))
        tests = self.suiteClass([self.loadTestsFromTestCase(member) for member in members if _is_case(member)])
        adapt = getattr(module, 'load_tests', None)
        if adapt is None:
            return tests
        try:
            return adapt(self, tests, pattern)
        except Exception as error:
            return self._failed(module.__name__, error, _with_traceback('Failed to call load_tests:'))

    @staticmethod
    def _check_old_arguments(args, kws):
        """There was a second argument; it is still let in, with a warning."""
        if args or 'use_load_tests' in kws:
            from warnings import warn
            warn('use_load_tests is deprecated and ignored', DeprecationWarning, 2)
        if len(args) > 1:
            raise TypeError(f'loadTestsFromModule() takes 1 positional argument but {len(args) + 1} were given')
        for name in sorted(kws.keys() - {'use_load_tests'}):
            raise TypeError(f"loadTestsFromModule() got an unexpected keyword argument '{name}'")

    def _failed(self, name, exception, message):
        """Keeps the message of a failure; gives a test that stands for it."""
        self.errors.append(message)
        return self.suiteClass((_FailedTest(name, exception),))

    def _failed_import(self, name):
        message = _with_traceback(f'Failed to import test module: {name}')
        return lambda: self._failed(name, ImportError(message), message)

    def loadTestsFromName(self, name, module=None):
        parts = name.split('.')
        failed_import = None
        if module is None:
            # The longest front that can be imported; the rest are attributes.
            for end in range(len(parts), 0, -1):
                try:
                    module = __import__('.'.join(parts[:end]))
                    break
                except ImportError:
                    failed_import = self._failed_import(parts[end - 1])
            else:
                return failed_import()
            del parts[0]
        found, parent = module, None
        for part in parts:
            try:
                parent, found = found, getattr(found, part)
            except AttributeError as error:
                if failed_import is not None and getattr(found, '__path__', None) is not None:
                    # A submodule that could not be imported: say why.
                    return failed_import()
                return self._failed(part, error, _with_traceback('Failed to access attribute:'))
        return self._tests_of(found, parent, parts[-1] if parts else None)

    def _tests_of(self, found, parent, name):
        """The tests that an object means, which is the attribute `name` of its parent."""
        if isinstance(found, type(sys)):
            return self.loadTestsFromModule(found)
        if _is_case(found):
            return self.loadTestsFromTestCase(found)
        if isinstance(found, suite.TestSuite):
            return found
        if isinstance(found, _function) and _is_case(parent):
            test = parent(name)
            # A static method is no test.
            if not isinstance(getattr(test, name), _function):
                return self.suiteClass([test])
        if not callable(found):
            raise TypeError(f"don't know how to make test from: {found}")
        test = found()
        if not isinstance(test, (suite.TestSuite, case.TestCase)):
            raise TypeError(f'calling {found} returned {test}, not a test')
        return test if isinstance(test, suite.TestSuite) else self.suiteClass([test])

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        prefix, patterns, order = self.testMethodPrefix, self.testNamePatterns, self.sortTestMethodsUsing
        names = [name for name in dir(testCaseClass)
                 if name.startswith(prefix) and callable(getattr(testCaseClass, name))]
        if patterns is not None:
            from fnmatch import fnmatchcase
            place = util.strclass(testCaseClass)
            names = [name for name in names if any(fnmatchcase(f'{place}.{name}', pattern) for pattern in patterns)]
        return sorted(names, key=cmp_to_key(order)) if order else names

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
        first = top_level_dir is None and self._top_level_dir is None
        given = (top_level_dir, self._top_level_dir, start_dir)
        top = os.path.abspath(next(folder for folder in given if folder is not None))
        if top not in sys.path:
            sys.path.insert(0, top)
        self._top_level_dir = top
        folder = os.path.abspath(start_dir)
        if not os.path.isdir(folder):
            return self._discover_package(start_dir, pattern, top, first)
        if folder != top and not _is_package(folder):
            raise ImportError(f'Start directory is not importable: {folder!r}')
        return self.suiteClass([*self._find_tests(folder, pattern)])

    def _discover_package(self, name, pattern, top, first):
        """Discovers from a package; on the first time its name says what the top is."""
        try:
            module = self._get_module_from_name(name)
        except ImportError:
            raise ImportError(f'Start directory is not importable: {name!r}') from None
        tests = []
        for folder, is_namespace, package_top in self._places(module, name):
            if first or not is_namespace or folder.startswith(top):
                if first or is_namespace:
                    self._top_level_dir = package_top
                tests += self._find_tests(folder, pattern, namespace=is_namespace)
        if first:
            sys.path.remove(top)
        return self.suiteClass(tests)

    def _places(self, module, name):
        """The folders of a package, whether it has no file, and the folders that hold it."""
        try:
            folder = os.path.abspath(os.path.dirname(module.__file__))
        except (AttributeError, TypeError):
            if name in sys.builtin_module_names:
                raise TypeError('Can not use builtin modules as dotted module names') from None
            spec = getattr(module, '__spec__', None)
            if spec is None or spec.submodule_search_locations is None and spec.loader is not None:
                raise TypeError(f"don't know how to discover from {module!r}") from None
            inner = module.__name__.replace('.', os.path.sep)
            return [(path, True, path.split(inner)[0]) for path in module.__path__]
        return [(folder, False, self._get_directory_containing_module(name.partition('.')[0]))]

    def _get_directory_containing_module(self, module_name):
        file = os.path.abspath(sys.modules[module_name].__file__)
        is_init = os.path.basename(file).lower().startswith('__init__.py')
        return os.path.dirname(os.path.dirname(file)) if is_init else os.path.dirname(file)

    def _get_name_from_path(self, path):
        top = self._top_level_dir
        if path == top:
            return '.'
        inner = os.path.relpath(_stem(os.path.normpath(path)), top)
        assert not inner.startswith('..') and not os.path.isabs(inner), 'Path must be within the project'
        return '.'.join(inner.split(os.path.sep))

    def _get_module_from_name(self, name):
        __import__(name)
        return sys.modules[name]

    def _match_path(self, path, full_path, pattern):
        from fnmatch import fnmatch
        return fnmatch(path, pattern)

    def _find_tests(self, start_dir, pattern, namespace=False):
        """Yields the suites of a folder and those below it."""
        own = self._get_name_from_path(start_dir)
        # A package that is loaded by its load_tests now is not loaded again.
        if own == '.' or own in self._loading_packages:
            below = True
        else:
            below = yield from self._suite_of(start_dir, pattern, namespace)
        for entry in sorted(os.listdir(start_dir)) if below else ():
            path = os.path.join(start_dir, entry)
            if (yield from self._suite_of(path, pattern, namespace)):
                with self._loading(self._get_name_from_path(path)):
                    yield from self._find_tests(path, pattern, namespace)

    def _suite_of(self, path, pattern, namespace):
        """Yields the suite of a file or package, if there is one; gives whether to look below."""
        tests, below = self._find_test_path(path, pattern, namespace)
        if tests is not None:
            yield tests
        return below

    @contextmanager
    def _loading(self, package):
        self._loading_packages.add(package)
        try:
            yield
        finally:
            self._loading_packages.discard(package)

    def _find_test_path(self, full_path, pattern, namespace=False):
        """The tests of a file or package (or None), and whether to look below it."""
        is_file = os.path.isfile(full_path)
        wanted = self._is_test_file(full_path, pattern) if is_file else \
            os.path.isdir(full_path) and (namespace or _is_package(full_path))
        if not wanted:
            return None, False
        name = self._get_name_from_path(full_path)
        try:
            module = self._get_module_from_name(name)
        except case.SkipTest as reason:
            return self._skipped(name, reason), False
        except:
            return self._failed_import(name)(), False
        if is_file:
            _check_place(module, full_path)
            return self.loadTestsFromModule(module, pattern=pattern), False
        with self._loading(name):
            # load_tests, where there is one, has looked below itself.
            return self.loadTestsFromModule(module, pattern=pattern), getattr(module, 'load_tests', None) is None

    def _is_test_file(self, path, pattern):
        file = os.path.basename(path)
        stem, kind = os.path.splitext(file)
        return kind.lower() == '.py' and stem.isidentifier() and self._match_path(file, path, pattern)

    def _skipped(self, name, reason):
        """A suite of one test that stands for a module that asks to be skipped."""
        method = case.skip(str(reason))(lambda self: None)
        return self.suiteClass((type('ModuleSkipped', (case.TestCase,), {name: method})(name),))


def _check_place(module, path):
    """Complains of a module that came from elsewhere."""
    wanted = os.path.realpath(path)
    found = os.path.realpath(os.path.abspath(getattr(module, '__file__', path)))
    if _stem(found).lower() != _stem(wanted).lower():
        raise ImportError(f'{_stem(os.path.basename(path))!r} module incorrectly imported from '
                          f'{os.path.dirname(found)!r}. Expected {os.path.dirname(path)!r}. '
                          'Is this module globally installed?')


defaultTestLoader = TestLoader()


# Before there were loaders, these were how to get at tests.

def _loader(**attributes):
    made = TestLoader()
    vars(made).update(attributes)
    return made


def getTestCaseNames(testCaseClass, prefix, sortUsing=util.three_way_cmp, testNamePatterns=None):
    loader = _loader(testMethodPrefix=prefix, sortTestMethodsUsing=sortUsing, testNamePatterns=testNamePatterns)
    return loader.getTestCaseNames(testCaseClass)


def makeSuite(testCaseClass, prefix='test', sortUsing=util.three_way_cmp, suiteClass=suite.TestSuite):
    loader = _loader(testMethodPrefix=prefix, sortTestMethodsUsing=sortUsing, suiteClass=suiteClass)
    return loader.loadTestsFromTestCase(testCaseClass)


def findTestCases(module, prefix='test', sortUsing=util.three_way_cmp, suiteClass=suite.TestSuite):
    loader = _loader(testMethodPrefix=prefix, sortTestMethodsUsing=sortUsing, suiteClass=suiteClass)
    return loader.loadTestsFromModule(module)
