# module with relative imports
from . import NAME as up
from .sub import x as sibling
