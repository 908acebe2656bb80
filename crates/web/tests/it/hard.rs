//! Records that strain every page: long titles, forty names, no words at all, and five scripts.

use crate::room::Room;

#[tokio::test]
async fn lists_name_the_first_of_forty() {
    let room = Room::hard();
    let page = room.get("/search?q=annex").await;
    let meta = page.text(".entry .meta li:first-child");
    assert!(meta.ends_with("and 32 others"), "{meta}");
    let whole = room.get("/document/100").await;
    assert_eq!(whole.texts(".correspondents a").len(), 40);
    assert_eq!(whole.attributes("h1", "class"), ["long"]);
}

#[tokio::test]
async fn words_in_other_languages_are_marked_so() {
    let room = Room::hard();
    let page = room.get("/search?per=50").await;
    let mut languages = page.attributes(".entry h2[lang]", "lang");
    languages.sort();
    assert_eq!(languages, ["ar", "de", "ko", "ru", "vi", "zh"]);
    assert_eq!(
        page.attributes(".entry h2[lang=ar]", "dir"),
        ["auto"],
        "the words themselves say which way they run"
    );
    let document = room.get("/document/104").await;
    assert_eq!(document.attributes("h1", "lang"), ["ar"]);
    assert_eq!(document.attributes(".summary p[lang]", "dir"), ["auto"]);
    let collection = room
        .get("/collection/1/test-records-hard-cases-of-every-kind")
        .await;
    assert_eq!(
        collection.attributes(".introduction > div[lang]", "lang"),
        ["en", "ru", "ar", "zh", "ko"]
    );
}

#[tokio::test]
async fn what_has_no_title_still_has_a_name() {
    let room = Room::hard();
    let page = room.get("/search?q=nobody&in=summary").await;
    assert!(
        page.texts(".entry h2")
            .contains(&"Untitled document 108".to_owned())
    );
    assert_eq!(
        room.get("/document/108").await.text("h1"),
        "Untitled document 108"
    );
}

#[tokio::test]
async fn collections_stand_within_collections() {
    let room = Room::hard();
    let twin = room.get("/collection/1.json").await.json();
    assert_eq!(twin["documents_with_parts"], 36);
    assert_eq!(twin["parts"].as_array().unwrap().len(), 2);
    let part = room.get("/collection/2/test-records-a-part").await;
    assert_eq!(
        part.text(".heading .held"),
        "26 documents held here, 1949\u{2013}1950. Of these, 25 in the collection itself, the others in its part."
    );
    let inner = room.get("/collection/4").await;
    assert_eq!(inner.texts(".above a").len(), 3);
    let empty = room.get("/collections").await;
    assert!(
        empty
            .texts(".tree .count")
            .contains(&"No documents".to_owned())
    );
}
