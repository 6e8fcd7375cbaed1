"""WeakSet: a set whose elements may die."""
import _operator
from _weakref import ref

__all__ = ['WeakSet']


def _comparing(name, operate):
    """A comparison by the references to what the other has."""
    def compare(self, other):
        return operate(self.data, {*map(ref, other)})
    compare.__name__, compare.__qualname__ = name, 'WeakSet.' + name
    return compare


def _changing(name, what):
    """A method that changes the set of references by another one, and the operator for it."""
    def change(self, other):
        self._commit()
        # Complete before the change, as the other may be the same set.
        what(self.data, {ref(item, self._remove) for item in other})

    def operator(self, other):
        change(self, other)
        return self
    change.__name__, change.__qualname__ = name, 'WeakSet.' + name
    return change, operator


class WeakSet:
    def __init__(self, data=None):
        self.data = set()
        self._pending = []
        self._iterating = 0

        def remove(item, selfref=ref(self)):
            self = selfref()
            if self is not None:
                if self._iterating:
                    self._pending.append(item)
                else:
                    self.data.discard(item)
        self._remove = remove
        if data is not None:
            self.update(data)

    def _commit(self):
        while self._pending and not self._iterating:
            self.data.discard(self._pending.pop())

    def __iter__(self):
        self._iterating += 1
        try:
            for reference in self.data:
                item = reference()
                if item is not None:
                    yield item
        finally:
            self._iterating -= 1
            self._commit()

    def __len__(self):
        return len(self.data) - len(self._pending)

    def __contains__(self, item):
        try:
            reference = ref(item)
        except TypeError:
            return False
        return reference in self.data

    def __reduce__(self):
        return self.__class__, (list(self),), getattr(self, '__dict__', None)

    def add(self, item):
        self._commit()
        reference = ref(item, self._remove)
        self.data.add(reference)

    def clear(self):
        self._commit()
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def pop(self):
        self._commit()
        while True:
            try:
                reference = self.data.pop()
            except KeyError:
                raise KeyError('pop from empty WeakSet') from None
            item = reference()
            if item is not None:
                return item

    def remove(self, item):
        self._commit()
        self.data.remove(ref(item))

    def discard(self, item):
        self._commit()
        self.data.discard(ref(item))

    def update(self, other):
        self._commit()
        for element in other:
            self.add(element)

    def __ior__(self, other):
        self.update(other)
        return self

    difference_update, __isub__ = _changing('difference_update', set.difference_update)
    intersection_update, __iand__ = _changing('intersection_update', set.intersection_update)
    symmetric_difference_update, __ixor__ = _changing('symmetric_difference_update', set.symmetric_difference_update)

    def difference(self, other):
        left = self.copy()
        left.difference_update(other)
        return left

    def intersection(self, other):
        return self.__class__(filter(self.__contains__, other))

    def symmetric_difference(self, other):
        left = self.copy()
        left.symmetric_difference_update(other)
        return left

    def union(self, other):
        return self.__class__(item for items in (self, other) for item in items)

    __sub__, __and__, __xor__, __or__ = difference, intersection, symmetric_difference, union

    issubset = __le__ = _comparing('issubset', _operator.le)
    issuperset = __ge__ = _comparing('issuperset', _operator.ge)
    __lt__, __gt__ = _comparing('__lt__', _operator.lt), _comparing('__gt__', _operator.gt)
    _same = _comparing('__eq__', _operator.eq)

    def __eq__(self, other):
        return self._same(other) if isinstance(other, self.__class__) else NotImplemented

    def isdisjoint(self, other):
        return not self.intersection(other)

    def __repr__(self):
        return repr(self.data)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)
