//! The search page and its twin.

use serde_json::Value;

use crate::room::Room;

/// Asks the page and its twin, compares them, and checks the headline and the hits on the page.
async fn check(room: &Room, query: &str, headline: &str, listed: usize) {
    let page = room.get(&format!("/search{query}")).await;
    assert_eq!(page.status, 200, "{query}");
    assert_eq!(page.text("h1"), headline, "{query}");
    let hrefs = page.attributes(".entry h2 a", "href");
    assert_eq!(hrefs.len(), listed, "{query}");
    let twin = room.get(&format!("/search.json{query}")).await.json();
    let ids: Vec<String> = twin["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit: &Value| format!("/document/{}", hit["id"]))
        .collect();
    assert_eq!(hrefs, ids, "{query}");
    let count = headline.split(' ').next().unwrap().replace("No", "0");
    assert_eq!(twin["total"].to_string(), count, "{query}");
}

#[tokio::test]
async fn pages_and_twins_agree() {
    let room = Room::open();
    check(&room, "", "30 documents", 20).await;
    check(&room, "?per=50", "30 documents", 30).await;
    check(&room, "?page=2", "30 documents", 10).await;
    check(&room, "?q=railway", "1 document for railway", 1).await;
    check(&room, "?q=viaduct", "1 document for viaduct", 1).await;
    check(&room, "?since=1949&until=1949", "2 documents", 2).await;
    check(&room, "?since=1949&until=1949&undated=1", "3 documents", 3).await;
    check(&room, "?since=1949&until=1949&possible=0", "1 document", 1).await;
    check(&room, "?type=telegram&per=100", "30 documents", 30).await;
    check(
        &room,
        "?recipient=Falk&q=railway",
        "1 document for railway",
        1,
    )
    .await;
    check(&room, "?sender=2", "No documents", 0).await;
    check(&room, "?q=zebra", "No documents for zebra", 0).await;
}

#[tokio::test]
async fn words_are_marked_and_escaped() {
    let room = Room::open();
    let page = room.get("/search?q=railway").await;
    assert!(page.texts("script").is_empty() && page.texts("em").is_empty());
    assert_eq!(
        page.text(".entry h2"),
        "Cable <script>alert(1)</script> & \"railway\""
    );
    assert_eq!(page.texts(".entry h2 mark"), ["railway"]);
    assert_eq!(page.texts(".entry .summary mark"), ["railway"]);
    assert_eq!(page.attributes("#q", "value"), ["railway"]);
    let hostile = room
        .get("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&sender=%22%3E%3Cscript%3E")
        .await;
    assert_eq!(hostile.status, 200);
    assert!(hostile.texts("script").is_empty());
}

#[tokio::test]
async fn a_former_title_that_matched_is_shown() {
    let room = Room::open();
    let page = room.get("/search?q=viaduct").await;
    assert_eq!(
        page.text(".formerly"),
        "formerly titled \u{201c}Old viaduct cable\u{201d}"
    );
    assert_eq!(page.texts(".formerly mark"), ["viaduct"]);
}

#[tokio::test]
async fn filters_stand_in_words_and_can_be_taken_away_one_by_one() {
    let room = Room::open();
    let page = room
        .get("/search?q=cable&sender=1&recipient=Falk&since=1949")
        .await;
    let phrases = page.texts(".chosen li a");
    assert_eq!(
        phrases,
        [
            "Without From: Arno Vale \u{d7}",
            "Without To: Falk \u{d7}",
            "Without since 1949 \u{d7}"
        ]
        .map(|phrase| phrase.replace("To: Falk", "To: Cora Brin"))
    );
    assert_eq!(
        page.attributes(".chosen li a", "href"),
        [
            "/search?q=cable&recipient=Falk&since=1949",
            "/search?q=cable&sender=1&since=1949",
            "/search?q=cable&sender=1&recipient=Falk",
        ]
    );
    assert_eq!(
        page.attributes(".chosen .cancel", "href"),
        ["/search?q=cable"]
    );
}

#[tokio::test]
async fn counts_add_their_value_or_take_it_away() {
    let room = Room::open();
    let page = room.get("/search?person=Falk&page=2").await;
    let links = page.attributes(".column[aria-labelledby=by-person] li a", "href");
    assert_eq!(
        links,
        ["/search?person=Falk&person=1", "/search"],
        "Cora Brin is chosen under a cover name"
    );
    assert_eq!(page.attributes(".column a.on", "href"), ["/search"]);
    let types = page.attributes(".column[aria-labelledby=by-type] li a", "href");
    assert!(
        types.contains(&"/search?person=Falk&type=cable".to_owned()),
        "{types:?}"
    );
    for rel in page.attributes(".column li a", "rel") {
        assert_eq!(rel, "nofollow");
    }
}

#[tokio::test]
async fn names_in_the_words_lead_to_those_who_bear_them() {
    let room = Room::open();
    for (words, expected) in [
        ("Cora+Brin", vec!["Cora Brin: person, 30 documents"]),
        (
            "falk+railway",
            vec!["Cora Brin: a cover name is Falk; person, 30 documents"],
        ),
        (
            "letters+of+the+line",
            vec!["Letters of the line: collection, 30 documents"],
        ),
        ("Cora", vec![]),
        ("railway", vec![]),
        ("Secret+collection", vec![]),
    ] {
        let page = room.get(&format!("/search?q={words}")).await;
        assert_eq!(page.texts(".named li"), expected, "{words}");
    }
    let twin = room.get("/search.json?q=Falk").await.json();
    assert_eq!(twin["named"][0]["id"], 2);
    assert_eq!(twin["named"][0]["form_is"], "a cover name");
}

#[tokio::test]
async fn dates_are_told_in_three_groups() {
    let room = Room::open();
    let page = room.get("/search?since=1949&until=1949").await;
    assert_eq!(
        page.text(".groups"),
        "1 certainly within (hide 1 certainly within), 1 possibly (hide 1 possibly), 1 undated (show 1 undated)"
    );
    assert_eq!(
        page.attributes(".groups a", "href"),
        [
            "/search?since=1949&until=1949&certain=0",
            "/search?since=1949&until=1949&possible=0",
            "/search?since=1949&until=1949&undated=1",
        ]
    );
    assert_eq!(page.texts(".entry .possibly"), ["possibly within"]);
    let open = room.get("/search?since=1949&until=1949&undated=1").await;
    assert_eq!(open.texts(".entry .when").last().unwrap(), "Undated");
}

#[tokio::test]
async fn closed_groups_are_no_empty_answer() {
    let room = Room::open();
    let page = room.get("/search?since=1951").await;
    assert_eq!(page.text("h1"), "No documents");
    assert_eq!(
        page.text(".empty p:first-child"),
        "1 document found, in groups that are closed. Show all groups."
    );
    assert_eq!(
        page.attributes(".empty a", "href")[0],
        "/search?since=1951&undated=1"
    );
}

#[tokio::test]
async fn pages_follow_one_another() {
    let room = Room::open();
    let page = room.get("/search?per=10&page=2").await;
    assert_eq!(page.text(".range"), "11\u{2013}20 of 30");
    assert_eq!(
        page.texts(".paging li"),
        ["previous", "1", "2", "3", "next"]
    );
    assert_eq!(
        page.attributes(".paging a[rel~=prev]", "href"),
        ["/search?per=10"]
    );
    assert_eq!(
        page.attributes(".paging a[rel~=next]", "href"),
        ["/search?per=10&page=3"]
    );
    let beyond = room.get("/search?per=10&page=99999999999").await;
    assert_eq!(beyond.status, 200);
    assert_eq!(
        beyond.attributes(".empty a", "href")[0],
        "/search?per=10&page=3"
    );
    assert_eq!(
        room.get("/search?page=18446744073709551615").await.status,
        200
    );
}

#[tokio::test]
async fn finding_nothing_says_what_to_leave_out() {
    let room = Room::open();
    let page = room.get("/search?q=railway&since=1950&sender=1").await;
    assert_eq!(page.text("h1"), "No documents for railway");
    assert_eq!(
        page.texts(".reliefs li"),
        [
            "Without the word \u{201c}railway\u{201d} \u{d7} 3 documents",
            "Without since 1950 \u{d7} 1 document",
        ],
        "removals that find nothing are not offered"
    );
    let page = room.get("/search?q=railway&since=1950&sender=2").await;
    assert_eq!(
        page.texts(".reliefs li"),
        ["Without all filters and dates \u{d7} 1 document"]
    );
    let page = room.get("/search?q=%22zebra&sender=1").await;
    assert_eq!(
        page.texts(".reliefs li"),
        ["Without the word \u{201c}zebra\u{201d} \u{d7} 30 documents"]
    );
}

#[tokio::test]
async fn the_page_says_what_was_searched_and_how_it_understood() {
    let room = Room::open();
    let page = room.get("/search?q=railway").await;
    assert_eq!(
        page.text(".searched"),
        "Searched: 30 titles and summaries, full text of 1."
    );
    assert!(page.texts(".understood").is_empty());
    let page = room.get("/search?q=railway+-harbour").await;
    assert!(page.text(".understood").starts_with("Understood as: "));
    let page = room.get("/search?since=soon&colour=red").await;
    assert_eq!(page.texts(".notes li").len(), 2);
}

#[tokio::test]
async fn dates_stand_in_words_and_only_if_they_were_read() {
    let room = Room::open();
    let page = room
        .get("/search?since=1949-01-06&until=Jan+1949&type=cable")
        .await;
    assert_eq!(
        page.texts(".chosen li a"),
        [
            "Without Type: Cable \u{d7}",
            "Without since 6 January 1949 \u{d7}",
            "Without until 31 January 1949 \u{d7}",
        ]
    );
    let unread = room.get("/search?since=soon&type=cable").await;
    assert_eq!(unread.texts(".chosen li a"), ["Without Type: Cable \u{d7}"]);
    assert_eq!(unread.attributes("#since", "value"), ["soon"]);
    assert_eq!(
        unread.attributes("link[rel=canonical]", "href"),
        ["/search?type=cable"]
    );
}

#[tokio::test]
async fn words_given_twice_are_all_wanted() {
    let room = Room::open();
    for form in ["", ".json"] {
        let both = room
            .get(&format!("/search{form}?q=railway&q=harbour"))
            .await;
        assert_eq!(both.status, 200);
        let twin = room.get("/search.json?q=railway&q=harbour").await.json();
        assert_eq!(
            (&twin["total"], &twin["ask"]["q"]),
            (&0.into(), &"railway harbour".into())
        );
    }
}

#[tokio::test]
async fn filters_are_chosen_from_what_is_at_hand() {
    let room = Room::open();
    let page = room.get("/search").await;
    assert_eq!(
        page.attributes("#add-collection option", "value"),
        ["", "1", "2"]
    );
    assert_eq!(
        page.texts("#add-collection option"),
        [
            "any",
            "Letters of the line (30)",
            "Letters of the bridge (1)"
        ]
    );
    for name in ["via", "participant", "place", "subject", "archive"] {
        assert_eq!(page.attributes(&format!("#add-{name}"), "name"), [name]);
    }
    let nothing = room.get("/search?q=zebra").await;
    assert_eq!(nothing.texts("select#add-type").len(), 0);
    assert_eq!(nothing.texts("input#add-type").len(), 1);
}

#[tokio::test]
async fn a_slash_at_the_end_leads_to_the_address_without() {
    let room = Room::open();
    for (address, expected) in [
        ("/search/", "/search"),
        ("/search/?q=a%20b&q=%C3%A9", "/search?q=a+b&q=%C3%A9"),
        ("/search.json/?q=railway", "/search.json?q=railway"),
        ("/index.json/", "/index.json"),
        ("/document/100.json/", "/document/100.json"),
    ] {
        let answer = room.get(address).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("location")),
            (301, expected),
            "{address}"
        );
    }
}

