//! Answers made smaller on their way.
//!
//! Whole answers are compressed at the desk where they are made, so that their length is known and no core does more than its share.
//! Levels are cheap ones: a page of results must not wait for its compression.

use std::io::Write;

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_ENCODING;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Answers with fewer bytes fit into one packet as they are.
const SMALL: usize = 1_024;

/// Higher levels save a twentieth of the bytes for half as much time again.
const GZIP_LEVEL: u32 = 2;

/// Higher levels save a fiftieth of the bytes for half as much time again, and more.
const ZSTD_LEVEL: i32 = 1;

/// How an answer is written for its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// As it is.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 8878.
    Zstd,
}

impl Encoding {
    /// The best that a client accepts (RFC 9110, section 12.5.3); as it is, if the client does not say.
    pub(crate) fn accepted(headers: &HeaderMap) -> Self {
        let written = headers
            .get_all(ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok());
        let (mut gzip, mut zstd) = (None, None);
        for item in written.flat_map(|value| value.split(',')) {
            let (name, weight) = item.split_once(';').unwrap_or((item, ""));
            let is_wanted = !is_zero(weight);
            match name.trim().to_ascii_lowercase().as_str() {
                "gzip" | "x-gzip" => gzip = Some(is_wanted),
                "zstd" => zstd = Some(is_wanted),
                "*" => {
                    gzip = gzip.or(Some(is_wanted));
                    zstd = zstd.or(Some(is_wanted));
                }
                _ => {}
            }
        }
        if zstd == Some(true) {
            Self::Zstd
        } else if gzip == Some(true) {
            Self::Gzip
        } else {
            Self::Identity
        }
    }

    /// Its name in `Content-Encoding`; none for an answer as it is.
    pub(crate) fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Zstd => Some("zstd"),
        }
    }

    /// The bytes in this encoding, and the encoding they have: small answers and those that cannot be compressed stay as they are.
    pub(crate) fn encode(self, bytes: Vec<u8>) -> (Vec<u8>, Self) {
        if bytes.len() < SMALL {
            return (bytes, Self::Identity);
        }
        let encoded = match self {
            Self::Identity => return (bytes, Self::Identity),
            Self::Gzip => gzip(&bytes),
            Self::Zstd => zstd::bulk::compress(&bytes, ZSTD_LEVEL),
        };
        match encoded {
            Ok(encoded) if encoded.len() < bytes.len() => (encoded, self),
            _ => (bytes, Self::Identity),
        }
    }
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(
        Vec::with_capacity(bytes.len() / 4),
        Compression::new(GZIP_LEVEL),
    );
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// True for a weight of `q=0`, `q=0.0` and their like.
fn is_zero(weight: &str) -> bool {
    let weight = weight.trim();
    weight
        .strip_prefix("q=")
        .or_else(|| weight.strip_prefix("Q="))
        .and_then(|number| number.trim().parse::<f32>().ok())
        .is_some_and(|number| number <= 0.0)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn check(accept: &str, expected: Encoding) {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, accept.parse().unwrap());
        assert_eq!(Encoding::accepted(&headers), expected, "{accept}");
    }

    #[test]
    fn the_best_that_is_accepted() {
        check("gzip, deflate, br, zstd", Encoding::Zstd);
        check("gzip, deflate", Encoding::Gzip);
        check("GZIP;q=0.5", Encoding::Gzip);
        check("zstd;q=0, gzip;q=1.0", Encoding::Gzip);
        check("*", Encoding::Zstd);
        check("*;q=0", Encoding::Identity);
        check("identity", Encoding::Identity);
        check("br;;;=,,", Encoding::Identity);
        assert_eq!(Encoding::accepted(&HeaderMap::new()), Encoding::Identity);
    }

    #[test]
    fn what_is_compressed_comes_back() {
        let bytes = b"the railway is ready ".repeat(200);
        let (packed, encoding) = Encoding::Gzip.encode(bytes.clone());
        assert_eq!(encoding, Encoding::Gzip);
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(packed.as_slice())
            .read_to_end(&mut back)
            .unwrap();
        assert_eq!(back, bytes);
        let (packed, encoding) = Encoding::Zstd.encode(bytes.clone());
        assert_eq!(encoding, Encoding::Zstd);
        assert_eq!(zstd::bulk::decompress(&packed, 1 << 20).unwrap(), bytes);
        assert_eq!(Encoding::Gzip.encode(vec![7; 100]).1, Encoding::Identity);
    }
}
