# tasks with yield: a scheduler with system calls (operating-system style)
from collections import deque
class Task:
    taskid = 0
    def __init__(self, target):
        Task.taskid += 1
        self.tid = Task.taskid; self.target = target; self.sendval = None; self.stack = []
    def run(self):
        while True:
            try:
                result = self.target.send(self.sendval)
                if isinstance(result, SystemCall): return result
                if hasattr(result, 'send'):
                    self.stack.append(self.target); self.sendval = None; self.target = result
                else:
                    if not self.stack: return
                    self.sendval = result; self.target = self.stack.pop()
            except StopIteration:
                if not self.stack: raise
                self.sendval = None; self.target = self.stack.pop()
class SystemCall:
    def handle(self): pass
class Scheduler:
    def __init__(self): self.ready = deque(); self.taskmap = {}; self.exit_waiting = {}
    def new(self, target):
        t = Task(target); self.taskmap[t.tid] = t; self.schedule(t); return t.tid
    def exit(self, task):
        print('Task %d terminated' % task.tid); del self.taskmap[task.tid]
        for t in self.exit_waiting.pop(task.tid, []): self.schedule(t)
    def waitforexit(self, task, tid):
        if tid in self.taskmap: self.exit_waiting.setdefault(tid, []).append(task); return True
        return False
    def schedule(self, t): self.ready.append(t)
    def mainloop(self):
        while self.taskmap:
            task = self.ready.popleft()
            try:
                result = task.run()
                if isinstance(result, SystemCall):
                    result.task, result.sched = task, self; result.handle(); continue
            except StopIteration:
                self.exit(task); continue
            self.schedule(task)
class GetTid(SystemCall):
    def handle(self): self.task.sendval = self.task.tid; self.sched.schedule(self.task)
class NewTask(SystemCall):
    def __init__(self, target): self.target = target
    def handle(self): self.task.sendval = self.sched.new(self.target); self.sched.schedule(self.task)
class KillTask(SystemCall):
    def __init__(self, tid): self.tid = tid
    def handle(self):
        task = self.sched.taskmap.get(self.tid)
        if task: task.target.close(); self.task.sendval = True
        else: self.task.sendval = False
        self.sched.schedule(self.task)
class WaitTask(SystemCall):
    def __init__(self, tid): self.tid = tid
    def handle(self):
        r = self.sched.waitforexit(self.task, self.tid); self.task.sendval = r
        if not r: self.sched.schedule(self.task)
def add(x, y): yield x + y
def foo():
    tid = yield GetTid()
    for i in range(3):
        print("I'm foo", tid, i); yield
    r = yield add(2, 3); print('add', r)
def forever():
    try:
        while True: yield
    finally: print('forever closed')
def main():
    child = yield NewTask(foo())
    f = yield NewTask(forever())
    yield
    print('kill', (yield KillTask(f)))
    print('waiting'); yield WaitTask(child); print('child done')
s = Scheduler(); s.new(main()); s.mainloop()
