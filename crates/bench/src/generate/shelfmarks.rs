//! Shelfmarks in the manners of several countries' archives, with their parts as read.

use fonds_model::ShelfmarkPart;

use crate::random::Random;

/// The shelfmark of a paper in the archive at a place in the list of archives.
pub(crate) fn shelfmark(archive: usize, random: &mut Random) -> (String, Vec<ShelfmarkPart>) {
    match archive % 4 {
        0 => parted(&[
            ("f. ", "fond", random.between(1, 120)),
            (", op. ", "opis", random.between(1, 40)),
            (", d. ", "delo", random.between(1, 900)),
            (", l. ", "list", random.between(1, 250)),
        ]),
        1 => parted(&[
            ("Box ", "box", random.between(1, 300)),
            (", Folder ", "folder", random.between(1, 60)),
        ]),
        2 => parted(&[
            ("RG ", "record_group", random.between(40, 330)),
            (", Box ", "box", random.between(1, 4_000)),
        ]),
        _ => parted(&[
            ("FO ", "series", random.between(100, 1_100)),
            ("/", "piece", random.between(10_000, 190_000)),
        ]),
    }
}

fn parted(units: &[(&str, &str, u64)]) -> (String, Vec<ShelfmarkPart>) {
    let mut words = String::new();
    let mut parts = Vec::with_capacity(units.len());
    for (lead, unit, value) in units {
        words.push_str(lead);
        words.push_str(&value.to_string());
        parts.push(ShelfmarkPart {
            unit: (*unit).to_owned(),
            value: value.to_string(),
        });
    }
    (words, parts)
}

#[cfg(test)]
mod tests {
    use super::shelfmark;
    use crate::random::Random;

    #[test]
    fn parts_stand_in_the_shelfmark() {
        for archive in 0..8 {
            let (words, parts) = shelfmark(archive, &mut Random::of(1, 1, archive as u64));
            assert!(parts.len() >= 2);
            assert!(
                parts.iter().all(|part| words.contains(&part.value)),
                "{words}"
            );
        }
    }
}
