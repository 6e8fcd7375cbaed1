"""Three rockets count down at once, on an event loop written by hand.

A coroutine suspends itself by yielding the moment at which it wants to go on; the loop keeps the sleepers in a heap and
resumes whoever is due. Nothing here comes from asyncio. A "second" lasts a twelfth of one, to be brief.
"""
import heapq
import time
import types

SECOND = 0.08


class Sleeper:
    """A suspended coroutine and the time at which it wakes; ordered by time, then by arrival."""

    arrivals = 0

    def __init__(self, coroutine, wake_at):
        Sleeper.arrivals += 1
        self.coroutine = coroutine
        self.wake_at = wake_at
        self.arrival = Sleeper.arrivals

    def __lt__(self, other):
        return (self.wake_at, self.arrival) < (other.wake_at, other.arrival)


class Loop:
    """Runs coroutines until all have returned."""

    def __init__(self):
        self.sleepers = []

    def launch(self, coroutine):
        self.step(coroutine, None)

    def step(self, coroutine, value):
        try:
            wake_at = coroutine.send(value)
        except StopIteration:
            return
        heapq.heappush(self.sleepers, Sleeper(coroutine, wake_at))

    def run(self):
        while self.sleepers:
            sleeper = heapq.heappop(self.sleepers)
            delay = sleeper.wake_at - time.monotonic()
            if delay > 0:
                time.sleep(delay)
            self.step(sleeper.coroutine, time.monotonic())


@types.coroutine
def sleep(seconds):
    """The one place that talks to the loop: yields a deadline and is sent the time."""
    asked = time.monotonic()
    woken = yield asked + seconds * SECOND
    return woken - asked


async def rocket(name, count, hold=0.0):
    print(name, 'holds for', hold)
    held = await sleep(hold)
    print(name, 'was held long enough:', held >= hold * SECOND)
    for n in range(count, 0, -1):
        print(name, 'T minus', n)
        await sleep(1)
    print(name, 'lifts off')


def main():
    loop = Loop()
    started = time.monotonic()
    loop.launch(rocket('Ant', 5))
    loop.launch(rocket('Bee', 3, hold=2.3))
    loop.launch(rocket('Cat', 4, hold=1.6))
    loop.run()
    elapsed = (time.monotonic() - started) / SECOND
    print('together they took as long as the slowest:', 5.5 < elapsed < 12)


if __name__ == '__main__':
    main()
