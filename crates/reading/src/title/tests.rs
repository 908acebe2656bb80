//! Shapes of titles and their reading.

use proptest::prelude::*;

use super::{DocumentType, PartyReading, Side, read};

fn list(parties: &[PartyReading]) -> String {
    let named = parties.iter().map(|party| match &party.denotes {
        Some(denotes) => format!("{}={denotes}", party.name),
        None => party.name.clone(),
    });
    named.collect::<Vec<_>>().join("; ")
}

/// The reading in one line: type, then each field that is there.
fn line(title: &str) -> String {
    let reading = read(title);
    let mut parts = vec![reading.document_type.code().to_owned()];
    for (label, parties) in [
        ("senders", &reading.senders),
        ("recipients", &reading.recipients),
        ("via", &reading.via),
        ("participants", &reading.participants),
        ("authors", &reading.authors),
        ("conveyed from", &reading.conveyed_from),
        ("conveyed to", &reading.conveyed_to),
    ] {
        if !parties.is_empty() {
            parts.push(format!("{label} {}", list(parties)));
        }
    }
    for (label, text) in [
        ("number", reading.number),
        ("own", reading.own_title),
        ("date", reading.in_title_date.map(|date| date.to_string())),
    ] {
        if let Some(text) = text {
            parts.push(format!("{label} {text}"));
        }
    }
    if reading.excerpt {
        parts.push("excerpt".to_owned());
    }
    parts.join(" | ")
}

fn check(title: &str, expected: &str) {
    assert_eq!(line(title), expected, "reading {title:?}");
}

#[test]
fn correspondence() {
    for (title, expected) in [
        (
            "Cable, Mao to Stalin",
            "cable | senders Mao | recipients Stalin",
        ),
        (
            "Telegram Shtykov to Vyshinsky",
            "telegram | senders Shtykov | recipients Vyshinsky",
        ),
        (
            "Letter to Dean Acheson from Dean Rusk",
            "letter | senders Dean Rusk | recipients Dean Acheson",
        ),
        (
            "Hoxha's Letter to Stalin",
            "letter | senders Hoxha | recipients Stalin",
        ),
        (
            "Park Chung Hee to Richard Nixon",
            "other | senders Park Chung Hee | recipients Richard Nixon",
        ),
        (
            "Richard Nixon, Letter to Park Chung Hee",
            "letter | senders Richard Nixon | recipients Park Chung Hee",
        ),
        (
            "Memorandum for the President from Henry Kissinger",
            "memorandum | senders Henry Kissinger | recipients President",
        ),
        (
            "Report by G. Zhukov and M. Zakharov to Filippov (Stalin)",
            "report | senders G. Zhukov; M. Zakharov | recipients Filippov=Stalin",
        ),
        (
            "Telegram from Zhou Enlai to the CCP Central Committee, Mao Zedong, and Liu Shaoqi",
            "telegram | senders Zhou Enlai | recipients CCP Central Committee; Mao Zedong; Liu Shaoqi",
        ),
        (
            "Message from Ayub Khan to Zhou Enlai",
            "other | senders Ayub Khan | recipients Zhou Enlai",
        ),
        (
            "Note from the Legation of Chile in Prague",
            "note | senders Legation of Chile in Prague",
        ),
        (
            "Cable, Stalin to Mao Zedong, Railway Question",
            "cable | senders Stalin | recipients Mao Zedong",
        ),
    ] {
        check(title, expected);
    }
}

#[test]
fn offices_and_bodies() {
    for (title, expected) in [
        (
            "Cable from Soviet Ambassador to Egypt Solod to the Soviet Foreign Ministry",
            "cable | senders Solod | recipients Soviet Foreign Ministry",
        ),
        (
            "Telegram from Soviet Embassy in Washington to Soviet Foreign Ministry",
            "telegram | senders Soviet Embassy in Washington | recipients Soviet Foreign Ministry",
        ),
        (
            "Letter from Ambassador of the Republic of Korea to the United Nations Kim Yong-shik to Dag Hammarskjold",
            "letter | senders Kim Yong-shik | recipients Dag Hammarskjold",
        ),
        (
            "Telegram from Ambassador Henry Cabot Lodge, Jr. to Secretary of State Rusk",
            "telegram | senders Henry Cabot Lodge, Jr. | recipients Rusk",
        ),
        (
            "Memorandum from the Chief of the Main Intelligence Directorate, Colonel General Ivashutin, to the Central Committee",
            "memorandum | senders Ivashutin | recipients Central Committee",
        ),
        (
            "The Consul General at Peiping (Clubb) to the Under Secretary of State",
            "other | senders Consul General at Peiping=Clubb | recipients Under Secretary of State",
        ),
        (
            "Letter from King Zog and Mackenzie King to Reza Shah",
            "letter | senders Zog; Mackenzie King | recipients Reza Shah",
        ),
        (
            "Letter, Officers and Men of the Tartu Regiment to A. I. Mikoyan",
            "letter | senders Officers and Men of the Tartu Regiment | recipients A. I. Mikoyan",
        ),
        (
            "VKP(b) CC Politburo Decision on Timber",
            "resolution | authors VKP(b) CC Politburo",
        ),
        ("Czech Memorandum", "memorandum"),
        (
            "Report to the Central Committee on the Visit of a Delegation",
            "report | recipients Central Committee",
        ),
    ] {
        check(title, expected);
    }
}

