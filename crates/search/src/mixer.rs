//! A quick hash for tables whose keys no adversary chooses.
//!
//! The tables are bounded or hold what the archive itself put in, so the
//! standard library's defence against crafted keys is not worth its price
//! here.

use std::hash::Hasher;

/// Folds numbers and bytes into one number by multiplication.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks::<8>();
        for chunk in chunks {
            self.write_u64(u64::from_le_bytes(*chunk));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.write_u64(u64::from_le_bytes(last));
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        let mixed = u128::from(self.0 ^ number ^ 0x9e37_79b9_7f4a_7c15) * 0xd6e8_feb8_6659_fd93;
        let [low, high] = [mixed, mixed >> 64].map(|half| half & u128::from(u64::MAX));
        self.0 = u64::try_from(low ^ high).expect("both halves have 64 bits");
    }
}
