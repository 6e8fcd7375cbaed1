//! The heap: aligned segments of equal cells.
//!
//! A dropped `Value` must find its heap without an argument, so objects live in 64 KiB segments whose first
//! word points to the `Heap` (`address & !MASK`). A cell holds either a bare object
//!
//! ```text
//! header | payload
//! ```
//! or, for instances of classes other than the builtin of their layout, a prefix before the header:
//! ```text
//! marker | __slots__ values (last first) | shape or dict | class | header | payload
//! ```
//! so the payload stands at the same offset in both. Storage that a script can make large (list items, dict
//! tables, long strings) lies outside the segments, behind the payload's own pointer.

use std::alloc::Layout as MemoryLayout;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicU32, Ordering};

use super::class::KnownClass;
use super::header::{Header, Object, flag};
use super::layout::Tag;
use super::prefix::Prefix;
use super::value::Value;
use super::weakref::WeakTable;

const SEGMENT: usize = 64 * 1024;
const MASK: usize = SEGMENT - 1;
/// Segments are taken from the system so many at a time.
const BATCH: usize = 16;
/// Segments kept back for the time when the system has none.
const RESERVE: usize = 8;
const LARGEST_CELL: usize = 2048;
/// Where a placed heap begins: far from what the system gives without being asked.
const FIRST_REGION: usize = 0x2000_0000_0000;
const CLASSES: usize = 44;

/// Bits of the eval breaker.
pub mod breaker {
    /// Finalisers or weakref callbacks wait.
    pub const FINALIZERS: u32 = 1;
    /// The cycle collector wants to run.
    pub const COLLECT: u32 = 2;
    /// A signal arrived.
    pub const SIGNAL: u32 = 4;
    /// The system had no memory left: the reserve is in use.
    pub const MEMORY: u32 = 8;
}

/// The end, where not even the reserve is left to raise a MemoryError with.
#[cold]
fn out_of_memory() -> ! {
    let message = b"Fatal Python error: out of memory\n";
    // SAFETY: the bytes are ours; nothing of the program runs any more.
    unsafe {
        libc::write(2, message.as_ptr().cast(), message.len());
        libc::_exit(1)
    }
}

/// What a segment begins with. Segments hold 64 KiB, or one large object.
#[repr(C)]
pub(super) struct Segment {
    pub heap: *const Heap,
    /// Bytes of a cell.
    pub cell: usize,
    cells: usize,
    /// 2^32 / `cell`, rounded up: dividing an offset by `cell` is a multiplication.
    reciprocal: u32,
    /// Which segment it is, while the collector counts.
    number: Cell<u32>,
    /// The allocation to give back, for a large object's own segment.
    pub large: Option<MemoryLayout>,
}

impl Segment {
    fn new(heap: &Heap, cell: usize, cells: usize, large: Option<MemoryLayout>) -> Segment {
        let reciprocal = (1u64 << 32).div_ceil(cell as u64) as u32;
        Segment { heap, cell, cells, reciprocal, number: Cell::new(0), large }
    }
}

const FIRST_CELL: usize = size_of::<Segment>().next_multiple_of(16);

/// What a cell without an object holds.
#[repr(C)]
pub(super) struct FreeCell {
    /// Where an object has its header, or the marker of its prefix.
    pub zero: u64,
    pub next: *mut FreeCell,
}

/// The first word of a cell whose object has a prefix.
#[repr(C)]
pub(super) struct Marker {
    pub zero: u32,
    pub tag: Tag,
    pub padding: u8,
    /// Words from the cell's start to the header.
    pub words: u16,
}

/// What waits for the next instruction boundary.
pub enum Pending {
    /// `__del__`, `close()` of a suspended generator, "never awaited".
    Finalize(Value),
    /// A weak reference with a callback whose target has died.
    Callback(Value),
}

