//! `fonds search`: hits in the terminal.

use anyhow::{Result, bail};
use fonds_archive::{Archive, Ask, HitView, Marked, Results, plain};

use crate::arguments::Search;
use crate::output::{self, Outcome, Style};

pub(crate) fn run(search: &Search) -> Result<Outcome> {
    let archive = Archive::open(&search.folder.archive)?;
    archive.follow()?;
    let ask = Ask::from_pairs(pairs(search));
    if let Some(pair) = ask.unreadable().first() {
        let (option, value) = pair.split_once('=').unwrap_or((pair, ""));
        bail!("--{option} cannot be `{value}`; `fonds search --help` says what it takes");
    }
    let results = archive.search(&ask)?;
    if search.json {
        output::json(&results)?;
    } else {
        print(&results)?;
    }
    Ok(Outcome::Done)
}

fn pairs(search: &Search) -> Vec<(&'static str, String)> {
    let mut pairs = vec![
        ("q", search.query.join(" ")),
        ("page", search.page.to_string()),
        ("per", search.per.to_string()),
    ];
    let lists = [
        ("person", &search.person),
        ("sender", &search.sender),
        ("recipient", &search.recipient),
        ("via", &search.via),
        ("participant", &search.participant),
        ("type", &search.document_type),
        ("collection", &search.collection),
        ("language", &search.language),
    ];
    for (key, values) in lists {
        pairs.extend(values.iter().map(|value| (key, value.clone())));
    }
    let singles = [
        ("in", &search.scope),
        ("since", &search.since),
        ("until", &search.until),
        ("order", &search.order),
    ];
    for (key, value) in singles {
        pairs.extend(value.iter().map(|value| (key, value.clone())));
    }
    if search.certain_only {
        pairs.push(("possible", "0".to_owned()));
    }
    if search.undated {
        pairs.push(("undated", "1".to_owned()));
    }
    pairs
}

fn print(results: &Results) -> Result<()> {
    let style = Style::of_stdout();
    let documents = if results.total == 1 {
        "document"
    } else {
        "documents"
    };
    let mut headline = format!("{} {documents}", results.total);
    if let Some(groups) = results.groups {
        headline = format!(
            "{headline}: {} certainly within, {} possibly, {} undated",
            groups.certain, groups.possible, groups.undated
        );
    }
    output::say(&style.strong(&headline))?;
    for note in &results.understood.notes {
        output::say(&style.faint(note))?;
    }
    if let Some(direct) = &results.direct {
        output::say(&format!(
            "record {}: {}, {}",
            direct.id, direct.date, direct.title
        ))?;
    }
    for hit in &results.hits {
        print_hit(hit, style)?;
    }
    if results.hits.is_empty() && results.total > 0 {
        output::say(&style.faint(&format!("the last page is --page {}", results.pages)))?;
    } else if results.page < results.pages {
        let range = format!(
            "{}\u{2013}{} of {}",
            results.first, results.last, results.total
        );
        let next = results.page + 1;
        output::say(&style.faint(&format!("\n{range}; --page {next} for more")))?;
    }
    Ok(())
}

fn print_hit(hit: &HitView, style: Style) -> Result<()> {
    output::say("")?;
    output::say(&format!(
        "{}  {}",
        hit.date.text,
        style.strong(&marked(&hit.title, style))
    ))?;
    if let Some(summary) = &hit.summary {
        output::say(&format!("    {}", marked(summary, style)))?;
    }
    for passage in &hit.passages {
        output::say(&format!(
            "    \u{201c}{}\u{201d}",
            marked(&passage.words, style)
        ))?;
    }
    let mut facts = vec![format!("document {}", hit.id)];
    let sentence = plain(&hit.correspondents);
    if !sentence.is_empty() {
        facts.push(sentence);
    }
    facts.extend(hit.types.iter().map(|name| name.to_lowercase()));
    facts.extend(hit.languages.iter().cloned());
    facts.extend(hit.archives.iter().cloned());
    output::say(&format!("    {}", style.faint(&facts.join(" \u{b7} "))))?;
    for title in &hit.formerly {
        output::say(&format!(
            "    {} {}",
            style.faint("formerly"),
            marked(title, style)
        ))?;
    }
    Ok(())
}

fn marked(text: &Marked, style: Style) -> String {
    text.pieces()
        .into_iter()
        .map(|(piece, is_marked)| {
            if is_marked {
                style.marked(piece)
            } else {
                piece.to_owned()
            }
        })
        .collect()
}
