//! `ClassDef`: a builtin class as a table row.

use crate::object::descriptor::GetSetDef;
use crate::object::native::NativeDef;
use crate::object::slots::Slots;
use crate::object::{Tag, Value};

use crate::vm::types::Types;

/// `ClassDef::slots`: a function that fills them. All of these stand side by side in the program, since a start runs them
/// all: elsewhere each would bring the methods around it into memory.
macro_rules! slots {
    (|$slots:ident| $fill:expr) => {{
        // SAFETY: a section of code like `.text`, with a name of its own.
        #[cfg_attr(target_os = "linux", unsafe(link_section = ".text.slots"))]
        fn fill_own_slots($slots: &$crate::object::slots::Slots) {
            $fill
        }
        fill_own_slots
    }};
}
pub(crate) use slots;

/// What a class written in Rust consists of. `Vm::define_class` makes the class object.
pub struct ClassDef {
    /// `__name__`.
    pub name: &'static str,
    /// `__module__`.
    pub module: &'static str,
    pub doc: &'static str,
    /// The single base; `Types::object` for most.
    pub base: fn(&Types) -> &Value,
    /// The single base where that is no builtin class but another row's; `base` is not asked then.
    pub parent: Option<&'static ClassDef>,
    /// How instances are stored.
    pub layout: Tag,
    /// `class_flag` bits.
    pub flags: u32,
    /// Fills the slots that the class itself defines.
    pub slots: fn(&Slots),
    /// `__new__`: its first parameter is `cls`. Without one here or in a base the class cannot be instantiated.
    pub new: Option<&'static NativeDef>,
    pub methods: &'static [NativeDef],
    pub getsets: &'static [GetSetDef],
    /// `__hash__ = None`.
    pub unhashable: bool,
}

impl ClassDef {
    /// A class without anything, for `..ClassDef::EMPTY`.
    pub const EMPTY: ClassDef = ClassDef {
        name: "",
        module: "builtins",
        doc: "",
        base: Types::object,
        parent: None,
        layout: Tag::Boxed,
        flags: 0,
        slots: |_| {},
        new: None,
        methods: &[],
        getsets: &[],
        unhashable: false,
    };
}