/// All objects of one interpreter.
pub struct Heap {
    pub(super) free: [Cell<*mut FreeCell>; CLASSES],
    fresh: [Cell<(*mut u8, *mut u8)>; CLASSES],
    pub(super) segments: RefCell<Vec<NonNull<u8>>>,
    spare: RefCell<Vec<NonNull<u8>>>,
    /// Segments for when the system has no more, so that a MemoryError can be raised.
    reserve: RefCell<Vec<NonNull<u8>>>,
    regions: RefCell<Vec<(*mut libc::c_void, usize)>>,
    pub(super) classes: [Cell<Option<NonNull<Header>>>; Tag::COUNT],
    known_classes: [Cell<Option<NonNull<Header>>>; KnownClass::COUNT],
    pub breaker: AtomicU32,
    pub(super) pending: RefCell<VecDeque<Pending>>,
    pub(super) weak: WeakTable,
    /// Living objects of classes with `__del__`, numbered as they were made.
    births: RefCell<HashMap<NonNull<Header>, u64>>,
    /// How many such objects and generators were made.
    born: Cell<u64>,
    pub interned: super::intern::Interned,
    pub(super) depth: Cell<u32>,
    pub(super) deferred: RefCell<Vec<NonNull<Header>>>,
    /// Containers allocated less containers freed, and the number at which the collector is asked for.
    pub(super) containers: Cell<isize>,
    pub(super) threshold: Cell<isize>,
    /// How many of them lived through the last collection.
    pub(super) alive: Cell<isize>,
    /// The same for the last collection that looked at all.
    pub(super) alive_of_all: Cell<isize>,
    pub(super) collecting: Cell<bool>,
    pub collect_automatically: Cell<bool>,
    /// Changes whenever any class does, or dies: inline caches compare it.
    pub class_epoch: Cell<u64>,
    numbers: Cell<u64>,
    /// Bytes outside the segments (see `try_grow`).
    outside: Cell<usize>,
    limit: Cell<usize>,
    pub(super) closing: Cell<bool>,
    /// Where the next region should lie, if addresses are to be the same in every run.
    next_region: Cell<Option<usize>>,
}

impl Heap {
    /// An empty heap, boxed since objects refer to it; `placed`: objects lie at the same addresses in every run, where the
    /// system allows it.
    pub fn new(placed: bool) -> Box<Heap> {
        Box::new(Heap {
            free: [const { Cell::new(ptr::null_mut()) }; CLASSES],
            fresh: [const { Cell::new((ptr::null_mut(), ptr::null_mut())) }; CLASSES],
            segments: RefCell::default(),
            spare: RefCell::default(),
            reserve: RefCell::default(),
            regions: RefCell::default(),
            classes: [const { Cell::new(None) }; Tag::COUNT],
            known_classes: [const { Cell::new(None) }; KnownClass::COUNT],
            breaker: AtomicU32::new(0),
            pending: RefCell::default(),
            weak: WeakTable::default(),
            births: RefCell::default(),
            born: Cell::new(0),
            interned: Default::default(),
            depth: Cell::new(0),
            deferred: RefCell::default(),
            containers: Cell::new(0),
            threshold: Cell::new(super::collector::FIRST),
            alive: Cell::new(0),
            alive_of_all: Cell::new(0),
            collecting: Cell::new(false),
            collect_automatically: Cell::new(true),
            class_epoch: Cell::new(1),
            numbers: Cell::new(0),
            outside: Cell::new(0),
            limit: Cell::new(usize::MAX),
            closing: Cell::new(false),
            next_region: Cell::new(placed.then_some(FIRST_REGION)),
        })
    }

    /// Puts `object` on the heap as a direct instance of its layout's builtin class.
    #[inline]
    pub fn put<T: Object>(&self, object: T) -> Value {
        let cell = self.allocate(size_of::<T>()).cast::<T>();
        // SAFETY: the cell is large enough and unused.
        unsafe { self.adopt_new(cell, object) }
    }

    /// Puts `object` on the heap as an instance of `class` (with a prefix, unless that is the layout's own class).
    pub fn put_as<T: Object>(&self, class: &Value, object: T) -> Value {
        if self.classes[T::TAG as usize].get().is_some_and(|own| own.as_ptr() as u64 == class.bits()) {
            return self.put(object);
        }
        self.put_prefixed(class, object)
    }

    /// Puts `object` on the heap with a prefix, so that its class may change.
    pub(super) fn put_prefixed<T: Object>(&self, class: &Value, object: T) -> Value {
        let cell = self.allocate_with_prefix(class, size_of::<T>()).cast::<T>();
        // SAFETY: the cell is unused and large enough, and its prefix has been written.
        unsafe {
            let value = self.adopt_new(cell, object);
            self.mark_prefixed(cell.cast(), class);
            value
        }
    }

    /// # Safety
    /// `cell` is unused memory for a `T` inside a segment of this heap.
    #[inline(always)]
    pub(super) unsafe fn adopt_new<T: Object>(&self, cell: NonNull<T>, object: T) -> Value {
        if T::CONTAINER {
            self.count_container();
        }
        // SAFETY: by contract.
        unsafe {
            cell.write(object);
            Value::adopt(cell.cast())
        }
    }

    #[inline(always)]
    pub(super) fn count_container(&self) {
        let n = self.containers.get() + 1;
        self.containers.set(n);
        if n > self.threshold.get() {
            self.request(breaker::COLLECT);
        }
    }

