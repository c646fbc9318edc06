//! What scoring has no use for: it lies in the program undecoded until somebody asks.

use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};

/// A value decoded when it is first looked at.
#[derive(Debug, Clone, Default)]
pub struct Later<T> {
    /// The value as the program carries it; unused where it was there from the beginning.
    bytes: &'static [u8],
    value: OnceLock<T>,
}

impl<T> From<T> for Later<T> {
    fn from(value: T) -> Self {
        Self { bytes: &[], value: value.into() }
    }
}

impl<T: Default + Deserialize<'static>> Deref for Later<T> {
    type Target = T;

    /// The bytes are the program's own, written by its build; were they ever broken, nothing would be shown.
    fn deref(&self) -> &T {
        self.value.get_or_init(|| postcard::from_bytes(self.bytes).unwrap_or_default())
    }
}

impl<'l, T: Deserialize<'static>> IntoIterator for &'l Later<Vec<T>> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Default + Serialize + Deserialize<'static>> Serialize for Later<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&postcard::to_allocvec(&**self).map_err(ser::Error::custom)?)
    }
}

impl<'de: 'static, T> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { bytes: <&'static [u8]>::deserialize(deserializer)?, value: OnceLock::new() })
    }
}
