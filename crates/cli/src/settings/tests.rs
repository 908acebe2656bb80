//! Settings from all places, right and wrong.

use super::*;

fn gather(
    file: &str,
    environment: &[(&str, &str)],
    command_line: &[(&str, &str)],
) -> Result<InForce, String> {
    let folder = tempfile::tempdir().unwrap();
    if !file.is_empty() {
        std::fs::write(folder.path().join(FILE), file).unwrap();
    }
    let owned = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    };
    let environment = owned(environment).into_iter();
    let path = folder.path().to_owned();
    let gathered = InForce::gather(
        Settings::default(),
        &path,
        environment,
        &owned(command_line),
    );
    gathered.map_err(|wrong| {
        wrong
            .to_string()
            .replace(&format!("{}/", path.display()), "")
    })
}

fn check(file: &str, environment: &[(&str, &str)], expected: &str) {
    assert_eq!(gather(file, environment, &[]).unwrap_err(), expected);
}

#[test]
fn the_command_line_outweighs_the_environment_and_that_the_file() {
    let file = "listen = \"127.0.0.1:1\"\nqueue = 7\n[site]\nname = \"Letters\"\n[limits]\nbody_bytes = \"2 MiB\"\n";
    let environment = [
        ("FONDS_LISTEN", "127.0.0.1:2"),
        ("FONDS_SITE_NAME", "Cables"),
        ("HOME", "/"),
    ];
    let all = gather(file, &environment, &[("listen", "127.0.0.1:3")]).unwrap();
    let settings = &all.settings;
    assert_eq!(settings.listen.port(), 3);
    assert_eq!(settings.room.site.name, "Cables");
    assert_eq!(settings.room.queue, 7);
    assert_eq!(settings.room.limits.body_bytes, 2 << 20);
    let printed = all.to_toml();
    assert!(printed.contains("listen = \"127.0.0.1:3\"  # the command line\n"));
    assert!(printed.contains("name = \"Cables\"  # FONDS_SITE_NAME in the environment\n"));
    assert!(printed.contains("fonds.toml, line 2\n"));
    assert!(printed.contains("# description is not set\n"));
}

#[test]
fn what_is_printed_can_be_read_again() {
    let file = "proxies = [\"10.0.0.0/8\", \"::1\"]\nstop_time = \"1500 ms\"\n[site]\ndescription = \"a \\\"b\\\" # c\"\ncontact = \"mailto:a@example.org\"\n[log]\nformat = \"json\"\nrequests = \"path\"\n[metrics]\nlisten = \"127.0.0.1:9\"\n";
    let first = gather(file, &[], &[]).unwrap();
    let second = gather(&first.to_toml(), &[], &[]).unwrap();
    assert_eq!(first.settings, second.settings);
}

#[test]
fn unknown_names_are_refused_with_the_nearest() {
    check(
        "[site]\nnmae = \"x\"\n",
        &[],
        "fonds.toml, line 2: there is no setting `site.nmae`, perhaps `site.name` is meant; all are described in docs/settings.md",
    );
    check(
        "",
        &[("FONDS_LISTN", "127.0.0.1:1")],
        "FONDS_LISTN in the environment: there is no setting `FONDS_LISTN`, perhaps `FONDS_LISTEN` is meant; all are described in docs/settings.md",
    );
}

#[test]
fn wrong_values_are_refused_with_what_is_allowed() {
    check(
        "queue = 7\n\nlisten = \"here\"\n",
        &[],
        "fonds.toml, line 3: `here` is no value for `listen`; write address and port such as 127.0.0.1:8080 or [::1]:8080",
    );
    check(
        "queue = 0\n",
        &[],
        "fonds.toml, line 1: `0` is no value for `queue`; write a whole number from 1",
    );
    check(
        "queue = -1\n",
        &[],
        "fonds.toml, line 1: `-1` is no value for `queue`; write a whole number from 1",
    );
    check(
        "stop_time = 10\n",
        &[],
        "fonds.toml, line 1: `10` is no value for `stop_time`; write a time such as 500 ms, 10 s or 2 min",
    );
    check(
        "",
        &[("FONDS_LIMITS_BODY_BYTES", "much")],
        "FONDS_LIMITS_BODY_BYTES in the environment: `much` is no value for `limits.body_bytes`; write bytes such as 16384, 16 KiB or 1 MiB",
    );
    check(
        "[site]\naddress = \"archive.example.org\"\n",
        &[],
        "fonds.toml, line 2: `archive.example.org` is no value for `site.address`; write scheme and host such as https://archive.example.org, or nothing",
    );
    check(
        "[log]\nlevel = \"loud=very\"\n",
        &[],
        "fonds.toml, line 2: `loud=very` is no value for `log.level`; write off, error, warn, info, debug or trace, or directives such as fonds_web=debug,warn",
    );
    check(
        "[log]\nlevel = \"loud\"\n",
        &[],
        "fonds.toml, line 2: `loud` is no value for `log.level`; write off, error, warn, info, debug or trace, or directives such as fonds_web=debug,warn",
    );
    check(
        "[site]\ncontact = \"the archivist\"\n",
        &[],
        "fonds.toml, line 2: `the archivist` is no value for `site.contact`; write an address of mail such as archive@example.org or of a page such as https://example.org/contact, or nothing",
    );
    let not_toml = gather("queue = \n", &[], &[]).unwrap_err();
    assert!(
        not_toml.starts_with("fonds.toml, line 1: this is not TOML: "),
        "{not_toml}"
    );
}

/// Fails to compile when a setting is added, so that its key is not forgotten.
#[test]
fn every_setting_has_a_key() {
    let Settings {
        listen: _,
        metrics: _,
        log_level: _,
        log_format: _,
        room,
    } = Settings::default();
    let fonds_web::Settings {
        site,
        workers: _,
        queue: _,
        proxies: _,
        stop_time: _,
        requests_logged: _,
        limits,
    } = room;
    let fonds_web::Site {
        name: _,
        description: _,
        contact: _,
        licence: _,
        address: _,
    } = site;
    let fonds_web::Limits {
        header_bytes: _,
        address_bytes: _,
        body_bytes: _,
        header_time: _,
        request_time: _,
        write_time: _,
        connections: _,
        connections_per_client: _,
        requests_per_client: _,
        query_characters: _,
        work: _,
    } = limits;
    let fields = 4 + 5 + 5 + 11;
    assert_eq!(KEYS.len(), fields);
    let mut names: Vec<&str> = KEYS.iter().map(|key| key.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), fields);
}
