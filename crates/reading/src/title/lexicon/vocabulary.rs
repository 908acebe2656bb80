//! The word lists, folded and separated by white space.

/// Posts and ranks that one person holds.
pub(super) const OFFICES: &str = "
    academician adjutant admiral advisor adviser agent aide ambassador archbishop assistant attache
    attorney brigadier captain cardinal chair chairman chairperson chairwoman chancellor charge chief
    d'affaires colonel commandant commander commissar commissioner commodore comptroller congressman
    congresswoman consul coordinator corporal correspondent councillor councilor counselor counsellor
    crown delegate deputy dictator diplomat director doctor editor editor-in-chief emir emissary emperor
    empress engineer envoy expert founder general generalissimo governor head inspector instructor
    interpreter journalist judge king lama leader liaison-officer lieutenant major manager marshal mayor
    member minister monarch nuncio observer officer official patriarch plenipotentiary pope premier
    president prime prince princess procurator prosecutor queen rector referent regent reporter
    representative resident secretary senator sergeant shah sheik sheikh speaker specialist spokesman
    spokesperson staffer sultan superintendent teacher treasurer under-secretary undersecretary
    vice vice-consul viceroy candidate writer translator employee counterpart
";

/// Institutions, and people in the plural.
pub(super) const BODIES: &str = "
    academy administration agency ambassadors apparatus army assembly association authorities authority
    bank battalion board branch brigade bureau cabinet cell center centre chamber chancellery chancery
    circle club cominform comintern command commissariat commission commissions committee committees company
    comrades confederation conference congress consulate cooperative corporation corps council councils court
    cpsu delegates delegation delegations department departments directorate division embassies embassy empire
    factory faction federation fleet foundation front fund garrison government governments group guomindang
    headquarters inspectorate institute institution junta kingdom komsomol kremlin kuomintang
    leaders leaderships leadership league legation legations legislature men militia ministers ministries
    ministry mission movement navy newspaper office officers officials orgburo organization organisation
    organizations parliament parties party pentagon people plenum police politburo presidium
    regime regiment representation representatives republic residency rezidentura secretaries
    secretariat section sector senate service services society soldiers soviets squadron staff station students
    subcommittee sub-committee tass task-force team tribunal troops trust union unions unit
    university workers youths members radio
";

/// Words of complements and subjects.
pub(super) const COMMON: &str = "
    airgram airgrams bulletin cable cables communique decree directive letter letters memorandum message messages note notes
    remarks report reports statement statements telegram telegrams transcript
    acting ad addresses a.i action activities activity administrative affair affairs aftermath agenda agreement
    agricultural agriculture aid air allied ally annual answer anti appeal appointment approval approach
    armed arms arrangement arrangements arrival arrivals art assistance atomic attack attitude aviation
    balance border borders boundary broadcasting budget building business campaign capital case cause central
    change changes chemical church citizens civil claims cold collective colonial combat commerce commercial
    common communication communications communism communist communists community comments conditions
    congratulations consequences constitution construction consular consultations consumer contact contacts
    contemporary control cooperation counter-intelligence coup crisis critical cultural culture current customs
    danger data death debate defence defense deliveries delivery demand demands democracy democratic
    departure deportation development developments dispute disputes district draft drought
    east eastern economic economics economy education eight eighth elections electoral eleventh emergency
    energy escalation establishment ethnic evaluation events exchange executive exercise exhibition existing expanded exports
    external factors famine far farm federal fifth fight finance finances financial fire first fisheries fishing five
    flight flights floods food foreign forest forestry forthcoming four fourth fourteenth free freedom friendly friendship
    future gas geological geology goods grain great guard guerrilla handling harvest health heavy
    higher historical history home housing human hydrocarbon ideological ideology immigration implementation
    imports improvement incident incidents independence industrial industries industry inner inspection instructions
    insurance intelligence interest interests interim interior internal international intervention investment
    irrigation issue issues joint justice labor labour land language law legal liaison liberation life light local
    logistics loyal machinery main maritime market matter matters measures media mediation medical meeting meetings
    metallurgy military minorities mining minority missile missiles mutual nation national nationalist
    nationalities nationality nations naval navigation negotiation negotiations neutrality new next ninth north
    northeast northern northwest nuclear number occupation oceanic oil operation operational operations opinion
    opposition oral order-in-council ordinary organizational organs outcome outer overseas pact particular partisan parliamentary
    passage past peace peaceful peasant peasants peasants' people's peoples peoples' permanent personal
    personnel petroleum planning plans plant plants planned policies policy political politics population port position
    possibility postal posts power preparation preparations presence present preservation press prime-ministerial
    principal principles prisoners private problem problems production products program programme progress
    projects propaganda proposal proposals prospects protection provincial provisional public publication publications
    purchase purchases question questions railroad railway railways reaction reactions recent recognition
    reconnaissance reconstruction refugees reform reforms regional regions relation relations relationship relief
    religion religious repatriation request requests research resettlement resolution resources response
    result results return reunification revolt revolution revolutionary rice rights river role rural safety
    sales satellite scholarly science sciences scientific scholarships sea second secret security seizure senior session
    settlement seven seventh shipbuilding shipment shipments ships shipping signing situation six sixth slogans social
    socialism socialist socialists south southeast southern southwest space special sport sports standing state
    state's states statistics status steel steps stocks strategic strategy strengthening strike strikes struggle
    student studies study subject supplies supply support supreme surrender survey task tasks tax technical
    technological technology telecommunications ten tension tensions tenth territorial territory terms terrorism test tests
    textile third thirteenth thought thoughts three threat timber timetable topic topics tour tourism trade trade-unions trading
    training transfer transit transport transportation travel treatment trial trip troop tuition twelfth two
    unification united universal update uprising uranium urban use uses views violation violations visit visits
    volunteers war water waters way weapons welfare west western withdrawal women women's work worker workers' world
    year yearly young youth zone acute various several other others another additional
    one nine eleven twelve his her their its our my your upper lower high low top chief-of-staff
    possible military-political military-technical agrarian people-to-people inter-party
    interparty non-aligned nonaligned popular red white black green democratic-republican