    /// Asks the VM to look at the heap before its next instruction.
    #[cold]
    pub fn request(&self, bit: u32) {
        self.breaker.fetch_or(bit, Ordering::Relaxed);
    }

    /// A class was changed or freed: what caches say of any class is void.
    pub fn classes_changed(&self) {
        self.class_epoch.set(self.class_epoch.get() + 1);
    }

    /// A number that was never given before.
    pub(super) fn unique(&self) -> u64 {
        self.numbers.set(self.numbers.get() + 1);
        self.numbers.get()
    }

    /// Takes all waiting finalisers and callbacks, the oldest first.
    pub fn take_pending(&self) -> VecDeque<Pending> {
        self.breaker.fetch_and(!breaker::FINALIZERS, Ordering::Relaxed);
        self.pending.take()
    }

    /// Memory for an object of `size` bytes with a prefix for `class`; gives the place of the header.
    pub(super) fn allocate_with_prefix(&self, class: &Value, size: usize) -> NonNull<Header> {
        let slots = slots_of(class).into();
        let before = Prefix::bytes_before_header(slots);
        let cell = self.allocate(before + size);
        // SAFETY: the cell holds the marker, `slots` words, the prefix and the object.
        unsafe { Prefix::write(cell, class, slots) }
    }

    /// # Safety
    /// The object at `header` was written into a cell from `allocate_with_prefix(class)`.
    #[inline(always)]
    pub(super) unsafe fn mark_prefixed(&self, header: NonNull<Header>, class: &Value) {
        // SAFETY: by contract.
        let header = unsafe { header.as_ref() };
        header.clear(flag::EXACT);
        header.slots.set(slots_of(class));
        if super::layout::class_has_del(class) {
            self.note_birth(header);
        }
    }

    #[cold]
    #[inline(never)]
    fn note_birth(&self, header: &Header) {
        self.births.borrow_mut().insert(NonNull::from(header), self.next_birth());
    }

    /// The number of a new object with a finaliser.
    #[inline(always)]
    pub(super) fn next_birth(&self) -> u64 {
        let number = self.born.get() + 1;
        self.born.set(number);
        number
    }

    /// Such an object ends.
    #[cold]
    pub(super) fn forget_birth(&self, header: NonNull<Header>) {
        self.births.borrow_mut().remove(&header);
    }

    /// Orders objects with finalisers by when they were made; 0 where that is not known. Generators know but the last
    /// bits of their number.
    pub(super) fn birth(&self, object: &Value) -> u64 {
        if let Some(generator) = object.as_generator() {
            let now = self.born.get();
            return now - u64::from((now as u16).wrapping_sub(generator.birth)).min(now);
        }
        let births = self.births.borrow();
        object.header().and_then(|header| births.get(&NonNull::from(header)).copied()).unwrap_or(0)
    }

    /// Unused memory of at least `size` bytes; aborts when the system has none (script-sized storage asks
    /// `try_grow` first).
    #[inline(always)]
    pub(super) fn allocate(&self, size: usize) -> NonNull<u8> {
        if size > LARGEST_CELL {
            return self.allocate_large(size);
        }
        let class = size_class(size);
        let first = self.free[class].get();
        if let Some(cell) = NonNull::new(first) {
            // SAFETY: cells on the free list are unused and hold a FreeCell.
            self.free[class].set(unsafe { (*first).next });
            return cell.cast();
        }
        self.allocate_fresh(class)
    }

    /// A cell for a container of `size` bytes, which is counted, if one is free and no collection is due.
    #[inline(always)]
    pub(super) fn container_in_room(&self, size: usize) -> Option<NonNull<u8>> {
        let count = self.containers.get() + 1;
        if size > MOST_QUICKLY || count > self.threshold.get() {
            return None;
        }
        let list = &self.free[(size - 1) / 16];
        let cell = NonNull::new(list.get())?;
        // SAFETY: cells on the free list are unused and hold a FreeCell.
        list.set(unsafe { cell.as_ref().next });
        self.containers.set(count);
        Some(cell.cast())
    }

    fn allocate_fresh(&self, class: usize) -> NonNull<u8> {
        let size = class_size(class);
        let (mut at, mut end) = self.fresh[class].get();
        if (end as usize) - (at as usize) < size {
            let base = self.new_segment();
            // SAFETY: a fresh segment of SEGMENT bytes.
            unsafe {
                let cells = (SEGMENT - FIRST_CELL) / size;
                base.cast::<Segment>().write(Segment::new(self, size, cells, None));
                at = base.as_ptr().add(FIRST_CELL);
                end = at.add(cells * size);
            }
            self.segments.borrow_mut().push(base);
        }
        // SAFETY: there is room for one more cell.
        unsafe {
            self.fresh[class].set((at.add(size), end));
            NonNull::new_unchecked(at)
        }
    }