#[test]
fn brackets_and_intermediaries() {
    for (title, expected) in [
        (
            "Cable, Mao to Filippov [Stalin]",
            "cable | senders Mao | recipients Filippov=Stalin",
        ),
        (
            "Cable, Chen Yi to the Foreign Ministry [Excerpt]",
            "cable | senders Chen Yi | recipients Foreign Ministry | excerpt",
        ),
        (
            "Telegram from the World Trade League (WTL) to Bonn Embassy (2)",
            "telegram | senders World Trade League | recipients Bonn Embassy",
        ),
        (
            "Letter from [Minister] Ana Pauker to Groza [Russian Translation]",
            "letter | senders Ana Pauker | recipients Groza",
        ),
        (
            "Telegram to Ambassador Durbrow (through Nolting)",
            "telegram | recipients Durbrow | via Nolting",
        ),
        (
            "Telegram, Stalin to Kim Il Sung via Comrade Shtykov, No. 12",
            "telegram | senders Stalin | recipients Kim Il Sung | via Shtykov | number 12",
        ),
    ] {
        check(title, expected);
    }
    let sides: Vec<_> = read("Cable, Stalin [via Kuznetsov] to Mao Zedong [via Terebin]")
        .via
        .into_iter()
        .map(|party| (party.name, party.side))
        .collect();
    assert_eq!(
        sides,
        [
            ("Kuznetsov".to_owned(), Some(Side::Sender)),
            ("Terebin".to_owned(), Some(Side::Recipient)),
        ]
    );
}

#[test]
fn conveyed_messages() {
    check(
        "Telegram No. 7, Repin to Zorin, transmitting a Message from Tito to Dimitrov",
        "telegram | senders Repin | recipients Zorin | conveyed from Tito | conveyed to Dimitrov | number 7",
    );
    check(
        "Telegram from Mao Zedong to I.V. Stalin, Conveying the 3 May 1951 Telegram from Gao Gang to Mao Zedong regarding Supplies",
        "telegram | senders Mao Zedong | recipients I.V. Stalin | conveyed from Gao Gang | conveyed to Mao Zedong",
    );
}

#[test]
fn numbers() {
    for (title, number) in [
        (
            "Ciphered Telegram No. 0100, Stalin to Terebin",
            Some("0100"),
        ),
        ("Telegram No.1828 from Filippov to Kovalev", Some("1828")),
        ("Telegram 076.247 from the Embassy in Lima", Some("076.247")),
        ("Airgram A-12 to the Department of State", Some("A-12")),
        ("Protocol #94 of the Politburo", Some("94")),
        ("Report from the Legation in Rome, 217/8", Some("217/8")),
        (
            "Telegram from Lima to Bonn, 15 June 1955, No. 345",
            Some("345"),
        ),
        ("Minutes of the 44th Session of the Council", None),
        ("Cable, Mao to Stalin (2)", None),
    ] {
        assert_eq!(read(title).number.as_deref(), number, "number of {title:?}");
    }
}

#[test]
fn talks() {
    for (title, expected) in [
        (
            "Memorandum of Conversation between Mao Zedong and P. F. Yudin",
            "memorandum_of_conversation | participants Mao Zedong; P. F. Yudin",
        ),
        (
            "Record of Conversation from Chairman Mao's Reception of the Soviet Ambassador Yudin",
            "memorandum_of_conversation | participants Mao; Yudin",
        ),
        (
            "Notes by Jan Kowal on a Conversation with Marshal Tito",
            "memorandum_of_conversation | participants Jan Kowal; Tito | authors Jan Kowal",
        ),
        (
            "From the Diary of P. F. Yudin: Talk with Liu Shaoqi, 12 March 1955",
            "memorandum_of_conversation | participants P. F. Yudin; Liu Shaoqi | authors P. F. Yudin | date 1955-03-12",
        ),
        (
            "Memcon between Kissinger and Dobrynin",
            "memorandum_of_conversation | participants Kissinger; Dobrynin",
        ),
        (
            "Memorandum of Conversation with Comrade Zhou Enlai and a Party and Government Delegation of the DRV",
            "memorandum_of_conversation | participants Zhou Enlai; Party and Government Delegation of the DRV",
        ),
        (
            "Minutes of a Meeting of the National Security Council, 5 January 1965",
            "protocol | authors National Security Council | date 1965-01-05",
        ),
        ("Meeting of the Council of Ministers", "other"),
        (
            "Notes by Jan Kowal ahead of Talks with Tito",
            "note | authors Jan Kowal",
        ),
        (
            "Interview of Sukarno by Edward Murrow",
            "interview | participants Sukarno; Edward Murrow",
        ),
        (
            "Ana Pauker receives Chargé d'Affaires Bevin for a Discussion",
            "memorandum_of_conversation | participants Ana Pauker; Bevin",
        ),
    ] {
        check(title, expected);
    }
}

