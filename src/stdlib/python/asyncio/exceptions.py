__all__ = ('CancelledError', 'InvalidStateError', 'TimeoutError',
           'IncompleteReadError', 'LimitOverrunError', 'SendfileNotAvailableError')


class IncompleteReadError(EOFError):
    """A read ended before everything that was asked for had come."""

    def __init__(self, partial, expected):
        shown = 'undefined' if expected is None else repr(expected)
        super().__init__(f'{len(partial)} bytes read on a total of {shown} expected bytes')
        self.partial, self.expected = partial, expected

    def __reduce__(self):
        # What the message was made of, not the message.
        given = self.partial, self.expected
        return type(self), given


class LimitOverrunError(Exception):
    """The buffer was full before a separator was found."""

    def __reduce__(self):
        message, = self.args
        return type(self), (message, self.consumed)

    def __init__(self, message, consumed):
        self.consumed = consumed
        super().__init__(message)