";

/// States, their adjectives, capitals and other cities, common abbreviations.
pub(super) const PLACES: &str = "
    abyssinia abyssinian addis ababa aden afghan afghanistan africa african albania albanian albanians algeria algerian
    algiers america american americans amman andorra angola angolan ankara antarctica arab arabia arabian
    argentina argentine argentinian armenia armenian asia asian asmara athens asuncion australia australian austria austrian
    azerbaijan azerbaijani baghdad bahrain baku balkan balkans baltic bamako bandung bangkok bangladesh bangladeshi
    barbados basel basra batavia beijing beirut belarus belarusian belgian belgium belgrade benghazi benin berlin bern
    berne bhutan bissau bogota bohemia bolivia bolivian bombay bonn bosnia bosnian brasilia bratislava brazil
    brazilian brazzaville britain british britons brno brunei brussels bucharest budapest buenos aires bulgaria bulgarian
    bulgarians burma burmese burundi byelorussian cairo calcutta cambodia cambodian cameroon canada canadian canton
    caracas caribbean casablanca caucasus ceylon ceylonese chad chicago chile chilean china chinese chongqing chungking
    colombia colombian colombo conakry congo congolese copenhagen costa rica croatia croatian cuba cuban cubans cypriot
    cyprus czech czechoslovak czechoslovakia czechoslovakian dakar dalian damascus danish danube danubian danzig delhi
    denmark dhaka djakarta dominican dresden dublin dutch ecuador ecuadorian egypt egyptian eritrea eritrean estonia
    estonian ethiopia ethiopian europe european finland finnish france french gabon gambia gdansk gdr geneva
    georgia georgian german germans germany ghana ghanaian glasgow greece greek greeks grenada guangzhou guatemala guatemalan
    guinea guinean guyana hague haiphong haiti haitian hamburg hanoi harbin havana helsinki himalayan hiroshima
    honduran honduras hungarian hungarians hungary hyderabad iceland icelandic india indian indians indochina
    indochinese indonesia indonesian iran iranian iraq iraqi ireland irish islamabad israel israeli istanbul italian
    italians italy jakarta jamaica jamaican japan japanese jerusalem jewish jordan jordanian kabul kampala kampuchea
    kampuchean karachi kashmir kathmandu kazakh kazakhstan kenya kenyan khabarovsk khartoum khmer kiev kinshasa
    korea korean koreans kosovar kosovo kuala lumpur kurdish kuwait kuwaiti kyoto kyrgyz kyrgyzstan lagos lahore lao
    laos laotian latvia latvian lebanese lebanon leipzig leningrad lhasa liberia liberian libya libyan lima lisbon lithuania
    lithuanian ljubljana london luanda lusaka luxembourg macau macedonia macedonian madagascar madrid malawi malay
    malaya malayan malaysia malaysian maldives mali malian malta maltese managua manchuria manchurian manila mauritania
    mauritius mecca mediterranean mexican mexico minsk mogadishu moldavia moldavian moldova moldovan monaco mongol
    mongolia mongolian monrovia montenegrin montenegro montevideo montreal moravian moroccan morocco moscow mozambican
    mozambique mukden mumbai munich myanmar nairobi namibia namibian nanjing nanking nepal nepalese netherlands
    nicaragua nicaraguan nicosia niger nigeria nigerian nordic norway norwegian odessa oman omani osaka oslo ottawa
    pakistan pakistani pakistanis palestine palestinian palestinians panama panamanian paraguay paraguayan paris peking
    persia persian peru peruvian philippine philippines phnom penh poland poles polish port-au-prince portugal
    portuguese prague pretoria prussia prussian pyongyang qatar qatari quito rabat rangoon reykjavik rhodesia
    rhodesian riga rio romania romanian romanians rome roumanian rumania rumanian russia russian russians rwanda rwandan
    ryukyu saigon salvador salvadoran sanaa sarajevo saudi scandinavia scandinavian scottish senegal senegalese
    seoul serbia serbian shanghai shenyang siberia siberian singapore singaporean sinkiang sino slovak slovakia
    slovene slovenia slovenian sofia somali somalia soviet-occupied soviet spain spanish sri lanka lankan stockholm sudan
    sudanese suez swede swedes sweden swedish swiss switzerland sydney syria syrian szczecin taipei taiwan taiwanese tajik
    tajikistan tallinn tanganyika tangier tanzania tanzanian tashkent tbilisi tehran teheran thai thailand tibet
    tibetan tirana togo tokyo toronto trieste tripoli tunis tunisia tunisian turk turkey turkish turkmen
    turkmenistan turks uganda ugandan ukraine ukrainian ulaanbaatar ulan-bator bator ulan urumqi uruguay uruguayan uyghur
    uzbek uzbekistan varna vatican venezuela venezuelan vienna vientiane viet-nam vietnam vietnamese vilnius
    vladivostok warsaw washington wellington xinjiang yalta yemen yemeni yerevan yugoslav yugoslavia yugoslavian
    yugoslavs zagreb zaire zairian zambia zambian zanzibar zimbabwe zurich
    u.s u.k u.n u.s.s.r u.s.a p.r.c d.p.r.k r.o.k g.d.r f.r.g d.r.v u.a.r usa
    comecon cominform unesco warsaw-pact nato seato sino-soviet soviet-yugoslav yan'an yenan
