"""Finding tests: in classes, modules, by name, and in folders."""
import os
import sys
from functools import cmp_to_key

from . import case, suite, util

__unittest = True


class _FailedTest(case.TestCase):
    """A test that raises why it could not be loaded."""

    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super().__init__(method_name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            raise AttributeError(f'{type(self).__name__!r} object has no attribute {name!r}')

        def testFailure():
            raise self._exception
        return testFailure


def _make_failed_test(methodname, exception, suiteClass, message):
    return suiteClass((_FailedTest(methodname, exception),)), message


def _with_traceback(what):
    from traceback import format_exc
    return f'{what}\n{format_exc()}'


def _make_failed_import_test(name, suiteClass):
    message = _with_traceback(f'Failed to import test module: {name}')
    return _make_failed_test(name, ImportError(message), suiteClass, message)


def _make_failed_load_tests(name, exception, suiteClass):
    return _make_failed_test(name, exception, suiteClass, _with_traceback('Failed to call load_tests:'))


def _make_skipped_test(methodname, exception, suiteClass):
    @case.skip(str(exception))
    def testSkipped(self):
        pass
    cls = type('ModuleSkipped', (case.TestCase,), {methodname: testSkipped})
    return suiteClass((cls(methodname),))


def _stem(path):
    return os.path.splitext(path)[0]


class TestLoader:
    """Makes suites of tests that it finds."""

    testMethodPrefix = 'test'
    sortTestMethodsUsing = staticmethod(util.three_way_cmp)
    testNamePatterns = None
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def __init__(self):
        self.errors = []
        # Packages whose load_tests is running.
        self._loading_packages = set()

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError('Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?')
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, 'runTest'):
            names = ['runTest']
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *args, pattern=None, **kws):
        if args or 'use_load_tests' in kws:
            from warnings import warn
            warn('use_load_tests is deprecated and ignored', DeprecationWarning)
            kws.pop('use_load_tests', None)
        if len(args) > 1:
            raise TypeError(f'loadTestsFromModule() takes 1 positional argument but {len(args) + 1} were given')
        if kws:
            raise TypeError(f"loadTestsFromModule() got an unexpected keyword argument '{sorted(kws)[0]}'")
        tests = []
        for name in dir(module):
            obj = getattr(module, name)
            if isinstance(obj, type) and issubclass(obj, case.TestCase):
                tests.append(self.loadTestsFromTestCase(obj))
        tests = self.suiteClass(tests)
        load_tests = getattr(module, 'load_tests', None)
        if load_tests is not None:
            try:
                return load_tests(self, tests, pattern)
            except Exception as error:
                return self._failed(_make_failed_load_tests(module.__name__, error, self.suiteClass))
        return tests

    def _failed(self, failure):
        """Keeps the message of a failure; gives the test that stands for it."""
        self.errors.append(failure[1])
        return failure[0]

    def loadTestsFromName(self, name, module=None):
        parts = name.split('.')
        failure = None
        if module is None:
            # The longest front that can be imported; the rest are attributes.
            front = parts[:]
            while module is None:
                try:
                    module = __import__('.'.join(front))
                except ImportError:
                    failure = _make_failed_import_test(front.pop(), self.suiteClass)
                    if not front:
                        return self._failed(failure)
            parts = parts[1:]
        obj, parent = module, None
        for part in parts:
            try:
                parent, obj = obj, getattr(obj, part)
            except AttributeError as error:
                if getattr(obj, '__path__', None) is not None and failure is not None:
                    # A submodule that could not be imported: say why.
                    return self._failed(failure)
                message = _with_traceback('Failed to access attribute:')
                return self._failed(_make_failed_test(part, error, self.suiteClass, message))
        if isinstance(obj, type(sys)):
            return self.loadTestsFromModule(obj)
        if isinstance(obj, type) and issubclass(obj, case.TestCase):
            return self.loadTestsFromTestCase(obj)
        function = type(_stem)
        if isinstance(obj, function) and isinstance(parent, type) and issubclass(parent, case.TestCase):
            instance = parent(parts[-1])
            # A static method is no test.
            if not isinstance(getattr(instance, parts[-1]), function):
                return self.suiteClass([instance])
        elif isinstance(obj, suite.TestSuite):
            return obj
        if not callable(obj):
            raise TypeError(f"don't know how to make test from: {obj}")
        test = obj()
        if isinstance(test, suite.TestSuite):
            return test
        if isinstance(test, case.TestCase):
            return self.suiteClass([test])
        raise TypeError(f'calling {obj} returned {test}, not a test')

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        names = [name for name in dir(testCaseClass)
                 if name.startswith(self.testMethodPrefix) and callable(getattr(testCaseClass, name))]
        if self.testNamePatterns is not None:
            from fnmatch import fnmatchcase
            place = util.strclass(testCaseClass)
            names = [name for name in names
                     if any(fnmatchcase(f'{place}.{name}', pattern) for pattern in self.testNamePatterns)]
        if self.sortTestMethodsUsing:
            names.sort(key=cmp_to_key(self.sortTestMethodsUsing))
        return names

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
        implicit_top = False
        if top_level_dir is None:
            implicit_top = self._top_level_dir is None
            top_level_dir = start_dir if implicit_top else self._top_level_dir
        top_level_dir = os.path.abspath(top_level_dir)
        if top_level_dir not in sys.path:
            sys.path.insert(0, top_level_dir)
        self._top_level_dir = top_level_dir
        folder = os.path.abspath(start_dir)
        if os.path.isdir(folder):
            if folder != top_level_dir and not os.path.isfile(os.path.join(folder, '__init__.py')):
                raise ImportError(f'Start directory is not importable: {folder!r}')
            return self.suiteClass(list(self._find_tests(folder, pattern)))
        return self._discover_package(start_dir, pattern, top_level_dir, implicit_top)

    def _discover_package(self, name, pattern, top_level_dir, implicit_top):
        try:
            __import__(name)
        except ImportError:
            raise ImportError(f'Start directory is not importable: {name!r}') from None
        module = sys.modules[name]
        tests = []
        try:
            folder = os.path.abspath(os.path.dirname(module.__file__))
        except (AttributeError, TypeError):
            spec = getattr(module, '__spec__', None)
            if name in sys.builtin_module_names:
                raise TypeError('Can not use builtin modules as dotted module names') from None
            if spec is None or spec.loader is not None and spec.submodule_search_locations is None:
                raise TypeError(f"don't know how to discover from {module!r}") from None
            for path in module.__path__:
                if implicit_top or path.startswith(top_level_dir):
                    self._top_level_dir = path.split(module.__name__.replace('.', os.path.sep))[0]
                    tests.extend(self._find_tests(path, pattern, namespace=True))
            if implicit_top:
                sys.path.remove(top_level_dir)
            return self.suiteClass(tests)
        if implicit_top:
            self._top_level_dir = self._get_directory_containing_module(name.split('.')[0])
            sys.path.remove(top_level_dir)
        return self.suiteClass(list(self._find_tests(folder, pattern)))

    def _get_directory_containing_module(self, module_name):
        file = os.path.abspath(sys.modules[module_name].__file__)
        folder = os.path.dirname(file)
        return os.path.dirname(folder) if os.path.basename(file).lower().startswith('__init__.py') else folder

    def _get_name_from_path(self, path):
        if path == self._top_level_dir:
            return '.'
        relative = os.path.relpath(_stem(os.path.normpath(path)), self._top_level_dir)
        assert not os.path.isabs(relative) and not relative.startswith('..'), 'Path must be within the project'
        return relative.replace(os.path.sep, '.')

    def _get_module_from_name(self, name):
        __import__(name)
        return sys.modules[name]

    def _match_path(self, path, full_path, pattern):
        from fnmatch import fnmatch
        return fnmatch(path, pattern)

    def _find_tests(self, start_dir, pattern, namespace=False):
        """Yields the suites of a folder and those below it."""
        name = self._get_name_from_path(start_dir)
        # A package that is loaded by its load_tests now is not loaded again.
        if name != '.' and name not in self._loading_packages:
            tests, recurse = self._find_test_path(start_dir, pattern, namespace)
            if tests is not None:
                yield tests
            if not recurse:
                return
        for entry in sorted(os.listdir(start_dir)):
            path = os.path.join(start_dir, entry)
            tests, recurse = self._find_test_path(path, pattern, namespace)
            if tests is not None:
                yield tests
            if recurse:
                name = self._get_name_from_path(path)
                self._loading_packages.add(name)
                try:
                    yield from self._find_tests(path, pattern, namespace)
                finally:
                    self._loading_packages.discard(name)

    def _find_test_path(self, full_path, pattern, namespace=False):
        """The tests of a file or package (or None), and whether to look below it."""
        base = os.path.basename(full_path)
        is_file = os.path.isfile(full_path)
        if is_file:
            stem, kind = os.path.splitext(base)
            if kind.lower() != '.py' or not stem.isidentifier() or not self._match_path(base, full_path, pattern):
                return None, False
        elif not os.path.isdir(full_path):
            return None, False
        elif not namespace and not os.path.isfile(os.path.join(full_path, '__init__.py')):
            return None, False
        name = self._get_name_from_path(full_path)
        try:
            module = self._get_module_from_name(name)
        except case.SkipTest as error:
            return _make_skipped_test(name, error, self.suiteClass), False
        except:
            return self._failed(_make_failed_import_test(name, self.suiteClass)), False
        if is_file:
            self._check_place(module, full_path)
            return self.loadTestsFromModule(module, pattern=pattern), False
        self._loading_packages.add(name)
        try:
            tests = self.loadTestsFromModule(module, pattern=pattern)
            return tests, getattr(module, 'load_tests', None) is None
        finally:
            self._loading_packages.discard(name)

    def _check_place(self, module, full_path):
        """Complains of a module that came from elsewhere."""
        found = _stem(os.path.realpath(os.path.abspath(getattr(module, '__file__', full_path))))
        if found.lower() != _stem(os.path.realpath(full_path)).lower():
            name = _stem(os.path.basename(full_path))
            raise ImportError(f'{name!r} module incorrectly imported from {os.path.dirname(found)!r}. '
                              f'Expected {os.path.dirname(full_path)!r}. Is this module globally installed?')


defaultTestLoader = TestLoader()


def _makeLoader(prefix, sortUsing, suiteClass=None, testNamePatterns=None):
    loader = TestLoader()
    loader.sortTestMethodsUsing = sortUsing
    loader.testMethodPrefix = prefix
    loader.testNamePatterns = testNamePatterns
    if suiteClass:
        loader.suiteClass = suiteClass
    return loader


def getTestCaseNames(testCaseClass, prefix, sortUsing=util.three_way_cmp, testNamePatterns=None):
    return _makeLoader(prefix, sortUsing, testNamePatterns=testNamePatterns).getTestCaseNames(testCaseClass)


def makeSuite(testCaseClass, prefix='test', sortUsing=util.three_way_cmp, suiteClass=suite.TestSuite):
    return _makeLoader(prefix, sortUsing, suiteClass).loadTestsFromTestCase(testCaseClass)


def findTestCases(module, prefix='test', sortUsing=util.three_way_cmp, suiteClass=suite.TestSuite):
    return _makeLoader(prefix, sortUsing, suiteClass).loadTestsFromModule(module)
