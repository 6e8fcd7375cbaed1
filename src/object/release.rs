//! The end of objects: finalisers are queued, weak references die, storage is dropped without deep recursion.
//!
//! Python code never runs inside a release: an object with a finaliser comes back to life in the queue that the VM
//! empties before the next instruction.

use std::ptr::NonNull;

use super::generator::{Generator, State};
use super::header::{Header, flag};
use super::heap::{FreeCell, Heap, MOST_QUICKLY, Pending, breaker, segment_of, size_class};
use super::layout::{LAYOUTS, Tag};
use super::str::Str;
use super::value::Value;

/// Deeper nested drops wait in a list.
const DROP_DEPTH: u32 = 64;
/// Fills freed cells in debug builds; as a `Value` it is a pointer to nowhere.
const POISON: u8 = 0xA8;

/// The last reference went: queue the finaliser or free the object.
///
/// # Safety
/// `header` points to an object whose count has just become zero.
#[cold]
#[inline(never)]
pub(super) unsafe fn release(header: NonNull<Header>) {
    // SAFETY: the object is still whole.
    let (object, heap) = unsafe { (header.as_ref(), header.as_ref().heap()) };
    if object.has(flag::IMMORTAL) {
        object.count.set(1 << 30);
        return;
    }
    // SAFETY: the tag tells the layout; nobody refers to the object, and nothing in it is to be dropped.
    unsafe {
        if object.tag() == Tag::Str && header.cast::<Str>().as_ref().owns_nothing() {
            return heap.free_cell(header, header.cast());
        }
    }
    if !object.is_exact() || object.tag().may_finalize() && !has_ended(object) || object.has(flag::WEAKREFED) {
        // SAFETY: the count has just become zero.
        if unsafe { heap.postpone(header) } {
            return;
        }
    }
    if heap.depth.get() >= DROP_DEPTH {
        heap.deferred.borrow_mut().push(header);
        return;
    }
    heap.depth.set(heap.depth.get() + 1);
    // SAFETY: nobody refers to the object.
    unsafe { heap.destroy(header) };
    heap.depth.set(heap.depth.get() - 1);
    if heap.depth.get() == 0 {
        loop {
            let Some(next) = heap.deferred.borrow_mut().pop() else { break };
            heap.depth.set(1);
            // SAFETY: deferred objects have no references.
            unsafe { heap.destroy(next) };
            heap.depth.set(0);
        }
    }
}

/// Has this generator or coroutine ended?
#[inline(always)]
fn has_ended(object: &Header) -> bool {
    // SAFETY: asked only for those; they share one layout.
    unsafe { (*(object as *const Header).cast::<Generator>()).state.get() == State::Closed }
}

impl Value {
    /// Drops a generator or coroutine that has ended: as dropping any value does, but quicker.
    #[inline]
    pub fn drop_ended(self) {
        let Some(header) = self.header() else { return };
        let plain =
            header.count() == 1 && header.is_exact() && !header.has(flag::WEAKREFED | flag::GUTTED | flag::IMMORTAL);
        let Some(generator) = self.as_generator().filter(|g| plain && g.is_bare()) else { return drop(self) };
        let (callee, qualname) = generator.take_last_parts();
        let header = NonNull::from(header);
        std::mem::forget(self);
        // SAFETY: this was the last reference, and nothing is left in the object.
        unsafe {
            let heap = header.as_ref().heap();
            heap.containers.set(heap.containers.get() - 1);
            heap.free_cell(header, header.cast());
        }
        drop(callee);
        drop(qualname);
    }
}

