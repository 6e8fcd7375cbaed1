"""Exceptions and stacks as text, and as data: all of CPython's, without the frames of the library's Rust."""
import linecache
import sys

__all__ = ['extract_stack', 'extract_tb', 'format_exception', 'format_exception_only', 'format_list', 'format_stack',
           'format_tb', 'print_exc', 'format_exc', 'print_exception', 'print_last', 'print_stack', 'print_tb',
           'clear_frames', 'FrameSummary', 'StackSummary', 'TracebackException', 'walk_stack', 'walk_tb']

_RECURSIVE_CUTOFF = 3
_CAUSE = '\nThe above exception was the direct cause of the following exception:\n\n'
_CONTEXT = '\nDuring handling of the above exception, another exception occurred:\n\n'


class _Unset:
    def __repr__(self):
        return '<implicit>'


_unset = _Unset()


def _parse(exc, value, tb):
    """Value and traceback of the forms (exception) and (type, value, traceback)."""
    if (value is _unset) != (tb is _unset):
        raise ValueError('Both or neither of value and tb must be given')
    if value is not _unset:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError(f'Exception expected for value, {type(exc).__name__} found')


def print_list(extracted_list, file=None):
    for line in StackSummary.from_list(extracted_list).format():
        print(line, file=sys.stderr if file is None else file, end='')


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    return StackSummary.extract(walk_tb(tb), limit=limit)


def print_exception(exc, /, value=_unset, tb=_unset, limit=None, file=None, chain=True):
    value, tb = _parse(exc, value, tb)
    if file is None:
        file = sys.stderr
    for line in TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain):
        print(line, file=file, end='')


def format_exception(exc, /, value=_unset, tb=_unset, limit=None, chain=True):
    value, tb = _parse(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain))


def format_exception_only(exc, /, value=_unset):
    if value is _unset:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only())


def print_exc(limit=None, file=None, chain=True):
    print_exception(*sys.exc_info(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    return ''.join(format_exception(*sys.exc_info(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, 'last_type'):
        raise ValueError('no last exception')
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def print_stack(f=None, limit=None, file=None):
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def extract_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def clear_frames(tb):
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next


def walk_stack(f):
    if f is None:
        f = sys._getframe().f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


class FrameSummary:
    """One entry of a traceback."""

    __slots__ = ('filename', 'lineno', 'name', '_line', 'locals')

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        if lookup_line:
            self.line
        self.locals = {key: repr(value) for key, value in locals.items()} if locals else None

    def _as_tuple(self):
        return self.filename, self.lineno, self.name, self.line

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and self.lineno == other.lineno and self.name == other.name
                    and self.locals == other.locals)
        if isinstance(other, tuple):
            return self._as_tuple() == other
        return NotImplemented

    def __getitem__(self, index):
        return self._as_tuple()[index]

    def __iter__(self):
        return iter(self._as_tuple())

    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'

    def __len__(self):
        return 4

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()


class StackSummary(list):
    """The entries of a traceback."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        frames = list(frame_gen)
        if limit is None:
            limit = getattr(sys, 'tracebacklimit', None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            frames = frames[:limit] if limit >= 0 else frames[limit:]
        result = klass()
        for frame, lineno in frames:
            code = frame.f_code
            linecache.lazycache(code.co_filename, frame.f_globals)
            result.append(FrameSummary(code.co_filename, lineno, code.co_name, lookup_line=False,
                                       locals=frame.f_locals if capture_locals else None))
        for filename in {summary.filename for summary in result}:
            linecache.checkcache(filename)
        if lookup_lines:
            for summary in result:
                summary.line
        return result

    @classmethod
    def from_list(klass, a_list):
        result = klass()
        for entry in a_list:
            if isinstance(entry, FrameSummary):
                result.append(entry)
            else:
                filename, lineno, name, line = entry
                result.append(FrameSummary(filename, lineno, name, line=line))
        return result

    def format(self):
        result = []
        last = None
        count = 0

        def repeated():
            if count > _RECURSIVE_CUTOFF:
                more = count - _RECURSIVE_CUTOFF
                result.append(f'  [Previous line repeated {more} more time{"s" if more > 1 else ""}]\n')

        for frame in self:
            place = frame.filename, frame.lineno, frame.name
            if place != last:
                repeated()
                last = place
                count = 0
            count += 1
            if count > _RECURSIVE_CUTOFF:
                continue
            row = [f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n']
            if frame.line:
                row.append(f'    {frame.line.strip()}\n')
            if frame.locals:
                for name, value in sorted(frame.locals.items()):
                    row.append(f'    {name} = {value}\n')
            result.append(''.join(row))
        repeated()
        return result


def _some_str(value):
    try:
        return str(value)
    except:
        return f'<unprintable {type(value).__name__} object>'


class TracebackException:
    """An exception prepared for printing; it keeps no frames alive."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, _seen=None):
        is_recursive_call = _seen is not None
        if _seen is None:
            _seen = set()
        _seen.add(id(exc_value))
        self.stack = StackSummary.extract(walk_tb(exc_traceback), limit=limit, lookup_lines=lookup_lines,
                                          capture_locals=capture_locals)
        self.exc_type = exc_type
        self._str = _some_str(exc_value)
        if exc_type and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            lineno = exc_value.lineno
            self.lineno = str(lineno) if lineno is not None else None
            end_lineno = exc_value.end_lineno
            self.end_lineno = str(end_lineno) if end_lineno is not None else None
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.end_offset = exc_value.end_offset
            self.msg = exc_value.msg
        self.__suppress_context__ = exc_value.__suppress_context__ if exc_value is not None else False
        self.__cause__ = self.__context__ = None
        self.exceptions = None
        if is_group(exc_value):
            options = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals)
            self.exceptions = [TracebackException(type(exc), exc, exc.__traceback__, **options)
                               for exc in exc_value.exceptions]
        if is_recursive_call:
            return
        # The chain is followed without recursion: it may be long.
        queue = [(self, exc_value)]
        while queue:
            made, value = queue.pop()
            if value is None:
                continue
            cause, context = value.__cause__, value.__context__
            options = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals, _seen=_seen)
            if cause is not None and id(cause) not in _seen:
                made.__cause__ = TracebackException(type(cause), cause, cause.__traceback__, **options)
                queue.append((made.__cause__, cause))
            needed = not compact or cause is None and not value.__suppress_context__
            if context is not None and needed and id(context) not in _seen:
                made.__context__ = TracebackException(type(context), context, context.__traceback__, **options)
                queue.append((made.__context__, context))

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self):
        if self.exc_type is None:
            yield _last_line(None, self._str)
            return
        name = self.exc_type.__qualname__
        module = self.exc_type.__module__
        if module not in ('__main__', 'builtins'):
            name = f'{module}.{name}' if isinstance(module, str) else f'<unknown>.{name}'
        if issubclass(self.exc_type, SyntaxError):
            yield from self._format_syntax_error(name)
        else:
            yield _last_line(name, self._str)

    def _format_syntax_error(self, name):
        suffix = ''
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            suffix = f' ({self.filename})'
        if self.text is not None:
            shown = self.text.rstrip('\n').lstrip(' \n\f')
            spaces = len(self.text.rstrip('\n')) - len(shown)
            yield f'    {shown}\n'
            if self.offset is not None:
                offset = self.offset
                end = self.end_offset if self.end_offset not in (None, 0) else offset
                if offset == end or end == -1:
                    end = offset + 1
                start, end = offset - 1 - spaces, end - 1 - spaces
                if start >= 0:
                    blank = ''.join(c if c.isspace() else ' ' for c in shown[:start])
                    yield f'    {blank}{"^" * (end - start)}\n'
        yield f'{name}: {self.msg or "<no detail available>"}{suffix}\n'

    def _parts(self, chain):
        """The exceptions of the chain, the oldest first, each with the words before the next."""
        parts = []
        exc = self
        while exc is not None:
            if not chain:
                parts.append((None, exc))
                break
            if exc.__cause__ is not None:
                link, following = _CAUSE, exc.__cause__
            elif exc.__context__ is not None and not exc.__suppress_context__:
                link, following = _CONTEXT, exc.__context__
            else:
                link, following = None, None
            parts.append((link, exc))
            exc = following
        return reversed(parts)

    def format(self, *, chain=True):
        for link, exc in self._parts(chain):
            if link is not None:
                yield link
            if exc.exceptions is not None:
                yield from _format_group(exc, chain)
                continue
            if exc.stack:
                yield 'Traceback (most recent call last):\n'
                yield from exc.stack.format()
            yield from exc.format_exception_only()

    def print(self, *, file=None, chain=True):
        for line in self.format(chain=chain):
            print(line, file=sys.stderr if file is None else file, end='')


