'''CPython's place of collections.abc, which programs import too.'''
from collections.abc import *
from collections.abc import __all__
