//! Shapes: which attribute of a plain instance lies at which place.
//!
//! All instances of a class that got the same attributes in the same order share one shape, so an inline cache
//! needs a single compare. A class owns its tree of shapes; an instance that outgrows it gets a dict.

use std::cell::RefCell;

use super::value::Value;

/// A node in a class's tree of shapes.
pub struct Shape {
    /// The attribute that this shape adds to its parent, and its place is `len - 1`.
    name: Option<Value>,
    parent: *const Shape,
    len: u32,
    /// Boxed, since children and instances hold a shape's address.
    #[allow(clippy::vec_box)]
    children: RefCell<Vec<Box<Shape>>>,
}

impl Shape {
    /// The shape without attributes.
    pub fn root() -> Box<Shape> {
        Box::new(Shape { name: None, parent: std::ptr::null(), len: 0, children: RefCell::default() })
    }

    /// How many attributes it has.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Is it the root: no attributes yet?
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The word that stands for it in an instance's prefix.
    pub fn word(&self) -> u64 {
        self as *const Shape as u64 + 1
    }

    /// The place of the attribute `name` (an interned str).
    pub fn find(&self, name: &Value) -> Option<usize> {
        self.ancestors().find(|shape| shape.name.as_ref().is_some_and(|n| n.is(name))).map(|s| s.len() - 1)
    }

    /// The shape that `name` was added to, if that is this one's last attribute.
    pub fn before(&self, name: &Value) -> Option<&Shape> {
        let last = self.name.as_ref().is_some_and(|n| n.is(name));
        last.then(|| self.ancestors().nth(1)).flatten()
    }

    /// The shape after `name` is added.
    pub fn with(&self, name: &Value) -> &Shape {
        let mut children = self.children.borrow_mut();
        let found = children.iter().position(|c| c.name.as_ref().is_some_and(|n| n.is(name)));
        let index = found.unwrap_or_else(|| {
            let child =
                Shape { name: Some(name.clone()), parent: self, len: self.len + 1, children: RefCell::default() };
            children.push(Box::new(child));
            children.len() - 1
        });
        let child: *const Shape = &*children[index];
        // SAFETY: children are boxed and live as long as the tree.
        unsafe { &*child }
    }

    /// The attributes' names in the order in which they were added.
    pub fn names(&self) -> Vec<Value> {
        let mut names: Vec<Value> = self.ancestors().filter_map(|s| s.name.clone()).collect();
        names.reverse();
        names
    }

    fn ancestors(&self) -> impl Iterator<Item = &Shape> {
        // SAFETY: a parent owns its children, so it outlives them.
        std::iter::successors(Some(self), |shape| unsafe { shape.parent.as_ref() })
    }
}
