# module for forms.py
value = 1
def function(x): return x + value
if __name__ == '__main__': print('never')