    #[cold]
    fn new_segment(&self) -> NonNull<u8> {
        if let Some(base) = self.spare.borrow_mut().pop() {
            return base;
        }
        let mut reserve = self.reserve.borrow_mut();
        let wanted = if self.regions.borrow().is_empty() { BATCH + RESERVE } else { BATCH };
        let Some(region) = self.map_region((wanted + 1) * SEGMENT) else {
            self.request(breaker::MEMORY);
            return reserve.pop().unwrap_or_else(|| out_of_memory());
        };
        let first = (region as usize).next_multiple_of(SEGMENT);
        let segments =
            |from: usize, to| (from..to).rev().filter_map(move |i| NonNull::new((first + i * SEGMENT) as *mut u8));
        reserve.extend(segments(BATCH, wanted));
        let mut spare = self.spare.borrow_mut();
        spare.extend(segments(0, BATCH));
        spare.pop().unwrap_or_else(|| out_of_memory())
    }

    /// Fresh memory from the system, if it has any. It stays ours to the end.
    fn map_region(&self, bytes: usize) -> Option<*mut libc::c_void> {
        let wanted = self.next_region.get();
        self.next_region.set(wanted.map(|at| at + bytes.next_multiple_of(SEGMENT)));
        // SAFETY: an anonymous mapping; its pages are zero and touched only when used. The address is no more than a wish.
        let region = unsafe {
            libc::mmap(
                wanted.map_or(ptr::null_mut(), |at| at as *mut libc::c_void),
                bytes,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                -1,
                0,
            )
        };
        if region == libc::MAP_FAILED {
            return None;
        }
        self.regions.borrow_mut().push((region, bytes));
        Some(region)
    }

    #[cold]
    fn allocate_large(&self, size: usize) -> NonNull<u8> {
        let Ok(layout) = MemoryLayout::from_size_align(FIRST_CELL + size, SEGMENT) else {
            out_of_memory();
        };
        // SAFETY: the size is not zero; the memory is cleared so that the collector sees an empty cell.
        unsafe {
            let start = match self.next_region.get() {
                None => std::alloc::alloc_zeroed(layout),
                Some(_) => {
                    // A segment more than needed, since the system may give another address than the wish.
                    let Some(region) = self.map_region(layout.size() + SEGMENT) else { out_of_memory() };
                    (region as usize).next_multiple_of(SEGMENT) as *mut u8
                }
            };
            let Some(base) = NonNull::new(start) else {
                out_of_memory();
            };
            base.cast::<Segment>().write(Segment::new(self, size, 1, Some(layout)));
            self.segments.borrow_mut().push(base);
            base.add(FIRST_CELL)
        }
    }

    /// Frees a large object's segment; in a placed heap only its pages go, the region stays.
    ///
    /// # Safety
    /// `base` and `layout` come from `allocate_large`, and nobody uses the memory any more.
    pub(super) unsafe fn give_back(&self, base: NonNull<u8>, layout: MemoryLayout) {
        // SAFETY: by contract; the advice is about whole pages of a mapping of ours.
        unsafe {
            if self.next_region.get().is_some() {
                libc::madvise(base.as_ptr().cast(), layout.size(), libc::MADV_DONTNEED);
            } else {
                std::alloc::dealloc(base.as_ptr(), layout);
            }
        }
    }

    /// Registers the builtin class of a layout.
    pub fn set_class(&self, tag: Tag, class: &Value) {
        self.classes[tag as usize].set(class.header().map(NonNull::from));
    }

    /// The builtin class of a layout. Every layout has one once the interpreter is set up.
    #[inline(always)]
    pub fn class_of_tag(&self, tag: Tag) -> &Value {
        // SAFETY: the cell holds a pointer (same bits as a Value) to a class that the interpreter keeps alive.
        unsafe { &*self.classes[tag as usize].as_ptr().cast::<Value>() }
    }

    /// Registers such a class.
    pub fn set_known_class(&self, kind: KnownClass, class: &Value) {
        self.known_classes[kind as usize].set(class.header().map(NonNull::from));
    }

    /// The class. Each is registered before a namespace is looked at.
    pub fn known_class(&self, kind: KnownClass) -> &Value {
        // SAFETY: as for the classes of layouts.
        unsafe { &*self.known_classes[kind as usize].as_ptr().cast::<Value>() }
    }

