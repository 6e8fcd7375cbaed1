# Two transfers lock the same accounts in opposite order; an auditor waits for both.
import asyncio


class Account:
    def __init__(self, owner, balance):
        self.owner, self.balance, self.lock = owner, balance, asyncio.Lock()


async def transfer(source, target, amount):
    async with source.lock:
        await asyncio.sleep(0.001)
        async with target.lock:
            source.balance -= amount
            target.balance += amount


async def audit(*transfers):
    await asyncio.gather(*transfers)


async def main():
    anna, bert = Account('Anna', 10), Account('Bert', 10)
    first = asyncio.create_task(transfer(anna, bert, 5), name='anna to bert')
    second = asyncio.create_task(transfer(bert, anna, 7), name='bert to anna')
    await asyncio.create_task(audit(first, second), name='audit')


asyncio.run(main())
