"""The assert methods of TestCase, with CPython's messages."""
import operator
import sys
import warnings

from .util import _common_shorten_repr, _count_diff_all_purpose, _count_diff_hashable, safe_repr

__unittest = True

DIFF_OMITTED = '\nDiff is %s characters long. Set self.maxDiff to None to see it.'


class _BaseTestCaseContext:
    """A `with` block of a test."""

    msg = None

    def __init__(self, test_case):
        self.test_case = test_case

    def _raiseFailure(self, standardMsg):
        self.test_case._fail(self.msg, standardMsg)


def _is_subtype(expected, base):
    if isinstance(expected, tuple):
        return all(_is_subtype(each, base) for each in expected)
    return isinstance(expected, type) and issubclass(expected, base)


def _compiled(regex):
    from re import compile
    return compile(regex)


class _AssertRaisesBaseContext(_BaseTestCaseContext):
    def __init__(self, expected, test_case, expected_regex=None):
        super().__init__(test_case)
        self.expected, self.obj_name = expected, None
        self.expected_regex = None if expected_regex is None else _compiled(expected_regex)

    def handle(self, name, args, kwargs):
        """Is the context manager itself, or runs the callable of `args` in it."""
        try:
            if not _is_subtype(self.expected, self._base_type):
                raise TypeError(f'{name}() arg 1 must be {self._base_type_str}')
            if not args:
                self.msg = kwargs.pop('msg', None)
                if kwargs:
                    raise TypeError(f'{next(iter(kwargs))!r} is an invalid keyword argument for this function')
                return self
            function, *args = args
            self.obj_name = _name_of(function)
            with self:
                function(*args, **kwargs)
        finally:
            # Else the traceback's frame and this object keep each other.
            self = None

    def _missed(self, what):
        by = f' by {self.obj_name}' if self.obj_name else ''
        self._raiseFailure(f'{_name_of(self.expected)} not {what}{by}')

    def _no_match(self, text):
        self._raiseFailure(f'"{self.expected_regex.pattern}" does not match "{text}"')


def _name_of(thing):
    try:
        return thing.__name__
    except AttributeError:
        return str(thing)


class _AssertRaisesContext(_AssertRaisesBaseContext):
    _base_type = BaseException
    _base_type_str = 'an exception type or tuple of exception types'

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            self._missed('raised')
        while tb is not None:
            try:
                tb.tb_frame.clear()
            except RuntimeError:
                pass
            tb = tb.tb_next
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value.with_traceback(None)
        if self.expected_regex is not None and not self.expected_regex.search(str(exc_value)):
            self._no_match(exc_value)
        return True

    __class_getitem__ = classmethod(type(list[int]))


class _AssertWarnsContext(_AssertRaisesBaseContext):
    _base_type = Warning
    _base_type_str = 'a warning type or tuple of warning types'

    def __enter__(self):
        # A registry from before would swallow repeated warnings.
        for module in list(sys.modules.values()):
            if getattr(module, '__warningregistry__', None):
                module.__warningregistry__ = {}
        self.warnings_manager = warnings.catch_warnings(record=True)
        self.warnings = self.warnings_manager.__enter__()
        warnings.simplefilter('always', self.expected)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self.warnings_manager.__exit__(exc_type, exc_value, tb)
        if exc_type:
            return
        seen = [each for each in self.warnings if isinstance(each.message, self.expected)]
        for each in seen:
            if self.expected_regex is None or self.expected_regex.search(str(each.message)):
                self.warning, self.filename, self.lineno = each.message, each.filename, each.lineno
                return
        if seen:
            self._no_match(seen[0].message)
        self._missed('triggered')


def _deprecate(original):
    def deprecated_func(*args, **kwargs):
        warnings.warn(f'Please use {original.__name__} instead.', DeprecationWarning, 2)
        return original(*args, **kwargs)
    return deprecated_func


def _lines_of(value):
    import pprint
    return pprint.pformat(value).splitlines()


