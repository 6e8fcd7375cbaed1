# signal: handlers run between instructions, in sleeps, waits and searches of re; _thread's locks.
import signal, os, time, select, _thread
print(signal.SIGINT, signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM), signal.Signals(15), signal.SIGABRT.name, signal.SIGIO.name, repr(signal.SIG_BLOCK))
# expect: Signals.SIGINT <built-in function default_int_handler> Handlers.SIG_DFL Signals.SIGTERM SIGABRT SIGIO <Sigmasks.SIG_BLOCK: 0>
def h(n,f): print('got',n, f is not None)
print(signal.signal(signal.SIGUSR1,h)); os.kill(os.getpid(), signal.SIGUSR1); print('after')
# expect: Handlers.SIG_DFL
# expect: got 10 True
# expect: after
print(signal.getsignal(signal.SIGUSR1) is h)  # expect: True
signal.raise_signal(signal.SIGUSR1)  # expect: got 10 True
try: signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt as e: print(repr(e))  # expect: KeyboardInterrupt()
signal.signal(signal.SIGALRM,h); signal.setitimer(signal.ITIMER_REAL,0.05); t=time.monotonic(); time.sleep(0.15); print(time.monotonic()-t>=0.15)
# expect: got 14 True
# expect: True
class E(Exception): pass
def r(n,f): raise E(n)
signal.signal(signal.SIGALRM,r); signal.setitimer(signal.ITIMER_REAL,0.05)
try: time.sleep(5)
except E as e: print('E',e)  # expect: E 14
signal.setitimer(signal.ITIMER_REAL,0.05)
try: select.select([],[],[],5)
except E as e: print('E',e)  # expect: E 14
signal.setitimer(signal.ITIMER_REAL,0.05)
try:
    while 1: pass
except E as e: print('E',e)  # expect: E 14
signal.setitimer(signal.ITIMER_REAL,0.05,0.02); print(len(signal.getitimer(0)))  # expect: 2
try: signal.pause()
except E as e: print('E',e)  # expect: E 14
signal.setitimer(signal.ITIMER_REAL,0)
for f in [lambda: signal.signal(99,h), lambda: signal.signal(signal.SIGKILL,h), lambda: signal.signal(10,5), lambda: signal.signal(10,'a'), lambda: signal.set_wakeup_fd(99), lambda: signal.getsignal(0), lambda: signal.strsignal(2), lambda: signal.strsignal(99), lambda: signal.set_wakeup_fd(-1), lambda: len(signal.valid_signals()), lambda: signal.pthread_sigmask(signal.SIG_BLOCK,[10]), lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK,{10}), lambda: signal.sigpending(), lambda: signal.sigwait([300]), lambda: signal.setitimer(0,-1), lambda: signal.setitimer(9,1)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
    # expect: ValueError signal number out of range
    # expect: OSError [Errno 22] Invalid argument
    # expect: TypeError signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object
    # expect: TypeError signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object
    # expect: OSError [Errno 9] Bad file descriptor
    # expect: ValueError signal number out of range
# expect: Interrupt
# expect: ValueError signal number out of range
# expect: -1
# expect: 62
# expect: set()
# expect: {<Signals.SIGUSR1: 10>}
# expect: set()
# expect: ValueError signal number 300 out of range
# expect: itimer_error [Errno 22] Invalid argument
# expect: itimer_error [Errno 22] Invalid argument
print(signal.signal(signal.SIGINT, signal.SIG_IGN), signal.signal(signal.SIGINT, signal.default_int_handler))
# expect: <built-in function default_int_handler> Handlers.SIG_IGN
r_,w=os.pipe(); os.set_blocking(w,False); signal.set_wakeup_fd(w); os.kill(os.getpid(),10); print(os.read(r_,10)); signal.set_wakeup_fd(-1)
# expect: got 10 True
# expect: b'\n'
l=_thread.allocate_lock(); import re; print(re.sub('0x.*>','',repr(l)), l.acquire(), l.locked(), l.acquire(False), l.acquire(timeout=0.05), l.release())
# expect: <unlocked _thread.lock object at  True True False False None
for f in [lambda: l.release(), lambda: l.acquire(False,1), lambda: l.acquire(True,-2), lambda: _thread.start_new_thread(5,()), lambda: l.acquire(True,1e20), lambda: l.acquire('a')]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
    # expect: RuntimeError release unlocked lock
    # expect: ValueError can't specify a timeout for a non-blocking call
    # expect: ValueError timeout value must be positive
    # expect: TypeError first arg must be callable
    # expect: OverflowError timestamp too large to convert to C _PyTime_t
    # expect: TypeError 'str' object cannot be interpreted as an integer
R=_thread.RLock(); print(R.acquire(), R.acquire(), R.release(), R.release())  # expect: True True None None
try: R.release()
except Exception as e: print(type(e).__name__, e)  # expect: RuntimeError cannot release un-acquired lock
with l: print(l.locked())  # expect: True
import re
def stop(*_): raise KeyboardInterrupt
signal.signal(signal.SIGALRM, stop)
for search in (lambda: re.match('(a+)+$', 'a' * 40 + 'b'), lambda: re.sub(b'(?=(a+)+$)a', b'', b'a' * 40 + b'b'),
               lambda: list(re.finditer('(?:a|aa)+$', 'a' * 60 + 'b'))):
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    try:
        search()
    except KeyboardInterrupt:
        print('interrupted')
        # expect: interrupted
        # expect: interrupted
        # expect: interrupted
calls = []
signal.signal(signal.SIGALRM, lambda *_: calls.append(1))
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
print(re.search('(a+)+$', 'a' * 16 + 'b'), len(calls) > 0)  # expect: None True
signal.setitimer(signal.ITIMER_REAL, 0)
