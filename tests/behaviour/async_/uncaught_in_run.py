# An error that leaves asyncio.run ends the program.
# expect stderr: in main
# expect stderr: in fails
import asyncio
async def fails():
    await asyncio.sleep(0)
    raise LookupError('lost')
async def main():
    print('before')  # expect: before
    await fails()
asyncio.run(main())
# expect error: LookupError: lost