#[test]
fn authors_and_own_titles() {
    for (title, expected) in [
        (
            "Report by János Kádár, 'On Poland’s Harvest'",
            "report | authors János Kádár | own On Poland’s Harvest",
        ),
        (
            "Ministry of Ports, 'Cranes, Old and New,' 4 May 1960",
            "other | authors Ministry of Ports | own Cranes, Old and New | date 1960-05-04",
        ),
        (
            "Mihály Kovács, 'Talk with the Soviet Ambassador'",
            "memorandum_of_conversation | participants Soviet Ambassador | authors Mihály Kovács | own Talk with the Soviet Ambassador",
        ),
        ("Comment on the Pamphlet, 'Our Ports'", "other"),
        ("“Free Ports” Meeting", "other"),
        ("Proposal to Expand the Port", "plan"),
        (
            "Speech of Nikita Khrushchev to the 20th Congress",
            "speech | authors Nikita Khrushchev",
        ),
        (
            "Agreement on Ports between Iraq and the Kingdom of Nepal",
            "treaty | authors Iraq; Kingdom of Nepal",
        ),
        (
            "'Views on Ports,' Prepared by the Ports Section (Excerpt)",
            "other | authors Ports Section | own Views on Ports | excerpt",
        ),
        (
            "Excerpt from the Minutes of the Politburo Meeting, 5 May 1960",
            "protocol | authors Politburo | date 1960-05-05 | excerpt",
        ),
    ] {
        check(title, expected);
    }
}

#[test]
fn dates() {
    for (title, date) in [
        ("Letter from Tito to Stalin, 5 May 1948", Some("1948-05-05")),
        (
            "Record of Conversation between Tito and Hoxha on 9 April",
            Some("XXXX-04-09"),
        ),
        (
            "Record of Talks with Hoxha, 18-20 May 1961, 10:00 a.m. to 12:15 p.m.",
            Some("1961-05-18/1961-05-20"),
        ),
        (
            "Telegram of 5 May 1953 from Molotov to Kuznetsov",
            Some("1953-05-05"),
        ),
        ("Report from the Legation, undated [1952]", Some("1952")),
        (
            "Journal of Ambassador Yudin for 3 May 1958",
            Some("1958-05-03"),
        ),
        ("Report on the Visit of Tito to Sofia on 5 May 1955", None),
        ("Plan for 1955", None),
    ] {
        let read = read(title).in_title_date.map(|date| date.to_string());
        assert_eq!(read.as_deref(), date, "date of {title:?}");
    }
}

#[test]
fn every_type_has_one_code_and_the_same_json() {
    for kind in DocumentType::ALL {
        let json = serde_json::to_value(kind).expect("a type is a word in JSON");
        assert_eq!(json, kind.code());
    }
}

#[test]
fn a_thing_writes_to_nobody() {
    check("A Guide to Archives", "other");
    check("Notes of a Journey to Aden", "note");
}

proptest! {
    #[test]
    fn never_panics(title in "\\PC*") {
        let _ = read(&title);
    }

    #[test]
    fn names_stand_where_they_say(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "Cable", "Telegram", "Record", "of", "a", "Conversation", "from", "to", "between", "and", ",", "with", "by",
                "Stalin", "Mao’s", "Đỗ", "[via", "Kuznetsov]", "(Stalin)", "'", "’", "“", "”", "Ambassador", "the", "Ministry",
                "No.", "0100", "5", "May", "1949", "Journal", "on", "for", "Cde.", "Under", "Secretary", "conveying", "(", "]",
                "receives", "Jr.", "VKP(b)", ":", "Others", "led", "Protocol", "Meeting", "Interview", "undated", "[1952]", "В.М.",
            ]),
            0..24,
        )
    ) {
        let title = words.join(" ");
        let reading = read(&title);
        for party in [
            &reading.senders, &reading.recipients, &reading.via, &reading.participants, &reading.authors,
            &reading.conveyed_from, &reading.conveyed_to,
        ]
        .into_iter()
        .flatten()
        {
            prop_assert_eq!(title.get(party.span.clone()), Some(party.name.as_str()));
            prop_assert!(party.written.ends_with(&party.name));
        }
    }
}
