# module with __all__
__all__ = ['star_a', 'x']
x = 10
star_a = 'starred'
star_hidden = 'hidden'