def is_group(exc):
    """Is it one of 3.11's exception groups, which asyncio has?"""
    return any(c.__name__ == 'BaseExceptionGroup' and c.__module__ == 'builtins' for c in type(exc).__mro__)


def _format_group(group, chain, depth=1):
    """A group as 3.11 shows it: each exception in a box of its own, the boxes nested."""
    margin = '  ' * depth

    def framed(text, mark='|'):
        return ''.join(f'{margin}{mark} {line}' for line in text.splitlines(True))

    if group.stack:
        yield framed('Exception Group Traceback (most recent call last):\n', '+' if depth == 1 else '|')
        for text in group.stack.format():
            yield framed(text)
    for text in group.format_exception_only():
        yield framed(text)
    shown = group.exceptions[:15]
    left = len(group.exceptions) - len(shown)
    closed = False
    for index, exc in enumerate(shown):
        yield f'{margin}{"+-" if index == 0 else "  "}+---------------- {index + 1} ----------------\n'
        if exc.exceptions is not None and depth >= 10:
            yield f'{margin}  | ... (max_group_depth is 10)\n'
            continue
        for link, part in exc._parts(chain):
            if link is not None:
                yield f'{margin}  ' + f'{margin}  '.join(f'| {line}' for line in link.splitlines(True))
            if part.exceptions is not None:
                yield from _format_group(part, chain, depth + 1)
                closed = exc is shown[-1] and part is exc
                continue
            closed = False
            lines = ['Traceback (most recent call last):\n', *part.stack.format()] if part.stack else []
            for text in lines + list(part.format_exception_only()):
                yield ''.join(f'{margin}  | {line}' for line in text.splitlines(True))
    if left:
        yield f'{margin}  +---------------- ... ----------------\n'
        yield f'{margin}  | and {left} more exception{"s" if left > 1 else ""}\n'
        closed = False
    if not closed:
        yield f'{margin}  +------------------------------------\n'


def _last_line(name, text):
    return f'{name}: {text}\n' if text else f'{name}\n'
