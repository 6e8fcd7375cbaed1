"""Test cases, suites, loaders, runners and mocks, with CPython's messages and reports.

`import unittest` itself is cheap: each name fetches its submodule when it is first asked for.
"""
__all__ = ['TestResult', 'TestCase', 'IsolatedAsyncioTestCase', 'TestSuite', 'TextTestRunner', 'TestLoader',
           'FunctionTestCase', 'main', 'defaultTestLoader', 'SkipTest', 'skip', 'skipIf', 'skipUnless',
           'expectedFailure', 'TextTestResult', 'installHandler', 'registerResult', 'removeResult', 'removeHandler',
           'addModuleCleanup', 'getTestCaseNames', 'makeSuite', 'findTestCases']

__unittest = True

_HOMES = {
    'async_case': ['IsolatedAsyncioTestCase'],
    'case': ['TestCase', 'FunctionTestCase', 'SkipTest', 'skip', 'skipIf', 'skipUnless', 'expectedFailure',
             'addModuleCleanup'],
    'loader': ['TestLoader', 'defaultTestLoader', 'getTestCaseNames', 'makeSuite', 'findTestCases'],
    'main': ['main', 'TestProgram'],
    'result': ['TestResult'],
    'runner': ['TextTestRunner', 'TextTestResult'],
    'signals': ['installHandler', 'registerResult', 'removeResult', 'removeHandler'],
    'suite': ['TestSuite', 'BaseTestSuite'],
    'util': [],
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name):
    if name == '_TextTestResult':
        return __getattr__('TextTestResult')
    home = _HOME_OF.get(name)
    if home is None and name not in _HOMES:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    module = __import__(f'unittest.{home or name}', None, None, ['*'])
    # The import has put the submodule under its own name; `main` is the program, not its module.
    globals().update({known: getattr(module, known) for known in _HOMES[home or name]})
    return globals()[name]


def __dir__():
    return sorted(globals().keys() | _HOME_OF.keys() | (_HOMES.keys() - {'async_case'}))


def load_tests(loader, tests, pattern):
    # The library's own tests are not part of it.
    return tests