    /// `type(value)`, borrowed.
    #[inline(always)]
    pub fn class_of<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value.header() {
            Some(header) => match header.prefix() {
                Some(prefix) => prefix.class(),
                None => self.class_of_tag(header.tag()),
            },
            None => self.class_of_tag(value.tag()),
        }
    }

    /// How many bytes may still be taken outside the segments.
    pub fn room(&self) -> usize {
        self.limit.get().saturating_sub(self.outside.get())
    }

    /// Is there room for `bytes` more of storage outside the segments? The check for what a script can size.
    pub fn has_room(&self, bytes: usize) -> bool {
        self.outside.get().saturating_add(bytes) <= self.limit.get() && can_allocate(bytes)
    }

    /// Calls `each` with the header of every living object.
    pub(super) fn walk(&self, mut each: impl FnMut(NonNull<Header>)) {
        for &base in self.segments.borrow().iter() {
            // SAFETY: bases are segments; cells never handed out are zero, free cells start with a zero tag.
            unsafe {
                let segment = base.cast::<Segment>().as_ref();
                for i in 0..self.used_cells(base, segment) {
                    let cell = base.add(FIRST_CELL + i * segment.cell);
                    let marker = cell.cast::<Marker>().as_ref();
                    match marker.tag {
                        Tag::Free => {}
                        Tag::Prefixed => each(cell.cast::<u64>().add(marker.words as usize).cast()),
                        _ => each(cell.cast()),
                    }
                }
            }
        }
    }

    /// How many of a segment's cells were ever handed out: the others' memory is better left untouched.
    fn used_cells(&self, base: NonNull<u8>, segment: &Segment) -> usize {
        if segment.large.is_some() {
            return segment.cells;
        }
        let fresh = self.fresh[size_class(segment.cell)].get().0 as usize;
        match fresh.checked_sub(base.as_ptr() as usize + FIRST_CELL) {
            Some(used) if used < SEGMENT => used / segment.cell,
            _ => segment.cells,
        }
    }

    /// Numbers the segments from 0; gives how many cells each has.
    pub(super) fn number_segments(&self) -> Vec<usize> {
        let number = |(i, base): (usize, &NonNull<u8>)| {
            // SAFETY: bases are segments.
            let segment = unsafe { base.cast::<Segment>().as_ref() };
            segment.number.set(i as u32);
            segment.cells
        };
        self.segments.borrow().iter().enumerate().map(number).collect()
    }

    /// The number of an object's segment, from the last `number_segments`, and that of its cell.
    pub(super) fn place(header: NonNull<Header>) -> (usize, usize) {
        let base = segment_of(header);
        // SAFETY: every object lies in a segment.
        let segment = unsafe { base.as_ref() };
        let offset = header.as_ptr() as usize - base.as_ptr() as usize - FIRST_CELL;
        (segment.number.get() as usize, ((offset as u64 * u64::from(segment.reciprocal)) >> 32) as usize)
    }

    /// From now on nothing is queued: the interpreter is being torn down.
    pub fn close(&self) {
        self.closing.set(true);
        self.pending.borrow_mut().clear();
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        for &base in self.segments.borrow().iter() {
            // SAFETY: large segments were allocated with the layout that they hold.
            unsafe {
                if let Some(layout) = base.cast::<Segment>().as_ref().large {
                    self.give_back(base, layout);
                }
            }
        }
        for &(region, bytes) in self.regions.borrow().iter() {
            // SAFETY: mapped by `new_segment`; nobody uses the objects any more.
            unsafe { libc::munmap(region, bytes) };
        }
    }
}

fn slots_of(class: &Value) -> u8 {
    class.downcast::<super::class::Class>().map_or(0, |c| c.slot_count.get())
}

/// Up to this size the classes are 16 bytes apart.
pub(super) const MOST_QUICKLY: usize = 512;

#[inline(always)]
pub(super) fn size_class(size: usize) -> usize {
    if size <= MOST_QUICKLY { size.div_ceil(16).saturating_sub(1) } else { 32 + (size - 513) / 128 }
}

fn class_size(class: usize) -> usize {
    if class < 32 { (class + 1) * 16 } else { 512 + (class - 31) * 128 }
}

#[inline(always)]
pub(super) fn segment_of(header: NonNull<Header>) -> NonNull<Segment> {
    // SAFETY: no object lies in the first bytes of the address space.
    unsafe { NonNull::new_unchecked((header.as_ptr() as usize & !MASK) as *mut Segment) }
}

/// Would the system give so much? Asked only for sizes where a refusal is likely, since the answer costs a call.
fn can_allocate(bytes: usize) -> bool {
    const LARGE: usize = 1 << 24;
    bytes < LARGE || Vec::<u8>::new().try_reserve_exact(bytes).is_ok()
}
