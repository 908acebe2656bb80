//! Settings of the server: what can be chosen, and from where each value came.
//!
//! Weight grows from the default through `fonds.toml`, the environment and the command line.
//! An unknown name or a wrong value stops the server with place, value and what is allowed; nothing is guessed.

mod file;
mod keys;
mod site;
mod slot;

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use keys::{KEYS, Key};

/// The file of settings in the folder of an archive.
const FILE: &str = "fonds.toml";

/// Names in the environment that say something else than a setting.
const NOT_SETTINGS: [&str; 1] = ["FONDS_ARCHIVE"];

/// Everything that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settings {
    /// Where readers are answered.
    pub(crate) listen: SocketAddr,
    /// Where metrics can be read; nowhere if not set.
    pub(crate) metrics: Option<SocketAddr>,
    /// What is logged: a level, or directives such as `fonds_web=debug,warn`.
    pub(crate) log_level: String,
    /// How lines of the log are written.
    pub(crate) log_format: LogFormat,
    /// How the reading room is run.
    pub(crate) room: fonds_web::Settings,
}

/// How lines of the log are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for programs.
    Json,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            metrics: None,
            log_level: "info".to_owned(),
            log_format: LogFormat::Text,
            room: fonds_web::Settings::default(),
        }
    }
}

/// From where a value came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Nobody chose.
    Default,
    /// A line of the file of settings.
    File(PathBuf, usize),
    /// A variable of the environment.
    Environment(String),
    /// An option of the command line.
    CommandLine,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => write!(f, "default"),
            Self::File(path, line) => write!(f, "{}, line {line}", path.display()),
            Self::Environment(name) => write!(f, "{name} in the environment"),
            Self::CommandLine => write!(f, "the command line"),
        }
    }
}

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Wrong {
    /// The file of settings cannot be read.
    #[error("cannot read {}: {error}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's words.
        error: std::io::Error,
    },
    /// The file of settings is not TOML.
    #[error("{}, line {line}: this is not TOML: {message}", path.display())]
    NotToml {
        /// The file.
        path: PathBuf,
        /// Where.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// There is no such setting.
    #[error("{origin}: there is no setting `{name}`{}; all are described in docs/settings.md", perhaps(.nearest.as_deref()))]
    Unknown {
        /// Where it stands.
        origin: Origin,
        /// What was written.
        name: String,
        /// The known name that is most like it.
        nearest: Option<String>,
    },
    /// A value is not one of those allowed.
    #[error("{origin}: `{value}` is no value for `{name}`; {allowed}")]
    Value {
        /// Where it stands.
        origin: Origin,
        /// The setting.
        name: &'static str,
        /// What was written.
        value: String,
        /// What may be written.
        allowed: String,
    },
}

fn perhaps(name: Option<&str>) -> String {
    name.map_or_else(String::new, |name| format!(", perhaps `{name}` is meant"))
}

/// Settings in force, with their origins.
#[derive(Debug)]
pub(crate) struct InForce {
    /// The settings.
    pub(crate) settings: Settings,
    origins: Vec<Origin>,
}

impl InForce {
    /// The settings of an archive: `defaults`, then `DIR/fonds.toml`, the environment, and the command line.
    pub(crate) fn gather(
        defaults: Settings,
        folder: &Path,
        environment: impl Iterator<Item = (String, String)>,
        command_line: &[(String, String)],
    ) -> Result<Self, Wrong> {
        let mut gathered = Self {
            settings: defaults,
            origins: vec![Origin::Default; KEYS.len()],
        };
        for (name, value, line) in file::read(&folder.join(FILE))? {
            let origin = Origin::File(folder.join(FILE), line);
            gathered.set(&name, &value, origin)?;
        }
        for (variable, value) in environment {
            let is_setting = variable.starts_with("FONDS_") && !NOT_SETTINGS.contains(&&*variable);
            if is_setting {
                gathered.set_from_environment(&variable, &value)?;
            }
        }
        for (name, value) in command_line {
            gathered.set(name, value, Origin::CommandLine)?;
        }
        Ok(gathered)
    }

    fn set_from_environment(&mut self, variable: &str, value: &str) -> Result<(), Wrong> {
        let origin = Origin::Environment(variable.to_owned());
        match KEYS.iter().position(|key| key.variable() == variable) {
            Some(index) => self.set_key(index, value, origin),
            None => Err(Wrong::Unknown {
                origin,
                name: variable.to_owned(),
                nearest: most_like(variable, KEYS.iter().map(Key::variable)),
            }),
        }
    }

    fn set(&mut self, name: &str, value: &str, origin: Origin) -> Result<(), Wrong> {
        match KEYS.iter().position(|key| key.name == name) {
            Some(index) => self.set_key(index, value, origin),
            None => Err(Wrong::Unknown {
                origin,
                name: name.to_owned(),
                nearest: most_like(name, KEYS.iter().map(|key| key.name.to_owned())),
            }),
        }
    }

    fn set_key(&mut self, index: usize, value: &str, origin: Origin) -> Result<(), Wrong> {
        let key = &KEYS[index];
        let slot = (key.slot)(&mut self.settings);
        slot.read(value).map_err(|allowed| Wrong::Value {
            origin: origin.clone(),
            name: key.name,
            value: value.to_owned(),
            allowed,
        })?;
        self.origins[index] = origin;
        Ok(())
    }

    /// All settings as TOML, each with its origin; what is not set stands in a comment.
    pub(crate) fn to_toml(&self) -> String {
        let mut settings = self.settings.clone();
        let mut lines = Vec::new();
        let mut section = "";
        for (key, origin) in KEYS.iter().zip(&self.origins) {
            let (of, name) = key.name.split_once('.').unwrap_or(("", key.name));
            if of != section {
                section = of;
                lines.push(format!("\n[{section}]"));
            }
            lines.push(match (key.slot)(&mut settings).show() {
                Some(value) => format!("{name} = {value}  # {origin}"),
                None => format!("# {name} is not set"),
            });
        }
        lines.join("\n") + "\n"
    }
}

/// The known name that is most like what was written, if any is like it at all.
fn most_like(written: &str, known: impl Iterator<Item = String>) -> Option<String> {
    let likeness = |name: &String| strsim::jaro_winkler(name, written);
    known
        .map(|name| (likeness(&name), name))
        .filter(|(likeness, _)| *likeness > 0.7)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests;
