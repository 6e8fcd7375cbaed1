# module
names = ['before']
import circle_b
names.append('after')
