# module that fails half way
import sys
half = 1
raise ValueError('broken module')
