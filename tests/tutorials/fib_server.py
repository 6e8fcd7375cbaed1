# concurrency from the ground up: coroutines over pretend sockets
from collections import deque
class Sock:
    def __init__(self, name): self.name, self.inbox, self.peer, self.accepts = name, deque(), None, deque()
    def recv(self): return self.inbox.popleft()
    def send(self, data): self.peer.inbox.append(data)
tasks, recv_wait = deque(), {}
def run():
    while any([tasks, recv_wait]):
        while not tasks:
            ready = [s for s in recv_wait if s.inbox or s.accepts]
            if not ready: print('idle', sorted(s.name for s in recv_wait)); return
            for s in sorted(ready, key=lambda s: s.name): tasks.append(recv_wait.pop(s))
        task = tasks.popleft()
        try:
            why, what = next(task)
            if why == 'recv': recv_wait[what] = task
            elif why == 'send': tasks.append(task)
            else: raise RuntimeError('ARG!')
        except StopIteration: print('task done')
def fib(n): return 1 if n <= 2 else fib(n-1) + fib(n-2)
listener = Sock('listen')
def fib_server():
    while True:
        yield 'recv', listener
        client = listener.accepts.popleft()
        print('Connection', client.name); tasks.append(fib_handler(client))
def fib_handler(client):
    while True:
        yield 'recv', client
        req = client.recv()
        if not req: break
        yield 'send', client
        client.send(fib(int(req)))
    print('Closed', client.name)
def pair(name):
    a, b = Sock(name), Sock(name + '!'); a.peer, b.peer = b, a; return a, b
def client(name, numbers):
    a, b = pair(name); listener.accepts.append(a)
    for n in numbers:
        b.send(n); yield 'recv', b; print(name, n, b.recv())
    b.send(None)
tasks.extend([fib_server(), client('x', [1, 10, 5]), client('y', [7, 8])]); run()
