//! What exists is documented: commands, options, routes, and parameters of a search.

use std::fs;
use std::path::Path;

use fonds_archive::ask::{FILTERS, ORDERS, SCOPES};

use crate::fonds::{Room, run};

fn text(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join(path)).unwrap()
}

#[test]
fn every_command_stands_in_the_readme_or_the_changelog() {
    let documents = text("README.md") + &text("CHANGELOG.md") + &text("ARCHITECTURE.md");
    let help = String::from_utf8(run(&["--help"]).stdout).unwrap();
    let commands = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help");
    for command in commands {
        assert!(
            documents.contains(&format!("fonds {command}"))
                || documents.contains(&format!("-- {command}")),
            "`fonds {command}` is not documented"
        );
    }
}

#[test]
fn every_route_stands_among_the_addresses() {
    let addresses = text("docs/API.md");
    let routes = fonds_web::routes()
        .into_iter()
        .filter(|route| !route.ends_with('/') || route == "/")
        .filter(|route| {
            !route.contains("{*") && !route.starts_with("/style.") && !route.starts_with("/icon.")
        });
    for route in routes {
        assert!(
            addresses.contains(&format!("`{route}`")),
            "{route} is not documented"
        );
    }
}

#[test]
fn every_parameter_of_a_search_stands_among_the_addresses() {
    let addresses = text("docs/API.md");
    let filters = FILTERS.iter().map(|known| known.0);
    let scopes = SCOPES.iter().map(|known| known.0);
    let orders = ORDERS.iter().map(|known| known.0);
    for word in filters.chain(scopes).chain(orders) {
        assert!(
            addresses.contains(&format!("`{word}`")),
            "`{word}` is not documented"
        );
    }
}

/// Name and default of every setting, as the command prints them.
fn settings() -> Vec<(String, String)> {
    let room = Room::new();
    let output = run(&["serve", "--print-settings", "--archive", &room.text("none")]);
    let mut section = String::new();
    let mut settings = Vec::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        if let Some(name) = line.strip_prefix('[') {
            section = name.replace(']', ".");
        } else if let Some(name) = line.strip_prefix("# ") {
            let name = name.trim_end_matches(" is not set");
            settings.push((format!("{section}{name}"), "not set".to_owned()));
        } else if let Some((name, value)) = line.split_once(" = ") {
            let value = value.trim_end_matches("  # default");
            settings.push((format!("{section}{name}"), format!("`{value}`")));
        }
    }
    settings
}

#[test]
fn every_setting_is_documented_with_its_default_and_nothing_else_is() {
    let page = text("docs/settings.md");
    let documented: Vec<(String, String)> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .map(|row| {
            let mut cells = row.split(" | ");
            let name = cells.next().unwrap().trim_end_matches('`');
            (name.to_owned(), cells.next().unwrap().to_owned())
        })
        .collect();
    assert_eq!(documented, settings());
    assert!(documented.len() > 20);
}