#[tokio::test]
async fn a_submitted_form_gets_a_short_address() {
    let room = Room::open();
    let answer = room
        .get("/search?q=railway&in=&sender=&recipient=Falk&since=&until=")
        .await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("location")),
        (303, "/search?q=railway&recipient=Falk")
    );
    let answer = room.get("/search?in=&q=railway").await;
    assert_eq!(answer.header("location"), "/search?q=railway");
    assert_eq!(room.get("/search?q=").await.status, 200);
}

#[tokio::test]
async fn forms_carry_the_search_along() {
    let room = Room::open();
    let page = room
        .get("/search?q=cable&in=title&sender=1&since=1949&order=title&page=2")
        .await;
    let carried = page.attributes(".finder input[type=hidden]", "name");
    assert_eq!(carried, ["sender", "order"]);
    assert_eq!(page.attributes("#since", "value"), ["1949"]);
    assert_eq!(page.attributes("#in option[selected]", "value"), ["title"]);
}

#[tokio::test]
async fn crawlers_keep_out_of_combinations() {
    let room = Room::open();
    assert!(
        room.get("/search")
            .await
            .attributes("meta[name=robots]", "content")
            .is_empty()
    );
    let page = room.get("/search?type=cable").await;
    assert_eq!(
        page.attributes("meta[name=robots]", "content"),
        ["noindex, nofollow"]
    );
    assert_eq!(
        page.attributes("link[rel=canonical]", "href"),
        ["/search?type=cable"]
    );
}
