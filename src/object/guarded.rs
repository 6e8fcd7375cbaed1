//! `Guarded`: interior mutability for an object's storage, by closures only.
//!
//! A closure gets no Vm, so no `&mut` to storage lives while Python code runs. Dropping a value inside a
//! closure frees memory but never runs Python code (finalisers are queued). Debug builds check the borrows.

use std::cell::UnsafeCell;

/// Storage of a heap object.
#[derive(Default)]
pub struct Guarded<T> {
    inner: UnsafeCell<T>,
    /// -1: mutably borrowed; else the number of shared borrows.
    #[cfg(debug_assertions)]
    borrows: std::cell::Cell<isize>,
}

impl<T> Guarded<T> {
    pub const fn new(inner: T) -> Self {
        Guarded {
            inner: UnsafeCell::new(inner),
            #[cfg(debug_assertions)]
            borrows: std::cell::Cell::new(0),
        }
    }

    /// Looks at the storage.
    #[inline(always)]
    pub fn with<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        #[cfg(debug_assertions)]
        let _guard = {
            assert!(self.borrows.get() >= 0, "storage is being changed");
            self.borrows.set(self.borrows.get() + 1);
            Release(&self.borrows, -1)
        };
        // SAFETY: no closure under way mutates (checked in debug builds).
        look(unsafe { &*self.inner.get() })
    }

    /// Changes the storage.
    #[inline(always)]
    pub fn with_mut<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        #[cfg(debug_assertions)]
        let _guard = {
            assert!(self.borrows.get() == 0, "storage is in use");
            self.borrows.set(-1);
            Release(&self.borrows, 1)
        };
        // SAFETY: no other closure is under way (checked in debug builds).
        change(unsafe { &mut *self.inner.get() })
    }

    /// Puts `value` there and gives what was there.
    pub fn replace(&self, value: T) -> T {
        self.with_mut(|inner| std::mem::replace(inner, value))
    }
}

impl<T: Default> Guarded<T> {
    /// Empties the storage and gives what was there.
    pub fn take(&self) -> T {
        self.replace(T::default())
    }
}

impl<T: Clone> Guarded<T> {
    /// A copy.
    pub fn get(&self) -> T {
        self.with(T::clone)
    }
}

#[cfg(debug_assertions)]
struct Release<'a>(&'a std::cell::Cell<isize>, isize);

#[cfg(debug_assertions)]
impl Drop for Release<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + self.1);
    }
}