impl Heap {
    /// Queues the finaliser of a dying object, if it has one that has not run; else its weak references die.
    ///
    /// # Safety
    /// As for `release`.
    unsafe fn postpone(&self, header: NonNull<Header>) -> bool {
        // SAFETY: by contract the object is whole.
        let object = unsafe { header.as_ref() };
        if !object.has(flag::FINALIZED | flag::GUTTED) && !self.closing.get() && super::layout::has_finalizer(object) {
            object.set(flag::FINALIZED);
            if object.tag().may_finalize() && object.has(flag::WEAKREFED) {
                // Generators are dead for weak references before they are closed, instances only after `__del__`.
                self.weak.target_dies(self, object, &std::collections::HashSet::new());
            }
            // The queue's reference brings it back to life.
            object.count.set(1);
            // SAFETY: alive again with one reference, which the queue takes.
            let value = unsafe { Value::adopt(header) };
            self.pending.borrow_mut().push_back(Pending::Finalize(value));
            self.request(breaker::FINALIZERS);
            return true;
        }
        if object.has(flag::WEAKREFED) {
            self.weak.target_dies(self, object, &std::collections::HashSet::new());
        }
        false
    }

    /// Drops the payload and the prefix and frees the cell.
    ///
    /// # Safety
    /// As for `release`; no finaliser waits.
    unsafe fn destroy(&self, header: NonNull<Header>) {
        // SAFETY: by contract the object is whole and nobody refers to it; after the drops only its memory is left.
        unsafe {
            let object = header.as_ref();
            let tag = object.tag();
            let layout = &LAYOUTS[tag as usize];
            if !object.has(flag::GUTTED) {
                (layout.drop)(header);
            }
            if layout.container {
                self.containers.set(self.containers.get() - 1);
            }
            let start = match object.prefix() {
                Some(prefix) => {
                    if !object.has(flag::GUTTED) && super::layout::class_has_del(prefix.class()) {
                        self.forget_birth(header);
                    }
                    prefix.drop_before_header()
                }
                None => header.cast(),
            };
            self.free_cell(header, start);
        }
    }

    /// Gives the memory of an object back.
    ///
    /// # Safety
    /// All in the cell that begins at `start` has been dropped.
    #[inline]
    unsafe fn free_cell(&self, header: NonNull<Header>, start: NonNull<u8>) {
        let segment = segment_of(header);
        // SAFETY: by contract the cell is unused; its segment was made by this heap.
        unsafe {
            if let Some(layout) = segment.as_ref().large {
                let base = segment.cast::<u8>();
                self.segments.borrow_mut().retain(|&s| s != base);
                self.give_back(base, layout);
                return;
            }
            if cfg!(debug_assertions) {
                // What still refers to the object finds a count of zero and wild pointers.
                start.write_bytes(POISON, segment.as_ref().cell);
                header.as_ref().count.set(0);
            }
            let list = &self.free[size_class(segment.as_ref().cell)];
            start.cast::<FreeCell>().write(FreeCell { zero: 0, next: list.get() });
            list.set(start.cast().as_ptr());
        }
    }

    /// Gives the memory of a container back that begins with its header, if its cell is small; else false.
    ///
    /// # Safety
    /// All in the cell has been dropped, or is moved away before the heap is asked again.
    #[inline(always)]
    pub(super) unsafe fn free_small(&self, header: NonNull<Header>) -> bool {
        let segment = segment_of(header);
        // SAFETY: by contract; the segment was made by this heap.
        unsafe {
            let size = segment.as_ref().cell;
            if cfg!(debug_assertions) || size > MOST_QUICKLY {
                return false;
            }
            let list = &self.free[(size - 1) / 16];
            header.cast::<FreeCell>().write(FreeCell { zero: 0, next: list.get() });
            list.set(header.cast().as_ptr());
        }
        self.containers.set(self.containers.get() - 1);
        true
    }

    /// Drops the payload of a dead cycle's member; its memory goes when the last reference does.
    ///
    /// # Safety
    /// No reference from outside the dead cycle exists and no Python code can reach the object again.
    pub(super) unsafe fn gut(&self, header: NonNull<Header>) {
        // SAFETY: by contract.
        unsafe {
            let object = header.as_ref();
            if !object.has(flag::GUTTED) {
                object.set(flag::GUTTED);
                (LAYOUTS[object.tag() as usize].drop)(header);
                if let Some(prefix) = object.prefix() {
                    if super::layout::class_has_del(prefix.class()) {
                        self.forget_birth(header);
                    }
                    prefix.clear();
                }
            }
        }
    }
}
