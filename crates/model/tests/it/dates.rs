//! Properties of dates: bounds are in order, spelling is kept, a vaguer date contains the exacter one.

use fonds_model::Edtf;
use proptest::prelude::*;

/// Dates of every precision that archives use.
fn edtf() -> impl Strategy<Value = String> {
    let year = 1500i32..2030;
    let month = 1u8..=12;
    let day = 1u8..=28;
    let qualifier = prop_oneof![Just(""), Just("?"), Just("~"), Just("%")];
    let single = prop_oneof![
        year.clone().prop_map(|y| format!("{y}")),
        (150i32..203).prop_map(|decade| format!("{decade}X")),
        (15i32..20).prop_map(|century| format!("{century}XX")),
        (year.clone(), month.clone()).prop_map(|(y, m)| format!("{y}-{m:02}")),
        (year.clone(), month.clone()).prop_map(|(y, m)| format!("{y}-{m:02}-XX")),
        (year.clone(), month.clone(), day.clone())
            .prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
    ];
    prop_oneof![
        (single, qualifier).prop_map(|(date, qualifier)| format!("{date}{qualifier}")),
        (year.clone(), 0i32..40).prop_map(|(y, more)| format!("{y}/{}", y + more)),
        year.clone().prop_map(|y| format!("../{y}")),
        year.clone().prop_map(|y| format!("{y}/")),
        (year, 1i32..9).prop_map(|(y, more)| format!("{{{y},{}}}", y + more)),
    ]
}

proptest! {
    #[test]
    fn earliest_is_never_after_latest(text in edtf()) {
        let extent = Edtf::parse(&text).unwrap().extent();
        prop_assert!(extent.earliest() <= extent.latest());
        for range in &extent.ranges {
            prop_assert!(range.earliest <= range.latest);
        }
    }

    #[test]
    fn a_date_prints_as_it_was_written(text in edtf()) {
        let date = Edtf::parse(&text).unwrap();
        prop_assert_eq!(date.to_string(), &*text);
        let json = serde_json::to_string(&date).unwrap();
        prop_assert_eq!(serde_json::from_str::<Edtf>(&json).unwrap(), date);
    }

    #[test]
    fn a_day_lies_within_its_month_and_year(y in 1500i32..2030, m in 1u8..=12, d in 1u8..=28) {
        let extent = |text: String| Edtf::parse(&text).unwrap().extent();
        let day = extent(format!("{y}-{m:02}-{d:02}"));
        for wider in [extent(format!("{y}-{m:02}")), extent(format!("{y}"))] {
            prop_assert!(wider.earliest() <= day.earliest() && day.latest() <= wider.latest());
        }
    }

    #[test]
    fn qualifiers_take_firmness_and_move_no_bound(y in 1500i32..2030, qualifier in "[?~%]") {
        let plain = Edtf::parse(&y.to_string()).unwrap().extent();
        let qualified = Edtf::parse(&format!("{y}{qualifier}")).unwrap().extent();
        prop_assert_eq!(&plain.ranges, &qualified.ranges);
        prop_assert!(plain.firm && !qualified.firm);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,40}") {
        let _ = Edtf::parse(&text).map(|date| date.extent());
    }
}
