//! Titles read by hand, compared as their scoring script compares: names
//! without case, diacritics, punctuation and white space.

use std::collections::BTreeSet;

use fonds_reading::fold::fold;
use fonds_reading::title;
use serde_json::Value;

const ROLES: [&str; 5] = ["senders", "recipients", "via", "participants", "authors"];

struct Row {
    gold: Value,
    read: Value,
}

impl Row {
    fn parties(reading: &Value, roles: &[&str]) -> BTreeSet<(String, String, String)> {
        let mut parties = BTreeSet::new();
        for role in roles {
            for party in reading[*role].as_array().into_iter().flatten() {
                let name = bare(party["name"].as_str().unwrap_or_default());
                let denotes = bare(party["denotes"].as_str().unwrap_or_default());
                parties.insert(((*role).to_owned(), name, denotes));
            }
        }
        parties
    }

    fn agrees_in(&self, key: &str) -> bool {
        self.gold[key] == self.read[key]
    }

    fn is_exact(&self) -> bool {
        let roles = [&ROLES[..], &["conveyed_from"]].concat();
        ["type", "number", "excerpt", "in_title_date"]
            .iter()
            .all(|key| self.agrees_in(key))
            && own_title(&self.gold) == own_title(&self.read)
            && Self::parties(&self.gold, &roles) == Self::parties(&self.read, &roles)
    }
}

fn bare(name: &str) -> String {
    fold(name)
        .chars()
        .filter(|character| character.is_alphanumeric())
        .collect()
}

fn own_title(reading: &Value) -> String {
    fold(reading["own_title"].as_str().unwrap_or_default().trim())
}

fn rows() -> Option<Vec<Row>> {
    let path = super::shared("title-gold/titles-dev.jsonl")?;
    let rows = super::text(&path)
        .lines()
        .map(|line| {
            let gold: Value = serde_json::from_str(line).expect("a row is JSON");
            let title = gold["title"].as_str().expect("a row has a title");
            let read = serde_json::to_value(title::read(title)).expect("a reading is JSON");
            Row { gold, read }
        })
        .collect();
    Some(rows)
}

#[test]
fn real_titles_are_read_exactly() {
    let Some(rows) = rows() else { return };
    let wrong: Vec<_> = rows
        .iter()
        .filter(|row| row.gold["origin"] == "seed" && !row.is_exact())
        .map(|row| format!("{}\n  {}", row.gold["title"], row.read))
        .collect();
    assert!(wrong.is_empty(), "read otherwise:\n{}", wrong.join("\n"));
}

#[test]
fn floors_over_all_titles_hold() {
    let Some(rows) = rows() else { return };
    let share = |key: &str| {
        let agreeing = rows.iter().filter(|row| row.agrees_in(key)).count();
        percent(agreeing, rows.len())
    };
    let (mut common, mut total) = (0, 0);
    for row in &rows {
        let names = |reading| -> BTreeSet<_> {
            Row::parties(reading, &ROLES)
                .into_iter()
                .map(|(role, name, _)| (role, name))
                .collect()
        };
        let (gold, read) = (names(&row.gold), names(&row.read));
        common += 2 * gold.intersection(&read).count();
        total += gold.len() + read.len();
    }
    let exact = rows.iter().filter(|row| row.is_exact()).count();
    let figures = [
        ("party F1", percent(common, total), 96),
        ("type", share("type"), 96),
        ("number", share("number"), 98),
        ("whole title", percent(exact, rows.len()), 90),
    ];
    for (name, value, floor) in figures {
        println!("{name}: {value} %");
        assert!(value >= floor, "{name} is {value} %, below {floor} %");
    }
}

/// Whole percent, rounded down.
fn percent(part: usize, whole: usize) -> usize {
    part * 100 / whole.max(1)
}
