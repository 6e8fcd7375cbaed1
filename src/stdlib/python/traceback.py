"""Exceptions and stacks as text, and as data: all of CPython's, without the frames of the library's Rust."""
import linecache
import sys
from collections import deque
from itertools import groupby, islice

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


def _emit(lines, file):
    out = sys.stderr if file is None else file
    for line in lines:
        print(line, file=out, end='')


def _caller(f):
    """The frame, or without one that which called the function that asks."""
    return sys._getframe(2) if f is None else f


def print_list(extracted_list, file=None):
    _emit(format_list(extracted_list), file)


def format_list(extracted_list):
    return list(StackSummary.from_list(extracted_list).format())


def print_tb(tb, limit=None, file=None):
    _emit(format_tb(tb, limit), file)


def format_tb(tb, limit=None):
    return list(extract_tb(tb, limit).format())


def extract_tb(tb, limit=None):
    frames = walk_tb(tb)
    return StackSummary.extract(frames, limit=limit)


def print_exception(exc, /, value=_unset, tb=_unset, limit=None, file=None, chain=True):
    _emit(format_exception(exc, value, tb, limit, chain), file)


def format_exception(exc, /, value=_unset, tb=_unset, limit=None, chain=True):
    value, tb = _parse(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain))


def format_exception_only(exc, /, value=_unset):
    if value is _unset:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only())


def print_exc(limit=None, file=None, chain=True):
    _emit(format_exception(*sys.exc_info(), limit, chain), file)


def format_exc(limit=None, chain=True):
    return ''.join(format_exception(*sys.exc_info(), limit, chain))


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, 'last_type'):
        raise ValueError('no last exception')
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def print_stack(f=None, limit=None, file=None):
    _emit(extract_stack(_caller(f), limit).format(), file)


def format_stack(f=None, limit=None):
    return list(extract_stack(_caller(f), limit).format())


def extract_stack(f=None, limit=None):
    summary = StackSummary.extract(walk_stack(_caller(f)), limit=limit)
    summary.reverse()
    return summary


def clear_frames(tb):
    for frame, _ in walk_tb(tb):
        try:
            frame.clear()
        except RuntimeError:
            # It still runs.
            pass


def walk_stack(f):
    if f is None:
        # This generator's frame, and that of the one who walks.
        f = sys._getframe(2)
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


class FrameSummary:
    """One entry of a traceback."""

    __slots__ = 'filename', 'lineno', 'name', '_line', 'locals'

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None):
        self.filename, self.lineno, self.name, self._line = filename, lineno, name, line
        self.locals = {key: repr(value) for key, value in locals.items()} if locals else None
        if lookup_line:
            self.line

    def _as_tuple(self):
        return self.filename, self.lineno, self.name, self.line

    def __eq__(self, other):
        match other:
            case FrameSummary():
                places = [(summary.filename, summary.lineno, summary.name, summary.locals) for summary in (self, other)]
                return places[0] == places[1]
            case tuple():
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
        if self._line is None and self.lineno is not None:
            self._line = linecache.getline(self.filename, self.lineno)
        return None if self._line is None else self._line.strip()


class StackSummary(list):
    """The entries of a traceback."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        summary = klass()
        for frame, lineno in _limited(frame_gen, limit):
            code = frame.f_code
            linecache.lazycache(code.co_filename, frame.f_globals)
            summary.append(FrameSummary(code.co_filename, lineno, code.co_name, lookup_line=False,
                                        locals=frame.f_locals if capture_locals else None))
        for file in {entry.filename for entry in summary}:
            linecache.checkcache(file)
        if lookup_lines:
            for entry in summary:
                entry.line
        return summary

    @classmethod
    def from_list(klass, a_list):
        summary = klass()
        for entry in a_list:
            if not isinstance(entry, FrameSummary):
                *place, line = entry
                entry = FrameSummary(*place, line=line)
            summary.append(entry)
        return summary

    def format(self):
        texts = []
        for _, run in groupby(self, _place):
            run = list(run)
            texts += map(_entry_text, run[:_RECURSIVE_CUTOFF])
            more = len(run) - _RECURSIVE_CUTOFF
            if more > 0:
                texts.append(f'  [Previous line repeated {more} more time{"s" if more > 1 else ""}]\n')
        return texts


def _limited(frames, limit):
    """The first frames, or with a negative limit the last."""
    if limit is None:
        limit = getattr(sys, 'tracebacklimit', None)
        if limit is None:
            return frames
        limit = max(limit, 0)
    return islice(frames, limit) if limit >= 0 else deque(frames, -limit)


def _place(entry):
    # What stands at no line never repeats.
    place = entry.filename, entry.lineno, entry.name
    return object() if None in place else place


def _entry_text(entry):
    rows = [f'  File "{entry.filename}", line {entry.lineno}, in {entry.name}\n']
    if entry.line:
        rows.append(f'    {entry.line.strip()}\n')
    rows += [f'    {name} = {value}\n' for name, value in sorted((entry.locals or {}).items())]
    return ''.join(rows)


def _some_str(value):
    try:
        return str(value)
    except:
        return f'<unprintable {type(value).__name__} object>'


class TracebackException:
    """An exception prepared for printing; it keeps no frames alive."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, _seen=None):
        is_first = _seen is None
        _seen = {id(exc_value)} if is_first else _seen
        _seen.add(id(exc_value))
        self.stack = StackSummary.extract(walk_tb(exc_traceback), limit=limit, lookup_lines=lookup_lines,
                                          capture_locals=capture_locals)
        self.exc_type, self._str = exc_type, _some_str(exc_value)
        if exc_type is not None and issubclass(exc_type, SyntaxError):
            for name in 'filename', 'text', 'offset', 'end_offset', 'msg':
                setattr(self, name, getattr(exc_value, name))
            for name in 'lineno', 'end_lineno':
                number = getattr(exc_value, name)
                setattr(self, name, None if number is None else str(number))
        self.__suppress_context__ = exc_value.__suppress_context__ if exc_value is not None else False
        self.__cause__ = self.__context__ = self.exceptions = None
        if _is_group(exc_value):
            options = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals)
            self.exceptions = [TracebackException(type(exc), exc, exc.__traceback__, **options)
                               for exc in exc_value.exceptions]
        if not is_first:
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
        return vars(self) == vars(other) if isinstance(other, TracebackException) else NotImplemented

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


def _is_group(exc):
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
