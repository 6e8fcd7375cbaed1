# threading, queue and concurrent.futures on one thread.
import threading, queue, concurrent.futures as cf, time
print(threading.current_thread().name, threading.main_thread() is threading.current_thread(), threading.active_count(), len(threading.enumerate()))
# expect: MainThread True 1 1
t=threading.Thread(target=print,args=(1,)); print(t.name, t, t.daemon, t.is_alive(), t.ident)
# expect: Thread-1 (print) <Thread(Thread-1 (print), initial)> False False None
try: t.join()
except RuntimeError as e: print(e)  # expect: cannot join thread before it is started
t.run()  # expect: 1
c=threading.Condition()
try: c.wait()
except RuntimeError as e: print(e)  # expect: cannot wait on un-acquired lock
try: c.notify()
except RuntimeError as e: print(e)  # expect: cannot notify on un-acquired lock
with c: print(c.wait(0.01), c.wait_for(lambda: 5), c.wait_for(lambda:0, 0.02))  # expect: False 5 0
s=threading.BoundedSemaphore(2)
print(s.acquire(), s.acquire(), s.acquire(False), s.acquire(timeout=0.01)); s.release(2)
# expect: True True False False
try: s.release()
except ValueError as e: print(e)  # expect: Semaphore released too many times
e=threading.Event(); print(e.is_set(), e.wait(0.01)); e.set(); print(e.wait())
# expect: False False
# expect: True
b=threading.Barrier(1, action=lambda: print('act')); print(b.wait(), b.n_waiting, b.parties, b.broken)
# expect: act
# expect: 0 0 1 False
b=threading.Barrier(2, timeout=0.01)
try: b.wait()
except threading.BrokenBarrierError as x: print(repr(x), b.broken)  # expect: BrokenBarrierError() True
b.reset(); print(b.broken)  # expect: False
class L(threading.local):
    def __init__(self,x): self.x=x
print(L(5).x, L(5).__dict__)  # expect: 5 {'x': 5}
try: threading.local(1)
except TypeError as x: print(x)  # expect: Initialization arguments are not supported
q=queue.PriorityQueue(); [q.put(i) for i in (3,1,2)]; print(q.get(),q.get(),q.qsize())  # expect: 1 2 1
q=queue.Queue(1); q.put(1)
try: q.put(2,timeout=0.01)
except queue.Full as x: print(repr(x))  # expect: Full()
print(q.full(), q.get()); q.task_done(); q.join()  # expect: True 1
try: q.get_nowait()
except queue.Empty as x: print(repr(x))  # expect: Empty()
try: q.task_done()
except ValueError as x: print(repr(x))  # expect: ValueError('task_done() called too many times')
sq=queue.SimpleQueue(); sq.put(1); print(sq.get(), sq.empty())  # expect: 1 True
try: sq.get(timeout=0.01)
except queue.Empty as x: print(repr(x))  # expect: Empty()
f=cf.Future(); f.add_done_callback(lambda f: print('cb',f.result())); print(f.done(), f.running()); f.set_running_or_notify_cancel(); f.set_result(5); print(f.result(), f.exception(), f.cancel())
# expect: False False
# expect: cb 5
# expect: 5 None False
try: f.set_result(1)
except cf.InvalidStateError as x: print(type(x))  # expect: <class 'concurrent.futures._base.InvalidStateError'>
g=cf.Future(); g.cancel()
print(g.cancelled(), cf.wait([f],timeout=1).done=={f}, list(cf.as_completed([f]))==[f])  # expect: True True True
try: g.result()
except cf.CancelledError as x: print(repr(x))  # expect: CancelledError()
try: cf.Future().result(0.01)
except cf.TimeoutError as x: print(repr(x))  # expect: TimeoutError()
ti=threading.Timer(1,print); print(ti.finished.is_set(), ti.args)  # expect: False []
x=cf.ThreadPoolExecutor; print(x.__name__)  # expect: ThreadPoolExecutor
