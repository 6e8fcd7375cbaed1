# futures and tasks on a loop, as the crawler builds them: callbacks, then generators, then yield from
class Future:
    def __init__(self): self.result = None; self._callbacks = []
    def add_done_callback(self, fn): self._callbacks.append(fn)
    def set_result(self, r):
        self.result = r
        for fn in self._callbacks: fn(self)
    def __iter__(self):
        yield self
        return self.result
class Task:
    def __init__(self, coro): self.coro = coro; f = Future(); f.set_result(None); self.step(f)
    def step(self, future):
        try: next_future = self.coro.send(future.result)
        except StopIteration: return
        next_future.add_done_callback(self.step)
class Loop:
    def __init__(self): self.q = []
    def later(self, n, fn, *a): self.q.append([n, len(self.q), fn, a])
    def run(self):
        while self.q:
            self.q.sort(key=lambda e: e[:2]); n, _, fn, a = self.q.pop(0)
            for e in self.q: e[0] -= n
            fn(*a)
loop = Loop()
pages = {'/': ['/a', '/b'], '/a': ['/c', '/'], '/b': ['/c'], '/c': []}
seen, todo = {'/'}, ['/']
def read(url):
    f = Future()
    loop.later(len(url), f.set_result, ' '.join(pages[url]))
    chunk = yield from f
    return chunk
def read_all(url):
    response = []
    for _ in range(2):
        chunk = yield from read(url)
        response.append(chunk)
    return response[0]
class Fetcher:
    def __init__(self, url): self.url = url
    def fetch(self):
        body = yield from read_all(self.url)
        print('fetched', self.url, repr(body))
        for link in body.split():
            if link not in seen:
                seen.add(link); Task(Fetcher(link).fetch())
Task(Fetcher('/').fetch()); loop.run(); print(sorted(seen))
# 492: the same futures with __await__
class AFuture(Future):
    __await__ = Future.__iter__
async def aread(url):
    f = AFuture(); loop.later(1, f.set_result, url[::-1]); return await f
async def amain():
    print(await aread('abc'), [await aread(u) for u in ('xy', 'z')])
Task(amain()); loop.run()
