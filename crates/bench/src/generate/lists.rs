//! Lists of common words and of syllables, as constants.
//!
//! Words only, each language's most frequent first; no order of two of them was taken from anywhere.

/// English words.
pub(crate) const ENGLISH: &str = "
the of and to in a that on for with is by as at from his be was it has are not this which were their its
government Soviet embassy relations American policy had will minister foreign military economic about says between
ambassador should would discuss Chinese party situation reports against meeting states more other new first also
war been treaty agreement negotiations troops delegation report question after countries must may out support council
conversation president trade leadership border peace political position before under aid letter over state congress
during than only people they proposal united security plan visit draft information secretary general chairman
committee department two three both all any some could since until towards regarding concerning notes mentions
asks requests replies suggests agrees refuses insists warns explains describes considers informs thanks criticises
army navy airport railway harbour canal bridge factory steel grain cotton oil coal uranium reactor weapons missiles
shipment delivery credit loan payment currency budget tariff customs quota harvest famine flood refugees prisoners
exchange release arrest trial verdict amnesty protest strike election vote majority opposition coalition cabinet
resolution conference summit communique protocol declaration ultimatum armistice ceasefire withdrawal occupation
territory frontier island province district capital village population minority language school university students
newspaper broadcast propaganda censorship journalist correspondent translation interpreter invitation reception dinner
journey arrival departure airplane train vessel fleet submarine squadron regiment division battalion officers soldiers
commander staff headquarters intelligence agent courier cipher telegram dispatch instruction circular memorandum
archive folder annex copy signature seal stamp original summary paragraph chapter article
friendship alliance neutrality sovereignty independence recognition legation consul consulate protectorate mandate
commission bureau ministry directorate institute academy laboratory expedition observatory hospital pharmacy
timber fishery livestock fertiliser machinery turbine generator cable telephone radio antenna satellite balloon
winter spring summer autumn morning evening yesterday tomorrow urgently secretly privately officially reluctantly
cautiously formally jointly gradually temporarily immediately previously recently repeatedly unanimously
veteran widow orphan peasant worker engineer professor bishop sailor merchant lawyer judge clerk gardener
furniture umbrella bicycle orchestra museum theatre exhibition festival stadium monument cemetery lighthouse
";

/// Russian words.
pub(crate) const RUSSIAN: &str = "
и в на с о что по не к из от для за как он это его быть был о том при после между
правительство вопрос советский посольство отношения министр договор переговоры страна война мир партия посол
встреча беседа доклад письмо телеграмма сообщает просит предлагает считает отвечает согласие помощь торговля
граница армия войска делегация визит совет комитет председатель секретарь народ государство политика положение
решение проект соглашение поставка кредит железная дорога порт корабль завод уголь нефть зерно хлопок сталь
самолёт поезд остров провинция столица деревня население язык школа университет газета радио перевод приглашение
выборы парламент оппозиция кабинет конференция протокол декларация перемирие вывод территория безопасность
дружба союз независимость признание консул комиссия институт академия больница зима весна лето осень утро вечер
";

/// Chinese words.
pub(crate) const CHINESE: &str = "
的 和 在 与 关于 对 向 了 是 不 为 及 将 其 中 政府 问题 关系 会谈 大使 外交 部长 代表团 访问 条约 谈判 国家 战争 和平
报告 电报 信件 请求 建议 同意 拒绝 支持 援助 贸易 边界 军队 委员会 主席 书记 人民 政策 形势 决定 草案 协定
供应 贷款 铁路 港口 船只 工厂 煤炭 石油 粮食 棉花 钢铁 飞机 火车 岛屿 省份 首都 农村 人口 语言 学校 大学
报纸 广播 翻译 邀请 选举 议会 内阁 会议 声明 停战 撤军 领土 安全 友谊 同盟 独立 承认 领事 研究 医院
冬季 春季 夏季 秋季 早晨 晚上 昨天 明天 秘密 正式 立即 最近 工人 农民 工程师 教授 学生 记者 博物馆 展览
";

/// German words.
pub(crate) const GERMAN: &str = "
der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch an nach wie aus bei
Regierung Botschaft Beziehungen Minister Vertrag Verhandlungen Lage Bericht Gespräch Staat Partei Frage Krieg Frieden
Botschafter Politik Außenminister Abkommen Handel Grenze Truppen Besuch Rat Ausschuss Vorsitzender Sekretär Volk
Entwurf Lieferung Kredit Eisenbahn Hafen Schiff Fabrik Kohle Erdöl Getreide Baumwolle Stahl Flugzeug Zug Insel
Provinz Hauptstadt Dorf Bevölkerung Sprache Schule Universität Zeitung Rundfunk Übersetzung Einladung Wahl Kabinett
Konferenz Erklärung Waffenstillstand Gebiet Sicherheit Freundschaft Bündnis Unabhängigkeit Anerkennung Konsul
teilt bittet schlägt lehnt erklärt fordert warnt dankt Winter Frühling Sommer Herbst Morgen Abend
";

/// French words.
pub(crate) const FRENCH: &str = "
de la le et les des en du une que est pour qui dans par sur pas au avec son ne se plus ce aux sans
gouvernement ambassade relations ministre traité négociations situation rapport entretien état parti question guerre
paix ambassadeur politique accord commerce frontière troupes visite conseil comité président secrétaire peuple projet
livraison crédit chemin port navire usine charbon pétrole blé coton acier avion train île province capitale village
population langue école université journal radio traduction invitation élection cabinet conférence déclaration
armistice retrait territoire sécurité amitié alliance indépendance reconnaissance consul commission institut hôpital
informe demande propose refuse explique avertit remercie hiver printemps été automne matin soir
";

