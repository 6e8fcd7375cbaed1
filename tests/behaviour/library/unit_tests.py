# unittest: outcomes, messages, subtests, fixtures, mocks; difflib and doctest beside it.
import asyncio
import difflib
import doctest
import io
import unittest
import warnings
from unittest import mock

log = []


class Sums(unittest.TestCase):
    """All outcomes."""

    @classmethod
    def setUpClass(cls):
        log.append('class')
        cls.addClassCleanup(log.append, 'class cleanup')

    def setUp(self):
        self.addCleanup(log.append, 'cleanup')

    def test_equal(self):
        self.assertEqual('one\ntwo\n', 'one\n2\n', 'lines')

    def test_error(self):
        {}['key']

    def test_expected(self):
        self.fail()
    test_expected = unittest.expectedFailure(test_expected)

    @unittest.skipIf(True, 'not today')
    def test_skipped(self):
        pass

    def test_subtests(self):
        for i in range(3):
            with self.subTest('number', i=i):
                self.assertEqual(i % 2, 0)

    def test_raises(self):
        with self.assertRaisesRegex(ValueError, 'literal') as caught:
            int('x')
        self.assertEqual(caught.exception.args, ("invalid literal for int() with base 10: 'x'",))
        with self.assertWarns(DeprecationWarning):
            warnings.warn('old', DeprecationWarning)


class Later(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        await asyncio.sleep(0)
        self.ready = True

    async def test_ready(self):
        self.assertTrue(self.ready)


class Broken(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise OSError('no disk')

    def test_nothing(self):
        pass


loader = unittest.TestLoader()
suite = unittest.TestSuite(loader.loadTestsFromTestCase(cls) for cls in (Sums, Later, Broken))
report = io.StringIO()
result = unittest.TextTestRunner(report, verbosity=2).run(suite)
for line in report.getvalue().split('\n' + '=' * 70)[0].splitlines():
    print(line)
    # expect: test_equal (__main__.Sums) ... FAIL
    # expect: test_error (__main__.Sums) ... ERROR
    # expect: test_expected (__main__.Sums) ... expected failure
    # expect: test_raises (__main__.Sums) ... ok
    # expect: test_skipped (__main__.Sums) ... skipped 'not today'
    # expect: test_subtests (__main__.Sums) ... test_ready (__main__.Later) ... ok
    # expect: ERROR
print(result)  # expect: <unittest.runner.TextTestResult run=7 errors=2 failures=2>
for kind in 'failures', 'errors':
    for test, text in getattr(result, kind):
        print(test, '|', text.splitlines()[-1])
        # expect: test_equal (__main__.Sums) |  : lines
        # expect: test_subtests (__main__.Sums) [number] (i=1) | AssertionError: 1 != 0
        # expect: test_error (__main__.Sums) | KeyError: 'key'
        # expect: setUpClass (__main__.Broken) | OSError: no disk
print(report.getvalue().splitlines()[-1])  # expect: FAILED (failures=2, errors=2, skipped=1, expected failures=1)
print(sorted(set(log)))  # expect: ['class', 'class cleanup', 'cleanup']
case = Sums('test_equal')
for name, *args in [
        ('assertEqual', 'x' * 90 + 'a', 'x' * 90 + 'b'), ('assertIn', 1, []), ('assertIsNone', 0),
        ('assertAlmostEqual', 1.0, 1.1), ('assertCountEqual', [1, 2, 2], [1, 1, 2]), ('assertSetEqual', {1}, {2}),
        ('assertRegex', 'abc', 'd'), ('assertRaises', ValueError, int, '3'), ('assertIsInstance', 1, str)]:
    try:
        getattr(case, name)(*args)
    except AssertionError as error:
        print(str(error).splitlines())
        # expect: ["'xxxx[25 chars]xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxa' != 'xxxx[25 chars]xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxb'", '- xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxa', '?                                                                                           ^', '+ xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxb', '?                                                                                           ^']
        # expect: ['1 not found in []']
        # expect: ['0 is not None']
        # expect: ['1.0 != 1.1 within 7 places (0.10000000000000009 difference)']
        # expect: ['Element counts were not equal:', 'First has 1, Second has 2:  1', 'First has 2, Second has 1:  2']
        # expect: ['Items in the first set but not the second:', '1', 'Items in the second set but not the first:', '2']
        # expect: ["Regex didn't match: 'd' not found in 'abc'"]
        # expect: ['ValueError not raised by int']
        # expect: ["1 is not an instance of <class 'str'>"]

service = mock.Mock()
service.fetch('a', timeout=3).json.return_value = {}
print(service.mock_calls, service.fetch.call_args.kwargs)  # expect: [call.fetch('a', timeout=3)] {'timeout': 3}
try:
    service.fetch.assert_called_once_with('b')
except AssertionError as error:
    print(error)
    # expect: expected call not found.
    # expect: Expected: fetch('b')
    # expect: Actual: fetch('a', timeout=3)
with mock.patch('difflib.ndiff', side_effect=[1, KeyError('k')]) as fake:
    print(difflib.ndiff('a', 'b'), fake.call_count)  # expect: 1 1
    try:
        difflib.ndiff('c')
    except KeyError as error:
        print(repr(error), fake.call_args_list == [mock.call('a', 'b'), mock.call('c')])
        # expect: KeyError('k') True


def area(width, height=1):
    return width * height


area = mock.create_autospec(area, return_value=6)
print(area(2, height=3), area.call_count)  # expect: 6 1
try:
    area()
except TypeError as error:
    print(error)  # expect: missing a required argument: 'width'
many = mock.MagicMock()
many.__len__.return_value = 4
print(len(many), int(many), list(many), many[3] is many[4], mock.ANY == many)  # expect: 4 1 [] True True
awaited = mock.AsyncMock(return_value=5)
print(asyncio.run(awaited(1)), awaited.await_args)  # expect: 5 call(1)

print(list(difflib.ndiff(['one\n', 'two\n', 'three\n'], ['one\n', 'tow\n', 'three\n', 'four\n'])))
# expect: ['  one\n', '- two\n', '?   -\n', '+ tow\n', '?  +\n', '  three\n', '+ four\n']
print(list(difflib.unified_diff('abcdefg', 'abXdefgh', 'old', 'new', n=1, lineterm='')))
# expect: ['--- old', '+++ new', '@@ -2,3 +2,3 @@', ' b', '-c', '+X', ' d', '@@ -7 +7,2 @@', ' g', '+h']
print(difflib.get_close_matches('appel', ['ape', 'apple', 'peach', 'puppy']))  # expect: ['apple', 'ape']
print(difflib.SequenceMatcher(None, 'qabxcd', 'abycdf').get_opcodes())
# expect: [('delete', 0, 1, 0, 0), ('equal', 1, 3, 0, 2), ('replace', 3, 4, 2, 3), ('equal', 4, 6, 3, 5), ('insert', 6, 6, 5, 6)]

examples = '''
>>> [1, 2, 3] # doctest: +ELLIPSIS
[1, ..., 3]
>>> 1 / 0
Traceback (most recent call last):
ZeroDivisionError: division by zero
>>> 2 + 2
5
'''
test = doctest.DocTestParser().get_doctest(examples, {}, 'examples', None, 0)
print(doctest.DocTestRunner(verbose=False).run(test))
# expect: **********************************************************************
# expect: Line 7, in examples
# expect: Failed example:
# expect:     2 + 2
# expect: Expected:
# expect:     5
# expect: Got:
# expect:     4
# expect: TestResults(failed=1, attempted=3)
