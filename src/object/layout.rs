//! The storage layouts: which Rust type lies behind each tag.

use std::ptr::NonNull;

use super::header::{Header, Layout, Object, Visitor};
use super::value::Value;

macro_rules! layouts {
    ($($tag:ident => $ty:ty,)*) => {
        /// What an object's storage looks like.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Tag {
            /// A cell without an object.
            Free = 0,
            /// The marker of a cell whose object has a prefix.
            Prefixed,
            None,
            NotImplemented,
            Ellipsis,
            Bool,
            $($tag,)*
        }

        const TAGS: &[Tag] = &[
            Tag::Free, Tag::Prefixed, Tag::None, Tag::NotImplemented, Tag::Ellipsis, Tag::Bool, $(Tag::$tag,)*
        ];

        /// By tag.
        pub(super) static LAYOUTS: &[Layout] = &[
            NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, $(layout_of::<$ty>(),)*
        ];
    };
}

layouts! {
    Int => super::int::BigInt,
    Float => super::float::Float,
    Complex => super::float::Complex,
    Str => super::str::Str,
    Bytes => super::bytes::Bytes,
    ByteArray => super::bytes::ByteArray,
    List => super::list::List,
    Tuple => super::tuple::Tuple,
    Dict => super::dict::Dict,
    DictView => super::dict::DictView,
    Set => super::set::Set,
    FrozenSet => super::set::FrozenSet,
    Range => super::range::Range,
    Slice => super::range::Slice,
    Class => super::class::Class,
    Instance => super::instance::Instance,
    Function => super::function::Function,
    Native => super::native::NativeFunction,
    Method => super::function::Method,
    Property => super::descriptor::Property,
    StaticMethod => super::descriptor::StaticMethod,
    ClassMethod => super::descriptor::ClassMethod,
    Super => super::descriptor::Super,
    Member => super::descriptor::Member,
    GetSet => super::descriptor::GetSet,
    SlotWrapper => super::descriptor::SlotWrapper,
    MappingProxy => super::dict::MappingProxy,
    Code => super::code::Code,
    Cell => super::cell::CellObject,
    Frame => super::frame::FrameObject,
    Traceback => super::frame::Traceback,
    Module => super::module::Module,
    Exception => super::exception::ExceptionObject,
    Generator => super::generator::Generator,
    Coroutine => super::generator::Coroutine,
    AsyncGenerator => super::generator::AsyncGenerator,
    SequenceIterator => super::iterator::SequenceIterator,
    RangeIterator => super::iterator::RangeIterator,
    DictIterator => super::iterator::DictIterator,
    SetIterator => super::iterator::SetIterator,
    WeakRef => super::weakref::WeakRef,
    Boxed => super::boxed::Boxed,
}

impl Tag {
    pub const COUNT: usize = TAGS.len();

    /// May objects with this layout have a finaliser though they are exact?
    pub(super) fn may_finalize(self) -> bool {
        matches!(self, Tag::Generator | Tag::Coroutine | Tag::AsyncGenerator)
    }
}

const NOTHING: Layout = Layout { size: 0, container: false, drop: no_drop, traverse: no_traverse };

// The rows' functions are called with objects of the row's own tag only.
unsafe fn no_drop(_: NonNull<Header>) {}
unsafe fn no_traverse(_: NonNull<Header>, _: &mut Visitor<'_>) {}

const fn layout_of<T: Object>() -> Layout {
    unsafe fn drop<T>(header: NonNull<Header>) {
        // SAFETY: the table calls it for objects with T's tag only, once.
        unsafe { std::ptr::drop_in_place(header.cast::<T>().as_ptr()) }
    }
    unsafe fn traverse<T: Object>(header: NonNull<Header>, visit: &mut Visitor<'_>) {
        // SAFETY: the table calls it for living objects with T's tag only.
        unsafe { header.cast::<T>().as_ref() }.traverse(visit)
    }
    Layout { size: size_of::<T>(), container: T::CONTAINER, drop: drop::<T>, traverse: traverse::<T> }
}

/// Must Python code run before this dying object goes?
pub(super) fn has_finalizer(object: &Header) -> bool {
    match object.tag() {
        Tag::Generator | Tag::Coroutine | Tag::AsyncGenerator => {
            // SAFETY: the three share one layout, told by the tag.
            let frame = unsafe { &*(object as *const Header).cast::<super::generator::Generator>() };
            if frame.needs_finalizer() {
                return true;
            }
        }
        Tag::Boxed => {
            // SAFETY: the tag tells the type.
            let boxed = unsafe { &*(object as *const Header).cast::<super::boxed::Boxed>() };
            if boxed.needs_finalizer() {
                return true;
            }
        }
        _ => {}
    }
    object.prefix().is_some_and(|p| class_has_del(p.class()))
}

pub(super) fn class_has_del(class: &Value) -> bool {
    class.downcast::<super::class::Class>().is_some_and(|c| c.has_del.get())
}
