// Records that are hard to set: every one is invented and says so.

const TITLES = [
  ["eng", "Test record: " + "a title that goes on and on, as those of conference papers do, ".repeat(4) + "and ends"],
  ["ger", "Testsatz: Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnungsentwurfsbegleitschreiben"],
  ["rus", "Тестовая запись: телеграмма о железной дороге и об электрификации прибрежной линии"],
  ["chi", "测试记录：关于沿海铁路与港口建设的电报"],
  ["kor", "시험 기록: 해안 철도와 항구에 관한 전보"],
  ["ara", "سجل اختبار: برقية بشأن السكة الحديدية والميناء"],
  ["heb", "רשומת בדיקה: מברק על מסילת הברזל"],
  ["vie", "Bản ghi thử nghiệm: Điện tín về đường sắt ven biển và cảng"],
];

const NAMES = [
  "Test Vale", "Тест Вейл", "测试先生", "시험 씨", "السيد اختبار", "Nguyễn Văn Thử",
  "Test Committee for the Electrification of the Railways of the Coastal Provinces and their Harbours, Second Department",
  "Testdonaudampfschifffahrtsgesellschaftskapitän",
];

const ROLES = ["sender", "recipient", "via", "participant", "author", "mentioned", "copy_to", "interpreter"];

const text = (text, language = "eng") => ({ text, language });

/** The names of the archive's places and bodies, with those above them. */
function authorities() {
  const records = NAMES.map((name, index) => ({
    kind: "agent", id: index + 1, agent_kind: index === 6 ? "body" : "person",
    names: [{ text: name, kind: "preferred" }, { text: `Test cover name ${index + 1}`, kind: "cover_name" }],
    birth: { edtf: "1899~", as_written: "about 1899" },
    biographies: [text(`Test record: a life of ${name}.`)],
  }));
  for (let id = 9; id <= 60; id += 1) {
    records.push({ kind: "agent", id, agent_kind: "person", names: [{ text: `Test Person ${id}`, kind: "preferred" }] });
  }
  for (let id = 1; id <= 12; id += 1) {
    const parent = id === 1 ? {} : { parent: Math.floor(id / 2) };
    records.push({ kind: "place", id, names: [{ text: `Test place ${id} am Testsee bei Langenfeld`, kind: "preferred" }],
      coordinates: { latitude: `${id}.5`, longitude: `-${id}.25` }, ...parent });
    records.push({ kind: "subject", id, headings: [text(`Test subject ${id}--Railways--Electrification of the coast line`)], ...parent });
    records.push({ kind: "collection", id, names: [text(`Test collection ${id}: ${TITLES[id % TITLES.length][1]}`.slice(0, 250))],
      introductions: [text("Test record: an introduction in one paragraph. ".repeat(id)), text("Тестовое введение.", "rus")],
      see_also: [{ name: "Test collection that is not held" }], ...parent });
    records.push({ kind: "repository", id, names: [{ text: `Test archive ${id}`, kind: "preferred" }], place: id });
  }
  records.push({ kind: "type", id: 1, code: "telegram", labels: [text("Telegram")] });
  records.push({ kind: "type", id: 2, code: "cable", labels: [text("Cable")], parent: 1 });
  return records;
}

const party = (role, agent, written) => ({
  role, written, denotes: [{ agent, certainty: "certain", basis: "authority" }],
});

/** A document with everything that a document can have. */
function crowded() {
  const parties = Array.from({ length: 40 }, (_, index) => {
    const agent = index % 50 + 1;
    return party(ROLES[index % ROLES.length], agent, NAMES[index] ?? `Test Person ${agent}`);
  });
  return {
    kind: "document", id: 1, titles: TITLES.map(([language, title]) => text(title, language)), parties,
    summaries: [text("Test record: a summary that says the same again. ".repeat(40))],
    dates: [{ kind: "written", edtf: "1949-01-06/1949-03", as_written: "6 January to March 1949", heading: true }],
    numbers: [{ written: "0100/Test/1949" }], types: [2], languages: ["rus", "chi"],
    places: [{ role: "written_at", written: "Test place", place: 3, basis: "stated", certainty: "certain" }],
    subjects: [1, 2, 3, 4, 5, 6, 7, 8], collections: [1, 2, 3, 4, 5, 6],
    witnesses: [{ repository: 1, shelfmark: "f. 45, op. 1, d. 331, ll. 1-3", parts: [{ unit: "fond", value: "45" }] }],
    publications: [{ edition: "Test edition in many volumes", volume: "3", pages: "1-9" }],
    credit: { line: "Test credit line, by permission of the test archive." },
    notes: [text("Test record: a note of the editors.")],
  };
}

/** One of thousands: every eighth without a date, none of them with a summary. */
function plain(id) {
  const [language, title] = TITLES[id % TITLES.length];
  const day = `19${40 + id % 30}-${String(id % 12 + 1).padStart(2, "0")}-${String(id % 28 + 1).padStart(2, "0")}`;
  const edtf = id % 3 === 0 ? day.slice(0, 7) : day;
  const dates = id % 8 === 0 ? [] : [{ kind: "written", edtf, heading: true }];
  return {
    kind: "document", id, titles: [text(`${title} (${id})`, language)], dates, types: [id % 2 + 1],
    parties: [party("sender", id % 8 + 1, NAMES[id % 8]), party("recipient", id % 50 + 9, `Test Person ${id % 50 + 9}`)],
    collections: [id % 12 + 1], subjects: [id % 12 + 1],
    places: [{ role: "written_at", written: "Test place", place: id % 12 + 1, basis: "stated", certainty: "certain" }],
    witnesses: [{ repository: id % 12 + 1, shelfmark: `f. ${id % 7}, d. ${id}`, parts: [{ unit: "fond", value: `${id % 7}` }] }],
  };
}

/** All records of the archive of hard cases. */
export function records() {
  const documents = [crowded()];
  for (let id = 2; id <= 3_100; id += 1) documents.push(plain(id));
  return [...authorities(), ...documents];
}
