# groups: cpu calls
# A scheduler of packets between devices, in the spirit of the classic operating-system benchmark.


class Packet:
    def __init__(self, kind, data):
        self.kind, self.data, self.link = kind, data, None


class Task:
    def __init__(self, kernel, name, priority):
        self.kernel, self.name, self.priority = kernel, name, priority
        self.queue, self.waiting, self.held, self.runs = None, False, False, 0

    def give(self, packet):
        packet.link = None
        if self.queue is None:
            self.queue = packet
        else:
            last = self.queue
            while last.link is not None:
                last = last.link
            last.link = packet
        self.waiting = False

    def take(self):
        packet = self.queue
        if packet is not None:
            self.queue = packet.link
            packet.link = None
        return packet

    def runnable(self):
        return not self.held and (self.queue is not None or not self.waiting)

    def run(self):
        self.runs += 1
        packet = self.take()
        if packet is None:
            self.idle()
        else:
            self.work(packet)

    def idle(self):
        self.waiting = True

    def work(self, packet):
        raise NotImplementedError


class Idler(Task):
    def __init__(self, kernel, count):
        super().__init__(kernel, 'idler', 0)
        self.control, self.count = 1, count

    def idle(self):
        self.count -= 1
        if self.count == 0:
            self.held = True
        elif self.control & 1 == 0:
            self.control >>= 1
            self.kernel.release('a')
        else:
            self.control = self.control >> 1 ^ 0xD008
            self.kernel.release('b')


class Worker(Task):
    def __init__(self, kernel):
        super().__init__(kernel, 'worker', 1000)
        self.target, self.letter, self.add = 'handler a', 0, 0

    def work(self, packet):
        self.target = 'handler b' if self.target == 'handler a' else 'handler a'
        packet.kind = 'work'
        for i in range(len(packet.data)):
            self.letter = (self.letter + 1) % 26
            packet.data[i] = self.letter
            self.add += self.letter
        self.kernel.send(self.target, packet)


class Handler(Task):
    def __init__(self, kernel, letter):
        super().__init__(kernel, 'handler ' + letter, 2000)
        self.device, self.seen = 'device ' + letter, 0

    def work(self, packet):
        self.seen += packet.data[0]
        self.kernel.send(self.device if packet.kind == 'work' else 'worker', packet)


class Device(Task):
    def __init__(self, kernel, letter):
        super().__init__(kernel, 'device ' + letter, 4000)
        self.letter = letter

    def work(self, packet):
        packet.kind = 'io'
        self.held = True
        self.kernel.send('worker', packet)


class Kernel:
    def __init__(self, count):
        tasks = [Idler(self, count), Worker(self)]
        for letter in 'ab':
            tasks += [Handler(self, letter), Device(self, letter)]
        self.table = {task.name: task for task in tasks}
        self.order = sorted(tasks, key=lambda task: -task.priority)
        self.sent = 0

    def send(self, name, packet):
        self.sent += 1
        self.table[name].give(packet)

    def release(self, letter):
        self.table['device ' + letter].held = False

    def run(self):
        while True:
            for task in self.order:
                if task.runnable():
                    task.run()
                    break
            else:
                return self


kernel = Kernel(65_000)
for _ in range(3):
    kernel.send('worker', Packet('work', [0, 0, 0, 0]))
kernel.run()
print(kernel.sent, kernel.table['worker'].add, [task.runs for task in kernel.order])
