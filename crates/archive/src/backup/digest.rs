//! Checksums taken while bytes pass.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

/// A reader or writer that takes the checksum of what passes through it.
pub(crate) struct Summing<T> {
    inner: T,
    hasher: Sha256,
    /// Bytes that have passed.
    pub(crate) size: u64,
}

impl<T> Summing<T> {
    pub(crate) fn new(inner: T) -> Self {
        Self {
            inner,
            hasher: Sha256::new(),
            size: 0,
        }
    }

    /// What was read from or written to, and the checksum of the bytes as 64 lower-case hexadecimal figures.
    pub(crate) fn finish(self) -> (T, String) {
        (self.inner, figures(&self.hasher.finalize()))
    }

    fn note(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        self.size += bytes.len() as u64;
    }
}

impl<R: Read> Read for Summing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.note(&buffer[..length]);
        Ok(length)
    }
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = self.inner.write(bytes)?;
        self.note(&bytes[..length]);
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn figures(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(text, "{byte:02x}").expect("a string takes every text");
    }
    text
}