def _unequal(first, second):
    return ' != '.join(_common_shorten_repr(first, second))


def _compares(compare, name, words):
    """An assert method that compares two values."""
    def method(self, a, b, msg=None):
        if not compare(a, b):
            self._give_up(msg, f'{safe_repr(a)} not {words} {safe_repr(b)}')
    method.__name__, method.__qualname__ = name, f'TestCase.{name}'
    return method


def _ndiff(first, second):
    import difflib
    return difflib.ndiff(first, second)


class Assertions:
    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _diffThreshold = 2**16

    def fail(self, msg=None):
        raise self.failureException(msg)

    # With the caller's message and the method's own; a subclass may do something else in fail().

    def _give_up(self, msg, standardMsg):
        self.fail(self._formatMessage(msg, standardMsg))

    def _fail(self, msg, standardMsg):
        raise self.failureException(self._formatMessage(msg, standardMsg))

    def _formatMessage(self, msg, standardMsg):
        if self.longMessage:
            return standardMsg if msg is None else f'{standardMsg} : {msg}'
        return msg or standardMsg

    def _truncateMessage(self, message, diff):
        length, limit = len(diff), self.maxDiff
        return message + (diff if limit is None or length <= limit else DIFF_OMITTED % length)

    def assertFalse(self, expr, msg=None):
        if expr:
            self._fail(msg, f'{safe_repr(expr)} is not false')

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._fail(msg, f'{safe_repr(expr)} is not true')

    def assertRaises(self, expected_exception, *args, **kwargs):
        return self._expecting(_AssertRaisesContext, 'assertRaises', args, kwargs, expected_exception)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return self._expecting(_AssertRaisesContext, 'assertRaisesRegex', args, kwargs, expected_exception,
                               expected_regex)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return self._expecting(_AssertWarnsContext, 'assertWarns', args, kwargs, expected_warning)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return self._expecting(_AssertWarnsContext, 'assertWarnsRegex', args, kwargs, expected_warning,
                               expected_regex)

    def _expecting(self, kind, name, args, kwargs, expected, expected_regex=None):
        """The context manager, or what comes of running the callable that is given in it."""
        return kind(expected, self, expected_regex).handle(name, args, kwargs)

    def assertLogs(self, logger=None, level=None):
        from ._log import _AssertLogsContext
        return _AssertLogsContext(self, logger, level, no_logs=False)

    def assertNoLogs(self, logger=None, level=None):
        from ._log import _AssertLogsContext
        return _AssertLogsContext(self, logger, level, no_logs=True)

    def addTypeEqualityFunc(self, typeobj, function):
        self._type_equality_funcs[typeobj] = function

    def _getAssertEqualityFunc(self, first, second):
        if type(first) is type(second):
            function = self._type_equality_funcs.get(type(first))
            if function is not None:
                return getattr(self, function) if isinstance(function, str) else function
        return self._baseAssertEqual

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            standardMsg = _unequal(first, second)
            self._fail(msg, standardMsg)

    def assertEqual(self, first, second, msg=None):
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            standardMsg = f'{safe_repr(first)} == {safe_repr(second)}'
            self._fail(msg, standardMsg)

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        near, diff, within = _distance(first, second, places, delta)
        if not near:
            standardMsg = f'{safe_repr(first)} != {safe_repr(second)} {within} ({safe_repr(diff)} difference)'
            self._fail(msg, standardMsg)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        near, diff, within = _distance(first, second, places, delta)
        if first == second or near:
            standardMsg = f'{safe_repr(first)} == {safe_repr(second)} {within}'
            if delta is not None:
                standardMsg += f' ({safe_repr(diff)} difference)'
            self._fail(msg, standardMsg)

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        kind = 'sequence' if seq_type is None else seq_type.__name__
        sequences = [('First', 'first', seq1), ('Second', 'second', seq2)]
        if seq_type is not None:
            for which, _, seq in sequences:
                if not isinstance(seq, seq_type):
                    raise self.failureException(f'{which} sequence is not a {kind}: {safe_repr(seq)}')
        differing = None
        lengths = []
        for which, _, seq in sequences:
            try:
                lengths.append(len(seq))
            except (TypeError, NotImplementedError):
                differing = f'{which} {kind} has no length.    Non-sequence?'
                break
        if differing is None:
            if seq1 == seq2:
                return
            differing = self._sequence_difference(kind, sequences, lengths, seq_type)
            if differing is None:
                return
        diff = '\n' + '\n'.join(_ndiff(_lines_of(seq1), _lines_of(seq2)))
        self._give_up(msg, self._truncateMessage(differing, diff))

    def _sequence_difference(self, kind, sequences, lengths, seq_type):
        failures = TypeError, IndexError, NotImplementedError
        seq1, seq2 = sequences[0][2], sequences[1][2]
        text = '%ss differ: %s != %s\n' % (kind.capitalize(), *_common_shorten_repr(seq1, seq2))
        for i in range(min(lengths)):
            items = []
            for _, which, seq in sequences:
                try:
                    items.append(seq[i])
                except failures:
                    text += f'\nUnable to index element {i} of {which} {kind}\n'
                    break
            if len(items) < 2:
                break
            if items[0] != items[1]:
                text += '\nFirst differing element %d:\n%s\n%s\n' % (i, *_common_shorten_repr(*items))
                break
        else:
            if lengths[0] == lengths[1] and seq_type is None and type(seq1) != type(seq2):
                # The sequences are equal but for their types.
                return None
        if lengths[0] != lengths[1]:
            at = min(lengths)
            which, low, seq = sequences[lengths[0] < lengths[1]]
            text += f'\n{which} {kind} contains {abs(lengths[0] - lengths[1])} additional elements.\n'
            try:
                text += f'First extra element {at}:\n{safe_repr(seq[at])}\n'
            except failures:
                text += f'Unable to index element {at} of {low} {kind}\n'
        return text

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        lines = []
        for one, other, which, rest in [(set1, set2, 'first', 'second'), (set2, set1, 'second', 'first')]:
            try:
                extra = one.difference(other)
            except TypeError as error:
                self.fail(f'invalid type when attempting set difference: {error}')
            except AttributeError as error:
                self.fail(f'{which} argument does not support set difference: {error}')
            if extra:
                lines.append(f'Items in the {which} set but not the {rest}:')
                lines += map(repr, extra)
        if lines:
            self._give_up(msg, '\n'.join(lines))

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._give_up(msg, f'{safe_repr(member)} not found in {safe_repr(container)}')

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._give_up(msg, f'{safe_repr(member)} unexpectedly found in {safe_repr(container)}')

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._give_up(msg, f'{safe_repr(expr1)} is not {safe_repr(expr2)}')

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._give_up(msg, f'unexpectedly identical: {safe_repr(expr1)}')

    def assertDictEqual(self, d1, d2, msg=None):
        for which, given in ('First', d1), ('Second', d2):
            self.assertIsInstance(given, dict, f'{which} argument is not a dictionary')
        if d1 != d2:
            standardMsg = _unequal(d1, d2)
            diff = '\n' + '\n'.join(_ndiff(_lines_of(d1), _lines_of(d2)))
            self._give_up(msg, self._truncateMessage(standardMsg, diff))

    def assertDictContainsSubset(self, subset, dictionary, msg=None):
        warnings.warn('assertDictContainsSubset is deprecated', DeprecationWarning, stacklevel=2)
        missing = [safe_repr(key) for key in subset if key not in dictionary]
        wrong = [f'{safe_repr(key)}, expected: {safe_repr(value)}, actual: {safe_repr(dictionary[key])}'
                 for key, value in subset.items() if key in dictionary and value != dictionary[key]]
        parts = []
        if missing:
            parts.append(f'Missing: {",".join(missing)}')
        if wrong:
            parts.append(f'Mismatched values: {",".join(wrong)}')
        if parts:
            self._give_up(msg, '; '.join(parts))

    def assertCountEqual(self, first, second, msg=None):
        first, second = list(first), list(second)
        try:
            differences = _count_diff_hashable(first, second)
        except TypeError:
            differences = _count_diff_all_purpose(first, second)
        if differences:
            lines = ['First has %d, Second has %d:  %r' % diff for diff in differences]
            standardMsg = self._truncateMessage('Element counts were not equal:\n', '\n'.join(lines))
            self._give_up(msg, standardMsg)

    def assertMultiLineEqual(self, first, second, msg=None):
        for which, given in ('First', first), ('Second', second):
            self.assertIsInstance(given, str, f'{which} argument is not a string')
        if first == second:
            return
        if len(first) > self._diffThreshold or len(second) > self._diffThreshold:
            self._baseAssertEqual(first, second, msg)
        lines = [text.splitlines(keepends=True) for text in (first, second)]
        if len(lines[0]) == 1 and first.strip('\r\n') == first:
            lines = [[first + '\n'], [second + '\n']]
        standardMsg = _unequal(first, second)
        diff = '\n' + ''.join(_ndiff(*lines))
        self._give_up(msg, self._truncateMessage(standardMsg, diff))

    assertLess = _compares(operator.lt, 'assertLess', 'less than')
    assertLessEqual = _compares(operator.le, 'assertLessEqual', 'less than or equal to')
    assertGreater = _compares(operator.gt, 'assertGreater', 'greater than')
    assertGreaterEqual = _compares(operator.ge, 'assertGreaterEqual', 'greater than or equal to')

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._give_up(msg, f'{safe_repr(obj)} is not None')

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._give_up(msg, 'unexpectedly None')

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._give_up(msg, f'{safe_repr(obj)} is not an instance of {cls!r}')

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._give_up(msg, f'{safe_repr(obj)} is an instance of {cls!r}')

    def assertRegex(self, text, expected_regex, msg=None):
        if isinstance(expected_regex, (str, bytes)):
            assert expected_regex, 'expected_regex must not be empty.'
            expected_regex = _compiled(expected_regex)
        if not expected_regex.search(text):
            standardMsg = f"Regex didn't match: {expected_regex.pattern!r} not found in {text!r}"
            self._fail(msg, standardMsg)

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        if isinstance(unexpected_regex, (str, bytes)):
            unexpected_regex = _compiled(unexpected_regex)
        match = unexpected_regex.search(text)
        if match:
            standardMsg = f'Regex matched: {match[0]!r} matches {unexpected_regex.pattern!r} in {text!r}'
            self._fail(msg, standardMsg)

    # The names of before Python 2.7, and those with "Regexp".
    failUnless, failIf, failUnlessRaises = map(_deprecate, (assertTrue, assertFalse, assertRaises))
    assertRaisesRegexp, assertRegexpMatches, assertNotRegexpMatches = map(
        _deprecate, (assertRaisesRegex, assertRegex, assertNotRegex))
    assertEquals, assertNotEquals, assertAlmostEquals, assertNotAlmostEquals = map(
        _deprecate, (assertEqual, assertNotEqual, assertAlmostEqual, assertNotAlmostEqual))
    assert_ = failUnless
    failUnlessEqual, failIfEqual = assertEquals, assertNotEquals
    failUnlessAlmostEqual, failIfAlmostEqual = assertAlmostEquals, assertNotAlmostEquals


def _distance(first, second, places, delta):
    """Whether two numbers are near, their difference, and how near was asked for."""
    if delta is not None and places is not None:
        raise TypeError('specify delta or places not both')
    diff = abs(first - second)
    if delta is not None:
        return diff <= delta, diff, f'within {safe_repr(delta)} delta'
    if places is None:
        places = 7
    return round(diff, places) == 0, diff, f'within {places!r} places'
