from __future__ import annotations
import a
import a.b.c
import a.b as d, e as f
from a import b, c as d
from a.b import *
from . import x
from ..y.z import w
def f(x: int) -> str:
    import m
    from n import o
    v: int = 1
