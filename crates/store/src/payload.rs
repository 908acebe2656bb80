//! How bytes lie in a table: plain, or packed with zstd (RFC 8878).
//!
//! Checksums are always taken of the unpacked bytes, so that packing may change without touching the chain.

use std::cell::RefCell;

use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::get_frame_content_size;

/// The largest number of bytes that are packed into one row.
pub(crate) const LARGEST: usize = 256 * 1024 * 1024;

const PLAIN: u8 = 0;
const ZSTD: u8 = 1;
/// Below this size packing wins too little for the time it takes.
const WORTH_PACKING: usize = 200;
/// The level at which packing a record takes less time than writing it.
const LEVEL: i32 = 3;

/// Bytes as they lie in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Packed {
    /// 0 plain, 1 zstd.
    pub(crate) codec: u8,
    /// The bytes, plain or as one zstd frame that states its content size.
    pub(crate) bytes: Vec<u8>,
}

/// Packs and unpacks, keeping the working memory of zstd between calls.
pub(crate) struct Packer {
    compressor: RefCell<Compressor<'static>>,
    decompressor: RefCell<Decompressor<'static>>,
}

impl Packer {
    pub(crate) fn new() -> std::io::Result<Self> {
        Ok(Self {
            compressor: RefCell::new(Compressor::new(LEVEL)?),
            decompressor: RefCell::new(Decompressor::new()?),
        })
    }

    /// The bytes packed, or plain where packing does not make them fewer.
    pub(crate) fn pack(&self, bytes: &[u8]) -> Packed {
        if bytes.len() >= WORTH_PACKING
            && let Ok(packed) = self.compressor.borrow_mut().compress(bytes)
            && packed.len() < bytes.len()
        {
            return Packed {
                codec: ZSTD,
                bytes: packed,
            };
        }
        Packed {
            codec: PLAIN,
            bytes: bytes.to_vec(),
        }
    }

    /// The plain bytes, or what is wrong with the packed ones.
    pub(crate) fn unpack(&self, codec: u8, bytes: &[u8]) -> Result<Vec<u8>, String> {
        match codec {
            PLAIN => Ok(bytes.to_vec()),
            ZSTD => {
                let size = get_frame_content_size(bytes).ok().flatten();
                let size = size.and_then(|size| usize::try_from(size).ok());
                // A damaged frame may claim any size; memory is given only for what could have been packed.
                let Some(size) = size.filter(|size| *size <= LARGEST) else {
                    return Err("it is not a zstd frame of known size".to_owned());
                };
                let unpacked = self.decompressor.borrow_mut().decompress(bytes, size);
                unpacked.map_err(|error| format!("it cannot be unpacked: {error}"))
            }
            other => Err(format!("its codec {other} is unknown")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], codec: u8) {
        let packer = Packer::new().unwrap();
        let small = packer.pack(bytes);
        assert_eq!(small.codec, codec);
        assert_eq!(packer.unpack(small.codec, &small.bytes).unwrap(), bytes);
    }

    #[test]
    fn bytes_come_back() {
        check(b"", PLAIN);
        check(b"short", PLAIN);
        check("a long and dull sentence; ".repeat(40).as_bytes(), ZSTD);
    }

    #[test]
    fn damaged_frames_are_told() {
        let packer = Packer::new().unwrap();
        let small = packer.pack(&[7; 4000]);
        assert!(packer.unpack(ZSTD, b"nothing of the kind").is_err());
        assert!(
            packer
                .unpack(ZSTD, &small.bytes[..small.bytes.len() - 1])
                .is_err()
        );
        assert!(packer.unpack(9, &small.bytes).is_err());
    }
}
