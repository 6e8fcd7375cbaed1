"""CPython's private homes of the import system's parts, for programs that look there."""
import _frozen_importlib

globals().update({name: value for name, value in vars(_frozen_importlib).items() if not name.startswith('__')})
