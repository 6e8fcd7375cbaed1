//! memoryview: a window on the bytes of another object.
//!
//! The state is a `Boxed` payload. It keeps its exporter (bytes, bytearray or array) and, as long as it is not released,
//! counts as one of its exports, so that the bytes stay where they are.

use std::cell::Cell;

use super::array::Array;
use super::boxed::Payload;
use super::bytes::{ByteArray, Bytes};
use super::guarded::Guarded;
use super::header::Visitor;
use super::heap::Heap;
use super::value::Value;

/// How the items lie in the exporter's bytes.
#[derive(Clone, Debug)]
pub struct Window {
    /// Where the first item begins.
    pub offset: usize,
    /// Items along each dimension; none for a single item.
    pub shape: Vec<usize>,
    /// Bytes from one item to the next along each dimension.
    pub strides: Vec<isize>,
    /// The struct code of an item.
    pub format: u8,
    /// The format was given with an `@`.
    pub marked: bool,
    pub itemsize: usize,
    pub readonly: bool,
}

impl Window {
    /// A flat window on `len` bytes.
    pub fn bytes(len: usize, readonly: bool) -> Window {
        let (shape, strides) = (vec![len], vec![1]);
        Window { offset: 0, shape, strides, format: b'B', marked: false, itemsize: 1, readonly }
    }

    /// The number of items.
    pub fn count(&self) -> usize {
        self.shape.iter().product()
    }

    /// Bytes of all items.
    pub fn size(&self) -> usize {
        self.count() * self.itemsize
    }

    /// Do the items lie one after the other, the last index moving fastest?
    pub fn is_c_contiguous(&self) -> bool {
        self.contiguous(self.shape.iter().zip(&self.strides).rev())
    }

    /// The same with the first index moving fastest.
    pub fn is_f_contiguous(&self) -> bool {
        self.contiguous(self.shape.iter().zip(&self.strides))
    }

    fn contiguous<'a>(&self, dimensions: impl Iterator<Item = (&'a usize, &'a isize)>) -> bool {
        let mut expected = self.itemsize as isize;
        if self.count() == 0 {
            return true;
        }
        for (&len, &stride) in dimensions {
            if len > 1 && stride != expected {
                return false;
            }
            expected *= len as isize;
        }
        true
    }

    /// Where each item begins, in C order.
    pub fn positions(&self) -> Positions<'_> {
        Positions { window: self, index: vec![0; self.shape.len()], left: self.count() }
    }
}

/// The places of a window's items.
pub struct Positions<'a> {
    window: &'a Window,
    index: Vec<usize>,
    left: usize,
}

impl Iterator for Positions<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        self.left = self.left.checked_sub(1)?;
        let steps = self.index.iter().zip(&self.window.strides).map(|(&i, &stride)| i as isize * stride);
        let place = self.window.offset as isize + steps.sum::<isize>();
        for (i, &len) in self.index.iter_mut().zip(&self.window.shape).rev() {
            *i += 1;
            if *i < len {
                break;
            }
            *i = 0;
        }
        Some(place as usize)
    }
}

/// A memoryview's state.
pub struct MemoryView {
    /// None once released.
    exporter: Guarded<Option<Value>>,
    pub window: Window,
    /// -1: not computed.
    pub hash: Cell<i64>,
}

impl Payload for MemoryView {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.exporter.with(|e| e.iter().for_each(visit));
    }
}

impl MemoryView {
    /// What the window looks at; None once released.
    pub fn exporter(&self) -> Option<Value> {
        self.exporter.get()
    }

    pub fn is_released(&self) -> bool {
        self.exporter.with(Option::is_none)
    }

    /// Lets go of the exporter.
    pub fn release(&self) {
        let exporter = self.exporter.take();
        if let Some(exports) = exporter.as_ref().and_then(exports) {
            exports.set(exports.get().saturating_sub(1));
        }
    }

    /// Looks at all bytes of the exporter, of which the window shows some. None once released.
    pub fn with_all<R>(&self, look: impl FnOnce(&[u8]) -> R) -> Option<R> {
        self.exporter.with(|exporter| {
            let exporter = exporter.as_ref()?;
            match (exporter.downcast::<Bytes>(), exporter.downcast::<ByteArray>()) {
                (Some(bytes), _) => Some(look(&bytes.data)),
                (_, Some(array)) => Some(array.data.with(|data| look(data))),
                _ => exporter.payload::<Array>().map(|array| array.data.with(|data| look(data))),
            }
        })
    }

    /// Changes bytes of the exporter. None once released, or if the exporter cannot change.
    pub fn with_all_mut<R>(&self, change: impl FnOnce(&mut [u8]) -> R) -> Option<R> {
        self.exporter.with(|exporter| {
            let exporter = exporter.as_ref()?;
            match exporter.downcast::<ByteArray>() {
                Some(array) => Some(array.data.with_mut(|data| change(data))),
                None => exporter.payload::<Array>().map(|array| array.data.with_mut(|data| change(data))),
            }
        })
    }

    /// Looks at the window's bytes in C order; they are gathered first if they do not lie together.
    pub fn with_bytes<R>(&self, look: impl FnOnce(&[u8]) -> R) -> Option<R> {
        let window = &self.window;
        self.with_all(|all| {
            if window.is_c_contiguous() {
                return look(all.get(window.offset..window.offset + window.size()).unwrap_or_default());
            }
            let items = window.positions().filter_map(|at| all.get(at..at + window.itemsize));
            look(&items.flatten().copied().collect::<Vec<u8>>())
        })
    }
}

impl Drop for MemoryView {
    fn drop(&mut self) {
        self.release();
    }
}

/// The count of views of what can change its size.
fn exports(exporter: &Value) -> Option<&Cell<usize>> {
    match exporter.downcast::<ByteArray>() {
        Some(array) => Some(&array.exports),
        None => exporter.payload::<Array>().map(|array| &array.exports),
    }
}

impl Heap {
    /// A memoryview of a bytes, bytearray or array object.
    pub fn memoryview(&self, class: &Value, exporter: Value, window: Window) -> Value {
        if let Some(exports) = exports(&exporter) {
            exports.set(exports.get() + 1);
        }
        self.boxed(class, MemoryView { exporter: Guarded::new(Some(exporter)), window, hash: Cell::new(-1) })
    }
}
