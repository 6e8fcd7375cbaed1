# groups: cpu calls
# A bank in small classes: queues of customers, tellers of two kinds, accounts, an event list in order of time.
from heapq import heappop, heappush


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 1103515245 + 12345) & 0x7fffffff
        return (self.state >> 8) % limit


class Account:
    __slots__ = ('owner', 'balance', 'refused')

    def __init__(self, owner, balance):
        self.owner, self.balance, self.refused = owner, balance, 0

    def deposit(self, amount):
        self.balance += amount

    def withdraw(self, amount):
        if amount > self.balance:
            self.refused += 1
            return False
        self.balance -= amount
        return True


class Customer:
    def __init__(self, number, account, errand, amount):
        self.number, self.account, self.errand, self.amount = number, account, errand, amount

    def __lt__(self, other):
        return self.number < other.number

    def act(self):
        if self.errand:
            return self.account.withdraw(self.amount)
        self.account.deposit(self.amount)
        return True


class Teller:
    pace = 4

    def __init__(self, bank):
        self.bank, self.free, self.served = bank, True, 0

    def time_for(self, customer):
        return self.pace + customer.amount % 5

    def serve(self, now, customer):
        self.free = False
        self.served += customer.act()
        heappush(self.bank.events, (now + self.time_for(customer), customer.number, self, customer))


class Trainee(Teller):
    pace = 7

    def time_for(self, customer):
        return super().time_for(customer) + (2 if customer.errand else 0)


class Bank:
    def __init__(self, random, accounts):
        self.random, self.events, self.line, self.longest = random, [], [], 0
        self.accounts = [Account(number, 100) for number in range(accounts)]
        self.tellers = [Teller(self), Teller(self), Trainee(self)]

    def arrive(self, now, number):
        random = self.random
        account = self.accounts[random.below(len(self.accounts))]
        self.line.append(Customer(number, account, random.below(3) > 0, random.below(60)))
        self.longest = max(self.longest, len(self.line))
        self.assign(now)

    def assign(self, now):
        for teller in self.tellers:
            if teller.free and self.line:
                teller.serve(now, self.line.pop(0))

    def run(self, customers):
        for number in range(customers):
            now = number * 5 // 2
            while self.events and self.events[0][0] <= now:
                at, _, teller, _ = heappop(self.events)
                teller.free = True
                self.assign(at)
            self.arrive(now, number)


def run(n):
    bank = Bank(Random(42), 50)
    bank.run(n)
    return bank.longest, [teller.served for teller in bank.tellers], sum(a.balance + a.refused for a in bank.accounts)


print(run(200_000))
