# Merging sorted streams, and the n best items of a stream. The heap operations themselves are native.

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge',
           'nlargest', 'nsmallest', 'heappushpop']


def merge(*iterables, key=None, reverse=False):
    '''Merge multiple sorted inputs into a single sorted output, lazily and stably.'''
    if reverse:
        build, drop, renew, step = _heapify_max, _heappop_max, _heapreplace_max, -1
    else:
        build, drop, renew, step = heapify, heappop, heapreplace, 1

    # An entry is [key, number of the stream, value, its next]; the number makes the merge stable and keeps
    # values from being compared.
    heap = []
    for number, iterable in enumerate(map(iter, iterables)):
        advance = iterable.__next__
        try:
            value = advance()
        except StopIteration:
            continue
        heap.append([value if key is None else key(value), number * step, value, advance])
    build(heap)

    while len(heap) > 1:
        entry = heap[0]
        advance = entry[3]
        try:
            while True:
                yield entry[2]
                value = advance()
                entry[2] = value
                entry[0] = value if key is None else key(value)
                renew(heap, entry)
                if heap[0] is not entry:
                    break
        except StopIteration:
            drop(heap)
    if heap:
        entry = heap[0]
        yield entry[2]
        yield from entry[3].__self__


def _best(n, iterable, key, choose, build, renew, first, step):
    if n == 1:
        nothing = object()
        found = choose(iterable, default=nothing, key=key)
        return [] if found is nothing else [found]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=step < 0)[:n]
    stream = iter(iterable)
    # The worst of the kept items is on top. Equal keys are told apart by their order of arrival.
    kept = []
    order = 0
    for _, item in zip(range(n), stream):
        kept.append((item if key is None else key(item), order, item))
        order += step
    if not kept:
        return []
    build(kept)
    worst = kept[0][0]
    for item in stream:
        rank = item if key is None else key(item)
        if first(rank, worst):
            renew(kept, (rank, order, item))
            worst = kept[0][0]
            order += step
    kept.sort(reverse=step < 0)
    return [item for _, _, item in kept]


def nsmallest(n, iterable, key=None):
    '''Find the n smallest elements of a stream, as sorted(iterable, key=key)[:n].'''
    return _best(n, iterable, key, min, _heapify_max, _heapreplace_max, lambda a, b: a < b, 1)


def nlargest(n, iterable, key=None):
    '''Find the n largest elements of a stream, as sorted(iterable, key=key, reverse=True)[:n].'''
    return _best(n, iterable, key, max, heapify, heapreplace, lambda a, b: b < a, -1)