/// Korean words.
pub(crate) const KOREAN: &str = "
그리고 대한 관한 위한 있다 했다 정부 문제 관계 회담 대사 외무성 대표단 방문 조약 협상 국가 전쟁 평화 보고 전보 편지
요청 제안 동의 거절 지지 원조 무역 국경 군대 위원회 위원장 비서 인민 정책 정세 결정 초안 협정 공급 차관 철도 항구
선박 공장 석탄 석유 곡물 면화 강철 비행기 기차 섬 지방 수도 농촌 인구 언어 학교 대학 신문 방송 번역 초청 선거 의회
내각 회의 성명 정전 철수 영토 안전 우의 동맹 독립 승인 영사 연구 병원 겨울 봄 여름 가을 아침 저녁 어제 내일
";

/// Arabic words.
pub(crate) const ARABIC: &str = "
في من على إلى عن أن مع هذا التي الذي بين بعد قبل كان لا ما هو هي كل عند
الحكومة السفارة العلاقات الوزير المعاهدة المفاوضات الوضع التقرير المحادثة الدولة الحزب المسألة الحرب السلام السفير
السياسة الاتفاق التجارة الحدود القوات الوفد الزيارة المجلس اللجنة الرئيس الشعب المشروع القرض الميناء السفينة المصنع
الفحم النفط الحبوب القطن الطائرة القطار الجزيرة العاصمة القرية السكان اللغة المدرسة الجامعة الصحيفة الإذاعة الترجمة
الدعوة الانتخابات المؤتمر الهدنة الانسحاب الأراضي الأمن الصداقة التحالف الاستقلال القنصل المستشفى الشتاء الربيع الصيف
";

/// Beginnings of made-up Latin words.
pub(crate) const LATIN_STARTS: &str = "
Ba Be Bra Ce Cla Da Del Dro Fa Fer Ga Gil Gra Ha Hel Ila Jo Ka Kel Kra La Lim Lu Ma Mel Mor Na Nor Ola Pa Pel
Pri Qua Ra Rem Ru Sa Sel Sta Ta Tel Tor Ula Va Vel Vro Wa Wil Xe Ya Zel Zo
";

/// Continuations of made-up Latin words.
pub(crate) const LATIN_ENDS: &str = "
bad bor bra dak den dor fel gan gor hal kem kov lan lek lin lom mar mek mon nak nel nov pat pol rak ren ros
sak sel sim tan tek tor vak van vik von wen wor zan zek zin
";

/// Beginnings of made-up Cyrillic words.
pub(crate) const CYRILLIC_STARTS: &str = "
Ба Бел Бра Ва Вол Га Гор Да Дор За Зел Ка Кол Кра Ла Лем Ма Мор На Нор Ол Па Пол Ра Ров Са Сол Та Тор Ур Фа Хо Ша Яр
";

/// Continuations of made-up Cyrillic words.
pub(crate) const CYRILLIC_ENDS: &str = "
бак бор вад вик гор дак дон зон кан кев лад лев лин мак мир нак нел нор пат рак рим сан сел тан тов фор цын шан
";

/// Characters of made-up Chinese names.
pub(crate) const HAN_CHARACTERS: &str = "
安 白 北 长 成 大 德 东 方 丰 福 高 光 广 贵 海 河 黑 红 湖 华 黄 吉 江 金 康 兰 乐 林 龙 绿 马 梅 明 南 宁 平 青 泉 仁 山
上 石 水 松 泰 天 田 铁 武 西 新 星 阳 银 永 玉 云 镇 竹
";

/// Syllables of made-up Korean names.
pub(crate) const HANGUL_SYLLABLES: &str = "
가 강 건 경 고 광 구 금 기 남 노 대 덕 도 동 두 라 룡 마 명 무 미 백 보 부 북 사 산 상 서 선 성 송 수 순 신 아 안 양 연
영 오 옥 용 우 원 월 은 의 이 인 장 전 정 주 중 진 창 천 청 춘 태 평 하 한 해 형 호 홍 화 황 흥
";

/// Beginnings of made-up Arabic words.
pub(crate) const ARABIC_STARTS: &str = "
با بر تا جب حل خر دا در را رم زا سا سل شا صف طب عا عم غر فا قر كر لب ما مر نا نص ها وا يا
";

/// Continuations of made-up Arabic words.
pub(crate) const ARABIC_ENDS: &str = "
بان بير تون جان حين دار رون زيد سان شير طوس فان قين لام مون نار نيل واد وين
";

/// Beginnings of surnames.
pub(crate) const NAME_STARTS: &str = "
Ab Al Ar Bal Bar Bel Bor Bul Cal Car Cer Dam Dor Dra Dub Fal Fed Gal Gor Grab Hal Har Hor Ivl Jar Jel Kal Kar Kor Kul
Lad Lam Lev Lor Mal Mar Mel Mor Nar Nem Nor Ob Or Pal Par Pel Por Rad Ral Rem Ros Rub Sal Sar Sel Sor Tal Tar Tor Ul
Val Var Vel Vor Zal Zar Zel Zor
";

/// Ends of surnames.
pub(crate) const NAME_ENDS: &str = "
abin adze akov alvi anek anyan askas atti avec edin egger ekov elmann enko eric escu evsky idze ikov imov inger itch
onen orski osanu ovic ulla umar
";
