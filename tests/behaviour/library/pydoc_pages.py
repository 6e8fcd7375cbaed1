# help(): plain pages about functions, classes and what has no page.
import pydoc
def f(a, b=2, *args, c: int = 3, **kw) -> str:
    """One line.

    More.
        indented
    """
class Base:
    def inherited(self): "Comes from above."
class A(Base):
    """A class."""
    x = 1
    def __init__(self, a): self.a = a
    def m(self): "A method."
    alias = m
    @classmethod
    def c(cls): "A class method."
    @staticmethod
    def s(q): "A static method."
    @property
    def p(self): "A property."
    async def co(self): pass
help(f)
help(A)
help(A.m)
help(lambda x: x)
help('nosuch')
print(pydoc.render_doc(f, renderer=pydoc.plaintext).split('\n')[0])
print(pydoc.plain(pydoc.render_doc(A(1))).split('\n')[0])
print(help, exit, quit, license, sep='\n')
try: exit(3)
except SystemExit as e: print(repr(e))
# expect: Help on function f in module __main__:
# expect:
# expect: f(a, b=2, *args, c: int = 3, **kw) -> str
# expect:     One line.
# expect:
# expect:     More.
# expect:         indented
# expect:
# expect: Help on class A in module __main__:
# expect:
# expect: class A(Base)
# expect:  |  A(a)
# expect:  |
# expect:  |  A class.
# expect:  |
# expect:  |  Method resolution order:
# expect:  |      A
# expect:  |      Base
# expect:  |      builtins.object
# expect:  |
# expect:  |  Methods defined here:
# expect:  |
# expect:  |  __init__(self, a)
# expect:  |      Initialize self.  See help(type(self)) for accurate signature.
# expect:  |
# expect:  |  alias = m(self)
# expect:  |
# expect:  |  async co(self)
# expect:  |
# expect:  |  m(self)
# expect:  |      A method.
# expect:  |
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Class methods defined here:
# expect:  |
# expect:  |  c() from builtins.type
# expect:  |      A class method.
# expect:  |
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Static methods defined here:
# expect:  |
# expect:  |  s(q)
# expect:  |      A static method.
# expect:  |
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Readonly properties defined here:
# expect:  |
# expect:  |  p
# expect:  |      A property.
# expect:  |
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Data and other attributes defined here:
# expect:  |
# expect:  |  x = 1
# expect:  |
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Methods inherited from Base:
# expect:  |
# expect:  |  inherited(self)
# expect:  |      Comes from above.
# expect:  |
# expect:  |  ----------------------------------------------------------------------
# expect:  |  Data descriptors inherited from Base:
# expect:  |
# expect:  |  __dict__
# expect:  |      dictionary for instance variables (if defined)
# expect:  |
# expect:  |  __weakref__
# expect:  |      list of weak references to the object (if defined)
# expect:
# expect: Help on function m in module __main__:
# expect:
# expect: m(self)
# expect:     A method.
# expect:
# expect: Help on function <lambda> in module __main__:
# expect:
# expect: <lambda> lambda x
# expect:
# expect: No Python documentation found for 'nosuch'.
# expect: Use help() to get the interactive help utility.
# expect: Use help(str) for help on the str class.
# expect:
# expect: Python Library Documentation: function f in module __main__
# expect: Python Library Documentation: A in module __main__ object
# expect: Type help() for interactive help, or help(object) for help about object.
# expect: Use exit() or Ctrl-D (i.e. EOF) to exit
# expect: Use quit() or Ctrl-D (i.e. EOF) to exit
# expect: Type license() to see the full license text
# expect: SystemExit(3)
