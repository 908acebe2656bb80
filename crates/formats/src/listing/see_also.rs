//! Pointers to other collections within an introduction, and the names they give.
//!
//! A pointer begins with "See also", or offers other collections and says "see".
//! Names are kept verbatim; where "and" may belong to a name, it does.

/// Whether a sentence is such a pointer.
pub(super) fn is_pointer(sentence: &str) -> bool {
    is_see_also(sentence) || is_offer(sentence)
}

/// Whether words begin with "See also".
pub(super) fn is_see_also(sentence: &str) -> bool {
    sentence
        .get(..8)
        .is_some_and(|beginning| beginning.eq_ignore_ascii_case("see also"))
}

/// "For other collections about X, see …": offers others, then says where.
fn is_offer(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let offers = [
        "for other",
        "for more",
        "for related",
        "for further",
        "for additional",
        "related collection",
    ];
    offers.iter().any(|offer| lower.starts_with(offer))
        && (lower.contains(" see ") || lower.contains(" see:"))
}

/// The names in a pointer.
pub(super) fn names(sentence: &str) -> Vec<String> {
    let quoted = quoted(sentence);
    if !quoted.is_empty() {
        return quoted;
    }
    let goal = if is_see_also(sentence) {
        &sentence[8..]
    } else {
        let at = sentence.to_lowercase().find(" see").unwrap_or(0);
        sentence
            .get(at + 4..)
            .unwrap_or("")
            .trim_start()
            .strip_prefix("also ")
            .unwrap_or(sentence.get(at + 4..).unwrap_or(""))
    };
    let goal = goal.trim_matches(|character: char| {
        character.is_whitespace() || matches!(character, ':' | '.' | ',' | ';')
    });
    listed(goal)
        .into_iter()
        .map(bare)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What stands in double quotes, curly or straight, without the comma that print sets inside them.
fn quoted(sentence: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut open: Option<usize> = None;
    for (index, character) in sentence.char_indices() {
        match (character, open) {
            ('"' | '“', None) => open = Some(index + character.len_utf8()),
            ('"' | '”', Some(start)) => {
                let name = sentence[start..index].trim_end_matches([',', '.', ';', ' ']);
                names.extend((!name.is_empty()).then(|| name.to_owned()));
                open = None;
            }
            _ => {}
        }
    }
    names
}

/// Cuts a list of names: at semicolons, else at the commas of "A B, C D, and E F".
fn listed(goal: &str) -> Vec<&str> {
    if goal.contains(';') {
        return goal
            .split(';')
            .map(|name| name.trim().strip_prefix("and ").unwrap_or(name.trim()))
            .collect();
    }
    let parts = parts(goal);
    let is_name = |name: &str| {
        name.split_whitespace().count() >= 2
            && name.starts_with(|first: char| first.is_uppercase() || name.starts_with("the "))
    };
    match parts.split_last() {
        Some((last, others)) if !others.is_empty() => match last.strip_prefix("and ") {
            Some(last) if is_name(last) && others.iter().all(|name| is_name(name)) => {
                others.iter().copied().chain([last]).collect()
            }
            _ => vec![goal],
        },
        _ => vec![goal],
    }
}

/// Cuts at commas; the years behind a name (`River Trade, 1934-1949`) stay with it.
fn parts(goal: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (comma, _) in goal.match_indices(", ") {
        let after = &goal[comma + 2..];
        if !after.starts_with(|first: char| first.is_ascii_digit()) {
            parts.push(&goal[start..comma]);
            start = comma + 2;
        }
    }
    parts.push(&goal[start..]);
    parts
}

/// A name without the sentence's own article and without "collection on" before it or "collection" behind it.
fn bare(name: &str) -> &str {
    let mut name = name.trim();
    for cue in [
        "collection on ",
        "collections on ",
        "collection about ",
        "collections about ",
        "collection titled ",
        "collection entitled ",
        "collection, ",
        "collection: ",
    ] {
        if let Some((before, after)) = name.split_once(cue)
            && before.split_whitespace().count() <= 5
        {
            name = after;
        }
    }
    let name = name.strip_prefix("the ").unwrap_or(name);
    let name = name
        .strip_suffix(" collections")
        .or_else(|| name.strip_suffix(" collection"))
        .unwrap_or(name);
    name.trim_matches([',', ' '])
}
