# A class in a function shows its qualified name; an empty message no colon.
def make():
    class Local(Exception): pass
    return Local
raise make()
# expect error: __main__.make.<locals>.Local
