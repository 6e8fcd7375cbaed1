"""A day at a bank: objects, a queue of customers and a pseudo-random stream, all deterministic."""
import heapq


class Random:
    """A linear congruential stream, the same everywhere."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        return (self.state >> 33) % limit


class Account:
    total = 0

    def __init__(self, owner):
        self.owner, self._balance, self.history = owner, 0, []

    @property
    def balance(self):
        return self._balance

    def move(self, amount):
        if self._balance + amount < self.limit:
            raise ValueError(f'{self.owner} lacks {self.limit - self._balance - amount}')
        self._balance += amount
        self.history.append(amount)
        Account.total += amount

    limit = 0

    def __repr__(self):
        return f'{type(self).__name__}({self.owner}: {self.balance})'


class Credit(Account):
    limit = -500

    def move(self, amount):
        super().move(amount)
        if self.balance < 0:
            super().move(-1)


class Event:
    serial = 0

    def __init__(self, time, action, *args):
        Event.serial += 1
        self.key, self.time, self.action, self.args = (time, Event.serial), time, action, args

    def __lt__(self, other):
        return self.key < other.key


class Bank:
    def __init__(self, clerks, seed):
        self.random, self.events, self.waiting, self.free = Random(seed), [], [], clerks
        self.accounts = [(Credit if n % 3 == 0 else Account)(name) for n, name in enumerate('Ada Bo Cy Di Ed Flo'.split())]
        self.served = self.refused = self.longest = self.now = 0

    def at(self, time, action, *args):
        heapq.heappush(self.events, Event(time, action, *args))

    def arrive(self):
        self.waiting.append((self.now, self.accounts[self.random.below(len(self.accounts))]))
        self.longest = max(self.longest, len(self.waiting))
        self.at(self.now + 1 + self.random.below(5), self.arrive)
        self.serve()

    def serve(self):
        while self.free and self.waiting:
            _, account = self.waiting.pop(0)
            self.free -= 1
            self.at(self.now + 2 + self.random.below(9), self.finish, account)

    def finish(self, account):
        try:
            account.move(self.random.below(400) - 150)
            self.served += 1
        except ValueError as error:
            self.refused += 1
            if self.refused <= 3:
                print(f'{self.now:4}', error)
        self.free += 1
        self.serve()

    def run(self, until):
        self.at(0, self.arrive)
        while self.events and self.events[0].time <= until:
            event = heapq.heappop(self.events)
            self.now = event.time
            event.action(*event.args)
        return self


bank = Bank(clerks=2, seed=2024).run(until=480)
print(bank.served, 'served,', bank.refused, 'refused, longest queue', bank.longest, 'at', bank.now)
for account in sorted(bank.accounts, key=lambda a: -a.balance):
    print(account, len(account.history), max(account.history), account.history[-3:])
print(Account.total == sum(a.balance for a in bank.accounts), Account.total)