";

/// Titles of courtesy and abbreviated ranks.
pub(super) const COURTESIES: &str = "
    adm amb baron brig capt cde cdes cmdr col com comr comrade count cpl dame doc dr eng esq excellency gen
    gospodin herr frau hon honorable honourable ing lady lord lt madam madame maj messrs miss mme monsieur mr
    mrs ms prof professor rev reverend sen senor senora gov sgt signor sir tov tovarishch father brother ambas
    right
";

/// Words that join phrases.
pub(super) const PREPOSITIONS: &str = "
    of in at to for on by from form with under over between among amongst against within into via through
    regarding concerning during after before following as without towards toward re per since until
    near inside outside beyond upon
";

/// Words that say what kind of copy or paper a document is.
pub(super) const QUALIFIERS: &str = "
    additional classified ciphered cipher circular coded concluding confidential cover covering daily draft
    enciphered encrypted extraordinary final fragmentary handwritten incoming informal information informational intelligence
    joint monthly newspaper official oral outgoing personal policy position press preliminary private provisional secret short
    special stenographic strictly summary top untitled unofficial unsigned urgent verbatim very weekly working
    written brief closing opening introductory welcoming keynote first second third abridged edited revised
    editorial history briefing telephone telephoned shorthand transcribed internal open proposed new
";

/// Words whose full stop belongs to them.
pub(super) const ABBREVIATIONS: &str = "
    adm amb approx brig capt cde cdes cmdr co col com comr corp cpl dept doc dr eng esq etc ft gen gov hon
    inc ing jr lt ltd maj messrs mme mr mrs ms mt no nos nr prof rep rev sen sgt sr st ste supp tov vol vs
    jan feb mar apr jun jul aug sep sept oct nov dec ca art
";

/// Small words inside names.
pub(super) const PARTICLES: &str = "
    de del della di da dos das do du la le les van von der den ter bin ibn ben al el bint abu y zu af ud ul
    i-
";
