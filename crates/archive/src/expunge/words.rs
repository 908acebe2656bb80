//! Words that went with expunged contents, and where else they stand.

use std::collections::BTreeSet;

use serde_json::Value;

/// Texts of fewer characters say too little to be looked for elsewhere.
const TELLING: usize = 12;
/// Reports quote the beginnings of long texts; so much of a text is looked for.
const BEGINNING: usize = 40;

/// Texts of expunged contents, as their beginnings.
#[derive(Debug, Default)]
pub(super) struct Words {
    beginnings: BTreeSet<String>,
}

impl Words {
    /// All texts of some records in canonical JSON that tell anything, line by line.
    pub(super) fn of(contents: &[String]) -> Self {
        let mut words = Self::default();
        for json in contents {
            if let Ok(value) = serde_json::from_str(json) {
                words.add(&value);
            }
        }
        words
    }

    fn add(&mut self, value: &Value) {
        match value {
            Value::String(text) => {
                let lines = text.lines().map(str::trim);
                // A single word is a name, a code or a checksum that other records share.
                let telling =
                    lines.filter(|line| line.chars().count() >= TELLING && line.contains(' '));
                self.beginnings
                    .extend(telling.map(|line| line.chars().take(BEGINNING).collect()));
            }
            Value::Array(values) => values.iter().for_each(|value| self.add(value)),
            Value::Object(fields) => fields.values().for_each(|value| self.add(value)),
            _ => {}
        }
    }

    /// True if any of the texts stands in this one, be it plain or within JSON.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        self.beginnings.iter().any(|beginning| {
            let quoted = Value::from(beginning.as_str()).to_string();
            text.contains(beginning.as_str()) || text.contains(quoted.trim_matches('"'))
        })
    }
}

/// The report of a run without what it quotes from files.
pub(super) fn without_quotations(report: &str) -> String {
    let Ok(mut value) = serde_json::from_str::<Value>(report) else {
        return "{}".to_owned();
    };
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|_, value| value.is_number() || value.is_boolean());
    }
    value.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: bool) {
        let record = r#"{"titles":[{"text":"The \"secret\" of the lighthouse, at length and in all detail"}],"blob":"0123456789abcdef0123456789"}"#;
        let words = Words::of(&[record.to_owned()]);
        assert_eq!(words.stand_in(text), expected, "{text}");
    }

    #[test]
    fn words_are_found_plain_and_quoted() {
        check(
            "line 7: The \"secret\" of the lighthouse, at length and",
            true,
        );
        check(
            r#"{"text":"The \"secret\" of the lighthouse, at length"}"#,
            true,
        );
        check("The secret of another lighthouse", false);
        check("0123456789abcdef0123456789", false);
    }

    #[test]
    fn a_report_keeps_its_counts() {
        let report =
            r#"{"entries":3,"files":[{"name":"a"}],"problems":[{"value":"x"}],"dry_run":false}"#;
        assert_eq!(
            without_quotations(report),
            r#"{"dry_run":false,"entries":3}"#
        );
    }
}
